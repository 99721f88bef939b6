import { MISSING } from '../fields/field.ts'
import { agreeingSiblings } from './further-names.ts'
import { daysApart, isKnown } from './moments.ts'
import {
  bestOf,
  carerIsParent,
  carerLevel,
  FAMILY_LEVELS,
  familyLevel,
  GIVEN_LEVELS,
  givenLevel,
} from './compare-names.ts'
import type { Parent } from './relatives.ts'
import { acrossScripts, levelInTwo, TRACED_NAME_LEVELS } from './name-levels.ts'
import type { TracedRecord, TracingTables } from './tables.ts'

/**
 * One thing that a request and a case are compared by: ordered levels, from full agreement (0) to disagreement (the
 * last). Directed: the request stands first.
 */
export interface TracingComparison {
  /** How it is called where a term is explained. */
  readonly name: string
  readonly levels: readonly string[]
  /** How often each level is expected where the child is the one who is sought, before anything is learned. */
  readonly expected: readonly number[]
  /** It tells the child from brothers and sisters. */
  readonly ofChild: boolean
  /** That it differs speaks against nobody: children have more nicknames, and families more telephones, than are told. */
  readonly neverAgainst?: boolean
  /** Where levels that are learned and weighed by themselves begin: pairs of names in two scripts; one group where it is left out. */
  readonly groups?: readonly number[]
  /** Whether a record says anything of it. */
  recorded(record: TracedRecord): boolean
  level(request: TracedRecord, found: TracedRecord): number
  /**
   * All of a request that the level depends on: two requests that say the same meet each level as often, and are counted once. Left out
   * where nearly every request says something of its own.
   */
  said?(request: TracedRecord): string
  /** The name of another comparison that says the same thing of these two: of the two the one that weighs more counts. */
  repeats?(request: TracedRecord, found: TracedRecord): string | undefined
}

const AGE_LEVELS = [
  'agrees',
  'is a year apart',
  'is two years apart',
  'is three years apart',
  'is four or more years apart',
] as const

const DATES_AGREE = 1

const haveDates = (request: TracedRecord, found: TracedRecord): boolean => request.birth >= 0 && found.birth >= 0

const SEPARATION_LEVELS = [
  'is the same or within three days',
  'is within two weeks',
  'is within a month',
  'is within three months',
  'is within half a year',
  'is within a year',
  'is over a year apart',
] as const
const SEPARATION_DAYS = [3, 14, 31, 92, 183, 366] as const

/** How often each level is expected of names in one script, and of names in two. */
const scripted = (ofOne: readonly number[], ofTwo: readonly number[]) => ({
  expected: [...ofOne, ...ofTwo],
  groups: [0, ofOne.length],
})
const NAME_EXPECTED = scripted([0.58, 0.16, 0.1, 0.04, 0.02, 0.1], [0.6, 0.16, 0.07, 0.05, 0.12])

const NATIONALITY_LEVELS = ['is the same', 'is another in the same region', 'is in another region'] as const
const SIBLING_LEVELS = ['agree in three or more', 'agree in two', 'agree in one', 'do not agree'] as const
const TELEPHONE_LEVELS = ['is the same', 'is another'] as const
const TONGUE_LEVELS = ['is the same', 'is another'] as const
const RELATION_LEVELS = ['is the same', 'is another'] as const

/** Levels up to this one say that two values are the same, or as good as that. */
const AGREES = 1

/** What a level says in one word: the best ones of a group that it is the same, the last one that it differs. */
export function agreementOf(
  { groups = [0], levels }: Pick<TracingComparison, 'groups' | 'levels'>,
  level: number,
): 'same' | 'alike' | 'differs' {
  const group = groups.findLastIndex((from) => from <= level)
  if (level === (groups[group + 1] ?? levels.length) - 1) return 'differs'
  // Names in two scripts have no level of being written the same.
  const first = group === 0 ? 0 : 1
  return level - groups[group]! + first <= AGREES ? 'same' : 'alike'
}

/**
 * What requests and cases are compared by, of the columns that both tables have.
 *
 * @param regionOf the region of a nationality: the group whose people share names and places
 */
