import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { CODE_LISTS } from '@gloact/codes'
import { disclosureRule } from '@gloact/disclosure'
import { EXCHANGE_FAILURES } from '@gloact/exchange/contract'
import { testCountry, testWire, type TestCountry } from '@gloact/exchange/testing'
import { API_PREFIX, createApi } from '@gloact/http/server'
import type { Principal } from '@gloact/identity/contract/principal'
import { asInstant, fixedClock, newId, ok, unwrap } from '@gloact/kernel'
import { inScope, isOutOfRoom, isUnavailable, systemScope } from '@gloact/postgres'
import { REQUEST_FAILURES } from '@gloact/records/contract'
import { REGISTER_FAILURES } from '@gloact/registers/contract'
import { createVault, memoryKekProvider } from '@gloact/vault'
import fastify from 'fastify'
import { sql } from 'kysely'
import { victimPorts } from './testing/victim-files.ts'
import type { VictimContext } from './victims/victims-context.ts'
import { cooperationModule } from './module.ts'

/* How two officers of each side enter the other, by HTTP alone: the files, the words, the second person, the stop, the alarms. */

const clock = fixedClock('2026-11-28T09:00:00Z')
const country = { id: 'country', version: '1', codes: ['DL', 'XN'].map((code) => ({ code, label: { en: code } })) }
const wire = testWire()
/** Accounts that lately let one another in. */
const dependent = new Map<string, ReadonlySet<string>>()

const STAFF = {
  officer: ['cooperation_officer'],
  colleague: ['cooperation_officer'],
  approver: ['central_authority_approver'],
  liaison: ['liaison_officer'],
  caseworker: ['caseworker'],
  coordinator: ['national_coordinator'],
  elsewhere: ['cooperation_officer', 'central_authority_approver'],
} as const
type Who = keyof typeof STAFF

async function sideOf(code: string) {
  const at: TestCountry = await testCountry(code, { clock, channel: wire.of(code) })
  const elsewhere = newId<string>()
  const context: VictimContext = {
    victims: victimPorts(new Map()),
    db: at.database.db,
    vault: createVault({ kek: memoryKekProvider() }),
    clock,
    country: code,
    calendar: { timeZone: 'UTC', weekend: [6, 7], holidays: [] },
    smallCounts: unwrap(disclosureRule()),
    codeLists: { ...CODE_LISTS, country },
    config: { clocks: {}, victimClocks: {}, keepYears: 10, victimMonths: 12 },
    exchange: at.exchange,
    notIndependentOf: async (userId) => dependent.get(userId) ?? new Set(),
    agencies: async () => [],
    staffNames: async (ids) => new Map(ids.map((id) => [id, names.get(id) ?? 'Somebody'])),
  }
  const module = cooperationModule(context)
  const names = new Map<string, string>()
  const people = Object.fromEntries(
    Object.entries(STAFF).map(([name, roles]) => {
      const userId = newId<string>()
      names.set(userId, `${name} of ${code}`)
      const agencyId = name === 'elsewhere' ? elsewhere : at.agencyId
      const person = { userId, agencyId, agencyName: 'An agency', country: code, teamIds: [], roles, scope: 'none' }
      return [name, person as unknown as Principal]
    }),
  )
  const app = fastify()
  module.routes?.(
    createApi<Principal>(app, {
      authenticate: async ({ headers }) => people[String(headers['x-who'])] ?? null,
      failures: [REGISTER_FAILURES, REQUEST_FAILURES, EXCHANGE_FAILURES, module.failures],
      isUnavailable,
      isOutOfRoom,
    }),
  )
  await app.ready()
  wire.connect(at)
  after(() => app.close())
  const ask = async (who: Who, method: 'GET' | 'POST', path: string, payload?: object) => {
    const answer = await app.inject({
      method,
      url: `${API_PREFIX}/cooperation/${path}`,
      headers: { 'x-gloact-request': '1', 'x-who': who },
      ...(payload && { payload }),
    })
    return { status: answer.statusCode, body: answer.json<Body>(), text: answer.body }
  }
  return { at, ask, module, people }
}

