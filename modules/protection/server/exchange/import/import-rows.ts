import { createHash } from 'node:crypto'
import { canonicalJson, type Json } from '@gloact/kernel'
import { sendAlong, type ScopedTransaction } from '@gloact/postgres'
import type { PersonKey, Vault } from '@gloact/vault'
import { sql } from 'kysely'
import type { HtcdsAnswers } from '@gloact/standards'
import { identityOf, namesOf } from '../../../domain/exchange/import/imported-person.ts'
import type { BatchId } from './import-batch.ts'

/** What a source row is found again by. Keyed: without the key-encryption key nobody can try out names. */
export interface RowTokens {
  readonly identity: readonly Uint8Array[]
  readonly place: readonly Uint8Array[]
  readonly content: readonly Uint8Array[]
  /** What they are made of: digests, kept sealed under the person's key, so that they can be made again. */
  readonly source: TokenSource
}

export interface TokenSource {
  readonly identity: string
  readonly place: string
  readonly content: string
}

export interface KnownRow {
  readonly fileId: string
  /** Whether the row says what it said when it was last imported. */
  readonly same: boolean
  /** Whether it was found by who it is about, rather than by where it stands. */
  readonly byIdentity: boolean
}

export const PURPOSE = 'protection.import'

/**
 * Makes the tokens of rows of one source. The same person twice in a file is two rows, told apart by which comes first.
 */
export function rowTokens(vault: Vault, agencyId: string, source: string) {
  const seen = new Map<string, number>()
  const next = (identity: string): number => {
    const [short] = vault.tokens(PURPOSE, `seen\n${identity}`)
    const key = Buffer.from(short!).toString('base64')
    const occurrence = (seen.get(key) ?? 0) + 1
    seen.set(key, occurrence)
    return occurrence
  }
  return (row: number, answers: HtcdsAnswers): RowTokens => {
    const content = canonicalJson(answers)
    const identity = identityOf(answers) ?? content
    const former = namesOf(answers) ?? content
    const occurrence = next(identity)
    const formerly = former === identity ? occurrence : next(former)
    const texts: TokenSource = {
      identity: identityText(agencyId, occurrence, identity),
      place: `place\n${agencyId}\n${digest(source)}\n${row}`,
      content: `content\n${digest(content)}`,
    }
    return {
      // A row that was imported before a number decided alone is found by what it was found by then.
      identity: [
        ...vault.tokens(PURPOSE, texts.identity),
        ...(former === identity ? [] : vault.tokens(PURPOSE, identityText(agencyId, formerly, former))),
      ],
      place: vault.tokens(PURPOSE, texts.place),
      content: vault.tokens(PURPOSE, texts.content),
      source: texts,
    }
  }
}

const identityText = (agencyId: string, occurrence: number, identity: string): string =>
  `identity\n${agencyId}\n${occurrence}\n${digest(identity)}`

const digest = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

const SOURCE_PLACE = 'protection.import_row.sealed_source'

export const openSource = (key: PersonKey, sealed: Uint8Array): TokenSource =>
  key.unseal(SOURCE_PLACE, sealed) as TokenSource

export const bytes = (tokens: readonly Uint8Array[]): readonly string[] =>
  tokens.map((token) => `\\x${Buffer.from(token).toString('hex')}`)

/** The file that a row became, by who it is about and failing that by where it stands. */
export async function findRow(
  trx: ScopedTransaction,
  agencyId: string,
  tokens: RowTokens,
): Promise<KnownRow | undefined> {
  const { rows } = await sql<{ file_id: string; same: boolean; by_identity: boolean }>`
    select file_id, content_token = any(${bytes(tokens.content)}::bytea[]) as same,
      identity_token = any(${bytes(tokens.identity)}::bytea[]) as by_identity
    from protection.import_row
    where agency_id = ${agencyId} and not undone
      and (identity_token = any(${bytes(tokens.identity)}::bytea[]) or place_token = any(${bytes(tokens.place)}::bytea[]))
    order by by_identity desc, id desc limit 1`.execute(trx)
  const row = rows[0]
  return row && { fileId: row.file_id, same: row.same, byIdentity: row.by_identity }
}

export async function insertRow(
  trx: ScopedTransaction,
  row: {
    readonly batch: BatchId
    readonly country: string
    readonly agencyId: string
    readonly fileId: string
    /** The key of the file's person. */
    readonly key: PersonKey
    readonly tokens: RowTokens
    readonly effect: 'imported' | 'updated'
    readonly actionIds: readonly string[]
  },
): Promise<void> {
  const [identity, place, content] = [row.tokens.identity[0]!, row.tokens.place[0]!, row.tokens.content[0]!]
  const sealed = row.key.seal(SOURCE_PLACE, row.tokens.source as unknown as Json)
  const query = sql`
    insert into protection.import_row
      (batch_id, country, agency_id, file_id, identity_token, place_token, content_token, effect, action_ids,
        sealed_source)
    values (${row.batch}, ${row.country}, ${row.agencyId}, ${row.fileId}, ${identity}, ${place}, ${content},
      ${row.effect}, ${row.actionIds}::uuid[], ${sealed})`
  await sendAlong(trx, query.compile(trx))
}
