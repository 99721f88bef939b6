import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { isPhotoType, withoutMetadata } from './photo-metadata.ts'

const latin = (text: string) => Buffer.from(text, 'latin1')

const segment = (marker: number, content: Uint8Array) => {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([head, content])
}

/** Exif as a telephone writes it: which way up, who took it with what, and where (41° 19' N, 69° 16' E). */
function exif(orientation: number): Buffer {
  const entry = (tag: number, type: number, count: number, value: Uint8Array) => {
    const bytes = Buffer.alloc(12)
    bytes.writeUInt16BE(tag, 0)
    bytes.writeUInt16BE(type, 2)
    bytes.writeUInt32BE(count, 4)
    Buffer.from(value).copy(bytes, 8)
    return bytes
  }
  const long = (value: number) => Buffer.from([value >>> 24, value >>> 16, value >>> 8, value])
  const first = [
    entry(0x010f, 2, 4, latin('Abc\u0000')),
    entry(0x0112, 3, 1, Buffer.from([0, orientation, 0, 0])),
    entry(0x8825, 4, 1, long(8 + 2 + 3 * 12 + 4)),
  ]
  const gps = [entry(0x0001, 2, 2, latin('N\u0000\u0000\u0000')), entry(0x0003, 2, 2, latin('E\u0000\u0000\u0000'))]
  return Buffer.concat([
    latin('Exif\u0000\u0000MM\u0000*'),
    long(8),
    Buffer.from([0, first.length]),
    ...first,
    long(0),
    Buffer.from([0, gps.length]),
    ...gps,
    long(0),
    latin('LATITUDE 41.3167 LONGITUDE 69.2667 taken by Zulaykho'),
  ])
}

const picture = Buffer.concat([
  segment(0xdb, Buffer.alloc(65, 1)),
  segment(0xc0, Buffer.from([8, 0, 1, 0, 1, 1, 1, 17, 0])),
  segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
  Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]),
])
const END = Buffer.from([0xff, 0xd9])
const jfif = segment(0xe0, latin('JFIF\u0000\u0001\u0001\u0000\u0000\u0001\u0000\u0001\u0000\u0000'))
const profile = segment(0xe2, latin('ICC_PROFILE\u0000\u0001\u0001colours'))

const jpeg = (orientation = 1) =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    jfif,
    segment(0xe1, exif(orientation)),
    segment(0xe1, latin('http://ns.adobe.com/xap/1.0/\u0000<x:xmpmeta>SECRET</x:xmpmeta>')),
    profile,
    segment(0xe2, latin('MPF\u0000SECRET')),
    segment(0xed, latin('Photoshop 3.0\u0000SECRET')),
    segment(0xfe, latin('SECRET')),
    picture,
    END,
    // A moving picture that some telephones put behind, with a place of its own.
    latin('ftypmp42 SECRET'),
  ])

const SECRETS = ['LATITUDE', 'Zulaykho', 'SECRET', 'Abc']
const holdsNone = (bytes: Uint8Array) => {
  const text = Buffer.from(bytes).toString('latin1')
  for (const secret of SECRETS) assert.ok(!text.includes(secret), secret)
}

test('a JPEG that holds GPS, a device, an owner and more pictures loses all of it, and the picture stays byte for byte', () => {
  const stripped = withoutMetadata(jpeg(), 'image/jpeg')
  assert.ok(stripped)
  holdsNone(stripped)
  assert.deepEqual(Buffer.from(stripped), Buffer.concat([Buffer.from([0xff, 0xd8]), jfif, profile, picture, END]))
})

test('which way up a photograph is held is all that is kept of its Exif', () => {
  const stripped = Buffer.from(withoutMetadata(jpeg(6), 'image/jpeg')!)
  holdsNone(stripped)
  const at = stripped.indexOf('Exif')
  assert.equal(stripped.readUInt16BE(at - 2), 34)
  assert.equal(stripped.readUInt16BE(at + 6 + 8 + 2), 0x0112)
  assert.equal(stripped[at + 6 + 8 + 2 + 9], 6)
  // Stripping what is stripped changes nothing.
  assert.deepEqual(Buffer.from(withoutMetadata(stripped, 'image/jpeg')!), stripped)
})

test('a JPEG that was cut off is damaged', () => {
  const cut = jpeg().subarray(0, -1 - 'ftypmp42 SECRET'.length)
  assert.equal(withoutMetadata(cut, 'image/jpeg'), null)
  assert.equal(withoutMetadata(jpeg().subarray(0, 60), 'image/jpeg'), null)
})

const chunk = (name: string, content: Uint8Array) => {
  const body = Buffer.concat([latin(name), content])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

test('a PNG loses its texts, its Exif and what nobody knows', () => {
  const head = latin('\u0089PNG\r\n\u001a\n')
  const needed = [
    chunk('IHDR', Buffer.alloc(13, 1)),
    chunk('IDAT', Buffer.from([1, 2, 3])),
    chunk('IEND', Buffer.alloc(0)),
  ]
  const png = Buffer.concat([
    head,
    needed[0]!,
    chunk('tEXt', latin('Author\u0000Zulaykho')),
    chunk('iTXt', latin('SECRET')),
    chunk('eXIf', exif(1)),
    chunk('prVt', latin('SECRET')),
    needed[1]!,
    needed[2]!,
    latin('SECRET'),
  ])
  const stripped = withoutMetadata(png, 'image/png')
  assert.ok(stripped)
  holdsNone(stripped)
  assert.deepEqual(Buffer.from(stripped), Buffer.concat([head, ...needed]))
  assert.equal(withoutMetadata(png.subarray(0, 40), 'image/png'), null)
})

test('a WebP loses its Exif and XMP, and says no more that it has them', () => {
  const part = (name: string, content: Uint8Array) => {
    const size = Buffer.alloc(4)
    size.writeUInt32LE(content.length)
    return Buffer.concat([latin(name), size, content, Buffer.alloc(content.length % 2)])
  }
  const riff = (...parts: Uint8Array[]) => {
    const body = Buffer.concat([latin('WEBP'), ...parts])
    const size = Buffer.alloc(4)
    size.writeUInt32LE(body.length)
    return Buffer.concat([latin('RIFF'), size, body])
  }
  const extended = (flags: number) => part('VP8X', Buffer.from([flags, 0, 0, 0, 0, 0, 0, 0, 0, 0]))
  const data = part('VP8 ', Buffer.from([1, 2, 3]))
  const webp = riff(extended(0x2c), data, part('EXIF', exif(1)), part('XMP ', latin('SECRET')))
  const stripped = withoutMetadata(webp, 'image/webp')
  assert.ok(stripped)
  holdsNone(stripped)
  assert.deepEqual(Buffer.from(stripped), riff(extended(0x20), data))
})

test('whatever comes, stripping answers: bytes that are no larger by more than a direction, or nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 6 }), fc.nat(), (changes, cut) => {
      const bytes = Buffer.from(jpeg(3))
      for (const [at, value] of changes) bytes[at % bytes.length] = value
      const given = bytes.subarray(0, 4 + (cut % (bytes.length - 4)))
      for (const type of ['image/jpeg', 'image/png', 'image/webp'] as const) {
        assert.ok(isPhotoType(type))
        const stripped = withoutMetadata(given, type)
        assert.ok(stripped === null || stripped.length <= given.length + 36)
      }
    }),
    { numRuns: 300 },
  )
})
