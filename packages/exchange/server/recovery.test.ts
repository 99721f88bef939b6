import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { asInstant, fixedClock } from '@gloact/kernel'
import { sql } from 'kysely'
import { enterPeer, testCountry, testWire } from '../testing.ts'
import { sealEnvelope, signMessage } from './envelope.ts'
import { alarms, deskOf, takesTrials, trialsBetween } from './test-trial.ts'
import { verifyChains } from './verify.ts'

const clock = fixedClock('2026-11-28T09:00:00Z')
const wire = testWire()
const DL = await testCountry('DL', { clock, channel: wire.of('DL') })
const XN = await testCountry('XN', { clock, channel: wire.of('XN') })
for (const country of [DL, XN]) {
  wire.connect(country)
  await takesTrials(country)
}
await enterPeer(DL, XN)
await enterPeer(XN, DL)

const { ownKeys, letter, sealed, refusalOf, send, stateOf } = trialsBetween({ DL, XN, clock })

/** As the database's owner, past every rule: what a restore or a tampering hand does. */
async function byHand(...statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(XN.database.owner)
}

test('a country that fell back behind a backup is sent again what it lacks, and has each effect once', async () => {
  const first = await send('before the backup')
  await DL.exchange.deliverDue()
  // What a restore takes back: effect, row, receipt and number of the second message.
  const second = await send('after the backup', first.conversationId)
  await DL.exchange.deliverDue()
  await byHand(
    'alter table exchange.receipt disable trigger user',
    `delete from public.trial_effect where id = '${second.id}'`,
    `delete from exchange.receipt where message_id = '${second.id}'`,
    `delete from exchange.message where id = '${second.id}'`,
    'alter table exchange.receipt enable trigger user',
    `update exchange.conversation set next_in = 2 where id = '${first.conversationId}'`,
    `update exchange.chain set position = position - 1, head = (
       select encode(hash, 'hex') from exchange.receipt where direction = 'issued' and peer = 'DL' order by position desc limit 1
     ) where peer = 'DL' and direction = 'issued'`,
  )
  const third = await send('and now', first.conversationId)
  await DL.exchange.deliverDue()
  clock.set(asInstant(Date.parse(clock.now()) + 60_000))
  await DL.exchange.deliverDue()
  for (const { id } of [first, second, third]) assert.equal((await stateOf(id)).state, 'delivered')
  const { rows } = await sql<{ word: string }>`
    select word from public.trial_effect where word in ('before the backup', 'after the backup', 'and now') order by place`.execute(
    XN.database.owner,
  )
  assert.deepEqual(
    rows.map(({ word }) => word),
    ['before the backup', 'after the backup', 'and now'],
  )
  assert.ok((await alarms(DL)).includes('peer_fell_back'))
})

test('keys are renewed beside the old ones: what waited under an old one is sealed again, and a key that was taken out counts no more', async () => {
  const before = DL.exchange.peers.own()
  const signedBefore = await sealed(letter())
  const waiting = await send('sealed to the old key')

  // Norland puts its old key of the desk away, and Demoland's officers enter the new one.
  clock.set(asInstant(Date.parse(clock.now()) + 60_000))
  const renewing = await ownKeys(XN)
  const [oldKey] = renewing.encryptionKeys().filter(({ authority }) => authority === 'central_authority')
  await renewing.renew()
  rmSync(join(XN.folder, 'keys', `exchange-encrypt-${oldKey!.kid}.json`))
  await XN.asSystem((trx) =>
    XN.exchange.openDesk(trx, { authority: 'central_authority', agencyId: XN.agencyId, name: 'Central authority' }),
  )
  assert.equal(await refusalOf(signedBefore), 'refused unknown_key')
  await enterPeer(DL, XN)
  await DL.exchange.deliverDue()
  assert.equal((await stateOf(waiting.id)).state, 'delivered')

  // Demoland puts its old signing key away, signs with a new one, and Norland's officers enter that one alone.
  const oldKid = (await ownKeys(DL)).signing().kid
  await (await ownKeys(DL)).renew()
  assert.equal((await ownKeys(DL)).signing().kid, oldKid, 'as long as the old one counts, others know it')
  rmSync(join(DL.folder, 'keys', `exchange-sign-${oldKid}.json`))
  const young = (await ownKeys(DL)).signing()
  assert.equal(
    before.entry.signingKeys.some(({ kid }) => kid === young.kid),
    false,
  )
  const { kid, jwk, notBefore, notAfter } = young
  await enterPeer(XN, DL, {
    signingKeys: [{ kid, jwk, notBefore, notAfter }],
    encryptionKeys: (await ownKeys(DL)).encryptionKeys(),
  })
  assert.equal(await refusalOf(await sealed(letter())), 'stored null')
  const [old] = before.entry.signingKeys
  const pair = { ...young, ...old!, privateKey: young.privateKey }
  assert.equal(
    await refusalOf(await sealEnvelope(await signMessage(letter(), pair), deskOf(XN, 'central_authority'))),
    'refused unknown_signer',
  )
})

test('the chain of receipts holds, and a receipt that was changed or taken out is found', async () => {
  const verified = await XN.asSystem((trx) => verifyChains(trx, 'XN'))
  const issued = verified.find(({ peer, direction }) => peer === 'DL' && direction === 'issued')!
  assert.ok(issued.receipts >= 5)
  assert.deepEqual([issued.missing, issued.broken], [[], []])
  await assert.rejects(
    XN.asSystem((trx) => sql`update exchange.receipt set reason = 'x'`.execute(trx)),
    /permission denied|not changed/,
  )
  await byHand(
    'alter table exchange.receipt disable trigger user',
    `update exchange.receipt set signed = replace(signed, '.', '.A') where peer = 'DL' and direction = 'issued' and position = 2`,
    `delete from exchange.receipt where peer = 'DL' and direction = 'issued' and position = 4`,
    'alter table exchange.receipt enable trigger user',
  )
  const after = (await XN.asSystem((trx) => verifyChains(trx, 'XN'))).find(
    ({ peer, direction }) => peer === 'DL' && direction === 'issued',
  )!
  assert.ok(after.broken.includes(2))
  assert.deepEqual(after.missing, [4])
})
