import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  ask,
  children,
  done,
  HEARD,
  newChild,
  open,
  owner,
  platform,
  said,
  step,
  WHO,
  type Who,
} from './testing/children-stage.ts'
import { sql } from 'kysely'

interface Page {
  readonly number: string
  readonly siblings: readonly object[]
  readonly kin: readonly { readonly id: string; readonly number: string; readonly relation: string }[]
  readonly keepers: readonly { readonly id: string }[]
  readonly gates: { readonly solutions: readonly { readonly missing: readonly string[] }[] }
}
const pageOf = async (who: Who, fileId: string) =>
  (await done(ask(who, 'GET', `/children/files/${fileId}`))) as unknown as Page
const missing = async (answer: Promise<{ body: { params?: { missing?: string } } }>) =>
  (await answer).body.params?.missing?.split(' ') ?? []

const hostile = `'; drop table children.request; -- <img src=x onerror=alert(1)>`
const asking = (number: string, more: object = {}) =>
  said({ number, relation: 'sibling', shown_by: 'one_says', agreed: 'child', words: hostile, ...more })
const askKin = (fileId: string, number: string, more: object = {}, agencyId = WHO.caseworker.agencyId) =>
  open('officer', fileId, 'kin', 'ask', asking(number, more), agencyId)
const confirm = (who: Who, id: string) =>
  step(who, 'kin', id, 'confirm', said({ shown_by: 'both_say', agreed: 'child' }))
const inTheShelter = () => newChild(undefined, { who: 'caseworker', assignedTo: WHO.caseworker.userId })

test('two agencies link brother and sister: one asks, the other confirms, and neither reads the other’s file', async () => {
  const [mine, theirs] = [await newChild(), await inTheShelter()]
  const [{ number, keepers }, { number: other }] = [await pageOf('officer', mine), await pageOf('caseworker', theirs)]
  assert.ok(keepers.some(({ id }) => id === WHO.caseworker.agencyId))
  assert.ok(!keepers.some(({ id }) => id === WHO.officer.agencyId), 'an agency does not ask itself')
  assert.equal((await askKin(mine, other, {}, WHO.officer.agencyId)).body.code, 'children.agency_unknown')
  assert.deepEqual(await missing(askKin(mine, other, { agreed: 'nobody' })), ['kin_not_agreed'])

  const asked = await askKin(mine, other)
  assert.equal(asked.status, 201, asked.text)
  assert.equal((await ask('officer', 'POST', `/children/files/${mine}/records`, asked.sent)).status, 201, 'sent twice')
  assert.deepEqual([(await pageOf('officer', mine)).kin, (await pageOf('caseworker', theirs)).kin], [[], []])
  // The agency that asks does not answer itself; anyone else's is not there.
  assert.ok((await confirm('officer', asked.id)).status >= 400)
  for (const who of ['authority', 'guardian', 'panel'] as const)
    assert.ok((await ask(who, 'GET', `/children/kin/${asked.id}`)).status >= 403, who)
  const shown = await ask('caseworker', 'GET', `/children/kin/${asked.id}`)
  assert.equal(shown.status, 200, shown.text)
  const tasks = await children.tasks!(WHO.caseworker)
  assert.ok(tasks.some(({ about }) => about.id === asked.id))

  const unclear = said({ shown_by: 'both_say', agreed: 'nobody' })
  assert.deepEqual(await missing(step('caseworker', 'kin', asked.id, 'confirm', unclear)), ['kin_not_agreed'])
  await done(confirm('caseworker', asked.id))
  assert.deepEqual(
    (await pageOf('officer', mine)).kin.map((kin) => [kin.id, kin.number, kin.relation]),
    [[asked.id, other.toLowerCase(), 'sibling']],
  )
  assert.deepEqual(
    (await pageOf('caseworker', theirs)).kin.map((kin) => [kin.id, kin.number]),
    [[asked.id, number.toLowerCase()]],
  )
  // The link opens no file, in neither direction.
  assert.equal((await ask('officer', 'GET', `/children/files/${theirs}`)).status, 404)
  assert.equal((await ask('caseworker', 'GET', `/children/files/${mine}`)).status, 404)
  assert.ok(!(await ask('officer', 'GET', `/children/files/${mine}`)).text.includes(theirs))

  // With a sister known, a placement cannot say that none is.
  const placement = { type: 'small_residential', carer: 'House', agency: 'Office', child_view: 'agrees' }
  const place = (siblings: string) =>
    missing(
      open('officer', mine, 'care', 'place', said({ ...placement, ...HEARD, carer_assessment: 'licensed', siblings })),
    )
  assert.ok((await place('none_known')).includes('care_siblings_known'))
  assert.ok(!(await place('together')).includes('care_siblings_known'))

  const { rows } = await sql<{ sealed: boolean }>`
    select bool_and(position(convert_to('onerror', 'UTF8') in sealed_payload) = 0) as sealed
    from children.request_step where request_id = ${asked.id}`.execute(owner)
  assert.deepEqual(rows, [{ sealed: true }])
  await done(step('caseworker', 'kin', asked.id, 'end', said({ reasons: 'A misunderstanding.', ...HEARD })))
  assert.deepEqual([(await pageOf('officer', mine)).kin, (await pageOf('caseworker', theirs)).kin], [[], []])
})

