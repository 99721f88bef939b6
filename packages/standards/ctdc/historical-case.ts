import type { Answer, PlainDate } from '@gloact/kernel'

/**
 * What is known of a group of indicators of one case. A code in neither list is not known: the wide CTDC file cannot
 * tell "no" from "missing" and so has an empty `no`.
 */
export interface Indicators {
  readonly yes: readonly string[]
  readonly no: readonly string[]
}

/** CTDC's word for "the group was not filled in". */
export const NOT_SPECIFIED = 'not_specified'

/**
 * Whether a group says anything about the case. Percentages of means, exploitation, labour and sex are taken over the
 * cases of which this is true, not over all (CTDC codebook v7.1, §6).
 */
export const hasInformation = ({ yes, no }: Indicators): boolean =>
  [...yes, ...no].some((code) => code !== NOT_SPECIFIED)

export const MAJORITIES = ['minor', 'adult'] as const

export type Majority = (typeof MAJORITIES)[number]

/**
 * A closed case of another collection, without identity: figures only. No person, no task and no clock belongs to it, and
 * national figures count it only when asked to (design §3, "Historical population"). All values are our own codes.
 */
export interface HistoricalCase {
  readonly yearOfRegistration: Answer<number>
  /** How the case came to be recorded. */
  readonly dataSource: Answer<string>
  readonly gender: Answer<string>
  readonly ageBand: Answer<string>
  /** Minor or adult when registered, when the exploitation began, and on entry into the process. */
  readonly majorityAtRegistration: Answer<Majority>
  readonly majorityAtExploitation: Answer<Majority>
  readonly majorityAtEntry: Answer<Majority>
  /** ISO 3166-1 alpha-2. `NA` is Namibia. */
  readonly citizenship: Answer<string>
  readonly countryOfExploitation: Answer<string>
  readonly means: Indicators
  readonly exploitation: Indicators
  readonly labour: Indicators
  readonly sex: Indicators
  readonly recruiterRelations: Indicators
  readonly abduction: Answer<boolean>
}

/** A row of a source: where it stood, what names it there, and what it says. */
export interface SourceRow<Item> {
  /** The row's number in the file, the header being row 1. */
  readonly row: number
  readonly item: Item
}

/** When imported figures are from: the latest year that is still in the past or present. */
export const latestYear = (today: PlainDate): number => Number(today.slice(0, 4))
