import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readAudit } from '@gloact/audit'
import { disclosureRule } from '@gloact/disclosure'
import type { Principal } from '@gloact/identity/contract/principal'
import { newId, ok, unwrap, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import { testDatabase } from '@gloact/postgres/testing'
import type { ImportRun } from '../../../contract/exchange/imports.ts'
import { sql } from 'kysely'
import { readNotices } from '../../work/read-notices.ts'
import { createImportDesk } from './import-desk.ts'
import { importTestContext } from './testing.ts'
import { undoImport } from './undo-import.ts'
import { webImports } from './web-imports.ts'

const { db } = await testDatabase()
const desk = createImportDesk()
const agencyId = '0197a000-0000-7000-8000-00000000a9e1'
const coordination = '0197a000-0000-7000-8000-00000000a9e2'
const there: readonly string[] = [agencyId, coordination]
const context = importTestContext(db)
const contextWithAgencies = {
  ...context,
  directory: {
    ...context.directory,
    isAgency: async (_trx: unknown, id: string) => there.includes(id),
    coordinatesCountry: async (id: string) => id === coordination,
  },
}
const imports = webImports(contextWithAgencies, desk, '999')

const principal = (userId: string, roles: Principal['roles'], of = agencyId): Principal => ({
  userId: userId as Principal['userId'],
  agencyId: of as Principal['agencyId'],
  agencyName: 'Agency',
  agencyType: 'ngo',
  country: 'DL',
  teamIds: [],
  roles,
  scope: 'none',
  displayName: 'Somebody',
  language: 'en',
  demo: true,
  secondFactor: 'verified',
})
const administrator = principal('0197a000-0000-7000-8000-0000000000aa', ['administrator'])
const another = principal('0197a000-0000-7000-8000-0000000000ab', ['administrator'])
const national = principal('0197a000-0000-7000-8000-0000000000ad', ['administrator'], coordination)
const caseworker = principal('0197a000-0000-7000-8000-0000000000ac', ['caseworker'])

async function* sent(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text)
}

const PLAIN = 'First,Family,Born,Anything\nSelma,Nangolo,1999-02-03,x\nAida,Bekova,31/02/2001,y\n'
const CHOSEN = ['prs_FirstName', 'prs_SecondName', 'prs_Birthdate', null] as const
const REASON = 'The agency sent last year’s list'
const never = (error: unknown): void => assert.fail(String(error))

const upload = async (text: string, by = administrator): Promise<string> =>
  unwrap(await imports.receive(by, sent(text), 10_000_000)).uploadId

