import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import { sql } from 'kysely'
import { referralStage, TODAY, value } from './testing/referral-stage.ts'

const stage = await referralStage()
const { owner, clock, WHO, ADULT, CHILD, ask, consent, withdrawConsent, send, runJob, tasksOf } = stage
type Who = keyof typeof WHO

const PATHS = {
  transfer: '/referral/transfers',
  transfer_request: '/referral/transfer-requests',
  joint_work: '/referral/joint-work',
  conference: '/referral/conferences',
  task: '/referral/conference-tasks',
} as const
type Kind = keyof typeof PATHS

const read = async (who: Who, kind: Kind, id: string) => (await ask(who, 'GET', `${PATHS[kind]}/${id}`)).body
const step = (who: Who, kind: Kind, id: string, name: string, answers: object = {}) =>
  ask(who, 'POST', `${PATHS[kind]}/${id}/steps`, { id: newId(), step: name, happenedAt: clock.now(), answers })
const CLINIC = { agencyId: WHO.clinic.agencyId, recipientKind: 'health' }
const SHELTER = { agencyId: WHO.caseworker.agencyId, recipientKind: 'shelter' }
const OFFICE = { agencyId: WHO.children.agencyId, recipientKind: 'child_protection' }

const beginning = (more: object) => ({
  id: newId(),
  stepId: newId(),
  number: null,
  words: null,
  groups: [],
  child: null,
  happenedAt: clock.now(),
  answers: {},
  ...more,
})
async function begin(who: Who, more: object): Promise<string> {
  const body = beginning(more)
  const { status, text } = await ask(who, 'POST', '/referral/between', body)
  assert.equal(status, 201, text)
  return body.id
}

const transferOf = (fileId: string) => ({
  kind: 'transfer',
  fileId,
  with: [OFFICE],
  words: 'She has moved to the town of your office.',
  groups: ['identity', 'contact'],
})

const fileStatus = async () => (await ask('supervisor', 'GET', `/protection/files/${ADULT}`)).body.status

test('a supervisor alone transfers, to another agency of the directory, and not without consent', async () => {
  const refused = await ask('caseworker', 'POST', '/referral/between', beginning(transferOf(ADULT)))
  assert.equal(refused.body.code, 'referral.not_allowed')
  for (const partner of [SHELTER, { ...OFFICE, recipientKind: 'health' }]) {
    const { body } = await ask(
      'supervisor',
      'POST',
      '/referral/between',
      beginning({ ...transferOf(ADULT), with: [partner] }),
    )
    assert.equal(body.code, 'referral.no_partner')
  }
  const other = await ask('supervisor', 'POST', '/referral/between', beginning(transferOf(CHILD)))
  assert.equal(other.body.code, 'referral.no_file', 'another agency’s file')
  const id = await begin('supervisor', transferOf(ADULT))
  assert.equal((await send('supervisor', id)).body.code, 'referral.not_consented')
  assert.equal((await ask('lead', 'GET', `${PATHS.transfer}/${id}`)).status, 404, 'a draft is nobody else’s')
  const second = await ask('supervisor', 'POST', '/referral/between', beginning(transferOf(ADULT)))
  assert.equal(second.body.code, 'referral.already')
  assert.equal((await step('supervisor', 'transfer', id, 'discard')).body.state, 'discarded')
})

