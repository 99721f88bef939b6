import assert from 'node:assert/strict'
import { test } from 'node:test'
import { prepareTracing } from '../index.ts'
import { tracingTablesOf } from '../../bench/tracing-sets.ts'

const columns = ['id', 'given_name', 'family_name', 'carer_name', 'separation_place', 'separation_date', 'family_group']
const child = (id: string, given: string, more: Partial<Record<'day' | 'group', string>> = {}) => {
  const { day = '2025-03-04', group = '' } = more
  return [id, given, 'Haddad', 'Huda', 'Taiz', day, group]
}
const tablesOf = (rows: readonly (readonly string[])[]) =>
  tracingTablesOf({ cases: { columns, rows }, requests: { columns, rows: [child('r', 'Amal')] } })
const first = tablesOf([child('c1', 'Amal'), child('c2', 'Yunus'), child('c3', 'Dina', { day: '2025-04-01' })])
const of = ({ cases }: typeof first, id: string) => cases.find((record) => record.id === id)!

test('a record that comes, or is said again, changes its own family and no other, whatever was asked before', () => {
  const { families, put } = prepareTracing(first)
  const siblings = (id: string) => families.cases.of(of(first, id)).map((record) => record.id)
  assert.deepEqual([siblings('c1'), siblings('c2'), siblings('c3')], [['c2'], ['c1'], []])

  // Said again: the third was lost on the same day as the others.
  const moved = { ...of(first, 'c3'), separation: of(first, 'c1').separation }
  put('cases', moved)
  assert.deepEqual(
    [siblings('c1'), siblings('c2')],
    [
      ['c2', 'c3'],
      ['c1', 'c3'],
    ],
  )
  assert.deepEqual(
    families.cases.of(moved).map(({ id }) => id),
    ['c1', 'c2'],
  )
  put('cases', of(first, 'c3'))
  assert.deepEqual([siblings('c1'), siblings('c3')], [['c2'], []])
})

test('record by record it finds what is found of all at once', () => {
  const rows = Array.from({ length: 60 }, (_, at) =>
    child(`c${100 + at}`, ['Amal', 'Yunus', 'Dina', 'Farah'][at % 4]!, {
      day: `2025-0${1 + (at % 5)}-11`,
      ...(at % 7 === 0 && { group: `g${at % 3}` }),
    }),
  )
  const tables = tablesOf(rows)
  const all = prepareTracing(tables).families.cases
  const grown = prepareTracing({ ...tables, cases: [] })
  for (const record of tables.cases.toReversed()) {
    grown.put('cases', record)
    grown.families.cases.of(record)
  }
  for (const record of tables.cases) assert.deepEqual(grown.families.cases.of(record), all.of(record))
  assert.ok(tables.cases.some((record) => all.of(record).length > 0))
})