interface Body {
  readonly code: string
  readonly id: string
  readonly state: string
  readonly yours: boolean
  readonly from: string
  readonly file: string
  readonly own: { readonly file: string; readonly words: readonly string[] }
  readonly peers: readonly { readonly country: string; readonly state: string; readonly tracks: readonly string[] }[]
  readonly changes: readonly { readonly id: string; readonly state: string; readonly decidedBy: string | null }[]
  readonly announced: readonly { readonly country: string; readonly file: string }[]
  readonly items: readonly {
    readonly id: string
    readonly kind: string
    readonly country: string
    readonly here: string
    readonly seenBy: string | null
    readonly seenAt: string | null
  }[]
  readonly since: readonly { readonly id: string; readonly direction: string; readonly hash: string }[]
  readonly elsewhere: number
  readonly stops: readonly { readonly stoppedBy: string | null }[]
}

type Side = Awaited<ReturnType<typeof sideOf>>
const DL = await sideOf('DL')
const XN = await sideOf('XN')

const ownOf = async (side: Side) => (await side.ask('officer', 'GET', 'peers')).body.own
const agreed = {
  tracks: ['evidence'],
  highestTlp: 'amber_strict',
  legalBasis: 'A treaty of 2019',
  endsOn: '2030-12-31',
}

/** What one side's officer enters of the other: its file, and the words that they heard. */
const entering = async (other: Side, more: object = {}) => {
  const { file, words } = await ownOf(other)
  return { id: newId<string>(), file, words: words.join(' '), ...agreed, ...more }
}

async function enter(at: Side, other: Side): Promise<void> {
  const body = await entering(other)
  assert.equal((await at.ask('officer', 'POST', 'peers', body)).status, 201)
  const confirmed = await at.ask('approver', 'POST', `peer-changes/${body.id}/confirm`, { words: body.words })
  assert.equal(confirmed.status, 201, confirmed.text)
}

const peersOf = async (side: Side) => (await side.ask('liaison', 'GET', 'peers')).body.peers

