import { recordAudit } from '@gloact/audit'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, newId, ok, unwrap, type Failure, type PlainDate, type Result } from '@gloact/kernel'
import { inScope, readInScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import {
  recordRefusal,
  requestTables,
  shown,
  SYSTEM,
  takeStep,
  type RequestsOf,
  type ServedTo,
  recordReadAbout,
} from '@gloact/records/server'
import { sql } from 'kysely'
import type { PackageView } from '../../contract/referrals.ts'
import { agreedForAll } from '../../domain/between/sharing.ts'
import { groupsToRecall, narrowedTo, pausedAtMajority } from '../../domain/passing-on.ts'
import { digestOf, type BuiltPackage } from './build-package.ts'
import { recipientsOf } from './recipients.ts'
import { may, systemFor, scopeOf, type ReferralContext } from '../referral-context.ts'
import { tables, type PackageGroupTable } from '../tables.ts'

const placeOf = (packageId: string): string => `referral.package.sealed:${packageId}`

/** Seals what is sent under a key of its own, and says under which grant each group goes. */
export async function savePackage(
  trx: ScopedTransaction,
  { vault, clock, country }: ReferralContext,
  requestId: string,
  agencyId: string,
  built: BuiltPackage,
): Promise<void> {
  const id = newId()
  const key = await vault.createPersonKey(trx, { personId: id, agencyId, country })
  await tables(trx)
    .insertInto('referral.package')
    .values({
      id,
      request_id: requestId,
      sealed: key.seal(placeOf(id), built.view),
      digest: built.digest,
      file_sequence: built.fileSequence,
      sent_at: clock.now(),
      destroyed_at: null,
      destroyed_because: null,
      judged_sequence: null,
      judged_until: null,
    })
    .execute()
  await tables(trx)
    .insertInto('referral.package_group')
    .values(
      built.groups.map(({ group, grantId, basis, digest }) => ({
        package_id: id,
        data_group: group,
        grant_id: grantId,
        basis: grantId === null ? (basis ?? 'child_protection') : null,
        digest,
      })),
    )
    .execute()
}

/** Destroys what was sent: the key first, then the sealed bytes. In the system's scope. */
export async function destroyPackage(
  trx: ScopedTransaction,
  { vault, clock }: Pick<ReferralContext, 'vault' | 'clock'>,
  requestId: string,
  because: string,
): Promise<void> {
  const rows = await tables(trx)
    .updateTable('referral.package')
    .set({ sealed: new Uint8Array(0), destroyed_at: clock.now(), destroyed_because: because })
    .where('request_id', '=', requestId)
    .where('destroyed_at', 'is', null)
    .returning('id')
    .execute()
  for (const { id } of rows) {
    unwrap(await vault.destroyPersonKey(trx, id))
    await recordAudit(trx, {
      action: 'referral.package_destroyed',
      object: { kind: 'referral.referral', id: requestId },
      detail: { because },
    })
  }
}

/** In which states what was sent may be read by its receiver: once they have said that they are on it, until it is over. */
export const READ_IN: readonly string[] = [
  'acknowledged',
  'more_asked',
  'waiting',
  'accepted',
  'in_service',
  'completed',
  'not_delivered',
]

/** A kind of request with which something of a person is sent. */
export interface Packaged {
  readonly of: RequestsOf
  readonly to: ServedTo<Principal>
  /** The party that sends. */
  readonly keeper: string
  /** In which states the others may read it. */
  readonly readIn: readonly string[]
}

/**
 * What was sent, for its sender and, once acknowledged, its receiver. Consent is asked at every reading: what was withdrawn a
 * moment ago is not read, whether or not the recall has been carried out.
 */
export async function readPackage(
  context: ReferralContext,
  { of, to, keeper, readIn }: Packaged,
  who: Principal,
  requestId: string,
): Promise<Result<PackageView, Failure>> {
  if (!may(who, 'referral.read')) return recordRefusal(of, to, who, failure('referral.not_allowed'))
  const seen = await readInScope(context.db, scopeOf(who), (trx) => shown(trx, of, to, who, requestId))
  if (!seen.ok) return recordRefusal(of, to, who, seen.error)
  const { you, state } = seen.value
  if (!you.includes(keeper) && !readIn.includes(state)) return err(failure('referral.no_package'))
  return inScope<PackageView, Failure>(context.db, systemFor(who), async (trx) => {
    const content = await livePackage(trx, context, requestId)
    if (content === 'paused') return err(failure('referral.paused'))
    if (!content) return err(failure('referral.no_package'))
    await recordAudit(trx, { action: 'referral.package_read', object: { kind: of.kind.kind, id: requestId } })
    const about = await requestTables(trx, 'referral')
      .selectFrom('request')
      .select('file_id')
      .where('id', '=', requestId)
      .executeTakeFirst()
    if (about) await recordReadAbout(trx, about)
    return ok(content)
  })
}

/**
 * What was sent, as far as the person agrees to it now: of what was withdrawn a moment ago nothing is read. Null where nothing of
 * it may be; `paused` where it waits for the consent of somebody who has turned 18. In the system's scope.
 */
export async function livePackage(
  trx: ScopedTransaction,
  context: ReferralContext,
  requestId: string,
): Promise<PackageView | 'paused' | null> {
  const row = await tables(trx)
    .selectFrom('referral.package')
    .select(['id', 'sealed'])
    .where('request_id', '=', requestId)
    .where('destroyed_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  const { sent, withdrawn, paused } = await groupsNow(trx, context, requestId, row.id)
  const left = narrowedTo(
    sent.map(({ data_group: group }) => group),
    [...withdrawn, ...paused],
  )
  if (left === null) return paused.length > 0 && withdrawn.length === 0 ? 'paused' : null
  const key = await context.vault.personKey(trx, row.id)
  if (!key.ok) return null
  const view = key.value.unseal(placeOf(row.id), row.sealed) as PackageView
  return { ...view, groups: view.groups.filter(({ group }) => left.includes(group)) }
}

type SentGroup = Pick<PackageGroupTable, 'data_group' | 'grant_id' | 'basis' | 'digest'>

interface Judged {
  readonly sent: readonly SentGroup[]
  readonly withdrawn: readonly string[]
  /** What waits for the consent of somebody who has turned 18. */
  readonly paused: readonly string[]
  /** How far the file had come, and the last day on which this holds by itself. */
  readonly sequence: number
  readonly until: PlainDate | null
}

/** The groups of a package, and those of them to which the person does not agree any more. In the system's scope. */
async function groupsNow(
  trx: ScopedTransaction,
  { files }: ReferralContext,
  requestId: string,
  packageId: string,
): Promise<Judged> {
  const request = await requestTables(trx, 'referral')
    .selectFrom('request')
    .select(['kind', 'parties', 'file_id', 'facts', 'state'])
    .where('id', '=', requestId)
    .executeTakeFirst()
  const sent = await tables(trx)
    .selectFrom('referral.package_group')
    .select(['data_group', 'grant_id', 'basis', 'digest'])
    .where('package_id', '=', packageId)
    .execute()
  const groups = sent.map((row) => row.data_group)
  const recipients = request ? await recipientsOf(trx, request) : []
  if (!request?.file_id || recipients.length === 0)
    return { sent, withdrawn: groups, paused: [], sequence: 0, until: null }
  const fileId = request.file_id
  const found: Awaited<ReturnType<typeof files.agreement>>[] = []
  for (const recipient of recipients) found.push(await files.agreement(trx, fileId, { ...recipient, groups }))
  const agreed = found.map((each) => each.groups)
  const { stays, waits } = found.some(({ ofAge }) => ofAge)
    ? pausedAtMajority(
        request.state,
        sent.map(({ data_group: group, basis }) => ({ group, basis })),
        agreedForAll(agreed),
      )
    : { stays: [], waits: [] }
  // What is sent on the ground of an exception does not depend on consent.
  const excepted = sent.flatMap(({ data_group: group, basis }) =>
    basis !== null && basis !== 'child_protection' ? [group] : [],
  )
  return {
    sent,
    withdrawn: groupsToRecall(groups, [...agreedForAll(agreed), ...excepted, ...stays, ...waits]),
    paused: waits,
    sequence: Math.min(...found.map((each) => each.sequence)),
    until: found.flatMap((each) => each.until ?? []).toSorted()[0] ?? null,
  }
}

/** Which packages are looked at: those of a file, those whose file has moved on or whose consent ended by its day, or all. */
export type Looked = { readonly fileId: string } | 'moved' | 'all'

/** Calls back what consent covers no more. Each in a transaction of its own. Gives of how many something was called back. */
export async function recallWithoutConsent(
  context: ReferralContext,
  kinds: readonly RequestsOf[],
  looked: Looked,
): Promise<number> {
  const scope = systemScope(context.country)
  const live = await readInScope(context.db, scope, async (trx) => {
    const { rows } = await sql<LivePackage>`
      select request.id, request.kind, request.file_id, package.judged_sequence, package.judged_until
      from referral.package join referral.request on request.id = package.request_id
      where package.destroyed_at is null and request.file_id is not null and request.erased_at is null
        ${typeof looked === 'string' ? sql`` : sql`and request.file_id = ${looked.fileId}::uuid`}`.execute(trx)
    return looked === 'moved' ? movedOn(trx, context, rows) : rows
  })
  let recalled = 0
  for (const { id, kind } of live) {
    const of = kinds.find((each) => each.kind.kind === kind)
    if (!of) continue
    const done = await inScope<boolean, Failure>(context.db, scope, (trx) => recallOne(trx, context, of, id))
    recalled += unwrap(done) ? 1 : 0
  }
  return recalled
}

interface LivePackage {
  readonly id: string
  readonly kind: string
  readonly file_id: string
  readonly judged_sequence: number | null
  readonly judged_until: PlainDate | null
}

/** Of live packages those that nobody has looked at since their file moved on, or since their last day of consent. */
async function movedOn(
  trx: ScopedTransaction,
  { files, clock, calendar }: ReferralContext,
  live: readonly LivePackage[],
): Promise<readonly LivePackage[]> {
  const today = clock.today(calendar.timeZone)
  const furthest = new Map<string, number>()
  for (const { file_id: fileId, judged_sequence: sequence } of live)
    furthest.set(fileId, Math.min(sequence ?? -1, furthest.get(fileId) ?? Infinity))
  const moved = await files.movedOn(
    trx,
    [...furthest].map(([fileId, sequence]) => ({ fileId, sequence })),
  )
  return live.filter(
    ({ file_id: fileId, judged_until: until }) => moved.has(fileId) || (until !== null && until < today),
  )
}

/** Narrows what was sent to what is still agreed, or calls the whole back. */
async function recallOne(
  trx: ScopedTransaction,
  context: ReferralContext,
  of: RequestsOf,
  requestId: string,
): Promise<Result<boolean, Failure>> {
  const row = await requestTables(trx, 'referral')
    .selectFrom('request')
    .select(['state', 'parties'])
    .where('id', '=', requestId)
    .forUpdate()
    .executeTakeFirst()
  const stored = await tables(trx)
    .selectFrom('referral.package')
    .select(['id', 'sealed', 'file_sequence'])
    .where('request_id', '=', requestId)
    .where('destroyed_at', 'is', null)
    .executeTakeFirst()
  if (!row || !stored) return ok(false)
  const { sent, withdrawn, sequence, until } = await groupsNow(trx, context, requestId, stored.id)
  if (withdrawn.length === 0) {
    await tables(trx)
      .updateTable('referral.package')
      .set({ judged_sequence: sequence, judged_until: until })
      .where('id', '=', stored.id)
      .execute()
    return ok(false)
  }
  const system = (step: string) => ({ id: newId(), step, happenedAt: context.clock.now(), payload: { answers: {} } })
  const opens = (step: string) => {
    const from = of.kind.steps[step]?.from
    return from !== undefined && from !== 'new' && from.includes(row.state)
  }
  const left = narrowedTo(
    sent.map(({ data_group: group }) => group),
    withdrawn,
  )
  const key = await context.vault.personKey(trx, stored.id)
  if (left !== null && opens('narrow') && key.ok) {
    const view = key.value.unseal(placeOf(stored.id), stored.sealed) as PackageView
    const less = { ...view, groups: view.groups.filter(({ group }) => left.includes(group)) }
    await destroyPackage(trx, context, requestId, 'narrowed')
    await savePackage(trx, context, requestId, view.senderAgencyId, {
      view: less,
      digest: digestOf(less),
      notAgreed: [],
      empty: [],
      fileSequence: stored.file_sequence,
      groups: sent.flatMap(({ data_group: group, grant_id: grantId, basis, digest }) =>
        left.includes(group) ? [{ group, grantId, basis, digest }] : [],
      ),
    })
    const narrowed = await takeStep(trx, of, SYSTEM, requestId, system('narrow'))
    return narrowed.ok ? ok(true) : narrowed
  }
  // Who took the person in is told that it is over with what was sent; whether the service goes on is the person's to say.
  const recall = opens('recall_package') ? 'recall_package' : 'recall'
  if (!opens(recall)) {
    // It is over: nothing goes on that could be called back, and nothing more is read.
    await destroyPackage(trx, context, requestId, 'recalled')
    return ok(true)
  }
  const taken = await takeStep(trx, of, SYSTEM, requestId, system(recall))
  return taken.ok ? ok(true) : taken
}
