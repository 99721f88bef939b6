import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { unwrap } from '@gloact/kernel'
import { disclosureRule } from './rule.ts'
import { workedOut } from './testing/side-by-side.ts'
import { toldTable } from './told-table.ts'
import { toldTogether, type CrossTable } from './told-together.ts'

const rule = unwrap(disclosureRule())
const ENDINGS = ['given', 'declined', 'expired'] as const

interface Sent {
  readonly need: string
  readonly area: string
  readonly ending: string
  readonly sex: string
}
const tableOf = (sent: readonly Sent[], by: 'need' | 'area' | 'sex', columns: readonly string[]): CrossTable => ({
  rows: [...new Set(sent.map((one) => one[by]))].toSorted(),
  columns,
  count: (row, column) =>
    sent.filter((one) => one[by] === row && (columns.length === 1 || one.ending === column)).length,
})
const many = (count: number, need: string, area: string, ending: string, sex = 'female'): Sent[] =>
  Array.from({ length: count }, () => ({ need, area, ending, sex }))

async function tightest(tables: Readonly<Record<string, CrossTable>>): Promise<number> {
  const told = await toldTogether(rule, tables)
  const worked = workedOut(
    rule,
    Object.entries(tables).map(([name, table]) => ({ table, told: told[name]!.at })),
  )
  return Math.min(...worked.map(({ least, most }) => most - least))
}

// By need the six are hidden, by area they are, each among other cells: side by side the two tables tell them.
const SENT = [
  ...many(30, 'housing', 'south', 'expired'),
  ...many(58, 'health', 'south', 'given'),
  ...many(6, 'health', 'north', 'expired'),
]

test('tables that were protected each alone tell side by side what one of them hides; told together they do not', async () => {
  const tables = { need: tableOf(SENT, 'need', ENDINGS), area: tableOf(SENT, 'area', ENDINGS) }
  const alone = await Promise.all(
    Object.values(tables).map(async (table) => ({
      table,
      told: await toldTable(rule, table.rows, table.columns, table.count),
    })),
  )
  const found = workedOut(rule, alone)
  assert.ok(
    found.some(({ least, most }) => most - least < rule.protection),
    'the attack works where nothing is done against it',
  )
  assert.ok((await tightest(tables)) >= rule.protection)
})

test('whatever the people, tables of them tell together no small count to within the protection', async () => {
  const person = fc.record({
    need: fc.constantFrom('a', 'b', 'c'),
    area: fc.constantFrom('x', 'y', 'z'),
    ending: fc.constantFrom(...ENDINGS),
    sex: fc.constantFrom('female', 'male'),
  })
  const group = fc.tuple(person, fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 10, max: 30 })))
  let small = 0
  await fc.assert(
    fc.asyncProperty(fc.array(group, { minLength: 3, maxLength: 9 }), async (groups) => {
      const sent = groups.flatMap(([{ need, area, ending, sex }, count]) => many(count, need, area, ending, sex))
      const tables = {
        need: tableOf(sent, 'need', ENDINGS),
        area: tableOf(sent, 'area', ENDINGS),
        plain: tableOf(sent, 'sex', ['all']),
      }
      const told = await toldTogether(rule, tables)
      for (const [name, { rows, columns, count }] of Object.entries(tables)) {
        const shown = told[name as keyof typeof tables].at
        for (const row of rows)
          for (const column of columns) {
            const figure = shown(row, column)
            assert.ok(figure === null || (figure === count(row, column) && (figure === 0 || figure >= rule.threshold)))
            small += Number(figure === null)
          }
      }
      const least = await tightest(tables)
      assert.ok(least >= rule.protection, `a small count lies within ${least}`)
    }),
    { numRuns: 40, seed: 2_026 },
  )
  assert.ok(small > 100, 'something was withheld')
})

test('what nobody may work anything out of is told in full, the same on every day', async () => {
  const sent = [...many(40, 'a', 'x', 'given'), ...many(20, 'b', 'x', 'given'), ...many(15, 'b', 'y', 'declined')]
  const tables = { need: tableOf(sent, 'need', ENDINGS), area: tableOf(sent, 'area', ENDINGS) }
  const told = await toldTogether(rule, tables)
  assert.deepEqual(
    [told.need.at('a', 'given'), told.need.at('b', null), told.area.at('x', 'given'), told.area.at(null, 'declined')],
    [40, 35, 60, 15],
  )
  assert.deepEqual([told.need.at(null, null), told.need.at(null, 'expired'), told.area.at('y', 'given')], [75, 0, 0])
})

test('of a table of which nothing can be told not even the rows are', async () => {
  // Ten people in eight rows: somebody is in each, and at most three.
  const sent = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].flatMap((need, at) => many(at < 2 ? 2 : 1, need, 'x', 'given'))
  const told = await toldTogether(rule, { need: tableOf(sent, 'need', ENDINGS), area: tableOf(sent, 'area', ENDINGS) })
  assert.deepEqual([told.need.rows, told.need.at(null, null), told.need.at('a', null)], [[], 10, null])
  assert.deepEqual([told.area.rows, told.area.at('x', 'given')], [['x'], 10])
})

test('of few people nothing is told, of nobody that there is nobody, and tables of other people are refused', async () => {
  const few = many(4, 'a', 'x', 'given')
  const told = await toldTogether(rule, { need: tableOf(few, 'need', ENDINGS), area: tableOf(few, 'area', ENDINGS) })
  assert.deepEqual([told.need.at(null, null), told.area.at('x', 'declined')], [null, null])
  const none = await toldTogether(rule, { need: tableOf([], 'need', ENDINGS) })
  assert.equal(none.need.at(null, null), 0)
  await assert.rejects(
    toldTogether(rule, { need: tableOf(few, 'need', ENDINGS), area: tableOf(few.slice(1), 'area', ENDINGS) }),
  )
})