describe('a country is entered', () => {
  test('by two officers, each of whom heard the words: their own call, and no words on the page', async () => {
    const body = await entering(XN)
    const proposed = await DL.ask('officer', 'POST', 'peers', {
      ...body,
      words: body.words.toUpperCase().replaceAll(' ', ', '),
    })
    assert.equal(proposed.status, 201, proposed.text)
    assert.deepEqual([proposed.body.state, proposed.body.yours], ['waiting', true])
    const first = body.words.split(' ').slice(0, 4)
    // One word alone proves nothing: "country" and "evidence" may be drawn.
    for (const never of ['"words"', first.join(' '), first.join('","')])
      assert.equal(proposed.text.includes(never), false, 'words come by voice')
    assert.deepEqual(await peersOf(DL), [], 'one officer enters nobody')
    const waiting = (await DL.ask('approver', 'GET', 'peers')).text
    assert.equal(waiting.includes(body.words.split(' ').slice(0, 2).join('","')), false)

    const own = await DL.ask('officer', 'POST', `peer-changes/${body.id}/confirm`, { words: body.words })
    assert.deepEqual([own.status, own.body.code], [403, 'exchange.second_person'])
    const misheard = await DL.ask('approver', 'POST', `peer-changes/${body.id}/confirm`, {
      words: body.words.replace(/\w+$/, (word) => (word === 'zebra' ? 'zero' : 'zebra')),
    })
    assert.deepEqual([misheard.status, misheard.body.code], [422, 'exchange.words_differ'])
    assert.deepEqual(await peersOf(DL), [])
    const confirmed = await DL.ask('approver', 'POST', `peer-changes/${body.id}/confirm`, { words: body.words })
    assert.equal(confirmed.status, 201, confirmed.text)
    assert.deepEqual(
      (await peersOf(DL)).map((peer) => [peer.country, peer.state, peer.tracks]),
      [['XN', 'in_force', ['evidence']]],
    )
    // Sent again by the same person it is what it was; nobody else decides it again.
    assert.equal(
      (await DL.ask('approver', 'POST', `peer-changes/${body.id}/confirm`, { words: body.words })).status,
      201,
    )
    const again = await DL.ask('colleague', 'POST', `peer-changes/${body.id}/confirm`, { words: body.words })
    assert.equal(again.body.code, 'exchange.already_decided')
    const [change] = (await DL.ask('officer', 'GET', 'peers')).body.changes
    assert.deepEqual([change?.state, change?.decidedBy], ['confirmed', 'approver of DL'])
  })

  test('not with a file that was changed on the way, even by an officer who types the true words', async () => {
    const body = await entering(XN)
    const { entry } = unwrap(ok(DL.at.exchange.peers.own()))
    const swapped = JSON.stringify({ ...(JSON.parse(body.file) as object), signingKeys: entry.signingKeys })
    const refused = await DL.ask('officer', 'POST', 'peers', { ...body, id: newId(), file: swapped })
    assert.deepEqual([refused.status, refused.body.code], [422, 'exchange.words_differ'])
    for (const file of ['no json', '[]', '"x"', '{}', JSON.stringify({ country: 'XN' })]) {
      const none = await DL.ask('officer', 'POST', 'peers', { ...body, id: newId(), file })
      assert.equal(none.status, 422, file)
      assert.ok(['cooperation.no_entry', 'exchange.invalid_peer'].includes(none.body.code))
    }
    const itself = await ownOf(DL)
    const self = await DL.ask('officer', 'POST', 'peers', {
      ...body,
      id: newId(),
      file: itself.file,
      words: itself.words.join(' '),
    })
    assert.equal(self.body.code, 'exchange.invalid_peer')
    // An agreement that has run out, or of tracks that there are not, is none.
    assert.equal((await DL.ask('officer', 'POST', 'peers', { ...body, id: newId(), endsOn: '2020-01-01' })).status, 422)
    assert.equal(
      (await DL.ask('officer', 'POST', 'peers', { ...body, id: newId(), tracks: ['everything'] })).status,
      400,
    )
  })

  test('by officers of a central authority alone; what others may not see looks like what there is not', async () => {
    const body = await entering(XN)
    for (const who of ['liaison', 'caseworker', 'coordinator'] as const) {
      const refused = await DL.ask(who, 'POST', 'peers', body)
      assert.deepEqual([refused.status, refused.body.code], [403, 'cooperation.not_allowed'], who)
    }
    for (const who of ['caseworker', 'coordinator'] as const) {
      for (const path of ['peers', 'peers/XN', 'alarms', 'trust-list']) {
        assert.equal((await DL.ask(who, 'GET', path)).body.code, 'cooperation.not_allowed', `${who} ${path}`)
      }
      assert.equal((await DL.ask(who, 'POST', 'peers/XN/stop', { suspectedSince: clock.now() })).status, 403)
    }
    for (const none of ['ZZ', newId<string>()]) {
      assert.equal((await DL.ask('officer', 'GET', `peers/${none}`)).body.code, 'exchange.unknown_peer')
      assert.equal((await DL.ask('liaison', 'GET', `peers/${none}`)).body.code, 'exchange.unknown_peer')
      assert.equal((await DL.ask('caseworker', 'GET', `peers/${none}`)).body.code, 'cooperation.not_allowed')
      const stop = { suspectedSince: clock.now() }
      assert.equal((await DL.ask('officer', 'POST', `peers/${none}/stop`, stop)).body.code, 'exchange.unknown_peer')
      assert.equal((await DL.ask('officer', 'POST', `peers/${none}/bundle`, {})).body.code, 'exchange.unknown_peer')
    }
    assert.equal(
      (await DL.ask('approver', 'POST', `peer-changes/${newId()}/confirm`, { words: 'a b' })).body.code,
      'exchange.not_found',
    )
  })

  test('or not: declined by another, withdrawn by oneself', async () => {
    const [one, two] = [await entering(XN), await entering(XN)]
    for (const body of [one, two]) assert.equal((await DL.ask('officer', 'POST', 'peers', body)).status, 201)
    assert.equal((await DL.ask('colleague', 'POST', `peer-changes/${one.id}/decline`, {})).status, 200)
    assert.equal((await DL.ask('colleague', 'POST', `peer-changes/${one.id}/decline`, {})).status, 200)
    assert.equal((await DL.ask('officer', 'POST', `peer-changes/${two.id}/decline`, {})).status, 200)
    const states = (await DL.ask('officer', 'GET', 'peers')).body.changes
    assert.deepEqual(
      [one, two].map(({ id }) => states.find((change) => change.id === id)?.state),
      ['declined', 'withdrawn'],
    )
  })

  test('nor by two accounts of which one lately let in the other', async () => {
    const body = await entering(XN)
    await DL.ask('officer', 'POST', 'peers', body)
    const [officer, approver] = [DL.people['officer']!.userId, DL.people['approver']!.userId]
    dependent.set(approver, new Set([officer]))
    const refused = await DL.ask('approver', 'POST', `peer-changes/${body.id}/confirm`, { words: body.words })
    assert.deepEqual([refused.status, refused.body.code], [403, 'exchange.second_person'])
    dependent.clear()
    await DL.ask('officer', 'POST', `peer-changes/${body.id}/decline`, {})
  })

  test('and a change that waits is a task of every other officer, and of nobody who may not confirm it', async () => {
    const body = await entering(XN)
    await DL.ask('officer', 'POST', 'peers', body)
    const tasksOf = async (who: Who) =>
      ((await DL.module.tasks?.(DL.people[who]!)) ?? []).filter(
        ({ kind, about }) => kind === 'peer_to_confirm' && about.id === body.id,
      ).length
    assert.deepEqual(
      await Promise.all((['officer', 'approver', 'colleague', 'liaison', 'caseworker'] as const).map(tasksOf)),
      [0, 1, 1, 0, 0],
    )
    await DL.ask('officer', 'POST', `peer-changes/${body.id}/decline`, {})
  })
})

