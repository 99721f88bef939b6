/** One meeting of two lists. A code that the other side has no word for has no pair. */
export interface CrosswalkPair {
  readonly from: string
  readonly to: string
  /** What is lost or added on the way. */
  readonly note?: string
}

/**
 * How the codes of one list are said in another. `from` and `to` are list ids. A code may have several counterparts
 * (one word here is two there), and several codes may share one.
 */
export interface Crosswalk {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly version: string
  readonly pairs: readonly CrosswalkPair[]
}

/** The counterparts of a code, in the order of the table; empty where the other list has no word for it. */
export const translate = (crosswalk: Crosswalk, code: string): readonly string[] =>
  crosswalk.pairs.filter((pair) => pair.from === code).map((pair) => pair.to)

/**
 * The codes that a counterpart may stand for, the first being the one to take on import. The order of the pairs is
 * therefore part of the crosswalk's meaning.
 */
export const translateBack = (crosswalk: Crosswalk, code: string): readonly string[] =>
  crosswalk.pairs.filter((pair) => pair.to === code).map((pair) => pair.from)
