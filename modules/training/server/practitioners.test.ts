import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { newId } from '@gloact/kernel'
import type { ResponseOf } from '@gloact/http/contract'
import { sql } from 'kysely'
import type { listDoubles, listPractitioners, listTrainers } from '../contract/practitioners.ts'
import type { listEvents } from '../contract/training-events.ts'
import { comparisonOf, type Entry } from './compare-doubles.ts'
import type { TrainingContext } from './context.ts'
import { ask, clinic, owner, page, person, phone, planned, police, take } from './testing/training-stage.ts'

type People = ResponseOf<typeof listPractitioners>
const people = async () => (await ask<People>('GET', 'practitioners')).body
const doubles = async () => (await ask<ResponseOf<typeof listDoubles>>('GET', 'doubles')).body
const totals = async () => (await ask<ResponseOf<typeof listEvents>>('GET', 'events')).body.totals!

/** Somebody who was nominated, selected and was there on both days. */
async function trained(name: string, more: object = {}) {
  const event = await planned()
  const nominee = person(name, more)
  assert.equal((await ask('POST', `events/${event.id}/nominations`, nominee)).status, 201)
  const decided = { id: newId(), decision: 'selected', reason: 'meets_criteria' }
  assert.equal((await ask('POST', `nominations/${nominee.id}/decisions`, decided)).status, 200)
  const participantId = (await page(event.id)).participants[0]!.id
  for (const session of event.sessions) {
    const there = { participantId, present: true, how: 'list' }
    assert.equal((await ask('POST', `sessions/${session}/attendance`, there)).status, 200)
  }
  return { ...event, practitionerId: nominee.practitionerId, participantId }
}

test('two entries of one person are suggested; merged they are one line and one person, and un-merged everything is as it was', async () => {
  const others = [
    'Aibek Osmonov',
    'Bermet Tashieva',
    'Chinara Ulanova',
    'Daniyar Kenesh',
    'Elena Petrova',
    'Farid Juma',
  ]
  for (const [at, name] of others.entries()) {
    await trained(name, { email: `p${at}@police.example`, employer: `Post ${at}`, profession: 'judge' })
  }
  const one = await trained('Gulnara Mambetova', { email: 'g.m@police.example', employer: 'Police' })
  const other = await trained('Gulnara Mambetova', { email: 'g.m@police.example', employer: 'Police' })
  const [before, counted] = [await people(), await totals()]
  const { items } = await doubles()
  const pair = items.find((each) =>
    [one, other].every(({ practitionerId }) => [each.one.id, each.other.id].includes(practitionerId)),
  )
  assert.ok(pair && pair.probability > 0.5 && pair.reasons.some(({ field, weight }) => field === 'name' && weight > 0))

  const decision = { id: newId(), one: one.practitionerId, other: other.practitionerId, same: true }
  for (let times = 0; times < 2; times += 1) assert.equal((await ask('POST', 'doubles', decision)).status, 200)
  assert.equal((await ask('POST', 'doubles', { ...decision, same: false })).body.code, 'training.id_used')
  assert.equal((await ask('POST', 'doubles', { ...decision, id: newId() })).body.code, 'training.already_decided')
  const merged = await people()
  assert.deepEqual(
    merged.items.filter(({ name }) => name === 'Gulnara Mambetova').map(({ events, entries }) => [events, entries]),
    [[2, 2]],
  )
  const together = await totals()
  assert.deepEqual(
    [together.people, together.entries, together.participantDays],
    [counted.people - 1, counted.entries, counted.participantDays],
  )
  const after = await doubles()
  assert.deepEqual(
    [after.items.some(({ one: each }) => each.name === 'Gulnara Mambetova'), after.decided.length],
    [false, 1],
  )

  for (let times = 0; times < 2; times += 1)
    assert.equal((await ask('POST', `doubles/${decision.id}/undo`)).status, 200)
  assert.deepEqual([await people(), await totals()], [before, counted])
  assert.ok((await doubles()).items.some(({ one: each }) => each.name === 'Gulnara Mambetova'))
})

