import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { newId } from '@gloact/kernel'
import { openDatabase, startEmbedded } from '@gloact/postgres'
import { findLeaks } from '@gloact/vault/testing'
import { sql } from 'kysely'
import { loadedDataDir } from '../support/loaded-folder.ts'
import {
  ownerUrl,
  repository,
  signInAs,
  startServerProcess,
  temporaryDataDir,
  type Caller,
  type ServerProcess,
} from '../support/server-process.ts'

const source = loadedDataDir()
const target = temporaryDataDir()
after(source.remove)
after(target.remove)
const backups = join(source.dataDir, '..', 'backups')
/** Where the KEK and the list of erasures are kept: apart from both machines. */
const safe = join(source.dataDir, '..', 'safe')
mkdirSync(backups)
mkdirSync(safe, { mode: 0o700 })
const KEK = { GLOACT_KEK_FILE: join(safe, 'kek.json') }
const beside = join(source.dataDir, 'keys', 'kek.json')
if (existsSync(beside)) renameSync(beside, KEK.GLOACT_KEK_FILE)

const NAME = 'Mohira Saidova-Rahimzoda'
const NOTE = 'She wants to be called on Tuesdays, after the children are at school.'
const today = new Date().toISOString().slice(0, 10)

interface Called {
  readonly exit: number | null
  readonly json: Record<string, unknown>
  readonly error: string
}

/** `./gloact`, on a machine. */
function gloact(dataDir: string, args: readonly string[], env: NodeJS.ProcessEnv = KEK): Promise<Called> {
  const child = spawn(process.execPath, ['apps/cli/main.ts', ...args, '--json'], {
    cwd: repository,
    env: { ...process.env, GLOACT_DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let error = ''
  child.stdout.on('data', (chunk: Buffer) => (out += String(chunk)))
  child.stderr.on('data', (chunk: Buffer) => (error += String(chunk)))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (exit) => {
      const last = out.trimEnd().split('\n').at(-1) ?? ''
      resolve({ exit, json: JSON.parse(last === '' ? '{}' : last) as Record<string, unknown>, error })
    })
  })
}

const action = (type: string, payload: unknown, id: string = newId()) => ({
  id,
  type,
  payload,
  happenedAt: new Date().toISOString(),
})

async function openFile(caseworker: Caller): Promise<string> {
  const fileId = newId()
  const row = newId()
  const opened = await caseworker.post('/protection/files', {
    fileId,
    personId: newId(),
    actions: [
      action('file_opened', { age: 'not_sure', contactOn: today, channel: 'ngo', teamId: null, assignedTo: null }),
      action('answers_recorded', {
        form: 'identity',
        version: '1',
        edits: { [`names/${row}`]: { value: true }, [`names/${row}/given`]: { value: NAME } },
      }),
      action('note_added', { kind: 'general', text: NOTE, notedOn: today }),
    ],
  })
  assert.equal(opened.status, 201, JSON.stringify(opened.body))
  return fileId
}

/** Notes one after another until told to stop; gives the ids that the server acknowledged, in order. */
function keepWriting(caseworker: Caller, fileId: string) {
  const acknowledged: string[] = []
  const state = { going: true }
  const done = (async () => {
    while (state.going) {
      const id = newId()
      const noted = await caseworker.post(`/protection/files/${fileId}/actions`, {
        actions: [action('note_added', { kind: 'general', text: NOTE, notedOn: today }, id)],
      })
      assert.equal(noted.status, 200, JSON.stringify(noted.body))
      acknowledged.push(id)
    }
  })()
  return {
    acknowledged: () => [...acknowledged],
    /** Once a few were. */
    some: async () => {
      while (acknowledged.length < 5) await new Promise((resolve) => setImmediate(resolve))
      return [...acknowledged]
    },
    stop: async () => {
      state.going = false
      await done
    },
  }
}

/** Every row of every table as text, past row-level security. */
async function rowsOf(dataDir: string): Promise<Map<string, string[]>> {
  const db = openDatabase(ownerUrl(dataDir))
  try {
    const { rows: tables } = await sql<{ schema: string; name: string }>`
      select table_schema as schema, table_name as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
      order by 1, 2`.execute(db)
    const found = new Map<string, string[]>()
    for (const { schema, name } of tables) {
      const { rows } = await sql<{ line: string }>`
        select to_jsonb(t)::text as line from ${sql.id(schema, name)} t order by 1`.execute(db)
      found.set(
        `${schema}.${name}`,
        rows.map(({ line }) => line),
      )
    }
    return found
  } finally {
    await db.destroy()
  }
}

/** As `rowsOf`, while no server runs: PostgreSQL is started for it. */
async function rowsAtRest(dataDir: string): Promise<Map<string, string[]>> {
  const cluster = await startEmbedded({ dataDir })
  try {
    return await rowsOf(dataDir)
  } finally {
    await cluster.stop()
  }
}

async function actionIds(dataDir: string): Promise<Set<string>> {
  return new Set(
    (await rowsAtRest(dataDir)).get('protection.file_action')!.map((line) => (JSON.parse(line) as { id: string }).id),
  )
}

const only = (folder: string): string => {
  const [name, ...others] = readdirSync(folder)
  assert.ok(name !== undefined && others.length === 0, readdirSync(folder).join())
  return join(folder, name)
}

