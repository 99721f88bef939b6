import assert from 'node:assert/strict'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { after, test } from 'node:test'
import { closeBlock, exportHead, fileAuditSigner } from '@gloact/audit'
import { isOfADay } from '@gloact/backup'
import { newId, systemClock, unwrap } from '@gloact/kernel'
import { openDatabase, startEmbedded } from '@gloact/postgres'
import { findLeaks } from '@gloact/vault/testing'
import { sql } from 'kysely'
import {
  action,
  attachLetter,
  closeFile,
  dataProtectionOfficer,
  erase,
  openAttachment,
  openFile,
  today,
} from '../support/file-story.ts'
import { gloact as run } from '../support/gloact-command.ts'
import { loadedDataDir } from '../support/loaded-folder.ts'
import {
  ownerUrl,
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
const HEADS = 'audit-heads.jsonl'
/** Where the KEK and the list of erasures are kept: apart from both machines. */
const safe = join(source.dataDir, '..', 'safe')
mkdirSync(backups)
mkdirSync(safe, { mode: 0o700 })
const KEK = { GLOACT_KEK_FILE: join(safe, 'kek.json') }
const beside = join(source.dataDir, 'keys', 'kek.json')
if (existsSync(beside)) renameSync(beside, KEK.GLOACT_KEK_FILE)

const NAME = 'Mohira Saidova-Rahimzoda'
const NOTE = 'She wants to be called on Tuesdays, after the children are at school.'
const LETTER = 'The landlord keeps her passport in the biscuit tin.'
const ERASED = { name: 'Zulfiya Karimberdieva', note: 'She does not want to be found.' }

const gloact = (dataDir: string, args: readonly string[], env: NodeJS.ProcessEnv = KEK) => run(dataDir, args, env)

/** Notes one after another until told to stop; gives the ids that the server acknowledged, in order. */
function keepWriting(caseworker: Caller, fileId: string) {
  const acknowledged: string[] = []
  const state = { going: true }
  const done = (async () => {
    while (state.going) {
      const id = newId()
      const noted = await caseworker.post(`/protection/files/${fileId}/actions`, {
        actions: [action('note_added', { kind: 'general', text: NOTE, notedOn: today() }, id)],
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

/** Every row of every table that lasts as text, past row-level security. */
async function rowsOf(dataDir: string): Promise<Map<string, string[]>> {
  const db = openDatabase(ownerUrl(dataDir))
  try {
    const { rows: tables } = await sql<{ schema: string; name: string }>`
      select table_schema as schema, table_name as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
      order by 1, 2`.execute(db)
    const found = new Map<string, string[]>()
    for (const { schema, name } of tables.filter((table) => !isOfADay(table))) {
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

const idsIn = (rows: ReadonlyMap<string, readonly string[]>, table: string): Set<string> =>
  new Set(rows.get(table)!.map((line) => (JSON.parse(line) as { id: string }).id))

/** The files below a folder, by name, to be compared byte by byte. */
const filesBelow = (folder: string): Map<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name, parentPath }): [string, string] => [name, readFileSync(join(parentPath, name)).toString('base64')])
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  )

const objectsOf = (dataDir: string) => filesBelow(join(dataDir, 'attachments'))

let server: ServerProcess | undefined
after(() => server?.kill())

const search = async (caller: Caller, text: string) => {
  const found = await caller.post('/protection/search', { text, limit: 5 })
  assert.equal(found.status, 200)
  return (found.body as { matches: { file: { id: string } }[] }).matches.map(({ file }) => file.id)
}

/** The backup from before somebody was erased. */
let first = ''
/** Documents that come with the invented country. */
let invented = 0

test('a backup made while people write restores into an empty machine: what was acknowledged opens, who was erased since does not', async () => {
  server = await startServerProcess({ dataDir: source.dataDir, env: KEK })
  invented = objectsOf(source.dataDir).size
  const caseworker = await signInAs(server, 'caseworker')
  const supervisor = await signInAs(server, 'supervisor')
  const officer = await dataProtectionOfficer(server, 'Shelter North', KEK)
  const { fileId } = await openFile(caseworker, { name: NAME, note: NOTE })
  const letter = await attachLetter(caseworker, fileId, LETTER)
  // Two who are erased: one before the backup, so that the list of erasures is known to be there, and one after it.
  const [before, since] = [await openFile(caseworker, ERASED), await openFile(caseworker, ERASED)]
  const erasedLetter = await attachLetter(caseworker, since.fileId, LETTER)
  for (const each of [before, since]) await closeFile(caseworker, supervisor, each.fileId)
  await erase(supervisor, officer, before.fileId)

  const writing = keepWriting(caseworker, fileId)
  const acknowledged = await writing.some()
  const made = await gloact(source.dataDir, ['backup', '--out', backups])
  const acknowledgedAtEnd = writing.acknowledged().length
  await writing.stop()
  assert.equal(made.exit, 0, made.error + JSON.stringify(made.json))
  assert.ok(acknowledgedAtEnd > acknowledged.length, 'somebody wrote meanwhile')
  first = String(made.json['out'])
  assert.deepEqual(readdirSync(backups), [basename(first)])
  assert.equal((await gloact(source.dataDir, ['backup', '--verify', first])).exit, 0)
  await erase(supervisor, officer, since.fileId)

  // The file says nothing to anyone who finds it, and does not hold the KEK.
  const kekText = readFileSync(KEK.GLOACT_KEK_FILE, 'utf8')
  const kek = (JSON.parse(kekText) as { versions: { key: string }[] }).versions[0]!.key
  const secrets = [NAME, NOTE, LETTER, ERASED.name, kek, 'case_file', 'ngo_worker']
  assert.deepEqual(findLeaks({ secrets, paths: [first] }).leaks, [])

  const restored = await gloact(target.dataDir, ['restore', first])
  assert.equal(restored.exit, 0, restored.error + JSON.stringify(restored.json))
  assert.equal(restored.json['erasedAgain'], 1)
  assert.equal(objectsOf(target.dataDir).size, invented + 1, 'no object of theirs')

  const there = await startServerProcess({ dataDir: target.dataDir, env: KEK })
  try {
    const rows = await rowsOf(target.dataDir)
    const ids = idsIn(rows, 'protection.file_action')
    for (const id of acknowledged) assert.ok(ids.has(id), 'acknowledged before the backup began')
    const again = await signInAs(there, 'caseworker')
    assert.deepEqual(await search(again, NAME), [fileId])
    const opened = await again.get(`/protection/files/${fileId}`)
    assert.equal(opened.status, 200)
    assert.ok(JSON.stringify(opened.body).includes(NOTE))
    const read = await openAttachment(again, fileId, letter)
    assert.equal(Buffer.from(read.body as Uint8Array).toString('utf8'), LETTER)

    assert.deepEqual(await search(again, ERASED.name), [])
    for (const each of [before, since]) {
      assert.equal((await again.get(`/protection/files/${each.fileId}`)).status, 404)
    }
    assert.equal((await openAttachment(again, since.fileId, erasedLetter)).status, 404)
    assert.ok(!idsIn(rows, 'protection.attachment').has(erasedLetter))
    const keys = rows
      .get('vault.person_key')!
      .map((line) => JSON.parse(line) as { person_id: string; wrapped: unknown })
    for (const { personId } of [before, since]) {
      assert.deepEqual(
        keys.filter((key) => key.person_id === personId).map(({ wrapped }) => wrapped),
        [null],
      )
    }
  } finally {
    assert.equal(await there.stop(), 0)
    rmSync(target.dataDir, { recursive: true })
  }
})

test('row by row and file by file a restored machine is the one that was backed up; --expire deletes old backups alone', async () => {
  assert.equal(await server!.stop(), 0)
  const [old, recent, foreign] = ['gloact-DL-20200101T020000Z.gloact', basename(first), 'gloact-2020.gloact']
  writeFileSync(join(backups, old), '')
  writeFileSync(join(backups, foreign), '')
  const cluster = await startEmbedded({ dataDir: source.dataDir })
  let second = ''
  let there: Map<string, string[]>
  try {
    // As the server does by itself each minute and each hour.
    const db = openDatabase(ownerUrl(source.dataDir))
    try {
      // A backup of another day than the one on which it is restored has other days of the queue's figures.
      await sql`create table jobs.queue_stats_20200101 partition of jobs.queue_stats
        for values from ('2020-01-01 00:00:00+00') to ('2020-01-02 00:00:00+00')`.execute(db)
      await closeBlock(db, unwrap(fileAuditSigner(join(source.dataDir, 'keys'))), systemClock)
      assert.ok(await exportHead(db, join(source.dataDir, HEADS), systemClock))
    } finally {
      await db.destroy()
    }
    const made = await gloact(source.dataDir, ['backup', '--out', backups, '--expire'])
    assert.equal(made.exit, 0, made.error + JSON.stringify(made.json))
    second = String(made.json['out'])
    assert.deepEqual(made.json['expired'], [old])
    assert.deepEqual(readdirSync(backups).toSorted(), [recent, foreign, basename(second)].toSorted())
    there = await rowsOf(source.dataDir)
  } finally {
    await cluster.stop()
  }

  const restored = await gloact(target.dataDir, ['restore', second])
  assert.equal(restored.exit, 0, restored.error + JSON.stringify(restored.json))
  assert.equal(restored.json['erasedAgain'], 0)
  assert.equal((restored.json['chains'] as { broken?: unknown }).broken, undefined)
  assert.equal((restored.json['audit'] as { ok: boolean }).ok, true)

  const here = await rowsAtRest(target.dataDir)
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

  // The session secret, with which second factors are sealed, what verifies the audit log, the keys by which other countries know this
  // one, and what people attached.
  const [kept, original] = [join(target.dataDir, 'keys'), join(source.dataDir, 'keys')].map(filesBelow)
  const names = [...original!.keys()].filter((name) =>
    /^(session-secret|access-sealed|audit-public-.*|exchange-.*)$/.test(name),
  )
  assert.ok(names.length >= 2, names.join())
  assert.deepEqual(
    [...kept!.keys()],
    names,
    'and neither the key that signs the audit log nor the one that opens what is sealed',
  )
  for (const name of names) assert.equal(kept!.get(name), original!.get(name), name)
  const heads = (dataDir: string) => readFileSync(join(dataDir, HEADS), 'utf8')
  assert.ok(heads(source.dataDir).length > 50)
  assert.equal(heads(target.dataDir), heads(source.dataDir))
  assert.equal(objectsOf(source.dataDir).size, invented + 1)
  assert.deepEqual(objectsOf(target.dataDir), objectsOf(source.dataDir))

  const again = await gloact(target.dataDir, ['restore', second])
  assert.equal(again.exit, 3)
  assert.equal(again.json['error'], 'backup.database_not_empty')
})

test('without the KEK, with another, with half a file or without the list of erasures nothing is restored, and it is said why', async () => {
  const file = first
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
    const lost = { ...KEK, GLOACT_ERASURE_LIST: join(safe, 'lost.jsonl') }
    assert.equal(await error(file, lost), 'erasures_missing')
    assert.ok(!existsSync(join(empty.dataDir, 'instance.json')), 'nothing was restored')
    // Somebody takes it upon themselves: anyone who was erased since the backup comes back.
    const restored = await gloact(empty.dataDir, ['restore', file, '--without-erasure-list'], lost)
    assert.equal(restored.exit, 0, restored.error + JSON.stringify(restored.json))
    assert.equal(restored.json['erasedAgain'], 0)
  } finally {
    empty.remove()
  }
})
