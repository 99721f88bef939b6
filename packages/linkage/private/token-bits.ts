import { blake2b } from '@noble/hashes/blake2.js'
import { hmac } from '@noble/hashes/hmac.js'
import { md5, sha1 } from '@noble/hashes/legacy.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'

/** Where a token sets bits: the first `count` places of its sequence, within a filter of `length` bits. */
export type TokenBits = (token: string, count: number) => ArrayLike<number>

const SHORTS_A_HASH = 32
/** So many steps of zero in a row do not happen (one in `length` is). */
const MOST_TRIED = 127

/**
 * Independent places for each token: keyed BLAKE2b, whose output is cut into 16-bit numbers; one hash gives 32 of them,
 * the next has its number as salt (clkhash’s “blakeHash”, after Kroll and Steinmetzer 2015). A token’s places are kept:
 * bigrams come again and again.
 *
 * @param key up to 64 bytes. @param length a power of two, up to 65,536.
 */
export function blakeBits(key: Uint8Array, length: number): TokenBits {
  const known = new Map<string, Uint16Array>()
  return (token, count) => {
    const found = known.get(token)
    if (found && found.length >= count) return found
    const hashes = Math.ceil(count / SHORTS_A_HASH)
    const places = new Uint16Array(hashes * SHORTS_A_HASH)
    const bytes = utf8ToBytes(token)
    for (let hash = 0; hash < hashes; hash++) {
      const salt = new Uint8Array(16)
      salt.set(utf8ToBytes(String(hash)))
      const digest = blake2b(bytes, { key, salt })
      for (let at = 0; at < SHORTS_A_HASH; at++) {
        places[hash * SHORTS_A_HASH + at] = (digest[2 * at]! | (digest[2 * at + 1]! << 8)) & (length - 1)
      }
    }
    known.set(token, places)
    return places
  }
}

/**
 * Places in arithmetic progression from HMAC-SHA1 and HMAC-MD5 (Schnell, Bachteler and Reiher 2011; clkhash’s
 * “doubleHash”). It has structure an attacker can use: kept to read and write what others have written, not for new work.
 */
export function doubleHashBits(
  keys: { readonly sha1: Uint8Array; readonly md5: Uint8Array },
  length: number,
  preventSingularity: boolean,
): TokenBits {
  const known = new Map<string, readonly [start: number, step: number]>()
  return (token, count) => {
    let startAndStep = known.get(token)
    if (!startAndStep) {
      const bytes = utf8ToBytes(token)
      const start = remainder(hmac(sha1, keys.sha1, bytes), length)
      const first = remainder(hmac(md5, keys.md5, bytes), length)
      const step = first === 0 && preventSingularity ? stepNotZero(keys.md5, bytes, length) : first
      startAndStep = [start, step]
      known.set(token, startAndStep)
    }
    const [start, step] = startAndStep
    return Uint16Array.from({ length: count }, (_, at) => (start + at * step) % length)
  }
}

/** A step that leads somewhere, where the token's own is zero: of the token with a character added. */
function stepNotZero(key: Uint8Array, bytes: Uint8Array, length: number): number {
  for (let tried = 0; tried < MOST_TRIED; tried++) {
    const step = remainder(hmac(md5, key, concatBytes(bytes, utf8ToBytes(String.fromCodePoint(tried)))), length)
    if (step !== 0) return step
  }
  return 1
}

/** The number that the bytes write (most significant first), modulo `divisor`. */
function remainder(bytes: Uint8Array, divisor: number): number {
  let rest = 0
  for (const byte of bytes) rest = (rest * 256 + byte) % divisor
  return rest
}
