import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { asInstant, err, failure, fixedClock, newId, ok, unwrap } from '@gloact/kernel'
import { inScope, readInScope } from '@gloact/postgres'
import { sql } from 'kysely'
import { z } from 'zod'
import type { NewMessage } from '../timeline.ts'
import { enterPeer, officerScope, testCountry, testWire, type TestCountry } from '../testing.ts'

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
    schema: z.strictObject({ word: z.string().max(2_000) }),
    apply: async (trx, message) => {
      await sql`insert into public.trial_effect (id, word) values (${message.id}, ${message.body.word})`.execute(trx)
      if (message.body.word === 'fails') throw new Error('the effect is broken')
      return message.body.word === 'no' ? err(failure('trial.not_wanted')) : ok(undefined)
    },
  })
}
await enterPeer(DL, XN)
await enterPeer(XN, DL)

const said = (word: string, more: Partial<NewMessage> = {}): NewMessage => ({
  fromAuthority: 'central_authority',
  to: { country: 'XN', authority: 'central_authority' },
  type: 'trial.said',
  schemaVersion: 1,
  handling: { tlp: 'amber', h: ['h1'], evaluation: null, text: null },
  purpose: 'trial',
  legalBasis: 'untoc-18',
  body: { word },
  ...more,
})

const send = async (word: string, more: Partial<NewMessage> = {}) =>
  unwrap(await DL.asOfficer((trx) => DL.exchange.enqueueMessage(trx, said(word, more))))

const effects = async (at: TestCountry): Promise<readonly string[]> =>
  (
    await sql<{ word: string }>`select word from public.trial_effect order by place`.execute(at.database.owner)
  ).rows.map(({ word }) => word)

const timeline = (at: TestCountry, conversationId: string) =>
  inScope(at.database.db, at.officers[0], async (trx) => ok(await at.exchange.messagesOf(trx, conversationId))).then(
    unwrap,
  )

const alarms = (at: TestCountry) =>
  at
    .asSystem((trx) => at.exchange.alarms(trx))
    .then((all) => all.filter(({ seenAt }) => seenAt === null).map(({ kind }) => kind))

/** Lets every retry come due. */
const later = (minutes: number): void => clock.set(asInstant(Date.parse(clock.now()) + minutes * 60_000))

