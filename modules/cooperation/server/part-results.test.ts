import assert from 'node:assert/strict'
import { test } from 'node:test'
import { apart, arrived, ask, carry, demoland, norland, stateAt, step } from './testing/two-sides.ts'

const accepted = async (): Promise<string> => {
  const id = await arrived()
  for (const name of ['acknowledge', 'accept']) assert.equal((await step(norland, 'officer', id, name)).status, 201)
  assert.deepEqual(await carry(norland, demoland), ['ok', 'ok'])
  return id
}
const both = async (id: string) => [await stateAt(demoland, id), await stateAt(norland, id)]

test('a request is executed in parts: each is approved by another officer, both sides know of it, and the time for the rest runs on', async () => {
  const id = await accepted()
  const clocks = async () =>
    (await ask(demoland, 'officer', 'GET', `requests/${id}`)).body.clocks.filter(({ clock }) => clock === 'execute')
  const before = await clocks()
  assert.equal(before.length, 1)
  for (const [at, result] of ['The account exists.', 'Statements of three months.'].entries()) {
    const prepare = at === 0 ? 'prepare_result' : 'prepare_rest'
    const prepared = await step(norland, 'officer', id, prepare, { extent: 'part', result })
    assert.equal(prepared.status, 201, JSON.stringify(prepared.body))
    // What is in review is not known there.
    assert.deepEqual(
      await both(id),
      at === 0 ? ['accepted', 'result_in_review'] : ['partly_executed', 'rest_in_review'],
    )
    assert.equal((await apart(norland, 'approver', id, 'result')).status, 201)
    assert.deepEqual(await carry(norland, demoland), ['ok'])
    assert.deepEqual(await both(id), ['partly_executed', 'partly_executed'])
    assert.equal(norland.line.out.at(-1)?.type, 'cooperation.mla_part_result')
  }
  assert.deepEqual(await clocks(), before)
  await step(norland, 'officer', id, 'prepare_rest', { extent: 'whole', result: 'Statements of all months.' })
  await apart(norland, 'approver', id, 'result')
  await carry(norland, demoland)
  assert.deepEqual(await both(id), ['answered', 'answered'])
  assert.equal(norland.line.out.at(-1)?.type, 'cooperation.mla_result')
  const { steps } = (await ask(demoland, 'officer', 'GET', `requests/${id}`)).body
  assert.deepEqual(
    steps.flatMap(({ step: name, answers }) => (name.startsWith('send_') ? [[name, answers['result']]] : [])),
    [
      ['send_part', { value: 'The account exists.' }],
      ['send_part', { value: 'Statements of three months.' }],
      ['send_result', { value: 'Statements of all months.' }],
    ],
  )
  // Whether more follows is said by the message; the word for it stays at home.
  assert.ok(norland.line.out.every(({ body }) => !JSON.stringify(body).includes('"extent"')))
})

test('a part is not sent by who prepared it, by the general route or without saying whether more follows; it can be sent back', async () => {
  const id = await accepted()
  assert.equal((await step(norland, 'officer', id, 'prepare_result', { result: 'Statements.' })).status, 422)
  await step(norland, 'both', id, 'prepare_result', { extent: 'part', result: 'The account exists.' })
  assert.equal((await apart(norland, 'both', id, 'result')).body.code, 'records.second_person')
  assert.equal((await step(norland, 'approver', id, 'send_part', { result: 'Made up.' })).status, 409)
  assert.equal((await apart(norland, 'approver', id, 'result')).status, 201)
  await carry(norland, demoland)
  await step(norland, 'both', id, 'prepare_rest', { extent: 'whole', result: 'The rest.' })
  assert.equal((await step(norland, 'approver', id, 'redo_rest', { reason: 'Which months?' })).status, 201)
  assert.deepEqual(await both(id), ['partly_executed', 'partly_executed'])
  assert.equal((await apart(norland, 'approver', id, 'result')).body.code, 'cooperation.not_prepared')
})

test('a part that is enough is closed, and what crosses that is noted on both sides', async () => {
  const id = await accepted()
  await step(norland, 'officer', id, 'prepare_result', { extent: 'part', result: 'The account exists.' })
  await apart(norland, 'approver', id, 'result')
  await carry(norland, demoland)
  await step(norland, 'officer', id, 'prepare_rest', { extent: 'whole', result: 'The rest.' })
  assert.equal((await step(demoland, 'officer', id, 'close', { outcome: 'partly_used' })).status, 201)
  await apart(norland, 'approver', id, 'result')
  assert.deepEqual(await carry(demoland, norland), ['ok'])
  assert.deepEqual(await carry(norland, demoland), ['ok'])
  assert.deepEqual(await both(id), ['closed', 'closed'])
})

test('the rest of a request may be postponed or refused, with reasons', async () => {
  for (const [name, said, state] of [
    ['refuse', { ground: 'sovereignty', reason: 'The second bank.', consulted: 'By telephone.' }, 'refused'],
    ['postpone', { ground: 'investigation', reason: 'The second bank.', consulted: 'By telephone.' }, 'postponed'],
  ] as const) {
    const id = await accepted()
    await step(norland, 'officer', id, 'prepare_result', { extent: 'part', result: 'The account exists.' })
    await apart(norland, 'approver', id, 'result')
    const done = await step(norland, 'officer', id, name, said)
    assert.equal(done.status, 201, JSON.stringify(done.body))
    assert.deepEqual(await carry(norland, demoland), ['ok', 'ok'])
    assert.deepEqual(await both(id), [state, state])
  }
})
