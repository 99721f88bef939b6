import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countTo, forEver, readsOf, swallowMemory, throwsWords } from './test-work.ts'
import { apart, heavyWork } from './apart.ts'
import { createThreads } from './threads.ts'

const module = new URL('./test-work.ts', import.meta.url).href
const task = (run: { readonly name: string }, input: unknown) => ({ module, name: run.name, input })
const options = (milliseconds = 30_000, asker?: string, signal = new AbortController().signal) => ({
  milliseconds,
  asker,
  signal,
})

test('heavy work is answered from another thread, and little of it from this one', async () => {
  const work = heavyWork(readsOf, new URL('./test-work.ts', import.meta.url))
  const [large, small] = [await apart(work, 'x', { size: 1_000_000 }), await apart(work, 'x', { size: 1 })]
  assert.deepEqual(large, { ok: true, value: { read: 'x', here: false } })
  assert.deepEqual(small, { ok: true, value: { read: 'x', here: true } })
})

test('work that takes too long, or more memory than a thread has, ends without an answer and leaves the process', async () => {
  const threads = createThreads({ megabytes: 32 })
  assert.deepEqual(await threads.run(task(forEver, null), options(300)), { ok: false, error: 'too_heavy' })
  assert.deepEqual(await threads.run(task(swallowMemory, null), options()), { ok: false, error: 'too_heavy' })
  assert.deepEqual(await threads.run(task(countTo, 3), options()), { ok: true, value: 3 })
})

test('a thread that has answered is used again, one thing after the other', async () => {
  const threads = createThreads({ threads: 1 })
  const run = (number: number) => threads.run(task(countTo, number), options(30_000, 'a'))
  assert.deepEqual(await run(1), { ok: true, value: 1 })
  assert.deepEqual(await run(2), { ok: true, value: 2 })
  const answers = await Promise.all([run(3), run(4), run(5)])
  assert.deepEqual(
    answers.map((answer) => answer.ok && answer.value),
    [3, 4, 5],
  )
})

test('work ends with the person who asked for it, begun or waiting', async () => {
  const threads = createThreads({ threads: 1 })
  const gone = new AbortController()
  const begun = threads.run(task(forEver, null), options(60_000, 'a', gone.signal))
  const waits = threads.run(task(countTo, 1), options(60_000, 'b', gone.signal))
  const other = threads.run(task(countTo, 2), options(60_000, 'c'))
  gone.abort()
  assert.deepEqual(await Promise.all([begun, waits, other]), [
    { ok: false, error: 'gone' },
    { ok: false, error: 'gone' },
    { ok: true, value: 2 },
  ])
})

test('one person has one thread at a time, so that nobody takes all of them', async () => {
  const threads = createThreads({ threads: 2 })
  const gone = new AbortController()
  const first = threads.run(task(forEver, null), options(60_000, 'a', gone.signal))
  const second = threads.run(task(forEver, null), options(60_000, 'a', gone.signal))
  // Would wait for ever if the second had the other thread.
  assert.deepEqual(await threads.run(task(countTo, 7), options(60_000, 'b')), { ok: true, value: 7 })
  gone.abort()
  await Promise.all([first, second])
})

test('too many that wait are told to come again', async () => {
  const threads = createThreads({ threads: 1, waiting: 1 })
  const gone = new AbortController()
  const begun = threads.run(task(forEver, null), options(60_000, undefined, gone.signal))
  const waits = threads.run(task(countTo, 1), options(60_000, undefined, gone.signal))
  assert.deepEqual(await threads.run(task(countTo, 1), options()), { ok: false, error: 'busy' })
  gone.abort()
  await Promise.all([begun, waits])
})

test('an error of heavy work says where, and nothing of what was read', async () => {
  const threads = createThreads()
  await assert.rejects(threads.run(task(throwsWords, 'Zeynep'), options()), (error: Error) => {
    assert.ok(!String(error.stack).includes('Zeynep') && error.message.startsWith('TypeError'))
    return true
  })
})
