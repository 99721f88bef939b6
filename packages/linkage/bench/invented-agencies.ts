import { randomSource } from '@gloact/kernel'
import { INVENTED_CULTURES, type InventedCulture, type WrittenName } from './tracing-names.ts'

export const AGENCY_COLUMNS = [
  'record_id',
  'agency',
  'recorded_on',
  'given_name',
  'family_name',
  'father_name',
  'mother_name',
  'sex',
  'date_of_birth',
  'age',
  'nationality',
  'place_of_origin',
  'phone',
] as const

interface Agency {
  readonly name: string
  /** The share of all people that it meets. */
  readonly meets: number
  /** How often it writes a name in its own script, where there is one. */
  readonly native: number
}

const AGENCIES: readonly Agency[] = [
  { name: 'police', meets: 0.125, native: 0.5 },
  { name: 'ngo', meets: 0.155, native: 0.1 },
  { name: 'shelter', meets: 0.145, native: 0.3 },
  { name: 'mission', meets: 0.085, native: 0 },
]

const two = (value: number): string => String(value).padStart(2, '0')

/**
 * Records of invented people as four agencies keep them, a few twice by one agency: names in four scripts and in many
 * spellings, cut off, in another order; the father's name for the family's; ages for dates, 1 January for a year; little
 * overlap. The person's number is given beside each record. The same for a seed; names are those of `tracing-names.ts`.
 */
export function inventedAgencies({ seed, people = 5200 }: { readonly seed: number; readonly people?: number }) {
  const { below, unit } = randomSource(seed, 41)
  const chance = (probability: number): boolean => unit() < probability
  const any = <T>(list: readonly T[]): T => list[below(list.length)]!
  // As unequally common as names and places are.
  const common = <T>(list: readonly T[]): T => list[Math.floor(unit() ** 1.7 * list.length)]!
  const slip = (text: string): string => {
    if (text.length < 4) return text
    const at = 1 + below(text.length - 2)
    const kind = below(3)
    if (kind === 0) return text.slice(0, at) + text.slice(at + 1)
    if (kind === 1) return text.slice(0, at) + text[at]! + text.slice(at)
    return text.slice(0, at) + text[at + 1]! + text[at]! + text.slice(at + 2)
  }
  const written = ({ native, romanised }: WrittenName, inNative: boolean): string => {
    let text = inNative ? native : any(romanised)
    if (chance(0.05)) text = slip(text)
    if (chance(0.03)) text = text.slice(0, 3 + below(2))
    return chance(0.22) ? text.toUpperCase() : text
  }
  const rows: string[][] = []
  const persons: number[] = []
  const record = (person: Person, number: number, { name, native }: Agency): void => {
    const { culture } = person
    const inNative = culture.inNative > 0 && chance(native)
    const write = (one: WrittenName): string => written(one, inNative)
    let given = chance(0.005) ? '' : write(person.given)
    let family = chance(0.115) ? '' : write(chance(0.03) ? person.father : person.family)
    if (chance(0.035)) [given, family] = [family, given]
    const on = new Date(Date.UTC(2026, 0, 1 + below(360)))
    const [year, month, day] = person.born
    const dated = unit()
    const slipped = unit()
    const date =
      dated > 0.7
        ? ''
        : chance(0.2)
          ? `${year + (chance(0.06) ? 1 : 0)}-01-01`
          : slipped < 0.04
            ? `${year + (chance(0.5) ? 1 : -1)}-${two(month)}-${two(day)}`
            : slipped < 0.08
              ? `${year}-${two(month)}-${two(1 + below(28))}`
              : slipped < 0.1 && day <= 12
                ? `${year}-${two(day)}-${two(month)}`
                : `${year}-${two(month)}-${two(day)}`
    const old = on.getUTCFullYear() - year - (on.getUTCMonth() + 1 < month ? 1 : 0)
    const age = dated > 0.7 && dated < 0.95 ? String(Math.max(1, old + (chance(0.2) ? any([-1, 1, 2, -2]) : 0))) : ''
    const nationality = chance(0.035) ? '' : chance(0.015) ? any(culture.nationalities) : person.nationality
    const town = chance(0.26) ? '' : chance(0.045) ? common(culture.towns) : person.town
    const phone =
      person.phone === '' || chance(0.5)
        ? ''
        : chance(0.08)
          ? `+${1e10 + below(1e9)}`
          : chance(0.05)
            ? slip(person.phone)
            : person.phone
    const sex = chance(0.012) ? '' : chance(0.008) ? any(['female', 'male']) : person.female ? 'female' : 'male'
    const father = chance(0.33) ? write(person.father) : ''
    const mother = chance(0.25) ? write(person.mother) : ''
    const day_ = on.toISOString().slice(0, 10)
    rows.push(['', name, day_, given, family, father, mother, sex, date, age, nationality, town, phone])
    persons.push(number)
  }
  for (let number = 0; number < people; number++) {
    const culture = any(INVENTED_CULTURES)
    const female = chance(0.5)
    const person: Person = {
      culture,
      female,
      given: common(female ? culture.female : culture.male),
      family: common(culture.family),
      father: common(culture.male),
      mother: common(culture.female),
      born: [1964 + below(52), 1 + below(12), 1 + below(28)],
      nationality: common(culture.nationalities),
      town: common(culture.towns),
      phone: chance(0.5) ? `+${2e10 + below(1e9)}` : '',
    }
    // Anyone who is easily found is so by all.
    const ease = Math.exp((unit() + unit() - 1) * 0.9)
    for (const agency of AGENCIES) {
      if (!chance(agency.meets * ease)) continue
      record(person, number, agency)
      if (chance(0.04)) record(person, number, agency)
    }
  }
  const order = rows.map((_, at) => ({ at, by: unit() })).toSorted((x, y) => x.by - y.by)
  return {
    rows: order.map(({ at }, place) => [String(place), ...rows[at]!.slice(1)]),
    persons: order.map(({ at }) => String(persons[at]!)),
  }
}

interface Person {
  readonly culture: InventedCulture
  readonly female: boolean
  readonly given: WrittenName
  readonly family: WrittenName
  readonly father: WrittenName
  readonly mother: WrittenName
  readonly born: readonly [year: number, month: number, day: number]
  readonly nationality: string
  readonly town: string
  readonly phone: string
}
