import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, test } from 'node:test'
import { deflateRawSync } from 'node:zlib'
import exceljs from 'exceljs'
import { unwrap } from '@gloact/kernel'
import { HTCDS_WORKBOOK_COLUMNS, readHtcdsRow, type HtcdsAnswers } from '@gloact/standards'
import { archiveOf, workbookBomb } from '../../testing/zip-archive.ts'
import { readCsv } from './read-csv.ts'
import { openHtcds } from './read-htcds.ts'
import { openWorkbook, WORKBOOK_LIMITS } from './read-xlsx.ts'
import { UnreadableFile } from './unreadable-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-read-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const original = resolve(import.meta.dirname, '../../../../../../shared/data/htcds/original')
const skip = existsSync(original) ? false : 'IOM’s workbooks are not on this machine'

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const all = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const list: Item[] = []
  for await (const item of items) list.push(item)
  return list
}

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing',
    (error: unknown) => (error instanceof UnreadableFile ? error.failure.code : String(error)),
  )

async function people(path: string): Promise<readonly HtcdsAnswers[]> {
  const source = await openHtcds(path)
  const rows = await all(source.rows)
  await source.close()
  return rows.map(({ item }) =>
    unwrap(readHtcdsRow(item, source.layout, { today: '2026-11-24' as never, dateSystem: source.dateSystem })),
  )
}

/** An archive of one entry that says it is `size` bytes long. */
const zip = (name: string, content: Buffer, size = content.length): Buffer =>
  archiveOf([{ name, packed: deflateRawSync(content), says: size }])

test('CSV is read in UTF-8 and UTF-16, with commas, semicolons or tabs', async () => {
  const text = 'prs_FirstName;vic_MethodsOfControl\n"Айгуль";"DebtBondage;FalsePromises"\n'
  const expected = [
    { row: 1, cells: ['prs_FirstName', 'vic_MethodsOfControl'] },
    { row: 2, cells: ['Айгуль', 'DebtBondage;FalsePromises'] },
  ]
  assert.deepEqual(await all(readCsv(file('semicolon.csv', text))), expected)
  assert.deepEqual(await all(readCsv(file('bom.csv', `\uFEFF${text}`))), expected)
  assert.deepEqual(await all(readCsv(file('utf16.csv', Buffer.from(`\uFEFF${text}`, 'utf16le')))), expected)
  const tabs = 'prs_FirstName\tvic_MethodsOfControl\nАйгуль\tDebtBondage;FalsePromises\n'
  assert.deepEqual(await all(readCsv(file('tabs.csv', tabs))), expected)
})

test('CSV that is no text, has no end of a quote or no end of a line is refused', async () => {
  assert.equal(
    await codeOf(all(readCsv(file('latin1.csv', Buffer.from('a,b\nJos\xe9,1\n', 'latin1'))))),
    'protection.import_not_utf8',
  )
  assert.equal(await codeOf(all(readCsv(file('quote.csv', 'a,b\n"x,1\n')))), 'protection.import_unreadable')
  assert.equal(
    await codeOf(all(readCsv(file('long.csv', `a,b\n${'x'.repeat(1_200_000)}`)))),
    'protection.import_too_large',
  )
  assert.equal(await codeOf(all(readCsv(join(folder, 'none.csv')))), 'protection.import_not_found')
})

for (const name of ['HTCDS Excel Spreadsheet v2.0', 'HTCDS Excel Spreadsheet single select with validation v2.0']) {
  test(`IOM's workbook is read: ${name}`, { skip }, async () => {
    const source = await openHtcds(join(original, `${name}.xlsx`))
    assert.deepEqual(source.layout.columns, [undefined, ...HTCDS_WORKBOOK_COLUMNS])
    assert.deepEqual(await all(source.rows), [], 'a thousand numbered rows are empty')
    await source.close()
  })

  test(`a person who is written into IOM's workbook is read back: ${name}`, { skip }, async () => {
    const workbook = new exceljs.Workbook()
    await workbook.xlsx.readFile(join(original, `${name}.xlsx`))
    const sheet = workbook.worksheets[0]!
    const person: Readonly<Record<string, exceljs.CellValue>> = {
      D: 'Айгуль',
      G: new Date('1999-02-03T00:00:00Z'),
      I: 'Namibia',
      N: '12 Mill Road',
      O: 'Marwa',
      Q: '0123',
      R: 'NA',
      T: 'NGO',
      W: 'Debt bondage ',
      Y: 'Water supply; sewerage, waste management and remediation',
      AB: 'Follow up',
      AD: { formula: 'DATE(2025,1,17)', result: 45674 },
      AJ: 'Migration Or Change Of Location',
    }
    for (const [column, value] of Object.entries(person)) sheet.getCell(`${column}5`).value = value
    const path = join(folder, 'filled.xlsx')
    await workbook.xlsx.writeFile(path)
    const [read, ...others] = await people(path)
    assert.deepEqual(others, [])
    const said = Object.entries(read ?? {}).flatMap(([key, answer]) => ('value' in answer ? [[key, answer.value]] : []))
    assert.deepEqual(Object.fromEntries(said), {
      prs_FirstName: 'Айгуль',
      prs_Birthdate: '1999-02-03',
      prs_Citizenship: ['NA'],
      prs_MailingStreet: '12 Mill Road',
      prs_MailingCity: 'Marwa',
      prs_MailingPostalCode: '0123',
      prs_MailingCountry: 'NA',
      vic_TraffickingStatusDecisionMakingOrg: 'NGO',
      vic_MethodsOfControl: ['DebtBondage'],
      vic_ForcedLabourIndustry: ['E_WaterSupplySewerageWasteManagement'],
      cas_Status: 'FollowUp',
      cas_IncomingReferralDate: '2025-01-17',
      cas_ReasonForOutgoingReferral: 'MigrationOrChangeOfLocation',
    })
  })
}