test('responsibility moves when a second person accepts; the sender’s file is then read-only, and comes back only by the sender', async () => {
  await consent('assistance', [OFFICE], ['needs', 'identity'])
  const id = await begin('supervisor', transferOf(ADULT))
  const preview = (await ask('supervisor', 'GET', `/referral/referrals/${id}/preview`)).body
  assert.deepEqual(preview.notAgreed, ['contact'])
  assert.equal((await send('supervisor', id)).status, 201)
  assert.equal((await ask('lead', 'GET', `/referral/referrals/${id}/package`)).body.code, 'referral.no_package')
  assert.ok((await tasksOf('children')).includes(id))
  await step('children', 'transfer', id, 'acknowledge')
  assert.deepEqual((await ask('lead', 'GET', `/referral/referrals/${id}/package`)).body, preview.package)
  const accept = { first_on: value('2026-11-25') }
  assert.equal((await step('children', 'transfer', id, 'accept', accept)).body.code, 'records.not_permitted')
  assert.equal(await fileStatus(), 'open', 'until it is accepted the sender is responsible')
  assert.equal((await step('lead', 'transfer', id, 'accept', accept)).body.state, 'accepted')
  assert.equal(await fileStatus(), 'closed')
  const shown = await ask('lead', 'GET', `${PATHS.transfer}/${id}`)
  assert.ok(!shown.text.includes(ADULT), 'the receiver never learns which file it was')
  assert.notEqual((await ask('lead', 'GET', `/protection/files/${ADULT}`)).status, 200)
  const asked = await step('lead', 'transfer', id, 'give_back', { reason: value('She went back to the north.') })
  assert.equal(asked.body.state, 'return_asked')
  assert.equal(await fileStatus(), 'closed', 'until the sender takes it back the receiver is responsible')
  assert.equal((await step('supervisor', 'transfer', id, 'take_back')).body.state, 'returned')
  assert.equal(await fileStatus(), 'open')
  assert.equal((await ask('lead', 'GET', `/referral/referrals/${id}/package`)).body.code, 'referral.no_package')
})

test('of two who accept and withdraw at once one is recorded, and somebody is responsible', async () => {
  const id = await begin('supervisor', transferOf(ADULT))
  await send('supervisor', id)
  await step('children', 'transfer', id, 'acknowledge')
  const both = await Promise.all([
    step('lead', 'transfer', id, 'accept', { first_on: value('2026-11-25') }),
    step('supervisor', 'transfer', id, 'withdraw', { reason: value('mistake') }),
  ])
  assert.equal(both[0].status + both[1].status, 201 + 409)
  const { state } = await read('supervisor', 'transfer', id)
  assert.equal(await fileStatus(), state === 'accepted' ? 'closed' : 'open')
  if (state === 'accepted') {
    await step('lead', 'transfer', id, 'give_back', { reason: value('It was withdrawn.') })
    await step('supervisor', 'transfer', id, 'take_back')
  } else await step('children', 'transfer', id, 'confirm_recall')
})

test('the agency of a transfer takes no part any more: it ends with a task, and a file that it had taken over comes back', async () => {
  const setActive = (active: boolean) =>
    sql`update identity.agency set active = ${active} where id = ${WHO.lead.agencyId}`.execute(owner)
  const id = await begin('supervisor', transferOf(ADULT))
  await send('supervisor', id)
  await setActive(false)
  await runJob('referral.take_due_steps')
  assert.equal((await read('supervisor', 'transfer', id)).state, 'expired')
  assert.ok((await tasksOf('supervisor')).includes(id))
  assert.equal((await step('supervisor', 'transfer', id, 'close')).body.state, 'closed')
  await setActive(true)
  const held = await begin('supervisor', transferOf(ADULT))
  await send('supervisor', held)
  await step('children', 'transfer', held, 'acknowledge')
  assert.equal((await step('lead', 'transfer', held, 'accept', { first_on: value('2026-11-25') })).status, 201)
  await setActive(false)
  await runJob('referral.take_due_steps')
  assert.equal((await read('supervisor', 'transfer', held)).state, 'return_asked')
  assert.equal((await step('supervisor', 'transfer', held, 'take_back')).body.state, 'returned')
  await setActive(true)
})

test('consent withdrawn before a transfer is accepted calls it back', async () => {
  const id = await begin('supervisor', transferOf(ADULT))
  await send('supervisor', id)
  await step('children', 'transfer', id, 'acknowledge')
  await withdrawConsent('assistance')
  assert.equal((await read('supervisor', 'transfer', id)).state, 'recalled')
  assert.equal((await ask('children', 'GET', `/referral/referrals/${id}/package`)).body.code, 'referral.no_package')
  assert.equal((await step('children', 'transfer', id, 'confirm_recall')).body.state, 'closed')
})

