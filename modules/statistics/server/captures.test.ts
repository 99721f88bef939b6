import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId, ok, unwrap } from '@gloact/kernel'
import { inScope, systemScope } from '@gloact/postgres'
import fc from 'fast-check'
import { sql } from 'kysely'
import type { FigureTableView } from '../contract/figures.ts'
import { FIELD_CODES } from '../domain/canon.ts'
import { captureCounts, HISTORIES, historyOf, LISTS, listsOf } from '../domain/captures.ts'
import { codePerson } from '../domain/code-file.ts'
import { inventRegister } from './demo/invent-register.ts'
import { insertRegister } from './demo/load-register.ts'
import { publishFigures } from './publish-figures.ts'
import { agencyId, ask, context, fileOf, owner } from './testing/figures-stage.ts'

interface Captures {
  readonly rows: readonly { readonly lists: readonly string[]; readonly figure: number }[]
  readonly onNoList: number
  readonly within: number
  readonly years: readonly number[]
  readonly missingYears: readonly number[]
}

test('a history names the lists of the kinds that met somebody, in whatever order and however often', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...LISTS, 'legal_service', undefined)), (kinds) => {
      const history = historyOf(kinds)
      assert.ok(HISTORIES.includes(history))
      assert.deepEqual(
        listsOf(history),
        LISTS.filter((list) => kinds.includes(list)),
      )
      assert.equal(historyOf(kinds.toReversed()), history)
    }),
  )
  assert.equal(new Set(HISTORIES).size, 2 ** LISTS.length)
})

test('who is known to a shelter and to the police is one person, on two lists, of the area of the agency that came first', () => {
  const personId = newId<string>()
  const police = newId<string>()
  const coding = {
    country: 'DL',
    forms: context.forms,
    crosswalks: [],
    kindOfAgency: (id: string) => (id === police ? 'law_enforcement' : 'ngo'),
    areaOfAgency: (id: string) => (id === police ? 'coast' : 'north'),
  }
  const files = [
    fileOf({ personId, agencyId: police, openedOn: '2026-05-01' }),
    fileOf({ personId, agencyId, openedOn: '2026-03-01' }),
  ]
  const { person } = codePerson(files, coding)
  assert.deepEqual([person.lists, person.area, person.agencyKind], ['law_enforcement.ngo', 'north', 'ngo'])
})

test('the lists of the country are published rounded, add up to its victims, and are for those who estimate alone', async () => {
  unwrap(
    await inScope(context.db, systemScope('DL'), async (trx) =>
      ok(await insertRegister(trx, 'DL', inventRegister(2026, FIELD_CODES.channel, 8000, ['north', 'coast']))),
    ),
  )
  await publishFigures(context)
  assert.equal((await ask('GET', 'captures?from=2018&to=2025', undefined, { role: 'caseworker' })).status, 403)
  const { body } = await ask<Captures>('GET', 'captures?from=2018&to=2025')
  assert.deepEqual([body.years.length, body.missingYears, body.rows.length], [8, [], 31])
  assert.ok(body.rows.every(({ figure }) => figure % 10 === 0))
  const figures = await ask<FigureTableView>('POST', 'figures', {
    measure: 'identified',
    rows: 'year',
    columns: null,
    years: body.years,
  })
  const sum = body.rows.reduce((all, { figure }) => all + figure, body.onNoList)
  assert.equal(sum, Number(figures.body.cells.at(-1)![0]), 'the same total as on the screen of figures')
  const { rows } = await sql<{ lists: string; count: number }>`
    select lists, count(*)::int as count from statistics.person where status in ('identified', 'presumed')
    group by lists`.execute(owner)
  const counted = new Map(rows.map(({ lists, count }) => [lists, count]))
  for (const { lists, figure } of body.rows)
    assert.ok(Math.abs(figure - (counted.get(historyOf(lists)) ?? 0)) <= body.within, lists.join())
  assert.ok(
    body.rows.filter(({ lists, figure }) => lists.length === 2 && figure > 0).length === 10,
    'every pair overlaps',
  )
  const { body: later } = await ask<Captures>('GET', 'captures?from=2024&to=2027')
  assert.deepEqual(
    [later.years, later.missingYears],
    [
      [2024, 2025],
      [2026, 2027],
    ],
  )
})

test('a year that was published before there were lists or areas says so, and never that there were few', async () => {
  assert.deepEqual(captureCounts([{ year: 2020, base: 10, lists: null }], [2020]).missingYears, [2020])
  await sql`
    insert into statistics.publication select gen_random_uuid(), country, measure, 2010, as_of, published_at, base, within,
      incomplete, coded_with, cells, families - 'lists' - 'area', drawn from statistics.publication
    where measure = 'identified' and year = 2025`.execute(owner)
  const area = { measure: 'identified', rows: 'area', columns: null, years: [2010, 2025] }
  const { body } = await ask<FigureTableView>('POST', 'figures', area)
  assert.deepEqual([body.missingYears, body.rows], [[2010], ['north', 'coast', 'unknown']])
  const { body: alone } = await ask<FigureTableView>('POST', 'figures', { ...area, years: [2010] })
  assert.ok(alone.cells.flat().every((shown) => shown === ''))
  const { body: lists } = await ask<Captures>('GET', 'captures?from=2010&to=2010')
  assert.deepEqual([lists.years, lists.missingYears], [[], [2010]])
})
