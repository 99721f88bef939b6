import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import { bytesSource, openZip } from '@gloact/zip'
import type { ArrangementsView } from '../contract/arrangements.ts'
import { totalsOf } from '../domain/arrangements.ts'
import {
  ask,
  clock,
  module,
  office,
  page,
  person,
  planned,
  police,
  principal,
  running,
} from './testing/training-stage.ts'

interface Read {
  saved: string | null
  arrangements: ArrangementsView
  attended: number
}

const COSTS: ArrangementsView = {
  partners: ['Border Guard', 'UN office <b>'],
  paidBy: 'State budget',
  currency: 'EUR',
  costs: [
    { kind: 'venue', planned: 1200, spent: 1100 },
    { kind: 'travel', planned: 3000, spent: null },
  ],
}

test('what an event costs and with whom it is held is saved as it was, once, and never over what somebody else saved', async () => {
  const event = await running('Guest One')
  const at = `events/${event.id}/arrangements`
  const first = await ask<Read>('GET', at)
  assert.deepEqual([first.body.saved, first.body.arrangements.costs], [null, []])
  const saving = { id: newId(), after: null, arrangements: COSTS }
  assert.equal((await ask('POST', at, saving)).status, 201)
  assert.equal((await ask('POST', at, saving)).status, 201, 'sent twice')
  const otherwise = { ...saving, arrangements: { ...COSTS, paidBy: 'Somebody' } }
  assert.equal((await ask('POST', at, otherwise)).body.code, 'training.id_used')
  assert.equal((await ask('POST', at, { ...saving, id: newId() })).body.code, 'training.arrangements_changed')
  const next = { id: newId(), after: saving.id, arrangements: { ...COSTS, costs: COSTS.costs.slice(0, 1) } }
  assert.equal((await ask('POST', at, next, { role: 'trainer' })).status, 403)
  assert.equal((await ask('POST', at, next)).status, 201)
  const read = await ask<Read>('GET', at)
  assert.deepEqual(read.body, { saved: next.id, arrangements: next.arrangements, attended: 0 })
  // Another agency, and those who nominate, learn nothing of it.
  assert.equal((await ask('GET', at, undefined, { agency: police })).status, 404)
  assert.equal((await ask('GET', at, undefined, { agency: police, role: 'supervisor' })).status, 403)
  const odd = [
    { ...COSTS, currency: 'euro' },
    { ...COSTS, costs: [...COSTS.costs, COSTS.costs[0]] },
    { ...COSTS, costs: [{ kind: 'venue', planned: -1, spent: null }] },
  ]
  for (const arrangements of odd) {
    assert.equal((await ask('POST', at, { id: newId(), after: next.id, arrangements })).status, 400)
  }
})

test('not yet spent is not nothing, and nobody has no share of it', () => {
  assert.deepEqual(totalsOf(COSTS.costs, 10), { planned: 4200, spent: 1100, each: 110 })
  assert.deepEqual(totalsOf(COSTS.costs, 0).each, null)
  assert.deepEqual(totalsOf([{ kind: 'venue', planned: 5, spent: null }], 3), { planned: 5, spent: null, each: null })
  assert.deepEqual(totalsOf([], 3), { planned: 0, spent: null, each: null })
})

