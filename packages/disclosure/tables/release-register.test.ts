import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { unwrap } from '@gloact/kernel'
import { repeatableWords } from '../noise/testing.ts'
import { flatDimension } from './dimension.ts'
import { CELL } from './hiding.ts'
import { protectTable } from './protect-table.ts'
import { bearingOf } from './release-register.ts'
import { cellNames, isReleasedTable, releasedTable, type ReleasedTable } from './releases.ts'
import { tellingDifference, type Holding } from './differences.ts'
import { disclosureRule, type RuleSettings } from './rule.ts'
import { countTable } from './table.ts'
import { attack } from './testing/attack.ts'

const sizes: Readonly<Record<string, number>> = { sex: 2, age: 3, region: 3 }
const dimension = (column: string) =>
  flatDimension(
    column,
    Array.from({ length: sizes[column]! }, (_, at) => `${column}${at}`),
  )

/** A person is a code in each column. */
type Person = readonly [sex: number, age: number, region: number]
const COLUMNS = ['sex', 'age', 'region']

function candidate(persons: readonly Person[], columns: readonly string[], settings: RuleSettings = {}) {
  const leaves = columns.map((column) => persons.map((person) => 1 + person[COLUMNS.indexOf(column)]!))
  const table = unwrap(countTable(columns.map(dimension), { leaves }))
  const rule = unwrap(disclosureRule({ audience: 'agency', ...settings }))
  return { table, columns: columns.map((column) => [column]), rule }
}

/** Lets a table out after others, as the command does; undefined where it is refused. */
async function letOut(
  of: ReturnType<typeof candidate>,
  earlier: readonly ReleasedTable[],
): Promise<ReleasedTable | string> {
  const bearing = bearingOf(of, earlier)
  if (!bearing.ok) return bearing.error.code
  if (bearing.value.kind === 'repeats') {
    assert.ok(isReleasedTable(bearing.value.release))
    return bearing.value.release
  }
  const { known, before } = bearing.value
  const made = await protectTable(of.table, of.rule, { known, before, words: repeatableWords(earlier.length + 1) })
  if (!made.ok) return made.error.code
  return releasedTable(of, made.value, { release: String(earlier.length), at: new Date(0) })
}

const persons = (seed: number, count: number): Person[] => {
  const words = repeatableWords(seed)
  const drawn = (size: number) => Math.floor((words.next() / 2 ** 32) ** 1.5 * size)
  return Array.from({ length: count }, () => [drawn(2), drawn(3), drawn(3)] as const)
}

test('two tables that both go out tell no more of a hidden cell together than each may alone', async () => {
  let both = 0
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.integer({ min: 60, max: 140 }), async (seed, count) => {
      const list = persons(seed, count)
      const first = await letOut(candidate(list, ['sex', 'age']), [])
      if (typeof first === 'string') return
      const second = await letOut(candidate(list, ['age', 'region']), [first])
      if (typeof second === 'string') return
      both++
      const { table, rule } = candidate(list, COLUMNS)
      const names = cellNames(
        table,
        COLUMNS.map((column) => [column]),
      )
      const said = names.map((name) => first.cells[name] ?? second.cells[name])
      const status = Uint8Array.from(said, (sign) =>
        sign === undefined || /^\d+$/.test(sign)
          ? CELL.shown
          : sign.startsWith('<')
            ? CELL.sensitive
            : CELL.complementary,
      )
      // Where one of the two could not tell its signs apart, no more is known of any.
      const kind = [first, second].every(({ cells }) =>
        Object.entries(cells).every(
          ([name, sign]) => sign !== '×' || table.values[names.indexOf(name)]! >= rule.threshold,
        ),
      )
        ? 'threshold'
        : 'uniform'
      const signs = { kind, threshold: rule.threshold, zerosSensitive: false } as const
      const worked = attack(table, { status, signs }, rule.protection, { unseen: (cell) => said[cell] === undefined })
      for (const [cell, { least, most }] of worked) {
        assert.ok(
          most - least >= (status[cell] === CELL.sensitive ? rule.protection : 1),
          `${names[cell]} ${least} ${most}`,
        )
      }
    }),
    { numRuns: 60 },
  )
  assert.ok(both > 5)
})

test('a total that is hidden in one table is not worked out with another', async () => {
  const list: Person[] = [...Array.from({ length: 40 }, (): Person => [0, 0, 0]), [1, 1, 1], [1, 2, 1], [1, 2, 0]]
  const first = await letOut(candidate(list, ['sex', 'age']), [])
  assert.ok(typeof first !== 'string')
  assert.equal(await letOut(candidate(list, ['sex', 'region']), [first]), 'disclosure.hidden_elsewhere')
  assert.equal(await letOut(candidate(list, ['sex', 'age']), [first]), first)
  // A table within one that is out shows what that shows.
  assert.equal(await letOut(candidate(list, ['sex']), [first]), first)
})

