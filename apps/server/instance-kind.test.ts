import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { UPLOAD_LIMIT } from '@gloact/protection/contract/exchange/imports'
import { clearTraining, notedReset } from './clear-training.ts'
import { readConfig } from './config.ts'
import { pageOf } from './http-server.ts'
import { INSTANCE_KINDS, instanceKind, kindOf } from '@gloact/platform/instance-kind'
import { trainingEnvironment } from './training-environment.ts'

const folders: string[] = []
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'gloact-kind-'))
  folders.push(made)
  return made
}

test('what a folder is for is settled at its first start, and it refuses every other kind with a sentence that helps', () => {
  for (const first of INSTANCE_KINDS) {
    for (const next of INSTANCE_KINDS) {
      const dataDir = folder()
      assert.deepEqual(instanceKind(dataDir, first), { ok: true })
      const again = instanceKind(dataDir, next)
      assert.equal(again.ok, first === next, `${first} started as ${next}`)
      if (!again.ok) assert.match(again.why, /_DATA_DIR=\/path npm start/)
      assert.equal(kindOf(dataDir), first)
    }
  }
})

test('a folder with a database that nobody said to be for training does not become the sandbox', () => {
  const dataDir = folder()
  writeFileSync(join(dataDir, 'postgres.json'), '{}')
  assert.equal(instanceKind(dataDir, 'training').ok, false)
  assert.equal(kindOf(dataDir), undefined)
})

test('nothing but a sandbox is cleared, whatever asks for it', async () => {
  for (const kind of ['production', 'demonstration', undefined] as const) {
    const dataDir = folder()
    if (kind !== undefined) instanceKind(dataDir, kind)
    mkdirSync(join(dataDir, 'attachments'))
    writeFileSync(join(dataDir, 'attachments', 'kept'), 'kept')
    const before = readdirSync(dataDir)
    await assert.rejects(clearTraining(dataDir), /not a training sandbox/)
    assert.deepEqual(readdirSync(dataDir), before)
    assert.equal(readFileSync(join(dataDir, 'attachments', 'kept'), 'utf8'), 'kept')
  }
})

test('clearing a sandbox takes its keys, attachments and audit heads, and leaves what it is and its certificate', async () => {
  const dataDir = folder()
  instanceKind(dataDir, 'training')
  for (const name of ['keys', 'attachments', 'logs']) mkdirSync(join(dataDir, name))
  for (const name of [
    'keys/kek.json',
    'keys/session-secret',
    'keys/tls-key.pem',
    'attachments/a',
    'audit-heads.jsonl',
  ]) {
    writeFileSync(join(dataDir, name), 'x')
  }
  await clearTraining(dataDir)
  assert.deepEqual(readdirSync(join(dataDir, 'keys')), ['tls-key.pem'])
  assert.equal(existsSync(join(dataDir, 'attachments')), false)
  assert.equal(existsSync(join(dataDir, 'audit-heads.jsonl')), false)
  assert.equal(kindOf(dataDir), 'training')
  // Until it has started again it is not done, and the next start goes on with it.
  assert.equal(notedReset(dataDir)?.state, 'begun')
})

