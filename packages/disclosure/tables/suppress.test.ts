import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { unwrap } from '@gloact/kernel'
import { CELL } from './hiding.ts'
import { lonePersons } from './lone-persons.ts'
import { protectTable } from './protect-table.ts'
import { disclosureRule, shownCount } from './rule.ts'
import { dominatedCells, smallCounts } from './sensitive-cells.ts'
import { suppress, type Signs } from './suppress.ts'
import { amountTable, nodesOf } from './table.ts'
import { attack } from './testing/attack.ts'
import { counts, flat, holds, tableOf } from './testing/holds.ts'

const rule = unwrap(disclosureRule({ audience: 'agency' }))

test('of no hidden cell can too much be worked out, by who reads the table or is the only one in a cell of it', async () => {
  for (const [sizes, runs] of [
    [[3, 3], 12],
    [[3, 2, 2], 4],
  ] as const) {
    const inner = sizes.reduce<number>((product, size) => product * size, 1)
    await fc.assert(
      fc.asyncProperty(counts(inner), (cells) => holds(tableOf(flat(...sizes), cells), rule)),
      { numRuns: runs },
    )
  }
})

test('somebody who is the only one in a cell does not work out another by it', async () => {
  // The two alone hide each other from all but the one person, who knows the sum of both.
  const table = tableOf(flat(4), [1, 4, 60, 80])
  const signs: Signs = { kind: 'threshold', threshold: 5, zerosSensitive: false }
  const nobody = { of: new Int32Array(table.values.length).fill(-1), cells: [] }
  const sensitive = smallCounts(table, rule)
  const open = unwrap(await suppress(table, sensitive, signs, { alone: nobody }))
  const closed = unwrap(await suppress(table, sensitive, signs))
  const [person] = lonePersons(table).cells
  assert.deepEqual(person, [1])
  const spreadOf = ({ status }: { readonly status: Uint8Array }) => {
    const known = status.slice()
    known[1] = CELL.shown
    const { least, most } = attack(table, { status: known, signs }, 6).get(2)!
    return most - least
  }
  assert.ok(spreadOf(closed) >= rule.protection, String(spreadOf(closed)))
  assert.equal(spreadOf(open), 0)
})

test('one small cell takes a rectangle with it, the cheapest, and no total', async () => {
  const table = tableOf(flat(3, 3), [200, 500, 300, 180, 3, 40, 600, 25, 16])
  const { status, tightest, isExact } = unwrap(
    await suppress(table, smallCounts(table, rule), { kind: 'threshold', threshold: 5, zerosSensitive: false }),
  )
  const hidden = [...status.keys()].filter((cell) => status[cell] !== CELL.shown).map((cell) => nodesOf(table, cell))
  assert.deepEqual(hidden, [
    [2, 2],
    [2, 3],
    [3, 2],
    [3, 3],
  ])
  assert.deepEqual([isExact, tightest], [true, 3])
})

test('an outsider works out a small cell that alone is hidden', async () => {
  const table = tableOf(flat(2, 2), [20, 50, 3, 40])
  const signs: Signs = { kind: 'threshold', threshold: 5, zerosSensitive: false }
  const cell = 2 * table.strides[0]! + 1
  const status = new Uint8Array(table.values.length)
  status[cell] = CELL.sensitive
  assert.deepEqual([...attack(table, { status, signs }, 4)], [[cell, { least: 3, most: 3 }]])
})

test('the usual default of maxN = 3 with zeros not sensitive is a threshold of 4', async () => {
  const table = tableOf(flat(2, 3), [0, 1, 3, 4, 5, 9])
  const found = smallCounts(table, { threshold: 4, zerosSensitive: false, protection: 2 })
  assert.deepEqual(
    [...found.keys()].map((cell) => table.values[cell]),
    [1, 3],
  )
  const withZeros = smallCounts(table, { threshold: 4, zerosSensitive: true, protection: 2 })
  assert.deepEqual(
    [...withZeros.keys()].map((cell) => table.values[cell]),
    [0, 1, 3],
  )
  assert.equal(disclosureRule({ audience: 'agency', threshold: 4 }).ok, false)
})