test('three tables in a circle are refused, rounded or not', async () => {
  const list = persons(3, 4000)
  for (const method of ['suppress', 'round'] as const) {
    const out: ReleasedTable[] = []
    for (const columns of [
      ['sex', 'age'],
      ['age', 'region'],
    ]) {
      const released = await letOut(candidate(list, columns, { method }), out)
      assert.ok(typeof released !== 'string', String(released))
      out.push(released)
    }
    assert.equal(await letOut(candidate(list, ['region', 'sex'], { method }), out), 'disclosure.tables_interlock')
    assert.equal(typeof (await letOut(candidate(list, ['region'], { method }), out)), 'object')
  }
})

test('rounded tables agree on what they share, and are not mixed with others', async () => {
  const list = persons(9, 300)
  const first = await letOut(candidate(list, ['sex', 'age'], { method: 'round' }), [])
  assert.ok(typeof first !== 'string')
  const second = await letOut(candidate(list, ['age', 'region'], { method: 'round' }), [first])
  assert.ok(typeof second !== 'string', String(second))
  for (const [name, figure] of Object.entries(second.cells)) {
    if (first.cells[name] !== undefined) assert.equal(figure, first.cells[name])
  }
  assert.equal(await letOut(candidate(list, ['region']), [first]), 'disclosure.methods_mixed')
})

test('when the data have changed by a few persons, a table that would show which is refused', async () => {
  const list = persons(5, 3000)
  const first = await letOut(candidate(list, ['sex', 'age']), [])
  assert.ok(typeof first !== 'string')
  const few: Person[] = [...list, [0, 1, 0], [0, 1, 0]]
  assert.equal(await letOut(candidate(few, ['sex', 'age']), [first]), 'disclosure.small_difference')
  const many = [...list, ...COLUMNS.flatMap(() => list.map((person): Person => person))]
  assert.equal(typeof (await letOut(candidate(many, ['sex', 'age']), [first])), 'object')
})

test('a rounded figure of a series is not drawn again while its count stays, so that its mean tells no count', async () => {
  const rule = unwrap(disclosureRule({ method: 'round' }))
  const columns = [['region'], ['sex']]
  const dimensions = [flatDimension('region', ['N1', 'N2', 'N3']), flatDimension('sex', ['F', 'M'])]
  const leaves = [
    [1, 1, 2, 2, 3, 3],
    [1, 2, 1, 2, 1, 2],
  ]
  let stayed = 0
  let refused = 0
  for (let series = 0; series < 40; series++) {
    const words = repeatableWords(series)
    const counts = Array.from({ length: 6 }, () => words.next() % 20)
    const out: ReleasedTable[] = []
    const history = new Map<string, string[]>()
    for (let release = 0; release < 15; release++) {
      const table = unwrap(countTable(dimensions, { leaves, counts }))
      const made = await letOut({ table, columns, rule }, out)
      if (typeof made === 'string') {
        assert.equal(made, 'disclosure.rounding_does_not_fit')
        refused++
      } else {
        if (!out.includes(made)) out.push(made)
        for (const [cell, name] of cellNames(table, columns).entries()) {
          const figure = made.cells[name]!
          const count = table.values[cell]!
          assert.ok(Math.abs(Number(figure) - count) < rule.base)
          const key = `${name} ${count}`
          const before = history.get(key) ?? []
          if (before.at(-1) === figure) stayed++
          history.set(key, before.at(-1) === figure ? before : [...before, figure])
        }
      }
      // The second cell grows past many multiples, others now and then by one person.
      counts[1]! += 12
      counts[2 + (release % 4)]! += words.next() % 2
    }
    // The first count never changes, and its figure moves once at most, however often the others move.
    for (const figures of history.values()) assert.ok(figures.length <= 2, figures.join())
  }
  assert.ok(stayed > 2000 && refused < 60, `${stayed} ${refused}`)
})

test('tables of one population keep to one method and base, on changed data too', async () => {
  const few = persons(11, 300)
  const many = persons(12, 2000)
  const hidden = await letOut(candidate(few, ['sex', 'age']), [])
  const rounded = await letOut(candidate(few, ['sex', 'age'], { method: 'round' }), [])
  assert.ok(typeof hidden !== 'string' && typeof rounded !== 'string')
  for (const [settings, earlier] of [
    [{ method: 'round' }, hidden],
    [{}, rounded],
    [{ method: 'round', base: 10 }, rounded],
  ] as const) {
    assert.equal(await letOut(candidate(many, ['sex', 'age'], settings), [earlier]), 'disclosure.methods_mixed')
  }
})

/** Fewer than five may not be told, and each entry is a person. */
const FIVE: Holding = { threshold: 5, persons: new Uint8Array(200).fill(1) }

