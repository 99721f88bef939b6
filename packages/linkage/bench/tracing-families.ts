import { randomSource } from '@gloact/kernel'
import { INVENTED_CULTURES, type InventedCulture, type WrittenName } from './tracing-names.ts'

/** How a draw is made: shares and rates from 0 to 1. */
export interface FamilySettings {
  readonly cases: number
  readonly requests: number
  /** Of the requests, how many seek a child who is among the cases. */
  readonly found: number
  /** How often a family has several children who travelled together. */
  readonly siblings: number
  /** Of the families with several children, how often the files say so, by a number. */
  readonly grouped: number
  /** Of requests without a case, how many seek the brother or sister of a child who is among the cases. */
  readonly siblingInstead: number
  /** How often a cell of a case is filled; a request is fuller by a third of what is left. */
  readonly filled: number
  /** How often a name has a slip, and how often a place, a date or an age is wrong. */
  readonly slips: number
  readonly wrong: number
  /** Names of relatives with their family name, a child’s names in one column, ages on the day of a record. */
  readonly wordy: boolean
  /**
   * Whether forms also ask for nicknames, grandfathers, brothers and sisters, a telephone, the last known place and the mother
   * tongue; a child is then sometimes sought by the nickname alone.
   */
  readonly further?: boolean
}

const EVEN: FamilySettings = {
  cases: 2500,
  requests: 500,
  found: 0.7,
  siblings: 0.25,
  grouped: 0.5,
  siblingInstead: 0.1,
  filled: 0.55,
  slips: 0.14,
  wrong: 0.2,
  wordy: false,
}

/** Kinds of draws: none of them is the one that acceptance uses. */
export const FAMILY_DRAWS = {
  even: EVEN,
  alone: { ...EVEN, siblings: 0, siblingInstead: 0 },
  siblings: { ...EVEN, siblings: 0.7, grouped: 0.7, siblingInstead: 0.3 },
  sparse: { ...EVEN, filled: 0.42, slips: 0.2, wrong: 0.25, siblings: 0.1 },
  wordy: { ...EVEN, wordy: true },
  few: { ...EVEN, cases: 250, requests: 40 },
  hardly: { ...EVEN, found: 0.15, siblingInstead: 0.05 },
  further: { ...EVEN, further: true },
} as const satisfies Readonly<Record<string, FamilySettings>>

export interface InventedTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export interface InventedTracing {
  readonly cases: InventedTable
  readonly requests: InventedTable
  /** The case of each request; empty where there is none. */
  readonly truth: ReadonlyMap<string, string>
}

const CASE_COLUMNS = [
  'file_number',
  'first_name',
  'surname',
  'gender',
  'age',
  'dob',
  'nationality',
  'father',
  'mother',
  'carer_relation',
  'carer_name',
  'place_of_origin',
  'place_of_separation',
  'date_of_separation',
  'tracing_consent',
  'family_group',
  'registered_on',
  'nickname',
  'grandfather_name',
  'siblings',
  'telephone',
  'last_place',
  'mother_tongue',
] as const
const REQUEST_COLUMNS = [
  'request_number',
  'inquirer_name',
  'relation_to_child',
  'child_first_name',
  'child_surname',
  'child_gender',
  'child_age',
  'child_dob',
  'nationality',
  'father',
  'mother',
  'place_of_origin',
  'place_of_separation',
  'date_of_separation',
  'family_group',
  'requested_on',
  'nickname',
  'grandfather_name',
  'siblings',
  'telephone',
  'last_place',
  'mother_tongue',
] as const

interface Child {
  readonly given: WrittenName
  readonly sex: 'female' | 'male'
  readonly born: number
}

interface Family {
  readonly number: number
  readonly culture: InventedCulture
  readonly nationality: string
  readonly name: WrittenName
  readonly father: WrittenName
  readonly mother: WrittenName
  readonly kin: WrittenName
  readonly kinship: string
  readonly origin: string
  readonly place: string
  readonly separated: number
  readonly children: readonly Child[]
}

const DAY = 86_400_000
const TODAY = Date.UTC(2026, 8, 1) / DAY
const LATIN_SLIPS = 'aeionrstlmh'
const FEMALE_KIN = ['aunt', 'grandmother', 'sister'] as const
const MALE_KIN = ['uncle', 'grandfather', 'brother'] as const

const iso = (days: number): string => new Date(days * DAY).toISOString().slice(0, 10)