test('another agency’s practitioners are none: not to merge, to move, to put on a roster, nor to ask for consent', async () => {
  const one = await trained('Their Own')
  const other = await trained('Their Other')
  const as = { agency: clinic }
  const path = `practitioners/${one.practitionerId}`
  const change = { id: newId(), employer: 'Elsewhere', profession: 'police', since: '2026-11-01' }
  const roster = { id: newId(), topics: '', languages: [], cleared: false, listed: true }
  for (const [address, body] of [
    ['doubles', { id: newId(), one: one.practitionerId, other: other.practitionerId, same: true }],
    [`${path}/transfers`, change],
    [`${path}/consent`, { id: newId(), given: true }],
    [`${path}/roster`, roster],
  ] as const) {
    const answer = await ask('POST', address, body, as)
    assert.deepEqual([answer.status, answer.body.code], [404, 'training.unknown'], address)
    assert.equal((await ask('POST', address, body, { agency: police, role: 'supervisor' })).status, 403, address)
  }
})

test('nobody who was not asked has refused; the latest answer holds, also when it is their own, by their code', async () => {
  const { id, practitionerId, sessions } = await trained('Consent Giver')
  const mine = async () => (await people()).items.find((each) => each.id === practitionerId)?.consent
  assert.equal(await mine(), null)
  const yes = { id: newId(), given: true }
  const path = `practitioners/${practitionerId}/consent`
  for (let times = 0; times < 2; times += 1)
    assert.equal((await ask('POST', path, yes, { role: 'trainer' })).status, 200)
  assert.equal((await ask('POST', path, { ...yes, given: false })).body.code, 'training.id_used')
  assert.equal(await mine(), true)
  const invited = await ask<{ items: { code: string }[] }>('POST', `events/${id}/invitations`)
  const { code } = invited.body.items[0]!
  assert.ok(sessions.length > 0 && (await take(code)).body.consent === true)
  const no = { code, id: newId(), given: false }
  for (let times = 0; times < 2; times += 1)
    assert.equal((await ask('POST', 'take-part/consent', no, phone)).status, 200)
  assert.deepEqual([await mine(), (await take(code)).body.consent], [false, false])
})

test('a transfer keeps what was left, is recorded once, and leaves a post bare when the last who was trained has gone', async () => {
  const { practitionerId } = await trained('Moved Away', { employer: 'Harbour Police' })
  const bare = async () => (await people()).bare.filter(({ employer }) => employer === 'Harbour Police')
  assert.deepEqual(await bare(), [])
  const moved = { id: newId(), employer: 'Customs', profession: 'other', since: '2026-11-02' }
  const path = `practitioners/${practitionerId}/transfers`
  for (let times = 0; times < 2; times += 1) assert.equal((await ask('POST', path, moved)).status, 200)
  assert.equal((await ask('POST', path, { ...moved, employer: 'Coast' })).body.code, 'training.id_used')
  assert.equal((await ask('POST', path, { ...moved, id: newId() }, { role: 'trainer' })).status, 403)
  const row = (await people()).items.find(({ id }) => id === practitionerId)
  assert.deepEqual([row?.employer, row?.profession], ['Customs', 'other'])
  assert.deepEqual(await bare(), [{ employer: 'Harbour Police', profession: 'police', left: 1, since: '2026-11-02' }])
  const { rows } = await sql<{ from_employer: string }>`
    select from_employer from training.transfer where practitioner_id = ${practitionerId}`.execute(owner)
  assert.deepEqual(rows, [{ from_employer: 'Harbour Police' }])
  await trained('Newly There', { employer: 'Harbour Police' })
  assert.deepEqual(await bare(), [])
})

