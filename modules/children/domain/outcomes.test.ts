import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NOT_ASKED, type Counts } from './figures.ts'
import { countOutcomes, type SaidStep } from './outcomes.ts'

const SPAN = { from: 100, to: 200 }
const step = (
  child: string,
  name: string,
  at: number,
  said: Readonly<Record<string, string>> = {},
  more: Partial<SaidStep> = {},
): SaidStep => ({
  record: `${child} ${name}`,
  child,
  option: 'reunification_here',
  step: name,
  at,
  said: (field) => said[field] ?? '',
  ...more,
})
const counted = (steps: readonly SaidStep[], onPath: readonly string[] = []) =>
  Object.fromEntries(
    Object.entries<Counts>({ ...countOutcomes(steps, onPath, SPAN) }).map(([table, counts]) => [
      table,
      Object.fromEntries([...counts].map(([code, cells]) => [code, cells.get('children')])),
    ]),
  )

test('a child counts once, by the last verification of the month; a suggestion that nobody was heard about is none', () => {
  const match = { record: 'a match' }
  const { verified } = counted([
    step('a', 'hear_child', 90, {}, match),
    step('a', 'verify', 110, { finding: 'further_tracing' }),
    step('a', 'confirm', 120, { finding: 'reunification' }),
    step('a', 'reject', 130, {}, match),
    step('b', 'reject', 130),
    step('c', 'verify', 199, { finding: 'yes' }),
    step('d', 'verify', 200, { finding: 'no' }),
    step('e', 'verify', 99, { finding: 'no' }),
  ])
  assert.deepEqual(verified, { no: 1, yes: 1 })
})

test('who went back is counted by how the family was found, which may be long before; who did not, by the reason', () => {
  const { reunified, notReunited } = counted([
    step('a', 'act', 10, { outcome: 'found', type: 'mass' }),
    step('a', 'act', 20, { outcome: 'pending', type: 'online' }),
    step('a', 'hand_over', 150),
    step('b', 'confirm', 50, { finding: 'yes' }),
    step('b', 'carry_out', 150),
    step('c', 'record_elsewhere', 150),
    step('d', 'hand_over', 150),
    step('e', 'hand_over', 150, {}, { option: 'return_to_care' }),
    step('f', 'drop', 150, { reason: 'failed_verification' }),
    step('g', 'drop', 150, { reason: 'death' }, { option: 'third_country' }),
    step('h', 'drop', 50, { reason: 'death' }),
    step('i', 'confirm', 50, { finding: 'yes' }, { record: 'a match' }),
    step('i', 'reject', 60, {}, { record: 'a match' }),
    step('i', 'hand_over', 150),
  ])
  assert.deepEqual(reunified, { mass: 1, request: 1, elsewhere: 1, [NOT_ASKED]: 2 })
  assert.deepEqual(notReunited, { failed_verification: 1 })
})

test('a family that was found by one request stays found by it when another request for the child is rejected', () => {
  const { reunified } = counted([
    step('a', 'confirm', 50, { finding: 'yes' }, { record: 'of the mother' }),
    step('a', 'reject', 60, {}, { record: 'of an uncle' }),
    step('a', 'hand_over', 150),
  ])
  assert.deepEqual(reunified, { request: 1 })
})

test('causes of separation are those of the children on the path, all of them, as last said before the end', () => {
  const { separation } = counted(
    [
      step('a', 'register', 10, { separation_cause: 'conflict' }),
      step('a', 'change', 20, { separation_cause: 'armed_group' }),
      step('a', 'change', 210, { separation_cause: 'death' }),
      step('b', 'register', 10),
      step('elsewhere', 'register', 10, { separation_cause: 'death' }),
    ],
    ['a', 'b', 'c'],
  )
  assert.deepEqual(separation, { armed_group: 1, [NOT_ASKED]: 2 })
})
