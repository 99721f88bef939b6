const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const NO_LETTER = 64
/** By character code. */
const VALUES = new Uint8Array(128).fill(NO_LETTER)
for (let value = 0; value < NO_LETTER; value++) VALUES[ALPHABET.charCodeAt(value)] = value

/** Bytes as base64 with padding (RFC 4648). */
export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const group = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    text += ALPHABET[group >> 18]! + ALPHABET[(group >> 12) & 63]!
    text += at + 1 < bytes.length ? ALPHABET[(group >> 6) & 63]! : '='
    text += at + 2 < bytes.length ? ALPHABET[group & 63]! : '='
  }
  return text
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
      const value = isPadding ? 0 : (VALUES[text.charCodeAt(at + letter)] ?? NO_LETTER)
      if (value === NO_LETTER) return undefined
      group = (group << 6) | value
    }
    for (let byte = 0; byte < 3 && out < bytes.length; byte++) bytes[out++] = (group >> (16 - 8 * byte)) & 255
  }
  return bytes
}
