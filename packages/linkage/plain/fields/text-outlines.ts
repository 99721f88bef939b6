import { bitsIn } from './bits-in.ts'
import { LONGEST, mostJaroWinkler } from './edit-distance.ts'
import type { Dictionary } from './field.ts'

/** What a quick look at two texts tells: bounds, so that nothing alike is passed over. */
export interface TextOutlines {
  /** False where two texts are surely more edits apart. */
  mayBeEditsApart(a: number, b: number, most: number): boolean
  /** False where their likeness of Jaro and Winkler is surely under `least`. */
  mayBeAlike(a: number, b: number, least: number): boolean
}

/** Values of a guest that there is room for. */
const ROOM = 8
const BUCKETS = 16

/**
 * For each of 16 classes of signs a bit where the text holds one of them, and another where it holds two or more: texts that
 * are one edit apart differ in two bits at most.
 */
function signsOf(text: string): number {
  let mask = 0
  for (let at = 0; at < text.length; at++) {
    const bit = 1 << (text.charCodeAt(at) % BUCKETS)
    mask |= mask & bit ? bit << BUCKETS : bit
  }
  return mask
}

export function createOutlines(values: readonly string[], dictionary: Dictionary): TextOutlines {
  let signs = new Int32Array(0)
  let lengths = new Uint8Array(0)
  let firsts = new Uint16Array(0)
  let known = 0
  dictionary.onForget(() => (known = Math.min(known, dictionary.own)))
  const set = (at: number, value: string): void => {
    const text = value.slice(0, LONGEST)
    signs[at] = signsOf(text)
    lengths[at] = text.length
    firsts[at] = text.charCodeAt(0)
  }
  const prepare = (): void => {
    if (values.length > signs.length) {
      const room = dictionary.own + ROOM
      signs = new Int32Array(room)
      lengths = new Uint8Array(room)
      firsts = new Uint16Array(room)
      known = 0
    }
    for (; known < values.length; known++) set(known, values[known]!)
  }
  return {
    mayBeEditsApart(a, b, most) {
      if (known !== values.length) prepare()
      return Math.abs(lengths[a]! - lengths[b]!) <= most && bitsIn(signs[a]! ^ signs[b]!) <= 2 * most
    },
    mayBeAlike(a, b, least) {
      if (known !== values.length) prepare()
      const [lengthA, lengthB] = [lengths[a]!, lengths[b]!]
      const common = Math.min(lengthA - bitsIn(signs[a]! & ~signs[b]!), lengthB - bitsIn(signs[b]! & ~signs[a]!))
      return mostJaroWinkler(common, lengthA, lengthB, firsts[a] === firsts[b]) >= least
    },
  }
}
