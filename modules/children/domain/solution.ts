import { dateIn, daysBetween, saysWhy, type PlainDate } from '@gloact/kernel'
import { standsOn, VOID_MONTHS, votesOf } from './determination.ts'
import { isYes, lastOf, sameWords, told, wasHeard, type Recorded, type Said } from './said.ts'
import { partsSiblings, undeterminedElsewhere, type SiblingHeld } from './siblings.ts'

/** What a country sets for deciding a return. */
export interface ReturnRules {
  readonly riskDays: number
  readonly determinationMonths: number
}
export const RETURN_RULES: ReturnRules = { riskDays: 90, determinationMonths: VOID_MONTHS }

/** What can be missing for a return, a reunification or a transfer to be decided (gate G2). */
export const RETURN_GAPS = [
  'determination_missing',
  'determination_void',
  'determination_differs',
  'risk_missing',
  'risk_not_approved',
  'risk_old',
  'risk_high',
  'adult_not_confirmed',
  'household_not_checked',
  'case_open',
  'verification_missing',
  'guardian_missing',
  'guardian_complaint_open',
  'guardian_near_suspect',
  'guardian_not_heard',
  'child_not_heard',
  'child_says_no',
  'age_in_doubt',
  'siblings_apart',
  'same_person',
] as const
export type ReturnGap = (typeof RETURN_GAPS)[number]

/** Everything that is recorded here about a child, as far as the gate asks. */
export interface ChildRecords {
  readonly age: Recorded | undefined
  readonly guardianship: Recorded | undefined
  readonly determinations: readonly Recorded[]
  /** Whether a tie of the guardian in force to somebody the child is kept from became known. */
  readonly guardianNear?: boolean
  /** Brothers and sisters with files of their own, as far as the person who decides sees them. */
  readonly siblings?: readonly SiblingHeld[]
  /** What family tracing found of the adult of that name, where it looked: a finding of the verification, or that it was rejected. */
  readonly tracingFinding?: (adult: string) => string | undefined
}

const HERE = 'local_integration'
const VERIFIED: readonly string[] = ['yes', 'reunification', 'reunification_enhanced_support']
const ABROAD: readonly string[] = ['reunification_abroad', 'return_to_family', 'return_to_care', 'third_country']

/**
 * Gate G2: what is missing for this to be decided, on this day, by this person; nothing where it may be. The same function on the screen,
 * in the transaction, and for what other modules would record.
 */
export function returnMissing(
  solution: Recorded,
  records: ChildRecords,
  of: {
    readonly day: PlainDate
    readonly timeZone: string
    readonly actor: string | null
    readonly rules: ReturnRules
  },
): readonly ReturnGap[] {
  const { day, timeZone, rules } = of
  const gaps: ReturnGap[] = []
  const plan = lastOf(solution, 'plan')
  const [option, place, adult] = ['option', 'place', 'adult'].map((question) => told(plan, question))
  // Somebody who grows up here on their own is entrusted to no adult.
  const takesNobody = option === HERE && adult === undefined
  const approved = records.determinations.filter(({ state }) => state === 'approved')
  const standing = approved.filter((each) => standsOn(each, day, timeZone, rules.determinationMonths))
  const about = standing.find((each) => {
    const decision = lastOf(each, 'approve')
    return (
      told(decision, 'option') === option &&
      sameWords(told(decision, 'place'), place) &&
      (sameWords(told(decision, 'adult'), adult) || (takesNobody && told(decision, 'adult') === undefined))
    )
  })
  if (!about) {
    const someVoid = approved.length > 0 || records.determinations.some(({ state }) => state === 'void')
    gaps.push(standing.length > 0 ? 'determination_differs' : someVoid ? 'determination_void' : 'determination_missing')
  }
  const since = about ? lastOf(about, 'approve')!.happenedAt : undefined

  gaps.push(...riskMissing(solution, about, of).filter((gap) => !takesNobody || gap !== 'adult_not_confirmed'))
  if (!takesNobody && told(plan, 'relative') !== 'no') {
    const traced = records.tracingFinding?.(told(plan, 'adult') ?? '')
    const finding = traced ?? told(lastOf(solution, 'verify'), 'finding')
    if (!VERIFIED.includes(finding ?? '')) gaps.push('verification_missing')
  }

  gaps.push(...guardianGaps(records.guardianship))
  if (records.guardianNear === true) gaps.push('guardian_near_suspect')
  const heard = lastOf(solution, 'hear')
  const afterwards = heard !== undefined && (since === undefined || heard.happenedAt >= since)
  if (!afterwards || !isYes(heard, 'guardian_informed') || !wasHeard(heard, 'guardian_heard'))
    gaps.push('guardian_not_heard')
  if (!afterwards || !childHeard(heard)) gaps.push('child_not_heard')
  else if (told(heard, 'child_view') === 'against' && !told(about && lastOf(about, 'approve'), 'against_view')?.trim())
    gaps.push('child_says_no')

  const inDoubt = ['doubted', 'assessing', 'concluded', 'told'].includes(records.age?.state ?? '')
  if (inDoubt && ABROAD.includes(option ?? '')) gaps.push('age_in_doubt')
  const determined = told(about && lastOf(about, 'approve'), 'siblings')
  const kin = records.siblings ?? []
  const parted = determined !== 'apart' && partsSiblings({ option, place, adult }, kin)
  if (parted || undeterminedElsewhere(determined, kin)) gaps.push('siblings_apart')
  if (of.actor !== null && takers(solution, about).has(of.actor)) gaps.push('same_person')
  return gaps
}