/** How often a request has the nickname where the given name is asked for. */
const NICKNAME_INSTEAD = 0.08
/** How often a family’s second language is said instead. */
const OTHER_TONGUE = 0.05
/** How often somebody remembers another number, and another last place. */
const OTHER_NUMBER = 0.3
const OTHER_PLACE = 0.3

/** Far from the numbers of families, so that what they speak draws from a source of its own. */
const TONGUE_SOURCE = 10_000_000
/** Most speak the first language of their culture. */
const tongueOf = ({ tongues }: InventedCulture, drawn: number): string =>
  tongues[Math.floor(drawn ** 2.5 * tongues.length)]!

interface FurtherTold {
  (family: Family, child: Child, filled: number): string[]
  /** The nickname, where a request has it in place of the given name. */
  readonly instead: (family: Family, child: Child) => string | undefined
}

/**
 * What longer forms ask. Families have it from a source of their own, and cells from another, so that a draw without it stays as it
 * was.
 */
function furtherTold(settings: FamilySettings, seed: number): FurtherTold {
  const { below, unit } = randomSource(seed, 78)
  const spoken = randomSource(seed, 79)
  const chance = (share: number): boolean => unit() < share
  const written = ({ native, romanised }: WrittenName, inNative: boolean): string => {
    const form = inNative ? native : romanised[below(romanised.length)]!
    return form.length > 4 && chance(settings.slips) ? form.slice(0, -1) : form
  }
  const known = new Map<Family, ReturnType<typeof homeOf>>()
  const homeOf = ({ number, culture, children }: Family) => {
    const own = randomSource(seed, 1_000 + number)
    const pick = <Value>(values: readonly Value[]): Value => values[own.below(values.length)]!
    return {
      grandfather: culture.male[Math.floor(own.unit() ** 1.7 * culture.male.length)]!,
      nicknames: new Map(children.map((child) => [child, pick(culture[child.sex])])),
      // Brothers and sisters who stayed at home, or are grown up.
      others: Array.from({ length: own.below(4) }, () => pick([...culture.male, ...culture.female])),
      telephone: String(10_000_000 + own.below(89_999_999)),
      last: pick(culture.towns),
      tongue: tongueOf(culture, randomSource(seed, TONGUE_SOURCE + number).unit()),
    }
  }
  const home = (family: Family) => {
    const held = known.get(family) ?? homeOf(family)
    known.set(family, held)
    return held
  }
  const told = (family: Family, child: Child, filled: number): string[] => {
    if (settings.further !== true) return ['', '', '', '', '', '']
    const { grandfather, nicknames, others, telephone, last, tongue } = home(family)
    const inNative = chance(family.culture.inNative)
    const cell = (share: number, text: () => string): string => (chance(share) ? text() : '')
    const siblings = [...family.children.filter((other) => other !== child).map(({ given }) => given), ...others]
    return [
      cell(filled * 0.5, () => written(nicknames.get(child)!, inNative)),
      cell(filled * 0.6, () => written(grandfather, inNative)),
      cell(filled, () =>
        siblings
          .filter(() => chance(0.8))
          .map((name) => written(name, inNative))
          .join(', '),
      ),
      cell(filled * 0.4, () => (chance(OTHER_NUMBER) ? String(10_000_000 + below(89_999_999)) : telephone)),
      cell(filled, () => (chance(OTHER_PLACE) ? family.culture.towns[below(family.culture.towns.length)]! : last)),
      spoken.unit() < filled ? (spoken.unit() < OTHER_TONGUE ? tongueOf(family.culture, spoken.unit()) : tongue) : '',
    ]
  }
  return Object.assign(told, {
    instead: (family: Family, child: Child) =>
      settings.further === true && chance(NICKNAME_INSTEAD)
        ? written(home(family).nicknames.get(child)!, chance(family.culture.inNative))
        : undefined,
  })
}

