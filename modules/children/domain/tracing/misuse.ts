import type { FormAnswers } from '@gloact/forms'
import { changedBetween, fold, saidIn, type Said } from './compared.ts'
import type { ComparedName } from './lists.ts'
import { textOf, valueOf } from './said.ts'
import { ASKS_WHERE, KNOWS_PRESENT } from './wording.ts'

/**
 * Signs that the person who asks may be no relative: those for whom a child is prey ask for children, too. A sign decides nothing. It holds the
 * request until two people have reviewed it, and the person who asks is answered as everybody is.
 */
export const MISUSE_SIGNS = [
  'knows_little',
  'knows_present',
  'asks_often',
  'changes_the_child',
  'turns_towards_a_child',
  'several_families',
  'unrelated_children_at_home',
  'asks_where',
  'near_one_who_must_not_find',
  'near_one_in_another_file',
  'nobody_knows_them',
  'not_agreed',
  'many_by_one_worker',
] as const
export type MisuseSign = (typeof MISUSE_SIGNS)[number]

/** To anyone but the authority for the protection of children it says no more than to ask the authority. */
const OF_THE_AUTHORITY: readonly MisuseSign[] = ['near_one_in_another_file']
export const ASK_AUTHORITY = 'ask_authority'

/** The signs as somebody who reviews a held request is shown them. */
export const signsFor = (signs: readonly string[], isAuthority: boolean): readonly string[] =>
  isAuthority ? signs : signs.map((sign) => (OF_THE_AUTHORITY.some((one) => one === sign) ? ASK_AUTHORITY : sign))

/** A request as it was said once. */
export interface Asking {
  readonly requestId: string
  /** When it was registered, or last amended. */
  readonly at: string
  readonly enteredBy: string
  readonly answers: FormAnswers
}

export interface MisuseLimits {
  /** More requests than that within 30 days from one person, telephone, paper or address. */
  readonly requestsIn30Days: number
  readonly childChanges: number
  /** Children of how many families one person may seek within 24 months before somebody looks. */
  readonly families: number
  readonly unrelatedChildren: number
  /** More requests than that on one day entered by one worker. */
  readonly byWorkerADay: number
}

/** What a country that says nothing has. */
export const MISUSE_LIMITS: MisuseLimits = {
  requestsIn30Days: 3,
  childChanges: 3,
  families: 2,
  unrelatedChildren: 3,
  byWorkerADay: 20,
}

/** What is known besides the request itself. */
export interface MisuseKnown {
  /** What was said before under the same request, the first first. */
  readonly earlier: readonly Asking[]
  readonly others: readonly Asking[]
  /** Whom children do not want to be found by, and suspects. */
  readonly against: readonly { readonly name: string; readonly telephone: string }[]
  /** From whom children are kept by what the files of their guardians say: suspects, carriers, others who seek them. */
  readonly keptAway: readonly { readonly name: string; readonly telephone: string }[]
  /** The children that this request was ever suggested for. */
  readonly suggested: readonly Said[]
  /** Whether two names may be one, across scripts. */
  readonly alike: (a: string, b: string) => boolean
}

const DAY = 86_400_000
const FEWEST_KNOWN = 4

/** The signs of one request, in a fixed order: the same whatever order the others are given in. */
export function misuseSigns(
  asking: Asking,
  known: MisuseKnown,
  limits: MisuseLimits = MISUSE_LIMITS,
): readonly MisuseSign[] {
  const { answers } = asking
  const same = known.others.filter((other) => isSamePerson(asking, other, known.alike))
  const since = (days: number) => (other: Asking) =>
    Math.abs(Date.parse(asking.at) - Date.parse(other.at)) <= days * DAY
  const said = textOf(answers, 'said').normalize('NFKC').toLowerCase()
  const identity = textOf(answers, 'identity_seen')
  const found: Readonly<Record<MisuseSign, boolean>> = {
    knows_little: knowsOfTheChild(answers) < FEWEST_KNOWN,
    knows_present: KNOWS_PRESENT.some((pattern) => pattern.test(said)),
    asks_often: same.filter(since(30)).length >= limits.requestsIn30Days,
    changes_the_child: changesOfTheChild([...known.earlier, asking]) >= limits.childChanges,
    turns_towards_a_child: turnsTowards(asking, known),
    several_families: familiesSought(asking, same.filter(since(730)), known.alike) >= limits.families,
    unrelated_children_at_home: Number(valueOf(answers, 'children_at_home') ?? 0) >= limits.unrelatedChildren,
    asks_where: ASKS_WHERE.some((pattern) => pattern.test(said)),
    near_one_who_must_not_find: known.against.some((one) => isNear(answers, one, known.alike)),
    near_one_in_another_file: known.keptAway.some((one) => isNear(answers, one, known.alike)),
    nobody_knows_them: identity === '' || identity === 'none',
    not_agreed: textOf(answers, 'agrees') !== 'yes',
    many_by_one_worker:
      known.others.filter((other) => other.enteredBy === asking.enteredBy && since(1)(other)).length >=
      limits.byWorkerADay,
  }
  return MISUSE_SIGNS.filter((sign) => found[sign])
}

