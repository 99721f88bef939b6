import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rolesThatMay } from '@gloact/policy'
import { erasurePolicy } from '../domain/erasure/erasure.ts'
import { filePolicy } from '../domain/file/policy.ts'
import { ERASES, MANAGES_TAGS, MEETS_PEOPLE, REVIEWS_OPENINGS, WORKS_ON_FILES } from './who-may.ts'

// The lists stand apart so that the first screen need not load the policies; they say the same.
test('the navigation offers each page to those whom the policy lets use it, and to nobody else', () => {
  const same = (list: readonly string[], roles: readonly string[]) =>
    assert.deepEqual(list.toSorted(), roles.toSorted())
  same(MEETS_PEOPLE, rolesThatMay(filePolicy, 'file.open'))
  same(WORKS_ON_FILES, rolesThatMay(filePolicy, 'file.list'))
  same(REVIEWS_OPENINGS, rolesThatMay(filePolicy, 'file.review_opening'))
  same(MANAGES_TAGS, rolesThatMay(filePolicy, 'tags.manage'))
  same(ERASES, rolesThatMay(erasurePolicy, 'erasure.ask'))
})
