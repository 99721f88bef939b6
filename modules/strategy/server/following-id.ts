import { createHash } from 'node:crypto'

/** An id that follows from what it is made of: what is made twice of the same is there once. */
export function followingId(...of: readonly string[]): string {
  const bytes = createHash('sha256')
    .update(`gloact strategy|${of.join('|')}`)
    .digest()
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex', 0, 16)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
