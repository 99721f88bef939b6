import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ImportedCarer } from '@gloact/children/contract/primero'
import { newId, ok, type Failure } from '@gloact/kernel'
import { sql } from 'kysely'
import { inScope, systemScope } from '@gloact/postgres'
import { ASSESSED } from './testing/assessed.ts'
import {
  act,
  ask,
  children,
  country,
  day,
  db,
  done,
  HEARD,
  newChild,
  open,
  owner,
  said,
  step,
  WHO,
  type Who,
} from './testing/children-stage.ts'

const carer = (more: Record<string, unknown> = {}) =>
  said({
    number: `FC-${newId()}`,
    name: 'Family Achterberg-Sealed',
    address: 'Hidden Lane 7',
    kind: 'foster',
    area: 'North',
    status: 'active',
    max_children: 1,
    identity_seen: 'yes',
    record_seen_on: day(-100),
    record_clean: 'yes',
    lived_elsewhere: 'no',
    other_registers: 'yes',
    home_visited_on: day(-90),
    household_checked: 'yes',
    approved_by: 'Panel for carers',
    approved_until: day(200),
    ...more,
  })
async function keep(more: Record<string, unknown> = {}, who: Who = 'officer') {
  const id = newId()
  await done(ask(who, 'PUT', `/children/carers/${id}`, { answers: carer(more) }))
  return id
}
const place = async (registered: string, more: Record<string, unknown> = {}, fileId?: string) =>
  open('officer', fileId ?? (await assessedChild()), 'care', 'place', {
    ...said({
      type: 'foster',
      registered_carer: registered,
      carer: 'Family Achterberg-Sealed',
      agency: 'Office',
      child_view: 'agrees',
      carer_assessment: 'suitable',
      carer_assessed_on: day(-10),
      carer_identity_seen: 'yes',
      carer_relation_shown: 'No kin',
      home_visited: 'yes',
      other_children: 'no',
      work_expected: 'no',
      debts: 'no',
      suspects_near: 'no',
      willing_for: 'A year',
      siblings: 'none_known',
      ...HEARD,
      ...more,
    }),
  })
const missing = async (answer: ReturnType<typeof place>) => {
  const { status, body } = await answer
  return status === 201 ? '' : (body.params?.missing ?? body.code)
}
const placedNow = async (id: string, who: Who = 'officer') =>
  (await ask(who, 'GET', `/children/carer-places/${id}`)).body as unknown as { placed?: number; code?: string }

async function assessedChild(): Promise<string> {
  const fileId = await newChild()
  const { id } = await open('officer', fileId, 'assessment', 'begin', said({ why: 'placement', band: 'days_7' }))
  await done(step('officer', 'assessment', id, 'submit', said(ASSESSED)))
  await done(step('lead', 'assessment', id, 'approve'))
  return fileId
}

test('a carer is kept by those who assess them, read by those who place, and by no other agency; who they are is sealed', async () => {
  const id = await keep()
  const allowed = ['officer', 'lead', 'narrow'] as const
  for (const who of allowed) assert.equal((await ask(who, 'GET', `/children/carers/${id}`)).status, 200, who)
  for (const who of ['guardian', 'panel', 'shelterOfficer', 'caseworker', 'authority'] as const) {
    const { status } = await ask(who, 'GET', `/children/carers/${id}`)
    assert.ok(status === 403 || status === 404, `${who} ${status}`)
    assert.equal((await placedNow(id, who)).placed, undefined, who)
  }
  for (const who of ['narrow', 'guardian', 'panel'] as const)
    assert.equal((await ask(who, 'PUT', `/children/carers/${newId()}`, { answers: carer() })).status, 403, who)
  const { rows } = await sql<{ all: string }>`select row_to_json(carer)::text as all from children.carer`.execute(owner)
  const listed = await ask('officer', 'POST', '/children/carers/list', {})
  for (const word of ['Achterberg-Sealed', 'Hidden Lane'])
    assert.ok(!rows.some(({ all }) => all.includes(word)) && !listed.text.includes(word), word)
})

