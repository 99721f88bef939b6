declare const brand: unique symbol

/** A UUID that says what it names, so that a person's id cannot be passed where a file's is meant. */
export type Id<Name extends string> = string & { readonly [brand]: Name }

// WebCrypto is there in Node and in browsers; the pure code is compiled with the types of neither.
declare const crypto: { getRandomValues(bytes: Uint8Array): Uint8Array }

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

export const isUuid = (text: string): boolean => UUID.test(text)

/** Brands a text as an id. Throws where it is no UUID in lower case: parse untrusted input with a schema first. */
export function asId<Name extends string>(text: string): Id<Name> {
  if (!isUuid(text)) throw new TypeError('not a UUID')
  return text as Id<Name>
}

/** The moment of the last time-ordered id, and how many it was of that moment (18 bits, from a start that is drawn). */
let moment = -1
let place = 0
const PLACES = 2 ** 18

/**
 * A new time-ordered id: UUID version 7 (RFC 9562 §5.7), 48 bits of milliseconds, a count of 18 bits (§6.2, method 1) and
 * 56 random bits. Ids that one process makes one after another stand in that order, also within a millisecond: rows that
 * are entered together stay as they were entered. The client makes the id of what it sends, so that sending twice records
 * once.
 */
export function newId<Name extends string>(atMilliseconds: number = Date.now()): Id<Name> {
  const bytes = randomBytes()
  // Half of the places are left to count: no process makes 131,072 ids in a millisecond.
  const start = ((bytes[6]! << 16) | (bytes[7]! << 8) | bytes[8]!) % (PLACES / 2)
  place = atMilliseconds === moment ? (place + 1) % PLACES : start
  moment = atMilliseconds
  bytes[6] = place >> 14
  bytes[7] = place >> 6
  bytes[8] = place
  let rest = atMilliseconds
  for (let index = 5; index >= 0; index--) {
    bytes[index] = rest % 256
    rest = Math.floor(rest / 256)
  }
  return format<Name>(bytes, 0x70)
}

/** A new random id: UUID version 4 (RFC 9562 §5.4). It says nothing of when it was made, as an anonymous row needs. */
export const newRandomId = <Name extends string>(): Id<Name> => format<Name>(randomBytes(), 0x40)

/** The bytes of 64 ids, drawn at once: a request makes several ids, and to ask the system each time is most of their cost. */
const drawn = new Uint8Array(1_024)
let used = drawn.length

function randomBytes(): Uint8Array {
  if (used === drawn.length) {
    crypto.getRandomValues(drawn)
    used = 0
  }
  used += 16
  return drawn.slice(used - 16, used)
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

function format<Name extends string>(bytes: Uint8Array, version: number): Id<Name> {
  bytes[6] = (bytes[6]! & 0x0f) | version
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  let hex = ''
  for (const byte of bytes) hex += HEX[byte]!
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Id<Name>
}
