import assert from 'node:assert/strict'
import { readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openDatabase, startEmbedded } from '@gloact/postgres'
import { sql } from 'kysely'
import {
  callerOf,
  freePort,
  ownerUrl,
  READY,
  startServerProcess,
  temporaryDataDir,
  untilReady,
} from '../support/server-process.ts'

const EMPTY = ['--no-demo']

function ownFolder() {
  const folder = temporaryDataDir()
  after(folder.remove)
  return folder.dataDir
}

const administrator = {
  name: 'Paul Thapa',
  email: 'paul@agency.example',
  password: 'a long and unlikely phrase of words',
  agencyName: 'Office',
  agencyType: 'central_government',
  language: 'en',
}

test('an empty instance is ready, tells how its first administrator is made, keeps data and stops in order', async () => {
  const dataDir = ownFolder()
  const first = await startServerProcess({ dataDir, args: EMPTY })
  try {
    assert.deepEqual(await (await fetch(`${first.url}/health`)).json(), { status: 'ok' })
    assert.deepEqual(await untilReady(first), READY)
    assert.deepEqual(first.signIns, [])
    const caller = callerOf(first.url)
    const wrong = await caller.post('/identity/first-administrator', {
      ...administrator,
      token: 'wrong-token-wrong-token',
    })
    assert.notEqual(wrong.status, 200)
    const made = await caller.post('/identity/first-administrator', {
      ...administrator,
      token: first.firstAdministratorToken,
    })
    assert.ok([200, 201].includes(made.status), JSON.stringify(made.body))
    assert.equal(statSync(join(dataDir, 'keys', 'kek.json')).mode & 0o077, 0)
    assert.equal(statSync(join(dataDir, 'logs', 'server.log')).mode & 0o077, 0)
  } finally {
    assert.equal(await first.stop(), 0)
  }
  const second = await startServerProcess({ dataDir, args: EMPTY })
  try {
    assert.equal(second.firstAdministratorToken, undefined, 'the administrator is still there')
  } finally {
    assert.equal(await second.stop(), 0)
  }
})

test('a server that was killed leaves nothing that blocks the next start, and what was acknowledged is there', async () => {
  const dataDir = ownFolder()
  const killed = await startServerProcess({ dataDir, args: EMPTY })
  const made = await callerOf(killed.url).post('/identity/first-administrator', {
    ...administrator,
    token: killed.firstAdministratorToken,
  })
  assert.ok([200, 201].includes(made.status), JSON.stringify(made.body))
  const port = Number(new URL(killed.url).port)
  await killed.kill()
  const next = await startServerProcess({ dataDir, port, args: EMPTY })
  try {
    assert.equal(next.firstAdministratorToken, undefined)
    // The database goes the same way, as in a power cut.
    process.kill(
      Number(readFileSync(join(await clusterDir(dataDir), 'postmaster.pid'), 'utf8').split('\n')[0]),
      'SIGKILL',
    )
  } finally {
    await next.kill()
  }
  const last = await startServerProcess({ dataDir, port, args: EMPTY })
  try {
    assert.equal(last.firstAdministratorToken, undefined)
  } finally {
    assert.equal(await last.stop(), 0)
  }
})

async function clusterDir(dataDir: string): Promise<string> {
  const db = openDatabase(ownerUrl(dataDir))
  try {
    const { rows } = await sql<{ data_directory: string }>`show data_directory`.execute(db)
    return rows[0]!.data_directory
  } finally {
    await db.destroy()
  }
}

test('a second server on the same folder, a port that is taken and a changed kind are each said in words', async () => {
  const dataDir = ownFolder()
  const server = await startServerProcess({ dataDir, args: EMPTY })
  try {
    await assert.rejects(startServerProcess({ dataDir, args: EMPTY }), /GloACT already runs on this data folder/)
  } finally {
    assert.equal(await server.stop(), 0)
  }
  await assert.rejects(
    startServerProcess({ dataDir }),
    /holds an instance for real people, which cannot become the demonstration/,
  )
  const port = await freePort()
  const taken = createServer()
  await new Promise<void>((listening) => taken.listen(port, 'localhost', listening))
  try {
    await assert.rejects(startServerProcess({ dataDir, port, args: EMPTY }), /is in use by another program/)
  } finally {
    taken.close()
  }
  await assert.rejects(startServerProcess({ dataDir, args: ['--nonsense'] }), /Usage: npm start/)
})

test('without the browser\u2019s app it runs, and says that nobody sees a page and how it is built', async () => {
  const server = await startServerProcess({ dataDir: ownFolder(), args: EMPTY, env: { GLOACT_WEB_DIR: ownFolder() } })
  try {
    assert.match(server.messages(), /Nobody sees a page[^]*prepare\.mjs --web/)
    const page = await fetch(server.url)
    assert.match(await page.text(), /have not been built/)
    assert.deepEqual(await untilReady(server), READY)
  } finally {
    assert.equal(await server.stop(), 0)
  }
})

test('it runs on a PostgreSQL of one\u2019s own, and refuses a role that can bypass row-level security', async () => {
  const cluster = await startEmbedded({ dataDir: join(ownFolder(), 'cluster'), durable: false })
  try {
    const env = { DATABASE_URL: cluster.connections.app, DATABASE_MIGRATOR_URL: cluster.connections.migrator }
    const server = await startServerProcess({ dataDir: ownFolder(), args: EMPTY, env })
    assert.deepEqual(await untilReady(server), READY)
    assert.equal(await server.stop(), 0)
    const asOwner = { DATABASE_URL: cluster.connections.owner }
    await assert.rejects(
      startServerProcess({ dataDir: ownFolder(), args: EMPTY, env: asOwner }),
      /can bypass row-level security/,
    )
  } finally {
    await cluster.stop()
  }
})

test('with --tls it answers over HTTPS with a certificate for this machine', async () => {
  const server = await startServerProcess({ dataDir: ownFolder(), args: [...EMPTY, '--tls'] })
  try {
    assert.match(server.url, /^https:/)
    const { get } = await import('node:https')
    const status = await new Promise<number | undefined>((resolve, reject) => {
      get(`${server.url}/health`, { ca: readFileSync(join(server.dataDir, 'keys', 'tls-cert.pem')) }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      }).on('error', reject)
    })
    assert.equal(status, 200)
  } finally {
    assert.equal(await server.stop(), 0)
  }
})

test('while the database is away the server says so, and recovers by itself', async () => {
  const folder = join(ownFolder(), 'cluster')
  const cluster = await startEmbedded({ dataDir: folder, durable: false })
  const env = { DATABASE_URL: cluster.connections.app, DATABASE_MIGRATOR_URL: cluster.connections.migrator }
  const server = await startServerProcess({ dataDir: ownFolder(), args: EMPTY, env })
  try {
    await cluster.stop()
    assert.equal((await fetch(`${server.url}/ready`)).status, 503)
    const away = await fetch(`${server.url}/api/v1/identity/session`)
    assert.equal(away.status, 503)
    assert.equal(((await away.json()) as { code: string }).code, 'http.unavailable')
    const again = await startEmbedded({ dataDir: folder, durable: false })
    try {
      assert.equal((await fetch(`${server.url}/api/v1/identity/session`)).status, 200)
    } finally {
      await server.stop()
      await again.stop()
    }
  } finally {
    await server.kill()
  }
})
