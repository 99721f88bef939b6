import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { ok, unwrap } from '@gloact/kernel'
import { inScope, systemScope } from '@gloact/postgres'
import { AGES, FIELD_CODES, SEXES } from '../domain/canon.ts'
import { measuresIn, scopeOf } from './context.ts'
import { inventRegister } from './demo/invent-register.ts'
import { insertRegister } from './demo/load-register.ts'
import { publishFigures } from './publish-figures.ts'
import { collectedOf, ctdcOf, glotipOf, publishedYears, sdgOf } from './read-figures.ts'
import { context, owner, principal } from './testing/figures-stage.ts'
import { holdQuestions, holdReturns, questionsOf, type Held } from './testing/held-against.ts'
import { countedIn, ownRows, sumOf, type Alike } from './testing/own-count.ts'

/*
 * The figures of the demonstration against counts of its rows that know nothing of how figures are made: a slice here, all of them in
 * published-bounds.thorough.test.ts.
 */
const scope = scopeOf(principal('analyst'))
const YEARS = [2024, 2025]
let rows: Readonly<Record<'person' | 'situation', readonly Alike[]>>

before(async () => {
  unwrap(
    await inScope(context.db, systemScope('DL'), async (trx) => {
      const register = inventRegister(2026, FIELD_CODES.channel, 20_000, ['north', 'coast'])
      await insertRegister(
        trx,
        'DL',
        register.filter(({ year }) => YEARS.includes(year)),
      )
      return ok(null)
    }),
  )
  await publishFigures(context)
  rows = { person: await ownRows(owner, 'person'), situation: await ownRows(owner, 'situation') }
})

test('no number of a question or return is further from a count of the rows than is said, and none that shows <10 is 10 or more', async () => {
  const held: Held = { cells: 0, wrong: [] }
  for (const measure of measuresIn(context))
    for (const family of [null, ...measure.families.map(({ id }) => id)]) {
      const published = await publishedYears(context, scope, measure.id, family)
      const codes = family === null ? [] : measure.families.find(({ id }) => id === family)!
      const filters = {
        years: [[2025], []],
        sexes: [[], ['female'], ['other', 'unknown']],
        ages: [[], ['child'], ['adult', 'unknown']],
        codes: codes === null ? [] : [[]],
      }
      holdQuestions(
        held,
        questionsOf(measure, family, filters),
        published,
        measuresIn(context),
        rows[measure.unit].filter(countedIn(measure.id)),
        family,
      )
    }
  for (const year of YEARS)
    holdReturns(
      held,
      {
        glotip: await glotipOf(context, scope, year),
        sdg: await sdgOf(context, scope, year),
        ctdc: await ctdcOf(context, scope, year),
        collected: [
          await collectedOf(context, scope, 'eurostat', year),
          await collectedOf(context, scope, 'ic_tip', year),
        ],
      },
      year,
      rows,
    )
  assert.deepEqual(held.wrong.slice(0, 5), [])
  assert.ok(held.cells > 20_000, `${held.cells} cells`)
  console.log(`cells held against the count: ${held.cells}; whose bound does not hold: ${held.wrong.length}`)
})

test('every total of one year is as near its count as a cell, however many cells are in it', async () => {
  for (const measure of measuresIn(context))
    for (const { within } of await publishedYears(context, scope, measure.id, null))
      assert.deepEqual([...new Set(Object.values(within))], [9], measure.id)
})

test('the same people have the same figure in every return and breakdown', async () => {
  const year = 2025
  const glotip = await glotipOf(context, scope, year)
  const icTip = await collectedOf(context, scope, 'ic_tip', year)
  const eurostat = await collectedOf(context, scope, 'eurostat', year)
  const ctdc = await ctdcOf(context, scope, year)
  const cell = (of: typeof icTip, table: string, row: string, column: string) => {
    const found = of.tables.find(({ id }) => id === table)!
    return found.rows.find(({ id }) => id === row)?.cells[found.columns.indexOf(column)]
  }
  const ofGlotip = (category: string, sex: string) =>
    glotip.rows.find((row) => row.category === category && row.sex === sex && row.age === 'Total')!.value
  // Which sets are the same people is read from the rows: not from how figures are made.
  const people = (is: (row: Alike) => boolean) =>
    sumOf(rows.person, (row) => row['year'] === String(year) && countedIn('identified')(row) && is(row))
  for (const [sex, code] of [
    ['Female', 'female'],
    ['Male', 'male'],
    ['Other', 'other'],
    ['Total', 'total'],
  ] as const) {
    for (const [category, form, purpose, details] of [
      ['Forced labour', 'forced_labour', 'forced_labour_or_services', ['forced_labour', 'child_labour']],
      ['Sexual exploitation', 'sexual_exploitation', 'sexual_exploitation', ['sexual_exploitation']],
    ] as const) {
      const isSex = (row: Alike) => code === 'total' || row['sex'] === code
      const either = people(
        (row) => isSex(row) && (row['form'] === form) !== (details as readonly string[]).includes(row['form_detail']!),
      )
      assert.equal(either, 0, 'the two are the same people here')
      assert.equal(cell(icTip, 'purpose', purpose, code), ofGlotip(category, sex), `${category} ${sex}`)
      if (code !== 'other') assert.equal(cell(eurostat, 'form', form, code), ofGlotip(category, sex))
    }
  }
  const labelled = new Map(ctdc.rows.map(({ variable, value, count }) => [`${variable} ${value}`, count]))
  assert.equal(labelled.get(`yearOfRegistration ${year}`), ofGlotip('Total', 'Total'))
  assert.equal(labelled.get('gender Female'), ofGlotip('Total', 'Female'))
  assert.equal(labelled.get('typeOfExploitation NULL'), ofGlotip('Unknown', 'Total'))
})

test('what was published before lines had bounds of their own is read as it was, by the rule that it was made by', async () => {
  const { sql } = await import('kysely')
  await sql`
    insert into statistics.publication (id, country, measure, year, as_of, published_at, base, within, incomplete, coded_with, cells,
      families, drawn)
    values (gen_random_uuid(), 'DL', 'identified', 2011, '2012-01-01', '2012-01-01', 10, '{"all": 9, "form": 29}', '{}', 'then',
      '{"adult|female": 40}', '{"form": {"adult|female|forced_labour": 40}}', 'cells')`.execute(owner)
  const [year] = (await publishedYears(context, scope, 'identified', 'form')).filter((one) => one.year === 2011)
  assert.deepEqual([year!.drawn, year!.families], ['cells', { form: { 'adult|female|forced_labour': 40 } }])
  const glotip = await glotipOf(context, scope, 2011)
  const row = glotip.rows.find(
    ({ category, sex, age }) => category === 'Forced labour' && sex === 'Female' && age === 'Total',
  )!
  // The four ages of a form were rounded by themselves, and their sum may be four times as far off.
  assert.deepEqual([row.value, row.within], ['40', 36])
  const none = glotip.rows.find(
    ({ category, sex, age }) => category === 'Forced labour' && sex === 'Male' && age === 'Total',
  )!
  assert.equal(none.value, '0-36')
  assert.ok(AGES.length === 4 && SEXES.length === 4)
})