test('letters are a Word file in the language of the event: an invitation with the code, a refusal with its reason, one a page', async () => {
  const event = await running('Mona Haddad', { seats: 1, language: 'fr' })
  const refused = person('Jean <Moreau>')
  await ask('POST', `events/${event.id}/nominations`, refused)
  const letters = (decision: string, as = {}) =>
    ask('GET', `events/${event.id}/letters?decision=${decision}`, undefined, as)
  assert.equal((await letters('not_selected')).body.code, 'training.nobody_to_write_to')
  const decision = { id: newId(), decision: 'not_selected', reason: 'seats_taken' }
  assert.equal((await ask('POST', `nominations/${refused.id}/decisions`, decision)).status, 200)
  const at = `events/${event.id}/arrangements`
  await ask('POST', at, { id: newId(), after: null, arrangements: COSTS })
  const invited = await wordsOf((await letters('selected')).raw)
  for (const said of ['Mona Haddad', event.code, '/take-part', 'Votre candidature à', 'Border Guard', 'Day one'])
    assert.ok(invited.includes(said), said)
  assert.ok(!invited.includes('Moreau'))
  assert.match(invited, /<w:pageBreakBefore/)
  const declined = await wordsOf((await letters('not_selected')).raw)
  assert.ok(declined.includes('Jean &lt;Moreau&gt;') && declined.includes('Motif'))
  assert.ok(!declined.includes(event.code))
  assert.equal((await letters('selected', { agency: police })).status, 404)
  assert.equal((await letters('selected', { role: 'supervisor' })).status, 403)
})

async function wordsOf(docx: Uint8Array): Promise<string> {
  const zip = await openZip(bytesSource(docx), { entries: 100, bytes: 10_000_000, ratio: 1000, ratioFrom: 1_000_000 })
  assert.ok(zip.ok)
  const pieces: Uint8Array[] = []
  for await (const piece of zip.value.read('word/document.xml')) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}

test('a freed seat is offered to who has waited longest and whose agency has a seat left, and nobody else is asked', async () => {
  const event = await planned({ criteria: { professions: [], yearsInPost: 0, seatsAnAgency: 1 } })
  await ask('POST', `events/${event.id}/publish`)
  const [seated, guest, same, first, last] = [
    person('Seated', { employer: 'Police' }),
    person('Guest', { employer: 'Court' }),
    person('Same agency', { employer: 'Police' }),
    person('First', { employer: 'Clinic' }),
    person('Last', { employer: 'Shelter' }),
  ] as const
  const decide = async (who: { id: string }, decision: string, reason: string) =>
    (await ask('POST', `nominations/${who.id}/decisions`, { id: newId(), decision, reason })).status
  for (const each of [seated, guest, last, first, same]) await ask('POST', `events/${event.id}/nominations`, each)
  for (const each of [seated, guest]) assert.equal(await decide(each, 'selected', 'meets_criteria'), 200)
  for (const [minute, each] of [same, first, last].entries()) {
    clock.set(`2026-11-20T08:0${minute}:00Z`)
    assert.equal(await decide(each, 'waiting', 'seats_taken'), 200)
  }
  // A second decision to wait keeps the place.
  clock.set('2026-11-20T08:10:00Z')
  assert.equal(await decide(first, 'waiting', 'seats_taken'), 200)
  const tasks = async (role = 'training_officer') =>
    ((await module.tasks?.(principal(office, role))) ?? []).filter(
      ({ kind, about }) => kind === 'free_seat' && about.id === event.id,
    )
  assert.deepEqual([(await page(event.id)).nextInLine, await tasks()], [null, []])
  clock.set('2026-11-20T08:20:00Z')
  assert.equal(await decide(guest, 'not_selected', 'withdrew'), 200)
  assert.equal((await page(event.id)).nextInLine, first.id)
  assert.deepEqual(
    (await tasks()).map(({ details, since }) => [details['count'], since]),
    [[1, '2026-11-20T08:20:00.000Z']],
  )
  const trainer = await page(event.id, { role: 'trainer' })
  assert.deepEqual([trainer.nextInLine, await tasks('trainer')], [null, []])
  assert.equal(await decide(first, 'selected', 'replaces_someone'), 200)
  assert.deepEqual([(await page(event.id)).nextInLine, await tasks()], [null, []])
  // The seat of the police is free: theirs may have it, though another agency's waits too.
  assert.equal(await decide(seated, 'not_selected', 'did_not_come'), 200)
  assert.equal((await page(event.id)).nextInLine, same.id)
  clock.set('2026-11-20T08:00:00Z')
})
