import { createHash } from 'node:crypto'
import { canonicalJson, valueOf } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import type { HistoricalCase, Indicators } from '@gloact/standards'
import type { ImportBatch } from './import-batch.ts'
import type { ImportSink } from './run-import.ts'

/** A case with what names its row in the source: a case number, or the text of the row itself. */
export interface IdentifiedCase {
  readonly identity: string
  readonly case: HistoricalCase
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32)

/**
 * Numbers the rows that cannot be told apart (the same identity twice in one file is two cases). Keeps 48 bits of a
 * digest for each row; two identities that share them are only numbered as one would be, the same way every time.
 */
function occurrences(): (identity: string) => number {
  const seen = new Map<number, number>()
  return (identity) => {
    const short = Number.parseInt(digest(identity).slice(0, 12), 16)
    const count = (seen.get(short) ?? 0) + 1
    seen.set(short, count)
    return count
  }
}

/** Hexadecimal digests as PostgreSQL reads bytes. An array of them lets it look each up in the index. */
const bytesOf = (digests: readonly string[]): readonly string[] => digests.map((hex) => `\\x${hex}`)

interface Row {
  source_key: string
  content_digest: string
  values: Record<string, unknown>
}

/** What a chunk has to write: row-level security and the unique index have the last word. */
interface Plan {
  readonly fresh: readonly Row[]
  readonly changed: readonly Row[]
  readonly unchanged: number
}

/**
 * Writes cases to the historical population in the caller's transaction, of the system's scope. Idempotent by source and
 * key: the same row again does nothing; a changed one becomes a new version and the earlier one stays, marked.
 * @param source names the collection and its layout; keys are compared within it
 * @param batch undefined on a dry run: everything is worked out and nothing written
 */
export function historicalPopulation(
  trx: ScopedTransaction,
  { source, country, batch }: { source: string; country: string; batch: ImportBatch | undefined },
): ImportSink<IdentifiedCase> {
  const occurrence = occurrences()
  return {
    async write(chunk) {
      const rows = new Map<string, Row>()
      for (const { item } of chunk) {
        const row = rowOf(item, occurrence(item.identity))
        rows.set(row.source_key, row)
      }
      const plan = await planOf(trx, source, country, rows)
      if (batch) {
        await supersede(trx, source, country, batch, plan.changed)
        await insert(trx, source, country, batch, [...plan.fresh, ...plan.changed])
      }
      return { imported: plan.fresh.length, updated: plan.changed.length, unchanged: plan.unchanged }
    },
  }
}

function rowOf({ identity, case: item }: IdentifiedCase, occurrence: number): Row {
  const group = (name: string, { yes, no }: Indicators): Record<string, unknown> => ({
    [name]: yes,
    [`${name}_no`]: no,
  })
  const values = {
    year_of_registration: valueOf(item.yearOfRegistration),
    data_source: valueOf(item.dataSource),
    gender: valueOf(item.gender),
    age_band: valueOf(item.ageBand),
    majority_at_registration: valueOf(item.majorityAtRegistration),
    majority_at_exploitation: valueOf(item.majorityAtExploitation),
    majority_at_entry: valueOf(item.majorityAtEntry),
    citizenship: valueOf(item.citizenship),
    country_of_exploitation: valueOf(item.countryOfExploitation),
    abduction: valueOf(item.abduction),
    ...group('means', item.means),
    ...group('exploitation', item.exploitation),
    ...group('labour', item.labour),
    ...group('sex', item.sex),
    ...group('recruiter_relations', item.recruiterRelations),
  }
  return { source_key: digest(`${identity}\n${occurrence}`), content_digest: digest(canonicalJson(values)), values }
}

async function planOf(
  trx: ScopedTransaction,
  source: string,
  country: string,
  rows: ReadonlyMap<string, Row>,
): Promise<Plan> {
  const { rows: found } = await sql<{ key: string; content: string }>`
    select encode(source_key, 'hex') as key, encode(content_digest, 'hex') as content
    from protection.historical_case
    where country = ${country} and source = ${source} and superseded_by is null
      and source_key = any(${bytesOf([...rows.keys()])}::bytea[])`.execute(trx)
  const known = new Map(found.map(({ key, content }) => [key, content]))
  const fresh: Row[] = []
  const changed: Row[] = []
  for (const row of rows.values()) {
    const content = known.get(row.source_key)
    if (content === undefined) fresh.push(row)
    else if (content !== row.content_digest) changed.push(row)
  }
  return { fresh, changed, unchanged: rows.size - fresh.length - changed.length }
}

async function supersede(
  trx: ScopedTransaction,
  source: string,
  country: string,
  batch: ImportBatch,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    update protection.historical_case set superseded_by = ${batch.id}
    where country = ${country} and source = ${source} and superseded_by is null
      and source_key = any(${bytesOf(rows.map((row) => row.source_key))}::bytea[])`.execute(trx)
}

async function insert(
  trx: ScopedTransaction,
  source: string,
  country: string,
  batch: ImportBatch,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return
  const records = JSON.stringify(rows.map(({ values, ...keys }) => ({ ...keys, ...values })))
  await sql`
    insert into protection.historical_case (
      batch_id, country, source, source_key, content_digest, year_of_registration, data_source, gender, age_band,
      majority_at_registration, majority_at_exploitation, majority_at_entry, citizenship, country_of_exploitation,
      abduction, means, means_no, exploitation, exploitation_no, labour, labour_no, sex, sex_no, recruiter_relations,
      recruiter_relations_no)
    select ${batch.id}, ${country}, ${source}, decode(source_key, 'hex'), decode(content_digest, 'hex'),
      year_of_registration, data_source, gender, age_band, majority_at_registration, majority_at_exploitation,
      majority_at_entry, citizenship, country_of_exploitation, abduction, means, means_no, exploitation,
      exploitation_no, labour, labour_no, sex, sex_no, recruiter_relations, recruiter_relations_no
    from json_to_recordset(${records}::json) as r (
      source_key text, content_digest text, year_of_registration smallint, data_source text, gender text,
      age_band text, majority_at_registration text, majority_at_exploitation text, majority_at_entry text,
      citizenship text, country_of_exploitation text, abduction boolean, means text[], means_no text[],
      exploitation text[], exploitation_no text[], labour text[], labour_no text[], sex text[], sex_no text[],
      recruiter_relations text[], recruiter_relations_no text[])`.execute(trx)
}

/**
 * Takes a batch's cases out again. A version that the batch had put in another's place gives it back: the earlier one is
 * current again, or waits behind whatever came later still.
 */
export async function removeHistoricalCases(trx: ScopedTransaction, { id }: ImportBatch): Promise<number> {
  const sameRow = sql`earlier.superseded_by = ${id} and earlier.batch_id <> ${id} and earlier.country = later.country
    and earlier.source = later.source and earlier.source_key = later.source_key`
  // Only one version of a row may be current: those that go step aside (behind themselves) before the earlier ones return.
  await sql`
    update protection.historical_case later set superseded_by = ${id}
    where later.batch_id = ${id} and later.superseded_by is null
      and exists (select from protection.historical_case earlier where ${sameRow})`.execute(trx)
  await sql`
    update protection.historical_case earlier set superseded_by = nullif(later.superseded_by, ${id}::uuid)
    from protection.historical_case later where later.batch_id = ${id} and ${sameRow}`.execute(trx)
  const { rows } = await sql<{ removed: number }>`
    with removed as (delete from protection.historical_case where batch_id = ${id} returning 1)
    select count(*)::integer as removed from removed`.execute(trx)
  return rows[0]?.removed ?? 0
}
