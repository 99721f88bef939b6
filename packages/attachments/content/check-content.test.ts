import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { zipOf } from '../testing.ts'
import { checkContent } from './check-content.ts'

const of = async (content: Uint8Array | string, declared?: string): Promise<string> => {
  const result = await checkContent(Buffer.from(content as string), declared)
  return result.ok ? result.value : `not taken: ${result.error}`
}
const latin = (text: string) => Buffer.from(text, 'latin1')
const JPEG = latin('\u00ff\u00d8\u00ff\u00e0\u0000\u0010JFIF\u0000')
const PNG = latin('\u0089PNG\r\n\u001a\n\u0000\u0000\u0000\u000dIHDR')
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const word = [
  { name: '[Content_Types].xml', content: '<Types/>' },
  { name: 'word/document.xml', content: '<w:document>A letter.</w:document>' },
]

test('content is told by its bytes', async () => {
  assert.equal(await of(JPEG), 'image/jpeg')
  assert.equal(await of(PNG), 'image/png')
  assert.equal(await of(latin('RIFF\u0010\u0000\u0000\u0000WEBPVP8 ')), 'image/webp')
  assert.equal(await of(latin('RIFF\u0010\u0000\u0000\u0000WAVEfmt ')), 'audio/wav')
  assert.equal(await of(latin('ID3\u0003\u0000')), 'audio/mpeg')
  assert.equal(await of(latin('OggS\u0000\u0002\u0000OpusHead')), 'audio/ogg')
  assert.equal(await of(latin('\u001aE\u00df\u00a3\u0000B\u0082\u0084webm A_OPUS')), 'audio/webm')
  assert.equal(
    await of(
      latin('\u0000\u0000\u0000\u001cftypM4A \u0000moov hdlr\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000soun'),
    ),
    'audio/mp4',
  )
  assert.equal(await of('%PDF-1.7\n'), 'application/pdf')
  assert.equal(await of('She wrote this herself.\r\nزليخة\n'), 'text/plain')
  assert.equal(await of(zipOf(word)), DOCX)
  assert.equal(
    await of(
      zipOf([
        { name: '[Content_Types].xml', content: '<Types/>' },
        { name: 'xl/workbook.xml', content: '<workbook/>' },
      ]),
    ),
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  )
  assert.equal(
    await of(
      zipOf([
        { name: 'mimetype', content: 'application/vnd.oasis.opendocument.text', stored: true },
        { name: 'content.xml', content: '<office:document-content/>' },
      ]),
    ),
    'application/vnd.oasis.opendocument.text',
  )
})

test('an upload that lies about its type is refused', async () => {
  assert.equal(await of(JPEG, 'image/png'), 'not taken: lies')
  assert.equal(await of('just words', 'image/jpeg'), 'not taken: lies')
  assert.equal(await of(zipOf(word), 'application/pdf'), 'not taken: lies')
  assert.equal(await of('%PDF-1.7', 'text/plain'), 'not taken: lies')
  assert.equal(await of(latin('\u001aE\u00df\u00a3\u0000webm A_OPUS'), 'audio/webm;codecs=opus'), 'audio/webm')
  assert.equal(await of(JPEG, 'image/jpg'), 'image/jpeg')
  assert.equal(await of(JPEG, ''), 'image/jpeg')
})

test('what can act is refused, whatever it calls itself', async () => {
  const markup = [
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    '<?xml version="1.0"?><svg/>',
    '\ufeff  <!DOCTYPE html><html></html>',
    '<html><body onload=alert(1)>',
    '<script>alert(1)</script>',
  ]
  for (const content of markup) {
    for (const declared of ['image/svg+xml', 'text/html', 'text/plain', undefined, 'image/png']) {
      assert.match(await of(content, declared), /not taken: (?:refused|lies)/, content)
    }
  }
  assert.equal(await of(latin('MZ\u0090\u0000\u0003')), 'not taken: refused')
  assert.equal(await of(latin('\u0000\u0000\u0000\u0018ftypheic')), 'not taken: refused')
  assert.equal(await of(JPEG, 'image/svg+xml'), 'not taken: refused')
  assert.equal(await of('#!/bin/sh\u0000'), 'not taken: refused')
  assert.equal(await of(''), 'not taken: empty')
})

test('moving pictures are not taken as sound', async () => {
  const film =
    '\u0000\u0000\u0000\u001cftypisom hdlr\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000vide hdlr\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000soun'
  assert.equal(await of(latin(film)), 'not taken: refused')
  assert.equal(await of(latin('\u001aE\u00df\u00a3\u0000webm V_VP9 A_OPUS')), 'not taken: refused')
})

