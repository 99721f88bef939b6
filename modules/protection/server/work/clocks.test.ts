import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clockState, dueSoonFrom } from '@gloact/calendar'
import { asInstant, asPlainDate, unwrap, type Instant } from '@gloact/kernel'
import { readInScope, systemScope } from '@gloact/postgres'
import { sql } from 'kysely'
import type { DeadlineView } from '../../contract/reading/files.ts'
import { tables } from '../file/file-tables.ts'
import { listCaseFiles } from '../lists/list-case-files.ts'
import { fileTasks } from './read-my-work.ts'
import { renewWarnings } from './renew-warnings.ts'
import { act, consent, day, opening, protectionStage, STAFF } from '../testing/stage.ts'
import { stepsOn } from '../testing/steps.ts'

const stage = await protectionStage()
const { context, clock } = stage
const { open, record, read } = stepsOn(context)

/** Asked on Sunday 6 December 2026 in Demoland, where nobody works on Friday and Saturday. */
const ASKED = '2026-12-06'
const ZONE = context.rules.calendar.timeZone

async function askedFile(): Promise<string> {
  clock.set(`${ASKED}T06:00:00Z`)
  const happenedAt = `${ASKED}T05:00:00Z`
  const fileId = await open(STAFF.caseworker, [
    opening('adult', { contactOn: day(ASKED) }),
    act('consent_recorded', consent({ identification: true })),
  ])
  unwrap(
    await record(
      STAFF.caseworker,
      fileId,
      act(
        'identification_requested',
        { kind: 'reasonable_grounds', requestedOn: day(ASKED), bodyAgencyId: STAFF.authority.agencyId },
        { happenedAt },
      ),
    ),
  )
  return fileId
}

const stored = async (fileId: string) =>
  readInScope(context.db, systemScope('DL'), (trx) =>
    tables(trx)
      .selectFrom('protection.deadline')
      .select(['kind', 'due_at', 'warn_at', 'warned_by'])
      .where('file_id', '=', fileId)
      .orderBy('kind')
      .execute(),
  )

/** The file's own row has its clocks too: what it says of them may not differ. */
const warningsInRow = async (fileId: string) =>
  readInScope(context.db, systemScope('DL'), async (trx) => {
    const { clocks } = await tables(trx)
      .selectFrom('protection.case_file')
      .select('clocks')
      .where('id', '=', fileId)
      .executeTakeFirstOrThrow()
    return clocks.map(({ kind, dueAt, warnAt }) => `${kind} ${dueAt} ${warnAt}`).toSorted()
  })
const warningsOf = (rows: Awaited<ReturnType<typeof stored>>) =>
  rows.map(({ kind, due_at: dueAt, warn_at: warnAt }) => `${kind} ${dueAt} ${warnAt}`).toSorted()

test('asked on 6 December and due by the end of the 13th, every place warns from Thursday the 10th', async () => {
  const fileId = await askedFile()
  const [row] = (await stored(fileId)).filter(({ kind }) => kind === 'reasonable_grounds')
  const until = asPlainDate('2026-12-13')
  const rule = context.rules.deadlines.find(({ kind }) => kind === 'reasonable_grounds')!
  const from = dueSoonFrom(
    { dueAt: until, ...(rule.warnBefore && { warnBefore: rule.warnBefore }) },
    context.rules.calendar,
  )!
  assert.equal(row?.warn_at, from)
  for (const [now, state] of [
    [asInstant(Date.parse(from) - 1), 'running'],
    [from, 'due_soon'],
    [asInstant('2026-12-12T12:00:00Z'), 'due_soon'],
  ] as const) {
    clock.set(now)
    const inFile = (await read(STAFF.caseworker, fileId)).deadlines.find(({ kind }) => kind === 'reasonable_grounds')!
    const listed = unwrap(await listCaseFiles(context, STAFF.authority, { limit: 50 })).items.find(
      ({ id }) => id === fileId,
    )!.nextDeadline!
    const ofWorker = (await fileTasks(context, STAFF.caseworker)).find(
      (task) => task.kind === 'deadline' && task.about === 'reasonable_grounds',
    )!
    const ofAuthority = (await fileTasks(context, STAFF.authority)).find(({ kind }) => kind === 'decide')!
    for (const each of [inFile, listed, ofWorker, ofAuthority]) {
      assert.equal(each.warnAt, from)
      assert.equal(stateOf({ ...each, dueAt: each.dueAt! }, now), state)
    }
  }
})

const stateOf = ({ dueAt, warnAt }: Pick<DeadlineView, 'dueAt' | 'warnAt'>, now: Instant) =>
  clockState(
    { dueAt: asInstant(dueAt), warnAt: warnAt === null ? null : asInstant(warnAt), stoppedAt: null },
    now,
    ZONE,
  ).state

test('a clock that warns longer ahead than tasks are shown is a task as soon as it warns', async () => {
  const fileId = await askedFile()
  const plan = context.rules.deadlines.find(({ kind }) => kind === 'reasonable_grounds')!
  const rules = {
    ...context.rules,
    deadlines: [{ ...plan, unit: 'days' as const, amount: 60, warnBefore: { unit: 'days' as const, amount: 30 } }],
  }
  const early = stepsOn({ ...context, rules })
  unwrap(
    await early.record(
      STAFF.caseworker,
      fileId,
      act('note_added', { kind: 'general', text: 'Called.', notedOn: day(ASKED) }),
    ),
  )
  const kinds = async (now: string) => {
    clock.set(now)
    const tasks = await fileTasks({ ...context, rules }, STAFF.caseworker)
    return tasks.filter(({ file, kind }) => file.id === fileId && kind === 'deadline').length
  }
  assert.equal(await kinds('2027-01-01T00:00:00Z'), 0)
  assert.equal(await kinds('2027-01-07T00:00:00Z'), 1)
})

test('what an earlier version counted is counted again at the next start, once, and stands as if derived again', async () => {
  const fileId = await askedFile()
  await renewWarnings(context)
  const before = await stored(fileId)
  await stage.owner
    .updateTable('protection.deadline' as never)
    .set({ warn_at: sql`due_at - interval '1 day'`, warned_by: null } as never)
    .where('file_id' as never, '=', fileId as never)
    .execute()
  await sql`update protection.case_file set clocks = protection.clocks_of(id) where id = ${fileId}`.execute(stage.owner)
  assert.notDeepEqual(await stored(fileId), before)
  assert.notDeepEqual(await warningsInRow(fileId), warningsOf(before))
  assert.equal(await renewWarnings(context), before.length)
  assert.deepEqual(await stored(fileId), before)
  assert.deepEqual(await warningsInRow(fileId), warningsOf(before))
  assert.equal(await renewWarnings(context), 0)
})

test('a holiday that the country adds moves the warnings that are counted in working days, at the next start', async () => {
  const fileId = await askedFile()
  const { rules } = context
  const withHoliday = {
    ...rules,
    calendar: { ...rules.calendar, holidays: [...rules.calendar.holidays, { on: day('2026-12-10'), name: 'New' }] },
  }
  assert.ok((await renewWarnings({ db: context.db, rules: withHoliday })) > 0)
  const [grounds] = (await stored(fileId)).filter(({ kind }) => kind === 'reasonable_grounds')
  assert.equal(
    grounds?.warn_at,
    dueSoonFrom(
      { dueAt: asPlainDate('2026-12-13'), warnBefore: { unit: 'working_days', amount: 1 } },
      withHoliday.calendar,
    ),
  )
  await renewWarnings(context)
})
