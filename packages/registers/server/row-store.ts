import { createHash } from 'node:crypto'
import { splitForStorage, type FormAnswers } from '@gloact/forms'
import { canonicalJson, type Instant } from '@gloact/kernel'
import type { Database } from '@gloact/postgres'
import { sql } from 'kysely'
import { searchTextOf } from '../search-text.ts'
import type { Register } from '../register.ts'
import type { How, RegisterKey, StoredRow } from './stored-row.ts'

export const COLUMNS = sql.raw(
  `id, country, agency_id as "agencyId", answers, sealed, version, added_by as "addedBy", added_at as "addedAt",
   changed_by as "changedBy", changed_at as "changedAt", archived_at as "archivedAt"`,
)

const placeOf = (of: Register, id: string): string => `${of.kind}.sealed:${id}`

/** All answers of a row: what is sealed is opened. */
export function answersOf(
  of: Register,
  row: { readonly id: string; readonly answers: FormAnswers; readonly sealed: Uint8Array | null },
  key: RegisterKey | undefined,
): FormAnswers {
  if (row.sealed === null) return row.answers
  if (!key) throw new Error(`${of.kind} has something sealed and no key`)
  return { ...row.answers, ...(key.unseal(placeOf(of, row.id), row.sealed) as FormAnswers) }
}

/** Answers as they lie: what is open in clear, the rest under the key. */
export function asStored(of: Register, id: string, answers: FormAnswers, key: RegisterKey | undefined) {
  const split = splitForStorage(of.form, answers)
  // A result of a calculation is worked out again from what it is made of.
  const open = Object.fromEntries(Object.entries(answers).filter(([path]) => Object.hasOwn(split.clear, path)))
  const rest = Object.fromEntries(Object.entries(answers).filter(([path]) => !Object.hasOwn(split.clear, path)))
  // What does not show, and what another version of the form asked, is kept: in clear where all of the form is open.
  if (!of.hasSealed) return { open: answers, sealed: null }
  if (Object.keys(rest).length === 0) return { open, sealed: null }
  if (!key) throw new Error(`${of.kind} has something to seal and no key`)
  return { open, sealed: key.seal(placeOf(of, id), rest) }
}

export async function rowById(trx: Database, of: Register, id: string): Promise<StoredRow | undefined> {
  const { rows } = await sql<StoredRow>`select ${COLUMNS} from ${sql.table(of.kind)} where id = ${id}`.execute(trx)
  return rows[0]
}

/** As `rowById`, locked for writing until the transaction ends. */
export async function lockRow(trx: Database, of: Register, id: string): Promise<StoredRow | undefined> {
  const { rows } = await sql<StoredRow>`
    select ${COLUMNS} from ${sql.table(of.kind)} where id = ${id} for update`.execute(trx)
  return rows[0]
}

export interface Version {
  readonly version: number
  readonly answers: FormAnswers
  readonly sealed: Uint8Array | null
  readonly archived: boolean
  readonly how: How
  readonly by: string | null
  readonly at: string
  readonly previousHash: string | null
  readonly hash: string
}

/** Every version of a row, the first one first. */
export async function versionsOf(trx: Database, of: Register, id: string): Promise<readonly Version[]> {
  const { rows } = await sql<Version>`
    select version, answers, sealed, archived, how, by_id as "by", at, previous_hash as "previousHash", hash
    from ${sql.table(`${of.kind}_history`)} where row_id = ${id} order by version`.execute(trx)
  return rows
}

interface Hashed extends Omit<Version, 'hash'> {
  readonly id: string
  readonly country: string
  readonly agencyId: string
}

/** A version's hash covers what is stored, sealed bytes as they are, and the hash before. */
export const hashOf = (one: Hashed): string =>
  createHash('sha256')
    .update(
      canonicalJson({
        id: one.id,
        country: one.country,
        agencyId: one.agencyId,
        version: one.version,
        answers: one.answers,
        sealed: one.sealed === null ? null : Buffer.from(one.sealed).toString('base64'),
        archived: one.archived,
        how: one.how,
        by: one.by,
        at: one.at,
        previousHash: one.previousHash,
      }),
    )
    .digest('hex')

export interface Writing {
  readonly id: string
  readonly country: string
  readonly agencyId: string
  readonly by: string | null
  readonly at: Instant
  readonly how: How
  readonly answers: FormAnswers
  readonly archived: boolean
  readonly before: StoredRow | null
}

/**
 * Writes a row and its next version. Gives undefined where it is not there to be written: an id that is taken by a row out of
 * reach, or a row that moved on. The caller holds the lock of the row that was before.
 */
export async function writeVersion(
  trx: Database,
  of: Register,
  key: RegisterKey | undefined,
  { id, country, agencyId, by, at, how, answers, archived, before }: Writing,
): Promise<{ readonly row: StoredRow; readonly hash: string } | undefined> {
  const { open, sealed } = asStored(of, id, answers, key)
  const version = (before?.version ?? 0) + 1
  const search = searchTextOf(of, open)
  const json = JSON.stringify(open)
  const archivedAt = archived ? (before?.archivedAt ?? at) : null
  const table = sql.table(of.kind)
  const { rows } = before
    ? await sql<StoredRow>`
        update ${table} set answers = ${json}::jsonb, sealed = ${sealed}, search = ${search}, version = ${version},
          changed_by = ${by}, changed_at = ${at}, archived_at = ${archivedAt}
        where id = ${id} and version = ${before.version} returning ${COLUMNS}`.execute(trx)
    : await sql<StoredRow>`
        insert into ${table} (id, country, agency_id, answers, sealed, search, version, added_by, added_at, changed_by, changed_at,
          archived_at)
        values (${id}, ${country}, ${agencyId}, ${json}::jsonb, ${sealed}, ${search}, 1, ${by}, ${at}, ${by}, ${at}, ${archivedAt})
        on conflict (id) do nothing returning ${COLUMNS}`.execute(trx)
  const row = rows[0]
  if (!row) return undefined
  const { rows: last } = await sql<{ hash: string }>`
    select hash from ${sql.table(`${of.kind}_history`)} where row_id = ${id} and version = ${version - 1}`.execute(trx)
  const previousHash = last[0]?.hash ?? null
  if (before && previousHash === null) throw new Error(`a version of ${of.kind} has no version before`)
  const { country: itsCountry, agencyId: itsAgency } = row
  const hash = hashOf({
    id,
    country: itsCountry,
    agencyId: itsAgency,
    version,
    answers: open,
    sealed,
    archived,
    how,
    by,
    at,
    previousHash,
  })
  await sql`
    insert into ${sql.table(`${of.kind}_history`)}
      (row_id, version, country, agency_id, answers, sealed, archived, how, by_id, at, previous_hash, hash)
    values (${id}, ${version}, ${itsCountry}, ${itsAgency}, ${json}::jsonb, ${sealed}, ${archived}, ${how}, ${by}, ${at},
      ${previousHash}, ${hash})`.execute(trx)
  return { row, hash }
}
