import { createHash } from 'node:crypto'
import { recordAudit } from '@gloact/audit'
import type { ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import type { listPackages as listing, ScormPackageView, tryPackage as trying } from '../../contract/scorm.ts'
import { may, notAllowed, sameBytes, scopeOf, unknown, type TrainingContext } from '../context.ts'
import { tables } from '../tables.ts'
import { launchOf } from './launch.ts'
import { readPackage, received, type ReadPackage } from './read-package.ts'

const COLUMNS = ['id', 'title', 'language', 'files', 'bytes'] as const

interface Row {
  readonly id: string
  readonly title: string
  readonly language: string
  readonly files: number
  readonly bytes: number | string
}

export const shownPackage = ({ id, title, language, files, bytes }: Row): ScormPackageView => ({
  id,
  title,
  language,
  files,
  bytes: Number(bytes),
})

/** The packages of an agency. */
export const packagesOf = (trx: ScopedTransaction, agencyId: string) =>
  tables(trx)
    .selectFrom('training.scorm_package')
    .select([...COLUMNS, 'launch', 'parameters'])
    .where('agency_id', '=', agencyId)
    .orderBy('title')
    .orderBy('id')
    .execute()

export async function listPackages(
  { db }: TrainingContext,
  who: Principal,
): Promise<Result<ResponseOf<typeof listing>, Failure>> {
  if (!may(who, 'training.run')) return notAllowed
  const found = await readInScope(db, scopeOf(who), (trx) => packagesOf(trx, who.agencyId))
  return ok({ items: found.map(shownPackage) })
}

/** Imports a package. Sent twice under one id, it is imported once. */
export async function importPackage(
  context: TrainingContext,
  who: Principal,
  { id, language }: { readonly id: string; readonly language: string },
  body: AsyncIterable<Uint8Array>,
): Promise<Result<ScormPackageView, Failure>> {
  if (!may(who, 'training.run')) return notAllowed
  const bytes = await received(body)
  if (!bytes) return err(failure('training.package_too_large'))
  const read = await readPackage(bytes)
  if (!read.ok) return err(failure(read.error))
  const digest = createHash('sha256').update(bytes).digest()
  return inScope<ScormPackageView, Failure>(context.db, scopeOf(who), async (trx) => {
    const owner = { country: who.country, agency_id: who.agencyId, imported_by: who.userId }
    const added = await insertPackage(
      trx,
      { ...owner, imported_at: context.clock.now() },
      id,
      language,
      digest,
      read.value,
    )
    const row = await tables(trx)
      .selectFrom('training.scorm_package')
      .select([...COLUMNS, 'digest', 'language'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row || !sameBytes(row.digest, digest) || row.language !== language) return err(failure('training.id_used'))
    if (added) {
      await recordAudit(trx, {
        action: 'training.package_imported',
        object: { kind: 'training.package', id },
        detail: { files: row.files },
      })
    }
    return ok(shownPackage(row))
  })
}

interface Owner {
  readonly country: string
  readonly agency_id: string
  readonly imported_by: string
  readonly imported_at: string
}

/** Whether it was added: not where it was before. */
export async function insertPackage(
  trx: ScopedTransaction,
  owner: Owner,
  id: string,
  language: string,
  digest: Uint8Array,
  { title, launch, parameters, files, bytes }: Omit<ReadPackage, 'items'>,
): Promise<boolean> {
  const { country, agency_id } = owner
  const added = await tables(trx)
    .insertInto('training.scorm_package')
    .values({
      ...owner,
      id,
      title: title.slice(0, 200) || 'SCORM',
      language,
      launch,
      parameters: parameters.slice(0, 1000),
      files: files.length,
      bytes,
      digest,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) return false
  for (const { path, content } of files) {
    await sql`insert into training.scorm_file (package_id, path, country, agency_id, content)
      values (${id}, ${path}, ${country}, ${agency_id}, ${content})`.execute(trx)
  }
  return true
}

/** Where a trainer looks at a package; nothing of it is recorded. */
export async function tryPackage(
  context: TrainingContext,
  who: Principal,
  packageId: string,
): Promise<Result<ResponseOf<typeof trying>, Failure>> {
  if (!may(who, 'training.run')) return notAllowed
  const found = await readInScope(context.db, scopeOf(who), (trx) => packagesOf(trx, who.agencyId))
  const one = found.find(({ id }) => id === packageId)
  return one ? ok({ title: one.title, launch: await launchOf(context, one) }) : unknown
}
