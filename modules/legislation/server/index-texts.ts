import type { Principal } from '@gloact/identity/contract/principal'
import { ok } from '@gloact/kernel'
import { addressed } from '@gloact/law'
import { readAkn } from '@gloact/law/akn'
import { inScope, systemScope, type Database } from '@gloact/postgres'
import { sql } from 'kysely'
import type { LegislationContext } from './context.ts'
import { keptIndex, type KeptText } from './read-source.ts'
import { tables } from './tables.ts'

interface TextToIndex {
  readonly id: string
  readonly lawId: string
  readonly language: string
  readonly country: string
  readonly agencyId: string
}

/** Makes the words of a text findable, in place of those of the texts before it. */
export async function indexText(
  trx: Database,
  { id, lawId, language, country, agencyId }: TextToIndex,
  { parents, sizes, words }: KeptText['index'],
): Promise<void> {
  const latest = await tables(trx)
    .selectFrom('legislation.expression')
    .select('id')
    .where('law_id', '=', lawId)
    .where('language', '=', language)
    .orderBy('valid_from', 'desc')
    .executeTakeFirst()
  // An earlier text that is added later stays out: what is searched is what the law says now.
  if (latest?.id !== id) return
  const held = await tables(trx)
    .selectFrom('legislation.search_text')
    .select('expression_id')
    .where('law_id', '=', lawId)
    .where('language', '=', language)
    .execute()
  for (const { expression_id: before } of held) {
    await tables(trx).deleteFrom('legislation.search_word').where('expression_id', '=', before).execute()
    await tables(trx).deleteFrom('legislation.search_text').where('expression_id', '=', before).execute()
  }
  const { rows: added } = await sql`
    insert into legislation.search_text (expression_id, country, agency_id, law_id, language, parents, sizes)
    values (${id}, ${country}, ${agencyId}, ${lawId}, ${language}, ${parents}, ${sizes})
    on conflict (expression_id) do nothing returning expression_id`.execute(trx)
  // Somebody else who searched indexed it meanwhile.
  if (added.length === 0) return
  for (const rows of words)
    await sql`insert into legislation.search_word (agency_id, country, expression_id, word, positions)
      select ${agencyId}::uuid, ${country}, ${id}::uuid, word, positions
      from jsonb_to_recordset(${rows}::jsonb) as held(word text, positions integer[])`.execute(trx)
}

/** Indexes texts that were kept before there was an index. */
export async function indexMissing(
  { db }: LegislationContext,
  { country, agencyId }: Principal,
  ids: readonly string[],
): Promise<void> {
  await inScope(db, systemScope(country), async (trx) => {
    for (const id of ids) {
      const row = await tables(trx)
        .selectFrom('legislation.expression')
        .select(['law_id', 'language', 'akn'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      const text = readAkn(row.akn)
      if (!text.ok) throw new Error('a text that was kept is no Akoma Ntoso')
      const index = keptIndex(addressed(text.value))
      await indexText(trx, { id, lawId: row.law_id, language: row.language, country, agencyId }, index)
    }
    return ok(undefined)
  })
}
