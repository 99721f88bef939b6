import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { readAudit } from '@gloact/audit'
import { newId, ok, type Json } from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import { verifyRequestLogs } from '@gloact/records/server'
import { findLeaks } from '@gloact/vault/testing'
import { sql } from 'kysely'
import type { VictimPreview } from '../../contract/victims.ts'
import { abroadId } from '../context.ts'
import { openDesks } from '../directory.ts'
import { ask, carry, demoland, given, hand, norland, now, person, ROLES, type Country } from '../testing/two-sides.ts'
import type { InventedFile } from '../testing/victim-files.ts'
import { recallWithoutConsent, victimErases } from './recall.ts'
import { victimRequests } from './victim-requests.ts'

/* A person from question to arrival, between two countries with a database each; the network is the test's. */

const RECIPIENT = abroadId({ country: 'XN', authority: 'victims_office' })
const NAMES = { given: 'Marisol', family: 'Quiroga' }
const PHONE = '+59170000000'
const recipientId = newId<string>()
type Body = Awaited<ReturnType<typeof ask>>['body'] & VictimPreview

const call = async (at: Country, who: string, method: 'GET' | 'POST' | 'PUT', path: string, body?: object) => {
  const answer = await ask(at, who, method, path, body)
  return { ...answer, body: answer.body as Body & { params?: { missing?: string; child?: string }; person?: object } }
}

before(async () => {
  for (const [at, code] of [
    [demoland, 'safe_house'],
    [norland, 'victims_office'],
  ] as const) {
    const kept = await call(at, 'lead', 'PUT', 'victims/desk', { code, name: 'A service', languages: ['en'] })
    assert.equal(kept.status, 200, JSON.stringify(kept.body))
    await openDesks(at.context)
  }
  const entry = {
    name: { en: 'Office for Victims of Norland' },
    country: 'XN',
    desk: 'victims_office',
    matters: ['referral'],
    channels: ['exchange'],
    languages: ['en'],
    confirmed_on: '2026-06-01',
  }
  const saved = await call(demoland, 'liaison', 'PUT', `authorities/${recipientId}`, { answers: given(entry) })
  assert.equal(saved.status, 200, JSON.stringify(saved.body))
})

const file = (over: Partial<InventedFile> = {}): string => {
  const id = newId<string>()
  demoland.files.set(id, {
    agencyId: demoland.shelterId,
    child: false,
    homes: ['BO'],
    agreed: new Map([[RECIPIENT, ['identity', 'contact']]]),
    childMissing: [],
    lines: [],
    names: NAMES,
    phone: PHONE,
    ...over,
  })
  return id
}
const READY = {
  agreed_to_ask: 'yes',
  home_state: 'no',
  seeks_protection: 'no',
  fears_return: 'no',
  checked_on: '2026-11-20',
  age_band: '25_59',
  sex: 'female',
  needs: ['shelter', 'health'],
  language: 'es',
  urgency: 'urgent',
  needed_from: '2026-12-01',
  risks: ['debt'],
  needs_words: 'Needs a quiet place.',
  expected_on: '2026-11-28',
  travel: 'By air; met at the gate.',
  child_heard: 'yes',
  guardian_agrees: 'yes',
}

const begin = async (fileId: string, values: Readonly<Record<string, Json>> = READY): Promise<string> => {
  const begun = await call(demoland, 'shelter', 'POST', 'victims', {
    id: newId(),
    stepId: newId(),
    fileId,
    recipientId,
    happenedAt: now(),
    answers: given(values),
  })
  assert.equal(begun.status, 201, JSON.stringify(begun.body))
  return begun.body.id
}
const preview = async (id: string, who = 'shelter') =>
  (await call(demoland, who, 'GET', `victims/${id}/preview`)).body as VictimPreview
const send = async (id: string, step: string, who = 'shelter', digest?: string) =>
  call(demoland, who, 'POST', `victims/${id}/send`, {
    stepId: newId(),
    step,
    digest: digest ?? (await preview(id, who)).digest,
    happenedAt: now(),
  })
const step = (at: Country, who: string, id: string, name: string, values: Readonly<Record<string, Json>> = {}) =>
  call(at, who, 'POST', `victims/${id}/steps`, { id: newId(), step: name, happenedAt: now(), answers: given(values) })
