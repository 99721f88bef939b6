import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { disclosureRule } from '@gloact/disclosure'
import { failure, newId, unwrap } from '@gloact/kernel'
import { inScope, systemScope } from '@gloact/postgres'
import { testDatabase } from '@gloact/postgres/testing'
import { sql } from 'kysely'
import { importTestContext } from '../import/testing.ts'
import { exportCtdc, usualK } from './export-ctdc.ts'

const { db } = await testDatabase()
const context = importTestContext(db)
const folder = mkdtempSync(join(tmpdir(), 'gloact-ctdc-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const agencyId = newId()

/** Rows as files would leave them: an export of figures reads what lies in clear and nothing else. */
async function addFiles(count: number, coded: Record<string, unknown>, openedOn = '2026-03-01'): Promise<void> {
  await inScope(db, systemScope('DL'), async (trx) => {
    for (let index = 0; index < count; index++) {
      await sql`insert into protection.case_file (id, person_id, number, country, agency_id, path, status, stage, opened_on,
        coded, sealed_state, sequence, head_hash, changed_at) values (${newId()}, ${newId()}, ${newId()}, 'DL', ${agencyId},
        'adult', 'open', 'plan', ${openedOn}, ${JSON.stringify(coded)}, '\\x00', 1, '\\x00', now())`.execute(trx)
    }
    return { ok: true, value: null } as const
  })
}

await addFiles(14, { conclusive_grounds: 'positive', reasonable_grounds: 'positive' })
await addFiles(3, { conclusive_grounds: null, reasonable_grounds: 'positive' }, '2025-03-01')
await addFiles(5, { conclusive_grounds: 'negative', reasonable_grounds: 'positive' })

test('only persons found to be victims are written, and nobody who stands alone by what could tell them', async () => {
  const out = join(folder, 'ctdc.csv')
  const result = unwrap(await exportCtdc(context, { out, agencyId }))
  // The three of the other year are too few to be shown with it; without it they are too few alone.
  assert.deepEqual([result.exported, result.leftOut], [14, { below: 10 }])
  const [header, ...lines] = readFileSync(out, 'utf8').trim().split('\n')
  assert.equal(header?.split(',').length, 63)
  assert.equal(lines.length, 14)
  assert.ok(lines.every((line) => line.startsWith('2026,Case Management,-99')))
  assert.equal(statSync(out).mode & 0o777, 0o600)
  const { rows } = await inScope(db, systemScope('DL'), async (trx) => ({
    ok: true as const,
    value: await sql<{ detail: unknown }>`select detail from audit.entry where action = 'export.made'`.execute(trx),
  })).then(unwrap)
  assert.deepEqual(rows[0]?.detail, { k: 11, records: 14 })
})

test('the records go by the country’s rule for the public: no fewer alike, and more where it asks for more', async () => {
  const out = join(folder, 'few.csv')
  const few = await exportCtdc(context, { out, agencyId, k: 9 })
  assert.deepEqual(few.ok ? null : few.error, failure('protection.export_too_few_alike', { params: { smallest: 10 } }))
  const strict = { ...context.disclosure, public: unwrap(disclosureRule({ threshold: 20 })) }
  assert.equal(usualK(context.disclosure), 11)
  assert.equal(usualK(strict), 20)
  // Without the year seventeen are alike: too few for twenty.
  const result = unwrap(await exportCtdc({ ...context, disclosure: strict }, { out, agencyId }))
  assert.deepEqual([result.exported, result.leftOut], [0, { below: 20 }])
  rmSync(out)
})

test('where the place cannot be written nothing is, and nothing stays behind', async () => {
  const refused = await exportCtdc(context, { out: join(folder, 'none', 'ctdc.csv') })
  assert.equal(refused.ok ? '' : refused.error.code, 'protection.export_not_writable')
  assert.deepEqual(readdirSync(folder), ['ctdc.csv'])
})
