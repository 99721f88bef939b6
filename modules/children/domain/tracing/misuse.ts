import type { FormAnswers } from '@gloact/forms'
import { samePaper, samePhone, sameAddress, shareContacts, type Contacts } from '../contacts.ts'
import { changedBetween, fold, saidIn, type Said } from './compared.ts'
import { missingToSearch } from './gates.ts'
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
  'many_from_one_device',
  'many_at_one_desk',
  'from_elsewhere',
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
  /** The agency at whose desk it was taken. */
  readonly desk: string
  /** The devices from which it was written down and amended so far, as keyed digests; none where a device was not known. */
  readonly devices: readonly string[]
  /** Whether it came in from another system, and nobody here asked the inquirer. */
  readonly takenOver?: boolean
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
  /** More requests than that within 30 days from one device, or at one agency's desk: both take many by right, a relative does not. */
  readonly fromDeviceIn30Days: number
  readonly atDeskIn30Days: number
}

/** What a country that says nothing has. */
export const MISUSE_LIMITS: MisuseLimits = {
  requestsIn30Days: 3,
  childChanges: 3,
  families: 2,
  unrelatedChildren: 3,
  byWorkerADay: 20,
  fromDeviceIn30Days: 40,
  atDeskIn30Days: 100,
}

/** What is known besides the request itself. */
export interface MisuseKnown {
  /** What was said before under the same request, the first first. */
  readonly earlier: readonly Asking[]
  readonly others: readonly Asking[]
  /** Whom children do not want to be found by, and suspects. */
  readonly against: readonly Contacts[]
  /** From whom children are kept by what files say: suspects, carriers, others who seek them, and anyone who was refused before. */
  readonly keptAway: readonly Contacts[]
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
  const said = `${textOf(answers, 'said')} ${textOf(answers, 'elsewhere')}`.normalize('NFKC').toLowerCase()
  const missing = missingToSearch(answers)
  const takenHere = asking.takenOver === true ? [] : known.others.filter(({ takenOver }) => takenOver !== true)
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
    nobody_knows_them: missing.includes('nobody_knows_them'),
    not_agreed: missing.includes('not_agreed'),
    // What is imported at once was not asked for at once: that it came from elsewhere is a sign by itself.
    many_by_one_worker:
      takenHere.filter((other) => other.enteredBy === asking.enteredBy && since(1)(other)).length >=
      limits.byWorkerADay,
    many_from_one_device:
      known.others.filter((other) => isFromOneDevice(asking, other) && since(30)(other)).length >=
      limits.fromDeviceIn30Days,
    many_at_one_desk:
      takenHere.filter((other) => other.desk === asking.desk && since(30)(other)).length >= limits.atDeskIn30Days,
    // Whatever was said since: nobody here saw how it was taken.
    from_elsewhere: [...known.earlier, asking].some(({ takenOver }) => takenOver === true),
  }
  return MISUSE_SIGNS.filter((sign) => found[sign])
}

/**
 * Of nine things that a family knows of its child, so many. Of five alone, with one parent for both, one in twelve true families knew fewer
 * than four where forms are filled to 55 %, and one in seven at 42 %.
 */
function knowsOfTheChild(answers: FormAnswers): number {
  const has = (...fields: readonly string[]): number =>
    Number(fields.some((field) => textOf(answers, field) !== '' && textOf(answers, field).trim() !== ''))
  return (
    has('given_name', 'nickname') +
    has('father_name') +
    has('mother_name') +
    has('grandfather_name') +
    has('siblings') +
    has('birth_date', 'age') +
    has('origin') +
    has('separation_place', 'separated_on') +
    has('last_place')
  )
}

const isFromOneDevice = (a: Asking, b: Asking): boolean => a.devices.some((device) => b.devices.includes(device))

function isSamePerson(a: Asking, b: Asking, alike: MisuseKnown['alike']): boolean {
  const both = (field: string): readonly [string, string] => [textOf(a.answers, field), textOf(b.answers, field)]
  const written = (field: string): boolean => {
    const [one, two] = both(field).map(fold)
    return one !== '' && one === two
  }
  const [nameA, nameB] = both('relative_name')
  const [phoneA, phoneB] = both('telephone')
  return (
    samePhone(phoneA, phoneB) ||
    samePaper(...both('paper_number')) ||
    written('paper_number') ||
    sameAddress(...both('address')) ||
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

/** How the person who asks is reached, by either number that they give. */
export function inquirerOf(answers: FormAnswers): readonly Contacts[] {
  const own = {
    name: textOf(answers, 'relative_name'),
    address: textOf(answers, 'address'),
    paper: textOf(answers, 'paper_number'),
  }
  return ['telephone', 'family_telephone'].map((field) => ({ ...own, phone: textOf(answers, field) }))
}

/** Whether the person who asks may be this one, by a name that is likely theirs, a telephone, an address or a document. */
export const isNear = (answers: FormAnswers, one: Contacts, alike: MisuseKnown['alike']): boolean =>
  inquirerOf(answers).some(
    (asking) => shareContacts(asking, one) || (!!asking.name && !!one.name && alike(asking.name, one.name)),
  )
