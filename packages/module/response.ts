/** A line of a figure: for each column a count, or null where it is withheld. */
export interface ResponseRow {
  readonly id: string
  readonly label: string
  readonly counts: readonly (number | null)[]
}

/** An area as the country has drawn it, by the id of its row: its outline on a square of 100 by 100, from the upper left. */
export interface ResponseOutline {
  readonly id: string
  readonly points: readonly (readonly [x: number, y: number])[]
}

/**
 * A figure for the overview of the whole response. It is the same for everyone who reads the overview, whatever else they may see, so it is
 * protected by the module that gives it: counts of people go through a rule for small numbers, and cover a period that is over.
 */
export interface ResponsePart<Session> {
  /** A code of the module's own, such as `obligations`. */
  readonly kind: string
  readonly title: string
  /** What is counted, when, and from how many on. */
  readonly rule: string
  /** What the lines are: "Treaty". */
  readonly of: string
  readonly columns: readonly string[]
  /** The first one is the whole, where there is one. */
  readonly rows: readonly ResponseRow[]
  readonly outlines?: readonly ResponseOutline[]
  /** Where the list is that it counts, for those who may read it; null for anyone else. */
  readonly to: (who: Session) => string | null
}

/** Something of the next days that several agencies should know of. */
export interface ComingEvent<Session> {
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly on: string
  /** The agencies that have to be there. */
  readonly agencies: readonly string[]
  readonly to: (who: Session) => string | null
}

/** What an agency has not delivered: how many of what. */
export interface MissingData {
  /** What is missing, in the language asked for. */
  readonly what: string
  readonly agencyId: string
  readonly count: number
}

/** What an action of a plan can answer: an obligation of the law, or a service; and whether it is lacking now. */
export interface ResponseNeed {
  readonly list: 'obligations' | 'services'
  readonly code: string
  readonly label: Readonly<Record<string, string>>
  readonly lacking: boolean
}

/** How often something was done for which there is a procedure, in the quarters that may be told. */
export interface FollowedTold<Session> {
  /** "Referrals sent" */
  readonly what: string
  readonly rule: string
  /** From its first day to the day after its last; a count that is withheld is null. */
  readonly quarters: readonly {
    readonly id: string
    readonly from: string
    readonly to: string
    readonly count: number | null
  }[]
  readonly to: (who: Session) => string | null
}

/** What an assistance programme is made of, as far as other modules know it: agencies, and types of service. */
export interface AssistanceAsked {
  readonly agencies: readonly string[]
  readonly services: readonly string[]
}

/**
 * What a module tells of itself to the overview of the whole response, in the language of the reader. It reads in the system's scope, since
 * nothing that it gives differs by who asks. A module that a country does not run is not asked, and leaves no hole.
 */
export interface ResponseFigures<Session> {
  readonly parts?: (language: string) => Promise<readonly ResponsePart<Session>[]>
  readonly coming?: (from: string, until: string) => Promise<readonly ComingEvent<Session>[]>
  readonly missing?: (language: string) => Promise<readonly MissingData[]>
  readonly needs?: () => Promise<readonly ResponseNeed[]>
  /** Of something that people follow a procedure in, by its code: `referral`. Null where it is none of the module’s. */
  readonly followed?: (use: string, language: string) => Promise<FollowedTold<Session> | null>
  /** Intake and results of a programme by quarter. Programmes overlap, so that each of its counts is rounded by itself. */
  readonly assistance?: (asked: AssistanceAsked, language: string) => Promise<ResponsePart<Session> | null>
}
