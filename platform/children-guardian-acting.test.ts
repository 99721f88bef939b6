import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import {
  type Answered,
  appointment,
  ask,
  children,
  clock,
  day,
  done,
  GUARDIAN,
  guardian,
  keepAway,
  NEED,
  newChild,
  open,
  PLAN,
  said,
  step,
  WHO,
} from './testing/children-stage.ts'

const gap = async (answer: ReturnType<typeof step>) => (await answer).body.params?.missing
const running = ({ clocks }: Answered, name: string) =>
  clocks.find((each) => each.clock === name && each.stoppedAt === null)?.dueAt ?? null
const asked = async (fileId: string, need: object = NEED) =>
  (await open('officer', fileId, 'guardianship', 'ask', need, WHO.authority.agencyId)).id
const take = (who: Parameters<typeof step>[0], id: string, name: string, answers: object = {}) =>
  step(who, 'guardianship', id, name, answers)
const keep = async (name: string, more: Record<string, unknown> = {}, rows: object = {}) => {
  const id = newId()
  await done(ask('authority', 'PUT', `/children/guardians/${id}`, { answers: { ...guardian(name, more), ...rows } }))
  return id
}

const checked = () => {
  const { guardian: _id, decision: _decision, scope: _scope, ...questions } = appointment()
  return questions
}
const standIn = (name = 'Nadia Kolb', more: object = {}) => ({
  ...said({ stand_in: name, employer: 'Child Protection Office', why: 'A hospital asks for a yes tonight.' }),
  ...checked(),
  ...more,
})

test('a guardian who lived elsewhere is appointed with the record of each of those countries, clean and not too old', async () => {
  const id = await asked(await newChild())
  const record = (country: string, result: string, seenOn: string | null) => {
    const row = newId()
    return {
      [`records_elsewhere/${row}`]: { value: true },
      [`records_elsewhere/${row}/country`]: { value: country },
      [`records_elsewhere/${row}/result`]: { value: result },
      ...(seenOn !== null && { [`records_elsewhere/${row}/seen_on`]: { value: seenOn } }),
    }
  }
  const clean = record('KE', 'clean', day(-30))
  const refused: readonly (readonly [string | null, object])[] = [
    [null, {}],
    ['yes', {}],
    ['yes', { ...clean, ...record('UG', 'against', day(-30)) }],
    ['yes', { ...clean, ...record('UG', 'not_to_be_had', null) }],
    ['yes', { ...clean, ...record('UG', 'clean', null) }],
    ['yes', { ...clean, ...record('UG', 'clean', day(-800)) }],
  ]
  for (const [lived, rows] of refused) {
    const them = await keep(
      'Wanjiru Kamau',
      {},
      {
        lived_elsewhere: lived === null ? { absent: 'not_known' } : { value: lived },
        ...rows,
      },
    )
    assert.equal(
      await gap(take('authority', id, 'provide', appointment(them))),
      'guardian_record_elsewhere',
      JSON.stringify(rows),
    )
  }
  // A row of the register from before anybody asked.
  const { lived_elsewhere: _asked, ...before } = guardian('Wanjiru Kamau')
  const old = newId()
  await done(ask('authority', 'PUT', `/children/guardians/${old}`, { answers: before }))
  assert.equal(await gap(take('authority', id, 'provide', appointment(old))), 'guardian_record_elsewhere')
  const them = await keep(
    'Wanjiru Kamau',
    {},
    { ...said({ lived_elsewhere: 'yes' }), ...clean, ...record('UG', 'clean', day(-10)) },
  )
  assert.equal((await done(take('authority', id, 'provide', appointment(them)))).state, 'provisional')
})

test('child protection stands in for a child without a guardian; the authority has a day to look, and until it has nothing rests on it', async () => {
  const fileId = await newChild()
  const id = await asked(fileId, { ...NEED, ...keepAway('Viktor Sandu', '+96171000000') })
  assert.equal((await take('lead', id, 'stand_in', standIn())).body.code, 'records.not_permitted')
  assert.equal((await take('authority', id, 'stand_in', standIn())).body.code, 'records.not_open')
  assert.equal(await gap(take('officer', id, 'stand_in', standIn('Viktor Sandu'))), 'guardian_near_suspect')
  const tied = standIn('Nadia Kolb', said({ works_for: 'yes' }))
  assert.equal(await gap(take('officer', id, 'stand_in', tied)), 'guardian_conflict')

  const since = Date.parse(clock.now())
  const stands = await done(take('officer', id, 'stand_in', standIn()))
  assert.equal(stands.state, 'unconfirmed')
  assert.equal((Date.parse(String(running(stands, 'confirmation'))) - since) / 3_600_000, 24)
  assert.ok((await children.tasks!(WHO.authority)).some(({ about }) => about.id === id))
  const { id: plan } = await open('officer', fileId, 'solution', 'plan', PLAN)
  const missing = async () => (await gap(step('lead', 'solution', plan, 'decide', said({ reasons: 'x' }))))?.split(' ')
  assert.ok((await missing())?.includes('guardian_missing'))

  const refused = await done(take('authority', id, 'refuse_stand_in', said({ reasons: 'She works where he sleeps.' })))
  assert.equal(refused.state, 'asked')
  assert.deepEqual([running(refused, 'confirmation'), typeof running(refused, 'provisional')], [null, 'string'])

  await done(take('officer', id, 'stand_in', standIn()))
  const confirmed = await done(take('authority', id, 'provide', appointment()))
  assert.equal(confirmed.state, 'provisional')
  assert.deepEqual([running(confirmed, 'confirmation'), running(confirmed, 'provisional')], [null, null])
  assert.equal((await missing())?.includes('guardian_missing'), false)
})

