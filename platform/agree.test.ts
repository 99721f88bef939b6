import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agree } from './agree.ts'

const failures = (code: string) => ({ [code]: { status: 409, title: 'No.' } }) as const

test('modules that speak in their own names agree', () => {
  agree([
    { id: 'referral', failures: failures('referral.closed'), events: { 'referral.sent': 'One was sent.' } },
    { id: 'training', failures: failures('training.full') },
  ])
})

test('two of one name, and one that speaks in another’s, are said all at once', () => {
  assert.throws(
    () =>
      agree([
        { id: 'referral', failures: {} },
        { id: 'referral', failures: failures('protection.closed'), audit: ['file.read', 'file.read'] },
      ]),
    /two modules are called referral[\s\S]*protection\.closed[\s\S]*file\.read[\s\S]*file\.read is declared twice/,
  )
})
