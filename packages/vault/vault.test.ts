import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { asInstant, err, failure, newId, ok, unwrap, type Result } from '@gloact/kernel'
import { inScope, readInScope, systemScope, type Database, type Scope } from '@gloact/postgres'
import { testDatabase } from '@gloact/postgres/testing'
import { sql } from 'kysely'
import {
  backupsUnreadableOn,
  createVault,
  fileErasureList,
  fileKekProvider,
  isSealBroken,
  memoryKekProvider,
  tokenVersion,
  type Vault,
} from './index.ts'

const { db, owner } = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'gloact-vault-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const kekPath = join(folder, 'kek.json')
const kek = unwrap(fileKekProvider(kekPath))
const vault = createVault({ kek })

const agencyId = newId()
const otherAgencyId = newId()
const country = 'DL'
const scopeOf = (agency: string, rowScope = 'agency', inCountry = country): Scope => ({
  ...systemScope(inCountry),
  'app.agency_id': agency,
  'app.row_scope': rowScope,
})
const caseworker = scopeOf(agencyId)

async function inTransaction<Value>(scope: Scope, run: (trx: Database) => Promise<Value>): Promise<Value> {
  return unwrap(await inScope(db, scope, async (trx) => ok(await run(trx))))
}

const newPerson = async (using: Vault = vault): Promise<string> => {
  const personId = newId()
  await inTransaction(caseworker, (trx) => using.createPersonKey(trx, { personId, agencyId, country }))
  return personId
}

const keyOf = (personId: string, scope: Scope = caseworker, using: Vault = vault) =>
  readInScope(db, scope, (trx) => using.personKey(trx, personId))

const PLACE = 'protection.case_file.sealed_state'
const said = { name: 'Нургүл', said: ['I want to go home'], age: null }

test('what was sealed for a person opens with that person’s key, in its place only', async () => {
  const key = unwrap(await keyOf(await newPerson()))
  const sealed = key.seal(PLACE, said)
  const again = unwrap(await keyOf(key.personId))
  assert.deepEqual(again.unseal(PLACE, sealed), said)
  assert.throws(() => again.unseal('elsewhere', sealed), isSealBroken)
  const other = unwrap(await keyOf(await newPerson()))
  assert.throws(() => other.unseal(PLACE, sealed), isSealBroken)
})

test('a second key for a person is refused', async () => {
  const personId = await newPerson()
  await assert.rejects(
    inTransaction(caseworker, (trx) => vault.createPersonKey(trx, { personId, agencyId, country })),
    /person_key_pkey/,
  )
})

test('a key made in a transaction that failed is not there, and the next one is another', async () => {
  const personId = newId()
  let lost: Uint8Array | undefined
  await inScope(db, caseworker, async (trx): Promise<Result<never, { code: string }>> => {
    lost = (await vault.createPersonKey(trx, { personId, agencyId, country })).seal(PLACE, said)
    unwrap(await vault.personKey(trx, personId))
    return err(failure('trial.refused'))
  })
  assert.deepEqual(await keyOf(personId), err(failure('vault.no_key')))
  await inTransaction(caseworker, (trx) => vault.createPersonKey(trx, { personId, agencyId, country }))
  const key = unwrap(await keyOf(personId))
  assert.throws(() => key.unseal(PLACE, lost!), isSealBroken)
})

test('keys of many persons come in one query, without those that are hidden or destroyed', async () => {
  const [first, second, erased] = [await newPerson(), await newPerson(), await newPerson()]
  await inTransaction(systemScope(country), (trx) => vault.destroyPersonKey(trx, erased))
  const keys = await readInScope(db, caseworker, (trx) =>
    vault.personKeys(trx, [first, second, erased, newId(), first]),
  )
  assert.deepEqual([...keys.keys()].toSorted(), [first, second].toSorted())
  const sealed = keys.get(first)!.seal(PLACE, said)
  assert.deepEqual(unwrap(await keyOf(first)).unseal(PLACE, sealed), said)
})

test('a key is hidden from another country, from a role that sees no rows and from no scope at all', async () => {
  const personId = await newPerson()
  const hidden = [
    scopeOf(agencyId, 'agency', 'XX'),
    scopeOf(agencyId, 'none'),
    scopeOf(agencyId, ''),
    { ...systemScope(''), 'app.row_scope': '' },
  ]
  for (const scope of hidden) {
    const read = await readInScope(db, { ...scope, 'app.user_id': '' }, (trx) => vault.personKey(trx, personId))
    assert.deepEqual(read, err(failure('vault.no_key')))
  }
  assert.ok((await keyOf(personId, scopeOf(otherAgencyId, 'own'))).ok, 'a shared file opens for another agency')
})

