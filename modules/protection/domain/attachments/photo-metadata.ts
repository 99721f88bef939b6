/**
 * Photographs without what telephones write into them unseen: place, device, owner, times, an earlier picture. Used in the
 * browser before a photograph is sent and on the server before it is sealed. The picture itself stays as it is, byte for
 * byte, and which way up it is held is kept.
 */

type PhotoType = 'image/jpeg' | 'image/png' | 'image/webp'

export const isPhotoType = (type: string): type is PhotoType => type in STRIPPERS

/** The photograph without its metadata; null where it is damaged. */
export const withoutMetadata = (bytes: Uint8Array, type: PhotoType): Uint8Array | null => STRIPPERS[type](bytes)

const STRIPPERS: Readonly<Record<PhotoType, (bytes: Uint8Array) => Uint8Array | null>> = {
  'image/jpeg': strippedJpeg,
  'image/png': strippedPng,
  'image/webp': strippedWebp,
}

/**
 * JPEG (ITU-T T.81, annex B). Kept are the segments that a decoder needs, JFIF (APP0), a colour profile (APP2 that begins
 * `ICC_PROFILE`) and Adobe's colour transform (APP14). Gone are Exif and XMP (APP1), further pictures (APP2 `MPF`),
 * Photoshop's and IPTC's (APP13), comments, and whatever follows the picture's end.
 */
function strippedJpeg(bytes: Uint8Array): Uint8Array | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null
  const kept: Uint8Array[] = [bytes.subarray(0, 2)]
  let at = 2
  let orientation = 1
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1]!
    // Fill bytes before a marker.
    if (marker === 0xff) {
      at += 1
      continue
    }
    const end = at + 2 + number(bytes, at + 2, 2)
    if (end > bytes.length || end < at + 4) return null
    const segment = bytes.subarray(at, end)
    if (marker === 0xe1) orientation = exifOrientation(segment.subarray(4)) ?? orientation
    else if (isKeptSegment(marker, segment)) kept.push(segment)
    at = end
    if (marker !== 0xda) continue
    // A scan: entropy-coded data up to the next marker that is neither stuffing nor a restart.
    const scanEnd = endOfScan(bytes, at)
    kept.push(bytes.subarray(at, scanEnd))
    at = scanEnd
    if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) {
      kept.push(bytes.subarray(at, at + 2))
      if (orientation !== 1) kept.splice(1, 0, orientationSegment(orientation))
      return joined(kept)
    }
  }
  return null
}

const isKeptSegment = (marker: number, segment: Uint8Array): boolean => {
  if (marker === 0xfe) return false
  if (marker === 0xe2) return startsWith(segment.subarray(4), 'ICC_PROFILE\0')
  return marker < 0xe0 || marker > 0xef || marker === 0xe0 || marker === 0xee
}

function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) {
      at += 1
      continue
    }
    const next = bytes[at + 1]!
    if (next !== 0x00 && !(next >= 0xd0 && next <= 0xd7)) return at
    at += 2
  }
  return bytes.length
}

/** Which way up an Exif segment says that the picture is held, 1 to 8 (CIPA DC-008, tag 0x0112). */
function exifOrientation(content: Uint8Array): number | undefined {
  if (!startsWith(content, 'Exif\0\0')) return undefined
  const tiff = content.subarray(6)
  const little = startsWith(tiff, 'II')
  const directory = number(tiff, 4, 4, little)
  const count = number(tiff, directory, 2, little)
  for (let index = 0; index < Math.min(count, 200); index += 1) {
    const entry = directory + 2 + index * 12
    if (entry + 12 > tiff.length) return undefined
    if (number(tiff, entry, 2, little) !== 0x0112) continue
    const value = number(tiff, entry + 8, 2, little)
    return value >= 1 && value <= 8 ? value : undefined
  }
  return undefined
}

/** An Exif segment that says which way up, and nothing else. */
const orientationSegment = (orientation: number): Uint8Array => {
  const segment = Uint8Array.from(
    '\xff\xe1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0?\0\0\0\0\0\0',
    (letter) => letter.charCodeAt(0),
  )
  segment[29] = orientation
  return segment
}

/** The chunks of a PNG that make up the picture (PNG third edition, §11); texts, times, Exif and what nobody knows are gone. */
const PNG_CHUNKS = 'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP bKGD pHYs acTL fcTL fdAT'.split(' ')

function strippedPng(bytes: Uint8Array): Uint8Array | null {
  const kept: Uint8Array[] = [bytes.subarray(0, 8)]
  let at = 8
  while (at + 12 <= bytes.length) {
    const end = at + 12 + number(bytes, at, 4)
    if (end > bytes.length) return null
    const name = ascii(bytes.subarray(at + 4, at + 8))
    if (PNG_CHUNKS.includes(name)) kept.push(bytes.subarray(at, end))
    at = end
    if (name === 'IEND') return joined(kept)
  }
  return null
}

/** The chunks of a WebP that make up the picture (RFC 9649 §2); Exif, XMP and what nobody knows are gone. */
const WEBP_CHUNKS = ['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']

function strippedWebp(bytes: Uint8Array): Uint8Array | null {
  const end = Math.min(bytes.length, 8 + number(bytes, 4, 4, true))
  const kept: Uint8Array[] = []
  let at = 12
  while (at + 8 <= end) {
    const size = number(bytes, at + 4, 4, true)
    const next = at + 8 + size + (size % 2)
    if (at + 8 + size > end) return null
    const name = ascii(bytes.subarray(at, at + 4))
    const chunk = new Uint8Array(bytes.subarray(at, Math.min(next, end)))
    // The flags of the extended format say whether Exif (bit 3) and XMP (bit 2) follow.
    if (name === 'VP8X') chunk[8]! &= ~0x0c
    if (WEBP_CHUNKS.includes(name)) kept.push(chunk)
    at = next
  }
  if (!kept.some((chunk) => ['VP8 ', 'VP8L', 'ANMF'].includes(ascii(chunk.subarray(0, 4))))) return null
  const content = joined(kept)
  const head = new Uint8Array(bytes.subarray(0, 12))
  new DataView(head.buffer).setUint32(4, 4 + content.length, true)
  return joined([head, content])
}

function number(bytes: Uint8Array, at: number, length: 2 | 4, little = false): number {
  if (at + length > bytes.length) return 0
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  return length === 2 ? view.getUint16(at, little) : view.getUint32(at, little)
}

const ascii = (bytes: Uint8Array): string => String.fromCharCode(...bytes)

const startsWith = (bytes: Uint8Array, text: string): boolean => ascii(bytes.subarray(0, text.length)) === text

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
