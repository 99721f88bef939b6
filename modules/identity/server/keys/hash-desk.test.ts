import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ok } from '@gloact/kernel'
import { createHashDesk, type Lane } from './hash-desk.ts'

/** One piece of work that lasts until it is told to end. */
function piece(desk: ReturnType<typeof createHashDesk>, lane: Lane, name: string, log: string[]) {
  const held = Promise.withResolvers<void>()
  const answer = desk.inTurn(lane, async (turn) => {
    await turn(async () => {
      log.push(name)
      await held.promise
    })
    return ok(name)
  })
  return { answer, end: () => held.resolve() }
}

const settled = () => new Promise((done) => setImmediate(done))

test('so many are hashed at once, and anyone who is known goes before anyone who is not', async () => {
  const desk = createHashDesk({ atOnce: 1, places: { known: 9, new: 9 } })
  const log: string[] = []
  const first = piece(desk, 'new', 'stranger', log)
  const second = piece(desk, 'new', 'another stranger', log)
  const known = piece(desk, 'known', 'colleague', log)
  await settled()
  assert.deepEqual(log, ['stranger'])
  first.end()
  await settled()
  assert.deepEqual(log, ['stranger', 'colleague'])
  known.end()
  await settled()
  second.end()
  assert.deepEqual(await second.answer, { ok: true, value: 'another stranger' })
  assert.deepEqual(log, ['stranger', 'colleague', 'another stranger'])
})

test('who finds the queue full is told when to come again, and a full queue of strangers is not that of colleagues', async () => {
  const desk = createHashDesk({ atOnce: 1, places: { known: 1, new: 2 } })
  const log: string[] = []
  const strangers = [piece(desk, 'new', 'one', log), piece(desk, 'new', 'two', log)]
  const turnedAway = await desk.inTurn('new', async () => assert.fail('nothing is done for them'))
  assert.ok(!turnedAway.ok && turnedAway.error.code === 'identity.busy' && turnedAway.error.params?.['seconds'] === 5)
  const colleague = piece(desk, 'known', 'colleague', log)
  for (const each of [...strangers, colleague]) each.end()
  assert.equal((await colleague.answer).ok, true)
  await Promise.all(strangers.map(({ answer }) => answer))
  assert.equal((await desk.inTurn('new', async () => ok('again'))).ok, true, 'places are given back')
})

test('a hash that breaks gives its turn and its place back', async () => {
  const desk = createHashDesk({ atOnce: 1, places: { known: 1, new: 1 } })
  const broken = () =>
    desk.inTurn('new', (turn) =>
      turn(async () => {
        throw new Error('broken')
      }),
    )
  await assert.rejects(broken, /broken/)
  await assert.rejects(broken, /broken/)
  assert.equal((await desk.inTurn('new', (turn) => turn(async () => ok('next')))).ok, true)
})
