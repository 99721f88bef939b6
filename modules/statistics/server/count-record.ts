import { sql } from 'kysely'
import type { ScopedTransaction } from '@gloact/postgres'
import {
  facetOf,
  fieldsOfFacet,
  isMissing,
  leafOf,
  UNCODED,
  UNKNOWN,
  type Field,
  type Measure,
} from '../domain/canon.ts'
import type { CountedYear } from './draw-year.ts'

export interface Counted extends CountedYear {
  readonly year: number
  /** Columns in which somebody’s answer had no counterpart. */
  readonly incomplete: readonly string[]
}

interface Group {
  readonly year: number
  readonly age: string
  readonly sex: string
  readonly codes: readonly string[]
  readonly count: number
}

/** How many there are of a measure by year, age, sex and each of its facets. Exact: it never leaves this server unrounded. */
export async function countRecord(trx: ScopedTransaction, country: string, measure: Measure): Promise<Counted[]> {
  const years = new Map<number, { facets: Record<string, Record<string, number>>; incomplete: Set<string> }>()
  for (const [facet, families] of Map.groupBy(measure.families, facetOf)) {
    const fields = fieldsOfFacet(facet)
    // Kinds of absence stay apart where a family tells them apart.
    const apart = families.some(({ by }) => by === 'answer')
    for (const { year, age, sex, codes, count } of await groupsOf(trx, country, measure, fields)) {
      let of = years.get(year)
      if (!of) years.set(year, (of = { facets: {}, incomplete: new Set() }))
      for (const [at, field] of fields.entries()) if (codes[at] === UNCODED) of.incomplete.add(field)
      const pair = `${isMissing(age) ? UNKNOWN : age}|${isMissing(sex) ? UNKNOWN : sex}`
      const cells = (of.facets[facet] ??= {})
      const cell = `${pair}|${leafOf(apart ? codes : codes.map((code) => (isMissing(code) ? UNKNOWN : code)))}`
      cells[cell] = (cells[cell] ?? 0) + count
    }
  }
  const lists = measure.counts === 'lists' ? await listsByYear(trx, country, measure) : undefined
  return [...years]
    .map(([year, { facets, incomplete }]) => ({
      year,
      facets,
      incomplete: [...incomplete].toSorted(),
      lists: lists && (lists.get(year) ?? {}),
    }))
    .toSorted((a, b) => a.year - b.year)
}

async function listsByYear(
  trx: ScopedTransaction,
  country: string,
  { statuses }: Measure,
): Promise<ReadonlyMap<number, Readonly<Record<string, number>>>> {
  const { rows } = await sql<{ year: number; lists: string; count: number }>`
    select year::int as year, lists, count(*)::int as count from statistics.person
    where country = ${country} and status = any(${[...statuses]}::text[])
    group by year, lists`.execute(trx)
  const years = new Map<number, Record<string, number>>()
  for (const { year, lists, count } of rows) years.set(year, { ...years.get(year), [lists]: count })
  return years
}

async function groupsOf(
  trx: ScopedTransaction,
  country: string,
  { unit, statuses }: Measure,
  fields: readonly Field[],
): Promise<readonly Group[]> {
  const columns = fields.map((field) =>
    sql.ref(`${unit === 'situation' && field !== 'sex' && field !== 'age' ? 'situation' : 'person'}.${field}`),
  )
  const codes = sql.join(columns)
  const joined =
    unit === 'situation'
      ? sql`statistics.situation situation join statistics.person person on person.person_id = situation.person_id`
      : sql`statistics.person person`
  const { rows } = await sql<Group>`
    select person.year::int as year, person.age, person.sex, array[${codes}]::text[] as codes, count(*)::int as count
    from ${joined}
    where person.country = ${country} and person.status = any(${[...statuses]}::text[])
    group by person.year, person.age, person.sex, ${codes}`.execute(trx)
  return rows
}
