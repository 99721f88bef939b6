import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { err, ok } from '@gloact/kernel'
import { addressed, corrected, type Correction, flattened, guessLanguage, readLaw } from '../index.ts'
import { htmlText, type PdfPiece, type SourcePorts, sourceText } from './index.ts'
import { pdfText } from './pdf-text.ts'

const ports: SourcePorts = {
  decode(bytes, encoding) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      return undefined
    }
  },
  readPdf: async () => err('pdf_damaged'),
}

const eIds = (text: string): readonly string[] => flattened(addressed(readLaw(text).law)).map(({ eId }) => eId)
const answer = async (bytes: Uint8Array, given: Partial<SourcePorts> = {}) => {
  const read = await sourceText(bytes, { ...ports, ...given })
  return read.ok ? read.value.text : read.error
}

test('a web page gives its words: headings, items as a browser numbers them, nothing of its scripts', () => {
  const text = htmlText(
    `<!doctype html><html><head><title>x</title><style>p{}</style></head><body><script>var a = "<p>1. no</p>"</script>
    <h2>1. Offence</h2><p>A person who recruits&nbsp;&mdash; &quot;by force&quot; &#167;&#x20;5<ol type="a"><li>hides;<li>harbours.</ol>
    <p><b>Penalty</b></p><table><tr><td>2.</td><td>Ten years.</td></tr></table><!-- note --></body></html>`,
  )
  assert.deepEqual(text.split('\n').filter(Boolean), [
    '# 1. Offence'.replace('#', '##'),
    'A person who recruits — "by force" § 5',
    '(a) hides;',
    '(b) harbours.',
    '**Penalty**',
    '2. Ten years.',
  ])
})

