import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { unwrap } from '@gloact/kernel'
import { readInput, type InputOptions } from './read-input.ts'

function read(text: string, options: InputOptions = {}) {
  const [header = [], ...rows] = text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','))
  return readInput({ columns: header, rows }, options)
}

async function codeOf(text: string, options: InputOptions = {}): Promise<string> {
  const result = await read(text, options)
  return result.ok ? 'read' : result.error.code
}

const warningsOf = async (text: string): Promise<string[]> => unwrap(await read(text)).warnings.map(({ code }) => code)

const THREE = 'A,B,C,count\n1,0,0,20\n0,1,0,12\n0,0,1,9\n1,1,0,4\n1,0,1,3\n0,1,1,2\n'

test('histories with counts and one row a person give the same', async () => {
  const histories = unwrap(await read(THREE))
  const persons = THREE.split('\n')
    .slice(1, -1)
    .flatMap((line) => {
      const cells = line.split(',')
      return Array.from({ length: Number(cells[3]) }, () => cells.slice(0, 3).join())
    })
  const one = unwrap(await read(`A,B,C\n${persons.join('\n')}\n`))
  assert.deepEqual(one.histories, histories.histories)
  assert.deepEqual([one.rowsAre, histories.rowsAre], ['persons', 'histories'])
  assert.deepEqual([...histories.histories.masks], [1, 2, 3, 4, 5, 6])
  assert.equal(histories.observed, 50)
})

test('a column of persons’ numbers is left out and said', async () => {
  const { histories, warnings } = unwrap(await read('person_id,A,B,C\np1,1,0,0\np2,0,1,1\np3,1,1,0\np4,0,0,1\n'))
  assert.deepEqual(histories.lists, ['A', 'B', 'C'])
  assert.deepEqual(
    warnings.map(({ code }) => code),
    ['estimation.identifier_left_out'],
  )
})

test('a list coded 0/2, yes/no or with nothing in it is refused by its place', async () => {
  assert.equal(await codeOf('A,B,C,count\n2,0,0,5\n0,2,0,4\n0,0,2,3\n'), 'estimation.not_zero_or_one')
  assert.equal(await codeOf('A,B,C\nyes,no,no\n'), 'estimation.not_zero_or_one')
  assert.equal(await codeOf('A,B,C,count\n1,,0,5\n'), 'estimation.absent_cell')
  const result = await read('A,B,C\n1,0,1\n1,0,Amina\n')
  assert.ok(!result.ok)
  assert.match(result.error.message, /^Row 3: list “C”/)
  assert.doesNotMatch(result.error.message, /Amina/)
})

test('counts under another name are told to be called count, and nobody is sent to --strata with them', async () => {
  const message = async (text: string) => {
    const result = await read(text)
    return result.ok ? '' : result.error.message
  }
  for (const name of ['n', 'people', 'persons']) {
    const told = await message(THREE.replace('count', name))
    assert.ok(told.startsWith(`Row 2: “${name}” holds numbers above 1`), told)
    assert.match(told, /call it count/)
    assert.doesNotMatch(told, /--strata/)
  }
  assert.match(await message('A,B,C,n\n1,0,0,1\n0,1,0,٣\n0,0,1,2\n'), /^Row 3: “n” .*call it count/)
  // Another is wrong, too; not all are numbers; there are counts.
  assert.doesNotMatch(await message('A,B,C\n2,0,0\n0,2,0\n0,0,2\n'), /call it count/)
  assert.doesNotMatch(await message('A,B,C,n\n1,0,0,2\n0,1,0,x\n0,0,1,2\n'), /call it count/)
  assert.doesNotMatch(await message('A,B,C,count\n2,0,0,2\n0,1,0,3\n0,0,1,2\n'), /call it count/)
})