export function tracingComparisons(
  tables: TracingTables,
  regionOf: (nationality: number) => number,
): readonly TracingComparison[] {
  const { names } = tables

  function ageLevel(request: TracedRecord, found: TracedRecord): number {
    // Dates say what ages do, and more: where they contradict each other, ages do not make it good.
    if (haveDates(request, found) && tables.birthLevel(request.birth, found.birth) > DATES_AGREE) return MISSING
    const apart = Math.abs(request.bornAround - found.bornAround)
    return Number.isNaN(apart) ? MISSING : Math.min(AGE_LEVELS.length - 1, Math.floor(apart + 0.45))
  }

  function separationLevel(request: TracedRecord, found: TracedRecord): number {
    if (!isKnown(request.separation) || !isKnown(found.separation)) return MISSING
    const days = daysApart(request.separation, found.separation)
    const at = SEPARATION_DAYS.findIndex((most) => days <= most)
    return at < 0 ? SEPARATION_DAYS.length : at
  }

  const coded = (
    code: (record: TracedRecord) => number,
    level: (a: number, b: number) => number,
  ): Pick<TracingComparison, 'level' | 'said'> => ({
    level: (request, found) => {
      const [one, two] = [code(request), code(found)]
      return one < 0 || two < 0 ? MISSING : level(one, two)
    },
    said: (request) => String(code(request)),
  })

  /** The levels of names apart by whether those that are compared are of one script. */
  const named = (
    levels: readonly string[],
    sought: (request: TracedRecord) => readonly number[],
    held: (found: TracedRecord) => readonly number[],
    level: TracingComparison['level'],
  ): Pick<TracingComparison, 'levels' | 'level'> => ({
    levels: acrossScripts(levels),
    level: (request, found) => {
      const reached = level(request, found)
      return reached === MISSING || names.shareScript(sought(request), held(found))
        ? reached
        : levelInTwo(reached, levels.length)
    },
  })
  const alike = (codesOf: (record: TracedRecord) => readonly number[]) => ({
    ...named(TRACED_NAME_LEVELS, codesOf, codesOf, (request, found) => bestOf(names, codesOf(request), codesOf(found))),
    ...NAME_EXPECTED,
    recorded: (record: TracedRecord) => codesOf(record).length > 0,
    said: (request: TracedRecord) => codesOf(request).join(),
  })

  const nameOf = (parent: Parent): string => `${parent}’s name`
  const ofParent = (parent: Parent): TracingComparison => ({
    name: nameOf(parent),
    ofChild: false,
    ...alike((record) => record.relatives[parent]),
  })

  return [
    {
      name: 'given name',
      ofChild: true,
      recorded: ({ given }) => given.length > 0,
      ...named(
        GIVEN_LEVELS,
        ({ given }) => given,
        ({ given }) => given,
        (request, found) => givenLevel(names, request, found),
      ),
      ...scripted([0.6, 0.14, 0.1, 0.04, 0.02, 0.03, 0.02, 0.05], [0.64, 0.14, 0.06, 0.03, 0.03, 0.02, 0.08]),
    },
    {
      name: 'family name',
      ofChild: false,
      recorded: ({ family }) => family.length > 0,
      ...named(
        FAMILY_LEVELS,
        ({ family }) => family,
        ({ family }) => family,
        (request, found) => familyLevel(names, request, found),
      ),
      ...scripted([0.5, 0.16, 0.1, 0.04, 0.02, 0.08, 0.1], [0.56, 0.14, 0.06, 0.04, 0.08, 0.12]),
    },
    {
      name: 'sex',
      ofChild: true,
      recorded: ({ sex }) => sex >= 0,
      levels: ['is the same', 'is one or two letters apart', 'is different'],
      expected: [0.97, 0.01, 0.02],
      ...coded(({ sex }) => sex, tables.sexLevel),
    },
    {
      name: 'date of birth',
      ofChild: true,
      recorded: ({ birth }) => birth >= 0,
      levels: tables.birthLevels,
      expected: [0.8, 0.08, 0.05, 0.04, 0.03],
      ...coded(({ birth }) => birth, tables.birthLevel),
    },
    {
      name: 'age',
      ofChild: true,
      recorded: ({ bornAround }) => !Number.isNaN(bornAround),
      levels: AGE_LEVELS,
      expected: [0.42, 0.36, 0.15, 0.04, 0.03],
      level: ageLevel,
      said: ({ bornAround, birth }) => `${bornAround} ${birth}`,
      repeats: (request, found) => (haveDates(request, found) ? 'date of birth' : undefined),
    },
    {
      name: 'nationality',
      ofChild: false,
      recorded: ({ nationality }) => nationality >= 0,
      levels: NATIONALITY_LEVELS,
      expected: [0.93, 0.04, 0.03],
      ...coded(
        ({ nationality }) => nationality,
        (a, b) => (a === b ? 0 : regionOf(a) === regionOf(b) ? 1 : 2),
      ),
    },
    ofParent('father'),
    ofParent('mother'),
    {
      name: 'grandfather’s name',
      ofChild: false,
      ...alike(({ grandfather }) => grandfather),
    },
    {
      name: 'nickname',
      ofChild: true,
      ...alike(({ nickname }) => nickname),
      neverAgainst: true,
    },
    {
      name: 'names of brothers and sisters',
      ofChild: false,
      recorded: ({ siblings }) => siblings.length > 0,
      levels: SIBLING_LEVELS,
      expected: [0.12, 0.2, 0.46, 0.22],
      level: (request, found) => {
        if (request.siblings.length === 0 || found.siblings.length === 0) return MISSING
        return SIBLING_LEVELS.length - 1 - Math.min(3, agreeingSiblings(names, request.siblings, found.siblings))
      },
    },
    {
      name: 'carer’s name',
      ofChild: false,
      recorded: ({ relative }) => relative.length > 0,
      ...named(
        TRACED_NAME_LEVELS,
        (request) => request.relatives.anyone,
        (found) => found.relatives.other,
        (request, found) => carerLevel(names, request, found),
      ),
      ...scripted([0.5, 0.14, 0.08, 0.03, 0.02, 0.23], [0.5, 0.14, 0.06, 0.04, 0.26]),
      said: (request) => [request.relation, ...request.relative, '', ...request.relatives.anyone].join(),
      repeats(request, found) {
        const parent = carerIsParent(names, request, found)
        return parent && nameOf(parent)
      },
    },
    {
      name: 'relation to the child',
      ofChild: false,
      recorded: ({ relation }) => relation >= 0,
      levels: RELATION_LEVELS,
      expected: [0.8, 0.2],
      ...coded(
        ({ relation }) => relation,
        (a, b) => (a === b ? 0 : 1),
      ),
    },
    {
      name: 'place of origin',
      ofChild: false,
      recorded: ({ origin }) => origin >= 0,
      levels: tables.placeLevels,
      expected: [0.72, 0.06, 0.04, 0.18],
      ...coded(({ origin }) => origin, tables.placeLevel),
    },
    {
      name: 'place of separation',
      ofChild: false,
      recorded: ({ separationPlace }) => separationPlace >= 0,
      levels: tables.placeLevels,
      expected: [0.7, 0.06, 0.04, 0.2],
      ...coded(({ separationPlace }) => separationPlace, tables.placeLevel),
    },
    {
      name: 'last known place',
      ofChild: false,
      recorded: ({ lastPlace }) => lastPlace >= 0,
      levels: tables.placeLevels,
      expected: [0.62, 0.06, 0.04, 0.28],
      ...coded(({ lastPlace }) => lastPlace, tables.placeLevel),
    },
    {
      name: 'telephone',
      ofChild: false,
      recorded: ({ telephones }) => telephones.length > 0,
      levels: TELEPHONE_LEVELS,
      expected: [0.6, 0.4],
      neverAgainst: true,
      level: ({ telephones }, found) => {
        if (telephones.length === 0 || found.telephones.length === 0) return MISSING
        return telephones.some((number) => found.telephones.includes(number)) ? 0 : 1
      },
      said: ({ telephones }) => (telephones.length === 0 ? '' : telephones.join()),
    },
    {
      name: 'mother tongue',
      ofChild: false,
      recorded: ({ tongues }) => tongues.length > 0,
      levels: TONGUE_LEVELS,
      expected: [0.93, 0.07],
      level: ({ tongues }, found) => {
        if (tongues.length === 0 || found.tongues.length === 0) return MISSING
        return tongues.some((tongue) => found.tongues.includes(tongue)) ? 0 : 1
      },
      said: ({ tongues }) => (tongues.length === 0 ? '' : tongues.join()),
    },
    {
      name: 'date of separation',
      ofChild: false,
      recorded: ({ separation }) => isKnown(separation),
      levels: SEPARATION_LEVELS,
      expected: [0.15, 0.2, 0.22, 0.28, 0.08, 0.04, 0.03],
      level: separationLevel,
      said: ({ separation }) => `${separation.from} ${separation.to}`,
    },
  ]
}