test('a figure that stands alone shows itself from the threshold on, below it the sign, and that nobody is there', () => {
  const shown = (settings: Parameters<typeof disclosureRule>[0]) =>
    [0, 1, 9, 10].map((count) => shownCount(unwrap(disclosureRule(settings)), count))
  assert.deepEqual(shown({}), ['0', '<10', '<10', '10'])
  assert.deepEqual(shown({ audience: 'agency' }), ['0', '<5', '9', '10'])
  assert.deepEqual(shown({ zerosSensitive: true }), ['<10', '<10', '<10', '10'])
})

test('nine rows of one person each cannot be told to be below ten, for then each is one', async () => {
  const table = tableOf(
    flat(9),
    Array.from({ length: 9 }, () => 1),
  )
  const sensitive = smallCounts(table, { threshold: 10, zerosSensitive: false, protection: 5 })
  const signs = { threshold: 10, zerosSensitive: false }
  const refused = await suppress(table, sensitive, { kind: 'threshold', ...signs })
  assert.deepEqual(!refused.ok && refused.error.code, 'disclosure.cannot_protect')
  assert.equal((await suppress(table, sensitive, { kind: 'uniform', ...signs })).ok, true)
})

test('what is out elsewhere is not hidden in vain, and what was hidden stays hidden', async () => {
  const table = tableOf(flat(2, 2), [3, 20, 30, 40])
  const sensitive = smallCounts(table, rule)
  const signs: Signs = { kind: 'threshold', threshold: 5, zerosSensitive: false }
  const cell = table.strides[0]! + 1
  const out = await suppress(table, sensitive, signs, { shown: new Set([cell]) })
  assert.equal(!out.ok && out.error.code, 'disclosure.already_out')
  const { status } = unwrap(await suppress(table, sensitive, signs, { kept: new Set([3]) }))
  assert.notEqual(status[3], CELL.shown)
})

test('a sum of amounts is sensitive by its largest contributors, and protected until it would not be', async () => {
  // One shelter with 90 of 100 beds; another cell with three alike.
  const dimensions = flat(2, 2)
  const leaves = [
    [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2],
    [1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2],
  ]
  const amounts = [90, 6, 4, 30, 33, 37, 50, 40, 45, 60, 66, 70]
  const table = unwrap(amountTable(dimensions, { leaves, amounts }))
  const only = table.strides[0]! + 1
  // p%: 100 - 90 - 6 = 4 is under a tenth of 90, five short of it.
  assert.deepEqual(
    [...dominatedCells(table, { closeness: { percent: 10 } }, 3)],
    [[only, { above: 5, below: 5, spread: 0 }]],
  )
  // (1,80): 90 is over 80 of 100; with 112.5 it would be no more.
  const dominated = dominatedCells(table, { dominance: { largest: 1, percent: 80 } }, 3)
  assert.deepEqual([...dominated], [[only, { above: 12.5, below: 12.5, spread: 0 }]])
  const { status } = unwrap(await suppress(table, dominated, { kind: 'amounts', threshold: 3, zerosSensitive: false }))
  assert.equal(
    status.reduce((sum, one) => sum + Number(one !== CELL.shown), 0),
    4,
  )
})

test('what is hidden blindly hangs on which counts are small, not on how small they are', async () => {
  const blind = unwrap(disclosureRule())
  const shownWith = async (moved: number, cover: 'blind' | 'fewest') => {
    // One person moves round a rectangle: no total changes, and the small counts stay small.
    const cells = [
      300,
      200,
      90,
      260,
      150 + moved,
      5 - moved,
      80,
      410,
      170 - moved,
      4 + moved,
      240,
      7,
      190,
      60,
      500,
      320,
    ]
    const hidden = unwrap(await protectTable(tableOf(flat(4, 4), cells), { ...blind, cover }))
    return hidden.shown.map((sign) => (/^\d+$/.test(sign) ? '' : sign)).join()
  }
  const patterns = await Promise.all([-3, -2, -1, 0, 1, 2, 3, 4].map((moved) => shownWith(moved, 'blind')))
  assert.equal(new Set(patterns).size, 1)
  assert.ok(patterns[0]!.includes('<10') && patterns[0]!.includes('×'))
  assert.deepEqual([blind.cover, unwrap(disclosureRule({ audience: 'agency' })).cover], ['blind', 'fewest'])
})
