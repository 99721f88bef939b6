import type { ScopedTransaction } from '@gloact/postgres'
import type { PersonKey, Vault } from '@gloact/vault'
import { sql, type CompiledQuery, type InferResult } from 'kysely'
import { tables } from './file-tables.ts'

const labelPlace = (fileId: string): string => `protection.file_label.sealed:${fileId}`

interface OfFile {
  readonly id: string
  readonly personId: string
  readonly agencyId: string
}

/** Brings the label beside a file's row into line with what was said last. */
export async function saveLabel(
  trx: ScopedTransaction,
  { id, personId, agencyId }: OfFile,
  label: string | null,
  key: PersonKey,
): Promise<void> {
  if (label === null) {
    await tables(trx).deleteFrom('protection.file_label').where('file_id', '=', id).execute()
    return
  }
  const sealed = key.seal(labelPlace(id), label)
  await tables(trx)
    .insertInto('protection.file_label')
    .values({ file_id: id, person_id: personId, agency_id: agencyId, sealed })
    .onConflict((conflict) => conflict.column('file_id').doUpdateSet({ sealed, person_id: personId }))
    .execute()
}

const labels = (trx: ScopedTransaction, fileIds: readonly string[]) =>
  tables(trx)
    .selectFrom('protection.file_label')
    .select(['file_id', 'person_id', 'sealed'])
    .where(sql<boolean>`file_id = any(${[...new Set(fileIds)]}::uuid[])`)

type LabelRow = InferResult<ReturnType<typeof labels>>[number]

/** Asks for the labels of files, to be opened by `openLabels`; row-level security leaves out those of other agencies. */
export const labelsQuery = (trx: ScopedTransaction, fileIds: readonly string[]): CompiledQuery<LabelRow> =>
  labels(trx, fileIds).compile()

/** The labels of files, by their ids. */
export async function labelsOf(
  trx: ScopedTransaction,
  vault: Vault,
  fileIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  return fileIds.length === 0 ? new Map() : openLabels(trx, vault, await labels(trx, fileIds).execute())
}

/** What `labelsQuery` was answered with, opened, by the files' ids. */
export async function openLabels(
  trx: ScopedTransaction,
  vault: Vault,
  rows: readonly LabelRow[],
): Promise<ReadonlyMap<string, string>> {
  if (rows.length === 0) return new Map()
  const keys = await vault.personKeys(
    trx,
    rows.map(({ person_id }) => person_id),
  )
  return new Map(
    rows.flatMap(({ file_id: id, person_id, sealed }) => {
      const key = keys.get(person_id)
      return key ? [[id, String(key.unseal(labelPlace(id), sealed))] as const] : []
    }),
  )
}

/** Things about files, each with the label of its file. */
export async function withLabels<Item extends { readonly id: string }>(
  trx: ScopedTransaction,
  vault: Vault,
  items: readonly Item[],
): Promise<(Item & { label: string | null })[]> {
  const labels = await labelsOf(
    trx,
    vault,
    items.map(({ id }) => id),
  )
  return items.map((item) => ({ ...item, label: labels.get(item.id) ?? null }))
}
