import { dayOf } from '@gloact/calendar'
import { err, failure, newId, ok, valueOf, type Failure, type PlainDate, type Result } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import { openRequest, requestTables, SYSTEM, takeStep, type RequestsOf, type StepTaken } from '@gloact/records/server'
import { sql } from 'kysely'
import { BETWEEN_FORMS, BETWEEN_LISTS, needsTwice } from '../../domain/between/forms.ts'
import { BETWEEN, BETWEEN_NAMES, betweenClock, TOLD, type BetweenName } from '../../domain/between/kinds.ts'
import { destroyPackage } from '../sending/packages.ts'
import type { ReferralContext } from '../referral-context.ts'
import { carryUnsafe } from '../directory/unsafe-there.ts'

export type RequestsByKind = Readonly<Record<BetweenName, RequestsOf>>

/** What happens between agencies, as requests: where it lies, how long its clocks run, what follows from a step. */
export function betweenRequests(context: ReferralContext): RequestsByKind {
  const of: RequestsByKind = Object.fromEntries(
    BETWEEN_NAMES.map((name): [BetweenName, RequestsOf] => [
      name,
      {
        kind: BETWEEN[name],
        schema: 'referral',
        db: context.db,
        vault: context.vault,
        clock: context.clock,
        country: context.country,
        calendar: context.calendar,
        forms: BETWEEN_FORMS,
        codeLists: BETWEEN_LISTS,
        sealedBy: 'own',
        audited: 'referral.step_taken',
        clockRule: betweenClock(name, context.clocks.between),
        onTaken: (trx, taken) => FOLLOW[name]?.(trx, context, taken, of) ?? Promise.resolve(ok(undefined)),
      },
    ]),
  ) as RequestsByKind
  return of
}

type Follow = (
  trx: ScopedTransaction,
  context: ReferralContext,
  taken: StepTaken,
  of: RequestsByKind,
) => Promise<Result<undefined, Failure>>

/** Steps after which nothing that was sent may be read any more. */
const ENDS_READING: Readonly<Record<string, string>> = {
  decline: 'declined',
  withdraw: 'withdrawn',
  recall: 'recalled',
  expire: 'expired',
  agency_closed: 'agency_closed',
  take_back: 'withdrawn',
  call_off: 'withdrawn',
  close: 'over',
}

const endReading: Follow = async (trx, context, { step, requestId }) => {
  const because = ENDS_READING[step]
  if (because !== undefined) await destroyPackage(trx, context, requestId, because)
  return ok(undefined)
}

/** With acceptance the sender's file is closed as transferred, in the same transaction: it is read, and nothing is added to it. */
const followTransfer: Follow = async (trx, context, taken, of) => {
  const { step, fileId, happenedAt, parties, requestId } = taken
  if (step === 'draft' && (await hasAnother(trx, taken))) return err(failure('referral.already'))
  if (fileId !== null && step === 'accept') {
    const names = await context.agencyNames(trx)
    const by = await senderOf(trx, requestId)
    const handed = await context.files.handOver(trx, fileId, {
      on: dayOf(happenedAt, context.calendar),
      happenedAt,
      by,
      words: `→ ${names.get(parties['receiver'] ?? '') ?? ''}`,
    })
    if (!handed) return err(failure('referral.file_busy'))
  }
  if (step === 'open_own_file') {
    const own = await context.files.fileByNumber(trx, String(valueOf(taken.payload.answers['number']) ?? ''))
    if (own === null || own.agencyId !== parties['receiver']) return err(failure('referral.no_file'))
    await carryUnsafe(trx, context, fileId, own)
  }
  if (fileId !== null && step === 'take_back') {
    const names = await context.agencyNames(trx)
    await context.files.takeBack(trx, fileId, {
      on: dayOf(happenedAt, context.calendar),
      happenedAt,
      words: `← ${names.get(parties['receiver'] ?? '') ?? ''}`,
    })
  }
  return endReading(trx, context, taken, of)
}

