import { headOfRecord } from '@gloact/records/server'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId, ok, unwrap } from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import type { FileState } from '../../domain/file/file-state.ts'
import { lockFile, NOBODY, rowColumns } from './file-store.ts'
import { tables } from './file-tables.ts'
import { fileTasks } from '../work/read-my-work.ts'
import { act, consent, day, identityAnswers, opening, protectionStage, STAFF, TODAY } from '../testing/stage.ts'
import { ask, stepsOn } from '../testing/steps.ts'

const stage = await protectionStage()
const { context } = stage
const { open, record, read } = stepsOn(context)

const DAYS = 86_400_000
const now = Date.parse(`${TODAY}T09:00:00Z`)
const refusal = (clock: number) =>
  act('refusal_recorded', { kind: 'identification', declinedOn: day(TODAY), explained: null }, { id: newId(clock) })
const consenting = (clock: number) => act('consent_recorded', consent({ identification: true }), { id: newId(clock) })

/** An adult's file in which consent was recorded on a phone with this clock. */
const openedBy = (clock: number) =>
  open(STAFF.caseworker, [opening('adult'), consenting(clock), identityAnswers([{ given: 'Nurgul' }])])

const sharedNow = (fileId: string) =>
  readInScope(context.db, systemScope('DL'), (trx) =>
    tables(trx)
      .selectFrom('protection.file_share')
      .select('agency_id')
      .where('file_id', '=', fileId)
      .where('ended_at', 'is', null)
      .execute(),
  )

test('a later no ends what was shared, though it comes from a phone whose clock is a year slow', async () => {
  const fileId = await openedBy(now + 365 * DAYS)
  unwrap(await record(STAFF.caseworker, fileId, ask('reasonable_grounds')))
  assert.equal((await sharedNow(fileId)).length, 1)
  unwrap(await record(STAFF.caseworker, fileId, refusal(now - 365 * DAYS)))
  assert.deepEqual(await sharedNow(fileId), [])
  const { steps } = await read(STAFF.caseworker, fileId)
  assert.equal(steps.find(({ stage: at }) => at === 'reasonable_grounds')?.state, 'declined')
  assert.ok(!(await fileTasks(context, STAFF.authority)).some(({ file }) => file.id === fileId))
})

test('a later yes lets identification be asked for, though the no came from a phone whose clock is a year fast', async () => {
  const fileId = await openedBy(now)
  unwrap(await record(STAFF.caseworker, fileId, refusal(now + 365 * DAYS)))
  const refused = await record(STAFF.caseworker, fileId, ask('reasonable_grounds'))
  assert.equal(refused.ok ? 'asked' : refused.error.code, 'protection.identification_declined')
  const again = consenting(now - DAYS)
  unwrap(await record(STAFF.caseworker, fileId, again))
  unwrap(await record(STAFF.supervisor, fileId, act('consent_confirmed', { consentId: again.id })))
  unwrap(await record(STAFF.caseworker, fileId, ask('reasonable_grounds')))
  assert.equal((await sharedNow(fileId)).length, 1)
})

test('a file that an earlier version sealed is told by its log in which order its reviews were set', async () => {
  const fileId = await openedBy(now)
  const assessment = act(
    'risk_assessed',
    {
      assessedOn: day(TODAY),
      risks: [
        {
          dimension: 'threat',
          likelihood: { value: 4 },
          impact: { value: 4 },
          what: 'The employer telephones.',
          mitigation: 'A new number.',
          ownerId: STAFF.caseworker.userId,
          reviewOn: day('2026-12-01'),
        },
      ],
      overall: 'high',
      overallReason: null,
      personTookPart: { value: 'yes' },
      safetyPlan: { signs: null, steps: 'Goes to the neighbour.', people: null, places: null },
    },
    { id: newId(now + 365 * DAYS) },
  )
  const review = act(
    'review_held',
    {
      of: 'risk',
      heldOn: day(TODAY),
      participants: '',
      findings: 'Less of it.',
      decision: 'continue',
      nextReviewOn: day('2027-01-15'),
    } as never,
    { id: newId(now - 365 * DAYS) },
  )
  unwrap(await record(STAFF.caseworker, fileId, assessment))
  unwrap(await record(STAFF.caseworker, fileId, review))
  await sealWithoutOrder(fileId)
  unwrap(
    await record(
      STAFF.caseworker,
      fileId,
      act('entry_corrected', {
        kind: 'review_held',
        entryId: review.id,
        changes: { findings: 'Less of it, she says.' },
        reason: 'A slip.',
      }),
    ),
  )
  const deadline = (await read(STAFF.caseworker, fileId)).deadlines.find(({ kind }) => kind === 'risk_review')
  assert.equal(deadline?.dueAt.slice(0, 10), '2027-01-15')
})

/** Leaves a file as a version sealed it that did not keep the order. */
const sealWithoutOrder = async (fileId: string): Promise<void> => {
  unwrap(
    await inScope(context.db, systemScope('DL'), async (trx) => {
      const { row, state, key } = unwrap(await lockFile(trx, context.vault, fileId, NOBODY))
      const { reviewsSetBy, ...before } = state
      assert.equal(reviewsSetBy.length, 2)
      const { columns } = rowColumns(state, context.rules, headOfRecord(row), key, fileId, row.changed_at as never)
      const sealed = rowColumns(
        { ...before } as unknown as FileState,
        context.rules,
        headOfRecord(row),
        key,
        fileId,
        row.changed_at as never,
      ).columns.sealed_state
      assert.notEqual(columns.sealed_state.length, sealed.length)
      await tables(trx)
        .updateTable('protection.case_file')
        .set({ sealed_state: sealed })
        .where('id', '=', fileId)
        .execute()
      return ok(null)
    }),
  )
}
