import { recordAudit } from '@gloact/audit'
import { canonicalJson, newId, unwrap } from '@gloact/kernel'
import type { Database, ScopedTransaction } from '@gloact/postgres'
import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Person } from '../../domain/victims/person.ts'
import { asSystem } from '../request-keys.ts'
import type { CooperationContext } from '../context.ts'

interface HandedOverTable {
  id: string
  request_id: string
  sealed: Uint8Array
  digest: string
  data_groups: readonly string[]
  at: string
  destroyed_at: string | null
  destroyed_because: string | null
}
const tables = (trx: Database): Kysely<{ 'cooperation.handed_over': HandedOverTable }> => trx

const placeOf = (id: string): string => `cooperation.handed_over.sealed:${id}`

/** Of exactly this person: what the preview named is what goes. */
export const personDigest = (person: Person): string =>
  createHash('sha256')
    .update(canonicalJson({ ...person }))
    .digest('hex')

/** Keeps who the person is, sealed under a key of its own: on the sending side what went, on the receiving one what came. */
export async function keepPerson(
  trx: ScopedTransaction,
  { vault, clock, country }: Pick<CooperationContext, 'vault' | 'clock' | 'country'>,
  requestId: string,
  {
    person,
    agencyId,
    groups,
  }: { readonly person: Person; readonly agencyId: string; readonly groups: readonly string[] },
): Promise<void> {
  const id = newId<string>()
  await asSystem(trx, async () => {
    const key = await vault.createPersonKey(trx, { personId: id, agencyId, country })
    await tables(trx)
      .insertInto('cooperation.handed_over')
      .values({
        id,
        request_id: requestId,
        sealed: key.seal(placeOf(id), { ...person }),
        digest: personDigest(person),
        data_groups: groups,
        at: clock.now(),
        destroyed_at: null,
        destroyed_because: null,
      })
      .execute()
  })
}

/** Who the person is, opened; undefined where nothing was handed over, or it is destroyed. That the request is the asker's was asked before. */
export async function openPerson(
  trx: ScopedTransaction,
  { vault }: Pick<CooperationContext, 'vault'>,
  requestId: string,
): Promise<{ readonly person: Person; readonly groups: readonly string[]; readonly at: string } | undefined> {
  const row = await tables(trx)
    .selectFrom('cooperation.handed_over')
    .selectAll()
    .where('request_id', '=', requestId)
    .where('destroyed_at', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined
  const key = await asSystem(trx, () => vault.personKey(trx, row.id))
  if (!key.ok) return undefined
  return { person: key.value.unseal(placeOf(row.id), row.sealed) as Person, groups: row.data_groups, at: row.at }
}

/** The groups that were handed over and are not destroyed; null where there is nothing. */
export async function groupsHandedOver(trx: ScopedTransaction, requestId: string): Promise<readonly string[] | null> {
  const row = await tables(trx)
    .selectFrom('cooperation.handed_over')
    .select('data_groups')
    .where('request_id', '=', requestId)
    .where('destroyed_at', 'is', null)
    .executeTakeFirst()
  return row?.data_groups ?? null
}

/** Destroys who the person is: the key, and the sealed bytes. */
export async function destroyPerson(
  trx: ScopedTransaction,
  { vault, clock, country }: Pick<CooperationContext, 'vault' | 'clock' | 'country'>,
  requestId: string,
  because: string,
): Promise<void> {
  await asSystem(trx, async () => {
    const rows = await tables(trx)
      .updateTable('cooperation.handed_over')
      .set({ sealed: new Uint8Array(0), destroyed_at: clock.now(), destroyed_because: because })
      .where('request_id', '=', requestId)
      .where('destroyed_at', 'is', null)
      .returning('id')
      .execute()
    for (const { id } of rows) {
      unwrap(await vault.destroyPersonKey(trx, id))
      await recordAudit(trx, {
        action: 'cooperation.person_destroyed',
        object: { kind: 'cooperation.victim_referral', id: requestId },
        country,
        detail: { because },
      })
    }
  })
}
