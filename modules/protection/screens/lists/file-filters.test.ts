import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  FILTER_NAMES,
  filterMessage,
  filtersOf,
  listAddress,
  sortOf,
  USUAL_SORT,
  viewOf,
  withFilter,
} from './file-filters.ts'
import words from '../../locales/en.json' with { type: 'json' }

const ID = '01234567-89ab-7def-8123-456789abcdef'

test('filters are read from an address and written back to it', () => {
  const filters = { mine: 'true', status: 'open', stage: 'plan', tag: ID, openedFrom: '2026-11-01' } as const
  const address = listAddress(filters)
  assert.deepEqual(filtersOf(address.slice('/files'.length)), filters)
  assert.equal(listAddress({}), '/files')
})

test('what is no filter, or no value of one, is left out: an address never breaks the list', () => {
  assert.deepEqual(
    filtersOf('?mine=yes&status=import_undone&stage=x&name=Aizada&tag=1&openedFrom=2026-02-30&risk=none'),
    {},
  )
})

test('each filter is taken away by itself', () => {
  const both = withFilter(withFilter({}, 'mine', 'true'), 'path', 'child')
  assert.deepEqual(both, { mine: 'true', path: 'child' })
  assert.deepEqual(withFilter(both, 'mine', null), { path: 'child' })
})

test('a sorting stands in the address unless it is the usual one', () => {
  const sort = { sort: 'deadline', direction: 'ascending' } as const
  const address = listAddress({ mine: 'true' }, sort)
  assert.deepEqual(sortOf(address.slice('/files'.length)), sort)
  assert.equal(listAddress({}, USUAL_SORT), '/files')
  assert.deepEqual(sortOf('?sort=name&direction=up'), USUAL_SORT)
})

test('the address says which view it shows', () => {
  assert.equal(viewOf(listAddress({}, USUAL_SORT, ID).slice('/files'.length)), ID)
  assert.equal(viewOf('?mine=true'), undefined)
})

test('each filter has its sentence', () => {
  const values: Readonly<Record<string, string>> = { status: 'open', path: 'child', stage: 'plan', risk: 'high' }
  for (const name of FILTER_NAMES) {
    const on = ['mine', 'overdue', 'awaited', 'backlog', 'unassigned'].includes(name)
    const id = filterMessage(name, on ? 'true' : (values[name] ?? ID))
    assert.ok(id in words, id)
  }
})
