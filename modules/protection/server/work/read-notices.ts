import type { ResponseOf } from '@gloact/http/contract'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { asInstant, ok, unwrap, type Instant } from '@gloact/kernel'
import { inScope, readInScope, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import type { Notice, NoticeKind, readNotices as reading, seeNotices as seeing } from '../../contract/work/notices.ts'
import type { ProtectionContext } from '../file/context.ts'
import { tables } from '../file/file-tables.ts'
import { isUnassigned } from '../lists/file-query.ts'
import { fromBacklog } from '../paper/backlog.ts'

const DAYS = 30
const MOST = 50

/** What somebody else records on a file that one works on, or asked something about, and wants to hear of. */
const ON_OWN_FILES: readonly NoticeKind[] = [
  'decision_recorded',
  'closure_approved',
  'closure_returned',
  'path_confirmed',
  'path_returned',
  'child_received',
  'consent_confirmed',
  'reconsideration_requested',
  'information_requested',
  'information_given',
  'decision_agreed',
]

/** What somebody asked for that another answers. */
const REQUESTS = [
  'closure_requested',
  'path_changed',
  'consent_recorded',
  'identification_requested',
  'information_requested',
]

type Told = Omit<Notice, 'unseen'>

/**
 * What others did that concerns somebody, read off the files as they stand and in the reader's own scope: of a file that is no
 * longer theirs to see, nothing is told. Nothing is sealed in it and nothing opened for it: kinds, numbers and moments.
 */
export async function readNotices(
  context: ProtectionContext,
  principal: Principal,
): Promise<ResponseOf<typeof reading>> {
  const now = context.clock.now()
  const since = asInstant(Date.parse(now) - DAYS * 86_400_000)
  // One after the other: each opens a transaction of its own.
  const elsewhere = ((await context.noticesElsewhere?.(principal, since)) ?? []).map(
    ({ id, about, details, at }): Told => ({
      id,
      kind: 'request_step',
      file: null,
      files: null,
      about: {
        ...about,
        step: String(details['step']),
        number: details['number'] === null ? null : String(details['number']),
      },
      at,
    }),
  )
  return readInScope(context.db, principalScope(principal), (trx) => noticesOf(trx, now, principal, elsewhere))
}

/** Sets the mark on, never back: a page that was left open does not make what was looked at elsewhere new again. */
export async function seeNotices(
  context: ProtectionContext,
  principal: Principal,
  upTo: Instant,
): Promise<ResponseOf<typeof seeing>> {
  const now = context.clock.now()
  const seen = upTo < now ? upTo : now
  unwrap(
    await inScope(context.db, principalScope(principal), async (trx) => {
      await tables(trx)
        .insertInto('protection.notice_mark')
        .values({ user_id: principal.userId, seen_at: seen })
        .onConflict((conflict) =>
          conflict.column('user_id').doUpdateSet({
            seen_at: sql`greatest(protection.notice_mark.seen_at, excluded.seen_at)`,
          }),
        )
        .execute()
      return ok(undefined)
    }),
  )
  const { unseen } = await readNotices(context, principal)
  return { unseen }
}

/** The same in a transaction of the reader's scope, with what was heard from other modules before. */
export async function noticesOf(
  trx: ScopedTransaction,
  now: Instant,
  principal: Principal,
  elsewhere: readonly Told[] = [],
): Promise<ResponseOf<typeof reading>> {
  const since = asInstant(Date.parse(now) - DAYS * 86_400_000)
  const mark = await tables(trx)
    .selectFrom('protection.notice_mark')
    .select('seen_at')
    .where('user_id', '=', principal.userId)
    .executeTakeFirst()
  const found = [
    ...(await assignedTo(trx, principal, since)),
    ...(await onOwnFiles(trx, principal, since)),
    ...(await closuresAsked(trx, principal, since)),
    ...(await openedForNobody(trx, principal, since)),
    ...(await decisionsAsked(trx, principal, since)),
    ...(await staffExcluded(trx, principal, since)),
    ...(await importsUndone(trx, principal, since)),
    ...elsewhere,
  ]
  const byId = new Map(found.map((told) => [told.id, told]))
  const items = [...byId.values()]
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))
    .slice(0, MOST)
    .map((told): Notice => ({ ...told, unseen: mark === undefined || told.at > mark.seen_at }))
  return { items, unseen: items.filter(({ unseen }) => unseen).length }
}

/** To whom files are closed is told to those who answer for them: row-level security shows it to nobody else, and to nobody of themselves. */
async function staffExcluded(trx: ScopedTransaction, principal: Principal, since: Instant): Promise<readonly Told[]> {
  const rows = await tables(trx)
    .selectFrom('protection.file_exclusion')
    .select(['id', 'file_id', 'number', 'excluded_at'])
    .where('excluded_at', '>', since)
    .where('excluded_by', '<>', principal.userId)
    .orderBy('excluded_at', 'desc')
    .limit(MOST)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: 'staff_excluded',
    file: { id: row.file_id, number: row.number },
    about: null,
    files: null,
    at: row.excluded_at,
  }))
}

/** That files left the lists, told to the supervisors of their agency and to data-protection officers. */
async function importsUndone(trx: ScopedTransaction, principal: Principal, since: Instant): Promise<readonly Told[]> {
  const country = principal.roles.includes('data_protection_officer')
  if (!country && !principal.roles.includes('supervisor')) return []
  const { rows } = await sql<{ id: string; agency_id: string; undo_files: number; undo_ran_at: string }>`
    select id, agency_id, undo_files, undo_ran_at from protection.import_batch
    where undo_ran_at > ${since} and undo_files > 0 and agency_id is not null
      and undo_by is distinct from ${principal.userId}
      and (${country} or agency_id = ${principal.agencyId})
    order by undo_ran_at desc limit ${MOST}`.execute(trx)
  return rows.map((row) => ({
    id: row.id,
    kind: 'import_undone',
    file: null,
    about: null,
    // Of another agency how many they were says how many people it has met.
    files: { agencyId: row.agency_id, count: row.agency_id === principal.agencyId ? row.undo_files : null },
    at: row.undo_ran_at,
  }))
}