const cross = async (from: Country, to: Country) => {
  const codes = await carry(from, to)
  assert.ok(
    codes.every((code) => code === 'ok'),
    codes.join(' '),
  )
}
const must = (answer: { status: number; body: unknown }) =>
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
const thereOf = () =>
  demoland.line.out.findLast(({ type }) => type === 'cooperation.victim_capacity_asked')!.conversationId

/** As far as the other side's acceptance. */
async function accepted(fileId: string): Promise<{ here: string; there: string }> {
  const here = await begin(fileId)
  must(await send(here, 'ask'))
  await cross(demoland, norland)
  const there = thereOf()
  must(await step(norland, 'shelter', there, 'say_room', { held_until: '2026-12-10' }))
  await cross(norland, demoland)
  must(await send(here, 'offer'))
  await cross(demoland, norland)
  must(await step(norland, 'shelter', there, 'accept', { service: 'House of the river' }))
  await cross(norland, demoland)
  return { here, there }
}
async function handedOver(fileId: string): Promise<{ here: string; there: string }> {
  const { here, there } = await accepted(fileId)
  must(await send(here, 'hand_over', 'night'))
  await cross(demoland, norland)
  return { here, there }
}
const stateOf = async (at: Country, id: string) => (await call(at, 'shelter', 'GET', `victims/${id}`)).body.state
const personAt = (at: Country, id: string, who = 'shelter') => call(at, who, 'GET', `victims/${id}/person`)

test('a person is referred in three steps: nobody is recognisable in the question or the offer, and who they are comes last', async () => {
  const fileId = file()
  const already = demoland.line.out.length
  const { here, there } = await accepted(fileId)
  const before = JSON.stringify(demoland.line.out.slice(already).map(({ body }) => body))
  for (const secret of [NAMES.given, NAMES.family, PHONE, fileId, here, demoland.shelterId, 'DL-2026'])
    assert.ok(!before.includes(secret), secret)
  assert.equal((await personAt(norland, there)).body.code, 'cooperation.nothing_handed_over')

  // By another than the one who offered, and only what was previewed.
  const own = await send(here, 'hand_over')
  assert.deepEqual([own.status, own.body.code], [403, 'records.second_person'])
  assert.equal((await send(here, 'hand_over', 'night', 'of something else')).body.code, 'cooperation.changed_since')
  must(await send(here, 'hand_over', 'night'))
  await cross(demoland, norland)
  const shown = (await personAt(norland, there)).body.person as Readonly<Record<string, string>>
  assert.deepEqual(shown, { name: 'Marisol Quiroga', gender: 'Feminine', phone: PHONE })
  assert.ok(norland.line.opened.length > 0, 'that it was opened is told')
  const { lines } = demoland.files.get(fileId)!
  assert.deepEqual(
    lines.map(({ type, payload }) => [type, 'provider' in payload ? payload.provider : null]),
    [['service_recorded', 'Office for Victims of Norland (XN)']],
  )

  for (const [name, values] of [
    ['confirm_arrival', { arrived_on: '2026-11-24', wellbeing: 'well' }],
    ['follow_up', { seen_on: '2026-11-24', wellbeing: 'needs_more' }],
  ] as const)
    must(await step(norland, 'shelter', there, name, values))
  await cross(norland, demoland)
  const decided = { status: 'identified', decided_on: '2026-11-24', body: 'Identification Board' }
  for (const [at, id, name] of [
    [demoland, here, 'tell_status'],
    [norland, there, 'tell_status_back'],
  ] as const) {
    const kept = demoland.line.out.length + norland.line.out.length
    const { status, body } = await step(at, 'shelter', id, name, { ...decided, agreed: 'no' })
    assert.deepEqual([status, body.code], [422, 'cooperation.referral_incomplete'])
    assert.equal(demoland.line.out.length + norland.line.out.length, kept, 'without their agreement nothing is told')
    must(await step(at, 'shelter', id, name, { ...decided, agreed: 'yes' }))
  }
  await cross(demoland, norland)
  must(await step(norland, 'shelter', there, 'conclude', { outcome: 'settled' }))
  await cross(norland, demoland)
  must(await step(demoland, 'shelter', here, 'close'))
  await cross(demoland, norland)
  assert.deepEqual([await stateOf(demoland, here), await stateOf(norland, there)], ['closed', 'closed'])
  assert.deepEqual(
    lines.map(({ type }) => type),
    ['service_recorded', 'service_recorded', 'service_result_recorded'],
  )
  // Both sides show the same by the same hashes.
  const [ours, theirs] = await Promise.all([
    call(demoland, 'shelter', 'GET', `victims/${here}/messages`),
    call(norland, 'shelter', 'GET', `victims/${there}/messages`),
  ])
  const said = (items: readonly { type: string; hash: string }[]) =>
    items.map(({ type, hash }) => type + hash).toSorted()
  assert.deepEqual(said(ours.body.items), said(theirs.body.items))
  assert.equal((await verifyRequestLogs(demoland.db)).broken, undefined)
})

