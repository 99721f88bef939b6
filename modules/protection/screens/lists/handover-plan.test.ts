import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Caseload } from '../../contract/lists/caseload.ts'
import { gapsOf, handoverItems, NOBODY, receiversOf, type HandoverChoice } from './handover-plan.ts'

const file = (id: string) => ({ id, nextDeadline: null }) as Caseload['files'][number]
const caseload: Pick<Caseload, 'files' | 'named'> = {
  files: [file('a'), file('b')],
  named: [
    { fileId: 'b', number: 'DL-2', audience: 'medical', others: [] },
    { fileId: 'c', number: 'DL-3', audience: 'testimony', others: ['someone'] },
  ],
}
const choice = (more: Partial<HandoverChoice> = {}): HandoverChoice => ({
  how: 'one',
  one: null,
  several: [],
  singly: {},
  named: {},
  notes: {},
  ...more,
})

test('nothing is complete until every file has somebody and every audience was answered for', () => {
  assert.deepEqual(gapsOf(caseload, choice()), { files: 2, audiences: ['medical', 'testimony'] })
  assert.deepEqual(gapsOf(caseload, choice({ one: 'x', named: { medical: 'x', testimony: NOBODY } })), {
    files: 0,
    audiences: [],
  })
})

test('an audience in which nobody else is named cannot be left with nobody', () => {
  assert.deepEqual(gapsOf(caseload, choice({ one: 'x', named: { medical: NOBODY, testimony: NOBODY } })).audiences, [
    'medical',
  ])
})

test('a file that only names who leaves is renamed and stays where it is', () => {
  const items = handoverItems(
    caseload,
    choice({ one: 'x', named: { medical: 'y', testimony: NOBODY }, notes: { a: ' Mondays. ', b: ' ' } }),
  )
  assert.deepEqual(items, [
    { fileId: 'a', to: 'x', audiences: {}, note: 'Mondays.' },
    { fileId: 'b', to: 'x', audiences: { medical: 'y' }, note: null },
    { fileId: 'c', to: null, audiences: { testimony: null }, note: null },
  ])
})

test('one by one, a file without a receiver stays', () => {
  const singly = choice({ how: 'singly', singly: { a: 'x' } })
  assert.deepEqual([...receiversOf(caseload, singly)], [['a', 'x']])
  assert.equal(gapsOf(caseload, singly).files, 1)
})
