import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { asInstant, err, failure, fixedClock, unwrap } from '@gloact/kernel'
import {
  credentialKekProvider,
  fileKekProvider,
  kekVersionsToRetire,
  newCredential,
  passphraseKekProvider,
  renewedCredential,
  retiredCredential,
  versionsInCredential,
  type KekProvider,
} from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-kek-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const clock = fixedClock('2026-11-24T15:00:00Z')
const fileAt = (name: string): string => join(folder, name, 'kek.json')
const inFile = (name: string): KekProvider => unwrap(fileKekProvider(fileAt(name), clock))
const underPassphrase = (name: string, passphrase: string) =>
  passphraseKekProvider({ path: fileAt(name), passphrase, clock, cost: 12 })

test('a key file is readable by its owner only, after a renewal too', () => {
  const kek = inFile('mode')
  unwrap(kek.renew())
  unwrap(underPassphrase('mode-passphrase', 'tall grass in the wind'))
  for (const name of ['mode', 'mode-passphrase']) assert.equal(statSync(fileAt(name)).mode & 0o777, 0o600)
})

test('a key file that others may read is refused', () => {
  inFile('exposed')
  chmodSync(fileAt('exposed'), 0o644)
  assert.deepEqual(fileKekProvider(fileAt('exposed')), err(failure('vault.kek_exposed')))
})

test('a key file of another form is refused, and nothing is written over it', () => {
  for (const [index, text] of [
    '',
    '{}',
    '{"format":1,"versions":[]}',
    '{"format":1,"versions":[{"version":1}]}',
  ].entries()) {
    const path = join(folder, `malformed-${index}`)
    writeFileSync(path, text, { mode: 0o600 })
    assert.deepEqual(fileKekProvider(path), err(failure('vault.kek_malformed')))
    assert.equal(readFileSync(path, 'utf8'), text)
  }
})

test('opening a key file again gives the same key', () => {
  const first = inFile('again').current()
  assert.equal(first.key.length, 32)
  assert.deepEqual(inFile('again').current(), first)
  assert.deepEqual(first.createdAt, '2026-11-24T15:00:00.000Z')
})

test('a renewal makes a new current version and keeps the old one until it is destroyed', () => {
  const kek = inFile('renew')
  const old = Buffer.from(kek.current().key)
  assert.equal(unwrap(kek.renew()).version, 2)
  assert.deepEqual(Buffer.from(kek.get(1)!.key), old)
  assert.deepEqual(kek.destroy(2), err(failure('vault.kek_in_use')))
  assert.deepEqual(unwrap(kek.destroy(1)), { version: 1, createdAt: clock.now(), destroyedAt: clock.now() })
  const reopened = inFile('renew')
  for (const provider of [kek, reopened]) {
    assert.equal(provider.get(1), undefined)
    assert.equal(provider.current().version, 2)
    assert.equal(provider.versions()[0]?.destroyedAt, clock.now())
  }
  assert.ok(!readFileSync(fileAt('renew'), 'utf8').includes(old.toString('base64')))
})

test('a process that opened the file before a renewal learns of it when it meets the new version', () => {
  const early = inFile('two')
  const renewed = unwrap(inFile('two').renew())
  assert.equal(early.current().version, 1)
  assert.deepEqual(early.get(2)?.key, renewed.key)
  assert.equal(early.current().version, 2)
  assert.equal(unwrap(early.renew()).version, 3)
})

test('a passphrase opens what it made, through renewals, and another does not', () => {
  const kek = unwrap(underPassphrase('passphrase', 'tall grass in the wind'))
  const first = Buffer.from(kek.current().key)
  unwrap(kek.renew())
  const again = unwrap(underPassphrase('passphrase', 'tall grass in the wind'))
  assert.deepEqual(Buffer.from(again.get(1)!.key), first)
  assert.equal(again.current().version, 2)
  assert.deepEqual(underPassphrase('passphrase', 'tall grass in the rain'), err(failure('vault.wrong_passphrase')))
  const text = readFileSync(fileAt('passphrase'), 'utf8')
  assert.ok(!text.includes(first.toString('base64')) && !text.includes('grass'))
})