test('dates of a workbook that counts from 1904 are the dates that it shows', async () => {
  const workbook = new exceljs.Workbook()
  workbook.properties.date1904 = true
  const sheet = workbook.addWorksheet('people')
  sheet.addRow(['prs_FirstName', 'prs_SecondName', 'prs_Birthdate'])
  sheet.addRow(['Aida', 'Bek', new Date('1999-02-03T00:00:00Z')])
  const path = join(folder, '1904.xlsx')
  await workbook.xlsx.writeFile(path)
  assert.deepEqual((await people(path))[0]?.prs_Birthdate, { value: '1999-02-03' })
})

test('formulas give their stored result, errors and missing results are told, rich text is text', async () => {
  const workbook = new exceljs.Workbook()
  const sheet = workbook.addWorksheet('s')
  sheet.getCell('A1').value = { formula: '1+1', result: 2 }
  sheet.getCell('B1').value = { formula: 'NOW()' }
  sheet.getCell('C1').value = { error: '#REF!' }
  sheet.getCell('D1').value = { richText: [{ text: 'Ай' }, { font: { bold: true }, text: 'гуль' }] }
  sheet.getCell('E1').value = true
  sheet.getCell('AB1').value = '=1+1'
  const path = join(folder, 'cells.xlsx')
  await workbook.xlsx.writeFile(path)
  const book = await openWorkbook(path)
  const [row] = await all(book.sheets[0]!.rows())
  await book.close()
  assert.deepEqual(row?.cells.slice(0, 5), [2, { error: '=' }, { error: '#REF!' }, 'Айгуль', true])
  assert.equal(row?.cells[27], '=1+1')
})

test('a zip bomb is refused: by what it declares, and by what it really holds', async () => {
  const zeros = Buffer.alloc(2_000_000)
  const limits = { ...WORKBOOK_LIMITS, entries: 10, bytes: 1_000_000 }
  const declared = file('declared.zip', zip('xl/workbook.xml', zeros))
  assert.equal(await codeOf(openWorkbook(declared, limits)), 'protection.import_too_large')

  const lies = file('lies.zip', zip('_rels/.rels', zeros, 100))
  assert.equal(await codeOf(openWorkbook(lies, limits)), 'protection.import_too_large')

  const workbook = new exceljs.Workbook()
  const sheet = workbook.addWorksheet('s')
  for (let row = 0; row < 50; row++) sheet.addRow(['prs_FirstName', 'prs_SecondName', 'prs_Gender', 'x'.repeat(200)])
  const path = join(folder, 'rows.xlsx')
  await workbook.xlsx.writeFile(path)
  for (const limit of [{ rows: 10 }, { columns: 2 }, { cell: 100 }, { sharedTexts: 50 }]) {
    const reading = async () => {
      const book = await openWorkbook(path, { ...WORKBOOK_LIMITS, ...limit })
      try {
        await all(book.sheets[0]!.rows())
      } finally {
        await book.close()
      }
    }
    assert.equal(await codeOf(reading()), 'protection.import_too_large', JSON.stringify(limit))
  }
})

test('a workbook of some kilobytes that unpacks to more than there is room for is refused at the usual limits', async () => {
  const small = await openWorkbook(file('small.xlsx', workbookBomb(0)))
  const rows = await all(small.sheets[0]!.rows())
  await small.close()
  assert.deepEqual(
    rows.map(({ cells }) => cells),
    [['']],
    'without its letters it is a workbook like any other',
  )
  for (const [what, bomb] of [
    ['it says so', workbookBomb(4_000)],
    ['it says that it is small', workbookBomb(4_000, 1_000)],
    ['each part fits, the texts do not', workbookBomb(200)],
  ] as const) {
    assert.ok(bomb.length < 5_000_000, `${bomb.length} bytes`)
    assert.equal(await codeOf(openWorkbook(file('bomb.xlsx', bomb))), 'protection.import_too_large', what)
  }
})

test('XML with a document type is refused, and so is an archive that is cut short', async () => {
  const xml = Buffer.from('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
  assert.equal(
    await codeOf(openWorkbook(file('doctype.xlsx', zip('_rels/.rels', xml)))),
    'protection.import_unreadable',
  )
  const cut = zip('_rels/.rels', Buffer.from('<a/>')).subarray(0, 40)
  assert.equal(await codeOf(openWorkbook(file('cut.xlsx', cut))), 'protection.import_unreadable')
  assert.equal(await codeOf(openHtcds(file('empty.xlsx', ''))), 'protection.import_unknown_layout')
})
