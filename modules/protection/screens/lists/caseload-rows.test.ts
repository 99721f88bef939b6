import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Colleague } from '@gloact/identity/contract/administration'
import { caseloadRows } from './caseload-rows.ts'

const colleague = (id: string, name: string, working: boolean): Colleague => ({
  id: id as Colleague['id'],
  name,
  roles: [],
  teamIds: [],
  working,
})
const held = (userId: string, open = 1) => ({ userId, open, overdue: 0, appointments: 0, named: 0 })
const names = (rows: ReturnType<typeof caseloadRows>) => rows.map(({ name, open, gone }) => [name, open, gone])

const directory = {
  colleagues: [colleague('me', 'Mona', true), colleague('b', 'Ben', true), colleague('a', 'Amal', true)],
  formerColleagues: [colleague('z', 'Zoe', false), colleague('y', 'Yan', false)],
}

test('who is gone and holds something stands first; who is gone with nothing, and oneself, do not stand there', () => {
  assert.deepEqual(names(caseloadRows([held('z', 3), held('a'), held('me', 9)], directory, 'me')), [
    ['Zoe', 3, true],
    ['Amal', 1, false],
    ['Ben', 0, false],
  ])
})

test('nobody who holds something is left out, also where no name is known; until names arrive nobody is called gone', () => {
  assert.deepEqual(names(caseloadRows([held('nobody')], directory, 'me'))[0], [undefined, 1, true])
  const none = { colleagues: [], formerColleagues: [] }
  assert.deepEqual(names(caseloadRows([held('a')], none, 'me')), [[undefined, 1, false]])
})
