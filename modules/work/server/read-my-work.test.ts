import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Principal } from '@gloact/identity/contract/principal'
import { fixedClock } from '@gloact/kernel'
import type { Task } from '@gloact/module'
import * as contract from '../contract/my-work.ts'
import { readMyWork, type Tasked } from './read-my-work.ts'

const me = { userId: 'me' } as unknown as Principal
const task = (kind: string, dueAt: string | null, more: Partial<Task> = {}): Task => ({
  kind,
  about: { kind: 'somewhere.thing', id: '1' },
  to: null,
  details: {},
  dueAt,
  since: '2026-11-01T00:00:00.000Z',
  ...more,
})

const read = (modules: readonly Tasked[]) =>
  readMyWork({ clock: fixedClock('2026-11-24T09:00:00Z'), timeZone: 'UTC', everybody: () => modules }, me)

test('tasks of every module stand together, most urgent first, each with whose it is', async () => {
  const work = await read([
    {
      id: 'referral',
      tasks: async () => [task('answer', '2026-11-30T00:00:00.000Z'), task('old', null, { presses: 'later' })],
    },
    { id: 'statistics' },
    { id: 'protection', tasks: async () => [task('deadline', '2026-11-20T00:00:00.000Z')] },
  ])
  assert.deepEqual(
    work.tasks.map(({ module, kind, urgency }) => [module, kind, urgency]),
    [
      ['protection', 'deadline', 'overdue'],
      ['referral', 'answer', 'this_week'],
      ['referral', 'old', 'later'],
    ],
  )
  assert.deepEqual(contract.readMyWork.response.parse(work), work)
})

test('the numbers of every module come with the tasks, asked for the person who asks', async () => {
  const asked: unknown[] = []
  const overview = async (who: Principal) => {
    asked.push(who)
    return [{ kind: 'waiting', count: 3 }]
  }
  const { cards } = await read([{ id: 'referral', overview }])
  assert.deepEqual(cards, [{ module: 'referral', kind: 'waiting', count: 3 }])
  assert.deepEqual(asked, [me])
})

test('of more than anybody works through, the most pressing are told', async () => {
  const many = Array.from({ length: 300 }, (_, day) =>
    task('deadline', new Date(Date.parse('2026-11-01T00:00:00Z') + (300 - day) * 86_400_000).toISOString()),
  )
  const { tasks } = await read([{ id: 'protection', tasks: async () => many }])
  assert.equal(tasks.length, 200)
  assert.equal(tasks[0]?.dueAt, '2026-11-02T00:00:00.000Z')
})
