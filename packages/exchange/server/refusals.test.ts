import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { asInstant, fixedClock, newId, ok, unwrap } from '@gloact/kernel'
import { sql } from 'kysely'
import { z } from 'zod'
import { enterPeer, testCountry, testWire } from '../testing.ts'
import { sealEnvelope, signMessage } from './envelope.ts'
import { openExchangeKeys } from './keys.ts'
import { alarms, deskOf, takesTrials, trialsBetween } from './test-trial.ts'

const clock = fixedClock('2026-11-28T09:00:00Z')
const wire = testWire()
const DL = await testCountry('DL', { clock, channel: wire.of('DL') })
const XN = await testCountry('XN', { clock, channel: wire.of('XN') })
const XS = await testCountry('XS', { clock, channel: wire.of('XS') })
for (const country of [DL, XN, XS]) {
  wire.connect(country)
  await takesTrials(country)
}
XN.exchange.registerMessageType({
  type: 'trial.filed',
  schemaVersion: 1,
  schema: z.strictObject({ word: z.string().max(100) }),
  takesFiles: true,
  apply: async () => ok(undefined),
})
await XN.asSystem((trx) =>
  XN.exchange.openDesk(trx, { authority: 'shelter', agencyId: newId(), name: 'Fjord Shelter' }),
)
await enterPeer(DL, XN)
await enterPeer(XN, DL)
await enterPeer(XN, XS)
await enterPeer(DL, XS)

const { ownKeys, letter, sealed, answerTo, refusalOf, send, stateOf } = trialsBetween({ DL, XN, clock })
const effects = async () =>
  (await sql<{ n: number }>`select count(*) as n from public.trial_effect`.execute(XN.database.owner)).rows[0]!.n
const recorded = async () =>
  (await sql<{ n: number }>`select count(*) as n from exchange.message`.execute(XN.database.owner)).rows[0]!.n

describe('what is not believed', () => {
  test('is refused with a signed reason, leaves nothing behind, and somebody is told', async () => {
    const before = [await effects(), await recorded()]
    const good = await sealed(letter())
    assert.equal(await refusalOf(good, 'XS'), 'refused unknown_signer')
    assert.equal(
      await refusalOf(await sealed(letter({ from: { country: 'XS', authority: 'central_authority' } }))),
      'refused forwarded',
    )
    assert.equal(
      await refusalOf(await sealed(letter({ to: { country: 'XS', authority: 'central_authority' } }))),
      'refused forwarded',
    )
    // For the ministry, but sealed to the shelter's key, and the other way round.
    assert.equal(await refusalOf(await sealed(letter(), 'shelter')), 'refused wrong_desk')
    assert.equal(
      await refusalOf(await sealed(letter({ to: { country: 'XN', authority: 'shelter' } }))),
      'refused wrong_desk',
    )
    assert.equal(
      await refusalOf(await sealed(letter({ createdAt: asInstant(Date.parse(clock.now()) + 10 * 60_000) }))),
      'refused clock_skew',
    )
    const changed = good.slice(0, -40) + (good.at(-40) === 'A' ? 'B' : 'A') + good.slice(-39)
    assert.equal(await refusalOf(changed), 'refused does_not_open')
    assert.equal(await refusalOf('no envelope at all'), 'refused malformed')
    // A key of Demoland's that its officers never announced, and one that has run out.
    const elsewhere = unwrap(await openExchangeKeys(join(DL.folder, 'other keys'), clock))
    const forged = await signMessage(letter(), elsewhere.signing())
    assert.equal(await refusalOf(await sealEnvelope(forged, deskOf(XN, 'central_authority'))), 'refused unknown_signer')
    const lasting = await sealed(letter({ expiresAt: asInstant('2029-01-01T00:00:00Z') }))
    const today = clock.now()
    const { signingKeys } = DL.exchange.peers.own().entry
    const notAfter = asInstant(Date.parse(today) + 1_000)
    await enterPeer(XN, DL, { signingKeys: signingKeys.map((key) => ({ ...key, notAfter })) })
    clock.set(asInstant(Date.parse(today) + 2_000))
    assert.equal(await refusalOf(lasting), 'refused key_not_in_force')
    clock.set(today)
    await enterPeer(XN, DL)
    assert.deepEqual([await effects(), await recorded()], before)
    for (const kind of ['unknown_signer', 'forwarded', 'wrong_desk', 'clock_skew', 'does_not_open'] as const) {
      assert.ok((await alarms(XN)).includes(kind), kind)
    }
  })

  test('a message that another country was sent cannot be passed on, as one’s own or as it is', async () => {
    const signed = await signMessage(letter(), (await ownKeys(DL)).signing())
    // Norland's neighbour opened it and encrypts it again to Norland.
    assert.equal(
      await refusalOf(await sealEnvelope(signed, deskOf(XN, 'central_authority')), 'XS'),
      'refused unknown_signer',
    )
  })
})