test('nobody makes a key for another agency, and only the system changes or destroys one', async () => {
  const personId = await newPerson()
  await assert.rejects(
    inTransaction(scopeOf(otherAgencyId), (trx) =>
      vault.createPersonKey(trx, { personId: newId(), agencyId, country }),
    ),
    /row-level security/,
  )
  const tried = await inScope(db, caseworker, (trx) => vault.destroyPersonKey(trx, personId))
  assert.deepEqual(tried, err(failure('vault.no_key')))
  assert.ok((await keyOf(personId)).ok)
  await assert.rejects(
    inTransaction(systemScope(country), (trx) => sql`delete from vault.person_key`.execute(trx)),
    /permission denied/,
  )
})

test('a rotation leaves sealed bytes as they are, and they still open', async () => {
  const people = await Promise.all(Array.from({ length: 20 }, () => newPerson()))
  const sealed = new Map<string, Uint8Array>()
  for (const personId of people) sealed.set(personId, unwrap(await keyOf(personId)).seal(PLACE, said))
  const before = await wrappedOf(people)

  const oldVersion = kek.current().version
  const renewed = unwrap(kek.renew()).version
  assert.deepEqual(await vault.retireKek(db, oldVersion), err(failure('vault.kek_in_use')))
  const steps: number[] = []
  const { rewrapped } = await vault.rewrapAll(db, (done) => steps.push(done))
  assert.ok(rewrapped >= people.length && steps.at(-1) === rewrapped)
  assert.equal((await vault.rewrapAll(db)).rewrapped, 0)
  assert.ok(unwrap(await vault.retireKek(db, oldVersion)).destroyedAt)

  const later = await wrappedOf(people)
  for (const personId of people) {
    assert.equal(later.get(personId)!.kek_version, renewed)
    assert.notDeepEqual(later.get(personId)!.wrapped, before.get(personId)!.wrapped)
    assert.deepEqual(unwrap(await keyOf(personId)).unseal(PLACE, sealed.get(personId)!), said)
  }
  const restarted = createVault({ kek: unwrap(fileKekProvider(kekPath)) })
  assert.deepEqual(unwrap(await keyOf(people[0]!, caseworker, restarted)).unseal(PLACE, sealed.get(people[0]!)!), said)
})

test('no key is wrapped under a version that was retired, by a server that had not heard of it', async () => {
  const late = createVault({ kek: unwrap(fileKekProvider(kekPath)) })
  const old = kek.current().version
  unwrap(kek.renew())
  await vault.rewrapAll(db)
  unwrap(await vault.retireKek(db, old))
  await assert.rejects(newPerson(late), /is retired/)
  const personId = await newPerson()
  unwrap(await keyOf(personId, caseworker, late))
  assert.ok((await keyOf(await newPerson(late))).ok, 'it has learned of the renewal by reading')
})

test('a version is not retired while somebody is wrapping a key under it', async () => {
  const old = kek.current().version
  await inTransaction(caseworker, async (trx) => {
    const personId = newId()
    await vault.createPersonKey(trx, { personId, agencyId, country })
    // It goes with the next statement; before that a retired version is refused when it arrives.
    unwrap(await vault.personKey(trx, personId))
    unwrap(kek.renew())
    await vault.rewrapAll(db)
    assert.deepEqual(await vault.retireKek(db, old), err(failure('vault.kek_in_use')))
  })
  assert.ok((await vault.rewrapAll(db)).rewrapped > 0)
  unwrap(await vault.retireKek(db, old))
})

test('a destroyed key never opens, not by rotation, and the row says when', async () => {
  const personId = await newPerson()
  unwrap(await keyOf(personId)).seal(PLACE, said)
  const destroyed = unwrap(await inScope(db, systemScope(country), (trx) => vault.destroyPersonKey(trx, personId)))
  assert.equal(destroyed.kekVersion, kek.current().version)
  assert.equal(destroyed.kekCreatedAt, kek.current().createdAt)
  assert.deepEqual(await keyOf(personId), err(failure('vault.key_destroyed')))
  unwrap(kek.renew())
  await vault.rewrapAll(db)
  assert.deepEqual(await keyOf(personId), err(failure('vault.key_destroyed')))
  const row = await wrappedOf([personId])
  assert.equal(row.get(personId)!.wrapped, null)
  assert.equal(row.get(personId)!.destroyed_at, destroyed.destroyedAt)
  const again = await inScope(db, systemScope(country), (trx) => vault.destroyPersonKey(trx, personId))
  assert.deepEqual(again, err(failure('vault.key_destroyed')))
})

