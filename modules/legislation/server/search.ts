import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { asPlainDate, ok, type Failure, type Result } from '@gloact/kernel'
import { readInScope } from '@gloact/postgres'
import { sql } from 'kysely'
import type { FoundProvision } from '../contract/laws.ts'
import { addressPattern, deepest, excerptOf, lawQuery } from '../domain/search.ts'
import { type LegislationContext, may, notAllowed } from './context.ts'

const SHOWN = 50
/** Provisions stand in each other: more are asked for than are shown. */
const ASKED = 400

interface Row {
  readonly expression_id: string
  readonly title: string
  readonly language: string
  readonly valid_from: string
  readonly eid: string
  readonly num: string
  readonly heading: string
  readonly words: string
}

/** Finds provisions by words or by number in the latest texts of the library, whatever their language. */
export async function searchLaws(
  { db }: LegislationContext,
  who: Principal,
  typed: string,
): Promise<Result<{ items: FoundProvision[]; more: boolean }, Failure>> {
  if (!may(who, 'legislation.read')) return notAllowed
  const query = lawQuery(typed)
  if (query.by === 'words' && query.words.length === 0) return ok({ items: [], more: false })
  const wanted =
    query.by === 'number'
      ? sql`provision.eid ~ ${addressPattern(query)}`
      : sql`provision.search @@ to_tsquery('simple', ${query.words.map((word) => `'${word}':*`).join(' & ')})`
  const { rows } = await readInScope(db, { ...principalScope(who) }, (trx) =>
    sql<Row>`with latest as (
        select distinct on (law_id, language) id, law_id, language, valid_from
        from legislation.expression order by law_id, language, valid_from desc)
      select latest.id as expression_id, law.title, latest.language, latest.valid_from, provision.eid, provision.num,
        provision.heading, left(provision.words, 4000) as words
      from latest join legislation.law as law on law.id = latest.law_id
      join legislation.provision as provision on provision.expression_id = latest.id
      where ${wanted}
      order by length(provision.words), law.title, provision.position limit ${ASKED}`.execute(trx),
  )
  const found = deepest(rows.map((row) => ({ ...row, expressionId: row.expression_id, eId: row.eid })))
  const words = query.by === 'words' ? query.words : []
  const items = found.slice(0, SHOWN).map((row) => ({
    expressionId: row.expressionId,
    title: row.title,
    language: row.language,
    validFrom: asPlainDate(row.valid_from),
    eId: row.eId,
    num: row.num,
    heading: row.heading,
    excerpt: excerptOf(row.words, words),
  }))
  return ok({ items, more: found.length > SHOWN || rows.length === ASKED })
}
