import assert from 'node:assert/strict'
import { test } from 'node:test'
import { currentPath } from './current-path.ts'

const PATHS = ['/', '/files', '/files/new', '/fil']

test('one is at the longest path that leads to the page', () => {
  assert.equal(currentPath('/files/new', PATHS), '/files/new')
  assert.equal(currentPath('/files/0190-77/notes', PATHS), '/files')
  assert.equal(currentPath('/', PATHS), '/')
})

test('a path that only begins alike is another one', () => {
  assert.equal(currentPath('/filesystem', PATHS), undefined)
})
