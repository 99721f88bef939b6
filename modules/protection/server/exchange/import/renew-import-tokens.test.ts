import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { unwrap } from '@gloact/kernel'
import { testDatabase } from '@gloact/postgres/testing'
import { createVault } from '@gloact/vault'
import { memoryKekProvider } from '@gloact/vault/testing'
import { importHtcds } from './import-htcds.ts'
import { importTokensUnder, renewImportTokens } from './renew-import-tokens.ts'
import { importTestContext } from './testing.ts'

const { db } = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'gloact-tokens-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const from = join(folder, 'people.csv')
writeFileSync(from, 'prs_FirstName,prs_Birthdate,cas_Status\nSelma,1999-02-03,Active\nErlan,2001-05-06,Closed\n')
const agencyId = '0197a000-0000-7000-8000-00000000a9e1'

test('a source is recognised after the key was renewed and the old one destroyed', async () => {
  const kek = memoryKekProvider()
  const context = { ...importTestContext(db), vault: createVault({ kek }) }
  const counts = async () => {
    const { imported, unchanged } = unwrap(await importHtcds(context, { from, agencyId }))
    return { imported, unchanged }
  }
  assert.deepEqual(await counts(), { imported: 2, unchanged: 0 })
  assert.deepEqual(await counts(), { imported: 0, unchanged: 2 })
  unwrap(kek.renew())
  await context.vault.rewrapAll(db)
  assert.deepEqual(await renewImportTokens(db, context.vault), { renewed: 2, left: 0 })
  assert.deepEqual(await renewImportTokens(db, context.vault), { renewed: 0, left: 0 })
  assert.equal(await importTokensUnder(db, 1), 0)
  unwrap(await context.vault.retireKek(db, 1))
  assert.deepEqual(await counts(), { imported: 0, unchanged: 2 })
})