let server: ServerProcess | undefined
after(() => server?.kill())

test('a backup made while people write holds whatever was acknowledged before it began, and restores into an empty machine', async () => {
  server = await startServerProcess({ dataDir: source.dataDir, env: KEK })
  const caseworker = await signInAs(server, 'caseworker')
  const fileId = await openFile(caseworker)
  const writing = keepWriting(caseworker, fileId)
  const before = await writing.some()
  const made = await gloact(source.dataDir, ['backup', '--out', backups])
  const acknowledgedAtEnd = writing.acknowledged().length
  await writing.stop()
  assert.equal(made.exit, 0, made.error + JSON.stringify(made.json))
  assert.ok(acknowledgedAtEnd > before.length, 'somebody wrote meanwhile')
  const file = only(backups)
  assert.equal((await gloact(source.dataDir, ['backup', '--verify', file])).exit, 0)

  // The file says nothing to whoever finds it, and does not hold the KEK.
  const kekText = readFileSync(KEK.GLOACT_KEK_FILE, 'utf8')
  const kek = (JSON.parse(kekText) as { versions: { key: string }[] }).versions[0]!.key
  assert.deepEqual(findLeaks({ secrets: [NAME, NOTE, kek, 'case_file', 'ngo_worker'], paths: [file] }).leaks, [])

  const restored = await gloact(target.dataDir, ['restore', file])
  assert.equal(restored.exit, 0, restored.error + JSON.stringify(restored.json))
  const ids = await actionIds(target.dataDir)
  for (const id of before) assert.ok(ids.has(id), 'acknowledged before the backup began')
  rmSync(file)
  rmSync(target.dataDir, { recursive: true })
})

test('row by row a restored machine is the one that was backed up, and its files open', async () => {
  assert.equal(await server!.stop(), 0)
  // One that was erased since comes not back; here nobody was.
  const made = await gloact(source.dataDir, ['backup', '--out', backups])
  assert.equal(made.exit, 0, made.error + JSON.stringify(made.json))
  const restored = await gloact(target.dataDir, ['restore', only(backups)])
  assert.equal(restored.exit, 0, restored.error + JSON.stringify(restored.json))
  assert.equal((restored.json['chains'] as { broken?: unknown }).broken, undefined)
  assert.equal((restored.json['audit'] as { ok: boolean }).ok, true)

  const [there, here] = [await rowsAtRest(source.dataDir), await rowsAtRest(target.dataDir)]
  assert.deepEqual([...here.keys()], [...there.keys()])
  let compared = 0
  for (const [table, rows] of there) {
    const found = here.get(table)!
    if (table === 'audit.entry' || table === 'audit.open_entry') {
      // That it was made, and that it was restored, each on its own machine.
      const inBoth = rows.filter((row) => found.includes(row))
      assert.ok(rows.length - inBoth.length <= 1 && found.length - inBoth.length <= 1, table)
      compared += inBoth.length
    } else {
      assert.deepEqual(found, rows, table)
      compared += rows.length
    }
  }
  assert.ok(compared > 500, `${compared} rows compared`)

  const again = await gloact(target.dataDir, ['restore', only(backups)])
  assert.equal(again.exit, 3)
  assert.equal(again.json['error'], 'backup.database_not_empty')

  const next = await startServerProcess({ dataDir: target.dataDir, env: KEK })
  try {
    const caseworker = await signInAs(next, 'caseworker')
    const found = await caseworker.post('/protection/search', { text: NAME, limit: 5 })
    assert.equal(found.status, 200)
    const [hit] = (found.body as { matches: { file: { id: string } }[] }).matches
    assert.ok(hit, 'the person is found by name')
    const opened = await caseworker.get(`/protection/files/${hit.file.id}`)
    assert.equal(opened.status, 200)
    assert.ok(JSON.stringify(opened.body).includes(NOTE))
  } finally {
    assert.equal(await next.stop(), 0)
  }
})

test('without the KEK, with another or with half a file nothing is restored, and it is said why', async () => {
  const file = only(backups)
  const empty = temporaryDataDir()
  try {
    const error = async (path: string, env?: NodeJS.ProcessEnv) => {
      const called = await gloact(empty.dataDir, ['restore', path], env)
      assert.equal(called.exit, 3, called.error)
      return called.json['error']
    }
    assert.equal(await error(file, { GLOACT_KEK_FILE: join(safe, 'nowhere.json') }), 'vault.kek_missing')
    const other = join(safe, 'other.json')
    const document = JSON.parse(readFileSync(KEK.GLOACT_KEK_FILE, 'utf8')) as { versions: { key: string }[] }
    document.versions[0]!.key = Buffer.alloc(32, 7).toString('base64')
    writeFileSync(other, JSON.stringify(document), { mode: 0o600 })
    assert.equal(await error(file, { GLOACT_KEK_FILE: other }), 'backup.other_key')
    const half = join(safe, 'half.gloact')
    const bytes = readFileSync(file)
    writeFileSync(half, bytes.subarray(0, bytes.length / 2))
    assert.equal(await error(half), 'backup.damaged')
    cpSync(KEK.GLOACT_KEK_FILE, half)
    assert.equal(await error(half), 'backup.not_a_backup')
  } finally {
    empty.remove()
  }
})
