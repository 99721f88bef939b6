import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { asInstant, fixedClock, newId, ok, unwrap } from '@gloact/kernel'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Message } from '../message.ts'
import { enterPeer, testCountry, testWire, type TestCountry } from '../testing.ts'
import { sealEnvelope, signMessage } from './envelope.ts'
import { openExchangeKeys } from './keys.ts'
import { verifyChains } from './verify.ts'

const clock = fixedClock('2026-11-28T09:00:00Z')
const wire = testWire()
const DL = await testCountry('DL', { clock, channel: wire.of('DL') })
const XN = await testCountry('XN', { clock, channel: wire.of('XN') })
for (const country of [DL, XN]) {
  wire.connect(country)
  await sql`create table public.trial_effect (place int generated always as identity, id uuid, word text);
    grant all on public.trial_effect to gloact_app`.execute(country.database.owner)
  country.exchange.registerMessageType({
    type: 'trial.said',
    schemaVersion: 1,
    schema: z.strictObject({ word: z.string().max(100) }),
    apply: async (trx, message) => {
      await sql`insert into public.trial_effect (id, word) values (${message.id}, ${message.body.word})`.execute(trx)
      return ok(undefined)
    },
  })
}
await enterPeer(DL, XN)
await enterPeer(XN, DL)

const ownKeys = async (of: TestCountry) => unwrap(await openExchangeKeys(join(of.folder, 'keys'), clock))
const deskOf = (of: TestCountry, authority: string) =>
  of.exchange.peers.own().entry.encryptionKeys.find((key) => key.authority === authority)!

const letter = (more: Partial<Message> = {}): Message => ({
  id: newId(Date.parse(clock.now())),
  from: { country: 'DL', authority: 'central_authority' },
  to: { country: 'XN', authority: 'central_authority' },
  type: 'trial.said',
  schemaVersion: 1,
  conversationId: newId(),
  seq: 1,
  inReplyTo: null,
  createdAt: clock.now(),
  expiresAt: asInstant(Date.parse(clock.now()) + 86_400_000),
  handling: { tlp: 'amber', h: [], evaluation: null, text: null },
  purpose: 'trial',
  legalBasis: 'untoc-18',
  body: { word: 'x' },
  attachments: [],
  ...more,
})

/** A message that Demoland's own key signed, to a desk of Norland: what a faulty or hostile partner could make. */
const sealed = async (message: Message, desk = 'central_authority') =>
  sealEnvelope(await signMessage(message, (await ownKeys(DL)).signing()), deskOf(XN, desk))

/** What Norland answers to bytes that came over a channel, and whether Norland's key signed it. */
async function answerTo(jwe: string, channel = 'DL'): Promise<{ kind: string; reason: string | null }> {
  const { signed } = await XN.exchange.handlers.message(channel, jwe, undefined)
  const [header, payload] = signed.split('.').map((part) => Buffer.from(part, 'base64url').toString('utf8'))
  const { kid } = JSON.parse(header!) as { kid: string }
  assert.ok(XN.exchange.peers.own().entry.signingKeys.some((key) => key.kid === kid))
  return JSON.parse(payload!) as { kind: string; reason: string | null }
}
const refusalOf = async (jwe: string, channel?: string) => {
  const { kind, reason } = await answerTo(jwe, channel)
  return `${kind} ${reason}`
}
const alarms = async (of: TestCountry) =>
  (await of.asSystem((trx) => of.exchange.alarms(trx))).filter(({ seenAt }) => seenAt === null).map(({ kind }) => kind)

const said = (word: string, conversationId?: string) => ({
  fromAuthority: 'central_authority',
  to: { country: 'XN', authority: 'central_authority' },
  type: 'trial.said',
  schemaVersion: 1,
  handling: { tlp: 'amber' as const, h: [], evaluation: null, text: null },
  purpose: 'trial',
  legalBasis: 'untoc-18',
  body: { word },
  ...(conversationId !== undefined && { conversationId }),
})
const send = async (word: string, conversationId?: string) =>
  unwrap(await DL.asOfficer((trx) => DL.exchange.enqueueMessage(trx, said(word, conversationId))))
const stateOf = async (id: string) =>
  (
    await sql<{ state: string; last_failure: string | null }>`
      select state, last_failure from exchange.message where direction = 'out' and id = ${id}`.execute(
      DL.database.owner,
    )
  ).rows[0]!

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
