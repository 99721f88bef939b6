import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { after, test } from 'node:test'
import { auditPublicKeys, closeBlock, fileAuditSigner } from '@gloact/audit'
import { newId, unwrap } from '@gloact/kernel'
import { sql, type Transaction } from 'kysely'
import { checkAtNight } from './check-at-night.ts'
import { act, day, opening, protectionStage, STAFF, TEAM, TODAY } from '../testing/stage.ts'
import { stepsOn } from '../testing/steps.ts'
import { verifyChangedChains, verifyFileChains } from './verify-chains.ts'

const stage = await protectionStage()
const { context, db, owner } = stage
const on = stepsOn(context)
const { caseworker, colleague } = STAFF

const note = () => act('note_added', { kind: 'general', text: 'She is safe.', notedOn: day(TODAY) })

/** A file of three actions, each recorded with an audit entry of its own but the first two. */
async function newFile(): Promise<string> {
  const fileId = await on.open(caseworker, [opening('child', { teamId: TEAM }), note()])
  unwrap(await on.record(caseworker, fileId, note()))
  return fileId
}

/** As somebody who rules the database, past its own protections; put back afterwards. */
async function tampered(change: (trx: Transaction<unknown>) => Promise<unknown>, then: () => Promise<void>) {
  const tables = ['protection.case_file', 'protection.file_action', 'audit.entry', 'audit.open_entry']
  for (const table of tables)
    await sql`create table ${sql.table(`${table}_kept`)} as table ${sql.table(table)}`.execute(owner)
  const past = (work: (trx: Transaction<unknown>) => Promise<unknown>) =>
    owner.transaction().execute(async (trx) => {
      await sql`set local session_replication_role = replica`.execute(trx)
      await work(trx)
    })
  try {
    await past(change)
    await then()
  } finally {
    await past(async (trx) => {
      for (const table of tables) {
        await sql`delete from ${sql.table(table)}`.execute(trx)
        await sql`insert into ${sql.table(table)} overriding system value table ${sql.table(`${table}_kept`)}`.execute(
          trx,
        )
        await sql`drop table ${sql.table(`${table}_kept`)}`.execute(trx)
      }
    })
  }
}

const reasonOf = async (): Promise<string | undefined> => (await verifyFileChains(db)).broken?.break.reason

/** What brings a file back to what it was before its last action, as whole as it was then. */
const turnBack = (fileId: string) => async (trx: Transaction<unknown>) => {
  await sql`delete from protection.file_action where file_id = ${fileId} and sequence = 3`.execute(trx)
  await sql`update protection.case_file set sequence = 2, head_hash =
    (select hash from protection.file_action where file_id = ${fileId} and sequence = 2) where id = ${fileId}`.execute(
    trx,
  )
}

/**
 * Whatever was written while any transaction of the cluster was under way, in another test's database too, counts as new again:
 * waits until those have ended that are as old as an action.
 */
