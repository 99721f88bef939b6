import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { asPlainDate, ok, type Failure, type Result } from '@gloact/kernel'
import { readInScope, type Database } from '@gloact/postgres'
import { sql } from 'kysely'
import type { FoundProvision } from '../contract/laws.ts'
import { holdingAll } from '../domain/law-index.ts'
import { excerptOf, lawQuery, soughtBy, type Sought } from '../domain/search.ts'
import { type LegislationContext, may, notAllowed } from './context.ts'
import { dayOf } from './findings.ts'
import { indexMissing } from './index-texts.ts'
import { tables } from './tables.ts'

const SHOWN = 50

interface Latest {
  readonly id: string
  readonly title: string
  readonly language: string
  readonly valid_from: string
  readonly indexed: boolean
}

/** Finds provisions by words or by number in the texts in force today, whatever their language; of a law to come, in its first. */
export async function searchLaws(
  context: LegislationContext,
  who: Principal,
  typed: string,
): Promise<Result<{ items: FoundProvision[]; more: boolean }, Failure>> {
  if (!may(who, 'legislation.read')) return notAllowed
  const query = lawQuery(typed)
  const sought = soughtBy(query)
  if (sought.length === 0) return ok({ items: [], more: false })
  const run = () =>
    readInScope(context.db, { ...principalScope(who) }, async (trx) => {
      const latest = await latestTexts(trx, dayOf(context.clock.now()))
      const missing = latest.flatMap(({ id, indexed }) => (indexed ? [] : [id]))
      if (missing.length > 0) return { missing }
      const found = await placesOf(trx, who.agencyId, sought)
      return itemsOf(trx, latest, found, query.by === 'words' ? query.words : [])
    })
  const first = await run()
  if (!('missing' in first)) return ok(first)
  await indexMissing(context, who, first.missing)
  const again = await run()
  return ok('missing' in again ? { items: [], more: false } : again)
}

async function latestTexts(trx: Database, today: string): Promise<readonly Latest[]> {
  const { rows } = await sql<Latest>`select latest.*, law.title, held.expression_id is not null as indexed
    from (select distinct on (law_id, language) id, law_id, language, valid_from
      from legislation.expression
      order by law_id, language, valid_from <= ${today} desc, abs(valid_from - ${today}::date)) as latest
    join legislation.law as law on law.id = latest.law_id
    left join legislation.search_text as held on held.expression_id = latest.id`.execute(trx)
  return rows
}

/** In which provisions of which text each part of what is looked for stands. */
async function placesOf(
  trx: Database,
  agencyId: string,
  sought: readonly Sought[],
): Promise<ReadonlyMap<string, readonly (readonly number[])[]>> {
  const parts = sought.map(async (one) => {
    const words = tables(trx)
      .selectFrom('legislation.search_word')
      .select(['expression_id', 'positions'])
      .where('agency_id', '=', agencyId)
    const these =
      'exact' in one
        ? words.where('word', 'in', one.exact)
        : words.where('word', '>=', one.beginning).where('word', '<', `${one.beginning}\u{10FFFF}`)
    const places = new Map<string, number[]>()
    for (const { expression_id: id, positions } of await these.execute()) {
      const held = places.get(id)
      if (held) held.push(...positions)
      else places.set(id, [...positions])
    }
    return places
  })
  const [first = new Map<string, number[]>(), ...others] = await Promise.all(parts)
  return new Map(
    [...first].flatMap(([id, places]) => {
      const also = others.map((one) => one.get(id))
      return also.includes(undefined) ? [] : [[id, [places, ...also.map((one) => one ?? [])]] as const]
    }),
  )
}

/** The shortest provisions first: they are what somebody looked for. */
async function itemsOf(
  trx: Database,
  latest: readonly Latest[],
  found: ReadonlyMap<string, readonly (readonly number[])[]>,
  words: readonly string[],
): Promise<{ items: FoundProvision[]; more: boolean }> {
  const texts = latest.filter(({ id }) => found.has(id))
  if (texts.length === 0) return { items: [], more: false }
  const shapes = await tables(trx)
    .selectFrom('legislation.search_text')
    .select(['expression_id', 'parents', 'sizes'])
    .where(
      'expression_id',
      'in',
      texts.map(({ id }) => id),
    )
    .execute()
  const shapeOf = new Map(shapes.map((shape) => [shape.expression_id, shape]))
  const all = texts
    .flatMap((text) => {
      const { parents = [], sizes = [] } = shapeOf.get(text.id) ?? {}
      return holdingAll(parents, found.get(text.id) ?? []).map((at) => ({ text, at, size: sizes[at] ?? 0 }))
    })
    .toSorted((a, b) => a.size - b.size || (a.text.title < b.text.title ? -1 : 1) || a.at - b.at)
  const shown = all.slice(0, SHOWN)
  const rows = await provisionsAt(
    trx,
    shown.map(({ text, at }) => ({ id: text.id, at })),
  )
  const items = shown.flatMap(({ text, at }) => {
    const row = rows.get(`${text.id} ${at}`)
    return row
      ? [
          {
            expressionId: text.id,
            title: text.title,
            language: text.language,
            validFrom: asPlainDate(text.valid_from),
            eId: row.eid,
            num: row.num,
            heading: row.heading,
            excerpt: excerptOf(row.words, words),
          },
        ]
      : []
  })
  return { items, more: all.length > SHOWN }
}

interface Row {
  readonly expression_id: string
  readonly position: number
  readonly eid: string
  readonly num: string
  readonly heading: string
  readonly words: string
}

async function provisionsAt(
  trx: Database,
  places: readonly { readonly id: string; readonly at: number }[],
): Promise<ReadonlyMap<string, Row>> {
  if (places.length === 0) return new Map()
  const { rows } = await sql<Row>`select provision.expression_id, provision.position, eid, num, heading,
      left(words, 4000) as words
    from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as place(id uuid, at integer)
    join legislation.provision on provision.expression_id = place.id and provision.position = place.at`.execute(trx)
  return new Map(rows.map((row) => [`${row.expression_id} ${row.position}`, row]))
}
