import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { ok, unwrap } from '@gloact/kernel'
import { inScope, systemScope } from '@gloact/postgres'
import { AGES, codesOfFamily, FIELD_CODES, SEXES } from '../domain/canon.ts'
import { measuresIn, scopeOf } from './context.ts'
import { inventRegister, REGISTER_PERSONS } from './demo/invent-register.ts'
import { insertRegister } from './demo/load-register.ts'
import { publishFigures } from './publish-figures.ts'
import { collectedOf, ctdcOf, glotipOf, publishedYears, sdgOf } from './read-figures.ts'
import { context, owner, principal } from './testing/figures-stage.ts'
import { holdQuestions, holdReturns, questionsOf, type Held } from './testing/held-against.ts'
import { countedIn, ownRows, type Alike } from './testing/own-count.ts'

/*
 * All figures of the demonstration against counts of its rows: every breakdown by every other, each year, all of them and the last three, with each
 * filter of sex and age by itself and in pairs, each code and all but one; and every return of every year.
 */
const scope = scopeOf(principal('analyst'))
const YEARS = Array.from({ length: 8 }, (_, at) => 2018 + at)
let rows: Readonly<Record<'person' | 'situation', readonly Alike[]>>

before(async () => {
  unwrap(
    await inScope(context.db, systemScope('DL'), async (trx) =>
      ok(
        await insertRegister(
          trx,
          'DL',
          inventRegister(2026, FIELD_CODES.channel, REGISTER_PERSONS, ['north', 'coast']),
        ),
      ),
    ),
  )
  await publishFigures(context)
  rows = { person: await ownRows(owner, 'person'), situation: await ownRows(owner, 'situation') }
})

const each = (codes: readonly string[]) => codes.map((code) => [code])

test('no number that the screen can be asked for is further from its count than is said', async () => {
  const held: Held = { cells: 0, wrong: [] }
  for (const measure of measuresIn(context))
    for (const family of [null, ...measure.families.map(({ id }) => id)]) {
      const published = await publishedYears(context, scope, measure.id, family)
      const of = measure.families.find(({ id }) => id === family)
      const codes = of ? codesOfFamily(of) : []
      const against = rows[measure.unit].filter(countedIn(measure.id))
      const hold = (filters: Parameters<typeof questionsOf>[2]) =>
        holdQuestions(held, questionsOf(measure, family, filters), published, measuresIn(context), against, family)
      // Every filter of sexes and ages, of one year and of all; then every year; then every filter by code.
      const some = {
        sexes: [[], ...each(SEXES), ['female', 'male'], ['other', 'unknown'], SEXES.slice(0, 3)],
        ages: [[], ...each(AGES), ['child', 'doubt'], ['adult', 'unknown'], AGES.slice(1)],
      }
      hold({ years: [[2025], [], YEARS.slice(-3)], ...some, codes: [[]] })
      hold({
        years: each(YEARS.map(String)).map((one) => one.map(Number)),
        sexes: [[], ['female']],
        ages: [[], ['child']],
        codes: [[]],
      })
      hold({
        years: [[2024], YEARS.slice(-3)],
        sexes: [[], ['male']],
        ages: [[], ['adult', 'doubt']],
        codes: [...each(codes), ...codes.map((code) => codes.filter((other) => other !== code))],
      })
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
  console.log(`cells held against the count: ${held.cells}; whose bound does not hold: ${held.wrong.length}`)
  assert.deepEqual(held.wrong.slice(0, 5), [])
  assert.ok(held.cells > 500_000, `${held.cells} cells`)
})
