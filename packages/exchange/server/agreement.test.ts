import assert from 'node:assert/strict'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { asInstant, fixedClock, newId, ok, unwrap } from '@gloact/kernel'
import { inScope, readInScope } from '@gloact/postgres'
import { sql } from 'kysely'
import { z } from 'zod'
import { enterPeer, testCountry, testWire, type TestCountry } from '../testing.ts'
import { openExchangeKeys } from './keys.ts'

/* What two countries hold against one another: conversations, chains of receipts, keys, and the days on which something ends. */

const DAY_MS = 86_400_000
const clock = fixedClock('2026-11-28T09:00:00Z')
const wire = testWire()
const DL = await testCountry('DL', { clock, channel: wire.of('DL') })
const XN = await testCountry('XN', { clock, channel: wire.of('XN') })
for (const country of [DL, XN]) {
  wire.connect(country)
  country.exchange.registerMessageType({
    type: 'trial.said',
    schemaVersion: 1,
    schema: z.strictObject({ word: z.string().max(2_000) }),
    apply: async () => ok(undefined),
  })
}
await enterPeer(DL, XN)
await enterPeer(XN, DL)

const say = async (from: TestCountry, to: TestCountry, conversationId?: string) =>
  unwrap(
    await from.asOfficer((trx) =>
      from.exchange.enqueueMessage(trx, {
        ...(conversationId !== undefined && { conversationId }),
        fromAuthority: 'central_authority',
        to: { country: to.code, authority: 'central_authority' },
        type: 'trial.said',
        schemaVersion: 1,
        handling: { tlp: 'amber', h: [], evaluation: null, text: null },
        purpose: 'trial',
        legalBasis: 'untoc-18',
        body: { word: 'a word' },
      }),
    ),
  )

/** Everything on its way arrives, and what it is answered with. */
async function settle(): Promise<void> {
  for (let round = 0; round < 4; round++) {
    await DL.exchange.deliverDue()
    await XN.exchange.deliverDue()
  }
}

const compared = (at: TestCountry, conversationId: string) =>
  readInScope(at.database.db, at.officers[0], (trx) => at.exchange.comparisons(trx, { conversationId }))
const alarms = async (at: TestCountry): Promise<readonly string[]> =>
  (await at.asSystem((trx) => at.exchange.alarms(trx))).filter(({ seenAt }) => seenAt === null).map(({ kind }) => kind)
async function byHand(at: TestCountry, ...statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(at.database.owner)
}

async function conversation(): Promise<string> {
  const { conversationId } = await say(DL, XN)
  await settle()
  await say(XN, DL, conversationId)
  await say(DL, XN, conversationId)
  await settle()
  return conversationId
}