test('the sandbox reads none of the variables that lead to data, keys or other machines', () => {
  const dataDir = folder()
  const real = {
    DATABASE_URL: 'postgresql://real',
    DATABASE_MIGRATOR_URL: 'postgresql://real',
    GLOACT_DATA_DIR: '/srv/real',
    GLOACT_PORT: '4600',
    GLOACT_PUBLIC_URL: 'https://real.example',
    GLOACT_KEK_FILE: '/srv/keys/kek.json',
    GLOACT_KEK_PASSPHRASE: 'secret',
    GLOACT_KEK_CREDENTIAL: '1',
    GLOACT_ERASURE_LIST: '/srv/keys/erasures.jsonl',
    GLOACT_ATTACHMENTS: 's3',
    GLOACT_OIDC_ISSUER: 'https://login.example',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'https://traces.example',
    GLOACT_LOG: '/var/log/real.log',
    GLOACT_TRAINING_DATA_DIR: dataDir,
    GLOACT_TRAINING_URL: 'https://training.example',
  }
  const own = trainingEnvironment('/clone', real)
  assert.deepEqual(own, {
    GLOACT_DATA_DIR: dataDir,
    GLOACT_PORT: '4601',
    GLOACT_PUBLIC_URL: 'https://training.example',
  })
  const config = readConfig(['--training'], real)
  assert.equal(config.kind, 'training')
  assert.equal(config.databaseUrl, undefined)
  assert.deepEqual(config.kek, { kind: 'file', path: join(dataDir, 'keys', 'kek.json') })
  assert.equal(config.erasureList, join(dataDir, 'keys', 'erasures.jsonl'))
  assert.equal(config.log, join(dataDir, 'logs', 'server.log'))
  assert.equal(config.telemetry, undefined)
  assert.equal(config.singleSignOn, undefined)
  assert.equal(config.trainingUrl, undefined)
})

test('the instance beside it tells where the sandbox is, and takes only an address for it', () => {
  const dataDir = folder()
  const at = (url: string) => readConfig(['--no-demo'], { GLOACT_DATA_DIR: dataDir, GLOACT_TRAINING_URL: url })
  assert.equal(at('https://training.example').trainingUrl, 'https://training.example')
  assert.equal(at('').trainingUrl, undefined)
  assert.throws(() => at('javascript:alert(1)'), TypeError)
})

test('an instance is of one kind, and only a sandbox is asked to begin again', () => {
  const environment = { GLOACT_DATA_DIR: folder(), GLOACT_TRAINING_DATA_DIR: folder() }
  assert.throws(() => readConfig(['--training', '--no-demo'], environment), /two kinds/)
  assert.throws(() => readConfig(['--reset'], environment), /Only the training sandbox/)
  assert.throws(() => readConfig(['--no-demo', '--reset'], environment), /Only the training sandbox/)
})

test('the page of the sandbox is marked before any script runs, and no other is', () => {
  const page = readFileSync(join(import.meta.dirname, '..', 'web', 'index.html'), 'utf8')
  const marked = pageOf(page, 'training')
  assert.match(marked, /<html [^>]*data-instance="training"/)
  assert.match(marked, /<title>Notes \(practice\)<\/title>/)
  assert.match(marked, /icon-training\.svg/)
  assert.equal(pageOf(page, 'production'), page)
  assert.equal(pageOf(page, 'demonstration'), page)
})

test('no proxy in front is said by 0, by nothing and by an empty setting; what is no number is refused', () => {
  const behind = (proxies: string | undefined) =>
    readConfig(['--no-demo'], {
      GLOACT_DATA_DIR: folder(),
      ...(proxies !== undefined && { GLOACT_TRUST_PROXY: proxies }),
    }).trustProxy
  assert.deepEqual([undefined, '', '0', '1', '10'].map(behind), [0, 0, 0, 1, 10])
  for (const wrong of ['11', '-1', 'yes', '1.5']) assert.throws(() => behind(wrong), /GLOACT_TRUST_PROXY has to be/)
})

test('the proxies of deploy/ let through the most that the server can be told to take', () => {
  const mostMegabytes = 200
  const takes = (size: number) =>
    readConfig(['--no-demo'], { GLOACT_DATA_DIR: folder(), GLOACT_ATTACHMENT_MAX_MB: String(size) }).maxAttachmentBytes
  assert.ok(UPLOAD_LIMIT <= takes(mostMegabytes))
  assert.throws(() => takes(mostMegabytes + 1), /GLOACT_ATTACHMENT_MAX_MB/)
  const deployed = (name: string) => readFileSync(join(import.meta.dirname, '..', '..', 'deploy', name), 'utf8')
  assert.match(deployed('nginx.conf'), new RegExp(`client_max_body_size ${mostMegabytes}m;`))
  assert.match(deployed('Caddyfile'), new RegExp(`max_size ${mostMegabytes}MB`))
})
