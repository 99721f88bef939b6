const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const VALUES = new Map([...ALPHABET].map((letter, value) => [letter, value]))

/** Bytes as base64 with padding (RFC 4648). */
export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    const present = Math.min(3, bytes.length - at)
    for (let letter = 0; letter < 4; letter++) {
      parts.push(letter <= present ? (ALPHABET[(group >> (18 - 6 * letter)) & 63] ?? '') : '=')
    }
  }
  return parts.join('')
}

/** The bytes of a base64 text; undefined where it is none. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  for (let at = 0, out = 0; at < text.length; at += 4) {
    let group = 0
    for (let letter = 0; letter < 4; letter++) {
      const isPadding = at + letter >= text.length - padding
      const value = isPadding ? 0 : VALUES.get(text[at + letter] ?? '')
      if (value === undefined) return undefined
      group = (group << 6) | value
    }
    for (let byte = 0; byte < 3 && out < bytes.length; byte++) bytes[out++] = (group >> (16 - 8 * byte)) & 255
  }
  return bytes
}
