import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asInstant, fixedClock, newId, ok, unwrap } from '@gloact/kernel'
import { sql } from 'kysely'
import { z } from 'zod'
import { enterPeer, testCountry, testWire, type TestCountry } from '../testing.ts'

/* Two countries between which no network is: what they say is carried by hand, as a file. */

const clock = fixedClock('2026-11-28T09:00:00Z')
const wire = testWire()
wire.fate = 'lost'
const [DL, XN, XS] = await Promise.all(
  ['DL', 'XN', 'XS'].map((code) => testCountry(code, { clock, channel: wire.of(code) })),
)
for (const country of [DL!, XN!, XS!]) {
  wire.connect(country)
  await sql`create table public.trial_effect (place int generated always as identity, word text);
    grant all on public.trial_effect to gloact_app`.execute(country.database.owner)
  country.exchange.registerMessageType({
    type: 'trial.said',
    schemaVersion: 1,
    takesFiles: true,
    schema: z.strictObject({ word: z.string().max(2_000) }),
    apply: async (trx, message) => {
      await sql`insert into public.trial_effect (word) values (${message.body.word})`.execute(trx)
      return ok(undefined)
    },
  })
}
for (const [one, other] of [
  [DL!, XN!],
  [XN!, DL!],
  [DL!, XS!],
  [XS!, DL!],
  [XN!, XS!],
] as const)
  await enterPeer(one, other)

const say = async (
  from: TestCountry,
  to: TestCountry,
  word: string,
  conversationId?: string,
  files: readonly string[] = [],
) =>
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
        body: { word },
        files,
      }),
    ),
  )
const effects = async (at: TestCountry): Promise<readonly string[]> =>
  (
    await sql<{ word: string }>`select word from public.trial_effect order by place`.execute(at.database.owner)
  ).rows.map(({ word }) => word)
const make = async (from: TestCountry, to: TestCountry) =>
  unwrap(await from.asOfficer((trx) => from.exchange.makeBundle(trx, to.code)))
const take = (at: TestCountry, file: string) => at.asOfficer((trx) => at.exchange.takeBundle(trx, file))
const stateOf = async (at: TestCountry, id: string): Promise<string | undefined> =>
  (
    await sql<{ state: string }>`select state from exchange.message where id = ${id} and direction = 'out'`.execute(
      at.database.owner,
    )
  ).rows[0]?.state

test('messages go by a file, in order and once, and their receipts come back by one', async () => {
  const first = await say(DL!, XN!, 'one')
  const second = await say(DL!, XN!, 'two', first.conversationId)
  const bundle = await make(DL!, XN!)
  assert.equal(bundle.messages.length, 2)
  assert.equal(await stateOf(DL!, first.id), 'queued', 'what was not signed for goes on waiting')
  const taken = unwrap(await take(XN!, bundle.file))
  // What stands on the paper is what was taken in.
  assert.deepEqual([taken.sha256, taken.from], [bundle.sha256, 'DL'])
  assert.deepEqual(
    taken.messages.map(({ sha256, outcome }) => [sha256, outcome]),
    bundle.messages.map(({ sha256 }) => [sha256, 'stored']),
  )
  assert.deepEqual(await effects(XN!), ['one', 'two'])
  unwrap(await take(XN!, `${bundle.file}\n`))
  assert.deepEqual(await effects(XN!), ['one', 'two'], 'brought twice, it is there once')

  await say(XN!, DL!, 'thanks', first.conversationId)
  const back = await make(XN!, DL!)
  const home = unwrap(await take(DL!, back.file))
  assert.ok(home.receipts >= 2)
  for (const { id } of [first, second]) assert.equal(await stateOf(DL!, id), 'delivered')
  assert.deepEqual(await effects(DL!), ['thanks'])
  assert.equal((await make(DL!, XN!)).messages.length, 0)
})

test('a file goes with its message, and both stay where there is no room for both', async () => {
  const add = async (bytes: number) =>
    unwrap(
      await DL!.exchange.files.add(DL!.officers[0], {
        id: newId(),
        about: newId(),
        peer: 'XN',
        agencyId: DL!.agencyId,
        name: 'statement.txt',
        declared: 'text/plain',
        body: (async function* () {
          yield Buffer.from('x'.repeat(bytes))
        })(),
      }),
    ).id
  const enclosed = await say(DL!, XN!, 'enclosed', undefined, [await add(1_500_000)])
  const large = await say(DL!, XN!, 'too much', undefined, [await add(4_900_000), await add(4_900_000)])
  await say(DL!, XN!, 'after it', large.conversationId)
  const bundle = await make(DL!, XN!)
  assert.deepEqual([bundle.messages.length, bundle.files.length, bundle.left], [1, 1, 2])
  const taken = unwrap(await take(XN!, bundle.file))
  assert.deepEqual(
    taken.messages.map(({ outcome }) => outcome),
    ['stored'],
  )
  const [file] = await XN!.asSystem((trx) =>
    XN!.exchange.files.of(trx, { about: newId(), conversationId: enclosed.conversationId }),
  )
  assert.deepEqual([file?.name, file?.bytes], ['statement.txt', 1_500_000])
  wire.fate = 'passes'
  clock.set(asInstant(Date.parse(clock.now()) + 600_000))
  await DL!.exchange.deliverDue()
  assert.equal(await stateOf(DL!, large.id), 'delivered')
  wire.fate = 'lost'
})

test('nothing of what was said stands in the file', async () => {
  await say(DL!, XN!, 'Ivo Marek of Quarry Lane')
  const { file } = await make(DL!, XN!)
  const [, payload] = file.split('.')
  assert.equal(Buffer.from(payload!, 'base64url').toString('utf8').includes('Marek'), false)
})

test('a file that was changed, is for another country, or was signed by somebody unknown brings nothing', async () => {
  await say(DL!, XN!, 'not for you')
  const { file } = await make(DL!, XN!)
  const before = await effects(XN!)
  const middle = Math.floor(file.length / 2)
  const changed = `${file.slice(0, middle)}${file[middle] === 'A' ? 'B' : 'A'}${file.slice(middle + 1)}`
  const codeOf = async (at: TestCountry, given: string) => {
    const taken = await take(at, given)
    return taken.ok ? 'taken' : taken.error.code
  }
  assert.equal(await codeOf(XN!, changed), 'exchange.unknown_peer')
  assert.equal(await codeOf(XS!, file), 'exchange.invalid_bundle')
  // Norland did not enter Sudmark's keys as Sudmark signs now: a country that is not there, or is stopped, brings nothing.
  assert.equal(await codeOf(XN!, 'no file'), 'exchange.unknown_peer')
  assert.equal(await codeOf(XN!, 'x'.repeat(20_000_001)), 'exchange.too_large')
  assert.deepEqual(await effects(XN!), before)
  unwrap(await XN!.asOfficer((trx) => XN!.exchange.peers.revoke(trx, 'DL', asInstant(clock.now()))))
  assert.equal(await codeOf(XN!, file), 'exchange.unknown_peer')
  const made = await XN!.asOfficer((trx) => XN!.exchange.makeBundle(trx, 'DL'))
  assert.equal(!made.ok && made.error.code, 'exchange.peer_revoked')
  assert.deepEqual(await effects(XN!), before)
})
