/** Bit filters of one width, one after the other. */
export interface BitRows {
  /** `total` rows of `width` bytes. */
  readonly bytes: Uint8Array
  readonly width: number
  readonly total: number
}

/** Filters of equal width, put one after the other. */
export function bitRows(filters: readonly Uint8Array[], width = filters[0]?.length ?? 0): BitRows {
  const bytes = new Uint8Array(filters.length * width)
  for (const [at, filter] of filters.entries()) {
    if (filter.length !== width) throw new Error('filters that are joined have one width')
    bytes.set(filter, at * width)
  }
  return { bytes, width, total: filters.length }
}

const BYTE_COUNTS = Uint8Array.from({ length: 256 }, (_, byte) => {
  let bits = 0
  for (let rest = byte; rest > 0; rest >>= 1) bits += rest & 1
  return bits
})

/** How many bits each row has set. */
export function rowCounts({ bytes, width, total }: BitRows): Uint32Array {
  const counts = new Uint32Array(total)
  for (let row = 0, at = 0; row < total; row++) {
    let bits = 0
    for (const end = at + width; at < end; at++) bits += BYTE_COUNTS[bytes[at]!]!
    counts[row] = bits
  }
  return counts
}

/** The rows as 32-bit words, `each` per row; a row that ends within a word is padded with zeros. */
export function rowWords({ bytes, width, total }: BitRows): { readonly words: Uint32Array; readonly each: number } {
  const each = Math.ceil(width / 4)
  const words = new Uint32Array(total * each)
  const padded = new Uint8Array(words.buffer)
  if (width % 4 === 0) padded.set(bytes.subarray(0, total * width))
  else for (let row = 0; row < total; row++) padded.set(bytes.subarray(row * width, (row + 1) * width), row * each * 4)
  return { words, each }
}
