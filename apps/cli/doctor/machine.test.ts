import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readSettings } from '../settings.ts'
import type { Subject } from './examination.ts'
import { dataFolder, diskSpaceOf, node, nodeOf, port, type MeasureRoom } from './machine.ts'
import { attachmentsWith } from './operations.ts'

const home = mkdtempSync(join(tmpdir(), 'gloact-doctor-machine-'))
after(() => rmSync(home, { recursive: true, force: true }))
const GB = 1024 ** 3

const subject = (environment: NodeJS.ProcessEnv = {}, kind: Subject['kind'] = 'production'): Subject => ({
  settings: readSettings({ GLOACT_DATA_DIR: home, ...environment }),
  kind,
  serverUrl: undefined,
  database: { missing: 'not asked' },
})

test('a Node that is too old is wrong, and it is said how a newer one comes', async () => {
  assert.equal((await node.examine(subject())).state, 'ok')
  for (const [version, state] of [
    ['22.12.0', 'failed'],
    ['24.17.9', 'failed'],
    ['24.18.0', 'ok'],
    ['26.0.0', 'ok'],
  ]) {
    assert.equal((await nodeOf(version!).examine(subject())).state, state, version)
  }
  assert.match((await nodeOf('22.12.0').examine(subject())).advice ?? '', /npm ci/)
})

test('a port that another program has is wrong; that of our own running server is not', async () => {
  const taken = createServer()
  await new Promise<void>((listening) => taken.listen(0, 'localhost', listening))
  const number = (taken.address() as AddressInfo).port
  const asked = subject({ GLOACT_PORT: String(number) })
  try {
    const finding = await port.examine(asked)
    assert.equal(finding.state, 'failed')
    assert.match(finding.found, new RegExp(`${number} is in use`))
    assert.match(finding.advice ?? '', /GLOACT_PORT/)
    assert.equal((await port.examine({ ...asked, serverUrl: 'http://localhost' })).state, 'ok')
  } finally {
    await new Promise((closed) => taken.close(closed))
  }
  assert.equal((await port.examine(asked)).state, 'ok')
})

test('a data folder that cannot be made, and keys that others may look at, are wrong', async () => {
  writeFileSync(join(home, 'a-file'), '')
  const inFile = await dataFolder.examine(subject({ GLOACT_DATA_DIR: join(home, 'a-file', 'data') }))
  assert.equal(inFile.state, 'failed')
  assert.match(inFile.found, /a-file\/data cannot be written/)
  assert.match(inFile.advice ?? '', /GLOACT_DATA_DIR/)
  if (process.platform === 'win32') return
  const own = join(home, 'own')
  mkdirSync(join(own, 'keys'), { recursive: true })
  chmodSync(join(own, 'keys'), 0o755)
  const open = await dataFolder.examine(subject({ GLOACT_DATA_DIR: own }))
  assert.equal(open.state, 'failed')
  assert.match(open.advice ?? '', /chmod 700 .*keys/)
  chmodSync(join(own, 'keys'), 0o700)
  assert.equal((await dataFolder.examine(subject({ GLOACT_DATA_DIR: own }))).state, 'ok')
})

test(
  'a folder that this user may not write is told so',
  { skip: process.getuid?.() === 0 && 'a folder that may not be written is not tested: root may write everywhere' },
  async () => {
    const locked = join(home, 'locked')
    mkdirSync(locked, { mode: 0o500 })
    assert.equal((await dataFolder.examine(subject({ GLOACT_DATA_DIR: locked }))).state, 'failed')
  },
)

test('room is measured wherever something is written, each disk once, and the fullest decides', async () => {
  const attachments = join(home, 'elsewhere', 'attachments')
  const backups = join(home, 'backups')
  mkdirSync(backups)
  writeFileSync(join(home, 'last-backup.json'), JSON.stringify({ at: new Date(), file: join(backups, 'one.gloact') }))
  const asked = subject({ GLOACT_ATTACHMENTS_DIR: attachments })
  const room = (gigabytes: Readonly<Record<string, number>>): MeasureRoom => {
    const paths = Object.keys(gigabytes)
    return (path) => ({ free: (gigabytes[path] ?? gigabytes[home]!) * GB, disk: paths.indexOf(path) })
  }
  const found = (measure: MeasureRoom) => diskSpaceOf(measure).examine(asked)
  const plenty = await found(() => ({ free: 80 * GB, disk: 1 }))
  assert.deepEqual(plenty, { state: 'ok', found: '80.0 GB free' })
  assert.equal((await found(() => ({ free: 3 * GB, disk: 1 }))).state, 'warning')
  assert.equal((await found(() => ({ free: 0.2 * GB, disk: 1 }))).state, 'failed')

  const full = await found(room({ [home]: 80, [attachments]: 0.5, [backups]: 80 }))
  assert.equal(full.state, 'failed')
  assert.ok(full.found.includes(`0.5 GB free for attachments (${attachments})`), full.found)
  assert.ok(full.advice?.includes(attachments) && !full.advice.includes(backups))
  const tight = await found(room({ [home]: 80, [attachments]: 80, [backups]: 2 }))
  assert.equal(tight.state, 'warning')
  assert.ok(tight.advice?.includes(backups))

  const bucket = subject({ GLOACT_ATTACHMENTS: 's3', GLOACT_ATTACHMENTS_DIR: attachments })
  const measured: string[] = []
  await diskSpaceOf((path) => {
    measured.push(path)
    return { free: 80 * GB, disk: 1 }
  }).examine(bucket)
  assert.deepEqual(measured, [home, backups])
})

test('attachments that can be read and not written are wrong, and the folder that is set is named', async () => {
  const folder = join(home, 'photos')
  mkdirSync(folder)
  const asked = subject({ GLOACT_ATTACHMENTS_DIR: folder })
  assert.equal((await attachmentsWith(() => true).examine(asked)).state, 'ok')
  for (const locked of [folder, join(folder, 'incoming')]) {
    const finding = await attachmentsWith((path) => path !== locked).examine(asked)
    assert.equal(finding.state, 'failed')
    assert.equal(finding.found, `${folder} cannot be written`)
    assert.ok(finding.advice?.includes(folder))
  }
  const file = join(home, 'a-file')
  const noFolder = await attachmentsWith(() => true).examine(subject({ GLOACT_ATTACHMENTS_DIR: file }))
  assert.equal(noFolder.found, `${file} cannot be read`)
})