test('a restored backup does not bring an erased person back', async () => {
  const path = join(folder, 'erasures')
  const list = fileErasureList(path)
  const personId = await newPerson()
  const backup = (await wrappedOf([personId])).get(personId)!
  await inScope(db, systemScope(country), (trx) => vault.destroyPersonKey(trx, personId))
  assert.deepEqual(await vault.reconcileErasures(db, list), { replayed: [] })
  assert.ok(list.personIds().has(personId))
  assert.equal(statSync(path).mode & 0o777, 0o600)

  await sql`update vault.person_key set wrapped = ${backup.wrapped}, destroyed_at = null
    where person_id = ${personId}`.execute(owner)
  assert.ok((await keyOf(personId)).ok, 'the backup brought the key back')
  assert.deepEqual(await vault.reconcileErasures(db, fileErasureList(path)), { replayed: [personId] })
  assert.deepEqual(await keyOf(personId), err(failure('vault.key_destroyed')))
  const lines = readFileSync(path, 'utf8')
  assert.deepEqual(await vault.reconcileErasures(db, list), { replayed: [] })
  assert.equal(readFileSync(path, 'utf8'), lines, 'nobody is listed twice')
})

test('a damaged list of erasures is told rather than passed over', () => {
  const path = join(folder, 'damaged')
  writeFileSync(path, 'not an id\n')
  assert.throws(() => fileErasureList(path).personIds(), /damaged/)
})

test('a certificate states the day from which backups open no more', () => {
  const made = asInstant('2026-11-24T15:00:00Z')
  assert.equal(backupsUnreadableOn(made, 90, asInstant('2026-12-01T09:00:00Z')), '2027-03-26')
  assert.equal(backupsUnreadableOn(made, 90, asInstant('2026-12-24T09:00:00Z')), '2027-03-26')
  // Its renewal is overdue: it holds from today at the earliest.
  assert.equal(backupsUnreadableOn(made, 90, asInstant('2027-04-03T09:00:00Z')), '2027-07-04')
})

test('a key that was moved to another person’s row does not open', async () => {
  const [first, second] = [await newPerson(), await newPerson()]
  await sql`update vault.person_key set wrapped = (select wrapped from vault.person_key where person_id = ${first})
    where person_id = ${second}`.execute(owner)
  await assert.rejects(keyOf(second), isSealBroken)
  await sql`delete from vault.person_key where person_id = ${second}`.execute(owner)
})

test('another key-encryption key is told at once, before anything is written under it', async () => {
  await newPerson()
  assert.ok((await vault.check(db)).ok)
  assert.deepEqual(await createVault({ kek: memoryKekProvider() }).check(db), err(failure('vault.wrong_kek')))
})

test('a keyed token is the same for the same text and purpose, and says which version made it', () => {
  const own = memoryKekProvider()
  const tokens = createVault({ kek: own })
  const before = tokens.token('phone', '+996555123456')
  assert.deepEqual(tokens.token('phone', '+996555123456'), before)
  assert.notDeepEqual(tokens.token('phone', '+996555123457'), before)
  assert.notDeepEqual(tokens.token('import', '+996555123456'), before)
  assert.notDeepEqual(createVault({ kek: memoryKekProvider() }).token('phone', '+996555123456'), before)
  assert.deepEqual([before.length, tokenVersion(before)], [36, 1])

  unwrap(own.renew())
  const both = tokens.tokens('phone', '+996555123456')
  assert.deepEqual(both.map(tokenVersion), [2, 1])
  assert.deepEqual(both[1], before)
  unwrap(own.destroy(1))
  assert.deepEqual(tokens.tokens('phone', '+996555123456'), [both[0]])
})

test('a closed vault gives out no key', async () => {
  const personId = await newPerson()
  const closing = createVault({ kek })
  closing.close()
  await assert.rejects(keyOf(personId, caseworker, closing), /closed/)
  await assert.rejects(newPerson(closing), /closed/)
})

async function wrappedOf(people: readonly string[]) {
  const { rows } = await sql<{
    person_id: string
    kek_version: number
    wrapped: Uint8Array | null
    destroyed_at: string | null
  }>`select person_id, kek_version, wrapped, destroyed_at from vault.person_key
    where person_id = any(${people}::uuid[])`.execute(owner)
  return new Map(rows.map((row) => [row.person_id, row]))
}