test('the roster has what a trainer taught, and a mean of what observers gave; only what was observed is rated', async () => {
  const { id: eventId, practitionerId } = await trained('Good Teacher')
  const path = `practitioners/${practitionerId}`
  const taught = { id: newId(), eventId, observed: true, rating: 4, note: 'Let people speak.' }
  assert.equal((await ask('POST', `${path}/deliveries`, taught)).body.code, 'training.unknown', 'not on the roster yet')
  const roster = { id: newId(), topics: 'Indicators', languages: ['en', 'ar'], cleared: true, listed: true }
  for (let times = 0; times < 2; times += 1) assert.equal((await ask('POST', `${path}/roster`, roster)).status, 200)
  for (let times = 0; times < 2; times += 1)
    assert.equal((await ask('POST', `${path}/deliveries`, taught, { role: 'trainer' })).status, 200)
  const unseen = { id: newId(), eventId, observed: false, rating: 5, note: '' }
  assert.equal((await ask('POST', `${path}/deliveries`, unseen)).body.code, 'training.rating_without_observer')
  assert.equal((await ask('POST', `${path}/deliveries`, { ...unseen, rating: null })).status, 200)
  const trainers = async () => (await ask<ResponseOf<typeof listTrainers>>('GET', 'trainers')).body.items
  const [trainer] = await trainers()
  assert.deepEqual(
    [trainer?.name, trainer?.topics, trainer?.deliveries.length, trainer?.rated, trainer?.rating],
    ['Good Teacher', 'Indicators', 2, 1, 4],
  )
  assert.ok(trainer?.deliveries.some(({ note }) => note === 'Let people speak.'))
  assert.equal((await ask('POST', `${path}/roster`, { ...roster, id: newId(), listed: false })).status, 200)
  assert.deepEqual(await trainers(), [])
  const { rows } = await sql<{ sealed: string }>`
    select encode(sealed_note, 'escape') as sealed from training.delivery where sealed_note is not null`.execute(owner)
  assert.ok(rows.length > 0 && rows.every(({ sealed }) => !sealed.includes('speak')))
})

test('the calendar file of an event has a day for each session and names nobody; an unpublished event of others is none', async () => {
  const { id } = await trained('On No Calendar')
  const file = await ask('GET', `events/${id}/calendar`)
  const text = file.raw.toString('utf8')
  assert.match(text, /DTSTART;VALUE=DATE:20261127\r\n/)
  assert.equal(text.match(/BEGIN:VEVENT/g)?.length, 2)
  assert.ok(!text.includes('On No Calendar'))
  const stranger = { agency: clinic, role: 'supervisor' }
  assert.equal((await ask('GET', `events/${id}/calendar`, undefined, stranger)).status, 404)
  await ask('POST', `events/${id}/publish`)
  assert.equal((await ask('GET', `events/${id}/calendar`, undefined, stranger)).status, 200)
})

test('a whole register is compared in the background: nobody waits, and what is found stays until an entry changes', async () => {
  const context = { clock: { now: () => '2026-11-20T08:00:00Z' }, timeZone: 'UTC' } as unknown as TrainingContext
  const entry = (at: number, name = `${'Abcdefghij'[at % 10]}mina${at} Diallo${(at * 7) % 601}`): Entry => ({
    id: newId(),
    name,
    email: `p${at}@agency.example`,
    phone: '',
    employer: `Agency ${at % 9}`,
    profession: 'police',
  })
  const twins = [entry(1, 'Gulnara Mambetova'), { ...entry(1, 'Gulnara Mambetova'), employer: 'Agency 1' }]
  const entries = [...Array.from({ length: 700 }, (_, at) => entry(at + 10)), ...twins]
  assert.deepEqual(await comparisonOf(context, 'a', entries), { pairs: [], comparing: true })
  let found = await comparisonOf(context, 'a', entries)
  while (found.comparing) {
    await setImmediate()
    found = await comparisonOf(context, 'a', entries)
  }
  assert.ok(found.pairs.some(({ one, other }) => twins.every(({ id }) => [one, other].includes(id))))
  // Somebody is added: what was found before is shown while all of them are compared again. Another agency has its own.
  const more = await comparisonOf(context, 'a', [...entries, entry(9000)])
  assert.deepEqual([more.comparing, more.pairs.length], [true, found.pairs.length])
  assert.deepEqual(await comparisonOf(context, 'b', entries.slice(0, 1)), { pairs: [], comparing: false })
})