test('nobody is handed over without consent that names this recipient; without consent for contact it is left out', async () => {
  const fileId = file({ agreed: new Map([[abroadId({ country: 'XN', authority: 'other' }), ['identity', 'contact']]]) })
  const { here } = await accepted(fileId)
  const shown = await preview(here)
  assert.deepEqual([shown.person, shown.notAgreed, shown.missing], [null, ['identity', 'contact'], ['not_consented']])
  const refused = await send(here, 'hand_over', 'night')
  assert.deepEqual(
    [refused.body.code, refused.body.params?.missing],
    ['cooperation.referral_incomplete', 'not_consented'],
  )
  demoland.files.get(fileId)!.agreed.set(RECIPIENT, ['identity'])
  must(await send(here, 'hand_over', 'night'))
  await cross(demoland, norland)
  const came = (await personAt(norland, thereOf())).body.person as Readonly<Record<string, string>>
  assert.deepEqual(Object.keys(came), ['name', 'gender'])
})

test('a home State is asked nothing where protection is sought, the question about room neither', async () => {
  for (const [homes, over] of [
    [['XN'], { fears_return: 'yes' }],
    [['BO'], { home_state: 'unknown', seeks_protection: 'unknown' }],
  ] as const) {
    const here = await begin(file({ homes }), { ...READY, ...over })
    const refused = await send(here, 'ask')
    assert.match(String(refused.body.params?.missing), /refugee_check/)
  }
  // What became known later holds as well: before the offer it is asked again.
  const fileId = file()
  const here = await begin(fileId)
  must(await send(here, 'ask'))
  await cross(demoland, norland)
  must(await step(norland, 'shelter', thereOf(), 'say_room', { held_until: '2026-12-10' }))
  await cross(norland, demoland)
  must(await step(demoland, 'shelter', here, 'amend', { ...READY, home_state: 'yes', fears_return: 'yes' }))
  assert.match(String((await send(here, 'offer')).body.params?.missing), /refugee_check/)
})

test('a child goes with an approved determination and a guardian, heard and agreed; the gate is asked when it is handed over', async () => {
  const fileId = file({ child: true, childMissing: ['determination_missing', 'guardian_missing'] })
  const asChild = { ...READY, age_band: '12_17' }
  const here = await begin(fileId, asChild)
  must(await send(here, 'ask'))
  await cross(demoland, norland)
  const there = thereOf()
  must(await step(norland, 'shelter', there, 'say_room', { held_until: '2026-12-10' }))
  await cross(norland, demoland)
  must(await send(here, 'offer'))
  await cross(demoland, norland)
  must(await step(norland, 'shelter', there, 'accept', { service: 'House' }))
  await cross(norland, demoland)
  const refused = await send(here, 'hand_over', 'night')
  assert.deepEqual(
    [refused.body.params?.missing, refused.body.params?.child],
    ['child_gate', 'determination_missing guardian_missing'],
  )
  demoland.files.get(fileId)!.childMissing = []
  must(await step(demoland, 'shelter', here, 'amend', { ...asChild, guardian_agrees: 'unknown' }))
  assert.equal((await send(here, 'hand_over', 'night')).body.params?.missing, 'guardian_agrees')
  must(await step(demoland, 'shelter', here, 'amend', asChild))
  must(await send(here, 'hand_over', 'night'))
})

