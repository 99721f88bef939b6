import { canonicalJson, logarithm2, powerOfTwo } from '@gloact/kernel'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/**
 * How the strata of two records stand to one another: chance agreement of names and places is another within a
 * nationality than between two.
 */
export const SAME_STRATUM = 0
export const OTHER_STRATUM = 1
export const UNKNOWN_STRATUM = 2

/** What is known of one field: how often each level is met among pairs of one person, and by chance. */
export interface FieldModel {
  readonly field: string
  readonly levels: readonly string[]
  /** Probability of each level where the two records are one person's; sums to 1. */
  readonly m: readonly number[]
  /** Probability of each level by chance, for each way that two strata stand to one another; each sums to 1. */
  readonly u: readonly (readonly number[])[]
}

/** A Fellegi–Sunter model with the frequencies of values left to the records (docs/methods/linkage.md). */
export interface LinkageModel {
  readonly fields: readonly FieldModel[]
  /** The column of the strata; undefined where there is none. */
  readonly stratum: string | undefined
  /** How often given and family name stand in each other's place, where two records are one person's. */
  readonly swapped: number
  /**
   * By how much the evidence of all fields together is taken for less than the sum of each: errors come together, and
   * fields say the same thing twice. 1 where they are independent.
   */
  readonly discount: number
  /** The probability that any two records that may be compared are one person's. */
  readonly prior: number
}

/** log2 of the odds to a probability. */
export const probabilityOf = (logOdds: number): number => 1 / (1 + powerOfTwo(-logOdds))

export const logOddsOf = (probability: number): number => logarithm2(probability / (1 - probability))

/** SHA-256 of all that a model says, in hexadecimal: two runs that weighed alike have the same. */
export const modelHash = (model: LinkageModel): string => bytesToHex(sha256(utf8ToBytes(canonicalJson(model))))
