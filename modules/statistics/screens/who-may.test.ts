import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rolesThatMay } from '@gloact/policy'
import { figuresPolicy } from '../domain/figures-policy.ts'
import { ENCODES, READS_FIGURES } from './who-may.ts'

test('screens are shown to exactly those whom the policy allows what they are for', () => {
  assert.deepEqual([...ENCODES].toSorted(), rolesThatMay(figuresPolicy, 'figures.encode_list').toSorted())
  for (const action of ['figures.estimate', 'figures.read', 'figures.export', 'figures.save_view'] as const)
    assert.deepEqual([...READS_FIGURES].toSorted(), rolesThatMay(figuresPolicy, action).toSorted())
})