test('an archive is no document, however its parts are called', async () => {
  assert.equal(await of(zipOf([{ name: 'anything.txt', content: 'x' }])), 'not taken: refused')
  assert.equal(await of(zipOf([{ name: 'word/document.xml', content: 'x' }])), 'not taken: refused')
  assert.equal(
    await of(
      zipOf([
        { name: 'mimetype', content: 'text/html' },
        { name: 'content.xml', content: 'x' },
      ]),
    ),
    'not taken: refused',
  )
})

test('archives within documents, programs and what is locked are refused', async () => {
  assert.equal(await of(zipOf([...word, { name: 'word/vbaProject.bin', content: 'x' }])), 'not taken: refused')
  assert.equal(await of(zipOf([...word, { name: 'word/inner.zip', content: zipOf(word) }])), 'not taken: refused')
  // An archive that hides under another name swells one level further on.
  assert.equal(await of(zipOf([...word, { name: 'word/media/image1.png', content: zipOf(word) }])), 'not taken: bomb')
  const locked = Buffer.from(zipOf(word))
  for (let at = locked.indexOf('PK\u0001\u0002'); at >= 0; at = locked.indexOf('PK\u0001\u0002', at + 4))
    locked[at + 8]! |= 1
  assert.equal(await of(locked), 'not taken: refused')
})

test('an archive that swells is refused before it has swollen', async () => {
  const zeros = Buffer.alloc(40_000_000)
  assert.equal(await of(zipOf([...word, { name: 'word/a.xml', content: zeros }])), 'not taken: bomb')
  // It says that the part is small: no more than that is unpacked.
  assert.equal(
    await of(zipOf([...word, { name: 'word/a.xml', content: zeros, claimedSize: 1_000 }])),
    'not taken: bomb',
  )
  const many = Array.from({ length: 5_000 }, (_, index) => ({ name: `word/${index}.xml`, content: '' }))
  assert.equal(await of(zipOf([...word, ...many])), 'not taken: bomb')
})

test('parts that lie over one another are damage', async () => {
  const bytes = Buffer.from(zipOf(word))
  const first = bytes.indexOf('PK\u0001\u0002')
  const second = bytes.indexOf('PK\u0001\u0002', first + 4)
  bytes.writeUInt32LE(0, second + 42)
  assert.equal(await of(bytes), 'not taken: damaged')
})

test('whatever comes, the check answers and does not throw', async () => {
  const beginning = fc.constantFrom(
    zipOf(word),
    JPEG,
    PNG,
    latin('\u0000\u0000\u0000\u001cftypM4A hdlr'),
    latin('PK\u0003\u0004'),
  )
  await fc.assert(
    fc.asyncProperty(
      beginning,
      fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 }))),
      fc.nat(),
      async (start, changes, cut) => {
        const bytes = Buffer.from(start)
        for (const [at, value] of changes) bytes[at % bytes.length] = value
        await checkContent(bytes.subarray(0, 1 + (cut % bytes.length)))
      },
    ),
    { numRuns: 300 },
  )
})

const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const related = (attributes: string, part = 'word/_rels/settings.xml.rels', around = (inner: string) => inner) =>
  of(
    zipOf([
      ...word,
      { name: part, content: around(`<Relationships><Relationship Id="r1" ${attributes}/></Relationships>`) },
    ]),
  )

test('a document that fetches something when it is opened is not taken; one with links is', async () => {
  const taken = [
    `Type="${TYPES}/styles" Target="styles.xml"`,
    `Type="${TYPES}/hyperlink" Target="https://example.org/?a=1" TargetMode="External"`,
  ]
  for (const attributes of taken) assert.equal(await related(attributes), DOCX, attributes)
  const refused = [
    `Type="${TYPES}/attachedTemplate" Target="https://example.org/t.dotm" TargetMode="External"`,
    `TargetMode = 'External' Target='file://host/share/x' Type='${TYPES}/image'`,
    `Type="${TYPES}/oleObject" Target="a>b" TargetMode="External"`,
    `Type="${TYPES}/frame" Target="https://example.org/" TargetMode="&#69;xternal"`,
  ]
  for (const attributes of refused) assert.equal(await related(attributes), 'not taken: refused', attributes)
  const external = refused[0] ?? ''
  assert.equal(await related(external, 'word/_rels/DOCUMENT.XML.RELS'), 'not taken: refused')
  const prefixed = (inner: string) => inner.replaceAll('Relationship', 'p:Relationship')
  assert.equal(await related(external, 'word/_rels/document.xml.rels', prefixed), 'not taken: refused')
  const declared = (inner: string) => `<!DOCTYPE x [<!ENTITY e "External">]>${inner}`
  assert.equal(await related(taken[0] ?? '', 'word/_rels/document.xml.rels', declared), 'not taken: refused')
})
