import type { ColumnKind } from '../schema.ts'

/** A level that no pair has: one of the two values is missing, or they are of kinds that this field does not compare. */
export const MISSING = 255

/** The distinct values of a column, and which one each record has. */
export interface Dictionary {
  readonly values: readonly string[]
  /** The value of a text, which is made where it is new; −1 for an empty text. */
  codeOf(text: string): number
  /** As `codeOf`, for a record that is looked for: a value that is new is kept until `forget`, and then is gone. */
  guestOf(text: string): number
  forget(): void
  /** How many values are of records; those beyond are a guest's. */
  readonly own: number
  /** Has something called when a guest's values are forgotten. */
  onForget(forgotten: () => void): void
}

export function createDictionary(fold: (text: string) => string): Dictionary {
  const values: string[] = []
  let own = 0
  const listeners: (() => void)[] = []
  const codes = new Map<string, number>()
  // What was written, before it is folded: folding is the dear part, and most texts come again.
  const written = new Map<string, number>()
  return {
    values,
    codeOf(text) {
      const known = written.get(text)
      if (known !== undefined) return known
      const folded = fold(text)
      let code = folded === '' ? -1 : codes.get(folded)
      if (code === undefined) {
        code = values.length
        own = values.push(folded)
        codes.set(folded, code)
      }
      if (written.size < 2_000_000) written.set(text, code)
      return code
    },
    guestOf(text) {
      const folded = fold(text)
      if (folded === '') return -1
      const known = codes.get(folded) ?? values.indexOf(folded, own)
      return known >= 0 ? known : values.push(folded) - 1
    },
    forget() {
      values.length = own
      for (const forgotten of listeners) forgotten()
    },
    get own() {
      return own
    },
    onForget: (forgotten) => void listeners.push(forgotten),
  }
}

/** One thing that two records are compared by: ordered levels, from full agreement (0) to disagreement (the last). */
export interface ComparedField {
  /** The column it comes from, or what it is called where it comes from several. */
  readonly name: string
  readonly kind: ColumnKind | 'year_of_birth'
  /** What each level means, in words. */
  readonly levels: readonly string[]
  /** The value of each record, and at last that of a guest; −1 where there is none. */
  readonly codes: Int32Array
  readonly values: readonly string[]
  /** The level of two values, equal or not; symmetric. `MISSING` where they cannot be compared. */
  level(a: number, b: number): number
  /** Parts of values that records are brought together by, the most telling first: see `candidates.ts`. */
  readonly keys: readonly FieldKey[]
}

/** One way to cut a value down to a part that two records of one person still share. */
export interface FieldKey {
  readonly name: string
  /** Of a value; empty where it has no such part. */
  of(code: number): string
}

const SMALL = 1500

/** Keeps the levels of pairs of values: the same two names meet again and again. A guest's are not kept. */
export function cachedLevel(
  dictionary: Dictionary,
  compute: (a: number, b: number) => number,
): (a: number, b: number) => number {
  let full: Uint8Array | undefined
  let size = 0
  let lows: Int32Array | undefined
  let highs: Int32Array | undefined
  let kept: Uint8Array | undefined
  const BITS = 20
  const prepare = (): void => {
    size = dictionary.own
    if (size <= SMALL) full = new Uint8Array(size * size).fill(254)
    else {
      full = undefined
      lows = new Int32Array(1 << BITS).fill(-1)
      highs = new Int32Array(1 << BITS)
      kept = new Uint8Array(1 << BITS)
    }
  }
  return (first, second) => {
    const a = first < second ? first : second
    const b = first < second ? second : first
    if (b >= size) {
      if (b >= dictionary.own) return compute(a, b)
      prepare()
    }
    if (full !== undefined) {
      const at = a * size + b
      const level = full[at]!
      if (level !== 254) return level
      return (full[at] = compute(a, b))
    }
    const slot = (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) >>> (32 - BITS)
    if (lows![slot] === a && highs![slot] === b) return kept![slot]!
    const level = compute(a, b)
    lows![slot] = a
    highs![slot] = b
    kept![slot] = level
    return level
  }
}