/** Of five things that a family knows of its child, so many. */
function knowsOfTheChild(answers: FormAnswers): number {
  const has = (...fields: readonly string[]): number =>
    Number(fields.some((field) => textOf(answers, field) !== '' && textOf(answers, field).trim() !== ''))
  return (
    has('given_name', 'nickname') +
    has('father_name', 'mother_name') +
    has('birth_date', 'age') +
    has('origin') +
    has('separation_place', 'separated_on')
  )
}

const figures = (text: string): string => text.replace(/\D/g, '').slice(-8)
const sameFigures = (a: string, b: string): boolean => figures(a).length >= 6 && figures(a) === figures(b)

function isSamePerson(a: Asking, b: Asking, alike: MisuseKnown['alike']): boolean {
  const both = (field: string): readonly [string, string] => [textOf(a.answers, field), textOf(b.answers, field)]
  const written = (field: string): boolean => {
    const [one, two] = both(field).map(fold)
    return one !== '' && one === two
  }
  const [nameA, nameB] = both('relative_name')
  const [phoneA, phoneB] = both('telephone')
  return (
    sameFigures(phoneA, phoneB) ||
    written('paper_number') ||
    written('address') ||
    // A name alone is many people's; with the same family at the same place it is one.
    (written('origin') && alike(nameA, nameB) && alike(...both('father_name')) && alike(...both('mother_name')))
  )
}

/** How often what is said of the child itself was changed. */
const OF_THE_CHILD: readonly ComparedName[] = ['given_name', 'family_name', 'nickname', 'sex', 'birth_date', 'age']

const changesOfTheChild = (sayings: readonly Asking[]): number =>
  sayings.filter((saying, at) => {
    const before = sayings[at - 1]
    if (!before) return false
    return changedBetween(saidIn(before.answers), saidIn(saying.answers)).some((name) => OF_THE_CHILD.includes(name))
  }).length

/** Something is said now as a child says it, and was said otherwise before a suggestion was made. */
function turnsTowards(asking: Asking, { earlier, suggested, alike }: MisuseKnown): boolean {
  const last = earlier.at(-1)
  if (!last) return false
  const [before, now] = [saidIn(last.answers), saidIn(asking.answers)]
  const agrees = (one: string | undefined, two: string | undefined): boolean =>
    one !== undefined && two !== undefined && (fold(one) === fold(two) || alike(one, two))
  return changedBetween(before, now).some((name) =>
    suggested.some(
      (child) => before[name] !== undefined && agrees(now[name], child[name]) && !agrees(before[name], child[name]),
    ),
  )
}

/** Children of how many families one person seeks: those of whom no parent's or family name is alike. */
function familiesSought(asking: Asking, same: readonly Asking[], alike: MisuseKnown['alike']): number {
  const families: FormAnswers[] = []
  const inOrder = [asking, ...same].toSorted((a, b) => (a.requestId < b.requestId ? -1 : 1))
  for (const { answers } of inOrder) {
    if (!families.some((family) => isOneFamily(family, answers, alike))) families.push(answers)
  }
  return families.length
}

function isOneFamily(a: FormAnswers, b: FormAnswers, alike: MisuseKnown['alike']): boolean {
  const both = ['father_name', 'mother_name', 'family_name']
    .map((field) => [textOf(a, field), textOf(b, field)] as const)
    .filter(([one, two]) => one !== '' && two !== '')
  return both.length === 0 || both.some(([one, two]) => alike(one, two))
}

function isNear(
  answers: FormAnswers,
  one: { readonly name: string; readonly telephone: string },
  alike: MisuseKnown['alike'],
): boolean {
  const name = textOf(answers, 'relative_name')
  return (
    sameFigures(textOf(answers, 'telephone'), one.telephone) ||
    sameFigures(textOf(answers, 'family_telephone'), one.telephone) ||
    (name !== '' && one.name !== '' && alike(name, one.name))
  )
}