test('a carer is active once screened and approved, and not before', async () => {
  const send = (more: Record<string, unknown>) =>
    ask('officer', 'PUT', `/children/carers/${newId()}`, { answers: carer(more) })
  for (const more of [
    { record_clean: 'no' },
    { other_registers: 'no' },
    { household_checked: 'no' },
    { lived_elsewhere: 'yes' },
  ]) {
    const { status, body } = await send(more)
    assert.deepEqual([status, body.fields?.[0]?.code], [422, 'children.carer_not_screened'], JSON.stringify(more))
    assert.equal((await send({ ...more, status: 'suspended' })).status, 200)
  }
  const { lived_elsewhere: __, ...notAsked } = carer()
  assert.equal((await ask('officer', 'PUT', `/children/carers/${newId()}`, { answers: notAsked })).status, 422)
  const { approved_until: _, ...rest } = carer()
  assert.equal((await ask('officer', 'PUT', `/children/carers/${newId()}`, { answers: rest })).status, 422)
})

test('a child is placed with a carer of the register who takes children; too many, or lapsed, needs a reason', async () => {
  const id = await keep()
  assert.equal((await placedNow(id)).placed, 0)
  const fileId = await assessedChild()
  const first = await place(id, {}, fileId)
  assert.equal(first.status, 201, first.text)
  assert.equal((await placedNow(id)).placed, 1)
  assert.equal(await missing(place(id)), 'care_carer_full')
  assert.equal((await placedNow(id)).placed, 1, 'refused, nothing is recorded')
  assert.equal(await missing(place(id, { carer_exception: 'Siblings stay together.' })), '')
  assert.equal((await placedNow(id)).placed, 2)
  const named = await ask('officer', 'GET', `/children/care/${first.id}/carers`)
  assert.match(named.text, /FC-/)
  assert.doesNotMatch(named.text, /Sealed/)

  const lapsed = await keep({ approved_until: day(-1) })
  assert.equal(await missing(place(lapsed)), 'care_carer_lapsed')
  for (const status of ['suspended', 'ended', 'not_screened'])
    assert.equal(
      await missing(place(await keep({ status }), { carer_exception: 'x' })),
      'care_carer_not_active',
      status,
    )
  assert.equal(await missing(place(newId(), { carer_exception: 'x' })), 'care_carer_unknown')
  const ofOthers = await keep({}, 'shelterOfficer')
  assert.equal(await missing(place(ofOthers)), 'care_carer_unknown', 'another agency’s is as if it were not there')
  const archived = await keep()
  await done(ask('officer', 'POST', `/children/carers/${archived}/archive`, { archived: true }, '"1"'))
  assert.equal(await missing(place(archived)), 'care_carer_unknown')

  const end = said({ reason: 'not_safe', child_view: 'agrees', ...HEARD })
  await done(step('officer', 'care', first.id, 'end', end))
  assert.equal((await placedNow(id)).placed, 1, 'one whose care has ended is there no more')
})

test('a placement outside of the kind, sex or age that was approved needs a reason, and is said before it is sent', async () => {
  const id = await keep({ kind: 'kinship', max_children: 9, takes: ['girls', 'from_7', 'from_12'] })
  const fileId = await assessedChild()
  const before = (who: Who, carerId = id, file = fileId) =>
    ask(who, 'GET', `/children/files/${file}/carers/${carerId}?type=foster`)
  const asked = async () => ((await before('officer')).body as unknown as { missing: string[] }).missing.join(' ')
  const unknown = 'care_carer_kind care_carer_sex care_carer_age'
  assert.equal(await asked(), unknown, 'nobody has said how old the child is, or whether a girl')
  assert.equal(await missing(place(id, {}, fileId)), unknown)
  assert.equal((await placedNow(id)).placed, 0)

  const age = said({ basis: 'declared', born_from: '2013-01-01', born_to: '2013-12-31', evidence: ['none'] })
  await done(open('officer', fileId, 'age', 'presume', age))
  const { version } = country.forms.find((form) => form.id === 'identity')!
  await done(act('officer', fileId, 'answers_recorded', { form: 'identity', version, edits: said({ sex: 'female' }) }))
  assert.equal(await asked(), 'care_carer_kind')
  assert.equal(await missing(place(id, {}, fileId)), 'care_carer_kind')
  assert.equal(await missing(place(id, { type: 'kinship' }, fileId)), '', 'of the kind that was approved')
  assert.equal(await missing(place(id, { carer_exception: 'Her aunt is a foster carer too.' }, fileId)), '')

  for (const [who, carerId, file, code] of [
    ['officer', newId(), fileId, 'children.no_carer'],
    ['officer', await keep({}, 'shelterOfficer'), fileId, 'children.no_carer'],
    ['officer', id, newId(), 'children.no_file'],
    ['shelterOfficer', id, fileId, 'children.no_file'],
    ['guardian', id, fileId, 'children.not_allowed'],
  ] as const)
    assert.equal((await before(who, carerId, file)).body.code, code, `${who} ${code}`)
})