describe('a conversation that both sides compare', () => {
  test('is the same on both, by the numbers and hashes of each message, also with something on its way', async () => {
    const id = await conversation()
    unwrap(await DL.asOfficer((trx) => DL.exchange.compare(trx, id)))
    // Written after it was told: the other side is not expected to have it.
    await say(DL, XN, id)
    await settle()
    for (const at of [DL, XN]) {
      const [found] = await compared(at, id)
      assert.deepEqual(found?.differences, [], at.code)
      assert.equal((await alarms(at)).includes('conversation_differs'), false)
    }
  })

  test('that was changed behind the back of either is found by both, with the place', async () => {
    const id = await conversation()
    await byHand(
      XN,
      `update exchange.message set jws_hash = sha256('x') where conversation_id = '${id}' and seq = 1 and direction = 'in'`,
    )
    unwrap(await DL.asOfficer((trx) => DL.exchange.compare(trx, id)))
    await settle()
    const [there, here] = [(await compared(XN, id))[0], (await compared(DL, id))[0]]
    assert.deepEqual(
      there?.differences.map(({ direction, of, at }) => [direction, of, at]),
      [['in', 'message', 1]],
    )
    assert.deepEqual(
      here?.differences.map(({ direction, of, at }) => [direction, of, at]),
      [['out', 'message', 1]],
    )
    for (const at of [DL, XN]) assert.ok((await alarms(at)).includes('conversation_differs'), at.code)
  })

  test('from which a message was taken is found', async () => {
    const id = await conversation()
    await byHand(XN, `delete from exchange.message where conversation_id = '${id}' and seq = 2 and direction = 'in'`)
    unwrap(await XN.asOfficer((trx) => XN.exchange.compare(trx, id)))
    await settle()
    const [found] = await compared(DL, id)
    assert.deepEqual(
      found?.differences.map(({ direction, at }) => [direction, at]),
      [['out', 2]],
    )
  })

  test('with a receipt that the other side never signed is found', async () => {
    const id = await conversation()
    await byHand(
      DL,
      `insert into exchange.receipt (direction, peer, message_id, kind, country, conversation_id, position, at, signed, hash)
       select direction, peer, message_id, 'accepted', country, conversation_id, position, at, 'made up', sha256('made up')
       from exchange.receipt where conversation_id = '${id}' and direction = 'received' limit 1`,
    )
    unwrap(await XN.asOfficer((trx) => XN.exchange.compare(trx, id)))
    await settle()
    const [found] = await compared(DL, id)
    assert.deepEqual(
      found?.differences.map(({ of }) => of),
      ['receipt'],
    )
  })

  test('is nobody else’s to compare', async () => {
    const id = await conversation()
    const stranger = { ...DL.officers[0], 'app.agency_id': newId<string>() }
    const asked = await inScope(DL.database.db, stranger, (trx) => DL.exchange.compare(trx, id))
    assert.equal(!asked.ok && asked.error.code, 'exchange.not_found')
    assert.deepEqual(
      await readInScope(DL.database.db, stranger, (trx) => DL.exchange.comparisons(trx, { conversationId: id })),
      [],
    )
  })
})

test('the heads of both chains of receipts are exchanged at night, and a chain that was changed is found by the other side', async () => {
  assert.equal(await DL.exchange.witness(), 1)
  await settle()
  const [clean] = await XN.asSystem((trx) => XN.exchange.comparisons(trx, { peer: 'DL' }))
  assert.deepEqual(clean?.differences, [])
  await byHand(DL, `update exchange.chain set head = '${'a'.repeat(64)}' where peer = 'XN' and direction = 'received'`)
  assert.equal(await DL.exchange.witness(), 1)
  await settle()
  const [found] = await XN.asSystem((trx) => XN.exchange.comparisons(trx, { peer: 'DL' }))
  assert.deepEqual(
    found?.differences.map(({ direction, there }) => [direction, there]),
    [['out', 'a'.repeat(64)]],
  )
  assert.ok((await alarms(XN)).includes('chain_differs'))
})

