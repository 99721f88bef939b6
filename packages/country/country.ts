import type { DeadlineRule, WorkingCalendar } from '@gloact/calendar'
import type { CodeLists } from '@gloact/codes'
import type { DisclosureRules } from '@gloact/disclosure'
import type { FormDefinition, Words } from '@gloact/forms'
import type { EstimationRules } from './estimation-rules.ts'
import type { CoveredStandard } from '@gloact/standards'

/** A clock of the procedure, with the law, article or guideline that it follows. */
export interface CountryDeadline extends DeadlineRule {
  /** Which path it is for; every file where it is not given. */
  readonly path?: string
  readonly basis: string
}

/** An agency that the configuration brings along: invented ones, for demonstration and tests. */
export interface CountryAgency {
  readonly key: string
  readonly names: Words
  readonly type: string
  readonly designations: readonly string[]
  readonly teams: readonly { readonly key: string; readonly names: Words }[]
}

/** Standard → variable → where it lives, for the variables that no form asks for. */
export type StandardsElsewhere = Readonly<Partial<Record<CoveredStandard, Readonly<Record<string, string>>>>>

/**
 * A country's choices, as read from its folder. Words that belong to a module (kinds of deadline, events, paths, kinds of
 * agency, indicator sets) are plain strings: the loader holds them against the lists it is given (`KnownWords`), and the
 * module narrows them.
 */
export interface Country {
  /** Two capital letters, as in ISO 3166-1. */
  readonly code: string
  readonly names: Words
  /** The first is used where nobody chose. */
  readonly languages: readonly [string, ...string[]]
  readonly timeZone: string
  /** The beginning of every file number. */
  readonly numberPrefix: string
  /** What a telephone number without one is meant in; digits alone. */
  readonly callingCode: string
  /** Minutes without a touch after which a session asks for its password again. */
  readonly idleMinutes: number
  /**
   * For how many days two accounts do not count as two people after one of them made, reset, enabled or re-addressed the other, or
   * made it an administrator's; 7 where it is not given.
   */
  readonly independenceDays?: number | undefined
  /** How long consent is offered to last. */
  readonly consentMonths: number
  /** Who may open a file that is not theirs in an emergency; where it is not given, nobody. */
  readonly emergency?:
    | {
        readonly roles: readonly string[]
        /** Files of one's own agency, or of the whole country. */
        readonly reach: 'agency' | 'country'
        /** How long a file stays open where nothing else is asked for, and the most that may be asked for. */
        readonly hours: number
        readonly mostHours: number
        /** How often somebody may try within an hour; ten times where it is not given. */
        readonly attemptsPerHour?: number | undefined
      }
    | undefined
  /** How fast one person may search, take lists out and try numbers; what is left out is as usual. */
  readonly pace?:
    | {
        readonly searchesPerMinute?: number | undefined
        readonly searchesPerHour?: number | undefined
        readonly exportsPerHour?: number | undefined
        readonly exportsPerDay?: number | undefined
        readonly numbersPerMinute?: number | undefined
        readonly numbersPerHour?: number | undefined
        readonly namesPerDay?: number | undefined
        readonly namesToTell?: number | undefined
      }
    | undefined
  readonly screening: {
    readonly indicatorSet: string
    readonly adultRule: string
    /** Ids of the 8 to 12 indicators that are asked where there is little time; without them the full list is. */
    readonly short?: readonly string[] | undefined
  }
  /** Whom staff may call from a first contact, in the order in which they are shown; none where it is not given. */
  readonly numbers?: readonly CallNumber[] | undefined
  /** From which score on a risk is medium, high, very high; the usual bands where it is not given. */
  /** How many members of a competent authority decide together; one where it is left out. */
  readonly decisionMembers?: number | undefined
  readonly riskBands?: { readonly medium: number; readonly high: number; readonly very_high: number } | undefined
  readonly retention: { readonly adultYears: number; readonly childYearsAfter18: number; readonly basis: string }
  /** What everybody who works here promises at first sign-in; a new version is accepted again. Markdown. */
  readonly conduct: { readonly version: string; readonly text: Words }
  /** In the order in which a file shows them. */
  readonly forms: readonly FormDefinition[]
  /** The canonical lists, as the country words and extends them, with its own; places are the list `location`. */
  readonly codeLists: CodeLists
  readonly calendar: WorkingCalendar
  readonly deadlines: readonly CountryDeadline[]
  /** By which rule counts of persons leave: inside an agency, and to anybody else. Never below the smallest that there are. */
  readonly disclosure: DisclosureRules
  /** What an estimate of those never detected has to stand; the defaults of the method where it is not given. */
  readonly estimation?: EstimationRules
  /** Empty where the country brings none: real agencies are entered by administrators. */
  readonly agencies: readonly CountryAgency[]
  readonly standardsElsewhere: StandardsElsewhere
  /** What it decided for single modules, by theirs: each has a schema of its own, and what is safe where nothing is said. */
  readonly ofModules?: Readonly<Record<string, unknown>>
  /** What rests on general knowledge and is to be confirmed by the country's own experts. */
  readonly generalKnowledge: readonly string[]
}

/** A number that staff may call. */
export interface CallNumber {
  /** What it is called for; a module says what there is. */
  readonly for: string
  /** As it is dialled in the country: digits, with `+` before them and spaces between where there are any. */
  readonly number: string
  /** Whose it is, and when somebody answers. */
  readonly about?: Words | undefined
}

/** The words of modules that a configuration may use, and the fields that they rely on. What is not given is not checked. */
export interface KnownWords {
  readonly deadlineKinds?: readonly string[]
  readonly events?: readonly string[]
  readonly paths?: readonly string[]
  readonly agencyTypes?: readonly string[]
  readonly designations?: readonly string[]
  readonly indicatorSets?: readonly string[]
  /** The indicators of each set, by their ids. */
  readonly indicators?: Readonly<Record<string, readonly string[]>>
  readonly adultRules?: readonly string[]
  /** What numbers are called for. */
  readonly calledFor?: readonly string[]
  /** The roles that may be let open files in an emergency. */
  readonly emergencyRoles?: readonly string[]
  /** Fields that must be there, as `form/field` or `form/group/field`. */
  readonly fields?: readonly string[]
}
