import { asPlainDate } from '@gloact/kernel'
import type { ClockRule, Facts } from '@gloact/records'

const hours = (amount: number, warn: number): ClockRule => ({
  unit: 'hours',
  amount,
  onNonWorkingDay: 'keep',
  warnBefore: { unit: 'hours', amount: warn },
})
const days = (amount: number, warn = 0): ClockRule => ({
  unit: 'days',
  amount,
  onNonWorkingDay: 'next',
  ...(warn > 0 && { warnBefore: { unit: 'days' as const, amount: warn } }),
})
const working = (amount: number, warn: number): ClockRule => ({
  unit: 'working_days',
  amount,
  onNonWorkingDay: 'next',
  warnBefore: { unit: 'working_days', amount: warn },
})
const months = (amount: number): ClockRule => ({
  unit: 'months',
  amount,
  onNonWorkingDay: 'next',
  warnBefore: { unit: 'days', amount: 14 },
})

/**
 * How long each clock runs where a country says nothing. Fifteen working days for a guardian and that a guardian meets the child are
 * Directive (EU) 2024/1346, art. 27(1); bands of the assessment are those of CPIMS+; the rest is general knowledge that a country
 * confirms (children note, section 4).
 */
export const CLOCKS = {
  'guardianship.provisional': hours(24, 6),
  'guardianship.confirmation': hours(24, 6),
  // A cover ends on the day that was said.
  'guardianship.cover': days(30, 3),
  'guardianship.appointment': working(15, 3),
  'guardianship.first_meeting': working(2, 1),
  'guardianship.visit': days(30, 5),
  'guardianship.complaint': working(5, 1),
  'guardianship.complaint_safety': hours(24, 6),
  'age.assessment': days(30, 7),
  'age.appeal': working(15, 3),
  'assessment.days_2': days(2, 1),
  'assessment.days_7': days(7, 2),
  'assessment.days_30': days(30, 7),
  'assessment.non_urgent': days(90, 14),
  'care.first_visit': days(7, 2),
  'care.visit': days(30, 5),
  // With an unrelated adult a child is visited twice as often; detention is looked at again each day.
  'care.visit_unrelated_adult': days(14, 3),
  'care.again_detained': hours(24, 6),
  'care.review': hours(24, 6),
  'care.again': days(14, 3),
  // Police and guardian are told within the hour; a second person reviews the search after a day, a week, then each month.
  'care.missing_told': { unit: 'hours', amount: 1, onNonWorkingDay: 'keep' },
  'care.missing_day': hours(24, 6),
  'care.missing_week': hours(168, 24),
  'care.missing_month': days(30, 5),
  // A measure that was too urgent to hear child and guardian about is made good.
  'care.urgent': working(3, 1),
  'determination.emergency': days(3, 1),
  'determination.high': days(14, 3),
  'determination.medium': days(30, 7),
  'determination.low': days(60, 14),
  'determination.review': months(12),
  'determination.review_stay': months(6),
  'solution.call': days(7, 2),
  'solution.month_1': months(1),
  'solution.month_3': months(3),
  'solution.month_6': months(6),
  'solution.month_12': months(12),
  'solution.confirmation': days(14, 5),
  'solution.elsewhere': hours(24, 6),
  'kin.answer': working(5, 1),
  'transition.plan': months(1),
  // A reasonable time (Directive 2011/36/EU, art. 14); how many months is general knowledge.
  'schooling.place': months(2),
  'schooling.again': months(6),
} as const satisfies Record<string, ClockRule>
export type ClockName = keyof typeof CLOCKS
export const CLOCK_NAMES = Object.keys(CLOCKS) as ClockName[]

/** What a country decided; whatever it left out runs as usual. */
export type ChildrenClocks = Readonly<Partial<Record<ClockName, ClockRule | undefined>>>

/** Whether nothing is due: a measure about which everybody was heard has nothing to make good. */
const isNotDue = (clock: string, facts: Facts): boolean => clock === 'urgent' && facts['urgent'] === false

/** Clocks that end on a day that was agreed: when a panel's decision, and why a child has no school, is looked at again, and a guardian is back. */
const AGREED_DAY: Readonly<Record<string, string>> = {
  'determination.review': 'review_on',
  'schooling.again': 'again_on',
  'guardianship.cover': 'cover_until',
}

/** Which clock of the table runs for a record of these facts. */
function nameOf(kind: string, clock: string, facts: Facts): string {
  if (kind === 'assessment') return `assessment.${String(facts['band'] ?? 'days_7')}`
  if (kind === 'determination' && clock === 'decision') return `determination.${String(facts['priority'] ?? 'medium')}`
  if (kind === 'determination' && clock === 'review' && facts['option'] === 'remain') return 'determination.review_stay'
  if (clock === 'visit' && facts['type'] === 'unrelated_adult') return 'care.visit_unrelated_adult'
  if (clock === 'again' && facts['type'] === 'detained') return 'care.again_detained'
  if (clock === 'complaint' && facts['complaint_safety'] === true) return 'guardianship.complaint_safety'
  return `${kind}.${clock}`
}

export const childrenClock =
  (kind: string, clocks: ChildrenClocks) =>
  (clock: string, facts: Facts): ClockRule | null => {
    if (isNotDue(clock, facts)) return null
    const name = nameOf(kind, clock, facts)
    const rule = clocks[name as ClockName] ?? (CLOCKS as Readonly<Record<string, ClockRule>>)[name] ?? null
    const agreed = facts[AGREED_DAY[`${kind}.${clock}`] ?? '']
    return rule && typeof agreed === 'string' ? { ...rule, on: asPlainDate(agreed) } : rule
  }
