import { addDays, addMonths, type PlainDate } from '@gloact/kernel'

/** How long a country keeps closed files. Its values stand in `countries/<country>/country.json` with what they rest on. */
export interface RetentionRule {
  readonly adultYears: number
  readonly childYearsAfter18: number
  readonly basis: string
}

/** What the end of a file's retention depends on. */
export interface ClosedFile {
  readonly path: string
  readonly openedOn: PlainDate
  readonly closedOn: PlainDate
  /** In completed years at first contact; null where no birth date is known to the day. */
  readonly ageAtContact: number | null
}

/** `child_age_unknown`: reckoned as the youngest, so that nothing goes too early. */
export const RETENTION_KINDS = ['adult', 'child', 'child_age_unknown'] as const

export interface RetentionEnd {
  readonly kind: (typeof RETENTION_KINDS)[number]
  /** The first day on which it need no longer be kept. */
  readonly endsOn: PlainDate
}

const ADULT = 18

/**
 * When a closed file reaches the end of its retention: an adult's so many years after it was closed; a child's so many
 * years after the eighteenth birthday, and never before an adult's would. A child of known age at contact turns eighteen at
 * the latest that many years after the contact; one of unknown age is reckoned as a newborn. The file of an open case has
 * no end. General knowledge: the years are the country's to set.
 */
export function retentionEnd(file: ClosedFile, rule: RetentionRule): RetentionEnd {
  const afterClosing = addMonths(file.closedOn, rule.adultYears * 12)
  const age = file.ageAtContact
  if (age === null ? file.path !== 'child' : age >= ADULT) return { kind: 'adult', endsOn: afterClosing }
  const afterEighteen = addMonths(file.openedOn, (ADULT - (age ?? 0) + rule.childYearsAfter18) * 12)
  return {
    kind: age === null ? 'child_age_unknown' : 'child',
    endsOn: afterEighteen > afterClosing ? afterEighteen : afterClosing,
  }
}

/** The latest day on which a file may have been closed whose retention has ended today: no child's ends sooner than an adult's. */
export const closedAtTheLatest = (today: PlainDate, rule: RetentionRule): PlainDate =>
  // Months differ in length: a few days more than is needed, for anyone who reckons exactly afterwards.
  addDays(addMonths(today, -rule.adultYears * 12), 3)
