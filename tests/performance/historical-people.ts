import { randomSource } from '@gloact/kernel'

/** The columns of Splink's historical_50k. */
export const HISTORICAL_COLUMNS = [
  'unique_id',
  'cluster',
  'full_name',
  'first_and_surname',
  'first_name',
  'surname',
  'dob',
  'birth_place',
  'postcode_fake',
  'gender',
  'occupation',
] as const

const ONSETS = ['b', 'br', 'c', 'd', 'f', 'g', 'h', 'j', 'k', 'l', 'm', 'n', 'p', 'r', 's', 'st', 't', 'w', 'th', 'ch']
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ea', 'ou']
const ENDS = ['', 'n', 'r', 'm', 's', 'l', 'd', 'ton', 'ley', 'son', 'man', 'ford']
const pad = (value: number): string => String(value).padStart(2, '0')

/**
 * People of the past as in historical_50k, invented: each recorded about ten times, with all its columns (the name in three of them),
 * names misspelt or cut to an initial, dates of the eighteenth and nineteenth century a year or a part off, and empty cells. The real file is
 * not in the repository; shares of mistakes are a guess of ours. The same for a seed.
 */
export function historicalPeople(records: number, seed = 1): string[][] {
  const { below, unit } = randomSource(seed)
  const chance = (share: number): boolean => unit() < share
  const pick = <Of>(from: readonly Of[]): Of => from[below(from.length)]!
  const word = (): string => pick(ONSETS) + pick(VOWELS) + pick(ONSETS) + pick(VOWELS) + pick(ENDS)
  const words = (count: number): string[] => Array.from({ length: count }, word)
  const [given, family, places, work] = [words(600), words(8000), words(500), words(120)]
  // Names as unequally common as names are.
  const common = (from: readonly string[]): string => from[Math.floor(from.length * unit() ** 2)]!
  const postcode = (): string => `${word().slice(0, 2)}${1 + below(30)} ${below(10)}${word().slice(0, 2)}`
  const slip = (text: string): string => {
    const at = 1 + below(Math.max(1, text.length - 1))
    return chance(0.5)
      ? text.slice(0, at) + text.slice(at + 1)
      : text.slice(0, at) + pick('aeinrst'.split('')) + text.slice(at)
  }
  const rows: string[][] = []
  for (let person = 0; rows.length < records; person++) {
    const [first, middle, last] = [common(given), chance(0.4) ? common(given) : '', common(family)]
    const [year, month, day] = [1720 + below(180), 1 + below(12), 1 + below(28)]
    const [place, code, gender, occupation] = [common(places), postcode(), pick(['male', 'female']), common(work)]
    const times = 1 + below(19)
    for (let time = 0; time < times && rows.length < records; time++) {
      const own = chance(0.1) ? first[0]! : chance(0.15) ? slip(first) : first
      const name = chance(0.12) ? slip(last) : last
      const between = middle !== '' && chance(0.7) ? [middle] : []
      const born = chance(0.06) ? [year + 1, month, day] : chance(0.06) ? [year, 1, 1] : [year, month, day]
      rows.push([
        `r${rows.length}`,
        `p${person}`,
        [own, ...between, name].join(' '),
        `${own} ${name}`,
        own,
        name,
        chance(0.15) ? '' : `${born[0]}-${pad(born[1]!)}-${pad(born[2]!)}`,
        chance(0.1) ? '' : chance(0.08) ? common(places) : place,
        chance(0.2) ? '' : chance(0.12) ? postcode() : code,
        chance(0.15) ? '' : chance(0.01) ? pick(['male', 'female']) : gender,
        chance(0.3) ? '' : chance(0.1) ? common(work) : occupation,
      ])
    }
  }
  return rows
}