test('broken HTML loses no word, and takes time in proportion', () => {
  const letters = (text: string) => text.replaceAll(/[^a-z]/g, '')
  assert.equal(letters(htmlText('<p>one <b>two <p>three < four <<five</div></b> <!-- six')), 'onetwothreefourfivesix')
  assert.equal(letters(htmlText('<div title="a>b">one<p')), 'onep')
  const before = process.cpuUsage()
  htmlText('<'.repeat(200_000))
  htmlText('<!--'.repeat(50_000))
  htmlText(`${'<script>'.repeat(50_000)}x`)
  htmlText('&'.repeat(200_000))
  htmlText(`<a ${'b="'.repeat(50_000)}`)
  const used = process.cpuUsage(before)
  assert.ok(used.user < 10_000_000, `${used.user / 1000} ms`)
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('<p>', '</p>', '<b>', '<', '>', 'word', '&amp;', '<li>', '<!--', '"'), {
        maxLength: 60,
      }),
      (parts) => {
        const [html, count] = [parts.join(' '), parts.filter((part) => part === 'word').length]
        if (!parts.includes('<!--') && !parts.includes('<'))
          assert.equal(htmlText(html).split('word').length - 1, count)
        else htmlText(html)
      },
    ),
    { seed: 20261128 },
  )
})

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const paragraph = (text: string, properties = '') =>
  `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
const listed = (id: number, level: number) => `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${id}"/></w:numPr>`
const level = (at: number, format: string, text: string) =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`

const docx = (body: string, more: Record<string, string> = {}) =>
  zipSync(
    Object.fromEntries(
      Object.entries({ 'word/document.xml': `<w:document ${W}><w:body>${body}</w:body></w:document>`, ...more }).map(
        ([name, text]) => [name, strToU8(text)],
      ),
    ),
  )

test('a Word document is read with the numbers that Word counts by itself', async () => {
  const numbering = `<w:numbering ${W}><w:abstractNum w:abstractNumId="7">${level(0, 'decimal', '%1.')}${level(1, 'lowerLetter', '(%2)')}${level(2, 'lowerRoman', '(%3)')}</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>`
  const styles = `<w:styles ${W}><w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style></w:styles>`
  const body = [
    paragraph('Offence', '<w:pStyle w:val="H2"/>'),
    paragraph('A person who', listed(3, 0)),
    paragraph('recruits;', listed(3, 1)),
    paragraph('harbours', listed(3, 1)),
    paragraph('by force;', listed(3, 2)),
    paragraph('Penalty', listed(3, 0)),
    paragraph('Ten years', listed(3, 1)),
    '<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>stays</w:t></w:r></w:ins></w:p>',
    '<w:tbl><w:tr><w:tc><w:p><w:r><w:t>3.</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>In a table</w:t></w:r></w:p></w:tc></w:tr></w:tbl>',
  ].join('')
  const text = await answer(docx(body, { 'word/numbering.xml': numbering, 'word/styles.xml': styles }))
  assert.deepEqual(text.split('\n').filter(Boolean), [
    '## Offence',
    '1. A person who',
    '(a) recruits;',
    '(b) harbours',
    '(i) by force;',
    '2. Penalty',
    '(a) Ten years',
    'stays',
    '3. In a table',
  ])
})

test('what is no law says what it is, whatever its name', async () => {
  const part = (name: string, text: string) => zipSync({ [name]: strToU8(text) })
  assert.equal(await answer(part('xl/workbook.xml', '<workbook/>')), 'spreadsheet')
  assert.equal(await answer(part('ppt/presentation.xml', '<p/>')), 'presentation')
  assert.equal(await answer(part('content.xml', '<office/>')), 'office')
  assert.equal(await answer(part('act.txt', '1. One')), 'archive')
  assert.equal(await answer(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2])), 'office')
  assert.equal(await answer(docx('').subarray(0, 60)), 'archive')
  assert.equal(await answer(docx('<w:p>').subarray()), 'docx_damaged')
  assert.equal(await answer(new Uint8Array([1, 0, 2])), 'binary')
  assert.equal(await answer(strToU8(' \n')), 'empty')
  assert.equal(await answer(strToU8('***')), 'no_words')
  assert.equal(await answer(new Uint8Array(50_000_000)), 'too_large')
  assert.equal(await answer(strToU8('<p></p>')), 'no_words')
})

test('a bomb in a Word document is refused before it is unpacked, and entities unread', async () => {
  const bomb = docx(paragraph(' '.repeat(70_000_000)))
  assert.ok(bomb.length < 200_000)
  assert.equal(await answer(bomb), 'too_large')
  const entity = zipSync({
    'word/document.xml': strToU8(`<!DOCTYPE a [<!ENTITY b "bb">]><w:document ${W}><w:body>&b;</w:body></w:document>`),
  })
  assert.equal(await answer(entity), 'docx_damaged')
  const deep = docx('<w:sdt>'.repeat(5000) + '</w:sdt>'.repeat(5000))
  assert.equal(await answer(deep), 'docx_damaged')
})

test('text is read in the encoding that it is in, or not at all', async () => {
  const wide = (text: string, big: boolean) => {
    const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
    return new Uint8Array(big ? bytes.swap16() : bytes)
  }
  assert.equal(await answer(wide('1. Один', false)), '1. Один')
  assert.equal(await answer(wide('1. Один', true)), '1. Один')
  assert.equal(await answer(new Uint8Array(Buffer.from('Müller', 'latin1'))), 'not_utf8')
  const page = Buffer.from('<html><meta charset="windows-1251"><p>\xd1\xf2\xe0\xf2\xfc\xff 1</p></html>', 'latin1')
  assert.equal((await answer(new Uint8Array(page))).trim(), 'Статья 1')
})

const piece = (text: string, x: number, y: number): PdfPiece => ({ text, x, y, width: text.length * 5, height: 10 })

test('numbers that a PDF draws after all words of a page are put before theirs', () => {
  const page = [
    piece('Offence', 50, 700),
    piece('A person who', 80, 680),
    piece('recruits another', 80, 668),
    piece('harbours another', 80, 650),
    piece('1.', 50, 680),
    piece('(a)', 60, 650),
  ]
  assert.equal(pdfText([page]), 'Offence\n\n1. A person who\nrecruits another\n\n(a) harbours another')
})

test('a scanned PDF says so, and single pages without text are named', async () => {
  const pdf = strToU8('%PDF-1.7')
  assert.equal(await answer(pdf, { readPdf: async () => ok([[], []]) }), 'scanned')
  assert.equal(await answer(pdf, { readPdf: async () => err('pdf_locked') }), 'pdf_locked')
  const read = await sourceText(pdf, { ...ports, readPdf: async () => ok([[piece('1. One', 0, 0)], []]) })
  assert.deepEqual(read.ok && read.value.pagesWithoutText, [2])
})

test('a structure is corrected in place: deeper, less deep, renumbered', () => {
  const { law } = readLaw('1. One\n\nThis is so.\n\n2. Two\n\n(a) x\n\n(b) y\n\nand ends.')
  const after = (...corrections: readonly Correction[]) =>
    flattened(addressed(corrected(law, corrections))).map(({ eId, kind }) => `${eId} ${kind}`)
  assert.deepEqual(after({ eId: 'sec_2', change: 'deeper' }), [
    'sec_1 section',
    'sec_1__subsec_2 subsection',
    'sec_1__subsec_2__para_a paragraph',
    'sec_1__subsec_2__para_b paragraph',
  ])
  assert.deepEqual(after({ eId: 'sec_2__para_a', change: 'shallower' }), [
    'sec_1 section',
    'sec_2 section',
    'sec_a section',
    'sec_a__subsec_b subsection',
  ])
  assert.deepEqual(after({ eId: 'sec_2', change: 'number', num: '2A.' })[1], 'sec_2A section')
  assert.deepEqual(after({ eId: 'nowhere', change: 'deeper' }), after())
})

test('whatever is corrected, every word stays, in its order, and no address is given twice', () => {
  const words = (law: ReturnType<typeof readLaw>['law']): string => {
    const of = (list: (typeof law)['body']): string[] =>
      list.flatMap(({ heading, text, children, after }) => [heading, ...text, ...of(children), ...after])
    return of(law.body).filter(Boolean).join('|')
  }
  const { law } = readLaw(
    'PART I\n\nA\n\n1. One\n\n(1) a\n\n(a) b\n\n(b) c\n\nand d\n\n(2) e\n\n2. Two\n\nf\n\n(i) g\n\nPART II\n\n3. h',
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(20), fc.boolean()), { maxLength: 12 }), (steps) => {
      let now = law
      for (const [at, down] of steps) {
        const list = flattened(addressed(now))
        const eId = list[at % list.length]?.eId ?? ''
        now = corrected(now, [{ eId, change: down ? 'deeper' : 'shallower' }])
        assert.equal(words(now), words(law))
        const ids = flattened(addressed(now)).map((one) => one.eId)
        assert.equal(new Set(ids).size, ids.length)
      }
    }),
    { seed: 20261128 },
  )
})

test('the language of a text is guessed from its small words', () => {
  assert.equal(guessLanguage('Any person who recruits shall be liable under this section to the penalty of law.'), 'en')
  assert.equal(
    guessLanguage('La traite des êtres humains est punie de sept ans et de la réclusion dans le pays.'),
    'fr',
  )
  assert.equal(guessLanguage('يعاقب كل من ارتكب جريمة الاتجار بالأشخاص بالسجن.'), 'ar')
  assert.equal(guessLanguage('Mana-mana orang yang melakukan kesalahan dan itu dengan denda atau penjara.'), 'ms')
  assert.equal(guessLanguage('x y'), 'und')
})

test('capital insertions, decimal numbers and parts with a letter are numbers; quoted provisions are the amended law’s', () => {
  assert.deepEqual(eIds('1. One\n\n(3.1) x\n\n(3A) y'), ['sec_1', 'sec_1__subsec_3-1', 'sec_1__subsec_3A'])
  assert.deepEqual(
    eIds(
      '1. The Act is amended by inserting the following Part:\n\n“Part Ia\n\nCOMMITTEE\n\n5a. (1) It meets.\n\n5b. It decides.”.\n\n2. Savings',
    ),
    ['sec_1', 'sec_2'],
  )
  assert.deepEqual(
    eIds(
      '1. The Act is amended by substituting the following:\n\n“Penalties\n\n29A. (1) A person is liable.”.\n\n2. Savings',
    ),
    ['sec_1', 'sec_2'],
  )
})