/** One piece of code takes the steps of all kinds of request. */
test('what agencies write to each other is kept as the words it is, and sealed', async () => {
  const hostile = `'; drop table referral.request; -- <img src=x onerror=alert(1)> {{7*7}} ../../etc`
  await consent('assistance', [OFFICE], ['needs', 'identity'])
  const id = await begin('supervisor', { ...transferOf(ADULT), words: hostile })
  const { body } = await ask('supervisor', 'GET', `/referral/referrals/${id}/preview`)
  assert.ok(JSON.stringify(body).includes(JSON.stringify(hostile).slice(1, -1)), JSON.stringify(body))
  assert.equal((await step('supervisor', 'transfer', id, 'discard')).body.state, 'discarded')

  const { number } = (await ask('caseworker', 'GET', `/protection/files/${ADULT}`)).body
  const answers = { why: value(hostile), person_knows: value('yes') }
  const asked = await begin('children', { kind: 'transfer_request', fileId: null, with: [], answers, number })
  const said = (await read('supervisor', 'transfer_request', asked)).steps.flatMap((each) =>
    Object.values(each.answers),
  )
  assert.ok(
    said.some((answer) => 'value' in answer && answer.value === hostile),
    JSON.stringify(said),
  )
  const refused = { reason: value('other'), remark: value(hostile) }
  const answered = await step('supervisor', 'transfer_request', asked, 'refuse', refused)
  assert.ok(answered.status < 500, answered.text)
  const { rows } = await sql<{ sealed: boolean }>`
    select bool_and(position(convert_to('onerror', 'UTF8') in sealed_payload) = 0) as sealed from referral.request_step`.execute(
    owner,
  )
  assert.equal(rows[0]!.sealed, true)
})

test('anybody who asks for a file by its number learns nothing but a yes: a no and a number that nobody has look alike', async () => {
  const answers = { why: value('We met her at the market.'), person_knows: value('yes') }
  const { number } = (await ask('caseworker', 'GET', `/protection/files/${ADULT}`)).body
  const wanted = { kind: 'transfer_request', fileId: null, with: [], answers }
  const known = await begin('children', { ...wanted, number })
  const unknown = await begin('children', { ...wanted, number: 'DL-ZZZZ-Z' })
  assert.ok((await tasksOf('supervisor')).includes(known))
  assert.deepEqual(
    (await step('supervisor', 'transfer_request', known, 'refuse', { reason: value('person_declined') })).body.state,
    'refused',
  )
  const seen = async (id: string) => {
    const { id: _id, facts: _facts, steps, ...rest } = await read('children', 'transfer_request', id)
    const listed = (await ask('children', 'GET', '/referral/between')).body.items.find((each) => each.id === id)
    const row = (await ask('children', 'GET', `${PATHS.transfer_request}?list=all`)).body.items.find(
      (each) => each.id === id,
    )
    return {
      rest,
      steps: steps.map(({ step: name, answers: said }) => ({ name, said })),
      listed: { ...listed, id: '' },
      row: { ...row, id: '', facts: {} },
    }
  }
  assert.deepEqual(await seen(known), await seen(unknown))
  clock.set('2026-12-04T09:00:00Z')
  await runJob('referral.take_due_steps')
  const [no, nobody] = [
    await read('children', 'transfer_request', known),
    await read('children', 'transfer_request', unknown),
  ]
  assert.deepEqual([no.state, nobody.state, no.version, nobody.version], ['unanswered', 'unanswered', 2, 2])
  clock.set('2026-11-24T09:00:00Z')
  const third = await begin('children', { ...wanted, number })
  assert.equal((await step('supervisor', 'transfer_request', third, 'agree')).body.state, 'agreed')
  assert.equal((await read('children', 'transfer_request', third)).state, 'agreed')
})