describe('what is believed, and not wanted', () => {
  test('is refused with a signed receipt, without an effect: an unknown type, a file too large, one that was too late', async () => {
    const before = await effects()
    assert.equal(await refusalOf(await sealed(letter({ type: 'trial.unheard_of' }))), 'unsupported null')
    const huge = { id: newId<string>(), sha256: 'a'.repeat(64), size: 100_000_000, type: 'text/plain', name: 'x.txt' }
    const withFile = letter({ attachments: [{ ...huge, key: 'k'.repeat(43) }] })
    assert.equal(await refusalOf(await sealed(withFile)), 'refused exchange.files_not_expected')
    assert.equal(
      await refusalOf(
        await sealed({ ...withFile, ...letter(), type: 'trial.filed', attachments: withFile.attachments }),
      ),
      'refused exchange.attachment_too_large',
    )
    assert.equal(
      await refusalOf(await sealed(letter({ expiresAt: asInstant(Date.parse(clock.now()) - 1) }))),
      'refused exchange.expired',
    )
    assert.equal(await effects(), before)
  })
})

describe('a message that came before', () => {
  test('is answered with the same receipt, byte for byte, and has no second effect', async () => {
    const jwe = await sealed(letter())
    const first = await XN.exchange.handlers.message('DL', jwe, undefined)
    const before = await effects()
    const second = await XN.exchange.handlers.message('DL', jwe, undefined)
    assert.equal(first.signed, second.signed)
    assert.equal(await effects(), before)
  })

  test('at the same moment twice has one effect', async () => {
    const before = await effects()
    const jwe = await sealed(letter())
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => XN.exchange.handlers.message('DL', jwe, undefined)),
    )
    assert.equal(new Set(answers.map(({ signed }) => signed)).size, 1)
    assert.equal(await effects(), before + 1)
  })

  test('is refused under its id where anything in it was changed, and under its number where it is another', async () => {
    const first = letter()
    await answerTo(await sealed(first))
    assert.equal(await refusalOf(await sealed({ ...first, body: { word: 'y' } })), 'refused id_reused')
    assert.equal(
      await refusalOf(await sealed({ ...letter(), conversationId: first.conversationId })),
      'refused seq_used',
    )
    assert.equal(
      await refusalOf(await sealed(letter({ conversationId: first.conversationId, seq: 3 }))),
      'wait out_of_order',
    )
    const { kind } = await answerTo(await sealed(letter({ conversationId: first.conversationId, seq: 2 })))
    assert.equal(kind, 'stored')
  })

  test('belongs to its conversation: another desk or country does not speak in it', async () => {
    const first = letter()
    await answerTo(await sealed(first))
    const elsewhere = letter({
      conversationId: first.conversationId,
      seq: 2,
      to: { country: 'XN', authority: 'shelter' },
    })
    assert.equal(await refusalOf(await sealed(elsewhere, 'shelter')), 'refused another_conversation')
  })
})

test('a message that was refused for good is given up, is told, and holds back what follows it', async () => {
  const first = await send('one')
  // Norland has had something else under this number: Demoland was restored from a backup.
  await answerTo(await sealed(letter({ conversationId: first.conversationId })))
  const second = await send('two', first.conversationId)
  await DL.exchange.deliverDue()
  assert.deepEqual(await stateOf(first.id), { state: 'dead', last_failure: 'seq_used' })
  assert.equal((await stateOf(second.id)).state, 'queued')
  assert.ok((await alarms(DL)).includes('given_up'))
  const again = (id: string) => DL.asSystem((trx) => DL.exchange.sendAgain(trx, id))
  assert.equal((await again(second.id)).ok, false)
  assert.equal((await again(first.id)).ok, true)
  assert.equal((await stateOf(first.id)).state, 'queued')
  await DL.exchange.deliverDue()
  assert.equal((await stateOf(first.id)).state, 'dead')
})
