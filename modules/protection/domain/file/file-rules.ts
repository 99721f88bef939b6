import type { DeadlineRule, WorkingCalendar } from '@gloact/calendar'
import type { CodeLists } from '@gloact/codes'
import type { FormDefinition } from '@gloact/forms'
import type { CallNumber } from '../contact/call-numbers.ts'
import type { EmergencyRules } from '../emergency/emergency.ts'
import type { FileNumberFormat } from './file-number.ts'
import type { PaceRules } from './pace.ts'
import type { RiskBands } from './risk.ts'
import type { IndicatorSet } from '@gloact/standards/indicators'
import type { AdultRule } from '../contact/screening-rule.ts'
import type { FileEventCode } from './words.ts'
import type { RetentionRule } from './retention.ts'

/** The clocks that a country sets: how long each runs, and whether it is used. */
export const RULED_DEADLINE_KINDS = [
  'guardian',
  'reasonable_grounds',
  'reflection',
  'conclusive_grounds',
  'assessment',
  'plan',
  'plan_review',
] as const

/** The clocks that run to a day that somebody entered: every country has them. */
export const ENTERED_DEADLINE_KINDS = ['risk_review', 'file_review'] as const

/** The clocks that a file can have. */
export const DEADLINE_KINDS = [...RULED_DEADLINE_KINDS, ...ENTERED_DEADLINE_KINDS] as const
export type DeadlineKind = (typeof DEADLINE_KINDS)[number]

export const isEntered = (kind: DeadlineKind): boolean => ENTERED_DEADLINE_KINDS.some((entered) => entered === kind)

export interface FileDeadlineRule extends DeadlineRule<DeadlineKind, FileEventCode> {
  /** Which path it is for; both where it is not given. */
  readonly path?: 'adult' | 'child'
}

/** What a country has decided about files. Read from its configuration; the same in the browser and on the server. */
export interface FileRules {
  readonly country: string
  /** The beginning of every file number, such as `DL`. */
  readonly numberPrefix: string
  /** The forms in use, newest version of each. */
  readonly forms: readonly FormDefinition[]
  readonly codeLists: CodeLists
  readonly calendar: WorkingCalendar
  readonly deadlines: readonly FileDeadlineRule[]
  readonly indicatorSet: IndicatorSet
  readonly adultRule: AdultRule
  /** The indicators that are asked where there is little time; none: the country has no short screening. */
  readonly shortScreening: readonly string[]
  /** Whom staff may call from a first contact. */
  readonly callNumbers: readonly CallNumber[]
  /** How long consent is offered to last, in months. */
  readonly consentMonths: number
  /** Who may open a file that is not theirs in an emergency; null: nobody. */
  readonly emergency: EmergencyRules | null
  /** From which score on a risk is medium, high, very high. */
  readonly riskBands: RiskBands
  /** How many members of a competent authority decide together; one where the country says nothing. */
  readonly decisionMembers: number
  /** How long a closed file is kept. */
  readonly retention: RetentionRule
  /** How fast one person may search, take lists out and try numbers. */
  readonly pace: PaceRules
}

/** Five characters between prefix and check character: some 12 million numbers that say nothing. */
export const numberFormatOf = (rules: Pick<FileRules, 'numberPrefix'>): FileNumberFormat => ({
  prefix: rules.numberPrefix,
  bodyLength: 5,
})

export const formOf = (rules: Pick<FileRules, 'forms'>, id: string): FormDefinition | undefined =>
  rules.forms.find((form) => form.id === id)
