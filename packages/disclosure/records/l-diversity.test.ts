import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allRecords } from './alike.ts'
import { diversityReport } from './l-diversity.ts'

/** The report of rows of text, of which an empty one is no answer. */
function reportOf(
  rows: readonly Readonly<Record<string, string>>[],
  columns: readonly string[],
  sensitive: readonly string[],
) {
  const coded = (name: string) => {
    const known = ['', ...new Set(rows.map((row) => row[name]!))].filter((value, at) => at === 0 || value !== '')
    return { name, codes: Uint16Array.from(rows, (row) => known.indexOf(row[name]!)), size: known.length }
  }
  return diversityReport(columns.map(coded), sensitive.map(coded), allRecords(rows.length))
}

test('a group of which everybody answered the same is told of, though no one can be singled out', () => {
  // The worked example of the paper's first tables in shape: three groups of four, one of them all alike.
  const group = (age: string, answers: readonly string[]) => answers.map((illness) => ({ age, illness }))
  const rows = [
    ...group('<30', ['heart', 'heart', 'virus', 'virus']),
    ...group('40+', ['cancer', 'heart', 'virus', 'virus']),
    ...group('30-39', ['cancer', 'cancer', 'cancer', 'cancer']),
  ]
  const report = reportOf(rows, ['age'], ['illness'])
  assert.deepEqual(report, {
    groups: 3,
    smallestGroup: 4,
    columns: [{ column: 'illness', fewest: 1, telling: { groups: 1, records: 4 }, surest: 1 }],
  })
})

test('an answer that is missing is no answer, and makes nobody surer', () => {
  const rows = ['a', '', '', 'a', ''].map((answer) => ({ group: 'x', answer }))
  const { columns } = reportOf(rows, ['group'], ['answer'])
  assert.deepEqual(columns, [{ column: 'answer', fewest: 1, telling: { groups: 1, records: 5 }, surest: 0.4 }])
  const none = reportOf([], ['group'], ['answer'])
  assert.deepEqual(none, {
    groups: 0,
    smallestGroup: 0,
    columns: [{ column: 'answer', fewest: 0, telling: { groups: 0, records: 0 }, surest: 0 }],
  })
})
