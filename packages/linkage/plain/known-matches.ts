/** Pairs that an earlier model holds for one person's, and how surely: what they agree on is no matter of chance. */
export interface KnownMatches {
  readonly a: Int32Array
  readonly b: Int32Array
  readonly probability: Float32Array
  /** How many there are for each that is here. */
  readonly each: number
}