test('joint work: each its own needs, goals that both see, no need twice; without consent it ends and its words are gone', async () => {
  const sharing = (partner: readonly string[]) => ({
    kind: 'joint_work',
    fileId: ADULT,
    with: [OFFICE],
    answers: { lead_needs: value(['shelter', 'legal_assistance']), partner_needs: value(partner) },
  })
  const refused = await ask('supervisor', 'POST', '/referral/between', beginning(sharing(['education'])))
  assert.equal(refused.body.code, 'referral.not_consented')
  await consent('referral', [OFFICE], ['needs'])
  const twice = await ask('supervisor', 'POST', '/referral/between', beginning(sharing(['shelter'])))
  assert.equal(twice.body.code, 'referral.need_twice')
  const id = await begin('supervisor', sharing(['education']))
  assert.equal((await step('lead', 'joint_work', id, 'agree', { own_consent: value('yes') })).body.state, 'active')
  const goal = { goal: value('A place at school by spring.'), by: value('2027-03-01') }
  assert.equal((await step('caseworker', 'joint_work', id, 'add_goal', goal)).status, 201)
  const report = { number: value(1), state: value('under_way') }
  assert.equal((await step('children', 'joint_work', id, 'report_goal', report)).status, 201)
  for (const who of ['caseworker', 'children'] as const) {
    const { steps } = await read(who, 'joint_work', id)
    assert.ok(
      steps.some(({ answers }) => JSON.stringify(answers).includes('A place at school')),
      who,
    )
  }
  assert.equal((await ask('clinic', 'GET', `${PATHS.joint_work}/${id}`)).status, 404)
  await withdrawConsent('referral')
  const after = await ask('children', 'GET', `${PATHS.joint_work}/${id}`)
  assert.equal(after.body.state, 'ended')
  assert.ok(!after.text.includes('A place at school'))
})

test('a conference tells its guests what was agreed for each of them, and what it decides is a task of theirs', async () => {
  await consent('referral', [OFFICE], ['needs', 'identity', 'contact'])
  await consent('referral', [CLINIC], ['needs', 'identity'])
  const id = await begin('caseworker', {
    kind: 'conference',
    fileId: ADULT,
    with: [OFFICE, CLINIC],
    groups: ['identity', 'contact', 'risk'],
    answers: { on: value('2026-12-01'), questions: value('Where can she stay over the winter?') },
  })
  const { package: told } = (await ask('caseworker', 'GET', `/referral/referrals/${id}/preview`)).body
  assert.deepEqual(
    told.groups.map(({ group }) => group),
    ['needs', 'identity'],
    'the intersection',
  )
  assert.equal((await ask('clinic', 'GET', `${PATHS.conference}/${id}`)).status, 404)
  assert.equal((await send('caseworker', id)).status, 201)
  for (const guest of ['clinic', 'children'] as const)
    assert.deepEqual((await ask(guest, 'GET', `/referral/referrals/${id}/package`)).body, told, guest)
  const invited = (await ask('clinic', 'GET', '/referral/between')).body.items.find(({ kind }) => kind === 'task')!
  assert.ok((await tasksOf('clinic')).includes(invited.id), 'to come is a task')
  await step('clinic', 'task', invited.id, 'finish', { note: value('We come.') })
  const minutes = {
    held_on: value(TODAY),
    person_heard: value('yes'),
    summary: value('She wants to stay in the north.'),
  }
  assert.equal((await step('caseworker', 'conference', id, 'hold', minutes)).body.state, 'held')
  const decision = (who: string) => ({
    who: value(who),
    what: value('Finds a place for her.'),
    by: value('2026-12-08'),
  })
  assert.equal(
    (await step('caseworker', 'conference', id, 'decide', decision('guest_3'))).body.code,
    'referral.not_invited',
  )
  await step('caseworker', 'conference', id, 'decide', decision('guest_1'))
  await step('caseworker', 'conference', id, 'decide', decision('convener'))
  for (const who of ['children', 'caseworker'] as const) {
    const ids = await tasksOf(who)
    const found = (await ask(who, 'GET', '/referral/between')).body.items.filter(
      (each) => each.kind === 'task' && ids.includes(each.id),
    )
    const texts = await Promise.all(found.map(async (each) => (await ask(who, 'GET', `${PATHS.task}/${each.id}`)).text))
    assert.ok(
      texts.some((text) => text.includes('Finds a place for her.')),
      who,
    )
  }
  await withdrawConsent('referral')
  assert.equal((await read('caseworker', 'conference', id)).state, 'called_off')
  const after = await ask('clinic', 'GET', `${PATHS.conference}/${id}`)
  assert.ok(!after.text.includes('stay in the north'), 'the words are told no more')
  assert.equal((await ask('clinic', 'GET', `/referral/referrals/${id}/package`)).body.code, 'referral.no_package')
  assert.deepEqual(
    (await tasksOf('children')).filter((each) => each === invited.id),
    [],
  )
})

