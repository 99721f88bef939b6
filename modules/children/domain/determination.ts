import { addMonths, dateIn, type PlainDate } from '@gloact/kernel'
import { isYes, lastOf, rowsOf, sameWords, told, type Recorded, type Said } from './said.ts'

/** How a panel is made up and when it may decide: a country's rule. General knowledge until a country confirms it. */
export interface PanelRules {
  readonly members: number
  readonly professions: number
  readonly agencies: number
  readonly quorum: number
  readonly shortQuorum: number
}
export const PANEL_RULES: PanelRules = { members: 3, professions: 3, agencies: 2, quorum: 3, shortQuorum: 2 }

export const PANEL_GAPS = [
  'panel_quorum',
  'panel_professions',
  'panel_agencies',
  'panel_child_protection',
  'panel_conflict',
  'panel_no_majority',
  'panel_other_option',
  'panel_safety',
  'panel_safety_unknown',
  'panel_stay_missing',
  'panel_stay_only',
  'panel_tracing_differs',
  'panel_adult_missing',
  'panel_review_late',
  'panel_voted',
  'panel_acted',
  'panel_against_view',
  'panel_contact_plan',
  'panel_first_child',
  'panel_sibling_views',
] as const
export type PanelGap = (typeof PANEL_GAPS)[number]

/** The signed views since the papers were last before the panel: of each member the one they gave. */
export function votesOf(record: Recorded): readonly Said[] {
  const since = record.steps.findLastIndex(({ step }) => step === 'present')
  return record.steps.slice(since + 1).filter(({ step }) => step === 'vote')
}

/** The options that the panel was given last. */
export const optionsOf = (record: Recorded): readonly Readonly<Record<string, string>>[] => {
  const said = lastOf(record, 'present')
  return said ? rowsOf(said.answers, 'options') : []
}

/** What is missing before papers go to a panel: two options at least, one of them to stay as now. */
export function papersMissing(papers: Said): readonly PanelGap[] {
  const options = rowsOf(papers.answers, 'options')
  if (!options.some(({ option }) => option === 'remain')) return ['panel_stay_missing']
  return options.length < 2 ? ['panel_stay_only'] : []
}

/**
 * Whether this member has signed already, has an interest of their own, or has done something else for this child; and whether a view for an
 * option that safety speaks against says what answers it.
 */
export function voteMissing(record: Recorded, vote: Said, others: readonly Recorded[] = []): readonly PanelGap[] {
  if (votesOf(record).some(({ by }) => by === vote.by)) return ['panel_voted']
  const acted = vote.by !== null && others.some(({ steps }) => steps.some(({ by }) => by === vote.by))
  const against = optionsOf(record).some(
    ({ option, safety }) => option === told(vote, 'option') && safety === 'against',
  )
  const forIt = ['approve', 'conditions'].includes(told(vote, 'outcome') ?? '')
  return [
    ...(told(vote, 'conflict') === 'no' ? [] : (['panel_conflict'] as const)),
    ...(acted ? (['panel_acted'] as const) : []),
    ...(against && forIt && !told(vote, 'safety_words')?.trim() ? (['panel_safety'] as const) : []),
  ]
}

