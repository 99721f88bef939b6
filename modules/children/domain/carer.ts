import { addMonths, valueOf, type PlainDate } from '@gloact/kernel'
import type { FormAnswers } from '@gloact/forms'
import type { Born } from './age.ts'
import { rowsOf } from './said.ts'

/** A carer as the register has them, as far as a placement asks. */
export interface RegisteredCarer {
  readonly status: string
  readonly kind: string
  readonly approvedUntil: PlainDate | null
  readonly limit: number
  /** For which sexes and ages they were approved: where none of either is named, for all. */
  readonly takes: readonly string[]
}

/** What is known of the child who is to live there. */
export interface ChildToPlace {
  /** As the file says it; undefined where it does not. */
  readonly sex: string | undefined
  readonly born: Born
}

/** These need a reason; the others no reason makes good. */
const OUTSIDE_APPROVAL = [
  'care_carer_lapsed',
  'care_carer_full',
  'care_carer_kind',
  'care_carer_sex',
  'care_carer_age',
] as const
export const CARER_GAPS = ['care_carer_unknown', 'care_carer_not_active', ...OUTSIDE_APPROVAL] as const
export type CarerGap = (typeof CARER_GAPS)[number]

/** Whether a reason is enough for a placement that lacks these. */
export const reasonSuffices = (gaps: readonly string[]): boolean =>
  gaps.every((gap) => OUTSIDE_APPROVAL.some((one) => one === gap))

/**
 * What keeps a child from being placed with the carer who is named. One who is not active takes nobody. Anything outside of what was
 * approved needs a reason; what nobody knows of the child counts as outside of an approval that is narrower.
 */
export function carerGaps({
  carer,
  type,
  child,
  children,
  today,
  reason,
}: {
  /** Null where the register of the agency has no such carer. */
  readonly carer: RegisteredCarer | null
  /** The kind of care that is meant. */
  readonly type: string | undefined
  readonly child: ChildToPlace
  /** How many children are placed there now, this one not among them. */
  readonly children: number
  readonly today: PlainDate
  readonly reason?: string | undefined
}): readonly CarerGap[] {
  if (!carer) return ['care_carer_unknown']
  if (carer.status !== 'active') return ['care_carer_not_active']
  if (reason?.trim()) return []
  const outside: Readonly<Record<(typeof OUTSIDE_APPROVAL)[number], boolean>> = {
    care_carer_lapsed: carer.approvedUntil === null || carer.approvedUntil < today,
    care_carer_full: children >= carer.limit,
    care_carer_kind: type !== carer.kind,
    care_carer_sex: !isOfSexes(carer.takes, child.sex),
    care_carer_age: !isOfAges(carer.takes, child.born, today),
  }
  return OUTSIDE_APPROVAL.filter((gap) => outside[gap])
}

const SEXES: Readonly<Record<string, string>> = { girls: 'female', boys: 'male' }

function isOfSexes(takes: readonly string[], sex: string | undefined): boolean {
  const named = takes.flatMap((code) => SEXES[code] ?? [])
  // Both are everybody: those, too, whose sex is neither, or is not known.
  return named.length !== 1 || named[0] === sex
}

/** The ages that approvals name: from so many years, and younger than so many. The last has no upper limit: everyone who is placed is a child. */
const AGES = [
  ['under_7', 0, 7],
  ['from_7', 7, 12],
  ['from_12', 12, 16],
  ['from_16', 16, Infinity],
] as const

/** Whether every age that the child may have is one that was approved. */
function isOfAges(takes: readonly string[], { from, to }: Born, today: PlainDate): boolean {
  if (!AGES.some(([code]) => takes.includes(code))) return true
  const hasTurned = (born: PlainDate, years: number) => addMonths(born, years * 12) <= today
  return AGES.every(([code, least, below]) => {
    const tooYoung = from !== null && !hasTurned(from, least)
    const tooOld = below !== Infinity && to !== null && hasTurned(to, below)
    return takes.includes(code) || tooYoung || tooOld
  })
}

/** Whether what the register says lets a carer be active: identity, criminal records, other registers, the home and everyone in it. */
export function isScreened(answers: FormAnswers): boolean {
  const yes = (field: string) => valueOf(answers[field]) === 'yes'
  const given = (field: string) => valueOf(answers[field]) !== undefined
  const elsewhere = rowsOf(answers, 'records_elsewhere')
  const noneElsewhere = valueOf(answers['lived_elsewhere']) === 'no'
  return (
    yes('identity_seen') &&
    yes('record_clean') &&
    given('record_seen_on') &&
    (noneElsewhere || (elsewhere.length > 0 && elsewhere.every(({ result }) => result === 'clean'))) &&
    yes('other_registers') &&
    yes('household_checked') &&
    given('home_visited_on')
  )
}
