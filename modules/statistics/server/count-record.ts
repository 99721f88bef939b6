import { sql } from 'kysely'
import type { ScopedTransaction } from '@gloact/postgres'
import { codeInFamily, isMissing, UNCODED, UNKNOWN, type Field, type Measure } from '../domain/canon.ts'
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
  readonly code: string
  readonly count: number
}

/** How many there are of a measure by year, age, sex and each of its columns. Exact: it never leaves this server unrounded. */
export async function countRecord(trx: ScopedTransaction, country: string, measure: Measure): Promise<Counted[]> {
  const years = new Map<number, { families: Record<string, Record<string, number>>; incomplete: Set<string> }>()
  const fields = new Set(measure.families.map(({ field }) => field))
  for (const field of fields) {
    const groups = await groupsOf(trx, country, measure, field)
    for (const { year, age, sex, code, count } of groups) {
      let of = years.get(year)
      if (!of) years.set(year, (of = { families: {}, incomplete: new Set() }))
      if (code === UNCODED) of.incomplete.add(field)
      const pair = `${isMissing(age) ? UNKNOWN : age}|${isMissing(sex) ? UNKNOWN : sex}`
      for (const family of measure.families) {
        if (family.field !== field) continue
        const cells = (of.families[family.id] ??= {})
        const cell = `${pair}|${codeInFamily(family, code)}`
        cells[cell] = (cells[cell] ?? 0) + count
      }
    }
  }
  const lists = measure.counts === 'lists' ? await listsByYear(trx, country, measure) : undefined
  return [...years]
    .map(([year, { families, incomplete }]) => ({
      year,
      families,
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
  field: Field,
): Promise<readonly Group[]> {
  const of = unit === 'situation' && field !== 'sex' && field !== 'age' ? 'situation' : 'person'
  const code = sql.ref(`${of}.${field}`)
  const joined =
    unit === 'situation'
      ? sql`statistics.situation situation join statistics.person person on person.person_id = situation.person_id`
      : sql`statistics.person person`
  const { rows } = await sql<Group>`
    select person.year::int as year, person.age, person.sex, ${code} as code, count(*)::int as count
    from ${joined}
    where person.country = ${country} and person.status = any(${[...statuses]}::text[])
    group by person.year, person.age, person.sex, ${code}`.execute(trx)
  return rows
}