test('digits of other scripts are read as ours: in lists, counts and levels', async () => {
  const inScript = (zero: number) => (text: string) =>
    text.replaceAll(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)))
  const years = THREE.trimEnd()
    .split('\n')
    .map((line, at) => `${line},${at === 0 ? 'year' : 2019 + (at % 3)}`)
    .join('\n')
  const ours = unwrap(await read(years, { strata: ['year'], trend: 'year' }))
  // Arabic-Indic, Persian, Devanagari, Lao.
  for (const zero of [0x660, 0x6f0, 0x966, 0xed0]) {
    const theirs = unwrap(await read(inScript(zero)(years), { strata: ['year'], trend: 'year' }))
    assert.deepEqual(theirs, ours)
  }
  assert.equal(await codeOf('A,B,C\n١,٢,٠\n'), 'estimation.not_zero_or_one')
})

test('counts are whole and not negative', async () => {
  for (const count of ['-1', '1.5', '1e3', '1 000', 'x', '', 'NA']) {
    assert.equal(await codeOf(`A,B,C,count\n1,0,0,${count}\n`), 'estimation.not_a_count', count)
  }
})

test('counts of more than a thousand million people are refused: nothing would be drawn from them in time', async () => {
  const table = (count: string) => ({
    columns: ['A', 'B', 'C', 'count'],
    rows: [
      ['1', '1', '0', count],
      ['1', '0', '1', '9'],
      ['0', '1', '1', '5'],
    ],
  })
  const refused = await readInput(table('1000000000'))
  assert.ok(!refused.ok && refused.error.code === 'estimation.counts_too_large')
  assert.ok((await readInput(table('999999000'))).ok)
})

test('a row without any list counts nowhere and is said', async () => {
  const { observed, warnings } = unwrap(await read(`${THREE}0,0,0,1000\n`))
  assert.equal(observed, 50)
  assert.deepEqual(
    warnings.map(({ code }) => code),
    ['estimation.all_zero_row'],
  )
})

test('a history that comes twice is summed and said', async () => {
  const { histories, warnings } = unwrap(await read(`${THREE}1,0,0,5\n`))
  assert.equal(histories.counts[0], 25)
  assert.match(warnings[0]!.message, /^1 row repeats/)
})

test('a list without anybody is left out, as if it were not there', async () => {
  const text = 'A,none,B,C,count\n1,0,0,0,20\n0,0,1,0,12\n0,0,0,1,9\n1,0,1,0,4\n1,0,0,1,3\n0,0,1,1,2\n'
  assert.deepEqual(unwrap(await read(text)).histories, unwrap(await read(THREE)).histories)
  assert.deepEqual(await warningsOf(text), ['estimation.empty_list'])
})

test('lists that are the same, and one that has everybody, are refused', async () => {
  assert.equal(await codeOf('A,B,C\n1,1,0\n0,0,1\n1,1,1\n'), 'estimation.identical_lists')
  assert.equal(await codeOf('A,B,C\n1,1,1\n0,0,1\n1,0,1\n'), 'estimation.list_has_everyone')
})

test('a list within another, and two that are almost the same, are said', async () => {
  assert.deepEqual(await warningsOf('A,B,C,count\n1,1,0,5\n0,1,0,9\n0,0,1,7\n0,1,1,3\n'), ['estimation.nested_lists'])
  assert.deepEqual(await warningsOf('A,B,C,count\n1,1,0,95\n0,1,0,2\n1,0,0,2\n0,0,1,7\n0,1,1,3\n'), [
    'estimation.near_identical_lists',
  ])
})

test('fewer than three lists: one is refused, two are said to be taken as independent', async () => {
  assert.equal(await codeOf('A,count\n1,5\n'), 'estimation.one_list')
  assert.equal(await codeOf('A,B\n1,0\n1,0\n'), 'estimation.one_list')
  assert.deepEqual(await warningsOf('A,B,count\n1,0,5\n0,1,4\n1,1,2\n'), ['estimation.two_lists'])
})

