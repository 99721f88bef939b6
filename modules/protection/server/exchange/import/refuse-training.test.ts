import assert from 'node:assert/strict'
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { unwrap } from '@gloact/kernel'
import { readInScope, systemScope } from '@gloact/postgres'
import { testDatabase } from '@gloact/postgres/testing'
import { exportCtdc } from '../export/export-ctdc.ts'
import { exportHtcds } from '../export/export-htcds.ts'
import { writeCsv, writeXlsx } from '@gloact/workbook/node'
import { TRAINING_MARK } from '../../../domain/exchange/training-mark.ts'
import { importCtdc } from './import-ctdc.ts'
import { createImportDesk } from './import-desk.ts'
import { importHtcds } from './import-htcds.ts'
import { refuseTraining } from './refuse-training.ts'
import { importTestContext } from './testing.ts'
import { UnreadableFile } from './unreadable-file.ts'
import { webImports } from './web-imports.ts'

const { db } = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'gloact-training-mark-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const real = importTestContext(db)
const sandbox = { ...real, training: true }
const agencyId = '0197a000-0000-7000-8000-00000000a9e1'
const place = (name: string): string => join(folder, name)

const isRefused = (from: string): Promise<boolean> =>
  refuseTraining(real, from).then(
    () => false,
    (error: unknown) => error instanceof UnreadableFile && error.failure.code === 'protection.import_training',
  )

test('a workbook of people from the sandbox says so on its first sheet, and is not imported where people are real', async () => {
  const made = place('people.xlsx')
  unwrap(await exportHtcds(sandbox, { out: made, agencyId }))
  // Under whatever name it comes: what is in it tells.
  const renamed = place('our-clients.xlsx')
  renameSync(made, renamed)
  const refused = await importHtcds(real, { from: renamed, agencyId })
  assert.equal(refused.ok ? '' : refused.error.code, 'protection.import_training')
  const batches = await readInScope(db, systemScope('DL'), (trx) =>
    trx.selectFrom('protection.import_batch').select('id').execute(),
  )
  assert.deepEqual(batches, [])
  // Its own people may be taken in again there, as an exercise.
  assert.ok((await importHtcds(sandbox, { from: renamed, agencyId })).ok)
})

test('the same workbook of an instance for real people carries no mark', async () => {
  const made = place('real.xlsx')
  unwrap(await exportHtcds(real, { out: made, agencyId }))
  assert.equal(await isRefused(made), false)
})

test('figures from the sandbox say so in their first line, and are not imported where people are real', async () => {
  const made = place('ctdc.csv')
  unwrap(await exportCtdc(sandbox, { out: made }))
  const refused = await importCtdc(real, { from: made })
  assert.equal(refused.ok ? '' : refused.error.code, 'protection.import_training')
})

test('a list that was taken out of the sandbox is known by its cover, as CSV and as a workbook', async () => {
  const sheet = {
    cover: [[TRAINING_MARK, TRAINING_MARK]],
    headers: ['First'],
    rightToLeft: false,
    names: ['Files', 'About'],
  } as const
  async function* rows(): AsyncGenerator<readonly string[]> {
    yield ['Selma']
  }
  for (const [name, write] of [
    ['list.csv', writeCsv],
    ['list.xlsx', writeXlsx],
  ] as const) {
    const pieces: Uint8Array[] = []
    for await (const piece of write(sheet, rows())) pieces.push(piece)
    writeFileSync(place(name), Buffer.concat(pieces))
    assert.ok(await isRefused(place(name)), name)
  }
})

test('the name alone is enough, and a file that only speaks of training is taken', async () => {
  const plain = 'First,Family\nSelma,Nangolo\n'
  writeFileSync(place('TRAINING-INVENTED-files.csv'), plain)
  assert.ok(await isRefused(place('TRAINING-INVENTED-files.csv')))
  writeFileSync(place('training.csv'), `${plain}Aida,training invented\n`)
  assert.equal(await isRefused(place('training.csv')), false)
})

test('the wizard refuses it at the preview already', async () => {
  const desk = createImportDesk()
  const imports = webImports(real, desk, '999')
  const administrator = {
    userId: '0197a000-0000-7000-8000-0000000000aa',
    agencyId,
    agencyName: 'Coordination',
    agencyType: 'central_government',
    country: 'DL',
    teamIds: [],
    roles: ['administrator'],
    scope: 'none',
    displayName: 'Somebody',
    language: 'en',
    demo: false,
    secondFactor: 'verified',
  } as unknown as Parameters<typeof imports.receive>[0]
  async function* sent(): AsyncGenerator<Buffer> {
    yield Buffer.from(`"# ${TRAINING_MARK}","x"\nFirst\nSelma\n`)
  }
  try {
    const { uploadId } = unwrap(await imports.receive(administrator, sent(), 10_000))
    const preview = await imports.preview(administrator, uploadId, { name: 'clients.csv', columns: null })
    assert.equal(preview.ok ? '' : preview.error.code, 'protection.import_training')
  } finally {
    await desk.close()
  }
})