/** A file goes to one agency at a time. */
async function hasAnother(trx: ScopedTransaction, { fileId, requestId }: StepTaken): Promise<boolean> {
  const row = await requestTables(trx, 'referral')
    .selectFrom('request')
    .select('id')
    .where('kind', '=', BETWEEN.transfer.kind)
    .where('file_id', '=', fileId)
    .where('id', '<>', requestId)
    .where('ended_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Who sent it: in their name the file is closed. */
async function senderOf(trx: ScopedTransaction, requestId: string): Promise<string> {
  const row = await requestTables(trx, 'referral')
    .selectFrom('request_step')
    .select('actor_id')
    .where('request_id', '=', requestId)
    .where('step', '=', 'send')
    .executeTakeFirstOrThrow()
  return row.actor_id
}

const codes = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : [])

const followJointWork: Follow = async (_trx, _context, { step, payload }) => {
  if (step !== 'propose' && step !== 'share_out') return ok(undefined)
  const { lead_needs: lead, partner_needs: partner } = payload.answers
  const twice = needsTwice(codes(valueOf(lead)), codes(valueOf(partner)))
  return twice.length === 0 ? ok(undefined) : err(failure('referral.need_twice'))
}

/** Guests are asked to come; what is decided is a task of the agency that does it; when it is called off, so are they. */
const followConference: Follow = async (trx, context, taken, of) => {
  const { step, parties, payload } = taken
  if (step === 'send') {
    for (const guest of TOLD.conference) {
      const holder = parties[guest]
      if (holder === undefined) continue
      const asked = await openTask(trx, context, of, taken, holder, 'invite', {}, String(taken.facts['on']))
      if (!asked.ok) return asked
    }
  }
  if (step === 'decide') {
    const holder = parties[String(valueOf(payload.answers['who']))]
    if (holder === undefined) return err(failure('referral.not_invited'))
    const by = String(valueOf(payload.answers['by']))
    const opened = await openTask(trx, context, of, taken, holder, 'assign', payload.answers, by)
    if (!opened.ok) return opened
  }
  if (step === 'recall' || step === 'call_off') await dropTasks(trx, context, of, taken.requestId)
  return endReading(trx, context, taken, of)
}

const DAY_MS = 86_400_000

async function openTask(
  trx: ScopedTransaction,
  context: ReferralContext,
  of: RequestsByKind,
  { requestId, parties, fileId, facts, happenedAt, by: actor }: StepTaken,
  holder: string,
  step: 'invite' | 'assign',
  answers: StepTaken['payload']['answers'],
  until: string,
): Promise<Result<undefined, Failure>> {
  const from: PlainDate = dayOf(happenedAt, context.calendar)
  const days = Math.max(1, Math.round((Date.parse(until) - Date.parse(from)) / DAY_MS))
  const opened = await openRequest(
    trx,
    of.task,
    { ...actor, may: () => true },
    {
      requestId: newId(),
      id: newId(),
      step,
      happenedAt,
      parties: { convener: parties['convener']!, holder },
      fileId,
      facts: { number: facts['number'] ?? null, conference: requestId, days: Math.min(days, 366) },
      payload: { answers },
    },
  )
  return opened.ok ? ok(undefined) : opened
}

async function dropTasks(
  trx: ScopedTransaction,
  context: ReferralContext,
  of: RequestsByKind,
  conferenceId: string,
): Promise<void> {
  const rows = await requestTables(trx, 'referral')
    .selectFrom('request')
    .select('id')
    .where('kind', '=', BETWEEN.task.kind)
    .where('ended_at', 'is', null)
    .where(sql<boolean>`facts ->> 'conference' = ${conferenceId}`)
    .orderBy('id')
    .execute()
  for (const { id } of rows) {
    const step = { id: newId(), step: 'recall', happenedAt: context.clock.now(), payload: { answers: {} } }
    // One that was finished meanwhile is no longer open, and stays as it is.
    await takeStep(trx, of.task, SYSTEM, id, step)
  }
}

const FOLLOW: Readonly<Partial<Record<BetweenName, Follow>>> = {
  transfer: followTransfer,
  joint_work: followJointWork,
  conference: followConference,
}
