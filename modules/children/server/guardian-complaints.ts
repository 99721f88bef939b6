import { recordAudit } from '@gloact/audit'
import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import {
  dateIn,
  asInstant,
  err,
  failure,
  ok,
  valueOf,
  type FieldFailure,
  type Failure,
  type Result,
} from '@gloact/kernel'
import { inScope, readInScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import { requestTables, SYSTEM, takeStep, type StepTaken } from '@gloact/records/server'
import { answersOf, auditOf, lockRow, rowById, writeVersion, type ProposedRow } from '@gloact/registers/server'
import { sql } from 'kysely'
import { guardians, type readGuardianComplaints, type reviewGuardianComplaint } from '../contract/guardians.ts'
import { KINDS } from '../domain/kinds.ts'
import {
  complaintsOf,
  isSuspended,
  NOT_WHILE_SUSPENDED,
  stands,
  upheldAgainstGuardian,
  type Review,
  type Upheld,
} from '../domain/suspension.ts'
import { openedRecord, type RequestsByKind } from './child-records.ts'
import { may, scopeOf, type ChildrenContext } from './children-context.ts'
import { sameId } from './same-id.ts'

type Told = ResponseOf<typeof readGuardianComplaints>

interface Kept {
  readonly id: string
  readonly outcome: Upheld
  readonly foundBy: string | null
  readonly foundAt: string
  readonly reviews: readonly { readonly result: Review; readonly by: string; readonly at: string }[]
}

/** What was upheld against a guardian, the first one first. */
async function upheldAgainst(trx: ScopedTransaction, guardianId: string): Promise<readonly Kept[]> {
  const { rows } = await sql<Kept>`
    select complaint.id, complaint.outcome, complaint.found_by as "foundBy", complaint.found_at as "foundAt",
      coalesce((select json_agg(json_build_object('result', result, 'by', reviewed_by, 'at', reviewed_at) order by reviewed_at, id)
        from children.guardian_complaint_review where complaint_id = complaint.id), '[]') as reviews
    from children.guardian_complaint complaint where guardian_id = ${guardianId} order by found_at, id`.execute(trx)
  return rows
}

const suspended = (kept: readonly Kept[]): boolean =>
  isSuspended(kept.map(({ outcome, reviews }) => ({ outcome, reviews: reviews.map(({ result }) => result) })))

/**
 * A complaint was answered. Upheld against the guardian it is kept with the register; the second one, or one about safety, suspends: the
 * register says so at once, this child has nobody from now on, and the other children of the guardian follow in the background.
 */
export async function followAnswer(
  trx: ScopedTransaction,
  context: ChildrenContext,
  of: RequestsByKind,
  taken: StepTaken,
): Promise<Result<undefined, Failure>> {
  const record = await openedRecord(trx, of, 'guardianship', taken.requestId)
  const complaint = complaintsOf(record?.steps ?? []).find(({ answer }) => answer?.id === taken.id)
  const outcome = complaint?.answer && upheldAgainstGuardian(complaint.answer)
  const guardianId = complaint?.guardian
  if (!outcome || guardianId === undefined) return ok(undefined)
  const row = await lockRow(trx, guardians, guardianId)
  if (!row) return ok(undefined)
  await sql`
    insert into children.guardian_complaint (id, country, agency_id, guardian_id, outcome, found_by, found_at)
    values (${taken.id}, ${row.country}, ${row.agencyId}, ${guardianId}, ${outcome}, ${taken.by.userId}, ${taken.happenedAt})
    on conflict (id) do nothing`.execute(trx)
  if (!suspended(await upheldAgainst(trx, guardianId))) return ok(undefined)
  const key = await context.vault.wordKey(context.db, context.country)
  const answers = answersOf(guardians, row, key)
  if (NOT_WHILE_SUSPENDED.includes(String(valueOf(answers['status'])))) {
    const written = await writeVersion(trx, guardians, key, {
      id: row.id,
      country: row.country,
      agencyId: row.agencyId,
      by: taken.by.userId,
      at: context.clock.now(),
      how: 'changed',
      answers: { ...answers, status: { value: 'suspended' } },
      archived: row.archivedAt !== null,
      before: row,
    })
    if (!written) throw new Error('a row of the register moved on under its lock')
    await recordAudit(trx, auditOf(guardians, 'changed', row.id, written))
  }
  await recordAudit(trx, {
    action: 'children.guardian_suspended',
    object: { kind: 'children.guardian', id: row.id },
    detail: { because: outcome },
  })
  await context.publish(trx, 'children.guardian_suspended', { guardianId })
  return endFor(trx, context, of, guardianId, taken.requestId)
}

/** The guardian acts for this child no longer; where they did not, nothing happens. */
async function endFor(
  trx: ScopedTransaction,
  context: ChildrenContext,
  of: RequestsByKind,
  guardianId: string,
  requestId: string,
): Promise<Result<undefined, Failure>> {
  const row = await requestTables(trx, 'children')
    .selectFrom('request')
    .select(['facts', 'state', 'sequence'])
    .where('id', '=', requestId)
    .where('erased_at', 'is', null)
    .executeTakeFirst()
  if (!row || row.facts['guardian_id'] !== guardianId) return ok(undefined)
  const ended = await takeStep(trx, of.guardianship, SYSTEM, requestId, {
    // The same for the same appointment: run twice, it is ended once.
    id: sameId(`suspend ${guardianId} ${requestId} ${row.sequence}`),
    step: 'suspend_guardian',
    happenedAt: context.clock.now(),
    payload: { answers: {} },
  })
  return ended.ok ? ok(undefined) : ended
}

/** Ends what a suspended guardian still does for other children, each in a transaction of its own. */
export async function coverChildren(context: ChildrenContext, of: RequestsByKind, guardianId: string): Promise<void> {
  const scope = systemScope(context.country)
  const theirs = await readInScope(context.db, scope, async (trx) =>
    suspended(await upheldAgainst(trx, guardianId))
      ? requestTables(trx, 'children')
          .selectFrom('request')
          .select('id')
          .where('kind', '=', KINDS.guardianship.kind)
          .where('state', 'in', ['provisional', 'appointed'])
          .where('erased_at', 'is', null)
          .where(sql<boolean>`facts ->> 'guardian_id' = ${guardianId}`)
          .orderBy('id')
          .execute()
      : [],
  )
  for (const { id } of theirs) {
    const ended = await inScope<undefined, Failure>(context.db, scope, (trx) =>
      endFor(trx, context, of, guardianId, id),
    )
    // Somebody else may have ended it in the meantime: that is what was wanted.
    if (!ended.ok && ended.error.code !== 'records.not_open') throw new Error(ended.error.code)
  }
}

/** A guardian who is suspended is not made active again by typing it. */
export async function standingAllowed(
  trx: ScopedTransaction,
  { id, answers, before }: ProposedRow<Principal>,
): Promise<readonly FieldFailure[]> {
  if (before === null || !NOT_WHILE_SUSPENDED.includes(String(valueOf(answers['status'])))) return []
  return suspended(await upheldAgainst(trx, id)) ? [{ pointer: '/answers/status', code: 'children.suspended' }] : []
}

async function toldOf(
  trx: ScopedTransaction,
  { calendar, directory }: ChildrenContext,
  guardianId: string,
): Promise<Told> {
  const kept = await upheldAgainst(trx, guardianId)
  const people = kept.flatMap(({ foundBy, reviews }) => [foundBy, ...reviews.map(({ by }) => by)])
  const names = await directory.staffNames(people.flatMap((id) => id ?? []))
  const on = (at: string) => dateIn(asInstant(new Date(at).toISOString()), calendar.timeZone)
  return {
    suspended: suspended(kept),
    complaints: kept.map(({ id, outcome, foundBy, foundAt, reviews }) => ({
      id,
      outcome,
      stands: stands({ outcome, reviews: reviews.map(({ result }) => result) }),
      foundBy: names.get(foundBy ?? '') ?? null,
      foundOn: on(foundAt),
      reviews: reviews.map(({ result, by, at }) => ({ result, by: names.get(by) ?? null, on: on(at) })),
    })),
  }
}

const isTheirs = async (trx: ScopedTransaction, who: Principal, guardianId: string): Promise<boolean> =>
  (await rowById(trx, guardians, guardianId))?.agencyId === who.agencyId

/** What was upheld against a guardian of the register that somebody keeps. */
export async function readComplaints(
  context: ChildrenContext,
  who: Principal,
  guardianId: string,
): Promise<Result<Told, Failure>> {
  if (!may(who, 'children.guardian_register')) return err(failure('children.not_allowed'))
  return inScope<Told, Failure>(context.db, scopeOf(who), async (trx) =>
    (await isTheirs(trx, who, guardianId))
      ? ok(await toldOf(trx, context, guardianId))
      : err(failure('children.no_guardian')),
  )
}

/** A second person of the authority looks at an upheld complaint again, when the guardian appeals or something was done. Sent twice, once. */
export async function reviewComplaint(
  context: ChildrenContext,
  who: Principal,
  { guardianId, complaintId }: HandlerInput<typeof reviewGuardianComplaint>['params'],
  { id, result }: HandlerInput<typeof reviewGuardianComplaint>['body'],
): Promise<Result<Told, Failure>> {
  if (!may(who, 'children.guardian_register')) return err(failure('children.not_allowed'))
  return inScope<Told, Failure>(context.db, scopeOf(who), async (trx) => {
    if (!(await isTheirs(trx, who, guardianId))) return err(failure('children.no_guardian'))
    const complaint = (await upheldAgainst(trx, guardianId)).find((each) => each.id === complaintId)
    if (!complaint) return err(failure('children.no_guardian'))
    if (complaint.foundBy === who.userId) return err(failure('children.own_finding'))
    const { rows } = await sql<{ id: string }>`
      insert into children.guardian_complaint_review (id, country, agency_id, complaint_id, result, reviewed_by, reviewed_at)
      values (${id}, ${who.country}, ${who.agencyId}, ${complaintId}, ${result}, ${who.userId}, ${context.clock.now()})
      on conflict (id) do nothing returning id`.execute(trx)
    if (rows.length > 0)
      await recordAudit(trx, {
        action: 'children.complaint_reviewed',
        object: { kind: 'children.guardian', id: guardianId },
        detail: { result },
      })
    return ok(await toldOf(trx, context, guardianId))
  })
}