test('words that are no words are kept as they are, or refused, wherever the registry takes some', async () => {
  const hostile = ["'; drop table exchange.peer_change; --", '<script>alert(1)</script>', '=HYPERLINK("x")', '{{7*7}}']
  for (const legalBasis of hostile) {
    const body = await entering(XN, { legalBasis })
    const proposed = await DL.ask('officer', 'POST', 'peers', body)
    assert.equal(proposed.status, 201, proposed.text)
    assert.equal((JSON.parse(proposed.text) as { legalBasis: string }).legalBasis, legalBasis)
    const misheard = await DL.ask('approver', 'POST', `peer-changes/${body.id}/confirm`, { words: legalBasis })
    assert.equal(misheard.body.code, 'exchange.words_differ')
    await DL.ask('officer', 'POST', `peer-changes/${body.id}/decline`, {})
    assert.equal(
      (await DL.ask('officer', 'POST', 'trust-list', { file: legalBasis })).body.code,
      'exchange.unknown_peer',
    )
  }
  // What nobody typed: a name with an escape in it is no name.
  const body = await entering(XN)
  const named = JSON.stringify({ ...(JSON.parse(body.file) as object), name: 'Nor\u001b[31mland' })
  assert.equal((await DL.ask('officer', 'POST', 'peers', { ...body, file: named })).body.code, 'exchange.invalid_peer')
})

test('a list that a country signed is read by those who know it, enters nobody, and has no words', async () => {
  await enter(XN, DL)
  const { file } = (await DL.ask('officer', 'GET', 'trust-list')).body
  const read = await XN.ask('officer', 'POST', 'trust-list', { file })
  assert.deepEqual([read.status, read.body.from], [200, 'DL'])
  // It lists Norland alone, which does not enter itself.
  assert.deepEqual(read.body.items, [])
  const back = await DL.ask('officer', 'POST', 'trust-list', {
    file: (await DL.ask('officer', 'GET', 'trust-list')).body.file,
  })
  assert.deepEqual(
    back.body.items.map((item) => [item.country, item.here]),
    [['XN', 'same']],
  )
  assert.equal(back.text.includes('words'), false)
  const changed = `${file.slice(0, -8)}AAAAAAAA`
  assert.equal((await XN.ask('officer', 'POST', 'trust-list', { file: changed })).body.code, 'exchange.unknown_peer')
  assert.equal((await XN.ask('liaison', 'POST', 'trust-list', { file })).status, 403)
})

