import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, type ScopedTransaction } from '@gloact/postgres'
import { requestTables, shown, SYSTEM, takeStep, type RequestsOf, type RequestTable } from '@gloact/records/server'
import type { followFile as following, listFollowing } from '../../contract/between.ts'
import { referralKind } from '../../domain/referral-kind.ts'
import { serviceOf } from '../find-service.ts'
import { recipientsOf } from '../sending/recipients.ts'
import { may, scopeOf, systemFor, type ReferralContext } from '../referral-context.ts'
import { tables } from '../tables.ts'
import { carryUnsafe } from '../directory/unsafe-there.ts'
import { servedTo } from './served-to.ts'

interface Open {
  readonly row: RequestTable
  /** What was sent, and may be read still. */
  readonly groups: readonly string[]
}

/** The groups of what was sent and may be read still. */
async function liveGroups(trx: ScopedTransaction, requestId: string): Promise<readonly string[]> {
  const rows = await tables(trx)
    .selectFrom('referral.package_group')
    .innerJoin('referral.package', 'referral.package.id', 'referral.package_group.package_id')
    .select('data_group')
    .where('request_id', '=', requestId)
    .where('destroyed_at', 'is', null)
    .execute()
  return rows.map((row) => row.data_group)
}

/**
 * The open referrals of a file that was taken over, as far as the agency that took it over was told all that they hold: of others it
 * does not learn. One to that agency itself is not its to go on with. In the system's scope.
 */
async function openReferrals(trx: ScopedTransaction, transferId: string): Promise<readonly Open[]> {
  const transfer = await requestTables(trx, 'referral')
    .selectFrom('request')
    .selectAll()
    .where('id', '=', transferId)
    .executeTakeFirstOrThrow()
  if (transfer.state !== 'taken_over' || transfer.file_id === null) return []
  const told = await liveGroups(trx, transferId)
  if (!told.includes('needs')) return []
  const rows = await requestTables(trx, 'referral')
    .selectFrom('request')
    .selectAll()
    .where('kind', '=', referralKind.kind)
    .where('file_id', '=', transfer.file_id)
    .where('state', 'in', [...referralKind.steps.follow_file.from])
    .where('erased_at', 'is', null)
    .orderBy('opened_at')
    .orderBy('id')
    .execute()
  const open: Open[] = []
  for (const row of rows) {
    const { sender, receiver } = row.parties
    if (sender !== transfer.parties['sender'] || receiver === transfer.parties['receiver']) continue
    const groups = await liveGroups(trx, row.id)
    if (groups.length > 0 && groups.every((group) => told.includes(group))) open.push({ row, groups })
  }
  return open
}

type Item = ResponseOf<typeof listFollowing>['items'][number]

async function present(trx: ScopedTransaction, context: ReferralContext, row: RequestTable): Promise<Item> {
  const service = await serviceOf(trx, String(row.facts['service_id']))
  const names = await context.agencyNames(trx)
  return {
    id: row.id,
    number: String(row.facts['number'] ?? ''),
    need: String(row.facts['need'] ?? ''),
    state: row.state,
    service: service?.name ?? null,
    agencyName: names.get(row.parties['receiver'] ?? '') ?? null,
  }
}

const fileOf = async (trx: ScopedTransaction, transferId: string): Promise<string | null> =>
  (
    await requestTables(trx, 'referral')
      .selectFrom('request')
      .select('file_id')
      .where('id', '=', transferId)
      .executeTakeFirst()
  )?.file_id ?? null

/** Whether a transfer is there for somebody who took it over. */
async function takenOver(
  context: ReferralContext,
  of: RequestsOf,
  who: Principal,
  transferId: string,
): Promise<Result<undefined, Failure>> {
  if (!may(who, 'referral.send')) return err(failure('referral.not_allowed'))
  const seen = await readInScope(context.db, scopeOf(who), (trx) =>
    shown(trx, of, servedTo(context, 'transfer'), who, transferId),
  )
  if (!seen.ok) return seen
  return seen.value.you.includes('receiver') ? ok(undefined) : err(failure('records.not_found'))
}

/** Which referrals can go on with the agency that took the file over. */
export async function followable(
  context: ReferralContext,
  of: RequestsOf,
  who: Principal,
  transferId: string,
): Promise<Result<ResponseOf<typeof listFollowing>, Failure>> {
  const seen = await takenOver(context, of, who, transferId)
  if (!seen.ok) return seen
  return readInScope(context.db, systemFor(who), async (trx) => {
    const items: Item[] = []
    for (const { row } of await openReferrals(trx, transferId)) items.push(await present(trx, context, row))
    return ok({ items })
  })
}

/**
 * Goes on with them under the own file: each whose service may be told, with the person's consent there, all that it was told before. The
 * others stay with the agency that sent them. Consent is judged under the own file's lock, in the transaction that takes them over.
 */
export async function followFile(
  context: ReferralContext,
  of: RequestsOf,
  ofTransfer: RequestsOf,
  who: Principal,
  transferId: string,
  { number, steps }: HandlerInput<typeof following>['body'],
): Promise<Result<ResponseOf<typeof following>, Failure>> {
  const seen = await takenOver(context, ofTransfer, who, transferId)
  if (!seen.ok) return seen
  return inScope<ResponseOf<typeof following>, Failure>(context.db, systemFor(who), async (trx) => {
    const own = await context.files.fileByNumber(trx, number)
    if (own?.agencyId !== who.agencyId) return err(failure('referral.no_file'))
    await carryUnsafe(trx, context, await fileOf(trx, transferId), own)
    const followed: string[] = []
    const left: string[] = []
    for (const { row, groups } of await openReferrals(trx, transferId)) {
      const id = steps[row.id]
      if (id === undefined) continue
      const [recipient] = await recipientsOf(trx, row)
      const file = recipient && (await context.files.toPassOn(trx, who, own.fileId, { ...recipient, groups }))
      if (file && !file.ok) return err(failure('referral.no_file'))
      const agreed = file?.value.groups.map(({ group }) => group) ?? []
      if (!groups.every((group) => agreed.includes(group))) {
        left.push(row.id)
        continue
      }
      const taken = await takeStep(trx, of, SYSTEM, row.id, {
        id,
        step: 'follow_file',
        happenedAt: context.clock.now(),
        payload: { answers: {} },
        passesTo: { agencyId: who.agencyId, fileId: own.fileId },
      })
      if (!taken.ok) return taken
      followed.push(row.id)
    }
    return ok({ followed, left })
  })
}