test('a carer with whom children live is not archived; a stranger is told nothing of it', async () => {
  const id = await keep({ max_children: 3 })
  const archive = (who: Who, archived = true) => ask(who, 'POST', `/children/carers/${id}/archive`, { archived }, '"1"')
  const [one, other] = [await place(id), await place(id)]
  const refused = await archive('officer')
  assert.deepEqual([refused.status, refused.body.code, refused.body.params], [409, 'registers.rested_on', { count: 2 }])
  assert.equal((await archive('shelterOfficer')).body.code, 'registers.unknown')

  const end = said({ reason: 'not_safe', child_view: 'agrees', ...HEARD })
  for (const each of [one, other]) await done(step('officer', 'care', each.id, 'end', end))
  await done(archive('officer'))
  await done(ask('officer', 'POST', `/children/carers/${id}/archive`, { archived: false }, '"2"'))
})

test('of a placement and an archiving at once one is refused', async () => {
  const id = await keep()
  const fileId = await assessedChild()
  const [placed, archived] = await Promise.all([
    missing(place(id, {}, fileId)),
    ask('officer', 'POST', `/children/carers/${id}/archive`, { archived: true }, '"1"'),
  ])
  assert.deepEqual(
    [placed, archived.body.code],
    placed === '' ? ['', 'registers.rested_on'] : ['care_carer_unknown', undefined],
  )
})

test('of two placements at once for the last place one is refused', async () => {
  const id = await keep()
  const [one, other] = [await assessedChild(), await assessedChild()]
  const said = await Promise.all([missing(place(id, {}, one)), missing(place(id, {}, other))])
  assert.deepEqual(said.toSorted(), ['', 'care_carer_full'])
})

test('a child who is erased counts no more, and nothing in the register names a file', async () => {
  const id = await keep()
  const fileId = await assessedChild()
  await done(place(id, {}, fileId))
  const erased = await inScope<undefined, Failure>(db, systemScope(country.code), async (trx) => {
    await children.erases!.erase(trx, { personId: newId(), fileIds: [fileId], how: 'asked' })
    return ok(undefined)
  })
  assert.ok(erased.ok)
  assert.equal((await placedNow(id)).placed, 0)
  const { rows } = await sql`select 1 from children.request where facts ->> 'carer_id' = ${id}`.execute(owner)
  assert.equal(rows.length, 0)
})

const REGISTRY = {
  registry_id: 'reg-1',
  registry_no: 'A-101',
  status: 'open',
  registry_category: 'registry_category2',
  registration_date: '2026-01-05',
  name: 'Family Imported',
  sex: 'female',
  address_current: 'Well Street 4',
  location_current: 'Hill villages',
  telephone_current: '+41000000463',
  dwelling_rooms: 3,
}
const send = async (sent: readonly object[], tryOut = false, who: Who = 'officer') => {
  const answer = await ask(who, 'POST', '/children/carer-imports', { carers: sent, tryOut })
  return { ...answer, items: answer.body.items as unknown as readonly ImportedCarer[] }
}

