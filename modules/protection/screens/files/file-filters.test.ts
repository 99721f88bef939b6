import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FILTER_NAMES, filterMessage, filtersOf, listAddress, withFilter } from './file-filters.ts'

test('filters are read from an address and written back to it', () => {
  const filters = { mine: 'true', status: 'open', stage: 'plan' } as const
  assert.equal(listAddress(filters), '/files?mine=true&status=open&stage=plan')
  assert.deepEqual(filtersOf('?mine=true&status=open&stage=plan'), filters)
  assert.equal(listAddress({}), '/files')
})

test('what is no filter, or no value of one, is left out: an address never breaks the list', () => {
  assert.deepEqual(filtersOf('?mine=yes&status=import_undone&stage=x&name=Aizada'), {})
})

test('each filter is taken away by itself', () => {
  const both = withFilter(withFilter({}, 'mine', 'true'), 'path', 'child')
  assert.deepEqual(both, { mine: 'true', path: 'child' })
  assert.deepEqual(withFilter(both, 'mine', null), { path: 'child' })
})

test('each filter has a message', () => {
  assert.equal(filterMessage('mine', 'true'), 'protection.files.filter.mine')
  assert.equal(filterMessage('stage', 'plan'), 'protection.stage.plan')
  assert.equal(FILTER_NAMES.length, 6)
})