test('a passphrase means the same however the keyboard composes its letters', () => {
  const first = unwrap(underPassphrase('composed', 'forêt'.normalize('NFC'))).current().key
  assert.deepEqual(unwrap(underPassphrase('composed', 'forêt'.normalize('NFD'))).current().key, first)
})

test('an old version is to be retired when the last backup from before its successor has expired', () => {
  const version = (number: number, createdAt: string, destroyedAt?: string) => ({
    version: number,
    createdAt: asInstant(createdAt),
    ...(destroyedAt !== undefined && { destroyedAt: asInstant(destroyedAt) }),
  })
  const versions = [
    version(3, '2026-09-30T03:30:00Z'),
    version(1, '2026-07-30T10:00:00Z', '2026-11-28T03:30:00Z'),
    version(2, '2026-08-30T03:30:00Z'),
  ]
  assert.deepEqual(kekVersionsToRetire(versions, 90), [{ version: 2, on: '2026-12-29T03:30:00.000Z' }])
  assert.deepEqual(kekVersionsToRetire(versions.slice(0, 1), 90), [])
})

test('a version is taken out of a credential, the current one never', () => {
  const text = unwrap(renewedCredential(newCredential(clock), clock))
  const retired = unwrap(retiredCredential(text, 1, clock))
  assert.deepEqual(
    unwrap(versionsInCredential(retired)).map(({ version, destroyedAt }) => [version, destroyedAt]),
    [
      [1, clock.now()],
      [2, undefined],
    ],
  )
  const { key } = (JSON.parse(text) as { versions: [{ key: string }] }).versions[0]
  assert.ok(text.includes(key) && !retired.includes(key))
  assert.deepEqual(retiredCredential(text, 2, clock), err(failure('vault.kek_in_use')))
  assert.deepEqual(retiredCredential(text, 7, clock), err(failure('vault.kek_missing')))
  assert.deepEqual(retiredCredential('{}', 1, clock), err(failure('vault.kek_malformed')))
  assert.equal(unwrap(retiredCredential(retired, 1, clock)), retired)
})

test('a systemd credential is read and never written', () => {
  const directory = join(folder, 'credentials')
  mkdirSync(directory)
  assert.deepEqual(credentialKekProvider({}), err(failure('vault.kek_missing')))
  assert.deepEqual(credentialKekProvider({ CREDENTIALS_DIRECTORY: directory }), err(failure('vault.kek_missing')))
  const text = newCredential(clock)
  writeFileSync(join(directory, 'gloact-kek'), text, { mode: 0o440 })
  const kek = unwrap(credentialKekProvider({ CREDENTIALS_DIRECTORY: directory }))
  assert.deepEqual(kek.renew(), err(failure('vault.kek_read_only')))
  assert.deepEqual(kek.destroy(1), err(failure('vault.kek_read_only')))

  writeFileSync(join(directory, 'gloact-kek'), unwrap(renewedCredential(text, clock)), { mode: 0o440 })
  const renewed = unwrap(credentialKekProvider({ CREDENTIALS_DIRECTORY: directory }))
  assert.equal(renewed.current().version, 2)
  assert.deepEqual(renewed.get(1)?.key, kek.current().key)
})

test('a key that lies in the data folder is told, through a link too; one elsewhere or in a head is not', () => {
  const data = join(folder, 'data')
  mkdirSync(data)
  symlinkSync(data, join(folder, 'link'))
  const beside = unwrap(fileKekProvider(join(folder, 'link', 'keys', 'kek.json')))
  assert.equal(beside.besideData(data), true)
  assert.equal(inFile('elsewhere').besideData(data), false)
  assert.equal(inFile('data-2').besideData(data), false)
  assert.equal(unwrap(underPassphrase('data', 'tall grass')).besideData(data), false)
})
