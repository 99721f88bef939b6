import assert from 'node:assert/strict'
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, test } from 'node:test'
import exceljs from 'exceljs'
import type { HtcdsAnswers } from '@gloact/standards'
import { openHtcds } from '../import/read-htcds.ts'
import { SAMPLE_SEED, SAMPLE_SIZE, writeSampleWorkbook } from '@gloact/standards/sample'
import { inventPeople } from '@gloact/standards/testing'
import { writeHtcdsWorkbook } from './write-htcds.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-sample-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const committed = resolve(import.meta.dirname, '../../../../../countries/demoland/htcds/people.xlsx')

async function cells(path: string): Promise<readonly unknown[]> {
  const source = await openHtcds(path)
  const rows: unknown[] = []
  for await (const row of source.rows) rows.push(row)
  await source.close()
  return rows
}

test('the committed workbook is what the generator makes of its seed', async () => {
  const path = join(folder, 'people.xlsx')
  await writeSampleWorkbook(createWriteStream(path), inventPeople(SAMPLE_SEED, SAMPLE_SIZE))
  const made = await cells(path)
  assert.equal(made.length, 500)
  assert.deepEqual(await cells(committed), made)
})

test('the invented people have names in four scripts, and the faults that real files have', () => {
  const people = inventPeople(SAMPLE_SEED, SAMPLE_SIZE)
  const names = people.map((person) => JSON.stringify(person.prs_FirstName))
  for (const script of [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Arabic}/u, /\p{Script=Devanagari}/u]) {
    assert.ok(names.filter((name) => script.test(name)).length > 20, String(script))
  }
  const text = people.map((person) => JSON.stringify(person)).join('\n')
  for (const fault of [/"NA"/, /"-99"/, /DebtBondage "|DebtBondage ;/, /sewerage, waste/]) assert.match(text, fault)
  for (const { prs_MobilePhone: phone, prs_Email: mail } of people) {
    if (phone !== undefined) assert.match(JSON.stringify(phone), /^"(\+|00)999/)
    if (mail !== undefined) assert.match(JSON.stringify(mail), /@example\.org"$/)
  }
})

test('an export has keys in a hidden row, spelt as the standard spells them, and no formula', async () => {
  const person: HtcdsAnswers = {
    prs_FirstName: { value: '=HYPERLINK("http://example.org")' },
    prs_MobilePhone: { value: '+99920123456' },
    prs_Birthdate: { value: '1999-02-03' },
    prs_Gender: { absent: 'declined' },
  }
  const path = join(folder, 'export.xlsx')
  const one = async function* () {
    yield await Promise.resolve(person)
  }
  assert.equal(await writeHtcdsWorkbook(createWriteStream(path), one()), 1)
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.readFile(path)
  const sheet = workbook.worksheets[0]!
  assert.equal(sheet.getRow(1).hidden, true)
  assert.equal(sheet.getCell('T1').value, 'vic_TraffickingStatusDecisionMakingOrg')
  assert.deepEqual([sheet.getCell('N1').value, sheet.getCell('N2').value], ['prs_MailingStreet', 'Mailing Street'])
  assert.equal(sheet.getCell('AJ1').value, 'cas_ReasonForOutgoingReferral')
  assert.equal(sheet.getCell('D3').value, '\'=HYPERLINK("http://example.org")')
  assert.equal(sheet.getCell('M3').value, "'+99920123456")
  assert.deepEqual(sheet.getCell('G3').value, new Date('1999-02-03T00:00:00Z'))
  assert.equal(sheet.getCell('H3').value, null)
  sheet.eachRow((row) => row.eachCell((cell) => assert.equal(cell.formula, undefined)))
})