/**
 * Whether the child was heard, with a view, or is too young to say. A child who did not want to speak, or could not safely, was not: nobody
 * is sent anywhere over their silence. Before that was asked, a view was a hearing.
 */
const childHeard = (heard: Said): boolean => {
  const was = told(heard, 'child_heard')
  return (
    was === 'too_young' ||
    ((was === undefined || wasHeard(heard, 'child_heard')) && told(heard, 'child_view') !== undefined)
  )
}

/** What can be missing for a child to be referred to a service of another country. */
export const ABROAD_GAPS = [
  'determination_missing',
  'determination_void',
  'guardian_missing',
  'guardian_complaint_open',
  'guardian_near_suspect',
  'age_in_doubt',
] as const
export type AbroadGap = (typeof ABROAD_GAPS)[number]

/**
 * What is missing for a child to be referred abroad: a determination that was approved for a life in another country and still stands, and
 * a guardian in force who is tied to nobody whom the child is kept from. That the child is wanted there is no ground.
 */
export function referralAbroadMissing(
  records: ChildRecords,
  { day, timeZone, rules }: { readonly day: PlainDate; readonly timeZone: string; readonly rules: ReturnRules },
): readonly AbroadGap[] {
  const gaps: AbroadGap[] = []
  const abroad = records.determinations.filter((each) => ABROAD.includes(told(lastOf(each, 'approve'), 'option') ?? ''))
  if (!abroad.some((each) => standsOn(each, day, timeZone, rules.determinationMonths))) {
    gaps.push(abroad.length > 0 ? 'determination_void' : 'determination_missing')
  }
  for (const gap of guardianGaps(records.guardianship))
    if (gap === 'guardian_missing' || gap === 'guardian_complaint_open') gaps.push(gap)
  if (records.guardianNear === true) gaps.push('guardian_near_suspect')
  if (['doubted', 'assessing', 'concluded', 'told'].includes(records.age?.state ?? '')) gaps.push('age_in_doubt')
  return gaps
}

function riskMissing(
  solution: Recorded,
  about: Recorded | undefined,
  { day, timeZone, rules }: { readonly day: PlainDate; readonly timeZone: string; readonly rules: ReturnRules },
): readonly ReturnGap[] {
  const at = solution.steps.findLastIndex(({ step }) => step === 'assess_risk')
  const risk = solution.steps[at]
  if (!risk) return ['risk_missing']
  const gaps: ReturnGap[] = []
  const approval = solution.steps.slice(at + 1).find(({ step }) => step === 'approve_risk')
  if (!approval || approval.by === risk.by) gaps.push('risk_not_approved')
  if (daysBetween(dateIn(risk.happenedAt, timeZone), day) > rules.riskDays) gaps.push('risk_old')
  const high = !['low', 'medium'].includes(told(risk, 'level') ?? '')
  if (high && !told(about && lastOf(about, 'approve'), 'safety_words')?.trim()) gaps.push('risk_high')
  if (!['agreed', 'able', 'confirmed'].every((question) => isYes(risk, question))) gaps.push('adult_not_confirmed')
  if (!isYes(risk, 'household_checked')) gaps.push('household_not_checked')
  if (told(risk, 'open_case') !== 'no') gaps.push('case_open')
  return gaps
}

