import { recordAudit } from '@gloact/audit'
import type { BytesToSend } from '@gloact/http/contract'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, type Database } from '@gloact/postgres'
import type { PackEntry } from '../contract/packs.ts'
import { VERIFICATIONS } from '../domain/obligation.ts'
import { type LegislationContext, may, notAllowed, unknown } from './context.ts'
import { bytesOf } from './laws.ts'
import { type Pack, type PackBook, packSchema, PACKS } from './packs.ts'
import { tables } from './tables.ts'

/** The packs of an agency: those that are shipped, and those that it added. */
export async function packBook(trx: Database, agencyId: string): Promise<PackBook> {
  const rows = await tables(trx)
    .selectFrom('legislation.own_pack')
    .select(['pack', 'content'])
    .where('agency_id', '=', agencyId)
    .orderBy('pack')
    .execute()
  return rows.length === 0
    ? PACKS
    : new Map([...PACKS, ...rows.map(({ pack, content }) => [pack, packSchema.parse(content)] as const)])
}

const entryOf = (id: string, { instrument, title, generated, items }: Pack): PackEntry => ({
  id,
  instrument,
  title,
  version: generated,
  own: !PACKS.has(id),
  obligations: items.length,
  core: items.filter(({ tier }) => tier === 'core').length,
  verified: Object.fromEntries(
    VERIFICATIONS.map((status) => [status, items.filter(({ verification }) => verification.status === status).length]),
  ) as Record<(typeof VERIFICATIONS)[number], number>,
})

/** The packs of obligations, and how far each was held against its treaty. */
export async function listPacks(
  { db }: LegislationContext,
  who: Principal,
): Promise<Result<{ items: PackEntry[] }, Failure>> {
  if (!may(who, 'legislation.read')) return notAllowed
  const book = await readInScope(db, { ...principalScope(who) }, (trx) => packBook(trx, who.agencyId))
  return ok({ items: [...book].map(([id, pack]) => entryOf(id, pack)) })
}

/** Adds a pack of the agency's own. Sent twice, it is there once; another version of it takes another name. */
export async function addPack(
  { db, clock }: LegislationContext,
  who: Principal,
  { pack, source }: { readonly pack: string; readonly source: string },
): Promise<Result<PackEntry, Failure>> {
  if (!may(who, 'legislation.edit')) return notAllowed
  const read = readPack(source)
  if (!read.ok) return read
  if (PACKS.has(pack)) return err(failure('legislation.pack_used'))
  return inScope<PackEntry, Failure>(db, { ...principalScope(who) }, async (trx) => {
    const book = await packBook(trx, who.agencyId)
    const before = book.get(pack)
    if (before) {
      const same = JSON.stringify(before) === JSON.stringify(read.value)
      return same ? ok(entryOf(pack, before)) : err(failure('legislation.pack_used'))
    }
    // A finding names its element alone: two packs of one assessment cannot both have it.
    const used = new Set([...book.values()].flatMap(idsOf))
    if (idsOf(read.value).some((id) => used.has(id))) return err(failure('legislation.obligation_used'))
    const added = await tables(trx)
      .insertInto('legislation.own_pack')
      .values({
        pack,
        country: who.country,
        agency_id: who.agencyId,
        content: JSON.stringify(read.value),
        added_by: who.userId,
        added_at: clock.now(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('pack')
      .executeTakeFirst()
    if (!added) return err(failure('legislation.pack_used'))
    await recordAudit(trx, {
      action: 'legislation.pack_added',
      object: { kind: 'legislation.agency', id: who.agencyId },
      detail: { obligations: read.value.items.length },
    })
    return ok(entryOf(pack, read.value))
  })
}

const idsOf = ({ items }: Pack): readonly string[] =>
  items.flatMap(({ id, elements }) => [id, ...elements.map((element) => element.id)])

function readPack(source: string): Result<Pack, Failure> {
  let content: unknown
  try {
    content = JSON.parse(source)
  } catch {
    // It is no JSON: which the refusal says.
    return err(failure('legislation.not_pack'))
  }
  const read = packSchema.safeParse(content)
  return read.success ? ok(read.data) : err(failure('legislation.not_pack'))
}

/** A pack as JSON: it can be changed and added under another name. */
export async function exportPack(
  { db }: LegislationContext,
  who: Principal,
  id: string,
): Promise<Result<BytesToSend, Failure>> {
  if (!may(who, 'legislation.read')) return notAllowed
  const book = await readInScope(db, { ...principalScope(who) }, (trx) => packBook(trx, who.agencyId))
  const pack = book.get(id)
  if (!pack) return unknown
  return ok(bytesOf(Buffer.from(`${JSON.stringify(pack, null, 2)}\n`), 'application/json', `${id}.json`))
}
