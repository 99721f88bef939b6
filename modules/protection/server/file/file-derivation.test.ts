import { openLogged } from '@gloact/records/server'
import { FILE } from './file-kind.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canonicalJson, unwrap } from '@gloact/kernel'
import { replay } from '@gloact/ledger'
import { readInScope, systemScope } from '@gloact/postgres'
import { reduceFile, type FileAction } from '../../domain/file/actions/definitions.ts'
import { deriveAppointments } from '../../domain/file/appointments.ts'
import { deriveRow } from '../../domain/file/derive-row.ts'
import { deriveServices } from '../../domain/file/services.ts'
import { UNOPENED, type FileState } from '../../domain/file/file-state.ts'
import { sharesOf } from '../../domain/file/sharing.ts'
import { loadDemoFiles } from '../demo/demo-files.ts'
import { inOrderOfEnd, openState } from './file-store.ts'
import { tables } from './file-tables.ts'
import { protectionStage, STAFF } from '../testing/stage.ts'

const stage = await protectionStage()
const { context } = stage

const people = {
  frontline: STAFF.frontline,
  caseworker: STAFF.caseworker,
  supervisor: STAFF.supervisor,
  authority: STAFF.authority,
  childProtection: STAFF.childProtection,
}

test('replaying the log of every file of the demonstration gives its derived row, clocks, shares, services and appointments', async () => {
  await loadDemoFiles(context, people)
  const files = await readInScope(context.db, systemScope('DL'), (trx) =>
    tables(trx).selectFrom('protection.case_file').selectAll().execute(),
  )
  assert.ok(files.length >= 6)
  for (const row of files) {
    await readInScope(context.db, systemScope('DL'), async (trx) => {
      const key = unwrap(await context.vault.personKey(trx, row.person_id))
      const log = await tables(trx)
        .selectFrom('protection.file_action')
        .selectAll()
        .where('file_id', '=', row.id)
        .orderBy('sequence')
        .execute()
      const actions = log.map((stored) => openLogged(FILE, key, FILE.toStored(stored)))
      const state = replay<FileState, FileAction>((before, action) => reduceFile(before, action), UNOPENED, actions)
      assert.equal(canonicalJson(state), canonicalJson(openState(key, row.id, row.sealed_state)))
      const derived = deriveRow(state, context.rules)
      assert.deepEqual(
        {
          path: derived.path,
          status: derived.status,
          stage: derived.stage,
          team: derived.teamId,
          to: derived.assignedTo,
          opened: derived.openedOn,
          closed: derived.closedOn,
          awaited: derived.decisionAwaited,
          conflicts: derived.conflicts,
          coded: canonicalJson(derived.coded),
          clocks: inOrderOfEnd(derived.deadlines),
        },
        {
          path: row.path,
          status: row.status,
          stage: row.stage,
          team: row.team_id,
          to: row.assigned_to,
          opened: row.opened_on,
          closed: row.closed_on,
          awaited: row.decision_awaited,
          conflicts: row.conflicts,
          coded: canonicalJson(row.coded),
          clocks: row.clocks,
        },
      )
      const clocks = await tables(trx)
        .selectFrom('protection.deadline')
        .selectAll()
        .where('file_id', '=', row.id)
        .orderBy('kind')
        .execute()
      assert.deepEqual(
        clocks.map((clock) => ({
          kind: clock.kind,
          startedAt: clock.started_at,
          dueAt: clock.due_at,
          warnAt: clock.warn_at,
          stoppedAt: clock.stopped_at,
        })),
        derived.deadlines.toSorted((a, b) => (a.kind < b.kind ? -1 : 1)),
      )
      const appointments = await tables(trx)
        .selectFrom('protection.appointment')
        .selectAll()
        .where('file_id', '=', row.id)
        .orderBy('id')
        .execute()
      assert.deepEqual(
        appointments.map((each) => [each.id, each.kind, each.starts_at, each.ends_at, each.status, each.revision]),
        deriveAppointments(state, context.rules.calendar.timeZone)
          .map((each) => [each.id, each.kind, each.startsAt, each.endsAt, each.status, each.revision])
          .toSorted((a, b) => (a[0]! < b[0]! ? -1 : 1)),
      )
      const services = await tables(trx)
        .selectFrom('protection.service')
        .selectAll()
        .where('file_id', '=', row.id)
        .orderBy('id')
        .execute()
      assert.deepEqual(
        services.map((each) => [each.id, each.type, each.started_on, each.ended_on, each.result, each.result_on]),
        deriveServices(state.services)
          .map((each) => [each.id, each.type, each.startedOn, each.endedOn, each.result, each.resultOn])
          .toSorted((a, b) => (a[0]! < b[0]! ? -1 : 1)),
      )
      const shares = await tables(trx)
        .selectFrom('protection.file_share')
        .select(['agency_id', 'valid_until'])
        .where('file_id', '=', row.id)
        .where('ended_at', 'is', null)
        .orderBy('agency_id')
        .execute()
      assert.deepEqual(
        shares,
        sharesOf(state).map((share) => ({ agency_id: share.agencyId, valid_until: share.validUntil })),
      )
    })
  }
})

test('loading the demonstration again records nothing a second time', async () => {
  const count = async () =>
    readInScope(context.db, systemScope('DL'), (trx) =>
      tables(trx)
        .selectFrom('protection.file_action')
        .select((eb) => eb.fn.countAll<number>().as('actions'))
        .executeTakeFirstOrThrow(),
    )
  const before = await count()
  await loadDemoFiles(context, people)
  assert.deepEqual(await count(), before)
  // A first start that was interrupted is completed on another day.
  const now = context.clock.now()
  stage.clock.set('2026-12-03T22:30:00Z')
  await loadDemoFiles(context, people)
  stage.clock.set(now)
  assert.deepEqual(await count(), before)
})

test('a row keeps coded values in clear and nothing that somebody wrote', async () => {
  const rows = await stage.owner.selectFrom('protection.case_file').select(['coded']).execute()
  const text = JSON.stringify(rows)
  assert.ok(text.includes('"identity/gender"'))
  for (const said of [
    'Selam',
    'Олена',
    'يوسف',
    'Visited at the residence',
    'Wages recovered',
    'A lawyer of',
    'blue bag',
    'language school',
    'bus stop',
  ])
    assert.ok(!text.includes(said), said)
})