test('hostile words are sealed, and shown as the words they are', async () => {
  const words = `'; drop table referral.request; -- <script>alert("x")</script> {{7*7}} %00`
  await consent('assistance', [OFFICE], ['needs'])
  const id = await begin('supervisor', { ...transferOf(ADULT), words })
  assert.equal((await ask('supervisor', 'GET', `/referral/referrals/${id}/preview`)).body.package.words, words)
  await step('supervisor', 'transfer', id, 'discard')
  const asked = await begin('children', {
    kind: 'transfer_request',
    fileId: null,
    number: words.slice(0, 40),
    with: [],
    answers: { why: value(words), person_knows: value('no') },
  })
  assert.deepEqual((await read('children', 'transfer_request', asked)).steps[0]?.answers['why'], value(words))
  await consent('referral', [OFFICE], ['needs'])
  const joint = { kind: 'joint_work', fileId: ADULT, with: [OFFICE], answers: { lead_needs: value([words]) } }
  assert.equal((await ask('supervisor', 'POST', '/referral/between', beginning(joint))).status, 422)
})

test('however much is open between agencies, all of it is found, a page at a time', async () => {
  const { rows } = await sql<{ id: string }>`
    insert into referral.request (id, kind, country, parties, agencies, seen_by, state, turn, facts, clocks, sequence,
      head_hash, file_id, opened_at, changed_at)
    select gen_random_uuid(), kind, country, parties, agencies, seen_by, state, turn, facts, clocks, sequence,
      head_hash, file_id, opened_at, changed_at
    from referral.request, generate_series(1, 120)
    where id = (select id from referral.request where kind = 'referral.task' and ended_at is null
      and ${WHO.caseworker.agencyId} = any (seen_by) order by id limit 1)
    returning id`.execute(owner)
  const added = new Set(rows.map(({ id }) => id))
  const found: string[] = []
  let pages = 0
  for (let next: string | null | undefined; next !== null; pages += 1) {
    const after: string = next === undefined ? '' : `?after=${encodeURIComponent(next)}`
    const { body } = await ask('caseworker', 'GET', `/referral/between${after}`)
    found.push(...body.items.map(({ id }) => id))
    next = (body as unknown as { next: string | null }).next
  }
  await sql`delete from referral.request where id = any (${[...added]}::uuid[])`.execute(owner)
  assert.equal(new Set(found).size, found.length, 'none twice')
  assert.equal(found.filter((id) => added.has(id)).length, 120)
  assert.ok(pages > 2)
})

test('nothing of it lies in clear, and nobody without a part in it sees it', async () => {
  const { rows } = await sql<{ text: string }>`
    select string_agg(t::text, ' ') as text from (
      select request::text as t from referral.request union all select request_step::text from referral.request_step
      union all select package::text from referral.package union all select entry::text from audit.entry
    ) as everything`.execute(owner)
  for (const word of ['over the winter', 'Finds a place', 'place at school', 'town of your office', 'at the market']) {
    assert.ok(!rows[0]!.text.includes(word) && !rows[0]!.text.includes(Buffer.from(word).toString('hex')), word)
  }
  assert.equal((await ask('administrator', 'GET', '/referral/between')).status, 403)
  assert.equal((await ask('administrator', 'POST', '/referral/between', beginning(transferOf(ADULT)))).status, 403)
})