test('bands that differ by a few persons are found in the data, alone or added up', () => {
  const ages = [
    ...Array.from({ length: 60 }, (_, at) => at % 20),
    18,
    18,
    30,
    30,
    30,
    31,
    31,
    31,
    32,
    32,
    32,
    32,
    33,
    33,
  ]
  const band = (age: number, borders: readonly number[]) => String(borders.filter((border) => border <= age).length)
  const name = (column: string, code: string) => JSON.stringify([[column, code]])
  const compare = (first: readonly number[], second: readonly number[]) => {
    const shown = (column: string, borders: readonly number[]) => {
      const counts: Record<string, number> = {}
      for (const age of ages)
        counts[name(column, band(age, borders))] = (counts[name(column, band(age, borders))] ?? 0) + 1
      return Object.fromEntries(Object.entries(counts).map(([key, count]) => [key, count < 5 ? '<5' : String(count)]))
    }
    const told = tellingDifference(
      [shown('now', first), shown('before', second)],
      {
        count: ages.length,
        cellsOf: (entry) => [[name('now', band(ages[entry]!, first))], [name('before', band(ages[entry]!, second))]],
      },
      FIVE,
    )
    return told?.kind
  }
  assert.equal(compare([18], [19]), undefined) // Five persons are 18.
  assert.equal(compare([19], [20]), 'difference')
  assert.equal(compare([20], [10, 19]), 'difference')
  assert.equal(compare([10], [20]), undefined)
})

test('a table is not held apart from one that names the same cells otherwise', () => {
  const name = (...conditions: readonly (readonly [string, string])[]) => JSON.stringify(conditions)
  // 40 persons in a district of one region: hidden within its region, shown alone.
  const within = { [name(['district', 'N1'], ['region', 'N'])]: '×', [name(['region', 'N'])]: '60' }
  const told = tellingDifference(
    [{ [name(['district', 'N1'])]: '40' }, within],
    { count: 1, cellsOf: () => [[name(['district', 'N1'])], [name(['district', 'N1'], ['region', 'N'])]] },
    { threshold: 5, persons: [40] },
  )
  assert.deepEqual(told, { kind: 'hidden', tables: [0, 1] })
})

test('what is left of a figure is found where cells of unlike columns, or of several tables, are taken away', () => {
  const ages = Array.from({ length: 100 }, (_, at) => at)
  const name = (column: string, code: string) => JSON.stringify([[column, code]])
  const all = { [name('all', 'yes')]: '100' }
  const [young, old] = [{ [name('young', 'yes')]: '40' }, { [name('old', 'yes')]: '57' }]
  const tell = (tables: readonly Record<string, string>[]) =>
    tellingDifference(
      tables,
      {
        count: ages.length,
        cellsOf: (age) => [
          [name('all', 'yes')],
          age < 40 ? [name('young', 'yes')] : [],
          age >= 43 ? [name('old', 'yes')] : [],
        ],
      },
      FIVE,
    )
  assert.equal(tell([all, young]), undefined)
  assert.equal(tell([all, old]), undefined)
  assert.deepEqual(tell([all, young, old])?.kind, 'difference')
})

test('what is left is found by the columns of one level where larger cells lie across them', () => {
  const name = (column: string, code: string) => JSON.stringify([[column, code]])
  const parts = [
    [30, 'b2'],
    [70, 'b1'],
    [97, 'b3'],
  ] as const
  const told = tellingDifference(
    [
      { [name('all', 'yes')]: '100' },
      { [name('a', 'a1')]: '60', [name('b', 'b1')]: '40' },
      { [name('b', 'b2')]: '30', [name('b', 'b3')]: '27' },
    ],
    {
      count: 100,
      cellsOf: (entry) => [
        [name('all', 'yes')],
        entry < 60 ? [name('a', 'a1')] : [],
        parts
          .filter(([end]) => entry < end)
          .slice(0, 1)
          .map(([, code]) => name('b', code)),
      ],
    },
    FIVE,
  )
  assert.equal(told?.kind, 'difference')
})

test('what the hidden cells of a total are together is a figure of which others are taken away, too', () => {
  const name = (...conditions: readonly (readonly [string, string])[]) => JSON.stringify(conditions)
  const north = [name(['region', 'N']), ['F', 'M', 'X'].map((sex) => name(['region', 'N'], ['sex', sex]))] as const
  const [total, [women, men, others]] = [north[0], north[1]]
  const within = { [total]: '60', [women!]: '20', [men!]: '×', [others!]: '×' }
  const tell = (visits: string, under: number) =>
    tellingDifference(
      [{ [name(['visits', '2'])]: visits }, within],
      {
        count: 60,
        cellsOf: (entry) => [
          entry >= 20 && entry < under ? [name(['visits', '2'])] : [],
          [total, entry < 20 ? women! : entry < 40 ? men! : others!],
        ],
      },
      FIVE,
    )?.kind
  assert.equal(tell('37', 57), 'difference')
  assert.equal(tell('30', 50), undefined)
  // All who are hidden are in one cell of the other table, which hides it in vain.
  assert.equal(tell('×', 60), 'hidden')
  assert.equal(tell('40', 60), undefined)
})
