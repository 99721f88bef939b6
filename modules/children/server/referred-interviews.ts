import { recordAudit } from '@gloact/audit'
import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { asInstant, err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, type ScopedTransaction } from '@gloact/postgres'
import { openRequest, requestTables, SYSTEM } from '@gloact/records/server'
import type { readReferredInterviews as reading, reportInterview as reporting } from '../contract/referred.ts'
import { askedEnough, interviewsTold } from '../domain/interviews.ts'
import { KINDS } from '../domain/kinds.ts'
import { recordsOf, type RequestsByKind } from './child-records.ts'
import { may, systemFor, todayIn, type ChildrenContext, type ReceivedChild } from './children-context.ts'
import { sameId } from './same-id.ts'

type Told = ResponseOf<typeof reading>

/** The child's file of a referral that the asker's service holds now. Anything else gets the same answer. */
async function received(
  trx: ScopedTransaction,
  context: ChildrenContext,
  who: Principal,
  referralId: string,
): Promise<Result<ReceivedChild, Failure>> {
  const child = (await context.receivedChild?.(trx, who, referralId)) ?? null
  return child === null ? err(failure('children.no_referral')) : ok(child)
}

/** So that a child is not asked a third time: how often, when, on what and by which body; for a service that has the child by a referral. */
export async function readReferredInterviews(
  context: ChildrenContext,
  of: RequestsByKind,
  who: Principal,
  referralId: string,
): Promise<Result<Told, Failure>> {
  if (!may(who, 'children.tell_interview')) return err(failure('children.not_allowed'))
  return inScope<Told, Failure>(context.db, systemFor(who), async (trx) => {
    const child = await received(trx, context, who, referralId)
    return child.ok ? ok(await toldOf(trx, context, of, child.value)) : child
  })
}

/** A service held an interview: it is recorded in the child's file, and counts with those of the agency that keeps it. Sent twice, once. */
export async function reportInterview(
  context: ChildrenContext,
  of: RequestsByKind,
  who: Principal,
  referralId: string,
  { id, happenedAt, answers }: HandlerInput<typeof reporting>['body'],
): Promise<Result<Told, Failure>> {
  if (!may(who, 'children.tell_interview')) return err(failure('children.not_allowed'))
  return inScope<Told, Failure>(context.db, systemFor(who), async (trx) => {
    const child = await received(trx, context, who, referralId)
    if (!child.ok) return child
    const { fileId, senderAgencyId } = child.value
    const file = await context.files.onPath(trx, fileId)
    if (file === null) return err(failure('children.no_referral'))
    const opened = await openRequest(trx, of.interview, SYSTEM, {
      requestId: sameId(`reported ${who.agencyId} ${id}`),
      id: sameId(`reported step ${who.agencyId} ${id}`),
      step: 'report',
      happenedAt: asInstant(happenedAt),
      parties: { officer: senderAgencyId },
      fileId,
      facts: { number: file.number.toLowerCase(), reported_by: who.agencyId },
      payload: { answers, also: { reportedBy: who.userId } },
    })
    return opened.ok ? ok(await toldOf(trx, context, of, child.value)) : opened
  })
}

async function toldOf(
  trx: ScopedTransaction,
  context: ChildrenContext,
  of: RequestsByKind,
  { fileId, senderAgencyId }: ReceivedChild,
): Promise<Told> {
  const interviews = await recordsOf(trx, of, fileId, ['interview'])
  const rows = await requestTables(trx, 'children')
    .selectFrom('request')
    .select(['id', 'facts'])
    .where('kind', '=', KINDS.interview.kind)
    .where('file_id', '=', fileId)
    .execute()
  const reporters = new Map(rows.map(({ id, facts }) => [id, String(facts['reported_by'] ?? senderAgencyId)]))
  const names = await context.directory.agencyNames(trx)
  await recordAudit(trx, { action: 'children.interviews_told', object: { kind: 'protection.case_file', id: fileId } })
  const today = todayIn(context)
  return {
    interviews: interviewsTold(interviews, today).map(({ id, heldOn, topics }) => ({
      heldOn,
      topics: [...topics],
      body: names.get(reporters.get(id) ?? '') ?? '',
    })),
    askedEnough: [...askedEnough(interviews, today)],
  }
}