/** Asks until it is over, as the page does. */
async function ended(uploadId: string, by = administrator): Promise<ImportRun> {
  for (;;) {
    const run = unwrap(await imports.read(by, uploadId))
    if (run.state !== 'running') return run
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const request = {
  dryRun: false,
  kind: 'htcds',
  agencyId,
  teamId: null,
  dateOrder: null,
  columns: CHOSEN,
  values: [],
} as const
const filesThere = async (): Promise<number> =>
  (
    await readInScope(db, systemScope('DL'), (trx) =>
      trx.selectFrom('protection.case_file').select('id').where('status', '!=', 'import_undone').execute(),
    )
  ).length

test('any spreadsheet can be imported: its columns are shown, somebody says what they hold, a dry run tells what is rejected', async () => {
  const uploadId = await upload(PLAIN)
  const first = unwrap(await imports.preview(administrator, uploadId, { name: 'people.csv', columns: null }))
  assert.equal(first.recognised, false)
  assert.deepEqual(
    first.columns.map(({ header, key, filled }) => [header, key, filled]),
    [
      ['First', null, 2],
      ['Family', null, 2],
      ['Born', null, 2],
      ['Anything', null, 2],
    ],
  )
  assert.deepEqual(
    first.columns.map(({ guess }) => guess),
    [
      { key: 'prs_FirstName', by: 'name' },
      { key: 'prs_SecondName', by: 'name' },
      { key: 'prs_Birthdate', by: 'name' },
      null,
    ],
    'what is proposed is taken by nobody until somebody says so',
  )
  const chosen = unwrap(await imports.preview(administrator, uploadId, { name: 'people.csv', columns: CHOSEN }))
  assert.equal(chosen.recognised, true)
  assert.equal(chosen.columns[2]?.key, 'prs_Birthdate')

  unwrap(await imports.run(administrator, uploadId, { ...request, dryRun: true }, never))
  const dry = await ended(uploadId)
  assert.deepEqual(
    [dry.state, dry.counts.read, dry.counts.rejected, dry.rejections, dry.batchId],
    ['done', 2, 1, [{ column: 'prs_Birthdate', reason: 'not_a_date', count: 1, firstRows: [3] }], null],
  )
  assert.equal(await filesThere(), 0)
  assert.ok(!JSON.stringify(dry).includes('31/02'), 'a rejected value is told to nobody')
  const tried = await readInScope(db, systemScope('DL'), (trx) => readAudit(trx, { action: 'import.tried' }))
  assert.deepEqual([tried.length, tried[0]?.actorId], [1, administrator.userId])

  unwrap(await imports.run(administrator, uploadId, request, never))
  const real = await ended(uploadId)
  assert.deepEqual([real.state, real.counts.imported, await filesThere()], ['done', 1, 1])

  const listed = unwrap(await imports.list(administrator)).items
  assert.deepEqual([listed.length, listed[0]?.id, listed[0]?.imported], [1, real.batchId, 1])
  assert.deepEqual(
    unwrap(await imports.undo(administrator, { id: newId(), batchId: real.batchId!, reason: '' })).undone,
    1,
  )
  assert.equal(await filesThere(), 0)
  unwrap(await imports.discard(administrator, uploadId))
  assert.equal((await imports.read(administrator, uploadId)).ok, false)
})

test('values that a column may not say are told with what they seem to mean, and are read as somebody said', async () => {
  const columns = ['prs_FirstName', 'prs_SecondName', 'prs_Gender'] as const
  const uploadId = await upload('Имя,Фамилия,Пол\nСалтанат,Осмонова,Ж\nБакыт,Осмонов,?\n')
  const preview = unwrap(await imports.preview(administrator, uploadId, { name: 'list.csv', columns }))
  assert.deepEqual(preview.columns[2]?.values, [
    { value: 'Ж', count: 1, code: 'Feminine' },
    { value: '?', count: 1, code: null },
  ])
  assert.ok(preview.choices['prs_Gender']?.some(({ code }) => code === 'Feminine'))
  const rejected = async (values: Parameters<typeof imports.run>[2]['values']) => {
    unwrap(await imports.run(administrator, uploadId, { ...request, columns, dryRun: true, values }, never))
    return (await ended(uploadId)).counts.rejected
  }
  assert.equal(await rejected([]), 2, 'a proposal that nobody confirmed is no answer')
  assert.equal(await rejected([{ column: 2, value: 'ж', code: 'Feminine' }]), 1)
  assert.equal(
    await rejected([
      { column: 2, value: 'Ж', code: 'Feminine' },
      { column: 2, value: '?', code: null },
    ]),
    0,
  )
  unwrap(await imports.discard(administrator, uploadId))
})

test('only an administrator imports, and an upload is its sender’s alone', async () => {
  const refused = await imports.receive(caseworker, sent(PLAIN), 1_000)
  assert.equal(refused.ok ? '' : refused.error.code, 'protection.not_allowed')
  const uploadId = await upload(PLAIN)
  for (const attempt of [
    await imports.preview(another, uploadId, { name: 'x.csv', columns: null }),
    await imports.run(another, uploadId, request, never),
    await imports.discard(another, uploadId),
  ]) {
    assert.equal(attempt.ok ? '' : attempt.error.code, 'protection.import_upload_unknown')
  }
  await upload(PLAIN)
  const third = await imports.receive(administrator, sent(PLAIN), 1_000)
  const together = await Promise.all([1, 2, 3].map(() => imports.receive(another, sent(PLAIN), 1_000)))
  assert.deepEqual(
    together.map(({ ok }) => ok),
    [true, true, false],
  )
  assert.equal(third.ok ? '' : third.error.code, 'protection.import_uploads_full')
  await desk.close()
})

test('an administrator imports for their own agency; another agency’s, unknown ones and the country’s figures are out of reach', async () => {
  const code = (result: Result<unknown, Failure>) => (result.ok ? 'ok' : result.error.code)
  const own = await upload(PLAIN)
  unwrap(await imports.preview(administrator, own, { name: 'people.csv', columns: CHOSEN }))
  const before = await filesThere()
  for (const other of [coordination, newId()]) {
    for (const dryRun of [true, false]) {
      const ran = await imports.run(administrator, own, { ...request, agencyId: other, dryRun }, never)
      assert.equal(code(ran), 'protection.import_agency_unknown')
    }
  }
  const figures = await imports.run(administrator, own, { ...request, kind: 'ctdc', agencyId: null }, never)
  assert.equal(code(figures), 'protection.not_allowed')
  assert.equal(await filesThere(), before)
  const tried = await readInScope(db, systemScope('DL'), (trx) => readAudit(trx, { action: 'import.tried' }))
  assert.ok(tried.every((entry) => entry.agencyId === agencyId))

  // The agency that coordinates imports into itself, and into any other.
  const theirs = await upload('First,Family,Born,Anything\nIlse,Brandt,1998-01-02,z\n', national)
  unwrap(await imports.preview(national, theirs, { name: 'theirs.csv', columns: CHOSEN }))
  const batches: string[] = []
  for (const into of [coordination, agencyId]) {
    unwrap(await imports.run(national, theirs, { ...request, agencyId: into }, never))
    batches.push((await ended(theirs, national)).batchId!)
  }
  const [elsewhere, here] = batches
  const seenBy = async (who: Principal) => {
    const { items, reach } = unwrap(await imports.list(who))
    return { reach, elsewhere: items.some(({ id }) => id === elsewhere), here: items.some(({ id }) => id === here) }
  }
  assert.deepEqual(await seenBy(administrator), { reach: 'agency', elsewhere: false, here: true })
  assert.deepEqual(await seenBy(national), { reach: 'country', elsewhere: true, here: true })

  // Of another agency and of nobody: the same answer, and nothing is taken back.
  for (const batch of [elsewhere!, newId()]) {
    assert.equal(
      code(await imports.undo(administrator, { id: newId(), batchId: batch, reason: '' })),
      'protection.import_batch_unknown',
    )
  }
  assert.equal(await filesThere(), before + 2)
  assert.equal(unwrap(await imports.undo(administrator, { id: newId(), batchId: here!, reason: '' })).undone, 1)
  assert.equal(
    code(await imports.undo(administrator, { id: newId(), batchId: elsewhere!, reason: '' })),
    'protection.import_batch_unknown',
  )
  assert.equal(unwrap(await imports.undo(national, { id: newId(), batchId: elsewhere!, reason: '' })).undone, 1)
  assert.equal(
    code(await imports.undo(caseworker, { id: newId(), batchId: newId(), reason: '' })),
    'protection.not_allowed',
  )
  await desk.close()
})

test('who coordinates the country is told of another agency’s import by its rule: no small number, and none that adds up to one', async () => {
  const lines = (from: number, count: number) =>
    Array.from({ length: count }, (_, at) => `Given${from + at},Family${from + at},1999-02-03,`)
  const batchOf = async (rows: readonly string[], name: string): Promise<string> => {
    const uploadId = await upload(['First,Family,Born,Anything', ...rows].join('\n'))
    unwrap(await imports.preview(administrator, uploadId, { name, columns: CHOSEN }))
    unwrap(await imports.run(administrator, uploadId, request, never))
    return (await ended(uploadId)).batchId!
  }
  const few = await batchOf([...lines(1, 9), 'A,B,31/02/2001,'], 'few.csv')
  const more = await batchOf([...lines(20, 10), 'C,D,31/02/2001,'], 'more.csv')
  const seenBy = async (who: Principal, batch: string) => {
    const { items } = unwrap(await imports.list(who))
    const { read, imported, updated, unchanged, rejected } = items.find(({ id }) => id === batch)!
    return [read, imported, updated, unchanged, rejected]
  }
  assert.deepEqual(await seenBy(administrator, few), [10, 9, 0, 0, 1])
  assert.deepEqual(await seenBy(national, few), [null, { below: 10 }, null, null, null])
  assert.deepEqual(await seenBy(national, more), [null, 10, null, null, null])
  // The same rule in what a country asks for more.
  const strict = unwrap(disclosureRule({ threshold: 20 }))
  const stricter = webImports(
    { ...contextWithAgencies, disclosure: { ...context.disclosure, public: strict } },
    desk,
    '999',
  )
  const seen = unwrap(await stricter.list(national)).items.find(({ id }) => id === more)!
  assert.deepEqual(seen.imported, { below: 20 })
  const ask = (batchId: string) => imports.undo(administrator, { id: newId(), batchId, reason: REASON })
  for (const batch of [more, few]) assert.equal(unwrap(await ask(batch)).state, 'asked', 'with those of the day, many')
  const waits = unwrap(await imports.list(national)).items.find(({ id }) => id === few)?.undoAsked
  assert.deepEqual([waits?.files, waits?.reason], [{ below: 10 }, null])
  const undone = unwrap(await imports.confirmUndo(national, more))
  assert.deepEqual([undone.whole, undone.undone, undone.kept], [true, null, null])
  assert.deepEqual(unwrap(await imports.confirmUndo(another, few)).undone, 9)
  await desk.close()
})

test('an import that is cancelled says so and keeps whole files; what is no file of people is refused in words', async () => {
  const lines = Array.from({ length: 300 }, (_, index) => `Person${index},Family${index},1999-02-03,`)
  const uploadId = await upload(['First,Family,Born,Anything', ...lines].join('\n'))
  unwrap(await imports.preview(administrator, uploadId, { name: 'many.csv', columns: CHOSEN }))
  unwrap(await imports.run(administrator, uploadId, request, never))
  const busy = await imports.run(administrator, uploadId, request, never)
  assert.equal(busy.ok ? '' : busy.error.code, 'protection.import_running')
  const cancelled = unwrap(await imports.cancel(administrator, uploadId))
  assert.equal(cancelled.state, 'cancelled')
  assert.ok(cancelled.counts.imported < 300)
  assert.equal(await filesThere(), cancelled.counts.imported)
  await desk.close()

  const broken = await upload('\u0000PK\u0003\u0004')
  const preview = await imports.preview(administrator, broken, { name: 'x.xlsx', columns: null })
  assert.equal(preview.ok && preview.value.recognised, false)
  const nowhere = await imports.run(administrator, broken, { ...request, agencyId: null }, never)
  assert.equal(nowhere.ok ? '' : nowhere.error.code, 'protection.import_agency_unknown')
  await desk.close()
})

const importedMany = async (names: string): Promise<string> => {
  const rows = Array.from({ length: 12 }, (_, at) => `${names}${'abcdefghijkl'[at]},Nangolo,1999-02-03,x`)
  const uploadId = await upload(`First,Family,Born,Anything\n${rows.join('\n')}\n`)
  unwrap(await imports.preview(administrator, uploadId, { name: `${names}.csv`, columns: CHOSEN }))
  unwrap(await imports.run(administrator, uploadId, request, never))
  const { batchId, counts } = await ended(uploadId)
  assert.equal(counts.imported, 12)
  unwrap(await imports.discard(administrator, uploadId))
  return batchId!
}
const codeOf = <Value>(result: Result<Value, Failure>): string => (result.ok ? 'ok' : result.error.code)

test('one administrator takes no more than ten files out of lists: a second one confirms, who reads why', async () => {
  const before = await filesThere()
  const batchId = await importedMany('Selma')
  const ask = (reason: string, id = newId(), by = administrator) => imports.undo(by, { id, batchId, reason })
  for (const nothing of ['', '.', 'mistake', 'x x x x'])
    assert.equal(codeOf(await ask(nothing)), 'protection.import_undo_reason')
  const id = newId()
  assert.equal(unwrap(await ask(REASON, id)).state, 'asked')
  assert.equal(unwrap(await ask(REASON, id)).state, 'asked', 'sent twice, asked for once')
  assert.equal(codeOf(await ask(REASON)), 'protection.import_undo_waits')
  assert.equal(await filesThere(), before + 12)
  assert.equal(codeOf(await imports.confirmUndo(administrator, batchId)), 'protection.own_request')
  assert.equal(codeOf(await imports.confirmUndo(caseworker, batchId)), 'protection.not_allowed')
  const stranger = principal(
    '0197a000-0000-7000-8000-0000000000ae',
    ['administrator'],
    '0197a000-0000-7000-8000-00000000a9e3',
  )
  assert.equal(codeOf(await imports.confirmUndo(stranger, batchId)), 'protection.import_batch_unknown')
  const shown = unwrap(await imports.list(another)).items.find((batch) => batch.id === batchId)?.undoAsked
  assert.deepEqual([shown?.reason, shown?.files, shown?.askedBy], [REASON, 12, administrator.userId])
  assert.deepEqual(unwrap(await imports.declineUndo(another, batchId)), { declined: true })
  assert.equal(codeOf(await imports.confirmUndo(another, batchId)), 'protection.import_undo_ended')
  assert.equal(await filesThere(), before + 12)
  assert.equal(unwrap(await ask(REASON)).state, 'asked')
  const done = unwrap(await imports.confirmUndo(another, batchId))
  assert.deepEqual([done.state, done.undone, await filesThere()], ['undone', 12, before])
  const words = await readInScope(db, systemScope('DL'), (trx) =>
    sql<{ row: string }>`select import_undo::text as row from protection.import_undo`.execute(trx),
  )
  assert.ok(
    words.rows.length >= 2 && words.rows.every(({ row }) => !row.includes('last year')),
    'the reason lies sealed',
  )
  const audited = await readInScope(db, systemScope('DL'), (trx) => readAudit(trx, { action: 'import.undo_confirmed' }))
  const ofIt = audited.filter((entry) => JSON.stringify(entry).includes(batchId))
  assert.deepEqual(
    ofIt.map(({ actorId }) => actorId),
    [another.userId],
  )
})

test('what undoing took away comes back within thirty days, by two people too, and those who answer for it are told', async () => {
  const before = await filesThere()
  const batchId = await importedMany('Ndapewa')
  assert.equal(
    codeOf(await imports.restore(administrator, { id: newId(), batchId, reason: REASON })),
    'protection.import_not_restorable',
  )
  unwrap(await imports.undo(administrator, { id: newId(), batchId, reason: REASON }))
  unwrap(await imports.confirmUndo(another, batchId))
  assert.equal(await filesThere(), before)
  const supervisor = principal('0197a000-0000-7000-8000-0000000000b1', ['supervisor'], administrator.agencyId)
  const officer = principal('0197a000-0000-7000-8000-0000000000b2', ['data_protection_officer'], coordination)
  const told = async (who: Principal) =>
    (await readNotices(contextWithAgencies, who)).items.filter(
      ({ kind, id }) => kind === 'import_undone' && id === batchId,
    )
  assert.deepEqual(
    (await told(supervisor)).map(({ files }) => files),
    [{ agencyId: administrator.agencyId, count: 12 }],
  )
  assert.deepEqual(
    (await told(officer)).map(({ files }) => files?.count),
    [null],
    'of another agency no number',
  )
  assert.deepEqual(await told(principal(supervisor.userId, ['supervisor'], coordination)), [])

  assert.equal(
    codeOf(await imports.restore(administrator, { id: newId(), batchId, reason: 'x' })),
    'protection.import_undo_reason',
  )
  assert.equal(unwrap(await imports.restore(administrator, { id: newId(), batchId, reason: REASON })).state, 'asked')
  assert.equal(codeOf(await imports.confirmUndo(administrator, batchId)), 'protection.own_request')
  assert.equal(unwrap(await imports.list(another)).items.find(({ id }) => id === batchId)?.undoAsked?.what, 'restore')
  const done = unwrap(await imports.confirmUndo(another, batchId))
  assert.deepEqual([done.state, done.undone, done.kept, await filesThere()], ['restored', 12, 0, before + 12])
  assert.equal(
    codeOf(await imports.restore(administrator, { id: newId(), batchId, reason: REASON })),
    'protection.import_not_restorable',
    'once',
  )
  const shown = unwrap(await imports.list(another)).items.find(({ id }) => id === batchId)
  assert.deepEqual([shown?.undoneAt, shown?.restorableUntil, typeof shown?.restoredAt], [null, null, 'string'])
  // It is an import as any other: undone again, and not brought back once thirty days are over.
  unwrap(await imports.undo(administrator, { id: newId(), batchId, reason: REASON }))
  unwrap(await imports.confirmUndo(another, batchId))
  await inScope(db, systemScope('DL'), async (trx) => {
    await sql`update protection.import_batch set undo_ran_at = undo_ran_at - interval '31 days' where id = ${batchId}`.execute(
      trx,
    )
    return ok(null)
  })
  assert.equal(
    codeOf(await imports.restore(administrator, { id: newId(), batchId, reason: REASON })),
    'protection.import_not_restorable',
  )
})

test('a row that was imported once more after it was undone does not come back a second time', async () => {
  const before = await filesThere()
  const first = await importedMany('Frieda')
  unwrap(await imports.undo(administrator, { id: newId(), batchId: first, reason: REASON }))
  unwrap(await imports.confirmUndo(another, first))
  await importedMany('Frieda')
  unwrap(await imports.restore(administrator, { id: newId(), batchId: first, reason: REASON }))
  const done = unwrap(await imports.confirmUndo(another, first))
  assert.deepEqual([done.undone, done.kept, await filesThere()], [0, 12, before + 12])
})

test('two who are not independent of each other are not two people', async () => {
  const batchId = await importedMany('Aida')
  assert.equal(unwrap(await imports.undo(administrator, { id: newId(), batchId, reason: REASON })).state, 'asked')
  const dependent = webImports(
    {
      ...contextWithAgencies,
      directory: {
        ...contextWithAgencies.directory,
        notIndependentOf: async () => new Set<string>([administrator.userId]),
      },
    },
    desk,
    '999',
  )
  assert.equal(codeOf(await dependent.confirmUndo(another, batchId)), 'protection.not_two_people')
  unwrap(await imports.declineUndo(administrator, batchId))
})

test('an import that two undo at once is undone once', async () => {
  const batchId = await importedMany('Nora')
  const before = await filesThere()
  const outcomes = await Promise.all([1, 2, 3].map(() => undoImport(contextWithAgencies, batchId)))
  assert.ok(outcomes.some(({ ok }) => ok))
  for (const outcome of outcomes) assert.ok(outcome.ok || outcome.error.code === 'protection.import_already_undone')
  assert.equal(await filesThere(), before - 12)
  const marks = await readInScope(db, systemScope('DL'), (trx) =>
    sql<{ most: number }>`select max(times)::int as most from (select count(*) as times from protection.file_action
      where type = 'import_undone' and file_id in (select file_id from protection.import_row where batch_id = ${batchId})
      group by file_id) each`.execute(trx),
  )
  assert.equal(marks.rows[0]?.most, 1)
})
