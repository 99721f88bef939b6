import { randomSource } from '@gloact/kernel'
import { createRecords, type LinkageSchema, type RecordsWithGuest } from '../plain/index.ts'

export const INVENTED_COLUMNS = ['id', 'given_name', 'family_name', 'sex', 'date_of_birth', 'city', 'phone'] as const
const KINDS = ['id', 'given_name', 'family_name', 'sex', 'date_of_birth', 'place', 'identifier'] as const

/** What these columns hold. */
export const INVENTED_SCHEMA: LinkageSchema = {
  columns: INVENTED_COLUMNS.map((name, at) => ({ name, kind: KINDS[at]! })),
}

/** Invented people made ready to be compared, on one list. */
export function recordsOf(people: Iterable<{ readonly cells: readonly string[] }>): RecordsWithGuest {
  const builder = createRecords(INVENTED_SCHEMA, { year: 2026 })
  builder.open('people', INVENTED_COLUMNS)
  for (const { cells } of people) builder.add(cells)
  return builder.finish()
}

const ONSETS = ['b', 'd', 'f', 'g', 'h', 'j', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'z', 'sh', 'kh', 'ch', 'th']
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ai', 'ou']
const ENDS = ['', 'n', 'r', 'm', 's', 'l', 'd', 'ri', 'na', 'vic', 'an', 'ov']

/** A word of two or three syllables, the same for a number. */
function word(number: number, syllables: number): string {
  const { below } = randomSource(number + 1)
  let made = ''
  for (let turn = 0; turn < syllables; turn++) made += ONSETS[below(ONSETS.length)]! + VOWELS[below(VOWELS.length)]!
  return made + ENDS[below(ENDS.length)]!
}

const pad = (value: number): string => String(value).padStart(2, '0')

/**
 * Records of invented people: `share` of them are recorded again, with slips, swapped parts of dates and empty cells.
 * The person's number is given beside each record. The same for a seed.
 */
export function* inventedPeople(
  records: number,
  { share = 0.2, seed = 1 }: { readonly share?: number; readonly seed?: number } = {},
): Generator<{ readonly person: number; readonly cells: string[] }> {
  const { below } = randomSource(seed)
  const chance = (probability: number): boolean => below(10_000) < probability * 10_000
  // Names as unequally common as names are: the square of an even draw.
  const skewed = (count: number): number => {
    const draw = below(100_000) / 100_000
    return Math.floor(draw * draw * count)
  }
  const given = Array.from({ length: 3000 }, (_, at) => word(at, 2))
  const family = Array.from({ length: 30_000 }, (_, at) => word(at + 10_000, at % 3 === 0 ? 2 : 3))
  const cities = Array.from({ length: 400 }, (_, at) => word(at + 100_000, 2))
  const slip = (text: string): string => {
    if (text.length < 3) return text
    const at = 1 + below(text.length - 1)
    const kind = below(3)
    if (kind === 0) return text.slice(0, at) + text.slice(at + 1)
    if (kind === 1) return text.slice(0, at) + 'aeinrst'[below(7)]! + text.slice(at)
    return text.slice(0, at - 1) + text[at]! + text[at - 1]! + text.slice(at + 1)
  }
  const blurred = (cells: readonly string[]): string[] => {
    const [name, surname, sex, birth, city, phone] = cells as [string, string, string, string, string, string]
    const [year, month, day] = birth.split('-') as [string, string, string]
    const swap = chance(0.04)
    const first = chance(0.15) ? slip(name) : name
    const second = chance(0.15) ? slip(surname) : surname
    return [
      swap ? second : first,
      swap ? first : second,
      chance(0.01) ? '' : sex,
      chance(0.05) ? '' : chance(0.05) ? `${year}-${pad(1 + below(12))}-${day}` : `${year}-${month}-${day}`,
      chance(0.15) ? '' : chance(0.1) ? cities[below(cities.length)]! : city,
      chance(0.3) ? '' : chance(0.1) ? slip(phone) : phone,
    ]
  }
  let person = -1
  let last: string[] = []
  for (let record = 0; record < records; record++) {
    if (person < 0 || !chance(share)) {
      person++
      last = [
        given[skewed(given.length)]!,
        family[skewed(family.length)]!,
        chance(0.5) ? 'female' : 'male',
        `${1950 + below(65)}-${pad(1 + below(12))}-${pad(1 + below(28))}`,
        cities[skewed(cities.length)]!,
        chance(0.4) ? '' : String(600_000_000 + below(99_999_999)),
      ]
      yield { person, cells: [String(record), ...last] }
    } else yield { person, cells: [String(record), ...blurred(last)] }
  }
}
