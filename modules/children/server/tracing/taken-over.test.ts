import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unwrap } from '@gloact/kernel'
import { createVault, memoryKekProvider } from '@gloact/vault'
import { matchAll } from './find-matches.ts'
import { forgetRequests } from './forget-requests.ts'
import { importInquiries } from './import-requests.ts'
import {
  ask,
  childOf,
  context,
  follow,
  matchesOf,
  part,
  PEOPLE,
  registerChild,
  requestFor,
  setNow,
  stateOf,
  step,
  timeNow,
} from './testing/tracing-stage.ts'

test('what another system asked for is compared with no child before who asks was seen here, agrees, and a second person has looked', async () => {
  await registerChild(1)
  await follow()
  const child = childOf(1)
  const inquiry = {
    tracing_request_id: 'tr-1',
    relation_name: child.mother.native,
    relation_telephone: child.telephone,
    disclosure_other_orgs: true,
    tracing_request_subform_section: [
      {
        unique_id: 'r1',
        name: `${child.given.native} ${child.family.native}`,
        relation: 'mother',
        sex: child.sex,
        age: child.age,
        matched_case_id: 'a case',
        tracing_request_status: 'verified',
      },
    ],
  }
  const sent = await ask('officer', 'POST', 'imports', { inquiries: [inquiry], tryOut: false })
  assert.equal(sent.status, 200, sent.text)
  const [id = ''] = (sent.body.items[0] as unknown as { requestIds: readonly string[] }).requestIds
  const compared = async () => {
    await follow()
    await matchAll(part.matching)
    return [await stateOf(id), (await matchesOf(id, 'open', 'second')).length]
  }
  assert.deepEqual(await compared(), ['held', 0])

  // The desk asks her: now there is all that a request needs, and nothing in it is a sign.
  assert.equal((await step('desk', `requests/${id}`, 'amend', requestFor(1))).status, 201)
  assert.deepEqual(await compared(), ['held', 0])
  for (const who of ['desk', 'officer'] as const)
    assert.equal((await step(who, `requests/${id}`, 'clear', { why: 'Fine' })).body.code, 'records.not_open', who)
  assert.equal((await step('supervisor', `requests/${id}`, 'clear', { why: 'She was here.' })).status, 201)
  const [state, suggestions] = await compared()
  assert.equal(state, 'searching')
  assert.ok(Number(suggestions) > 0)

  // Anyone who imported it has entered it: what is suggested for it is not there for them.
  assert.equal((await matchesOf(id, 'open', 'officer')).length, 0)
  // A correction is looked at once more.
  assert.equal((await step('desk', `requests/${id}`, 'amend', requestFor(1, { address: 'Elsewhere' }))).status, 201)
  await follow()
  assert.equal(await stateOf(id), 'held')
})

test('a child whom no number names there is recorded once too, and no id can be worked out from what was said', async () => {
  const of = async (row: Record<string, string>, { otherKey = false, number = 'tr-2' } = {}) => {
    const keyed = otherKey ? { ...context, vault: createVault({ kek: memoryKekProvider() }) } : context
    const inquiries = [{ tracing_request_id: number, tracing_request_subform_section: [row] }]
    const { items } = unwrap(await importInquiries(keyed, part.kinds, PEOPLE.officer, { inquiries, tryOut: otherKey }))
    return items[0]!
  }
  const [unnumbered, numbered] = [{ name: 'Leen Haddad' }, { name: 'Leen Haddad', unique_id: 'r2' }]
  for (const row of [unnumbered, numbered]) assert.equal((await of(row)).outcome, 'imported')
  for (const row of [unnumbered, numbered]) assert.equal((await of(row)).outcome, 'already')
  assert.equal((await of(unnumbered, { otherKey: true })).outcome, 'ready')
  assert.equal((await of(numbered, { otherKey: true })).outcome, 'already')
  // The numbers of two requests do not run into those of their rows.
  assert.equal((await of({ name: 'A', unique_id: '3 r2' }, { number: 'tr' })).outcome, 'imported')
  assert.equal((await of({ name: 'B', unique_id: 'r2' }, { number: 'tr 3' })).outcome, 'imported')
})

test('what was forgotten does not come back by being imported again', async () => {
  const there = timeNow()
  const inquiries = ['r3', ''].map((number) => ({
    tracing_request_id: `tr-3${number}`,
    tracing_request_subform_section: [{ name: 'Omar Haddad', unique_id: number }],
  }))
  const sent = async () => {
    const { body } = await ask('officer', 'POST', 'imports', { inquiries, tryOut: false })
    return body.items as unknown as readonly { outcome: string; requestIds: readonly string[] }[]
  }
  const requestIds = (await sent()).flatMap((item) => item.requestIds)
  for (const id of requestIds) assert.equal((await step('desk', `requests/${id}`, 'withdraw')).status, 201)
  setNow('2028-12-24T09:00:00.000Z')
  assert.equal(await forgetRequests(context), 2)
  // What came later in the same file is taken over beside it.
  const [later] = inquiries
  later!.tracing_request_subform_section.push({ name: 'Nour Haddad', unique_id: 'r4' })
  assert.deepEqual(
    (await sent()).map(({ outcome, requestIds: ids }) => [outcome, ids.length]),
    [
      ['imported', 1],
      ['already', 0],
    ],
  )
  setNow(there)
})