const letter = (side: Side, to: string) =>
  inScope(side.at.database.db, systemScope(side.at.code), (trx) =>
    side.at.exchange.enqueueMessage(trx, {
      fromAuthority: 'central_authority',
      to: { country: to, authority: 'central_authority' },
      type: 'cooperation.mla_request',
      schemaVersion: 1,
      handling: { tlp: 'amber', h: [], evaluation: null, text: null },
      purpose: 'mutual_legal_assistance',
      legalBasis: 'untoc',
      body: { answers: {} },
    }),
  ).then(unwrap)

describe('the exchange with a country', () => {
  test('is stopped by one officer at once, both ways, with everything since shown; and everybody else here is told', async () => {
    clock.set(asInstant(Date.parse(clock.now()) + 60_000))
    const since = clock.now()
    const [out, came] = [await letter(DL, 'XN'), await letter(XN, 'DL')]
    await DL.at.exchange.deliverDue()
    await XN.at.exchange.deliverDue()
    const stopped = await DL.ask('liaison', 'POST', 'peers/XN/stop', { suspectedSince: since })
    assert.equal(stopped.status, 200, stopped.text)
    assert.deepEqual(
      new Set(stopped.body.since.map(({ id, direction }) => `${direction} ${id}`)),
      new Set([`out ${out.id}`, `in ${came.id}`]),
    )
    assert.equal(stopped.body.elsewhere, 0)
    assert.equal(stopped.body.stops[0]?.stoppedBy, 'liaison of DL')
    const elsewhere = (await DL.ask('elsewhere', 'GET', 'peers/XN')).body
    assert.deepEqual(
      [elsewhere.since.length, elsewhere.elsewhere],
      [0, 2],
      'that there is something, and nothing of it',
    )
    const none = await inScope(DL.at.database.db, systemScope('DL'), (trx) =>
      DL.at.exchange.enqueueMessage(trx, {
        fromAuthority: 'central_authority',
        to: { country: 'XN', authority: 'central_authority' },
        type: 'cooperation.mla_request',
        schemaVersion: 1,
        handling: { tlp: 'amber', h: [], evaluation: null, text: null },
        purpose: 'mutual_legal_assistance',
        legalBasis: 'untoc',
        body: { answers: {} },
      }),
    )
    assert.equal(!none.ok && none.error.code, 'exchange.peer_revoked')
    // Nothing comes any more either.
    const late = await letter(XN, 'DL')
    await XN.at.exchange.deliverDue()
    assert.equal(
      (await DL.ask('officer', 'GET', 'peers/XN')).body.since.some(({ id }) => id === late.id),
      false,
    )
    // Twice is once; an earlier suspicion is a stop of its own.
    await DL.ask('liaison', 'POST', 'peers/XN/stop', { suspectedSince: since })
    assert.equal((await DL.ask('officer', 'GET', 'peers/XN')).body.stops.length, 1)
    await DL.ask('officer', 'POST', 'peers/XN/stop', { suspectedSince: asInstant(Date.parse(since) - 60_000) })
    assert.equal((await DL.ask('officer', 'GET', 'peers/XN')).body.stops.length, 2)

    const tasks = (await DL.module.tasks?.(DL.people['elsewhere']!)) ?? []
    assert.ok(tasks.some(({ kind, details }) => kind === 'exchange_alarm' && details['alarm'] === 'peer_stopped'))
    const alarm = (await DL.ask('approver', 'GET', 'alarms')).body.items.find(({ kind }) => kind === 'peer_stopped')
    assert.equal((await DL.ask('approver', 'POST', `alarms/${alarm!.id}/seen`, {})).status, 200)
    assert.equal((await DL.ask('officer', 'POST', `alarms/${alarm!.id}/seen`, {})).status, 200, 'seen is seen')
    const seen = (await DL.ask('officer', 'GET', 'alarms')).body.items.find(({ id }) => id === alarm!.id)
    assert.equal(seen?.seenBy, 'approver of DL')
    assert.equal((await DL.ask('officer', 'POST', `alarms/${newId()}/seen`, {})).body.code, 'exchange.not_found')
    // Two officers enter it again.
    await enter(DL, XN)
    assert.equal((await peersOf(DL))[0]?.state, 'in_force')
  })

  test('shows keys that it announced, which two officers enter after they heard the words', async () => {
    clock.set(asInstant(Date.parse(clock.now()) + 86_400_000))
    await XN.at.exchange.deliverDue()
    // Another desk is another key.
    await XN.at.asSystem((trx) =>
      XN.at.exchange.openDesk(trx, { authority: 'sea_desk', agencyId: XN.at.agencyId, name: 'Sea' }),
    )
    assert.equal(await XN.at.exchange.tellKeys(), 1)
    await XN.at.exchange.deliverDue()
    const { announced } = (await DL.ask('officer', 'GET', 'peers')).body
    assert.deepEqual(
      announced.map((each) => each.country),
      ['XN'],
    )
    assert.deepEqual(JSON.parse(announced[0]!.file), JSON.parse((await ownOf(XN)).file))
    await enter(DL, XN)
    assert.deepEqual((await DL.ask('officer', 'GET', 'peers')).body.announced, [])
  })

  test('goes by a file where no network is, made and taken in by officers alone', async () => {
    await DL.at.exchange.deliverDue()
    wire.fate = 'lost'
    const { id } = await letter(DL, 'XN')
    const made = await DL.ask('officer', 'POST', 'peers/XN/bundle', {})
    assert.equal(made.status, 200, made.text)
    assert.equal((await DL.ask('liaison', 'POST', 'peers/XN/bundle', {})).status, 403)
    assert.equal((await XN.ask('caseworker', 'POST', 'bundles', { file: made.body.file })).status, 403)
    const taken = await XN.ask('officer', 'POST', 'bundles', { file: made.body.file })
    assert.equal(taken.status, 200, taken.text)
    // Norland answers with what it signed for: this invented request says nothing, and is refused for it, on the record.
    assert.match(JSON.stringify(taken.body), /refused cooperation\.names_victim/)
    const back = (await XN.ask('approver', 'POST', 'peers/DL/bundle', {})).body.file
    assert.equal((await DL.ask('officer', 'POST', 'bundles', { file: back })).status, 200)
    wire.fate = 'passes'
    const { rows } = await sql<{
      state: string
    }>`select state from exchange.message where id = ${id} and direction = 'out'`.execute(DL.at.database.owner)
    assert.equal(rows[0]?.state, 'refused')
  })

  test('a message that was given up is sent again by officers of its agency alone', async () => {
    const { id } = await letter(DL, 'XN')
    const { owner } = DL.at.database
    await sql`update exchange.message set state = 'dead' where id = ${id} and direction = 'out'`.execute(owner)
    const alarmId = newId<string>()
    await sql`insert into exchange.alarm (id, country, peer, kind, message_id) values (${alarmId}, 'DL', 'XN', 'given_up', ${id})`.execute(
      owner,
    )
    assert.equal(
      (await DL.ask('elsewhere', 'POST', `alarms/${alarmId}/send-again`, {})).body.code,
      'exchange.not_found',
    )
    assert.equal((await DL.ask('liaison', 'POST', `alarms/${alarmId}/send-again`, {})).status, 403)
    const sent = await DL.ask('officer', 'POST', `alarms/${alarmId}/send-again`, {})
    assert.equal(sent.status, 200, sent.text)
    const { rows } = await sql<{
      state: string
    }>`select state from exchange.message where id = ${id} and direction = 'out'`.execute(owner)
    assert.equal(rows[0]?.state, 'queued')
  })
})