test('a number of nobody’s is asked and answered as one of a child, and cannot be confirmed', async () => {
  const [mine, theirs] = [await newChild(), await inTheShelter()]
  const { number: other } = await pageOf('caseworker', theirs)
  const answers = []
  for (const number of [other, 'DL-0000-0', hostile]) {
    const { id, status, body } = await askKin(mine, number)
    assert.equal(status, 201)
    const { theirs: _, number: own, ...facts } = body.facts
    answers.push({ state: body.state, own, facts })
    if (number !== other) {
      // Of nobody's file: there for those who decide, who cannot confirm it either.
      assert.equal((await confirm('caseworker', id)).status, 404)
    }
    if (number === hostile) assert.equal(body.facts['theirs'], null, 'whatever was typed there lies in no fact')
  }
  assert.deepEqual(answers[1], answers[0])
  assert.deepEqual(answers[2], answers[0])
})

test('a return of a child whose sister another agency keeps needs the panel’s word on the two', async () => {
  const [mine, theirs] = [await newChild(), await inTheShelter()]
  const { number: other } = await pageOf('caseworker', theirs)
  const asked = await askKin(mine, other)
  const plan = { option: 'reunification_here', place: 'Port Isa', adult: 'Hanan Idris', relative: 'no' }
  const { id } = await open('officer', mine, 'solution', 'plan', said(plan))
  const gaps = async () => (await pageOf('officer', mine)).gates.solutions.at(-1)!.missing
  assert.ok(!(await gaps()).includes('siblings_apart'), 'what one agency asks holds nobody back')
  await done(confirm('caseworker', asked.id))
  assert.ok((await gaps()).includes('siblings_apart'))
  assert.ok((await missing(step('lead', 'solution', id, 'decide', said({ reasons: 'r' })))).includes('siblings_apart'))
})

test('with the other child erased, nothing is left of what was asked about it', async () => {
  const [mine, theirs] = [await newChild(), await inTheShelter()]
  const { number: other } = await pageOf('caseworker', theirs)
  const asked = await askKin(mine, other)
  await done(confirm('caseworker', asked.id))
  const person = await sql<{
    id: string
  }>`select person_id as id from protection.case_file where id = ${theirs}`.execute(owner)
  await platform.eraseAgain(person.rows.map(({ id }) => id))
  assert.deepEqual((await pageOf('officer', mine)).kin, [])
  const { rows } = await sql<{ facts: object; erased: boolean }>`
    select facts, erased_at is not null as erased from children.request where id = ${asked.id}`.execute(owner)
  assert.deepEqual(rows, [{ facts: {}, erased: true }])
  assert.equal((await ask('officer', 'GET', `/children/kin/${asked.id}`)).status, 404)
})
