import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ok } from '@gloact/kernel'
import { EXIT } from './command.ts'
import { importOutcome } from './import-result.ts'

const counts = { read: 3, imported: 2, updated: 0, unchanged: 0, rejected: 1, batch: 'b1' }
const files = { withTeam: false, agency: 'Shelter North' }

test('an import says how it is undone and with whom files without a team are', () => {
  const outcome = importOutcome(ok(counts), files)
  assert.equal(outcome.exit, EXIT.ok)
  assert.match(
    outcome.text ?? '',
    /To undo it: \.\/gloact import undo b1\nThe 2 files are unassigned, with the supervisors of Shelter North/,
  )
  assert.doesNotMatch(importOutcome(ok(counts), { ...files, withTeam: true }).text ?? '', /unassigned/)
  assert.doesNotMatch(importOutcome(ok({ ...counts, batch: null }), files).text ?? '', /unassigned|undo/)
})

test('an import that took no row is no success, and there is nothing to undo', () => {
  const outcome = importOutcome(ok({ ...counts, imported: 0, rejected: 3 }), files)
  assert.equal(outcome.exit, EXIT.refused)
  assert.match(outcome.text ?? '', /Every row was rejected: --rejects/)
  assert.doesNotMatch(outcome.text ?? '', /undo/)
  assert.equal(importOutcome(ok({ ...counts, read: 0, imported: 0, rejected: 0 }), files).exit, EXIT.ok)
  assert.doesNotMatch(importOutcome(ok({ ...counts, imported: 0, unchanged: 2 }), files).text ?? '', /undo/)
})
