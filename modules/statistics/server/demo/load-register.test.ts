import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ok, unwrap } from '@gloact/kernel'
import { inScope, systemScope } from '@gloact/postgres'
import { sql } from 'kysely'
import { publishFigures } from '../publish-figures.ts'
import { context, owner } from '../testing/figures-stage.ts'
import { inventRegister, REGISTER_PERSONS } from './invent-register.ts'
import { insertRegister, insertRegisterAhead, loadRegister } from './load-register.ts'

const TELL = { progress: () => undefined, people: () => undefined }
const one = async <Row>(query: ReturnType<typeof sql<Row>>): Promise<Row> => (await query.execute(owner)).rows[0]!

test('a demonstration that has an earlier register gets this one in its place: areas, lists, combinations, published for every year', async () => {
  // As a folder from before has it: no areas, nobody on lists.
  unwrap(
    await inScope(context.db, systemScope('DL'), async (trx) => {
      const rows = inventRegister(2026, ['self'], 300).map((row) => ({ ...row, area: 'not_asked', lists: 'none' }))
      await insertRegister(trx, 'DL', rows)
      return ok(null)
    }),
  )
  await sql`update statistics.person set coded_with = 'register@1'`.execute(owner)
  await publishFigures(context)

  // Ahead of the files nothing is replaced: the figures of all its years could not follow at once.
  await insertRegisterAhead(context, TELL)
  const kept = await one(sql<{ persons: number }>`select count(*)::int as persons from statistics.person`)
  assert.equal(kept.persons, 300)
  await (
    await loadRegister(context, TELL)
  )()
  const kinds = await one(sql<{ persons: number; areas: number; lists: number; both: number; versions: number }>`
    select count(*)::int as persons, count(distinct area)::int as areas, count(distinct lists)::int as lists,
      count(*) filter (where form_detail = 'sex_and_labour')::int as both, count(distinct coded_with)::int as versions
    from statistics.person where source = 'register'`)
  assert.equal(kinds.persons, REGISTER_PERSONS, 'in the place of the earlier ones')
  assert.ok(kinds.areas >= 3 && kinds.lists > 20 && kinds.both > 50)
  assert.equal(kinds.versions, 1)
  const published = await one(sql<{ years: number; with_areas: number }>`
    select count(*)::int as years, count(*) filter (where families ? 'area' and families -> 'lists' <> '{}')::int as with_areas
    from (select distinct on (year) families from statistics.publication where measure = 'identified'
      order by year, published_at desc, id desc) latest`)
  assert.deepEqual(published, { years: 8, with_areas: 8 })

  const before = await one(sql<{ count: number }>`select count(*)::int as count from statistics.publication`)
  await (
    await loadRegister(context, TELL)
  )()
  assert.deepEqual(await one(sql<{ count: number }>`select count(*)::int as count from statistics.publication`), before)
})

test('a start that was interrupted between the rows and their figures is completed by the next', async () => {
  await sql`delete from statistics.publication`.execute(owner)
  await sql`delete from statistics.situation`.execute(owner)
  await sql`delete from statistics.person`.execute(owner)
  await insertRegisterAhead(context, TELL)
  const state = sql<{ persons: number; years: number }>`
    select (select count(*)::int from statistics.person where source = 'register') as persons,
      (select count(distinct year)::int from statistics.publication where measure = 'identified') as years`
  assert.deepEqual(await one(state), { persons: REGISTER_PERSONS, years: 0 })
  await (
    await loadRegister(context, TELL)
  )()
  assert.deepEqual(await one(state), { persons: REGISTER_PERSONS, years: 8 })
})
