import { bitsIn } from '../plain/fields/bits-in.ts'
import { rowWords, type BitRows } from './bit-rows.ts'
import type { FilterSlot } from './profile-encoders.ts'

/** Dice coefficients at which a field’s agreement changes its level: the same, and then in steps of a twentieth. */
const CUTS = [0.98, ...Array.from({ length: 17 }, (_, step) => 0.95 - step / 20)]
/** Level 0 is missing, 1 the same, the last different. */
export const LEVELS = CUTS.length + 2
/**
 * Filters under keys that depend on another field can be compared where that field is this much alike: the same sex, or a
 * date with one slip at most, whose decade is likely to be right.
 */
const COMPARABLE = 0.75

export interface FieldComparison {
  readonly fields: number
  /** Levels of a field, those of each context one after the other. */
  readonly levels: number
  /** Compares two records, numbered through all lists: the level of each field, written into `levels` at `into`. */
  compare(first: number, second: number, levels: Uint8Array, into: number): void
}

/**
 * Compares records of any lists field by field. Of a field’s filters the most alike counts. Where a filter is salted by a
 * field that differs, its keys differ, and it says nothing: then the field is compared by the filters after it alone,
 * with levels of their own (a context), since what they say is another thing.
 */
export function createFieldComparison(lists: readonly BitRows[], slots: readonly FilterSlot[]): FieldComparison {
  const width = (lists[0]?.width ?? 0) / 4
  const total = lists.reduce((sum, list) => sum + list.total, 0)
  const words = new Uint32Array(total * width)
  let start = 0
  for (const list of lists) {
    words.set(rowWords(list).words, start)
    start += list.total * width
  }
  const fields = [...new Set(slots.map(({ field }) => field))]
  let from = 0
  const places = slots.map(({ bytes }) => ({ from, to: (from += bytes / 4) }))
  const counts = new Uint16Array(total * slots.length)
  for (let record = 0; record < total; record++) {
    for (const [slot, place] of places.entries()) {
      let bits = 0
      for (let at = place.from; at < place.to; at++) bits += bitsIn(words[record * width + at]!)
      counts[record * slots.length + slot] = bits
    }
  }
  const plain = new Map(slots.flatMap(({ field, salt }, slot) => (salt === undefined ? [[field, slot] as const] : [])))
  const own = fields.map((field) => slots.flatMap((slot, at) => (slot.field === field ? [at] : [])))
  const saltedBy = slots.map(({ salt }) => (salt === undefined ? undefined : plain.get(salt)))
  const dice = new Float64Array(slots.length)
  const isComparable = (slot: number): boolean => {
    const salt = saltedBy[slot]
    return salt === undefined || dice[salt]! >= COMPARABLE
  }
  return {
    fields: fields.length,
    levels: Math.max(...own.map((each) => each.length)) * LEVELS,
    compare(first, second, levels, into) {
      for (const [slot, place] of places.entries()) {
        const [one, two] = [counts[first * slots.length + slot]!, counts[second * slots.length + slot]!]
        dice[slot] = -1
        if (one === 0 || two === 0) continue
        let shared = 0
        for (let at = place.from; at < place.to; at++)
          shared += bitsIn(words[first * width + at]! & words[second * width + at]!)
        dice[slot] = (2 * shared) / (one + two)
      }
      for (const [field, its] of own.entries()) {
        let context = 0
        while (context < its.length && !isComparable(its[context]!)) context++
        let best = -1
        for (let at = context; at < its.length; at++) best = Math.max(best, dice[its[at]!]!)
        let level = 0
        if (best >= 0) {
          level = 1
          while (level <= CUTS.length && best < CUTS[level - 1]!) level++
          level += context * LEVELS
        }
        levels[into + field] = level
      }
    },
  }
}