const COLUMNS = [
  'protection.file_action.id as id',
  'type',
  'protection.case_file.id as file_id',
  'number',
  'recorded_at',
] as const

interface Row {
  readonly id: string
  readonly type: string
  readonly file_id: string
  readonly number: string
  readonly recorded_at: string
}

const toldOf = ({ id, type, file_id, number, recorded_at }: Row): Told => ({
  id,
  kind: type as NoticeKind,
  file: { id: file_id, number },
  about: null,
  files: null,
  at: recorded_at,
})

/** Actions of others on files that the reader may see. */
const ofOthers = (trx: ScopedTransaction, principal: Principal, since: Instant) =>
  tables(trx)
    .selectFrom('protection.case_file')
    .innerJoin('protection.file_action', 'protection.file_action.file_id', 'protection.case_file.id')
    .select(COLUMNS)
    .where('recorded_at', '>', since)
    .where('actor_id', '<>', principal.userId)
    .orderBy('recorded_at', 'desc')
    .limit(MOST)

/** Who was given a file is sealed: whose it is now says that the last assignment was to them. */
async function assignedTo(trx: ScopedTransaction, principal: Principal, since: Instant): Promise<readonly Told[]> {
  const rows = await ofOthers(trx, principal, since)
    .where('assigned_to', '=', principal.userId)
    .where('type', '=', 'assigned')
    .where(
      sql<boolean>`not exists (select from protection.file_action later
        where later.file_id = protection.case_file.id and later.type = 'assigned'
          and later.sequence > protection.file_action.sequence)`,
    )
    .execute()
  return rows.map(toldOf)
}

async function onOwnFiles(trx: ScopedTransaction, principal: Principal, since: Instant): Promise<readonly Told[]> {
  const rows = await ofOthers(trx, principal, since)
    .where('type', 'in', ON_OWN_FILES)
    // Of a decision that waits for other members nothing is told yet; it is told when the last of them has agreed.
    .where((eb) =>
      eb.or([
        eb('type', '<>', 'decision_recorded'),
        eb('decision_waits', 'is distinct from', eb.ref('protection.file_action.id')),
      ]),
    )
    .where((eb) => eb.or([eb('type', '<>', 'decision_agreed'), eb('decision_waits', 'is', null)]))
    .where((eb) =>
      eb.or([
        eb('assigned_to', '=', principal.userId),
        eb.and([eb('assigned_to', 'is', null), eb('opened_by', '=', principal.userId)]),
        sql<boolean>`exists (select from protection.file_action asked
          where asked.file_id = protection.case_file.id and asked.actor_id = ${principal.userId}
            and asked.type = any (${REQUESTS}) and asked.sequence < protection.file_action.sequence)`,
      ]),
    )
    .execute()
  return rows.map(toldOf)
}

/** A closure that waits for one who may approve it. */
async function closuresAsked(trx: ScopedTransaction, principal: Principal, since: Instant): Promise<readonly Told[]> {
  if (!principal.roles.includes('supervisor')) return []
  const rows = await ofOthers(trx, principal, since)
    .where('protection.case_file.agency_id', '=', principal.agencyId)
    .where('status', '=', 'closure_requested')
    .where('type', '=', 'closure_requested')
    .where(
      sql<boolean>`not exists (select from protection.file_action later
        where later.file_id = protection.case_file.id and later.type = 'closure_requested'
          and later.sequence > protection.file_action.sequence)`,
    )
    .execute()
  return rows.map(toldOf)
}

/** A new file of a child, or with indicators, that no worker has: whoever assigns it hears of it, wherever its team stands. */
async function openedForNobody(trx: ScopedTransaction, principal: Principal, since: Instant): Promise<readonly Told[]> {
  if (!principal.roles.includes('supervisor')) return []
  const rows = await ofOthers(trx, principal, since)
    .where('protection.case_file.agency_id', '=', principal.agencyId)
    .where('status', '=', 'open')
    .where('type', '=', 'file_opened')
    .where(isUnassigned())
    .where(sql<boolean>`not ${fromBacklog()}`)
    .where(
      sql<boolean>`(case_file.path = 'child' or coalesce(case_file.coded ->> 'screening_outcome', 'no_indication') <> 'no_indication')`,
    )
    .execute()
  return rows.map(toldOf)
}

/** A decision that the reader's own authority is asked for. */
async function decisionsAsked(trx: ScopedTransaction, principal: Principal, since: Instant): Promise<readonly Told[]> {
  if (!principal.roles.includes('competent_authority')) return []
  const rows = await tables(trx)
    .selectFrom('protection.case_file')
    .innerJoin('protection.file_share', 'protection.file_share.file_id', 'protection.case_file.id')
    .select(['protection.file_share.id as id', 'protection.case_file.id as file_id', 'number', 'shared_at'])
    .where('protection.file_share.agency_id', '=', principal.agencyId)
    .where('ended_at', 'is', null)
    .where('decision_awaited', 'is not', null)
    .where('shared_at', '>', since)
    .orderBy('shared_at', 'desc')
    .limit(MOST)
    .execute()
  return rows.map(({ id, file_id, number, shared_at }) => ({
    id,
    kind: 'decision_asked',
    file: { id: file_id, number },
    about: null,
    files: null,
    at: shared_at,
  }))
}
