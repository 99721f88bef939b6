import assert from 'node:assert/strict'
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, test } from 'node:test'
import { loadCountry } from '@gloact/country'
import { acceptEdit } from '@gloact/forms'
import { canonicalJson, unwrap, valueOf } from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import { testDatabase } from '@gloact/postgres/testing'
import { answersOfForm } from '../../../domain/file/answers.ts'
import { htcdsMapping, placeAnswers, readHtcdsRow, type HtcdsAnswers } from '@gloact/standards'
import { exportHtcds } from '../export/export-htcds.ts'
import { writeSampleWorkbook } from '@gloact/standards/sample'
import { inventPeople } from '@gloact/standards/testing'
import { fileRulesOf } from '../../file/file-rules.ts'
import { loadFile } from '../../file/file-store.ts'
import { actionOf, appendToFile } from './append-to-file.ts'
import { importHtcds, type HtcdsOptions } from './import-htcds.ts'
import { openHtcds } from './read-htcds.ts'
import { importTestContext } from './testing.ts'
import { undoImport } from './undo-import.ts'

const { db } = await testDatabase()
const context = importTestContext(db)
const folder = mkdtempSync(join(tmpdir(), 'gloact-htcds-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const agencyId = '0197a000-0000-7000-8000-00000000a9e1'
const sample = resolve(import.meta.dirname, '../../../../../countries/demoland/htcds/people.xlsx')

const COLUMNS = [
  'prs_FirstName',
  'prs_SecondName',
  'prs_Birthdate',
  'prs_Citizenship',
  'prs_MobilePhone',
  'con_Consent',
  'cas_Status',
  'vic_MethodsOfControl',
  'cas_CaseOwner',
  'cas_IncomingReferralDate',
] as const

type Line = Partial<Record<(typeof COLUMNS)[number], string>>

const selma: Line = {
  prs_FirstName: 'Selma',
  prs_SecondName: 'Nangolo',
  prs_Birthdate: '1999-02-03',
  prs_Citizenship: 'NA',
  prs_MobilePhone: '+99920123456',
  con_Consent: 'Yes',
  cas_Status: 'Active',
  vic_MethodsOfControl: 'DebtBondage ;RestrictsMovement',
  cas_CaseOwner: 'A. Ferro',
  cas_IncomingReferralDate: '2026-03-02',
}
const erlan: Line = { prs_FirstName: 'Эрлан', prs_SecondName: 'Исаков', prs_Birthdate: '2012', cas_Status: 'Closed' }

function csv(name: string, lines: readonly Line[]): string {
  const path = join(folder, name)
  const rows = lines.map((line) => COLUMNS.map((column) => `"${line[column] ?? ''}"`).join(','))
  writeFileSync(path, [COLUMNS.join(','), ...rows].join('\n'))
  return path
}

const load = async (path: string, more: Partial<HtcdsOptions> = {}) =>
  unwrap(await importHtcds(context, { from: path, agencyId, ...more }))

const files = () =>
  readInScope(db, systemScope('DL'), (trx) =>
    trx
      .selectFrom('protection.case_file')
      .selectAll()
      .where('status', '!=', 'import_undone')
      .orderBy('opened_on')
      .orderBy('id')
      .execute(),
  )

const opened = (fileId: string) =>
  readInScope(db, systemScope('DL'), async (trx) => unwrap(await loadFile(trx, context.vault, fileId, agencyId)))

async function written(path: string): Promise<readonly HtcdsAnswers[]> {
  const source = await openHtcds(path)
  const people: HtcdsAnswers[] = []
  for await (const { item } of source.rows) {
    people.push(unwrap(readHtcdsRow(item, source.layout, { today: context.clock.today('UTC'), dateSystem: '1900' })))
  }
  await source.close()
  return people
}

const said = (answers: HtcdsAnswers): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(answers).flatMap(([key, answer]) => {
      const value = valueOf(answer)
      return value === undefined ? [] : [[key, value]]
    }),
  )

/** What a person's row says, with telephone numbers in E.164: one that has a place leaves so, however it was written. */
const comparable = (answers: HtcdsAnswers): string => {
  const values = said(answers)
  for (const key of ['prs_HomePhone', 'prs_MobilePhone']) {
    const phone = values[key]
    if (typeof phone === 'string') values[key] = phone.replaceAll(' ', '').replace(/^00/, '+')
  }
  return canonicalJson(values)
}

const figures = ({ read, imported, updated, unchanged, rejected }: Awaited<ReturnType<typeof load>>) => [
  read,
  imported,
  updated,
  unchanged,
  rejected,
]

test('a row becomes a file: sealed answers, age and path from the birth date, and the rest in words', async () => {
  const result = await load(csv('people.csv', [selma, erlan]))
  assert.deepEqual(figures(result), [2, 2, 0, 0, 0])
  const [first, second] = await files()
  assert.deepEqual([first?.['path'], first?.['status'], first?.['opened_on']], ['adult', 'open', '2026-03-02'])
  assert.deepEqual([second?.['path'], second?.['status'], second?.['closed_on']], ['child', 'closed', '2026-11-24'])
  const { state } = await opened(String(first?.['id']))
  const identity = answersOfForm(state.fields, 'identity')
  assert.deepEqual(identity['citizenship'], { value: ['NA'] })
  assert.deepEqual(answersOfForm(state.fields, 'experience')['control'], {
    value: ['debt_bondage', 'restricts_movement'],
  })
  assert.deepEqual(state.grants, [], 'a yes in a box names neither purpose nor recipient')
  assert.match(state.notes[0]?.text ?? '', /Case Owner: A\. Ferro/)
  assert.match(state.notes[0]?.text ?? '', /Consent: Yes/)

  const again = await load(csv('a-copy.csv', [erlan, selma]))
  assert.deepEqual(figures(again), [2, 0, 0, 2, 0], 'another name and another order are the same rows')
  assert.deepEqual(unwrap(await undoImport(context, result.batch!)), { batch: result.batch, undone: 2, kept: 0 })
  assert.deepEqual(await files(), [])
})

test('after an import was undone the same rows make new files, and those taken back keep their log', async () => {
  const path = csv('again.csv', [selma])
  const first = await load(path)
  unwrap(await undoImport(context, first.batch!))
  const second = await load(path)
  assert.deepEqual(figures(second), [1, 1, 0, 0, 0])
  const rows = await readInScope(db, systemScope('DL'), (trx) =>
    trx.selectFrom('protection.file_action').select('type').where('type', '=', 'import_undone').execute(),
  )
  assert.equal(rows.length, 3)
  unwrap(await undoImport(context, second.batch!))
})

test('a changed row edits its file, a corrected name too, and undoing that gives back what it said before', async () => {
  const first = await load(csv('list.csv', [selma]))
  const [file] = await files()
  const names = async () => {
    const { state } = await opened(String(file?.['id']))
    const identity = answersOfForm(state.fields, 'identity')
    const wanted = Object.entries(identity).filter(([path]) => /given|birth_date/.test(path))
    return wanted.map(([, answer]) => JSON.stringify(valueOf(answer))).toSorted()
  }
  const corrected = { ...selma, prs_FirstName: 'Selmah', prs_Birthdate: '1999-03-02' }
  const second = await load(csv('list.csv', [corrected]))
  assert.deepEqual(figures(second), [1, 0, 1, 0, 0])
  assert.equal((await files()).length, 1)
  assert.deepEqual(await names(), ['"1999-03-02"', '"Selmah"'])
  assert.equal((await opened(String(file?.['id']))).row.conflicts, 0)
  assert.deepEqual(figures(await load(csv('list.csv', [corrected]))), [1, 0, 0, 1, 0])

  unwrap(await undoImport(context, second.batch!))
  assert.deepEqual(await names(), ['"1999-02-03"', '"Selma"'])
  unwrap(await undoImport(context, first.batch!))
})

test('what people have written since is not overwritten, and their file is not taken back', async () => {
  const first = await load(csv('worked.csv', [selma]))
  const [row] = await files()
  const file = await opened(String(row?.['id']))
  const userId = '0197a000-0000-7000-8000-0000000000c1'
  const edits = { birth_date: { value: '1998-12-31' } }
  const sent = actionOf(
    { type: 'answers_recorded', payload: { form: 'identity', version: '1', edits } },
    context.clock.now(),
    file.state.fields['identity/birth_date']?.live.map(({ actionId }) => actionId),
  )
  unwrap(
    await inScope(db, systemScope('DL'), (trx) =>
      appendToFile(trx, context, file, [{ actor: { userId, agencyId }, actions: [sent] }]),
    ),
  )

  assert.deepEqual(figures(await load(csv('worked.csv', [{ ...selma, cas_CaseOwner: 'B. Lind' }]))), [1, 0, 1, 0, 0])
  const { state } = await opened(file.row.id)
  assert.deepEqual(answersOfForm(state.fields, 'identity')['birth_date'], { value: '1998-12-31' })
  assert.deepEqual(unwrap(await undoImport(context, first.batch!)), { batch: first.batch, undone: 0, kept: 1 })
  assert.equal((await files()).length, 1)
})

test('an adult who said no to being recorded is left out; a child is protected without consent', async () => {
  const before = (await files()).length
  const rejectsPath = join(folder, 'declined-rejects.csv')
  const result = await load(
    csv('declined.csv', [
      { ...selma, prs_FirstName: 'Hilma', con_Consent: 'No' },
      { ...erlan, prs_FirstName: 'Талант', con_Consent: 'No' },
    ]),
    { rejectsPath },
  )
  assert.deepEqual(figures(result), [2, 1, 0, 0, 1])
  assert.equal((await files()).length, before + 1)
  assert.equal(
    readFileSync(rejectsPath, 'utf8'),
    '\uFEFFrow,column,value,reason\r\n2,con_Consent,No,declined_by_person\r\n',
  )
  unwrap(await undoImport(context, result.batch!))
})

test('what the form refuses is told by its column, and a dry run tells it too and writes nothing', async () => {
  const before = (await files()).length
  const path = join(folder, 'mail.csv')
  writeFileSync(
    path,
    'prs_FirstName,prs_SecondName,prs_Email\nTaimi,Ekandjo,not a mail address\nPetrus,Ekandjo,p@example.org\n',
  )
  const rejectsPath = join(folder, 'mail-rejects.csv')
  assert.deepEqual(figures(await load(path, { rejectsPath, dryRun: true })), [2, 1, 0, 0, 1])
  assert.match(readFileSync(rejectsPath, 'utf8'), /2,prs_Email,not a mail address,refused_by_form/)
  assert.equal((await files()).length, before)
})

const demoland = async () => {
  const country = unwrap(await loadCountry(resolve(import.meta.dirname, '../../../../../countries/demoland')))
  return { country, rules: fileRulesOf(country) }
}

test('people load into demoland’s forms, are found again, and leave as they came', async () => {
  const { country, rules } = await demoland()
  const path = join(folder, 'invented.xlsx')
  await writeSampleWorkbook(createWriteStream(path), inventPeople(7, 60))
  const options = { from: path, agencyId: '0197a000-0000-7000-8000-00000000a9e2', callingCode: country.callingCode }
  const result = unwrap(await importHtcds({ ...context, rules }, options))
  assert.deepEqual(figures(result), [60, 60, 0, 0, 0])
  assert.deepEqual(result.ignoredColumns, [])
  assert.deepEqual(figures(unwrap(await importHtcds({ ...context, rules }, options))), [60, 0, 0, 60, 0])

  const out = join(folder, 'export.xlsx')
  assert.deepEqual(unwrap(await exportHtcds({ ...context, rules }, { out, agencyId: options.agencyId })), {
    exported: 60,
  })
  assert.equal(statSync(out).mode & 0o777, 0o600)
  const came = (await written(path)).map(comparable).toSorted()
  const left = (await written(out)).map(comparable).toSorted()
  assert.deepEqual(left, came)
  assert.equal(unwrap(await undoImport({ ...context, rules }, result.batch!)).undone, 60)
})

test('a number decides who a row is about: a corrected name edits its file, and two rows of one number are asked about', async () => {
  const { rules } = await demoland()
  const options = { agencyId: '0197a000-0000-7000-8000-00000000a9e3' }
  const listed = (name: string, rows: readonly string[]) => {
    const path = join(folder, name)
    writeFileSync(
      path,
      ['prs_FirstName,prs_SecondName,prs_Birthdate,prs_IdentityNumber,prs_Gender', ...rows].join('\n'),
    )
    return path
  }
  const run = async (from: string, more: Partial<HtcdsOptions> = {}) =>
    unwrap(await importHtcds({ ...context, rules }, { from, ...options, proposeValues: true, ...more }))
  const first = await run(
    listed('numbered.csv', ['Amina,Saleh,1990-01-02,AB 12-34,Female', 'Omar,Saleh,1988-01-02,CD5678,Man']),
  )
  assert.deepEqual(figures(first), [2, 2, 0, 0, 0])
  // Another file, another place, another spelling of name and number.
  const again = await run(listed('later.csv', ['Noor,Aziz,1999-05-05,XY9,F', 'Aminah,Salih,1990-02-01,ab1234,F']))
  assert.deepEqual(figures(again), [2, 1, 1, 0, 0])
  const rejectsPath = join(folder, 'numbers-rejects.csv')
  const twice = await run(listed('twice.csv', ['Lila,Haddad,1991-01-01,ZZ1,f', 'Lila,Hadad,1991-01-01,zz-1,f']), {
    rejectsPath,
  })
  assert.deepEqual(figures(twice), [2, 1, 0, 0, 1])
  assert.match(readFileSync(rejectsPath, 'utf8'), /3,prs_IdentityNumber,zz-1,number_repeated/)
  for (const { batch } of [twice, again, first]) unwrap(await undoImport({ ...context, rules }, batch!))
})

test('without somebody to confirm it, a value is read as the wizard proposes it only where that was asked for', async () => {
  const { rules } = await demoland()
  const path = join(folder, 'words.csv')
  writeFileSync(path, 'prs_FirstName,prs_SecondName,prs_Gender\nAida,Umarova,Woman\nTimur,Umarov,unheard of\n')
  const run = async (proposeValues: boolean) =>
    figures(unwrap(await importHtcds({ ...context, rules }, { from: path, agencyId, dryRun: true, proposeValues })))
  assert.deepEqual(await run(true), [2, 1, 0, 0, 1])
  assert.deepEqual(await run(false), [2, 0, 0, 0, 2])
})

test('every one of the five hundred invented people is taken by demoland’s forms as they stand', async () => {
  const { country, rules } = await demoland()
  const mapping = htcdsMapping(rules.forms)
  const people = await written(sample)
  assert.equal(people.length, 500)
  for (const person of people) {
    const { forms } = placeAnswers(person, mapping, { rowIdOf: () => agencyId, callingCode: country.callingCode })
    for (const [id, edit] of Object.entries(forms)) {
      const form = rules.forms.find((some) => some.id === id)!
      unwrap(acceptEdit(form, rules.codeLists, {}, edit, { today: context.clock.today('UTC') }))
    }
  }
})

test('nothing of a row is in the tables in clear', async () => {
  const result = await load(csv('sealed.csv', [{ ...selma, prs_FirstName: 'Zzyzxqua', cas_CaseOwner: 'Qwfpgjluy' }]))
  for (const table of ['case_file', 'file_action', 'import_row', 'import_batch', 'name_tokens']) {
    const rows = await readInScope(db, systemScope('DL'), (trx) =>
      trx.selectFrom(`protection.${table}`).selectAll().execute(),
    )
    const text = JSON.stringify(rows, (_, value: unknown) =>
      Buffer.isBuffer(value) ? value.toString('latin1') : value,
    )
    assert.doesNotMatch(text, /zzyzxqua|qwfpgjluy|\+?99920123456/i, table)
  }
  unwrap(await undoImport(context, result.batch!))
})
