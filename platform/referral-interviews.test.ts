import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import { sql } from 'kysely'
import { referralStage, TODAY, value } from './testing/referral-stage.ts'

const { owner, WHO, CHILD, clock, ask, send } = await referralStage()
type Who = keyof typeof WHO

interface Told {
  readonly code?: string
  readonly interviews: readonly { readonly heldOn: string; readonly topics: readonly string[]; readonly body: string }[]
  readonly askedEnough: readonly string[]
}
const HOSTILE = `Dr'; drop table children.request; -- <img src=x onerror=alert(1)>`
const said = (topics: readonly string[]) => ({
  held_on: value(TODAY),
  topics: value(topics),
  purpose: value('health'),
  role: value(HOSTILE),
  by_order: value('agency'),
})
const told = async (who: Who, id: string) => {
  const { status, text, body } = await ask(who, 'GET', `/children/referred/${id}/interviews`)
  return { status, text, ...(body as unknown as Told) }
}
const report = async (who: Who, id: string, topics: readonly string[], sent: string = newId()) => {
  const payload = { id: sent, happenedAt: clock.now(), answers: said(topics) }
  const { status, text, body } = await ask(who, 'POST', `/children/referred/${id}/interviews`, payload)
  return { status, text, ...(body as unknown as Told) }
}
/** The child's officer records an interview of their own. */
const record = async (topics: readonly string[]) => {
  const answers = {
    ...said(topics),
    minutes: value(30),
    present: value(['guardian']),
    suspects_kin: value('no'),
    recording: value('notes'),
    agency: value('Office, officer'),
  }
  const { by_order: _, role: __, ...own } = answers
  const body = { id: newId(), stepId: newId(), kind: 'interview', step: 'record', happenedAt: clock.now() }
  return ask('children', 'POST', `/children/files/${CHILD}/records`, { ...body, answers: own, agencyId: null })
}

async function referred(): Promise<string> {
  const { items } = (await ask('children', 'GET', `/referral/services?type=health&fileId=${CHILD}`)).body
  const service = items.find(
    ({ agencyId, room, byLink }) => agencyId === WHO.clinic.agencyId && room === 'open' && !byLink,
  )!
  const body = {
    id: newId(),
    stepId: newId(),
    fileId: CHILD,
    serviceId: service.id,
    urgency: 'standard',
    words: 'A check of her hands.',
    groups: ['identity'],
    child: { assent: 'yes', guardian: 'informed' },
    happenedAt: clock.now(),
  }
  const drafted = await ask('children', 'POST', '/referral/referrals', body)
  assert.equal(drafted.status, 201, drafted.text)
  const sent = await send('children', body.id)
  assert.equal(sent.status, 201, sent.text)
  return body.id
}
const step = (who: Who, id: string, name: string, answers: object = {}) =>
  ask(who, 'POST', `/referral/referrals/${id}/steps`, { id: newId(), step: name, happenedAt: clock.now(), answers })

test('interviews of a child are counted together with the service that has the child by a referral: when, on what, by which body', async () => {
  const id = await referred()
  assert.equal((await told('clinic', id)).code, 'children.no_referral', 'nothing before it is acknowledged')
  await step('clinic', id, 'acknowledge')
  assert.deepEqual((await told('clinic', id)).interviews, [])
  const own = await record(['journey', 'family'])
  assert.equal(own.status, 201, own.text)
  const one = await told('clinic', id)
  assert.deepEqual(one.interviews, [{ heldOn: TODAY, topics: ['journey', 'family'], body: WHO.children.agencyName }])
  assert.doesNotMatch(one.text, /officer|guardian|notes/, 'and no word more')
  assert.deepEqual(one.askedEnough, [])

  const sent = newId<string>()
  const two = await report('clinic', id, ['journey'], sent)
  assert.equal(two.status, 201, two.text)
  assert.equal((await report('clinic', id, ['journey'], sent)).interviews.length, 2, 'sent twice, counted once')
  assert.deepEqual(two.askedEnough, ['journey'], 'the service is warned before it asks a third time')
  assert.ok(two.interviews.some(({ body }) => body === WHO.clinic.agencyName))
  assert.doesNotMatch(two.text, /onerror/, 'what was typed is the file’s')
  const third = await record(['journey'])
  assert.deepEqual([third.status, third.body.code], [409, 'children.gate'], 'and so is the agency that keeps the file')
  const { rows } = await sql<{ sealed: boolean }>`
    select bool_and(position(convert_to('onerror', 'UTF8') in sealed_payload) = 0) as sealed
    from children.request_step where step = 'report'`.execute(owner)
  assert.deepEqual(rows, [{ sealed: true }])

  // Anybody else's, one that is none, and the same one when it is over are answered alike.
  const none = await told('clinic', newId())
  for (const other of [await told('caseworker', id), await told('children', id)])
    assert.deepEqual([other.status, other.code], [none.status, none.code])
  await step('clinic', id, 'decline', { reason: value('full') })
  const over = await told('clinic', id)
  assert.deepEqual(
    [over.status, over.code],
    [none.status, none.code],
    'the referral is over, and so is what follows from it',
  )
  assert.equal((await report('clinic', id, ['family'])).code, none.code)
  assert.equal((await told('coordinator', id)).code, 'children.not_allowed')
})