/** What is missing for the panel to decide at all: those present, and that most of them are for it. */
export function decisionMissing(
  record: Recorded,
  decision: Said,
  rules: PanelRules,
  on?: PlainDate,
): readonly PanelGap[] {
  const votes = votesOf(record)
  const short =
    isYes(lastOf(record, 'prepare'), 'short_form') &&
    told(lastOf(record, 'prepare'), 'purpose') === 'family_reunification'
  const count = (question: string) => new Set(votes.flatMap((vote) => told(vote, question) ?? [])).size
  const gaps: PanelGap[] = []
  if (votes.length < (short ? rules.shortQuorum : Math.max(rules.members, rules.quorum))) gaps.push('panel_quorum')
  if (!short && count('profession') < rules.professions) gaps.push('panel_professions')
  if (count('sits_for') < (short ? 1 : rules.agencies)) gaps.push('panel_agencies')
  if (!votes.some((vote) => told(vote, 'profession') === 'child_protection')) gaps.push('panel_child_protection')
  const option = told(decision, 'option')
  const outcomes: readonly string[] =
    decision.step === 'approve' ? ['approve', 'conditions'] : decision.step === 'defer' ? ['defer'] : ['not_approve']
  const forIt = votes.filter(
    (vote) =>
      outcomes.includes(told(vote, 'outcome') ?? '') &&
      (decision.step !== 'approve' || told(vote, 'option') === option),
  )
  if (forIt.length * 2 <= votes.length) gaps.push('panel_no_majority')
  if (decision.step !== 'approve') return gaps
  const chosen = optionsOf(record).filter((each) => each['option'] === option && placeFits(each, decision))
  if (chosen.length === 0) gaps.push('panel_other_option')
  if (chosen.some(({ safety }) => safety === undefined || safety === 'unknown')) gaps.push('panel_safety_unknown')
  if (chosen.some(({ safety }) => safety === 'against') && !told(decision, 'safety_words')?.trim())
    gaps.push('panel_safety')
  if (chosen.some(({ view }) => view === 'against') && !told(decision, 'against_view')?.trim())
    gaps.push('panel_against_view')
  if (on !== undefined && reviewedTooLate(decision, on)) gaps.push('panel_review_late')
  if (told(decision, 'siblings') === 'apart' && !told(decision, 'contact_plan')?.trim()) gaps.push('panel_contact_plan')
  if (NAMES_AN_ADULT.includes(option ?? '') && !told(decision, 'adult')?.trim()) gaps.push('panel_adult_missing')
  return gaps
}

/** A decision is looked at again within a year, one to stay as now within half a year, on a day that is still to come. */
function reviewedTooLate(decision: Said, on: PlainDate): boolean {
  const review = told(decision, 'review_on')
  const months = told(decision, 'option') === 'remain' ? 6 : 12
  return review !== undefined && (review < on || review > addMonths(on, months))
}

/** What the panel approves is what it was shown: the place and the adult of an option, where the option names them. */
const placeFits = (option: Readonly<Record<string, string>>, decision: Said): boolean =>
  (['place', 'adult'] as const).every(
    (what) => option[what] === undefined || sameWords(option[what], told(decision, what)),
  )

const NAMES_AN_ADULT: readonly string[] = [
  'reunification_here',
  'reunification_abroad',
  'return_to_family',
  'return_to_care',
  'kinship',
  'foster',
  'adoption_or_kafala',
]

/** A determination is void once it is six months old, or something was reported that it rests on. */
export const VOID_MONTHS = 6

export function standsOn(record: Recorded, day: PlainDate, timeZone: string, voidMonths = VOID_MONTHS): boolean {
  const decision = lastOf(record, 'approve')
  if (record.state !== 'approved' || !decision || conditionMissed(record, day, timeZone)) return false
  return addMonths(dateIn(decision.happenedAt, timeZone), voidMonths) > day
}

/**
 * Whether a condition of the approval was due and nobody has recorded since that all that were due are met: then the determination carries
 * nothing. Met later, it stands again.
 */
export function conditionMissed(record: Recorded, day: PlainDate, timeZone: string): boolean {
  const at = record.steps.findLastIndex(({ step }) => step === 'approve')
  const due = at < 0 ? [] : rowsOf(record.steps[at]!.answers, 'conditions').flatMap(({ by }) => by ?? [])
  const latest = due
    .filter((by) => by < day)
    .toSorted()
    .at(-1)
  if (latest === undefined) return false
  const checked = record.steps.slice(at + 1).findLast(({ step }) => step === 'check_conditions')
  return !checked || !isYes(checked, 'met') || dateIn(checked.happenedAt, timeZone) < latest
}