async function untilNoneCountsAsNew(): Promise<void> {
  for (const end = Date.now() + 300_000; ; await delay(100)) {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from protection.file_action
      where age(xmin) <= age(pg_snapshot_xmin(pg_current_snapshot())::xid)`.execute(owner)
    if (rows[0]!.n === 0) return
    assert.ok(Date.now() < end, `${rows[0]!.n} actions still count as new after five minutes`)
  }
}

test('files are whole, and every action of them is held by the audit log', async () => {
  await newFile()
  const verified = await verifyFileChains(db)
  assert.equal(verified.broken, undefined)
  assert.ok(verified.files > 0 && verified.held === verified.actions, JSON.stringify(verified))
})

test('a file that was turned back, rewritten, added to or taken away is found, whichever way it was done', async () => {
  const [fileId, other] = [await newFile(), await newFile()]
  await tampered(turnBack(fileId), async () => {
    const { broken } = await verifyFileChains(db)
    assert.deepEqual(broken, { fileId, break: { brokenAt: 3, reason: 'behind_audit' } })
  })
  await tampered(
    (trx) =>
      sql`update protection.file_action set actor_id = ${colleague.userId} where file_id = ${fileId} and sequence = 2`.execute(
        trx,
      ),
    async () => {
      const { broken } = await verifyFileChains(db)
      assert.deepEqual(broken, { fileId, break: { brokenAt: 2, reason: 'hash' } })
    },
  )
  await tampered(
    async (trx) => {
      await turnBack(fileId)(trx)
      await turnBack(other)(trx)
    },
    async () => {
      const { broken, alsoBroken } = await verifyFileChains(db)
      const named = [broken, ...(alsoBroken ?? [])].map((one) => [one?.fileId, one?.break.reason])
      assert.deepEqual(
        named,
        [fileId, other].toSorted().map((id) => [id, 'behind_audit']),
        'each of them, not the first alone',
      )
    },
  )
  // A chain has no key: anyone who rewrites one may hash it again, and end its row with it.
  await tampered(
    async (trx) => {
      await sql`update protection.file_action set hash = sha256('another') where file_id = ${fileId} and sequence = 3`.execute(
        trx,
      )
      await sql`update protection.case_file set head_hash = sha256('another') where id = ${fileId}`.execute(trx)
    },
    async () => assert.equal(await reasonOf(), 'hash'),
  )
  await tampered(
    async (trx) => {
      await sql`delete from protection.file_action where file_id = ${fileId}`.execute(trx)
      await sql`update protection.file_action set file_id = ${fileId} where file_id = ${other}`.execute(trx)
    },
    async () => assert.ok(await reasonOf()),
  )
  await tampered(
    async (trx) => {
      await sql`delete from audit.open_entry where sequence in (select sequence from audit.entry where object_id = ${fileId}
        and action = 'file.action_recorded')`.execute(trx)
      await sql`delete from audit.entry where object_id = ${fileId} and action = 'file.action_recorded'`.execute(trx)
    },
    async () => assert.equal(await reasonOf(), 'beyond_audit'),
  )
  await tampered(
    async (trx) => {
      await sql`delete from protection.file_action where file_id = ${fileId}`.execute(trx)
      await sql`delete from protection.case_file where id = ${fileId}`.execute(trx)
    },
    async () => assert.equal(await reasonOf(), 'gone'),
  )
  assert.equal(await reasonOf(), undefined, 'all was put back')
})

test('of a file from before the audit log held hashes the places count, and its head is held from the first night on', async () => {
  const fileId = await newFile()
  // As an earlier version recorded it.
  await owner.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx)
    await sql`update audit.entry set detail = detail - 'hashes' where object_id = ${fileId}`.execute(trx)
    await sql`update audit.entry set detail = detail - 'first' - 'last' where object_id = ${fileId} and action = 'file.opened'`.execute(
      trx,
    )
  })
  const before = await verifyFileChains(db)
  assert.equal(before.actions - before.held, 3)
  await tampered(turnBack(fileId), async () => assert.equal(await reasonOf(), 'behind_audit'))
  const night = await verifyChangedChains(db, undefined)
  assert.deepEqual([night.broken, night.witnessed], [undefined, 1])
  const afterwards = await verifyFileChains(db)
  assert.equal(afterwards.held, afterwards.actions)
  assert.equal((await verifyChangedChains(db, night.upTo)).witnessed, 0, 'once')
})

test('a night reads what changed since the last and a part of the rest, holds every head, and finds an old file that was changed', async () => {
  const old = await newFile()
  const first = await verifyChangedChains(db, undefined)
  assert.deepEqual([first.read, first.broken], [first.heads, undefined], 'without an earlier check every file is read')
  await newFile()
  const { rows } = await sql<{ part: number; n: number }>`
    select abs(hashtext(id::text)) % 30 as part, count(*)::int as n from protection.case_file group by 1`.execute(owner)
  const inPart = new Map(rows.map(({ part, n }) => [part, n]))
  await untilNoneCountsAsNew()
  let { upTo } = await verifyChangedChains(db, first.upTo)
  const parts: number[] = []
  for (let night = 0; night < 30; night++) {
    parts.push(upTo.part)
    const check = await verifyChangedChains(db, upTo)
    assert.equal(check.broken, undefined)
    assert.equal(check.read, inPart.get(upTo.part) ?? 0)
    upTo = check.upTo
  }
  assert.equal(new Set(parts).size, 30, 'in thirty nights every part has its turn')

  await tampered(turnBack(old), async () => {
    assert.equal((await verifyChangedChains(db, upTo)).broken?.break.reason, 'behind_audit')
  })
  const rewritten = (await verifyChangedChains(db, undefined)).upTo
  await tampered(
    (trx) =>
      sql`update protection.file_action set actor_id = ${colleague.userId} where file_id = ${old} and sequence = 1`.execute(
        trx,
      ),
    async () => {
      // Its change is to be found, not its turn.
      const { rows: turn } = await sql<{
        part: number
      }>`select (abs(hashtext(${old}::text)) % 30 + 1) % 30 as part`.execute(owner)
      const later = { ...rewritten, part: turn[0]!.part }
      assert.deepEqual((await verifyChangedChains(db, later)).broken, {
        fileId: old,
        break: { brokenAt: 1, reason: 'hash' },
      })
    },
  )
})

test('what a check was told of another cluster, or what somebody wrote into its state, has every file read', async () => {
  const { upTo, heads } = await verifyChangedChains(db, undefined)
  assert.equal((await verifyChangedChains(db, { ...upTo, cluster: 'another' })).read, heads)
  assert.equal((await verifyChangedChains(db, { ...upTo, horizon: '999999999999' })).read, heads)

  const folder = mkdtempSync(join(tmpdir(), 'gloact-night-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  const signer = unwrap(fileAuditSigner(folder))
  await closeBlock(db, signer, context.clock)
  const stateFile = join(folder, 'files-checked.json')
  const night = () => checkAtNight({ db, country: 'DL', audit: { publicKeys: auditPublicKeys(folder) }, stateFile })
  for (const state of [undefined, '', 'null', '{"cluster":1}', JSON.stringify({ ...upTo, horizon: '1; select 1' })]) {
    if (state !== undefined) writeFileSync(stateFile, state)
    assert.deepEqual(await night(), { ok: true })
    const told = await lastTold()
    assert.deepEqual([told['result'], told['read']], ['whole', told['files']], String(state))
  }
  const kept = readFileSync(stateFile, 'utf8')
  const fileId = await newFile()
  await tampered(turnBack(fileId), async () => {
    const found = await night()
    assert.deepEqual(found, { ok: false, file: { fileId, break: { brokenAt: 3, reason: 'behind_audit' } } })
    assert.equal((await lastTold())['result'], 'behind_audit')
    assert.equal(readFileSync(stateFile, 'utf8'), kept, 'what was found broken is read again the next night')
  })
})

test('a request of another module that is not what was recorded is found in the night, and told', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gloact-night-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  const broken = { requestId: newId(), break: { brokenAt: 2, reason: 'hash' } }
  const found = await checkAtNight({
    db,
    country: 'DL',
    audit: { publicKeys: auditPublicKeys(folder) },
    stateFile: join(folder, 'files-checked.json'),
    requests: async () => ({ requests: 4, steps: 9, broken }),
  })
  assert.deepEqual([found.ok, found.request], [false, broken])
  const told = await lastTold()
  assert.deepEqual([told['requests'], told['request']], [4, broken.requestId])
})

async function lastTold(): Promise<Record<string, unknown>> {
  const { rows } = await sql<{ detail: Record<string, unknown> }>`
    select detail from audit.entry where action = 'audit.verified' order by sequence desc limit 1`.execute(owner)
  return rows[0]!.detail
}