test('consent that is withdrawn calls the person back: both sides destroy what was handed over, and the other confirms', async () => {
  const fileId = file()
  const { here, there } = await handedOver(fileId)
  assert.equal((await personAt(norland, there)).status, 200)
  const of = victimRequests(demoland.context)
  assert.equal(
    await recallWithoutConsent(demoland.context, of, fileId),
    0,
    'as long as it holds nothing is called back',
  )
  demoland.files.get(fileId)!.agreed.clear()
  assert.equal(await recallWithoutConsent(demoland.context, of, fileId), 1)
  assert.equal((await personAt(demoland, here)).body.code, 'cooperation.nothing_handed_over')
  await cross(demoland, norland)
  assert.equal((await personAt(norland, there)).body.code, 'cooperation.nothing_handed_over')
  const { rows } = await readInScope(norland.db, systemScope('XN'), (trx) =>
    sql<{ sealed: Uint8Array; because: string }>`
      select sealed, destroyed_because as because from cooperation.handed_over where request_id = ${there}`.execute(
      trx,
    ),
  )
  assert.deepEqual([rows[0]?.sealed.length, rows[0]?.because], [0, 'recalled'])
  must(await step(norland, 'shelter', there, 'confirm_destroyed', { done: 'destroyed' }))
  await cross(norland, demoland)
  assert.deepEqual([await stateOf(demoland, here), await stateOf(norland, there)], ['destroyed', 'destroyed'])
  assert.equal(demoland.files.get(fileId)!.lines.at(-1)?.type, 'service_result_recorded')
})

test('somebody who does not arrive on time is an alert on both sides, and one who is reported missing at once', async () => {
  const { here, there } = await handedOver(file())
  const alerts = async () =>
    ((await demoland.module.tasks?.(person('DL', demoland.shelterId, 8, ROLES['shelter']!))) ?? []).filter(
      ({ about, kind }) => about.id === here && kind === 'victim_overdue',
    )
  assert.equal((await alerts()).length, 0)
  const mine = (await norland.module.tasks?.(person('XN', norland.shelterId, 8, ROLES['shelter']!))) ?? []
  const due = mine.find(({ about }) => about.id === there)
  assert.ok(due?.dueAt?.startsWith('2026-11-29'), `due the day after it was expected, not ${String(due?.dueAt)}`)
  must(await step(norland, 'shelter', there, 'report_missing', { tried: 'Called the line twice.' }))
  await cross(norland, demoland)
  assert.equal((await alerts())[0]?.presses, 'today')
  must(await step(norland, 'shelter', there, 'confirm_arrival', { arrived_on: '2026-11-24', wellbeing: 'at_risk' }))
  await cross(norland, demoland)
  assert.equal((await alerts()).length, 0)
})

test('the tracks never mix: no desk has both, and their messages find nothing of one another', async () => {
  await handedOver(file())
  const asked = demoland.line.out.findLast(({ type }) => type === 'cooperation.victim_capacity_asked')!
  const evidence = { ...asked, id: newId<string>(), conversationId: newId<string>() }
  assert.equal(
    await hand(norland, { ...evidence, to: { country: 'XN', authority: 'central_authority' } }),
    'cooperation.wrong_track',
  )
  const mla = {
    ...evidence,
    type: 'cooperation.mla_request',
    body: { answers: given({ names_victim: 'no' }) } as never,
  }
  assert.equal(await hand(norland, mla), 'cooperation.wrong_track')
  const strayed = {
    ...asked,
    id: newId<string>(),
    type: 'cooperation.mla_acknowledged',
    body: { answers: {} } as never,
  }
  assert.notEqual(
    await hand(norland, { ...strayed, to: { country: 'XN', authority: 'central_authority' } }),
    'ok',
    'in the conversation of a referral no request is found',
  )
  // Who somebody is comes with the hand-over alone.
  const early = { ...asked, id: newId<string>(), body: { answers: {}, person: { name: NAMES.given } } as never }
  assert.equal(await hand(norland, early), 'cooperation.names_victim')
})

test('officers of the central authority see no referral, and other agencies and people without the file none of it', async () => {
  const fileId = file()
  const { here, there } = await handedOver(fileId)
  for (const who of ['officer', 'approver', 'liaison', 'both'])
    for (const path of [`victims/${here}`, `victims/${here}/person`, `victims/${here}/messages`, 'victims/recipients'])
      assert.equal((await call(demoland, who, 'GET', path)).status, 403, `${who} ${path}`)
  assert.equal((await call(demoland, 'caseworker', 'GET', `victims/${here}`)).status, 404, 'of another agency')
  assert.equal((await call(norland, 'caseworker', 'GET', `victims/${there}/person`)).status, 404)
  const list = await call(demoland, 'officer', 'GET', 'requests?list=all')
  assert.ok(!JSON.stringify(list.body).includes(here))
  // Of a file that somebody does not see, they see no referral either.
  const seen = demoland.files.get(fileId)!
  demoland.files.delete(fileId)
  assert.equal((await call(demoland, 'shelter', 'GET', `victims/${here}`)).status, 404)
  demoland.files.set(fileId, seen)
})