describe('new keys of a country', () => {
  test('are announced under a key that is known, wait for two officers, and what is signed meanwhile counts', async () => {
    await DL.exchange.tellKeys()
    await settle()
    assert.deepEqual(await XN.asSystem((trx) => XN.exchange.peers.announcements(trx)), [], 'nothing new')
    assert.equal((await alarms(XN)).includes('keys_announced'), false)

    clock.set(asInstant(Date.parse(clock.now()) + DAY_MS))
    const renewing = unwrap(await openExchangeKeys(join(DL.folder, 'keys'), clock))
    const { kid } = renewing.signing()
    await renewing.renew()
    assert.equal(renewing.signing().kid, kid, 'the key that others know goes on signing')
    // As a server that was restarted.
    await DL.asSystem((trx) =>
      DL.exchange.openDesk(trx, { authority: 'central_authority', agencyId: DL.agencyId, name: 'Central authority' }),
    )
    assert.equal(await DL.exchange.tellKeys(), 1)
    assert.equal(await DL.exchange.tellKeys(), 0, 'told once')
    await settle()
    const [announced] = await XN.asSystem((trx) => XN.exchange.peers.announcements(trx))
    assert.deepEqual(announced?.entry, DL.exchange.peers.own().entry)
    assert.ok((await alarms(XN)).includes('keys_announced'))
    const known = (await XN.asSystem((trx) => XN.exchange.peers.list(trx))).find(({ country }) => country === 'DL')
    assert.equal(known?.signingKeys.length, 1, 'nothing counts by it')
    assert.equal((await say(DL, XN)).seq, 1)
    await settle()

    await enterPeer(XN, DL)
    assert.deepEqual(await XN.asSystem((trx) => XN.exchange.peers.announcements(trx)), [])
    // The old key is put away: the new one signs, and is known.
    for (const name of readdirSync(join(DL.folder, 'keys')).filter((each) => each.includes(kid)))
      rmSync(join(DL.folder, 'keys', name))
    await DL.asSystem((trx) =>
      DL.exchange.openDesk(trx, { authority: 'central_authority', agencyId: DL.agencyId, name: 'Central authority' }),
    )
    const { id } = await say(DL, XN)
    await settle()
    const { rows } = await sql<{
      state: string
    }>`select state from exchange.message where id = ${id} and direction = 'out'`.execute(DL.database.owner)
    assert.equal(rows[0]?.state, 'delivered')
  })

  test('that end soon, and agreements that do, are an alarm thirty days before', async () => {
    assert.equal((await alarms(XN)).includes('agreement_ends_soon'), false)
    await enterPeer(XN, DL, { expiresAt: asInstant(Date.parse(clock.now()) + 29 * DAY_MS) })
    await XN.exchange.tellKeys()
    assert.ok((await alarms(XN)).includes('agreement_ends_soon'))
    assert.equal((await alarms(XN)).includes('keys_end_soon'), false)
    await enterPeer(XN, DL, { expiresAt: asInstant(Date.parse(clock.now()) + 700 * DAY_MS) })
    clock.set(asInstant(Date.parse(clock.now()) + 396 * DAY_MS))
    await XN.exchange.tellKeys()
    assert.ok((await alarms(XN)).includes('keys_end_soon'))
    assert.ok((await alarms(XN)).includes('own_keys_end_soon'))
  })
})

describe('a change of the registry', () => {
  test('that is sent twice is proposed once, and under its id nothing else is', async () => {
    const { entry } = XN.exchange.peers.own()
    const whole = {
      ...entry,
      messageTypes: ['trial.*'],
      highestTlp: 'amber' as const,
      legalBasis: 'a treaty',
      expiresAt: asInstant('2035-01-01T00:00:00Z'),
    }
    const { words } = XN.exchange.peers.own()
    const id = newId<string>()
    const propose = (given: typeof whole) =>
      inScope(DL.database.db, DL.officers[0], (trx) => DL.exchange.peers.propose(trx, given, words, id))
    assert.equal(unwrap(await propose(whole)).id, id)
    assert.equal(unwrap(await propose(whole)).id, id)
    const other = await propose({ ...whole, legalBasis: 'another treaty' })
    assert.equal(!other.ok && other.error.code, 'exchange.already_decided')
    const { rows } = await sql<{
      count: number
    }>`select count(*)::int as count from exchange.peer_change where id = ${id}`.execute(DL.database.owner)
    assert.equal(rows[0]?.count, 1)
  })

  test('that stops a country says what crossed since, both ways, and to whom that is nothing', async () => {
    const since = asInstant(Date.parse(clock.now()) - 1_000)
    await enterPeer(DL, XN, { expiresAt: asInstant('2035-01-01T00:00:00Z') })
    const { id } = await say(DL, XN)
    unwrap(await inScope(DL.database.db, DL.officers[0], (trx) => DL.exchange.peers.revoke(trx, 'XN', since)))
    const read = (scope: (typeof DL.officers)[number]) =>
      readInScope(DL.database.db, scope, (trx) => DL.exchange.peers.crossedSince(trx, 'XN', since))
    assert.deepEqual(
      (await read(DL.officers[1])).map((entry) => [entry.id, entry.direction]),
      [[id, 'out']],
    )
    assert.deepEqual(await read({ ...DL.officers[0], 'app.agency_id': newId<string>() }), [])
    const [stop] = await DL.asSystem((trx) => DL.exchange.peers.stops(trx, 'XN'))
    assert.equal(stop?.suspectedSince, since)
  })
})
