import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixedClock } from '@gloact/kernel'
import { endUse } from './look-after.ts'
import { requestsOf } from './requests.ts'
import { apart, arrived, ask, carry, COMPLETE, demoland, draft, norland, stateAt, step } from './testing/two-sides.ts'

/* What still holds once something has been sent: recall, correction, its last day, conditions, and types of request of their own. */

/** What may be printed and exported as it comes. */
const { codes: _, ...PLAIN } = COMPLETE
const OPEN = { ...PLAIN, tlp: 'green' }

const contentAt = async (at: typeof norland, who: 'officer' | 'approver', id: string) =>
  (await ask(at, who, 'GET', `requests/${id}/content`)).body

test('what was recalled is read, printed and exported no more where it came to, and only by its own side; here it stays', async () => {
  const id = await arrived(OPEN)
  assert.ok((await contentAt(norland, 'officer', id)).permitted.includes('print'))
  const theirs = await step(norland, 'approver', id, 'recall', { about: 'request', reason: 'x' })
  assert.deepEqual([theirs.status, theirs.body.code], [422, 'cooperation.not_yours'])
  assert.equal((await step(demoland, 'officer', id, 'recall', { about: 'request', reason: 'x' })).status, 403)
  const recalled = await step(demoland, 'approver', id, 'recall', { about: 'request', reason: 'The wrong company.' })
  assert.equal(recalled.status, 201, JSON.stringify(recalled.body))
  assert.deepEqual(await carry(demoland, norland), ['ok'])
  const there = await contentAt(norland, 'officer', id)
  assert.deepEqual([there.answers, there.permitted], [{}, []])
  assert.equal((await ask(norland, 'officer', 'GET', `requests/${id}/letter?format=pdf&language=en`)).status, 404)
  const shown = (await ask(norland, 'officer', 'GET', `requests/${id}`)).body
  assert.deepEqual(shown.steps.find((one) => one.step === 'arrive')?.answers, {})
  assert.equal(Object.keys((await contentAt(demoland, 'officer', id)).answers).length > 5, true)
})

test('a day until which something may be used ends it by itself, and a term only gets shorter', async () => {
  const id = await arrived({ ...OPEN, use_until: '2026-12-31' })
  await step(norland, 'officer', id, 'acknowledge')
  await step(norland, 'officer', id, 'ask_more', { question: 'Which?' })
  await carry(norland, demoland)
  await step(demoland, 'officer', id, 'give_more', { reply: 'That one.', use_until: '2027-06-30' })
  await carry(demoland, norland)
  assert.equal((await ask(norland, 'officer', 'GET', `requests/${id}`)).body.facts['use_until'], '2026-12-31')
  const at = (day: string) => ({ ...norland.context, clock: fixedClock(`${day}T09:00:00Z`) })
  assert.equal(await endUse(at('2026-12-31'), requestsOf(at('2026-12-31'))), 0, 'on the day itself it may be used')
  assert.ok((await endUse(at('2027-01-01'), requestsOf(at('2027-01-01')))) > 0)
  const after = await contentAt(norland, 'officer', id)
  assert.deepEqual([after.answers, after.permitted], [{}, []])
})

test('what was wrong is corrected by the side that sent it: both stand there, on both sides', async () => {
  const id = await arrived()
  const said = { about: 'request', text: 'The company is the one of Harbour Street.' }
  assert.equal((await step(demoland, 'approver', id, 'correct', said)).status, 201)
  assert.deepEqual(await carry(demoland, norland), ['ok'])
  const { steps } = (await ask(norland, 'officer', 'GET', `requests/${id}`)).body
  assert.deepEqual(steps.find((one) => one.step === 'correct')?.answers['text'], { value: said.text })
  assert.ok(Object.keys(steps.find((one) => one.step === 'arrive')?.answers ?? {}).length > 5)
})

test('conditions that were agreed to go with the result, whatever its author wrote', async () => {
  const id = await arrived()
  const conditions = 'Not published.'
  for (const [at, who, name, values] of [
    [norland, 'officer', 'acknowledge', {}],
    [norland, 'officer', 'offer_conditions', { conditions, costs: 'An interpreter, borne by you.' }],
    [demoland, 'officer', 'agree_conditions', {}],
    [norland, 'officer', 'prepare_result', { extent: 'whole', result: 'Statements.' }],
  ] as const) {
    const done = await step(at, who, id, name, values)
    assert.equal(done.status, 201, `${name} ${JSON.stringify(done.body)}`)
    await carry(at, at === norland ? demoland : norland)
  }
  assert.equal((await apart(norland, 'approver', id, 'result')).status, 201)
  await carry(norland, demoland)
  const { steps } = (await ask(demoland, 'officer', 'GET', `requests/${id}`)).body
  const result = steps.find((one) => one.step === 'send_result')?.answers
  assert.deepEqual([result?.['conditions'], result?.['result']], [{ value: conditions }, { value: 'Statements.' }])
})

test('information without a request is closed once it was acknowledged; what asks for a result is not', async () => {
  const spontaneous = { ...COMPLETE, type: 'spontaneous', information: 'A recruiter moves to your country.' }
  for (const [values, status] of [
    [spontaneous, 201],
    [COMPLETE, 409],
  ] as const) {
    const id = await arrived(values)
    await step(norland, 'officer', id, 'acknowledge')
    await carry(norland, demoland)
    assert.equal((await step(demoland, 'officer', id, 'close', { outcome: 'used' })).status, status)
    await carry(demoland, norland)
    const states = [await stateAt(demoland, id), await stateAt(norland, id)]
    assert.deepEqual(states, status === 201 ? ['closed', 'closed'] : ['acknowledged', 'acknowledged'])
  }
})

test('an authority is asked only what it deals with, and refuses on grounds of that type alone', async () => {
  const extradition = { ...COMPLETE, type: 'extradition', warrant: '12/2026', penalty: 'Twelve years' }
  const { body } = await draft('officer', extradition)
  const put = await apart(demoland, 'officer', body.id, 'submit')
  assert.ok(put.body.fields.some(({ code }) => code === 'cooperation.missing.type_not_served'))
  const id = await arrived()
  await step(norland, 'officer', id, 'acknowledge')
  const refusal = { reason: 'x', consulted: 'x' }
  const other = await step(norland, 'officer', id, 'refuse', { ground: 'own_national', ...refusal })
  assert.deepEqual([other.status, other.body.code], [422, 'cooperation.other_ground'])
  assert.equal((await step(norland, 'officer', id, 'refuse', { ground: 'sovereignty', ...refusal })).status, 201)
})