describe('a message from one country to another', () => {
  test('has its effect there once, and both timelines show it with the same hash and receipts', async () => {
    const { id, conversationId, hash } = await send('good morning')
    assert.deepEqual(await effects(XN), [])
    await DL.exchange.deliverDue()
    assert.deepEqual(await effects(XN), ['good morning'])
    unwrap(await XN.asOfficer((trx) => XN.exchange.sendReceipt(trx, { messageId: id, kind: 'opened' })))
    unwrap(await XN.asOfficer((trx) => XN.exchange.sendReceipt(trx, { messageId: id, kind: 'opened' })))
    await XN.exchange.deliverDue()

    const [there] = await timeline(XN, conversationId)
    const [here] = await timeline(DL, conversationId)
    assert.equal(there!.hash, hash)
    assert.deepEqual([here!.state, there!.state], ['delivered', 'stored'])
    const { direction: _d, state: _s, attempts: _a, ...same } = here!
    const { direction: _e, state: _t, attempts: _b, ...alike } = there!
    assert.deepEqual(same, alike)
    assert.deepEqual(
      here!.receipts.map(({ kind }) => kind),
      ['stored', 'opened'],
    )
    const opened = unwrap(await XN.asOfficer((trx) => XN.exchange.openMessage(trx, { id, direction: 'in' })))
    assert.deepEqual(opened.body, { word: 'good morning' })
  })

  test('an answer that is lost on the way makes it come again, and nothing happens twice', async () => {
    wire.fate = 'answer_lost'
    const { conversationId } = await send('once')
    await DL.exchange.deliverDue()
    assert.equal((await timeline(DL, conversationId))[0]!.state, 'queued')
    wire.fate = 'passes'
    later(1)
    await DL.exchange.deliverDue()
    assert.equal((await effects(XN)).filter((word) => word === 'once').length, 1)
    assert.equal((await timeline(DL, conversationId))[0]!.state, 'delivered')
  })

  test('the next of a conversation does not overtake one that waits', async () => {
    wire.fate = 'lost'
    const { conversationId } = await send('first')
    await send('second', { conversationId })
    await send('third', { conversationId })
    await DL.exchange.deliverDue()
    wire.fate = 'passes'
    later(1)
    await DL.exchange.deliverDue()
    assert.deepEqual((await effects(XN)).slice(-3), ['first', 'second', 'third'])
  })

  test('a country that answers again is sent everything at once, however long the next try of each would have been', async () => {
    wire.fate = 'lost'
    const tried = await send('tried often')
    for (let times = 0; times < 12; times++) {
      await DL.exchange.deliverDue()
      later(11)
    }
    const late = await send('tried once')
    await DL.exchange.deliverDue()
    later(5)
    wire.fate = 'passes'
    // Of the one that was tried often the next try is minutes away; the other one's has come.
    await sql`update exchange.message set next_attempt_at = ${asInstant(Date.parse(clock.now()) + 600_000)} where id = ${tried.id}`.execute(
      DL.database.owner,
    )
    await DL.exchange.deliverDue()
    for (const { conversationId } of [tried, late])
      assert.equal((await timeline(DL, conversationId))[0]!.state, 'delivered')
  })

  test('a receipt that fits nothing here is refused, and somebody is told though its effect is undone', async () => {
    const { conversationId } = await send('a conversation')
    await DL.exchange.deliverDue()
    assert.equal((await alarms(DL)).includes('receipt_wrong'), false)
    unwrap(
      await XN.asOfficer((trx) =>
        XN.exchange.enqueueMessage(trx, {
          ...said('', { conversationId, to: { country: 'DL', authority: 'central_authority' } }),
          type: 'exchange.receipt',
          body: { receipt: 'nothing that anybody signed' },
        }),
      ),
    )
    await XN.exchange.deliverDue()
    assert.ok((await alarms(DL)).includes('receipt_wrong'))
  })

  test('what cannot be brought is fetched: the pull takes it in order and signs for it', async () => {
    wire.fate = 'lost'
    const { conversationId } = await send('to be fetched')
    await send('and this', { conversationId })
    await DL.exchange.deliverDue()
    wire.fate = 'passes'
    await XN.exchange.pull()
    assert.deepEqual((await effects(XN)).slice(-2), ['to be fetched', 'and this'])
    assert.deepEqual(
      (await timeline(DL, conversationId)).map(({ state }) => state),
      ['delivered', 'delivered'],
    )
  })

  test('an effect that is refused leaves nothing but a signed reason, and the next goes on', async () => {
    const { conversationId } = await send('no')
    await send('yes', { conversationId })
    await DL.exchange.deliverDue()
    assert.equal((await effects(XN)).includes('no'), false)
    const seen = await timeline(DL, conversationId)
    assert.deepEqual(
      seen.map(({ state, reason }) => [state, reason]),
      [
        ['refused', 'trial.not_wanted'],
        ['delivered', null],
      ],
    )
    assert.deepEqual(
      seen[0]!.receipts.map(({ kind, reason }) => [kind, reason]),
      [['refused', 'trial.not_wanted']],
    )
  })

  test('a type that the other side does not know is answered with a signed “unsupported”', async () => {
    const { conversationId } = await send('', { type: 'trial.new_kind', body: {} })
    await DL.exchange.deliverDue()
    assert.equal((await timeline(DL, conversationId))[0]!.state, 'unsupported')
    const newer = await send('x', { schemaVersion: 2 })
    await DL.exchange.deliverDue()
    assert.equal((await timeline(DL, newer.conversationId))[0]!.state, 'unsupported')
  })

  test('a body that is not as its type asks, and a message that came too late, are refused without an effect', async () => {
    const before = await effects(XN)
    const odd = await send('', { body: { other: 1 } })
    const late = await send('late', { expiresAt: asInstant(Date.parse(clock.now()) + 1_000) })
    later(1)
    await DL.exchange.deliverDue()
    assert.equal((await timeline(DL, odd.conversationId))[0]!.reason, 'exchange.invalid_message')
    assert.equal((await timeline(DL, late.conversationId))[0]!.reason, 'exchange.expired')
    assert.deepEqual(await effects(XN), before)
  })

  test('of a use case that fails nothing is sent', async () => {
    const failed = await DL.asOfficer(async (trx) => {
      unwrap(await DL.exchange.enqueueMessage(trx, said('never')))
      return err('no')
    })
    assert.equal(failed.ok, false)
    await DL.exchange.deliverDue()
    assert.equal((await effects(XN)).includes('never'), false)
  })

  test('an effect that breaks leaves nothing there, and the message comes again until it does not', async () => {
    const { conversationId } = await send('fails')
    await assert.rejects(DL.exchange.deliverDue(), /the effect is broken/)
    assert.deepEqual(await timeline(XN, conversationId), [])
    await DL.asSystem((trx) =>
      sql`update exchange.message set state = 'dead' where conversation_id = ${conversationId}`.execute(trx),
    )
  })
})

