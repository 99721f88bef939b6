import { newId, ok, unwrap } from '@gloact/kernel'
import type { DemoProgress } from '@gloact/module'
import type { Principal } from '@gloact/identity/contract/principal'
import { inScope, readInScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import { rowById, saveRow } from '@gloact/registers/server'
import { sql } from 'kysely'
import { estimates } from '../../contract/estimates.ts'
import { FIELD_CODES } from '../../domain/canon.ts'
import { today, type FiguresContext } from '../context.ts'
import { estimatesContext } from '../estimates.ts'
import { rebuildRecord } from '../keep-record.ts'
import { publishFigures } from '../publish-figures.ts'
import { prepareEditions } from '../schedules.ts'
import { inventRegister, REGISTER_PERSONS, type RegisterRow } from './invent-register.ts'

/** The one edition of the demonstration, of its one scheduled view. */
const DEMO_EDITION = '00000000-0000-7000-8070-000000000201'
const AT_A_TIME = 5000
const REGISTER = 'register@3'

/**
 * The statistical record of the demonstration: its files, and an invented register of the eight years before, of which there are rows
 * in codes and no files. A folder that has an earlier one (without areas, lists, combinations of forms) gets this one in its place, and
 * all its years are published again: nobody in it ever lived. Otherwise what is there is left as it is. Gives what is still to do once the
 * files have been read: their figures.
 */
export async function loadRegister(context: FiguresContext, tell: DemoProgress): Promise<() => Promise<void>> {
  const found = await fillRegister(context, tell, { replaces: true })
  if (found === 'there' && (await isPublished(context))) return async () => undefined
  await rebuildRecord(context)
  return async () => {
    await publishFigures(context, { everyYear: found === 'earlier' })
    const ids = (await hasEdition(context)) ? [] : [DEMO_EDITION]
    await prepareEditions(context, () => ids.shift() ?? newId())
  }
}

/** The rows of the register alone, into a folder that has none: they rest on nothing. Their figures follow once the files are there. */
export const insertRegisterAhead = async (context: FiguresContext, tell: DemoProgress): Promise<void> =>
  void (await fillRegister(context, tell, { replaces: false }))

const fillRegister = async (
  context: FiguresContext,
  { progress }: DemoProgress,
  { replaces }: { readonly replaces: boolean },
): Promise<'there' | 'earlier' | 'none'> =>
  unwrap(
    await inScope<'there' | 'earlier' | 'none', never>(context.db, systemScope(context.country), async (trx) => {
      const { country } = context
      await sql`select pg_advisory_xact_lock(hashtextextended('statistics register', 20))`.execute(trx)
      const { rows } = await sql<{ coded_with: string }>`
        select coded_with from statistics.person where country = ${country} and source = 'register' limit 1`.execute(
        trx,
      )
      const [before] = rows
      if (before?.coded_with === REGISTER) return ok('there')
      if (before && !replaces) return ok('earlier')
      progress('Loading invented figures of eight years')
      if (before) await removeRegister(trx, country)
      const persons = inventRegister(
        Number(today(context).slice(0, 4)),
        FIELD_CODES.channel,
        REGISTER_PERSONS,
        context.areas.map(({ area }) => area),
      )
      for (let from = 0; from < persons.length; from += AT_A_TIME) {
        await insertRegister(trx, country, persons.slice(from, from + AT_A_TIME))
      }
      return ok(before ? 'earlier' : 'none')
    }),
  )

/** Whether figures are out: an interrupted start may have left the register without any. */
const isPublished = ({ db, country }: FiguresContext): Promise<boolean> =>
  readInScope(db, systemScope(country), async (trx) => {
    const { rows } = await sql`select from statistics.publication where country = ${country} limit 1`.execute(trx)
    return rows.length > 0
  })

async function removeRegister(trx: ScopedTransaction, country: string): Promise<void> {
  await sql`
    delete from statistics.situation situation using statistics.person person
    where person.person_id = situation.person_id and person.source = 'register' and person.country = ${country}`.execute(
    trx,
  )
  await sql`delete from statistics.person where source = 'register' and country = ${country}`.execute(trx)
}

const hasEdition = ({ db, country }: FiguresContext): Promise<boolean> =>
  readInScope(db, systemScope(country), async (trx) => {
    const { rows } = await sql`select from statistics.edition where id = ${DEMO_EDITION}`.execute(trx)
    return rows.length > 0
  })

/** The estimate of the demonstration, of the year before last: what its returns show beside the detected. */
export const DEMO_ESTIMATE = '00000000-0000-7000-8070-000000000001'

export async function loadEstimate(context: FiguresContext, analyst: Principal): Promise<void> {
  const there = unwrap(
    await readInScope(context.db, systemScope(context.country), async (trx) =>
      ok(await rowById(trx, estimates, DEMO_ESTIMATE)),
    ),
  )
  if (there) return
  const said = {
    title: 'Estimate from four lists (invented)',
    year: String(Number(today(context).slice(0, 4)) - 2),
    persons: 9_400,
    low: 7_100,
    high: 12_900,
    method: 'Multiple systems estimation: police, shelters, labour inspection, hotline',
    assumes: 'People on one list are as likely to be on another as others of their sex and form of exploitation.',
  }
  unwrap(
    await saveRow(estimates, estimatesContext(context), analyst, {
      id: DEMO_ESTIMATE,
      version: undefined,
      answers: Object.fromEntries(Object.entries(said).map(([field, value]) => [field, { value }])),
    }),
  )
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
        ${column('agency_kind')}::text[], ${column('channel')}::text[], ${column('border')}::text[],
        ${column('area')}::text[], ${column('lists')}::text[]
      ) as row (year, status, sex, age, form, form_detail, citizenship, agency_kind, channel, border, area, lists)
    ), persons as (
      insert into statistics.person (person_id, country, source, year, status, sex, age, form, form_detail, citizenship,
        agency_kind, area, lists, channel, coded_with)
      select person_id, ${country}, 'register', year, status, sex, age, form, form_detail, citizenship, agency_kind, area, lists,
        channel, ${REGISTER}
      from given
    )
    insert into statistics.situation (id, person_id, country, form, form_detail, border)
    select gen_random_uuid(), person_id, ${country}, form, form_detail, border from given`.execute(trx)
}
