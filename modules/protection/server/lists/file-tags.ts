import { recordAudit } from '@gloact/audit'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { err, ok, type Result } from '@gloact/kernel'
import { inScope, readInScope, type ScopedTransaction } from '@gloact/postgres'
import type { PersonKey } from '@gloact/vault'
import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import type {
  addTag as adding,
  editTag as editing,
  FileTag,
  listTags as listing,
} from '../../contract/lists/file-list.ts'
import type { FileFailure } from '../../domain/failures.ts'
import { filePolicy } from '../../domain/file/policy.ts'
import type { ProtectionContext } from '../file/context.ts'
import { nameKeyOf, sealTagNames, tagNames } from '../search/sealed-names.ts'
import { tables, type TagTable } from '../file/file-tables.ts'
import { withoutFile } from '../file/without-file.ts'

const toTag = (key: PersonKey, row: TagTable): FileTag => ({
  id: row.id,
  agencyId: row.agency_id,
  names: { ...tagNames(key, row) },
  active: row.active,
  version: row.version,
})

const mayManage = (principal: Principal): boolean =>
  filePolicy.decide(principal, 'tags.manage', withoutFile(principal)).allowed

const mayManageCountry = (principal: Principal): boolean =>
  filePolicy.decide(principal, 'tags.manage_country', withoutFile(principal)).allowed

/** The tags of one's agency and of the country; those no longer offered too, since files still carry them. */
export async function listTags(context: ProtectionContext, principal: Principal): Promise<ResponseOf<typeof listing>> {
  const key = await nameKeyOf(context)
  return readInScope(context.db, principalScope(principal), async (trx) => {
    const rows = await tables(trx).selectFrom('protection.tag').selectAll().orderBy('id').limit(500).execute()
    return { items: rows.map((row) => toTag(key, row)), mayManage: mayManage(principal) }
  })
}

export async function addTag(
  context: ProtectionContext,
  principal: Principal,
  { id, ofCountry, names }: HandlerInput<typeof adding>['body'],
): Promise<Result<FileTag, FileFailure>> {
  if (!mayManage(principal) || (ofCountry && !mayManageCountry(principal)))
    return err({ code: 'protection.not_allowed' })
  const key = await nameKeyOf(context)
  return inScope<FileTag, FileFailure>(context.db, principalScope(principal), async (trx) => {
    if (await isTaken(trx, key, names, id)) return err({ code: 'protection.tag_name_taken' })
    const row = await tables(trx)
      .insertInto('protection.tag')
      .values({
        id,
        country: principal.country,
        agency_id: ofCountry ? null : principal.agencyId,
        names: null,
        sealed_names: sealTagNames(key, id, names),
        active: true,
        version: 1,
        changed_at: context.clock.now(),
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returningAll()
      .executeTakeFirst()
    if (!row) return err({ code: 'protection.tag_name_taken' })
    await recordAudit(trx, { action: 'tag.changed', object: { kind: 'protection.tag', id } })
    return ok(toTag(key, row))
  })
}

export async function editTag(
  context: ProtectionContext,
  principal: Principal,
  id: string,
  { names, active }: HandlerInput<typeof editing>['body'],
  version: number | undefined,
): Promise<Result<FileTag, FileFailure>> {
  if (!mayManage(principal)) return err({ code: 'protection.not_allowed' })
  const key = await nameKeyOf(context)
  return inScope<FileTag, FileFailure>(context.db, principalScope(principal), async (trx) => {
    if (await isTaken(trx, key, names, id)) return err({ code: 'protection.tag_name_taken' })
    const there = await tables(trx).selectFrom('protection.tag').selectAll().where('id', '=', id).executeTakeFirst()
    if (!there) return err({ code: 'protection.tag_unknown' })
    if (there.version !== version) return err({ code: 'protection.changed_meanwhile' })
    const row = await tables(trx)
      .updateTable('protection.tag')
      .set({
        names: null,
        sealed_names: sealTagNames(key, id, names),
        active,
        version: there.version + 1,
        changed_at: context.clock.now(),
      })
      .where('id', '=', id)
      .where('version', '=', there.version)
      .returningAll()
      .executeTakeFirst()
    // Seen and not changed: the country's, which only an administrator names.
    if (!row) return err({ code: 'protection.not_allowed' })
    await recordAudit(trx, { action: 'tag.changed', object: { kind: 'protection.tag', id } })
    return ok(toTag(key, row))
  })
}

/** Two tags of one name would be told apart by nobody. */
async function isTaken(
  trx: ScopedTransaction,
  key: PersonKey,
  names: Readonly<Record<string, string>>,
  id: string,
): Promise<boolean> {
  const rows = await tables(trx)
    .selectFrom('protection.tag')
    .select(['id', 'names', 'sealed_names'])
    .where('id', '<>', id)
    .execute()
  const others = rows.map((row) => tagNames(key, row))
  const fold = (text: string): string => text.trim().toLocaleLowerCase()
  return others.some((other) =>
    Object.entries(names).some(([language, name]) => fold(other[language] ?? '') === fold(name)),
  )
}