test('open referrals follow a file that was taken over, with consent in the new file; the former agency sees nothing more', async () => {
  const { items } = (await ask('caseworker', 'GET', '/referral/services?type=health')).body
  const service = items.find(
    ({ agencyId, byLink, room }) => agencyId === CLINIC.agencyId && !byLink && room === 'open',
  )!
  await consent('assistance', [OFFICE], ['needs', 'identity'])
  await consent('referral', [CLINIC], ['needs', 'identity', 'contact'])
  const refer = async (groups: readonly string[]) => {
    const body = {
      id: newId(),
      stepId: newId(),
      fileId: ADULT,
      serviceId: service.id,
      urgency: 'standard',
      child: null,
    }
    await ask('caseworker', 'POST', '/referral/referrals', {
      ...body,
      words: 'A check of the burns on her hands.',
      groups,
      happenedAt: clock.now(),
    })
    assert.equal((await send('caseworker', body.id)).status, 201)
    return body.id
  }
  const take = (who: Who, id: string, name: string, answers: object = {}) =>
    ask(who, 'POST', `/referral/referrals/${id}/steps`, { id: newId(), step: name, happenedAt: clock.now(), answers })
  const goesOn = await refer(['identity'])
  const wider = await refer(['identity', 'contact'])
  await take('clinic', goesOn, 'acknowledge')
  await take('clinic', goesOn, 'accept', { first_on: value('2026-11-25') })

  const id = await begin('supervisor', transferOf(ADULT))
  await send('supervisor', id)
  await step('children', 'transfer', id, 'acknowledge')
  await step('lead', 'transfer', id, 'accept', { first_on: value('2026-11-25') })
  const open = async (who: Who) => (await ask(who, 'GET', `${PATHS.transfer}/${id}/referrals`)).body.items
  assert.deepEqual(await open('children'), [], 'not before there is a file of its own')
  const ownNumber = (await ask('children', 'GET', `/protection/files/${CHILD}`)).body.number
  const foreignFile = (await ask('caseworker', 'GET', `/protection/files/${ADULT}`)).body.number
  const notOwn = await step('children', 'transfer', id, 'open_own_file', { number: value(foreignFile) })
  assert.equal(notOwn.body.code, 'referral.no_file', 'a file of another agency')
  await step('children', 'transfer', id, 'open_own_file', { number: value(ownNumber) })
  assert.ok(
    !(await ask('supervisor', 'GET', `${PATHS.transfer}/${id}`)).text.includes(ownNumber),
    'the sender does not learn it',
  )
  const found = (await open('children')).map((each) => each.id)
  assert.ok(found.includes(goesOn))
  assert.ok(!found.includes(wider), 'of one that holds more than it was told it does not learn')
  assert.equal((await ask('supervisor', 'GET', `${PATHS.transfer}/${id}/referrals`)).status, 404)
  const { number } = (await ask('children', 'GET', `/protection/files/${CHILD}`)).body
  const foreign = (await ask('caseworker', 'GET', `/protection/files/${ADULT}`)).body.number
  const steps = { [goesOn]: newId(), [wider]: newId() }
  const follow = (who: Who, of: string) => ask(who, 'POST', `${PATHS.transfer}/${id}/referrals`, { number: of, steps })
  assert.equal((await follow('children', foreign)).body.code, 'referral.no_file', 'another agency’s file')
  assert.equal((await follow('supervisor', number)).status, 404)
  assert.equal((await follow('children', `<b>'; --`)).body.code, 'referral.no_file')
  const { rows: adults } = await sql<{ number: string }>`
    select number from protection.case_file where agency_id = ${OFFICE.agencyId} and status = 'open' and path = 'adult'`.execute(
    owner,
  )
  if (adults[0]) assert.deepEqual((await follow('children', adults[0].number)).body, { followed: [], left: [goesOn] })
  const both = await Promise.all([follow('children', number), follow('lead', number)])
  assert.deepEqual(
    both.map(({ status }) => status),
    [200, 200],
  )
  assert.equal((await ask('caseworker', 'GET', `/referral/referrals/${goesOn}`)).status, 404)
  assert.equal(
    (await ask('caseworker', 'GET', `/referral/referrals/${wider}`)).status,
    200,
    'it stays, and is its to end',
  )
  const mine = (await ask('children', 'GET', `/referral/referrals/${goesOn}`)).body
  assert.deepEqual([mine.you, mine.state], [['sender'], 'accepted'])
  assert.ok(mine.steps.every(({ by }) => by === null))
  assert.equal((await ask('clinic', 'GET', `/referral/referrals/${goesOn}`)).body.parties['sender'], OFFICE.agencyId)
  assert.equal((await ask('clinic', 'GET', `/referral/referrals/${goesOn}/package`)).status, 200)
  assert.equal((await take('clinic', goesOn, 'start')).status, 201)
  const { services } = (await ask('children', 'GET', `/protection/files/${CHILD}`)).body
  assert.ok(services.length > 0)
  await take('clinic', goesOn, 'complete', { result: value('provided') })
  assert.equal((await take('children', goesOn, 'close', { reason: value('met') })).body.state, 'closed')
  await take('caseworker', wider, 'withdraw', { reason: value('placed_elsewhere') })
})
