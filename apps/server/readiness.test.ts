import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readinessOf } from './readiness.ts'
import { stopInOrder } from './stop-in-order.ts'

test('readiness says what is not so, what rejects, and what does not answer in time', async () => {
  const ask = readinessOf(
    {
      so: () => true,
      not: async () => false,
      breaks: () => Promise.reject(new Error('away')),
      throws: () => {
        throw new Error('away')
      },
      silent: () => new Promise<boolean>(() => undefined),
    },
    50,
  )
  assert.deepEqual(await ask(), {
    ready: false,
    checks: { so: true, not: false, breaks: false, throws: false, silent: false },
  })
  assert.deepEqual(await readinessOf({ so: () => true })(), { ready: true, checks: { so: true } })
})

test('however many ask, what keeps silent is asked once until it has answered', async () => {
  let asked = 0
  let answer = (_isSo: boolean): void => undefined
  const ask = readinessOf({ slow: () => (asked++, new Promise<boolean>((resolve) => (answer = resolve))) }, 500)
  const answers = await Promise.all(Array.from({ length: 50 }, () => ask()))
  assert.ok(answers.every(({ ready }) => !ready))
  assert.equal((await ask()).ready, false)
  assert.equal(asked, 1)
  answer(true)
  await new Promise(setImmediate)
  const again = ask()
  await new Promise(setImmediate)
  answer(true)
  assert.equal((await again).ready, true)
  assert.equal(asked, 2)
})

test('what was started is stopped the last first, past what fails and what hangs, in bounded time', async () => {
  const stopped: string[] = []
  const part = (name: string) => async () => void stopped.push(name)
  await assert.rejects(
    stopInOrder(
      [
        part('database'),
        () => new Promise(() => undefined),
        part('jobs'),
        () => Promise.reject(new Error('away')),
        () => {
          throw new Error('gone')
        },
        part('pages'),
      ],
      30,
    ),
    /gone/,
  )
  assert.deepEqual(stopped, ['pages', 'jobs', 'database'])
  await stopInOrder([part('again')])
})
