import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { newId, ok, unwrap } from '@gloact/kernel'
import { inScope, systemScope } from '@gloact/postgres'
import { testDatabase } from '@gloact/postgres/testing'
import { createVault, fileKekProvider } from './index.ts'
import { findLeaks } from './testing.ts'

const { db } = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'gloact-vault-readme-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const keyFile = join(folder, 'kek.json')
const [personId, agencyId, country] = [newId(), newId(), 'DL']
const scope = { ...systemScope(country), 'app.agency_id': agencyId, 'app.row_scope': 'agency' }

// example
const vault = createVault({ kek: unwrap(fileKekProvider(keyFile)) })

const sealed = await inScope(db, scope, async (trx) => {
  const key = await vault.createPersonKey(trx, { personId, agencyId, country })
  return ok(key.seal('protection.case_file.sealed_state', { name: 'Nurgul Asanova' }))
})

const opened = await inScope(db, scope, async (trx) => {
  const key = await vault.personKey(trx, personId)
  return key.ok ? ok(key.value.unseal('protection.case_file.sealed_state', unwrap(sealed))) : key
})

const { leaks } = findLeaks({ secrets: ['Nurgul Asanova'], texts: { stored: unwrap(sealed) } })
// end

test('the example of the README is the one above, and it holds', () => {
  const example = readFileSync(import.meta.filename, 'utf8')
    .split('// example\n')[1]
    ?.split('// end\n')[0]
  assert.ok(example && readFileSync(join(import.meta.dirname, 'README.md'), 'utf8').includes(example))
  assert.deepEqual(opened, ok({ name: 'Nurgul Asanova' }))
  assert.deepEqual(leaks, [])
})
