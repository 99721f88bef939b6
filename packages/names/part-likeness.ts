import { editDistance } from './edit-distance.ts'
import { ABBREVIATIONS } from './particles.ts'
import type { NameScript } from './scripts.ts'
import { soundLikeness } from './sounds.ts'
import type { TokenPart } from './tokens.ts'
import { weighWords, type Word } from './transducers/weigh.ts'

/** How a part was recognised, weakest claim last. */
export type PartHow = 'exact' | 'sounds_like' | 'other_script' | 'typo' | 'prefix'

export interface PartLikeness {
  /** 0 to 1. */
  readonly score: number
  readonly how: PartHow
  readonly edits: number
}

/** Two parts that are less alike than this are different parts. */
export const SAME_PART = 0.5

const NONE: PartLikeness = { score: 0, how: 'typo', edits: 0 }
const SAME: PartLikeness = { score: 1, how: 'exact', edits: 0 }

// What is heard alike is a little less sure than what is written alike.
const HEARD = 0.98
const WITHOUT_ARTICLE = 0.94
const EDIT = 1.6
// One letter more or less at the end is often another gender (Khalid, Khalida), not a slip.
const ENDING = 2

// Spellings of one name in two scripts usually weigh more than this share of the most they could (see `weighWords`).
// What sounds alike and weighs less is the less alike for it: letters that nobody has been seen to write so.
const USUAL_SHARE = 0.7
const UNUSUAL = 0.75

// Scripts that do not write their short vowels.
const UNVOCALISED: ReadonlySet<NameScript> = new Set(['arabic', 'hebrew'])

const WELL_BEGUN = 0.8
// From this share of a part's sounds on, its beginning is held against the whole of the other script's letters.
const NEARLY_WHOLE = 0.75

const inFull = (part: TokenPart): Word => {
  const full = ABBREVIATIONS.get(part.folded)
  return full === undefined ? part : { folded: full, script: part.script }
}

/** How sure it is that the letters of one part are those that the other script writes for the same name, to 1. */
function usual(a: TokenPart, b: TokenPart): number {
  const weighed = weighWords(inFull(a), inFull(b))
  return weighed === undefined ? 1 : 1 - UNUSUAL * Math.max(0, USUAL_SHARE - weighed.share)
}

/** Never makes of like parts unlike ones, so that what is found does not depend on it, only the order. */
const lessSure = (score: number, sure: number): number =>
  score < SAME_PART ? score : SAME_PART + (score - SAME_PART) * Math.max(0, sure)

/**
 * How alike two parts are. Order does not matter, but that with `asPrefix` the first is taken as what was typed so far
 * and may be the beginning of the second.
 */
export function partLikeness(a: TokenPart, b: TokenPart, asPrefix = false): PartLikeness {
  if (a.folded === b.folded) return SAME
  const sameScript = a.script === b.script
  let best = NONE
  const longer = Math.max(a.folded.length, b.folded.length)
  if (sameScript && longer > 2 && Math.abs(a.folded.length - b.folded.length) <= 2) {
    const count = editDistance(a.folded, b.folded)
    const ending = count === 1 && (a.folded.startsWith(b.folded) || b.folded.startsWith(a.folded))
    const score = 1 - (count * (ending ? ENDING : EDIT)) / longer
    if (score > best.score) best = { score, how: 'typo', edits: count }
  }
  if (asPrefix && sameScript && b.folded.startsWith(a.folded)) {
    const score = 0.7 + (0.25 * a.folded.length) / b.folded.length
    if (score > best.score) best = { score, how: 'prefix', edits: 0 }
  }
  if (a.sound === '' || b.sound === '') return best
  const how = sameScript ? 'sounds_like' : 'other_script'
  const consider = (first: string, second: string, factor: number, doubt: boolean): void => {
    // In one order always, so that rounding cannot make a difference between (a, b) and (b, a).
    const swap = !asPrefix && first > second
    const [one, two] = swap ? [second, first] : [first, second]
    const [scriptOne, scriptTwo] = swap ? [b.script, a.script] : [a.script, b.script]
    const hearing = { firstUnvocalised: UNVOCALISED.has(scriptOne), secondUnvocalised: UNVOCALISED.has(scriptTwo) }
    const heard = soundLikeness(one, two, hearing) * factor
    const sure = doubt && heard >= SAME_PART ? usual(a, b) : 1
    const whole = lessSure(heard, sure)
    if (whole >= best.score && whole > 0) best = { score: whole, how, edits: 0 }
    if (!asPrefix || first.length < 2) return
    const beginning = soundLikeness(one, two, { ...hearing, unfinished: true })
    const begun = beginning * (0.65 + (0.25 * Math.min(first.length, second.length)) / second.length)
    const score = first.length >= NEARLY_WHOLE * second.length ? lessSure(begun, sure) : begun
    if (beginning > WELL_BEGUN && score > best.score) best = { score, how: 'prefix', edits: 0 }
  }
  consider(a.sound, b.sound, HEARD, !sameScript)
  if (a.alternative !== undefined) consider(a.alternative, b.sound, WITHOUT_ARTICLE, false)
  if (b.alternative !== undefined) consider(a.sound, b.alternative, WITHOUT_ARTICLE, false)
  return best
}