test('a guardian who acts for children, or is covered for, is not archived; one who acts for nobody any more is', async () => {
  const [them, other] = [await keep('Nadia Kolb'), await keep('Abebe Girma')]
  const id = await asked(await newChild())
  await done(take('authority', id, 'appoint', appointment(them)))
  const archive = (guardianId: string) =>
    ask('authority', 'POST', `/children/guardians/${guardianId}/archive`, { archived: true }, '"1"')
  const refused = async (guardianId: string) => {
    const { status, body } = await archive(guardianId)
    return [status, body.code, body.params]
  }
  const rested = [409, 'registers.rested_on', { count: 1 }]
  assert.deepEqual(await refused(them), rested)
  await done(take('authority', id, 'cover', { ...appointment(other), ...said({ why: 'On leave.', until: day(10) }) }))
  assert.deepEqual([await refused(them), await refused(other)], [rested, rested])
  await done(take('authority', id, 'end_cover'))
  assert.deepEqual(await refused(them), rested)
  await done(archive(other))
  await done(take('authority', id, 'close', said({ reason: 'turned_18' })))
  await done(archive(them))
})

test('somebody covers while a guardian is away: the children are theirs to see, complaints are of them, and the guardian comes back', async () => {
  const id = await asked(await newChild())
  const away = await keep('Hamid Rahimi', { max_children: 1 })
  await done(take('authority', id, 'appoint', appointment(away)))
  const mine = async () =>
    (await done(ask('guardian', 'GET', '/children/mine'))).items.filter((each) => each.id === id).length
  assert.equal(await mine(), 0)
  assert.equal(await gap(take('authority', id, 'end_cover')), 'cover_none')
  const cover = (them: string, until = day(10)) => ({ ...appointment(them), ...said({ why: 'On leave.', until }) })
  assert.equal(await gap(take('authority', id, 'cover', cover(GUARDIAN, day(-1)))), 'cover_past')
  assert.match(String(await gap(take('authority', id, 'cover', cover(away)))), /^cover_same/)
  const sent = { id: newId(), step: 'cover', happenedAt: clock.now(), answers: cover(GUARDIAN) }
  for (const _ of [1, 2]) await done(ask('authority', 'POST', `/children/guardianship/${id}/steps`, sent))
  const covered = await done(ask('authority', 'GET', `/children/guardianship/${id}`))
  assert.equal(covered.steps.filter((each) => each.step === 'cover').length, 1, 'sent twice, recorded once')
  assert.deepEqual([covered.state, running(covered, 'cover')?.slice(0, 10)], ['appointed', day(10)])
  assert.equal(await mine(), 1)
  assert.match(String(await gap(take('authority', id, 'cover', cover(await keep('Leyla Aydin'))))), /^cover_there/)
  // Who is away has the child still, as far as their limit goes.
  const other = await asked(await newChild())
  assert.equal(await gap(take('authority', other, 'provide', appointment(away))), 'guardian_limit')

  const back = await done(take('authority', id, 'end_cover'))
  assert.deepEqual([running(back, 'cover'), await mine()], [null, 0])

  await done(take('authority', id, 'cover', cover(GUARDIAN)))
  const left = guardian('Hamid Rahimi', { status: 'left' })
  await done(ask('authority', 'PUT', `/children/guardians/${away}`, { answers: left }, '"1"'))
  assert.equal(await gap(take('authority', id, 'end_cover')), 'guardian_not_active')
})

test('another guardian is appointed instead without a day between; the child says what they think of it', async () => {
  const fileId = await newChild()
  const id = await asked(fileId)
  const before = await keep('Hamid Rahimi')
  await done(take('authority', id, 'appoint', appointment(before)))
  const instead = said({ ended_because: 'left_service', child_informed: 'yes', child_heard: 'heard' })
  assert.equal((await take('authority', id, 'replace', appointment())).body.code, 'records.invalid_answers')
  const stale = await keep('Old Record', { record_seen_on: '2023-01-10' })
  assert.equal(await gap(take('authority', id, 'replace', { ...appointment(stale), ...instead })), 'guardian_screening')
  const replaced = await done(take('authority', id, 'replace', { ...appointment(), ...instead }))
  assert.equal(replaced.state, 'appointed')
  assert.ok(running(replaced, 'first_meeting'))
  assert.deepEqual([running(replaced, 'provisional'), running(replaced, 'appointment')], [null, null])
  const { items } = await done(ask('guardian', 'GET', '/children/mine'))
  assert.ok(items.some((each) => each.id === id))
  assert.match(
    JSON.stringify(await done(ask('officer', 'GET', `/protection/files/${fileId}`))),
    /Yara Mansour/,
    'the file knows it',
  )
})
