import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { auditPublicKeys, closeBlock, fileAuditSigner, verifyAudit } from '@gloact/audit'
import { newId, systemClock, unwrap } from '@gloact/kernel'
import { verifyChain, type StoredAction } from '@gloact/ledger'
import { openDatabase } from '@gloact/postgres'
import { sql } from 'kysely'
import { untilHandled } from '../support/handled.ts'
import { loadedDataDir } from '../support/loaded-folder.ts'
import { until } from '../support/until.ts'
import { ownerUrl, signInAs, startServerProcess, type Caller, type ServerProcess } from '../support/server-process.ts'

const folder = loadedDataDir()
after(folder.remove)

const FILES = 20
const WRITES = 1_000
const AT_ONCE = 64
/** The server is killed once this many were acknowledged: some are on their way then, and most have not been sent. */
const KILLED_AFTER = 400

const today = new Date().toISOString().slice(0, 10)
const action = (type: string, payload: unknown) => ({
  id: newId(),
  type,
  payload,
  happenedAt: new Date().toISOString(),
})

const openFile = async (caller: Caller): Promise<string> => {
  const fileId = newId()
  const opened = await caller.post('/protection/files', {
    fileId,
    personId: newId(),
    actions: [
      action('file_opened', { age: 'not_sure', contactOn: today, channel: 'ngo', teamId: null, assignedTo: null }),
    ],
  })
  assert.equal(opened.status, 201, JSON.stringify(opened.body))
  return fileId
}

interface Write {
  readonly fileId: string
  readonly action: ReturnType<typeof action>
}