test('one row, no row, nobody, 200 columns, strata that are not there', async () => {
  assert.equal(await codeOf('A,B,C\n1,1,0\n'), 'estimation.list_has_everyone')
  assert.equal(await codeOf('A,B,C\n'), 'estimation.no_rows')
  assert.equal(await codeOf('A,B,C,count\n1,0,0,0\n'), 'estimation.no_people')
  assert.equal(await codeOf('A,B,C\n0,0,0\n'), 'estimation.no_people')
  const columns = Array.from({ length: 200 }, (_, at) => `L${at}`)
  assert.equal(await codeOf(`${columns.join()}\n${columns.map(() => 1).join()}\n`), 'estimation.too_many_lists')
  assert.equal(await codeOf(THREE, { strata: ['sex'] }), 'estimation.unknown_stratum')
  assert.equal(await codeOf('A,B,C,sex\n1,0,1,\n', { strata: ['sex'] }), 'estimation.empty_stratum')
})

test('ten lists are told apart', async () => {
  const names = Array.from({ length: 10 }, (_, at) => String(at + 1))
  const rows = names.map((_, list) => names.map((__, at) => (at === list || at === (list + 1) % 10 ? 1 : 0)).join())
  const { histories } = unwrap(await read(`x${names.join(',x')},count\n${rows.map((row) => `${row},2`).join('\n')}\n`))
  assert.equal(histories.masks.length, 10)
  assert.ok([...histories.masks].includes(0b1000000001))
})

test('strata keep their counts, whatever the order of the rows, and add up to the histories', async () => {
  const cell = fc.record({
    mask: fc.integer({ min: 1, max: 7 }),
    sex: fc.constantFrom('f', 'm'),
    age: fc.constantFrom('9', '10', '11'),
  })
  const everyList = [1, 2, 4].flatMap((mask) => [{ mask, sex: 'f', age: '9' }])
  await fc.assert(
    fc.asyncProperty(fc.array(cell, { minLength: 3, maxLength: 40 }), async (drawn) => {
      const rows = [...everyList, ...drawn].map(
        ({ mask, sex, age }) => `${age},${mask & 1},${(mask >> 1) & 1},${mask >> 2},${sex}`,
      )
      const result = await read(`age,A,B,C,sex\n${rows.join('\n')}\n`, { strata: ['sex', 'age'] })
      if (!result.ok) return
      const { strata, histories } = result.value
      const sums = new Float64Array(8)
      strata!.counts.forEach((count, at) => (sums[at % 8]! += count))
      for (const [at, mask] of histories.masks.entries()) assert.equal(sums[mask], histories.counts[at])
      const ages = strata!.levels[strata!.covariates.indexOf('age')]!
      assert.deepEqual(
        ages,
        ages.toSorted((a, b) => Number(a) - Number(b)),
      )
    }),
    { numRuns: 50 },
  )
})

test('rows that come many at a time give what they give one by one', async () => {
  const rows = Array.from({ length: 2500 }, (_, at) => [
    at % 3 === 0 ? '1' : '0',
    at % 2 ? ' 1' : '0',
    at % 7 ? '0' : '1',
  ])
  async function* batches() {
    yield rows.slice(0, 1200)
    yield []
    yield rows.slice(1200)
  }
  const columns = ['A', 'B', 'C']
  const one = unwrap(await readInput({ columns, rows }))
  assert.deepEqual(unwrap(await readInput({ columns, rows: [], batches: batches() })), one)
  rows[2000] = ['1', 'x', '0']
  const wrong = await readInput({ columns, rows, batches: batches() })
  assert.match(wrong.ok ? '' : wrong.error.message, /^Row 2002: list “B”/)
})

test('free text named as strata is refused before it fills the memory', async () => {
  let read = 0
  function* rows() {
    for (; read < 100_000; read++) yield ['1', '0', `place ${read}`]
  }
  const result = await readInput({ columns: ['A', 'B', 'place'], rows: rows() }, { strata: ['place'] })
  assert.equal(!result.ok && result.error.code, 'estimation.too_many_strata')
  assert.ok(read < 5000)
})
