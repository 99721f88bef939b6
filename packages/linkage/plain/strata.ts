import { logarithm2 } from '@gloact/kernel'
import type { ComparedField } from './fields/field.ts'
import { OTHER_STRATUM, SAME_STRATUM, UNKNOWN_STRATUM } from './model.ts'
import type { Records } from './records.ts'
import { NAME_KINDS } from './schema.ts'

/** Groups of nationalities whose people have names and places in common, and which one each record is of. */
export interface Strata {
  /** For each record, and at last for a guest; −1 where nothing tells. */
  readonly codes: Int32Array
  readonly count: number
  /** Finds the stratum of one record again: of a guest. */
  place(record: number): void
}

/** How the strata of two records stand to one another; not known where there are none. */
export function stateOf(strata: Strata | undefined, a: number, b: number): number {
  if (strata === undefined) return UNKNOWN_STRATUM
  const [one, two] = [strata.codes[a]!, strata.codes[b]!]
  return one < 0 || two < 0 ? UNKNOWN_STRATUM : one === two ? SAME_STRATUM : OTHER_STRATUM
}

/** Two nationalities whose names and places overlap that much share them. */
const OVERLAP = 0.35
const SMOOTHING = 0.5
/** In bits: what fits another stratum nearly as well is of none. */
const CLEAR = 4

/** Kinds whose values a culture has in common; the sound of a name, so that scripts meet. */
const SHARED: readonly ComparedField['kind'][] = [...NAME_KINDS, 'place']

interface SharedPart {
  /** For each record the number of its value, by the part that scripts have in common. */
  readonly codes: Int32Array
  /** Takes the value of one record again. */
  place(record: number): void
}

function sharedPart(field: ComparedField): SharedPart {
  const key = field.kind === 'place' ? undefined : field.keys[0]
  if (key === undefined) return { codes: field.codes, place: () => undefined }
  const parts = new Map<string, number>()
  const ofValue = new Map<number, number>()
  const codes = field.codes.map((code) => {
    if (code < 0) return -1
    let part = ofValue.get(code)
    if (part === undefined) {
      const text = key.of(code)
      part = text === '' ? -1 : (parts.get(text) ?? parts.size)
      if (part >= 0) parts.set(text, part)
      ofValue.set(code, part)
    }
    return part
  })
  return {
    codes,
    place(record) {
      const code = field.codes[record]!
      codes[record] = code < 0 ? -1 : (parts.get(key.of(code)) ?? -1)
    },
  }
}

type Counts = Map<number, number>

/** How much two distributions overlap: 1 for one and the same, 0 for none in common. */
function overlap(a: Counts, b: Counts): number {
  let [both, squaresA, squaresB] = [0, 0, 0]
  for (const [value, count] of a) {
    both += count * (b.get(value) ?? 0)
    squaresA += count * count
  }
  for (const count of b.values()) squaresB += count * count
  return both === 0 ? 0 : both / Math.sqrt(squaresA * squaresB)
}

const add = (into: Counts, value: number, count = 1): void => void into.set(value, (into.get(value) ?? 0) + count)

/**
 * Brings the values of the stratum column together to groups that share names and places, then gives each record the
 * group that its nationality, names and place fit best (naive Bayes): chance agreement is to be reckoned among people
 * who might have those names. Undefined where there is no stratum column, or it makes no difference.
 */
export function findStrata(records: Records): Strata | undefined {
  const stratum = records.fields.find(({ kind }) => kind === 'stratum')
  if (stratum === undefined) return undefined
  const shared = records.fields.filter(({ kind }) => SHARED.includes(kind))
  const sharedParts = shared.map(sharedPart)
  const parts = sharedParts.map(({ codes }) => codes)
  const groups = stratum.values.map((_, code) => ({
    members: [code],
    size: 0,
    counts: shared.map((): Counts => new Map()),
  }))
  for (let record = 0; record < records.count; record++) {
    const code = stratum.codes[record]!
    if (code < 0) continue
    groups[code]!.size++
    parts.forEach((codes, at) => codes[record]! >= 0 && add(groups[code]!.counts[at]!, codes[record]!))
  }
  merge(groups)
  const kept = groups.filter(({ size }) => size > 0)
  if (kept.length < 2) return undefined
  const groupOf = new Map(kept.flatMap(({ members }, at) => members.map((member) => [member, at] as const)))
  const strataOf = createPlacing(stratum, parts, kept, groupOf)
  const codes = new Int32Array(records.count + 1).fill(-1)
  for (let record = 0; record < records.count; record++) codes[record] = strataOf(record)
  return {
    codes,
    count: kept.length,
    place(record) {
      for (const part of sharedParts) part.place(record)
      codes[record] = strataOf(record)
    },
  }
}

interface Group {
  members: number[]
  size: number
  counts: Counts[]
}

/** Merges the two groups that overlap most, until none overlap enough. */
function merge(groups: Group[]): void {
  for (;;) {
    let best = OVERLAP
    let pair: [number, number] | undefined
    for (let one = 0; one < groups.length; one++) {
      for (let two = one + 1; two < groups.length; two++) {
        if (groups[one]!.size === 0 || groups[two]!.size === 0) continue
        const overlaps = groups[one]!.counts.map((counts, at) => [counts, groups[two]!.counts[at]!] as const)
          .filter(([a, b]) => a.size > 0 && b.size > 0)
          .map(([a, b]) => overlap(a, b))
        const mean = overlaps.reduce((sum, value) => sum + value, 0) / Math.max(1, overlaps.length)
        if (mean > best) [best, pair] = [mean, [one, two]]
      }
    }
    if (!pair) return
    const [into, from] = [groups[pair[0]]!, groups[pair[1]]!]
    into.members.push(...from.members)
    into.size += from.size
    from.counts.forEach((counts, at) => counts.forEach((count, value) => add(into.counts[at]!, value, count)))
    groups.splice(pair[1], 1)
  }
}

/** Finds the group of a record. */
function createPlacing(
  stratum: ComparedField,
  parts: readonly Int32Array[],
  groups: readonly Group[],
  groupOf: ReadonlyMap<number, number>,
): (record: number) => number {
  const totals = groups.map(({ counts }) =>
    counts.map((values) => [...values.values()].reduce((sum, count) => sum + count, 0)),
  )
  const sizes = parts.map((codes) => codes.reduce((most, code) => Math.max(most, code), 0) + 1)
  return (record) => {
    const own = groupOf.get(stratum.codes[record]!)
    if (own === undefined && parts.every((codes) => codes[record]! < 0)) return -1
    let best = -1
    let [most, second] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
    groups.forEach((group, at) => {
      // A nationality that was written down is right nine times in ten.
      let fit =
        logarithm2(group.size) + (own === undefined ? 0 : logarithm2(own === at ? 0.9 : 0.1 / (groups.length - 1)))
      parts.forEach((codes, part) => {
        const value = codes[record]!
        if (value < 0) return
        const count = group.counts[part]!.get(value) ?? 0
        fit += logarithm2((count + SMOOTHING) / (totals[at]![part]! + SMOOTHING * sizes[part]!))
      })
      if (fit > most) [second, most, best] = [most, fit, at]
      else if (fit > second) second = fit
    })
    return most - second < CLEAR ? -1 : best
  }
}
