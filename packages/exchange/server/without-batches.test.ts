import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixedClock, ok, unwrap } from '@gloact/kernel'
import { inScope } from '@gloact/postgres'
import { z } from 'zod'
import { enterPeer, testCountry, testWire } from '../testing.ts'
import { PATHS } from './channel-client.ts'

const clock = fixedClock('2026-11-28T09:00:00Z')
const wire = testWire()
const DL = await testCountry('DL', { clock, channel: wire.of('DL') })
const XN = await testCountry('XN', { clock, channel: wire.of('XN') })
const arrived: string[] = []
for (const country of [DL, XN]) {
  wire.connect(country)
  country.exchange.registerMessageType({
    type: 'trial.said',
    schemaVersion: 1,
    schema: z.strictObject({ word: z.string() }),
    apply: (_, { body }) => {
      arrived.push(body.word)
      return Promise.resolve(ok(undefined))
    },
  })
}
await enterPeer(DL, XN)
await enterPeer(XN, DL)

const send = async (word: string, conversationId?: string) =>
  unwrap(
    await DL.asOfficer((trx) =>
      DL.exchange.enqueueMessage(trx, {
        ...(conversationId !== undefined && { conversationId }),
        fromAuthority: 'central_authority',
        to: { country: 'XN', authority: 'central_authority' },
        type: 'trial.said',
        schemaVersion: 1,
        handling: { tlp: 'amber', h: [], evaluation: null, text: null },
        purpose: 'trial',
        legalBasis: 'untoc-18',
        body: { word },
      }),
    ),
  )

const statesOf = (conversationId: string) =>
  inScope(DL.database.db, DL.officers[0], async (trx) => ok(await DL.exchange.messagesOf(trx, conversationId)))
    .then(unwrap)
    .then((messages) => messages.map(({ state, attempts }) => [state, attempts]))

test('a country whose instance knows no batches is asked once, and sent one message at a time from then on', async () => {
  wire.batches = false
  const one = await send('first')
  await send('second', one.conversationId)
  const other = await send('of another conversation')
  await DL.exchange.deliverDue()
  assert.deepEqual(
    wire.calls.filter((path) => path === PATHS.batch || path === PATHS.messages),
    [PATHS.batch, PATHS.messages, PATHS.messages, PATHS.messages],
  )
  // Each once, in its order, and being turned away was no failed attempt of any of them.
  assert.deepEqual(
    arrived.filter((word) => !word.startsWith('of')),
    ['first', 'second'],
  )
  assert.equal(arrived.length, 3)
  const states = [...(await statesOf(one.conversationId)), ...(await statesOf(other.conversationId))]
  assert.deepEqual(new Set(states.map(([state]) => state)), new Set(['delivered']))
  assert.equal(new Set(states.map(([, attempts]) => attempts)).size, 1)

  // Nor is it asked again.
  wire.calls.length = 0
  const third = await send('third', one.conversationId)
  await send('fourth', third.conversationId)
  await DL.exchange.deliverDue()
  assert.deepEqual(
    wire.calls.filter((path) => path === PATHS.batch || path === PATHS.messages),
    [PATHS.messages, PATHS.messages],
  )
  assert.deepEqual(arrived.slice(-2), ['third', 'fourth'])
})