test('sent twice it is sent once; the person is in no row, log or name in clear', async () => {
  const { here } = await accepted(file())
  const shown = await preview(here, 'night')
  const body = { stepId: newId<string>(), step: 'hand_over', digest: shown.digest, happenedAt: now() }
  const sent = demoland.line.out.length
  for (const _ of [1, 2]) must(await call(demoland, 'night', 'POST', `victims/${here}/send`, body))
  assert.equal(demoland.line.out.length, sent + 1)
  const { rows } = await readInScope(demoland.db, systemScope('DL'), (trx) =>
    sql<{ all: string }>`
      select (select json_agg(r) from cooperation.request r)::text || (select json_agg(h) from cooperation.handed_over h)::text
        || (select json_agg(s) from cooperation.request_step s)::text as all`.execute(trx),
  )
  const audit = JSON.stringify(
    await readInScope(demoland.db, systemScope('DL'), (trx) => readAudit(trx, { limit: 10_000 })),
  )
  const { leaks, bytes } = findLeaks({
    secrets: [NAMES.given, NAMES.family, PHONE, READY.needs_words],
    texts: { rows: rows[0]!.all, audit },
  })
  assert.ok(bytes > 10_000)
  assert.deepEqual(leaks, [])
})

test('a person who is erased is called back, and nothing of them opens any more on this side', async () => {
  const fileId = file()
  const { here, there } = await handedOver(fileId)
  const of = victimRequests(demoland.context)
  const erased = await inScope(demoland.db, systemScope('DL'), async (trx) =>
    ok(await victimErases(demoland.context, of).erase(trx, { fileIds: [fileId], personIds: [] } as never)),
  )
  assert.ok(erased.ok)
  assert.equal((await call(demoland, 'shelter', 'GET', `victims/${here}`)).status, 404)
  await cross(demoland, norland)
  assert.equal(await stateOf(norland, there), 'recalled')
  assert.equal((await personAt(norland, there)).body.code, 'cooperation.nothing_handed_over')
  const { rows } = await readInScope(demoland.db, systemScope('DL'), (trx) =>
    sql<{ count: number }>`select count(*)::int as count from cooperation.ending_conversation`.execute(trx),
  )
  assert.ok((rows[0]?.count ?? 0) > 0, 'its conversation goes once the recall has arrived')
})

test('an offer whose words tell who the person is does not go; a date of birth of another goes with a reason only, which is kept', async () => {
  const offered = async (words: string) => {
    const here = await begin(file({ names: { given: 'Maria', family: 'Petrova' } }), { ...READY, needs_words: words })
    must(await send(here, 'ask'))
    await cross(demoland, norland)
    must(await step(norland, 'shelter', thereOf(), 'say_room', { held_until: '2026-12-10' }))
    await cross(norland, demoland)
    return here
  }
  const named = [
    'Her name is Maria Petrova',
    'М. Петрова',
    'Petrova Maria',
    'ماريا بتروفا',
    'Born 3 May 2001',
    `Phone ${PHONE}`,
    'File DL-2026-000001',
  ]
  for (const words of named) {
    const here = await offered(words)
    const shown = await preview(here)
    assert.deepEqual([shown.missing, shown.identifying.length > 0], [['names_person'], true], words)
    const refused = await send(here, 'offer')
    assert.equal(refused.body.code, 'cooperation.referral_incomplete', words)
    assert.ok(!JSON.stringify(refused.body).includes(words), 'an error says no name')
    const forced = await call(demoland, 'shelter', 'POST', `victims/${here}/send`, {
      stepId: newId(),
      step: 'offer',
      digest: shown.digest,
      happenedAt: now(),
      identifying: 'It has to.',
    })
    assert.equal(forced.status, 422, 'and no reason lets it go')
  }
  const here = await offered('Travels with her son, born 4 June 2020.')
  assert.equal((await send(here, 'offer')).body.code, 'cooperation.identifying')
  const sent = await call(demoland, 'shelter', 'POST', `victims/${here}/send`, {
    stepId: newId(),
    step: 'offer',
    digest: (await preview(here)).digest,
    happenedAt: now(),
    identifying: 'The service asks for the child’s date of birth.',
  })
  must(sent)
  await cross(demoland, norland)
})