describe('what may not be sent', () => {
  const tried = async (more: Partial<NewMessage>) => {
    const result = await DL.asOfficer((trx) => DL.exchange.enqueueMessage(trx, said('x', more)))
    return result.ok ? 'ok' : result.error.code
  }
  test('is refused before anything is signed', async () => {
    assert.equal(await tried({ to: { country: 'XZ', authority: 'central_authority' } }), 'exchange.unknown_peer')
    assert.equal(await tried({ to: { country: 'XN', authority: 'shelter' } }), 'exchange.unknown_desk')
    assert.equal(await tried({ fromAuthority: 'police' }), 'exchange.unknown_desk')
    assert.equal(await tried({ type: 'other.thing' }), 'exchange.type_not_agreed')
    assert.equal(
      await tried({ handling: { tlp: 'red', h: [], evaluation: null, text: null } }),
      'exchange.handling_too_high',
    )
    assert.equal(await tried({ body: { word: 'x'.repeat(1_100_000) } }), 'exchange.too_large')
    assert.equal(await tried({ conversationId: newId() }), 'exchange.another_conversation')
  })

  test('another agency neither writes as this desk nor sees its conversations', async () => {
    const { conversationId, id } = await send('for the desk alone')
    const stranger = officerScope('DL', newId())
    const { db } = DL.database
    const written = await inScope(db, stranger, (trx) => DL.exchange.enqueueMessage(trx, said('x')))
    assert.equal(!written.ok && written.error.code, 'exchange.unknown_desk')
    const added = await inScope(db, stranger, (trx) => DL.exchange.enqueueMessage(trx, said('x', { conversationId })))
    assert.equal(!added.ok && added.error.code, 'exchange.another_conversation')
    const seen = unwrap(
      await inScope(db, stranger, async (trx) => ok(await DL.exchange.messagesOf(trx, conversationId))),
    )
    assert.deepEqual(seen, [])
    const opened = await inScope(db, stranger, (trx) => DL.exchange.openMessage(trx, { id, direction: 'out' }))
    assert.equal(opened.ok, false)
  })
})

describe('the registry', () => {
  test('takes two officers and the words that each heard', async () => {
    const { db } = DL.database
    const { peers } = DL.exchange
    const { entry, words } = XN.exchange.peers.own()
    const whole = {
      ...entry,
      messageTypes: ['trial.*'],
      highestTlp: 'amber_strict',
      legalBasis: 'x',
      expiresAt: '2030-01-01T00:00:00.000Z',
    }
    const wrong = await inScope(db, DL.officers[0], (trx) => peers.propose(trx, whole, words.toReversed()))
    assert.equal(!wrong.ok && wrong.error.code, 'exchange.words_differ')
    const change = unwrap(await inScope(db, DL.officers[0], (trx) => peers.propose(trx, whole, words)))
    const alone = await inScope(db, DL.officers[0], (trx) => peers.confirm(trx, change.id, words))
    assert.equal(!alone.ok && alone.error.code, 'exchange.second_person')
    // Past the code: the database itself lets nobody confirm what they proposed.
    await assert.rejects(
      inScope(db, DL.officers[0], async (trx) =>
        ok(
          await sql`insert into exchange.peer_decision (change_id, country, peer, decision, version)
            values (${change.id}, 'DL', 'XN', 'confirmed', 99)`.execute(trx),
        ),
      ),
      /row-level security/,
    )
    const another = words.with(0, words[0] === 'zebra' ? 'zero' : 'zebra')
    const misheard = await inScope(db, DL.officers[1], (trx) => peers.confirm(trx, change.id, another))
    assert.equal(!misheard.ok && misheard.error.code, 'exchange.words_differ')
    unwrap(await inScope(db, DL.officers[1], (trx) => peers.confirm(trx, change.id, words)))
    const twice = await inScope(db, DL.officers[1], (trx) => peers.confirm(trx, change.id, words))
    assert.equal(!twice.ok && twice.error.code, 'exchange.already_decided')
  })

  test('does not take a key under another name, a path in the address or a certificate that is none', async () => {
    const { entry, words } = XN.exchange.peers.own()
    const whole = {
      ...entry,
      messageTypes: [],
      highestTlp: 'red',
      legalBasis: 'x',
      expiresAt: '2030-01-01T00:00:00.000Z',
    }
    const refusal = async (more: object) => {
      const result = await inScope(DL.database.db, DL.officers[0], (trx) =>
        DL.exchange.peers.propose(trx, { ...whole, ...more }, words),
      )
      return result.ok ? 'ok' : result.error.fields?.[0]?.pointer
    }
    const [key] = entry.signingKeys
    assert.equal(await refusal({ signingKeys: [{ ...key!, kid: 'A'.repeat(43) }] }), '/signingKeys/0/kid')
    for (const baseUrl of [
      'http://x.example',
      'https://x.example/path',
      'https://a@x.example',
      'https://x.example:99999',
      'file:///etc',
    ]) {
      assert.equal(await refusal({ baseUrl }), '/baseUrl', baseUrl)
    }
    assert.equal(await refusal({ certificates: ['-'.repeat(200)] }), '/certificates/0')
    assert.equal(await refusal({ country: 'DL' }), '/country')
    assert.equal(await refusal({ expiresAt: '2020-01-01T00:00:00.000Z' }), '/expiresAt')
  })

  test('an emergency stop counts at once, both ways, and lists what came since', async () => {
    await send('before the stop')
    await DL.exchange.deliverDue()
    const waiting = await send('after the stop')
    const stopped = unwrap(
      await inScope(XN.database.db, XN.officers[0], (trx) =>
        XN.exchange.peers.revoke(trx, 'DL', asInstant('2026-11-28T09:00:00Z')),
      ),
    )
    assert.ok(stopped.receivedSince.length >= 5)
    await DL.exchange.deliverDue()
    assert.equal((await effects(XN)).includes('after the stop'), false)
    assert.equal((await timeline(DL, waiting.conversationId))[0]!.lastFailure, 'peer_not_in_force')
    assert.ok((await alarms(DL)).includes('told_peer_not_in_force'))
    const back = await XN.asOfficer((trx) =>
      XN.exchange.enqueueMessage(trx, said('back', { to: { country: 'DL', authority: 'central_authority' } })),
    )
    assert.equal(!back.ok && back.error.code, 'exchange.peer_revoked')
    // Two officers enter it again, and what waited goes.
    await enterPeer(XN, DL)
    later(30)
    await DL.exchange.deliverDue()
    assert.equal((await effects(XN)).includes('after the stop'), true)
  })
})

