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

/**
 * A new time-ordered id: UUID version 7 (RFC 9562 §5.7), 48 bits of milliseconds and 74 random bits.
 * The client makes the id of what it sends, so that sending twice records once.
 */
export function newId<Name extends string>(atMilliseconds: number = Date.now()): Id<Name> {
  const bytes = randomBytes()
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
