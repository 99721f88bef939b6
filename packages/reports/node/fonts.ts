import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { inflateSync } from 'node:zlib'

const resolve = createRequire(import.meta.url).resolve

/** A script's own files of the family, and the name that its part is given: a family may hold each weight once. */
const PARTS = [
  ['@fontsource/noto-sans/files/noto-sans-latin', 'Noto Sans'],
  ['@fontsource/noto-sans/files/noto-sans-latin-ext', 'Noto Latx'],
  ['@fontsource/noto-sans/files/noto-sans-cyrillic', 'Noto Cyrl'],
  ['@fontsource/noto-sans/files/noto-sans-devanagari', 'Noto Deva'],
  ['@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic', 'Noto Sans Arabic'],
] as const

/** The families in the order in which a letter is looked for. */
export const FONT_FAMILIES: readonly string[] = PARTS.map(([, family]) => family)

/** The shipped typefaces, regular and bold, as a typesetter reads them. */
export function shippedFonts(): Buffer[] {
  return PARTS.flatMap(([path, family]) =>
    [400, 700].map((weight) => renamed(openTypeOf(readFileSync(resolve(`${path}-${weight}-normal.woff`))), family)),
  )
}

/** OpenType from WOFF 1.0 (W3C Recommendation, 2012): the same tables, each deflated. */
export function openTypeOf(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12)
  const tables = Array.from({ length: count }, (_, number) => {
    const at = 44 + number * 20
    const [start, packed, whole] = [woff.readUInt32BE(at + 4), woff.readUInt32BE(at + 8), woff.readUInt32BE(at + 12)]
    const bytes = woff.subarray(start, start + packed)
    return { entry: woff.subarray(at, at + 20), data: packed < whole ? inflateSync(bytes) : bytes }
  })
  const head = Buffer.alloc(12 + 16 * count)
  const power = Math.floor(Math.log2(count))
  woff.copy(head, 0, 4, 8)
  head.writeUInt16BE(count, 4)
  head.writeUInt16BE(16 * 2 ** power, 6)
  head.writeUInt16BE(power, 8)
  head.writeUInt16BE(16 * (count - 2 ** power), 10)
  let offset = head.length
  const bodies = tables.map(({ entry, data }, number) => {
    const at = 12 + 16 * number
    entry.copy(head, at, 0, 4)
    entry.copy(head, at + 4, 16, 20)
    head.writeUInt32BE(offset, at + 8)
    head.writeUInt32BE(data.length, at + 12)
    const padded = Buffer.alloc((data.length + 3) & ~3)
    data.copy(padded)
    offset += padded.length
    return padded
  })
  return Buffer.concat([head, ...bodies])
}

/** The font with another family name of the same length, so that parts of one family stand side by side. */
function renamed(font: Buffer, family: string): Buffer {
  const own = 'Noto Sans'
  if (family.startsWith(own) || family.length !== own.length) return font
  const [from, to] = [utf16(own), utf16(family)]
  for (let at = font.indexOf(from); at >= 0; at = font.indexOf(from, at + 1)) to.copy(font, at)
  return font
}

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16()
