import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { costSums, sumsByCurrency, type CostLine } from './costing.ts'

test('sums agree in every cut, whatever the amounts, currencies and rates', () => {
  const money = fc.record({
    amount: fc.integer({ min: 0, max: 900_000_000 }).map((cents) => cents / 100),
    currency: fc.constantFrom('EUR', 'USD', 'KGS', 'CHF'),
  })
  const line: fc.Arbitrary<CostLine> = fc.record({
    action: fc.constantFrom('a', 'b', 'c'),
    year: fc.constantFrom('2024', '2025', ''),
    pillar: fc.constantFrom('prevention', 'protection'),
    agency: fc.constantFrom('one', 'two', ''),
    source: fc.constantFrom('eu', 'un', ''),
    heading: fc.constantFrom('staff', ''),
    cost: money,
    secured: fc.option(money),
    spent: fc.option(money),
  })
  const rate = fc.integer({ min: 1, max: 2_000_000 }).map((millionths) => millionths / 1_000_000)
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), rate, rate, (lines, usd, kgs) => {
      const worth = new Map([
        ['EUR', 1],
        ['USD', usd],
        ['KGS', kgs],
      ])
      const { total, cuts, unrated } = costSums(lines, { currency: 'EUR', worth })
      // By currency, what is of the pillars is what is of the whole.
      const sums = sumsByCurrency(lines)
      for (const { currency, cost } of sums.filter(({ pillar }) => pillar === null)) {
        const parts = sums.filter((each) => each.pillar !== null && each.currency === currency)
        assert.equal(
          parts.reduce((all, each) => all + Math.round(each.cost * 100), 0),
          Math.round(cost * 100),
        )
      }
      for (const { rows } of cuts)
        for (const part of ['cost', 'secured', 'spent'] as const)
          assert.equal(
            rows.reduce((sum, row) => sum + Math.round(row[part] * 100), 0),
            Math.round(total[part] * 100),
          )
      const francs = lines
        .flatMap(({ cost, secured, spent }) => [cost, secured, spent])
        .filter((each) => each?.currency === 'CHF')
      assert.equal(unrated[0]?.amounts ?? 0, francs.length)
    }),
    { seed: 20_261_128 },
  )
})
