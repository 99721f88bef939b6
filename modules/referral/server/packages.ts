import { recordAudit } from '@gloact/audit'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, newId, ok, unwrap, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import {
  recordRefusal,
  requestTables,
  shown,
  SYSTEM,
  takeStep,
  type RequestsOf,
  type ServedTo,
} from '@gloact/records/server'
import { sql } from 'kysely'
import type { PackageView } from '../contract/referrals.ts'
import { groupsToRecall } from '../domain/passing-on.ts'
import { isEnd } from '@gloact/records'
import { referralKind } from '../domain/referral-kind.ts'
import type { BuiltPackage } from './build-package.ts'
import { serviceOf } from './find-service.ts'
import { may, passedTo, systemFor, scopeOf, type ReferralContext } from './referral-context.ts'
import { tables } from './tables.ts'

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
    })
    .execute()
  await tables(trx)
    .insertInto('referral.package_group')
    .values(
      built.groups.map(({ group, grantId, digest }) => ({
        package_id: id,
        data_group: group,
        grant_id: grantId,
        basis: grantId === null ? 'child_protection' : null,
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

/**
 * What was sent, for its sender and, once acknowledged, its receiver. Consent is asked at every reading: what was withdrawn a
 * moment ago is not read, whether or not the recall has been carried out.
 */
export async function readPackage(
  context: ReferralContext,
  of: RequestsOf,
  to: ServedTo<Principal>,
  who: Principal,
  requestId: string,
): Promise<Result<PackageView, Failure>> {
  if (!may(who, 'referral.read')) return recordRefusal(of, to, who, failure('referral.not_allowed'))
  const seen = await readInScope(context.db, scopeOf(who), (trx) => shown(trx, of, to, who, requestId))
  if (!seen.ok) return recordRefusal(of, to, who, seen.error)
  const { you, state } = seen.value
  if (!you.includes('sender') && !READ_IN.includes(state)) return err(failure('referral.no_package'))
  return inScope<PackageView, Failure>(context.db, systemFor(who), async (trx) => {
    const content = await livePackage(trx, context, requestId)
    if (!content) return err(failure('referral.no_package'))
    await recordAudit(trx, { action: 'referral.package_read', object: { kind: 'referral.referral', id: requestId } })
    return ok(content)
  })
}

/** What was sent, as long as the person agrees to all of it now. In the system's scope. */
export async function livePackage(
  trx: ScopedTransaction,
  context: ReferralContext,
  requestId: string,
): Promise<PackageView | null> {
  const row = await tables(trx)
    .selectFrom('referral.package')
    .select(['id', 'sealed'])
    .where('request_id', '=', requestId)
    .where('destroyed_at', 'is', null)
    .executeTakeFirst()
  if (!row || (await withdrawnGroups(trx, context, requestId, row.id)).length > 0) return null
  const key = await context.vault.personKey(trx, row.id)
  return key.ok ? (key.value.unseal(placeOf(row.id), row.sealed) as PackageView) : null
}

/** The groups of a package to which the person does not agree any more. In the system's scope. */
async function withdrawnGroups(
  trx: ScopedTransaction,
  { files }: ReferralContext,
  requestId: string,
  packageId: string,
): Promise<readonly string[]> {
  const request = await requestTables(trx, 'referral')
    .selectFrom('request')
    .select(['file_id', 'facts'])
    .where('id', '=', requestId)
    .executeTakeFirst()
  const sent = await tables(trx)
    .selectFrom('referral.package_group')
    .select('data_group')
    .where('package_id', '=', packageId)
    .execute()
  const groups = sent.map((row) => row.data_group)
  const service = request && (await serviceOf(trx, String(request.facts['service_id'])))
  if (!request?.file_id || !service) return groups
  return groupsToRecall(groups, await files.stillAgreed(trx, request.file_id, passedTo(service, groups)))
}

/**
 * Calls back what consent covers no more: of one file, where it was withdrawn, or of all, for what ended by its date. Each in a
 * transaction of its own. Gives how many were called back.
 */
export async function recallWithoutConsent(context: ReferralContext, of: RequestsOf, fileId?: string): Promise<number> {
  const scope = systemScope(context.country)
  const live = await readInScope(context.db, scope, (trx) => {
    const query = requestTables(trx, 'referral')
      .selectFrom('request')
      .select(['id', 'state'])
      .where('file_id', 'is not', null)
      .where('erased_at', 'is', null)
      .where(sql<boolean>`exists (select from referral.package where request_id = request.id and destroyed_at is null)`)
    return (fileId === undefined ? query : query.where('file_id', '=', fileId)).execute()
  })
  let recalled = 0
  for (const { id } of live) {
    const done = await inScope<number, Failure>(context.db, scope, async (trx) => {
      const row = await requestTables(trx, 'referral')
        .selectFrom('request')
        .select(['state'])
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst()
      const sent = await tables(trx)
        .selectFrom('referral.package')
        .select('id')
        .where('request_id', '=', id)
        .where('destroyed_at', 'is', null)
        .executeTakeFirst()
      if (!row || !sent || (await withdrawnGroups(trx, context, id, sent.id)).length === 0) return ok(0)
      const open = referralKind.steps.recall.from as readonly string[]
      if (isEnd(referralKind, row.state) || !open.includes(row.state)) {
        // It is over: nothing goes on that could be called back, and nothing more is read.
        await destroyPackage(trx, context, id, 'recalled')
        return ok(1)
      }
      const step = { id: newId(), step: 'recall', happenedAt: context.clock.now(), payload: { answers: {} } }
      const taken = await takeStep(trx, of, SYSTEM, id, step)
      return taken.ok ? ok(1) : taken
    })
    recalled += unwrap(done)
  }
  return recalled
}
