import { ok, unwrap } from '@gloact/kernel'
import type { DemoProgress } from '@gloact/module'
import { inScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import { FIELD_CODES } from '../../domain/canon.ts'
import { today, type FiguresContext } from '../context.ts'
import { rebuildRecord } from '../keep-record.ts'
import { publishFigures } from '../publish-figures.ts'
import { inventRegister, REGISTER_PERSONS, type RegisterRow } from './invent-register.ts'

const AT_A_TIME = 5000
const REGISTER = 'register@1'

/**
 * The statistical record of the demonstration: its files, and an invented register of the eight years before, of which there are rows
 * in codes and no files. What is there already is left as it is.
 */
export async function loadRegister(context: FiguresContext, { progress }: DemoProgress): Promise<void> {
  const { db, country } = context
  const year = Number(today(context).slice(0, 4))
  const fresh = unwrap(
    await inScope(db, systemScope(country), async (trx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended('statistics register', 20))`.execute(trx)
      const { rows } = await sql`
        select from statistics.person where country = ${country} and source = 'register' limit 1`.execute(trx)
      if (rows.length > 0) return ok(false)
      progress('Loading invented figures of eight years')
      const persons = inventRegister(year, FIELD_CODES.channel, REGISTER_PERSONS)
      for (let from = 0; from < persons.length; from += AT_A_TIME) {
        await insertRegister(trx, country, persons.slice(from, from + AT_A_TIME))
      }
      return ok(true)
    }),
  )
  if (!fresh) return
  await rebuildRecord(context)
  await publishFigures(context)
}

/** Rows in bulk: a situation for each person who was exploited. */
export async function insertRegister(
  trx: ScopedTransaction,
  country: string,
  rows: readonly RegisterRow[],
): Promise<void> {
  const column = (name: keyof RegisterRow) => rows.map((row) => String(row[name]))
  await sql`
    with given as materialized (
      select gen_random_uuid() as person_id, row.* from unnest(
        ${column('year')}::smallint[], ${column('status')}::text[], ${column('sex')}::text[], ${column('age')}::text[],
        ${column('form')}::text[], ${column('form_detail')}::text[], ${column('citizenship')}::text[],
        ${column('agency_kind')}::text[], ${column('channel')}::text[], ${column('border')}::text[]
      ) as row (year, status, sex, age, form, form_detail, citizenship, agency_kind, channel, border)
    ), persons as (
      insert into statistics.person (person_id, country, source, year, status, sex, age, form, form_detail, citizenship,
        agency_kind, channel, coded_with)
      select person_id, ${country}, 'register', year, status, sex, age, form, form_detail, citizenship, agency_kind, channel,
        ${REGISTER}
      from given
    )
    insert into statistics.situation (id, person_id, country, form, form_detail, border)
    select gen_random_uuid(), person_id, ${country}, form, form_detail, border from given`.execute(trx)
}