test('a signed list says whom a country has entered, enters nobody, and is refused from the person who is not known or once it was changed', async () => {
  const { db } = DL.database
  const list = await DL.asSystem((trx) => DL.exchange.peers.exportList(trx))
  const read = (at: TestCountry, text: string) =>
    inScope(at.database.db, at.officers[0], (trx) => at.exchange.peers.readList(trx, text))
  const own = unwrap(await read(DL, list))
  assert.deepEqual([own.from, own.listed.map(({ entry, here }) => [entry.country, here])], ['DL', [['XN', 'same']]])
  // Norland itself is all that is on it: to Norland there is nobody new.
  assert.deepEqual(unwrap(await read(XN, list)), { from: 'DL', listed: [] })
  const [header, payload, signature] = list.split('.')
  const changed = await read(XN, `${header}.${payload!.slice(0, -4)}AAAA.${signature}`)
  assert.equal(!changed.ok && changed.error.code, 'exchange.unknown_peer')
  const before = (await readInScope(db, DL.officers[0], (trx) => DL.exchange.peers.changes(trx))).length
  await read(DL, list)
  assert.equal((await readInScope(db, DL.officers[0], (trx) => DL.exchange.peers.changes(trx))).length, before)
})

test('a conversation that was erased opens no more on either side of the database, and its hashes stay', async () => {
  const { conversationId, id } = await send('to be forgotten')
  await DL.exchange.deliverDue()
  await XN.asSystem((trx) => XN.exchange.eraseConversation(trx, conversationId))
  const opened = await XN.asOfficer((trx) => XN.exchange.openMessage(trx, { id, direction: 'in' }))
  assert.equal(opened.ok, false)
  assert.equal((await timeline(XN, conversationId)).length, 1)
  await send('and no more', { conversationId })
  await DL.exchange.deliverDue()
  assert.equal((await timeline(DL, conversationId))[1]!.reason, 'exchange.erased')
})

test('nothing that was said lies readable in a table of either side', async () => {
  for (const { database, code } of [DL, XN]) {
    const { rows } = await sql<{ name: string }>`
      select table_name as name from information_schema.tables where table_schema = 'exchange'`.execute(database.owner)
    for (const { name } of rows) {
      const dump = await sql<{ row: string }>`select t::text as row from ${sql.table(`exchange.${name}`)} t`.execute(
        database.owner,
      )
      const text = dump.rows.map(({ row }) => row).join('\n')
      for (const word of ['good morning', 'to be fetched', 'before the stop']) {
        const forms = [word, Buffer.from(word).toString('hex'), Buffer.from(word).toString('base64').slice(0, -3)]
        for (const form of forms) assert.equal(text.includes(form), false, `${code} ${name}`)
      }
    }
  }
})
