import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { addressed, flattened } from '@gloact/law'
import { writeAkn } from '@gloact/law/akn'
import { aknProblems } from '@gloact/law/node'
import { readSource } from './commands/read-source.ts'

const LAWS = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data', 'laws')
const withoutReference = existsSync(LAWS) ? false : 'the reference data (../shared/data) is not here'
const folder = mkdtempSync(join(tmpdir(), 'gloact-law-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/**
 * Sections or articles of each file: counted by hand in the text, and found. Where they differ, the file says why: of two bills the
 * text alone was pulled from the PDF with numbers and words apart, and of one act a scanner joined three headings to words.
 */
const COUNTED: Readonly<Record<string, readonly [kind: string, byHand: number, found: number]>> = {
  'bb/immigration-amendment-bill-2016-smuggling.en.json': ['section', 5, 7],
  'bb/immigration-amendment-bill-2016-smuggling.en.md': ['section', 5, 7],
  'bb/immigration-amendment-bill-2016-smuggling.en.pdf': ['section', 5, 5],
  'bb/mutual-assistance-amendment-bill-2024.en.md': ['section', 6, 7],
  'bb/mutual-assistance-amendment-bill-2024.en.pdf': ['section', 6, 6],
  'bb/trafficking-in-persons-prevention-bill-2016.en.json': ['section', 30, 30],
  'bb/trafficking-in-persons-prevention-bill-2016.en.md': ['section', 30, 30],
  'bb/trafficking-in-persons-prevention-bill-2016.en.pdf': ['section', 30, 30],
  'ca/irpa-ss-117-121-extract.en.xml': ['section', 6, 6],
  'de/aufenthg-95-97-smuggling.de.md': ['article', 4, 4],
  'de/stgb-232-233b.de.md': ['article', 6, 6],
  'fr/code-penal-art-225-4-1-a-225-4-9.fr.md': ['article', 9, 9],
  'my/2007-anti-trafficking-in-persons-bill.en.md': ['section', 67, 67],
  'my/2007-anti-trafficking-in-persons-bill.ms.md': ['section', 67, 67],
  'my/2010-amendment-bill-adds-smuggling.ms.md': ['section', 26, 26],
  'my/2015-amendment-bill.en.md': ['section', 17, 17],
  'my/2021-amendment-bill.en.md': ['section', 19, 19],
  'pk/bonded-labour-system-abolition-act-1992.en.md': ['section', 21, 21],
  'pk/prevention-of-trafficking-in-persons-act-2018.en.md': ['section', 15, 12],
}

test(
  'every file of the reference laws imports, with the provisions that were counted by hand',
  { skip: withoutReference },
  async () => {
    const files = readdirSync(LAWS, { recursive: true, encoding: 'utf8' }).filter((file) => /\/.*\./.test(file))
    assert.deepEqual(files.toSorted(), Object.keys(COUNTED).toSorted(), 'every file is counted')
    const table: string[] = []
    for (const [file, [kind, byHand, found]] of Object.entries(COUNTED)) {
      const read = await readSource(join(LAWS, file), undefined)
      assert.ok(read.ok, `${file}: ${read.ok ? '' : read.error.message}`)
      const { law, notUnderstood } = read.value
      const here = flattened(addressed(law)).filter((provision) => provision.kind === kind).length
      table.push(
        `${file}: ${kind} ${here} of ${byHand}, ${flattened(addressed(law)).length} provisions, ${notUnderstood.length} remarks`,
      )
      assert.equal(here, found, file)
      assert.equal(law.language, /\.(\w\w)\.\w+$/.exec(file)?.[1], `${file}: its language is guessed`)
      const identity = {
        type: 'act',
        country: 'XX',
        date: '2000-01-01',
        number: '',
        title: 'Act',
        expressionDate: '2000-01-01',
      } as const
      assert.deepEqual(aknProblems(writeAkn(law, identity)), [], file)
    }
    console.log(table.join('\n'))
  },
)

const problemOf = async (name: string, bytes: string | Uint8Array): Promise<string> => {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  const read = await readSource(path, 'en')
  return read.ok ? 'read' : `${read.error.code} ${read.error.message.replace(path, name)}`
}

/** The least that is a PDF: one page, with what is painted on it. */
function pdf(painted: string): string {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>',
    `<< /Length ${painted.length} >>\nstream\n${painted}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let file = '%PDF-1.4\n'
  const places = objects.map((object, at) => {
    const place = file.length
    file += `${at + 1} 0 obj\n${object}\nendobj\n`
    return place
  })
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  return `${file}xref\n0 6\n0000000000 65535 f \n${table}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF`
}

test('a PDF with text is read, one without says so, a damaged one too', async () => {
  const path = join(folder, 'act.pdf')
  writeFileSync(path, pdf('BT /F 12 Tf 20 250 Td (1. Offence) Tj 0 -30 Td (\\(1\\) Nobody shall recruit.) Tj ET'))
  const read = await readSource(path, 'en')
  assert.deepEqual(read.ok && flattened(addressed(read.value.law)).map(({ eId }) => eId), ['sec_1', 'sec_1__subsec_1'])
  assert.match(
    await problemOf('scan.pdf', pdf('0 0 m 300 300 l S')),
    /^law.scanned scan.pdf is a PDF without text.*OCR/,
  )
  assert.match(await problemOf('broken.pdf', '%PDF-1.4 and no more'), /^law.pdf_damaged /)
})

test('what cannot be a law is refused with what to do', async () => {
  assert.match(await problemOf('a.xml', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><akomaNtoso/>'), /DTD/)
  const bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><akomaNtoso>&c;</akomaNtoso>'
  assert.match(await problemOf('bomb.xml', bomb), /^law.doctype /)
  assert.match(await problemOf('deep.xml', `<?xml version="1.0"?>${'<part>'.repeat(9999)}`), /^law.too_deep /)
  assert.match(await problemOf('open.xml', '<?xml version="1.0"?><akomaNtoso>'), /^law.not_xml /)
  assert.match(await problemOf('other.xml', '<?xml version="1.0"?><feed/>'), /^law.not_akn /)
  assert.match(await problemOf('large.txt', Buffer.alloc(50_000_000, 'a')), /^law.too_large .*25 MB/)
  assert.match(await problemOf('latin.txt', Buffer.from('Müller §', 'latin1')), /^law.not_utf8 .*UTF-8/)
  assert.match(await problemOf('none.txt', ''), /^law.empty /)
})

test('ids that an Akoma Ntoso file gives twice are listed with their line, and get addresses of their own', async () => {
  const section = (words: string) =>
    `<section eId="sec_1"><num>1.</num><content eId="c"><p>${words}</p></content></section>`
  const path = join(folder, 'twice.xml')
  const xml = `<?xml version="1.0"?>\n<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="act"><meta/><body>\n${section('one')}\n${section('two')}\n</body></act></akomaNtoso>`
  writeFileSync(path, xml)
  const read = await readSource(path, 'en')
  assert.ok(read.ok)
  assert.deepEqual(
    read.value.notUnderstood.map(({ line, text, remark }) => [line, text, remark]),
    [
      [4, 'sec_1', 'twice'],
      [4, 'c', 'twice'],
    ],
  )
  assert.deepEqual(
    flattened(addressed(read.value.law)).map(({ eId }) => eId),
    ['sec_1', 'sec_1_dup_2'],
  )
})
