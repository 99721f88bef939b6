import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { pdfOf, type PdfPart } from '../testing.ts'
import { checkContent } from './check-content.ts'

const of = async (content: Uint8Array): Promise<string> => {
  const result = await checkContent(content)
  return result.ok ? result.value : `not taken: ${result.error}`
}
const TAKEN = 'application/pdf'
const ACTS = 'not taken: acts'

const plain = (dictionary: string): PdfPart => ({ dictionary })
/** Objects within a stream, as a writer of today packs them. */
const packed = (objects: string, filter = '/FlateDecode', bytes: Uint8Array = deflateSync(objects)): PdfPart => ({
  dictionary: `<< /Type /ObjStm /N 1 /First 5 /Filter ${filter} /Length ${bytes.length} >>`,
  stream: bytes,
})
const SCRIPT = '7 0 << /S /JavaScript /JS (app.alert(1)) >>'

test('a letter, a form that was filled in, links, bookmarks and packed objects are taken', async () => {
  assert.equal(await of(pdfOf()), TAKEN)
  const letter = pdfOf([
    packed('7 0 << /Type /Annot /Subtype /Link /A << /S /URI /URI (https://x.example) >> >>'),
    packed('8 0 << /Type /Outlines /First 9 0 R /Last 9 0 R /Count 1 >>'),
    {
      dictionary: '<< /Filter /FlateDecode >>',
      stream: deflateSync('BT (She wrote of JavaScript and of a launch.) Tj ET'),
    },
    {
      dictionary: '<< /Subtype /Image /Filter /DCTDecode >>',
      stream: Buffer.from('ÿØÿ stream of a picture', 'latin1'),
    },
    plain('<< /Names << /Dests 3 0 R >> /AcroForm << /Fields [] >> /OpenAction [3 0 R /Fit] >>'),
  ])
  assert.equal(await of(letter), TAKEN)
})

test('what would act when it is opened is refused: scripts, programs, files within, films, forms that send', async () => {
  for (const part of [
    '<< /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>',
    '<< /AA << /O << /S /Launch /F (calc.exe) >> >> >>',
    '<< /Names << /EmbeddedFiles << /Names [(a.exe) 9 0 R] >> >> >>',
    '<< /Type /Annot /Subtype /FileAttachment >>',
    '<< /S /GoToE /T << /R /C >> >>',
    '<< /S /Rendition /JS (x) >>',
    '<< /Subtype /RichMedia >>',
    '<< /S /SubmitForm /F (https://x.example) >>',
    '<< /AcroForm << /XFA [(x) 9 0 R] >> >>',
  ]) {
    assert.equal(await of(pdfOf([plain(part)])), ACTS, part)
    assert.equal(await of(pdfOf([packed(`7 0 ${part}`)])), ACTS, `packed: ${part}`)
  }
})

test('writing a name otherwise hides nothing', async () => {
  assert.equal(await of(pdfOf([plain('<< /S /J#61v#61Script /JS (x) >>')])), ACTS)
  assert.equal(await of(pdfOf([packed('7 0 << /S /#4a#61#76#61#53#63#72#69#70#74 >>')])), ACTS)
  // In front of a delimiter, the end of a line or another name.
  assert.equal(await of(pdfOf([plain('<</S/JavaScript/JS(x)>>')])), ACTS)
})

test('packing it otherwise hides nothing, and what cannot be looked into is refused', async () => {
  const hex = `${deflateSync(SCRIPT).toString('hex')}>`
  assert.equal(await of(pdfOf([packed('', '[/ASCIIHexDecode /FlateDecode]', Buffer.from(hex))])), ACTS)
  assert.equal(await of(pdfOf([packed('', '/ASCIIHexDecode', Buffer.from(SCRIPT).toString('hex') as never)])), ACTS)
  assert.equal(
    await of(pdfOf([packed('', '[/ASCII85Decode /FlateDecode]', Buffer.from(ascii85(deflateSync(SCRIPT))))])),
    ACTS,
  )
  for (const filter of ['/LZWDecode', '[/FlateDecode /RunLengthDecode]', '/Crypt', '/L#5aWDecode'])
    assert.equal(await of(pdfOf([packed('', filter, Buffer.from('x'))])), ACTS, filter)
  assert.equal(
    await of(pdfOf([packed(SCRIPT, '/FlateDecode /DecodeParms << /Predictor 12 /Columns 9 >>')])),
    ACTS,
    'predicted',
  )
  // Without calling itself what it is, with a wrong checksum, cut off, or with its end named in its middle.
  const bytes = deflateSync(SCRIPT)
  const stream = (content: Uint8Array) => pdfOf([{ dictionary: '<< /Filter /FlateDecode >>', stream: content }])
  assert.equal(await of(stream(bytes)), ACTS)
  const wrong = Buffer.from(bytes)
  wrong[wrong.length - 1]! ^= 1
  assert.equal(await of(stream(wrong)), ACTS)
  assert.equal(await of(stream(bytes.subarray(0, bytes.length - 3))), ACTS)
  const far = deflateSync(`${'x endstream '.repeat(9_000)}${SCRIPT}`, { level: 0 })
  assert.equal(await of(stream(far)), ACTS)
})

test('a locked document is refused, since nobody can look into it', async () => {
  assert.equal(await of(pdfOf([], '/Encrypt 9 0 R')), 'not taken: locked')
})

test('one that swells is refused before it has swollen', async () => {
  const bomb = deflateSync(Buffer.alloc(60_000_000))
  const parts = Array.from({ length: 5 }, () => ({ dictionary: '<< /Filter /FlateDecode >>', stream: bomb }))
  assert.equal(await of(pdfOf(parts)), 'not taken: bomb')
})

test('whatever comes, the check answers and does not throw', async () => {
  const start = pdfOf([packed(SCRIPT), packed('7 0 << /Type /Outlines >>')])
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 }))), fc.nat(), async (changes, cut) => {
      const bytes = Buffer.from(start)
      for (const [at, value] of changes) bytes[5 + (at % (bytes.length - 5))] = value
      await checkContent(bytes.subarray(0, 6 + (cut % (bytes.length - 6))))
    }),
    { numRuns: 300 },
  )
})

function ascii85(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 4) {
    const group = bytes.subarray(at, at + 4)
    let value = [0, 1, 2, 3].reduce((sum, index) => sum * 256 + (group[index] ?? 0), 0)
    const signs: string[] = []
    for (let digit = 0; digit < 5; digit += 1) {
      signs.unshift(String.fromCharCode(33 + (value % 85)))
      value = Math.floor(value / 85)
    }
    text += signs.slice(0, group.length + 1).join('')
  }
  return `${text}~>`
}
