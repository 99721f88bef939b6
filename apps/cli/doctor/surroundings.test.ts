import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openDatabase } from '@gloact/postgres'
import { testDatabase } from '@gloact/postgres/testing'
import { poolerWithoutNotifications } from '@gloact/postgres/testing/pooler'
import { readSettings } from '../settings.ts'
import { databaseLog, notificationsWithin } from './database-settings.ts'
import type { Subject } from './examination.ts'
import { languages, languagesFound } from './languages.ts'
import { singleSignOn } from './single-sign-on.ts'

const { connections } = await testDatabase()
const db = openDatabase(connections.app, { max: 2 })
const owner = openDatabase(connections.owner, { max: 1 })
after(async () => {
  await db.destroy()
  await owner.destroy()
})
const pooler = await poolerWithoutNotifications(connections.app)
const home = mkdtempSync(join(tmpdir(), 'gloact-doctor-around-'))
after(() => rmSync(home, { recursive: true, force: true }))

const subject = (environment: NodeJS.ProcessEnv = {}, listenUrl = connections.app): Subject => ({
  settings: readSettings({ GLOACT_DATA_DIR: home, ...environment }),
  kind: 'production',
  serverUrl: undefined,
  database: { db, migratorUrl: connections.migrator, listenUrl },
})

test('behind a pooler that hands no notification on the doctor fails and names the setting; past it all is well', async () => {
  const within = notificationsWithin(300)
  assert.equal((await within.examine(subject())).state, 'ok')
  const behind = await within.examine(subject({}, pooler))
  assert.equal(behind.state, 'failed')
  assert.match(behind.advice ?? '', /DATABASE_DIRECT_URL/)
  const wrong = await within.examine(subject({ DATABASE_DIRECT_URL: pooler }, pooler))
  assert.match(wrong.advice ?? '', /DATABASE_DIRECT_URL has to name/)
})

test('a log of the database that would hold what people recorded is wrong, and each setting is named with its statement', async () => {
  assert.equal((await databaseLog.examine(subject())).state, 'ok')
  const role = new URL(connections.app).username
  const database = new URL(connections.app).pathname.slice(1)
  await owner.pool.query(`alter role ${role} in database ${database} set log_statement = 'all'`)
  await owner.pool.query(`alter role ${role} in database ${database} set log_parameter_max_length = -1`)
  const loud = openDatabase(connections.app, { max: 1 })
  try {
    const database = { db: loud, migratorUrl: connections.migrator, listenUrl: connections.app }
    const finding = await databaseLog.examine({ ...subject(), database })
    assert.equal(finding.state, 'failed')
    assert.equal(finding.found, 'log_parameter_max_length is -1, log_statement is all')
    assert.match(finding.advice ?? '', /set log_statement = 'none';/)
    assert.equal((await databaseLog.examine({ ...subject(), database, kind: 'demonstration' })).state, 'warning')
  } finally {
    await loud.destroy()
    await owner.pool.query(`alter role ${role} in database ${database} reset all`)
  }
})

test('a language of the country that the app is not written in is a warning; a variety of one that it is, is none', async () => {
  assert.deepEqual(languagesFound(['en', 'pt-MZ', 'ru']), { state: 'ok', found: 'en, pt-MZ, ru' })
  const { state, found } = languagesFound(['en', 'uk', 'lo'])
  assert.deepEqual([state, found], ['warning', 'the app is not written in uk, lo'])
  assert.equal((await languages.examine(subject())).state, 'ok')
  assert.equal((await languages.examine(subject({ GLOACT_COUNTRY_DIR: home }))).state, 'skipped')
})

test('a provider of single sign-on is asked whether it is there and is the one that was named', async () => {
  assert.deepEqual(await singleSignOn.examine(subject()), { state: 'ok', found: 'not used' })
  let description: Record<string, unknown> = {}
  const provider = createServer((request, response) => {
    const body = request.url === '/keys' ? { keys: [] } : description
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>((listening) => provider.listen(0, '127.0.0.1', listening))
  const issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`
  writeFileSync(join(home, 'secret'), 'invented')
  const environment = {
    GLOACT_OIDC_ISSUER: issuer,
    GLOACT_OIDC_CLIENT_ID: 'gloact',
    GLOACT_OIDC_CLIENT_SECRET_FILE: join(home, 'secret'),
    GLOACT_PUBLIC_URL: 'https://gloact.example.org',
  }
  const found = () => singleSignOn.examine(subject(environment))
  description = {
    issuer,
    authorization_endpoint: `${issuer}/a`,
    token_endpoint: `${issuer}/t`,
    jwks_uri: `${issuer}/keys`,
  }
  const well = await found()
  assert.equal(well.state, 'ok')
  assert.match(well.advice ?? '', /https:\/\/gloact\.example\.org\/sign-in\/return has to be registered/)
  description = { ...description, token_endpoint_auth_methods_supported: ['private_key_jwt'] }
  assert.match((await found()).found, /does not support client_secret_basic/)
  description = { ...description, issuer: `${issuer}/` }
  const other = await found()
  assert.deepEqual([other.state, other.found], ['failed', `the provider calls itself ${issuer}/`])
  provider.closeAllConnections()
  await new Promise((closed) => provider.close(closed))
  assert.match((await found()).found, /does not answer/)
  const { GLOACT_OIDC_CLIENT_ID: _id, ...incomplete } = environment
  assert.match((await singleSignOn.examine(subject(incomplete))).found, /GLOACT_OIDC_CLIENT_ID is missing/)
})
