/**
 * How a text may lie in bytes: as it is (UTF-8), as Windows and Java keep it (UTF-16 in both byte orders), inside a JSON
 * string, there with everything but ASCII or with every unit escaped as \uXXXX, with the backslashes doubled as a
 * database dump writes them, and as hexadecimal digits, as a dump shows a column of bytes.
 */
export const LEAK_FORMS = [
  'utf8',
  'utf16le',
  'utf16be',
  'json',
  'json_ascii',
  'json_escaped',
  'json_doubled',
  'json_ascii_doubled',
  'json_escaped_doubled',
  'hex',
] as const

export type LeakForm = (typeof LEAK_FORMS)[number]

export interface LeakPattern {
  /** The index of the secret in the list that was given. */
  readonly secret: number
  readonly form: LeakForm
  /** With ASCII letters in lower case: they are compared so. */
  readonly bytes: Uint8Array
}

/** Shorter texts turn up in sealed bytes by chance: six bytes without case do so once in some thousand gigabytes. */
export const SHORTEST_SECRET_BYTES = 6

/** Every form of every secret, each as given and in lower case, composed (NFC) and decomposed (NFD); none twice. */
export function leakPatterns(secrets: readonly string[]): readonly LeakPattern[] {
  return secrets.flatMap((text, secret) => {
    if (Buffer.byteLength(text, 'utf8') < SHORTEST_SECRET_BYTES) {
      throw new RangeError(`secret ${secret} is too short to be looked for: random bytes would match it`)
    }
    const found = new Map<string, LeakPattern>()
    const spellings = [text, text.toLowerCase(), text.toUpperCase()]
    for (const spelling of spellings.flatMap((each) => [each, each.normalize('NFC'), each.normalize('NFD')])) {
      for (const form of LEAK_FORMS) {
        const bytes = foldAscii(encode(spelling, form))
        const key = Buffer.from(bytes).toString('latin1')
        if (!found.has(key)) found.set(key, { secret, form, bytes })
      }
    }
    return [...found.values()]
  })
}

/** The bytes of a text in a form. */
export function encode(text: string, form: LeakForm): Buffer {
  const json = JSON.stringify(text).slice(1, -1)
  switch (form) {
    case 'utf8':
      return Buffer.from(text, 'utf8')
    case 'utf16le':
      return Buffer.from(text, 'utf16le')
    case 'utf16be':
      return Buffer.from(text, 'utf16le').swap16()
    case 'json':
      return Buffer.from(json, 'utf8')
    case 'json_ascii':
      return Buffer.from(json.replaceAll(/[^\u0020-\u007e]/g, escapeUnit), 'latin1')
    case 'json_escaped':
      return Buffer.from(text.replaceAll(/[^]/g, escapeUnit), 'latin1')
    case 'json_doubled':
      return Buffer.from(json.replaceAll('\\', '\\\\'), 'utf8')
    case 'json_ascii_doubled':
      return doubled(encode(text, 'json_ascii'))
    case 'json_escaped_doubled':
      return doubled(encode(text, 'json_escaped'))
    case 'hex':
      return Buffer.from(Buffer.from(text, 'utf8').toString('hex'), 'latin1')
  }
}

const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`

const doubled = (bytes: Buffer): Buffer => Buffer.from(bytes.toString('latin1').replaceAll('\\', '\\\\'), 'latin1')

/** A table that sends ASCII capitals to small letters and every other byte to itself. */
export const FOLDED: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte,
)

const foldAscii = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => FOLDED[byte]!)
