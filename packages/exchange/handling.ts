/** The Traffic Light Protocol 2.0 (FIRST, 2022), from what anybody may know to what only those named may. */
export const TLP = ['clear', 'green', 'amber', 'amber_strict', 'red'] as const
export type Tlp = (typeof TLP)[number]

/**
 * Handling codes as police co-operation knows them: `h0` for preventing and prosecuting crime only; `h1` not in court without
 * the originator's permission; `h2` no onward sharing without it; `h3` as the text says.
 */
export const HANDLING_CODES = ['h0', 'h1', 'h2', 'h3'] as const
export type HandlingCode = (typeof HANDLING_CODES)[number]

/** How reliable a source is, and how good what it said: the 4×4 system. */
export const SOURCE_GRADES = ['a', 'b', 'c', 'x'] as const
export const INFORMATION_GRADES = ['1', '2', '3', '4'] as const

export interface Evaluation {
  readonly source: (typeof SOURCE_GRADES)[number]
  readonly information: (typeof INFORMATION_GRADES)[number]
}

export interface Handling {
  readonly tlp: Tlp
  readonly h: readonly HandlingCode[]
  /** Of intelligence only; a victim's statement is not graded. */
  readonly evaluation: Evaluation | null
  /** What `h3` means here, or more about the others. */
  readonly text: string | null
}

/** Whether something of this level may go where at most the other may. */
export const isAtMost = (level: Tlp, highest: Tlp): boolean => TLP.indexOf(level) <= TLP.indexOf(highest)

/** What holds for something made of two: the stricter level, the codes of both. Along a chain handling only tightens. */
export function tightened(one: Handling, other: Handling): Handling {
  const texts = [one.text, other.text].filter((text) => text !== null)
  return {
    tlp: isAtMost(one.tlp, other.tlp) ? other.tlp : one.tlp,
    h: HANDLING_CODES.filter((code) => one.h.includes(code) || other.h.includes(code)),
    evaluation: other.evaluation ?? one.evaluation,
    text: texts.length === 0 ? null : [...new Set(texts)].join('\n'),
  }
}

/** Whether `after` allows nothing that `before` forbids. */
export const isAsTight = (after: Handling, before: Handling): boolean =>
  isAtMost(before.tlp, after.tlp) && before.h.every((code) => after.h.includes(code))