/** Sends all writes, so many at a time; answers which were acknowledged. What fails on the way is not, and has no status. */
async function send(
  caller: Caller,
  writes: readonly Write[],
  told: (status: number | undefined, acknowledged: number) => void,
): Promise<Set<string>> {
  const done = new Set<string>()
  const waiting = writes[Symbol.iterator]()
  const lane = async (): Promise<void> => {
    for (const write of waiting) {
      // The server is killed while it answers: what got no answer was not acknowledged.
      const answer = await caller
        .post(`/protection/files/${write.fileId}/actions`, { actions: [write.action] })
        .catch(() => null)
      if (answer?.status === 200) done.add(write.action.id)
      told(answer?.status, done.size)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  return done
}

interface StoredRow {
  readonly id: string
  readonly file_id: string
  readonly sequence: number
  readonly type: string
  readonly replaces: readonly string[]
  readonly sealed_payload: Uint8Array
  readonly actor_id: string
  readonly happened_at: string
  readonly device_time: string | null
  readonly recorded_at: string
  readonly previous_hash: Uint8Array
  readonly hash: Uint8Array
}

const asStored = (row: StoredRow): StoredAction =>
  ({
    id: row.id,
    fileId: row.file_id,
    type: row.type,
    replaces: row.replaces,
    sealedPayload: row.sealed_payload,
    actor: row.actor_id,
    happenedAt: row.happened_at,
    deviceTime: row.device_time,
    recordedAt: row.recorded_at,
    sequence: row.sequence,
    previousHash: row.previous_hash,
    hash: row.hash,
  }) as unknown as StoredAction

async function logsOf(dataDir: string, fileIds: readonly string[]): Promise<ReadonlyMap<string, StoredAction[]>> {
  const db = openDatabase(ownerUrl(dataDir))
  try {
    const logs = new Map<string, StoredAction[]>()
    const { rows } = await sql<StoredRow>`
      select * from protection.file_action where file_id = any(${fileIds}::uuid[]) order by file_id, sequence`.execute(
      db,
    )
    for (const row of rows) logs.set(row.file_id, [...(logs.get(row.file_id) ?? []), asStored(row)])
    return logs
  } finally {
    await db.destroy()
  }
}

/**
 * The audit log, with the entries that wait put into a block, verifies; and it tells of each write that is there and of no
 * other: an entry is written with what it tells of, or neither is.
 */
async function auditTellsOf(dataDir: string, logs: ReadonlyMap<string, readonly StoredAction[]>): Promise<void> {
  const keys = join(dataDir, 'keys')
  const db = openDatabase(ownerUrl(dataDir))
  try {
    await closeBlock(db, unwrap(fileAuditSigner(keys)), systemClock)
    const verified = await verifyAudit(db, {
      publicKeys: auditPublicKeys(keys),
      headsFile: join(dataDir, 'audit-heads.jsonl'),
    })
    assert.deepEqual(verified.firstBroken, undefined)
    const { rows } = await sql<{ id: string; told: number; last: number }>`
      select object_id as id, count(*)::int as told, max((detail->>'last')::int) as last from audit.entry
      where action = 'file.action_recorded' and object_id = any(${[...logs.keys()]}) group by object_id`.execute(db)
    const told = new Map(rows.map((row) => [row.id, row]))
    for (const [fileId, log] of logs)
      // All but the one by which the file was opened, which has an entry of its own.
      assert.deepEqual([told.get(fileId)?.told, told.get(fileId)?.last], [log.length - 1, log.length])
    assert.ok(verified.blocks > 0 && verified.entries > rows.length, JSON.stringify(verified))
  } finally {
    await db.destroy()
  }
}

test('a server that is killed in the middle of 1,000 concurrent writes has each acknowledged one exactly once, and every chain and the audit log are whole', async () => {
  let server: ServerProcess = await startServerProcess({ dataDir: folder.dataDir })
  const first = await signInAs(server, 'caseworker')
  const fileIds: string[] = []
  for (let count = 0; count < FILES; count++) fileIds.push(await openFile(first))
  // The child protection authority is notified of each, once: an action of its own.
  await untilHandled(ownerUrl(folder.dataDir), ['protection.tell_child_protection'])
  const writes = Array.from({ length: WRITES }, (_, index): Write => ({
    fileId: fileIds[index % FILES]!,
    action: action('note_added', { kind: 'general', text: `The ${index}th thing that was said.`, notedOn: today }),
  }))

  let killing: Promise<void> | undefined
  const acknowledged = await send(first, writes, (_status, count) => {
    if (count >= KILLED_AFTER) killing ??= server.kill()
  })
  await killing
  assert.ok(acknowledged.size >= KILLED_AFTER && acknowledged.size < WRITES, `${acknowledged.size} were acknowledged`)

  server = await startServerProcess({ dataDir: folder.dataDir })
  try {
    const after1 = await logsOf(folder.dataDir, fileIds)
    const there = [...after1.values()].flat().map(({ id }) => id as string)
    assert.equal(new Set(there).size, there.length, 'nothing is there twice')
    for (const id of acknowledged) assert.ok(there.includes(id), 'what was acknowledged is there')
    for (const log of after1.values()) assert.ok(verifyChain(log).ok, 'the chain verifies')
    await auditTellsOf(folder.dataDir, after1)

    // The device does not know which of the others arrived: it sends everything again, and what a busy server turned away once more.
    const second = await signInAs(server, 'caseworker')
    const sentAgain = new Set<string>()
    await until(
      'everything is acknowledged',
      async () => {
        const left = writes.filter((write) => !sentAgain.has(write.action.id))
        const taken = await send(second, left, (status) => assert.ok(status === 200 || status === 503, String(status)))
        for (const id of taken) sentAgain.add(id)
        return sentAgain.size === WRITES
      },
      { within: 10 * 60_000 },
    )
    const after2 = await logsOf(folder.dataDir, fileIds)
    assert.equal([...after2.values()].flat().length, WRITES + 2 * FILES)
    for (const log of after2.values()) assert.ok(verifyChain(log).ok, 'the chain verifies')
    await auditTellsOf(folder.dataDir, after2)
    const read = await second.get(`/protection/files/${fileIds[0]}`)
    assert.equal((read.body as { notes: unknown[] }).notes.length, WRITES / FILES)
  } finally {
    assert.equal(await server.stop(), 0)
  }
})