function guardianGaps(guardianship: Recorded | undefined): readonly ReturnGap[] {
  if (!guardianship || !['provisional', 'appointed'].includes(guardianship.state)) return ['guardian_missing']
  const count = (name: string) => guardianship.steps.filter(({ step }) => step === name).length
  return count('complain') > count('answer_complaint') ? ['guardian_complaint_open'] : []
}

/** Anyone who prepared it, assessed it, verified it or sat on the panel does not decide it as well. */
const takers = (solution: Recorded, about: Recorded | undefined): ReadonlySet<string> =>
  new Set(
    [
      ...solution.steps.filter(({ step }) => ['plan', 'assess_risk', 'verify'].includes(step)),
      ...(about
        ? [...about.steps.filter(({ step }) => step === 'prepare' || step === 'present'), ...votesOf(about)]
        : []),
    ].flatMap(({ by }) => by ?? []),
  )

/** What is decided for a child who stays where they are; everything else brings the child to somebody else or to another place. */
const NO_MOVE: readonly (string | undefined)[] = [HERE, 'adoption_or_kafala', 'separation']

/** Whether it is a return, a reunification or a transfer: what another module records as one. */
export const isMove = (solution: Recorded): boolean =>
  !NO_MOVE.includes(told(lastOf(solution, 'plan', 'record_elsewhere'), 'option'))

/** By which step a decided solution is carried out: a child who is integrated here is handed over to nobody. */
export const carriedOutBy = (option: string | undefined): 'carry_out' | 'hand_over' =>
  option === HERE ? 'carry_out' : 'hand_over'

export const HAND_OVER_GAPS = [
  'identity_not_seen',
  'child_not_asked_again',
  'solution_hand_over',
  'solution_carry_out',
] as const
/** What is missing for what others decided, and for its end. */
export const ELSEWHERE_GAPS = [
  'elsewhere_document',
  'elsewhere_not_read',
  'elsewhere_guardian_told',
  'elsewhere_says_nothing',
  'elsewhere_second_person',
  'elsewhere_follow_ups',
] as const
export type ElsewhereGap = (typeof ELSEWHERE_GAPS)[number]

/** What a second person has to have seen before what others decided is taken as it is. */
export const elsewhereMissing = (said: Said, hasDocument: boolean): readonly ElsewhereGap[] => [
  ...(hasDocument ? [] : (['elsewhere_document'] as const)),
  ...(isYes(said, 'document_seen') ? [] : (['elsewhere_not_read'] as const)),
  ...(isYes(said, 'guardian_told') ? [] : (['elsewhere_guardian_told'] as const)),
  ...(saysWhy(told(said, 'words') ?? '') ? [] : (['elsewhere_says_nothing'] as const)),
]

/** What others decided ends no follow-up: the record is closed once the child was visited after twelve months. */
export const elsewhereOpen = (solution: Recorded): boolean =>
  lastOf(solution, 'record_elsewhere') !== undefined && lastOf(solution, 'follow_12') === undefined

export type HandOverGap = (typeof HAND_OVER_GAPS)[number]

/** What is missing on the day itself: the adult's identity, and the child's yes. */
export function handOverMissing(solution: Recorded): readonly HandOverGap[] {
  const said = lastOf(solution, 'hand_over')
  return [
    ...(carriedOutBy(told(lastOf(solution, 'plan'), 'option')) === 'hand_over'
      ? []
      : (['solution_carry_out'] as const)),
    ...(isYes(said, 'identity_seen') ? [] : (['identity_not_seen'] as const)),
    ...(isYes(said, 'asked_again') ? [] : (['child_not_asked_again'] as const)),
  ]
}

/** What is missing for a child's life here to begin as it was decided: that it is integration here, and the child's yes on the day. */
export const carryOutMissing = (solution: Recorded): readonly HandOverGap[] => [
  ...(carriedOutBy(told(lastOf(solution, 'plan'), 'option')) === 'carry_out' ? [] : (['solution_hand_over'] as const)),
  ...(isYes(lastOf(solution, 'carry_out'), 'asked_again') ? [] : (['child_not_asked_again'] as const)),
]
