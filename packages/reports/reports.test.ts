import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inflateRawSync } from 'node:zlib'
import { renderHtml, plot, type ReportDocument } from './index.ts'
import { renderDocx, renderPdf } from './node/index.ts'
import { typstOf } from './node/pdf.ts'

const HOSTILE = `<script>alert("1")</script> #panic("x") \\ " ' & ]] $x$`

const figure = plot({
  x: { label: 'Behind' },
  y: { label: HOSTILE, logarithmic: true },
  points: Array.from({ length: 20_000 }, (_, at) => ({ x: at % 40, y: 1 + (at % 1000) })),
  marked: [{ x: 3, y: 400, label: HOSTILE }],
  caption: HOSTILE,
  alternative: HOSTILE,
})

const report: ReportDocument = {
  title: HOSTILE,
  subtitle: 'Below',
  language: 'en',
  direction: 'ltr',
  blocks: [
    { kind: 'notice', tone: 'refused', title: 'Refused', items: [HOSTILE] },
    { kind: 'facts', facts: [{ label: 'In all', value: '1,034', note: HOSTILE }] },
    { kind: 'heading', level: 2, text: 'A part' },
    { kind: 'paragraph', text: HOSTILE },
    { kind: 'heading', level: 3, text: 'A smaller part' },
    { kind: 'list', items: ['one', HOSTILE] },
    {
      kind: 'table',
      caption: 'Numbers',
      columns: [{ label: 'Model' }, { label: 'N', numeric: true }],
      rows: [
        ['A*B', '12'],
        [HOSTILE, '3'],
      ],
    },
    { kind: 'figure', ...figure },
  ],
  colophon: [HOSTILE],
}

const arabic: ReportDocument = {
  ...report,
  title: 'تقرير',
  language: 'ar',
  direction: 'rtl',
  blocks: [
    { kind: 'paragraph', text: 'عدد الأشخاص الذين لم يُكتشفوا' },
    {
      kind: 'table',
      caption: 'جدول',
      columns: [{ label: 'القائمة' }, { label: 'العدد', numeric: true }],
      rows: [['الشرطة', '12']],
    },
  ],
}

/** The text of a file in a zip archive. */
function unzipped(archive: Uint8Array, name: string): string {
  const bytes = Buffer.from(archive)
  for (let at = 0; (at = bytes.indexOf('PK\u0001\u0002', at, 'latin1')) >= 0; at += 4) {
    const length = bytes.readUInt16LE(at + 28)
    if (bytes.toString('utf8', at + 46, at + 46 + length) !== name) continue
    const local = bytes.readUInt32LE(at + 42)
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const packed = bytes.subarray(start, start + bytes.readUInt32LE(at + 20))
    return (bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed).toString('utf8')
  }
  throw new Error(`${name} is not in the archive`)
}

test('HTML needs nothing else, runs nothing, and no text of it is markup', () => {
  const html = renderHtml(report)
  assert.doesNotMatch(html, /<script|<img|<link|url\(|@import| on\w+=/)
  assert.doesNotMatch(html.replaceAll('xmlns="http://www.w3.org/2000/svg"', ''), /https?:/)
  assert.match(html, /default-src 'none'/)
  assert.ok(html.includes('&lt;script&gt;'))
})

test('HTML tables are named, their first row and first cells are headers, and a figure says what it shows', () => {
  const html = renderHtml(report)
  assert.match(html, /<table><caption>Numbers<\/caption>/)
  assert.match(html, /<th scope="col">Model<\/th><th scope="col" class="number">N<\/th>/)
  assert.match(html, /<th scope="row">A\*B<\/th><td class="number">12<\/td>/)
  assert.match(html, /<svg [^>]*role="img" aria-label="&lt;script/)
  assert.match(html, /@media print/)
  assert.match(html, /<html lang="en" dir="ltr">/)
  assert.match(renderHtml(arabic), /<html lang="ar" dir="rtl">/)
})

test('a figure of many points stays small, and draws none that is not finite', () => {
  assert.ok(figure.svg.length < 2_000_000)
  assert.ok((figure.svg.match(/<circle/g) ?? []).length < 12_000)
  const { svg } = plot({
    x: { label: 'x' },
    y: { label: 'y', logarithmic: true },
    points: [
      { x: 1, y: 10 },
      { x: 2, y: Infinity },
      { x: 3, y: 100 },
    ],
    caption: '',
    alternative: '',
  })
  assert.equal((svg.match(/<circle/g) ?? []).length, 2)
  assert.doesNotMatch(svg, /NaN|Infinity/)
  const empty = plot({ x: { label: 'x' }, y: { label: 'y' }, points: [], caption: '', alternative: '' })
  assert.doesNotMatch(empty.svg, /NaN|Infinity/)
})

test('Word: headings, a header row that repeats, the figure as SVG with its words, right to left where it is', async () => {
  const made = await renderDocx(report)
  const document = unzipped(made, 'word/document.xml')
  assert.match(document, /Heading1/)
  assert.match(document, /<w:tblHeader/)
  assert.ok(document.includes('&lt;script&gt;alert('))
  assert.match(document, /asvg:svgBlip/)
  assert.match(document, /descr="&lt;script/)
  const turned = unzipped(await renderDocx(arabic), 'word/document.xml')
  assert.match(turned, /<w:bidiVisual/)
  assert.match(turned, /<w:bidi\/>/)
})

test('PDF is made, and no text of it is code for the typesetter', () => {
  for (const one of [report, arabic]) {
    const pdf = Buffer.from(renderPdf(one))
    assert.equal(pdf.toString('latin1', 0, 5), '%PDF-')
    // PDF/UA: tagged, with a title that programs show.
    assert.match(pdf.toString('latin1'), /\/MarkInfo/)
    assert.match(pdf.toString('latin1'), /NotoSans/)
  }
  // A string that closed early would make code of the rest: #panic would throw.
  assert.ok(typstOf(report).includes(String.raw`#panic(\"x\") \\ \"`))
})

test('an axis can begin at nothing, so that heights can be held against one another', () => {
  const line = [
    { x: 1, y: 12 },
    { x: 2, y: 17 },
  ]
  const ticks = (fromZero: boolean) =>
    plot({ x: { label: 'x' }, y: { label: 'y', fromZero }, line, caption: '', alternative: '' }).svg
  assert.match(ticks(true), /text-anchor="end">0</)
  assert.doesNotMatch(ticks(false), /text-anchor="end">0</)
})