/** Children’s cases and relatives’ requests of invented families, with the truth. The same for a seed. */
export function inventFamilies(settings: FamilySettings, seed: number): InventedTracing {
  const { below, unit } = randomSource(seed, 77)
  const further = furtherTold(settings, seed)
  const chance = (share: number): boolean => unit() < share
  const pick = <Value>(values: readonly Value[]): Value => values[below(values.length)]!
  // Common names first, as unequally common as names are.
  const skewed = <Value>(values: readonly Value[]): Value => values[Math.floor(unit() ** 1.7 * values.length)]!

  function slip(text: string): string {
    if (text.length < 2) return text
    const at = 1 + below(text.length - 1)
    const kind = below(5)
    if (kind === 0) return text.slice(0, at) + text.slice(at + 1)
    if (kind === 1) return text.slice(0, at) + text[at]! + text.slice(at)
    if (kind === 2) return text.slice(0, at - 1) + text[at]! + text[at - 1]! + text.slice(at + 1)
    if (kind === 3 && text.length > 4) return text.slice(0, 3)
    return /[a-z]/i.test(text) ? text.slice(0, at) + LATIN_SLIPS[below(LATIN_SLIPS.length)]! + text.slice(at + 1) : text
  }

  function written(name: WrittenName, inNative: boolean): string {
    const form = inNative ? name.native : pick(name.romanised)
    const slipped = chance(settings.slips) ? slip(form) : form
    return !inNative && chance(0.25) ? slipped.toUpperCase() : slipped
  }

  function family(number: number): Family {
    const culture = skewed(INVENTED_CULTURES)
    const separated = TODAY - 30 - below(700)
    const count = chance(settings.siblings) ? 2 + below(3) : 1
    const ofMale = chance(0.4)
    const usual = pick(culture.towns)
    return {
      number,
      culture,
      nationality: pick(culture.nationalities),
      name: skewed(culture.family),
      father: skewed(culture.male),
      mother: skewed(culture.female),
      kin: skewed(ofMale ? culture.male : culture.female),
      kinship: pick(ofMale ? MALE_KIN : FEMALE_KIN),
      origin: skewed(culture.towns),
      place: chance(0.5) ? usual : skewed(culture.towns),
      separated,
      children: children(culture, count, separated),
    }
  }

  /** No two children of a family have one name, or are born within a year. */
  function children(culture: InventedCulture, count: number, separated: number): readonly Child[] {
    const born: Child[] = []
    while (born.length < count) {
      const sex = chance(0.5) ? ('female' as const) : ('male' as const)
      const child = { given: skewed(culture[sex]), sex, born: separated - 365 - below(15 * 365) }
      if (born.every((other) => other.given !== child.given && Math.abs(other.born - child.born) > 365))
        born.push(child)
    }
    return born
  }

  interface Told {
    readonly filled: number
    readonly off: number
    readonly on: number
  }

  /** What somebody tells of a child: each cell filled or not, right or not. */
  function told(family: Family, child: Child, { filled, off, on }: Told) {
    const inNative = chance(family.culture.inNative)
    const cell = (share: number, text: () => string): string => (chance(share) ? text() : '')
    const place = (town: string): string =>
      chance(settings.wrong) ? pick(family.culture.towns) : chance(settings.slips / 2) ? slip(town) : town
    const parent = (name: WrittenName): string =>
      written(name, inNative) + (settings.wordy && chance(0.3) ? ` ${written(family.name, inNative)}` : '')
    const age = Math.max(
      0,
      Math.floor((on - child.born) / 365.25) + (chance(settings.wrong) ? pick([-2, -1, 1, 2]) : 0),
    )
    const born = chance(0.08)
      ? `${iso(child.born).slice(0, 4)}-01-01`
      : chance(0.08)
        ? swapped(iso(child.born))
        : iso(child.born)
    const at = family.separated + below(2 * off + 1) - off
    const separated = chance(0.15) ? iso(at).slice(0, 7) : iso(at)
    // A father’s name stands for the family name, or both names stand crosswise.
    const surname = chance(0.1) ? family.father : family.name
    const [first, second] = chance(0.02) ? [surname, child.given] : [child.given, surname]
    const nationality = chance(0.02) ? pick(pick(INVENTED_CULTURES).nationalities) : family.nationality
    const sex = chance(0.005) ? (child.sex === 'male' ? 'female' : 'male') : child.sex
    return {
      inNative,
      parent,
      first: written(first, inNative),
      second: cell(filled + 0.1, () => written(second, inNative)),
      sex,
      age: cell(0.93, () => String(age)),
      born: cell(filled * 0.5, () => born),
      nationality: cell(0.9, () => nationality),
      father: cell(filled, () => parent(family.father)),
      mother: cell(filled, () => parent(family.mother)),
      origin: cell(filled + 0.1, () => place(family.origin)),
      place: cell(filled, () => place(family.place)),
      separated: cell(filled, () => separated),
      group: cell(settings.grouped, () => String(family.number)),
    }
  }

  const swapped = (date: string): string =>
    Number(date.slice(8)) <= 12 ? `${date.slice(0, 5)}${date.slice(8)}-${date.slice(5, 7)}` : date

  const cases: { readonly family: Family; readonly child: Child; readonly cells: string[] }[] = []
  const held = new Map<Child, number>()
  let number = 0
  while (cases.length < settings.cases) {
    const one = family(number++)
    for (const child of one.children) {
      // A brother or sister may be elsewhere.
      if (one.children.length > 1 && chance(0.15)) continue
      const on = Math.min(TODAY, one.separated + 10 + below(300))
      const tells = told(one, child, { filled: settings.filled, off: 40, on })
      const who = carer(one)
      cases.push({
        family: one,
        child,
        cells: [
          '',
          ...(settings.wordy ? [`${tells.first} ${tells.second}`.trim(), ''] : [tells.first, tells.second]),
          tells.sex,
          tells.age,
          tells.born,
          tells.nationality,
          tells.father,
          tells.mother,
          chance(settings.filled) ? who.relation : '',
          chance(settings.filled) ? tells.parent(who.name) : '',
          tells.origin,
          tells.place,
          tells.separated,
          chance(0.9) ? 'yes' : 'no',
          one.children.length > 1 ? tells.group : '',
          settings.wordy ? iso(on) : '',
          ...further(one, child, settings.filled),
        ],
      })
    }
  }

  function carer(one: Family) {
    const draw = unit()
    if (draw < 0.5) return { relation: 'mother', name: one.mother }
    return draw < 0.75 ? { relation: 'father', name: one.father } : { relation: one.kinship, name: one.kin }
  }

  shuffle(cases)
  cases.forEach(({ cells, child }, at) => {
    cells[0] = `F${String(at + 1).padStart(5, '0')}`
    held.set(child, at)
  })

  const sought: { readonly family: Family; readonly child: Child }[] = []
  const families = shuffle([...new Set(cases.map(({ family }) => family))])
  let next = 0
  while (sought.length < settings.requests) {
    const one = families[next++ % families.length]!
    const here = one.children.filter((child) => held.has(child))
    const away = one.children.filter((child) => !held.has(child))
    if (chance(settings.found)) for (const child of here) sought.push({ family: one, child })
    else if (away.length > 0 && chance(settings.siblingInstead)) sought.push({ family: one, child: away[0]! })
    else {
      const stranger = family(number++)
      for (const child of stranger.children) sought.push({ family: stranger, child })
    }
  }
  const truth = new Map<string, string>()
  const inquirers = new Map<Family, ReturnType<typeof carer>>()
  const requests = shuffle(sought)
    .slice(0, settings.requests)
    .map(({ family, child }, at) => {
      const id = `T${String(at + 1).padStart(4, '0')}`
      const place = held.get(child)
      truth.set(id, place === undefined ? '' : cases[place]!.cells[0]!)
      const on = TODAY - below(60)
      const filled = settings.filled + (1 - settings.filled) / 3
      const tells = told(family, child, { filled, off: 15, on })
      const who = inquirers.get(family) ?? carer(family)
      inquirers.set(family, who)
      return [
        id,
        tells.parent(who.name),
        who.relation,
        ...(settings.wordy
          ? [`${tells.first} ${tells.second}`.trim(), '']
          : [further.instead(family, child) ?? tells.first, tells.second]),
        tells.sex,
        tells.age,
        tells.born,
        tells.nationality,
        who.relation === 'father' && chance(0.5) ? '' : tells.father,
        who.relation === 'mother' && chance(0.5) ? '' : tells.mother,
        tells.origin,
        tells.place,
        tells.separated,
        tells.group === '' || family.children.length < 2 ? '' : `S${tells.group}`,
        settings.wordy ? iso(on) : '',
        ...further(family, child, filled),
      ]
    })

  function shuffle<Value>(values: Value[]): Value[] {
    for (let at = values.length - 1; at > 0; at--) {
      const other = below(at + 1)
      ;[values[at], values[other]] = [values[other]!, values[at]!]
    }
    return values
  }

  const named = (columns: readonly string[]): readonly string[] =>
    settings.wordy
      ? columns.map((column) =>
          column === 'first_name' ? 'name' : column === 'child_first_name' ? 'child_name' : column,
        )
      : columns
  const table = (columns: readonly string[], rows: readonly (readonly string[])[]): InventedTable => {
    // A column that nothing stands in is not written.
    const kept = columns.flatMap((_, at) => (rows.some((row) => row[at] !== '') ? [at] : []))
    return { columns: kept.map((at) => columns[at]!), rows: rows.map((row) => kept.map((at) => row[at]!)) }
  }
  return {
    cases: table(
      named(CASE_COLUMNS),
      cases.map(({ cells }) => cells),
    ),
    requests: table(named(REQUEST_COLUMNS), requests),
    truth,
  }
}