test('a registry record of CPIMS+ is imported once, not screened here; what no list has is shown first and kept', async () => {
  const tried = await send([REGISTRY], true)
  assert.equal(tried.status, 200, tried.text)
  assert.deepEqual([tried.items[0]!.outcome, tried.items[0]!.carerId], ['ready', null])
  assert.deepEqual(tried.items[0]!.unknown.map(({ field, value, why }) => `${why} ${field} ${value}`).toSorted(), [
    'field dwelling_rooms 3',
    'value registry_category registry_category2',
  ])
  const { items } = await send([REGISTRY])
  const id = items[0]!.carerId!
  assert.equal(items[0]!.outcome, 'imported')
  const { body: read, text } = await ask('officer', 'GET', `/children/carers/${id}`)
  const answers = (read as unknown as { answers: Record<string, { value: unknown }> }).answers
  assert.deepEqual(
    ['number', 'status', 'name', 'area', 'phone', 'address', 'kind'].map((field) => answers[field]?.value),
    ['A-101', 'not_screened', 'Family Imported', 'Hill villages', '+41000000463', 'Well Street 4', undefined],
  )
  for (const line of ['dwelling_rooms: 3', 'registry_category: registry_category2', 'sex: female'])
    assert.ok(text.includes(line), line)
  assert.equal(await missing(place(id, { carer_exception: 'x' })), 'care_carer_not_active')

  assert.equal((await send([{ ...REGISTRY, name: 'Changed there' }])).items[0]!.outcome, 'already')
  const again = await ask('officer', 'GET', `/children/carers/${id}`)
  assert.ok(!again.text.includes('Changed there'))
  const others = [
    { ...REGISTRY, registry_id: 'reg-2' },
    { name: 'Nobody' },
    { ...REGISTRY, registry_id: 'reg-3', registry_no: 'A-3', notes: 'x'.repeat(11_000) },
  ]
  const outcomes = async (tryOut: boolean) => (await send(others, tryOut)).items.map(({ outcome }) => outcome)
  for (const tryOut of [true, false]) assert.deepEqual(await outcomes(tryOut), ['number_used', 'no_number', 'too_long'])
  for (const who of ['narrow', 'guardian', 'panel'] as const)
    assert.equal((await send([REGISTRY], false, who)).status, 403)
})

test('a category that is called as one of our kinds of care is that kind', async () => {
  const { items } = await send([{ registry_no: 'A-7', registry_category: 'foster_care' }])
  const { text } = await ask('officer', 'GET', `/children/carers/${items[0]!.carerId!}`)
  assert.match(text, /"kind":\{"value":"foster"\}/)
  assert.deepEqual(items[0]!.unknown, [])
})

test('a child whose carer is suspended, ended or whose approval lapsed is a task of those who work on the file, until the carer is active or the child elsewhere', async () => {
  const id = await keep({ max_children: 3 })
  const { id: record } = await place(id)
  const of = async (who: Who) =>
    ((await children.tasks?.(WHO[who])) ?? [])
      .filter(({ kind, about }) => kind === 'carer' && about.id === record)
      .map(({ details, presses }) => [details['carer'], presses])
  assert.deepEqual(await of('officer'), [])
  const change = async (more: Record<string, unknown>) => {
    const { body } = await ask('officer', 'GET', `/children/carers/${id}`)
    const { version } = body as unknown as { version: number }
    await done(
      ask('officer', 'PUT', `/children/carers/${id}`, { answers: carer({ max_children: 3, ...more }) }, `"${version}"`),
    )
  }
  await change({ status: 'suspended' })
  assert.deepEqual(await of('officer'), [['suspended', 'today']])
  assert.deepEqual(await of('lead'), [['suspended', 'today']])
  for (const who of ['shelterOfficer', 'authority', 'guardian', 'panel'] as const)
    assert.deepEqual(await of(who), [], who)
  await change({ status: 'ended' })
  assert.deepEqual(await of('officer'), [['ended', 'today']])
  await change({ approved_until: day(-1) })
  assert.deepEqual(await of('officer'), [['lapsed', 'this_week']])
  await change({})
  assert.deepEqual(await of('officer'), [])
  await change({ status: 'suspended' })
  await done(step('officer', 'care', record, 'end', said({ reason: 'not_safe', child_view: 'agrees', ...HEARD })))
  assert.deepEqual(await of('officer'), [])
})
