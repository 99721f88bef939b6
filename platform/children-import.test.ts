import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ImportedCase, ImportedInquiry } from '@gloact/children/contract/primero'
import { sql } from 'kysely'
import { newId } from '@gloact/kernel'
import {
  ask,
  children,
  clock,
  done,
  follow,
  open,
  owner,
  platform,
  said,
  HEARD,
  step,
  TODAY,
  WHO,
  type Who,
} from './testing/children-stage.ts'

const CASE = {
  case_id: 'a9c1-0001',
  enabled: true,
  owned_by: 'primero_cp',
  status: 'open',
  name: 'Leen Fadi Haddad',
  name_nickname: 'Loulou',
  sex: 'female',
  age: 12,
  estimated: true,
  registration_date: '2026-03-01',
  nationality: ['syrian_arab_republic'],
  icrc_ref_no: 'ICRC-77',
  protection_status: 'separated',
  risk_level: 'severe',
  consent_for_tracing: true,
  disclosure_other_orgs: true,
  legitimate_basis: ['consent'],
  matched_tracing_request_id: 'b1',
  tracing_status: 'verified',
  separation_cause: 'poverty',
  tracing_actions_section: [
    { unique_id: 'u', date_tracing: '2026-04-01', tracing_type: 'photo_tracing', tracing_outcome: 'yes' },
  ],
  wishes_child_family_tracing: true,
  care_arrangements_section: [
    {
      care_arrangements_type: 'residential_care',
      care_arrangement_started_date: '2026-01-01',
      name_caregiver: 'House',
    },
    {
      care_arrangements_type: 'foster_care',
      care_arrangement_started_date: '2026-02-01',
      name_caregiver: 'Amal Said',
      child_caregiver_reason_change: 'Education',
    },
  ],
  family_details_section: [{ relation_name: 'Hanan Fadi', relation: 'aunt' }],
  followup_subform_section: [{ followup_type: 'in_care', followup_date: '2026-03-05', followup_comments: 'Well.' }],
  upload_bid_document: [{ id: 5, file_name: 'bid.pdf' }],
  closure_reason: 'none',
  field_of_their_own: 'Something',
}
const send = async (cases: readonly object[], tryOut = false, who: Who = 'officer') => {
  const answer = await ask(who, 'POST', '/children/imports', { cases, tryOut })
  return { ...answer, items: answer.body.items as unknown as readonly ImportedCase[] }
}
const notesOf = async (fileId: string) => {
  const read = await ask('officer', 'GET', `/protection/files/${fileId}`)
  assert.equal(read.status, 200, read.text)
  return read.text
}

test('a case of CPIMS+ becomes a child’s file: nothing agreed, matched or determined there holds here, nothing is dropped', async () => {
  const tried = await send([CASE], true)
  assert.equal(tried.status, 200, tried.text)
  assert.deepEqual([tried.items[0]!.outcome, tried.items[0]!.fileId], ['ready', null])
  assert.deepEqual(tried.items[0]!.unknown.map(({ field, value, why }) => `${why} ${field} ${value}`).toSorted(), [
    'field field_of_their_own Something',
    'value risk_level severe',
    'value tracing_outcome yes',
  ])
  const { items, text: refused } = await send([CASE])
  assert.ok(items, refused)
  const [one] = items
  assert.deepEqual(
    [one!.outcome, one!.records, one!.consents, one!.matchedThere],
    ['imported', ['age', 'care'], 3, true],
  )
  const again = await send([CASE])
  assert.deepEqual([again.items[0]!.outcome, again.items[0]!.fileId], ['already', one!.fileId])

  const page = await done(ask('officer', 'GET', `/children/files/${one!.fileId}`))
  const states = page.records.map(({ kind, state }) => `${kind}.${state}`).toSorted()
  assert.deepEqual(states, ['age.presumed', 'care.to_review'], 'no determination, no solution, no tracing')
  assert.deepEqual(page.gates.leave, ['age_not_settled'])
  const text = await notesOf(one!.fileId!)
  for (const words of [
    'imported, ask again',
    'consent_for_tracing: true',
    'not confirmed here',
    'matched_tracing_request_id: b1',
    'outside document, not a gate',
    'bid.pdf',
    'field_of_their_own: Something',
    'risk_level: severe',
    'relation_name: Hanan Fadi',
    'followup_comments: Well.',
    'Loulou',
    'residential_care',
  ])
    assert.ok(text.includes(words), words)
  const age = page.records.find(({ kind }) => kind === 'age')!.id
  const shown = await done(ask('officer', 'GET', `/children/age/${age}`))
  assert.deepEqual(
    ['basis', 'born_from', 'born_to'].map((field) => (shown.steps[0]!.answers[field] as { value: unknown }).value),
    ['estimated', '2013-03-02', '2014-03-01'],
    'twelve years is an interval',
  )
  const care = page.records.find(({ kind }) => kind === 'care')!.id
  const placed = await done(ask('officer', 'GET', `/children/care/${care}`))
  assert.deepEqual(
    ['type', 'carer', 'from'].map((field) => (placed.steps[0]!.answers[field] as { value: unknown }).value),
    ['foster', 'Amal Said', '2026-02-01'],
    'the row that began last',
  )
  const review = said({ ...HEARD, result: 'for_now', reasons: 'Visited.', until: TODAY })
  await done(step('lead', 'care', care, 'review', review))
  const solution = await open(
    'officer',
    one!.fileId!,
    'solution',
    'plan',
    said({ option: 'reunification_here', place: 'Here', adult: 'Hanan Fadi', relative: 'yes' }),
  )
  const gates = (await done(ask('officer', 'GET', `/children/files/${one!.fileId}`))).gates.solutions
  const { missing } = gates.find(({ id }) => id === solution.id)!
  for (const gap of ['determination_missing', 'verification_missing', 'guardian_missing'])
    assert.ok(missing.includes(gap), gap)
  await follow('children.begin_for_child', { fileId: one!.fileId! })
})

test('who was no child when registered, and what has no number, is said and not recorded; others may not import', async () => {
  const { items } = await send([
    { case_id: 'a9c1-0002', name: 'A B', age: 31, registration_date: '2026-03-01' },
    { name: 'C D', age: 9 },
    { case_id: 'a9c1-0003', name: 'E', date_of_birth: '2008-01-01', estimated: true, registration_date: '2026-03-01' },
  ])
  assert.deepEqual(
    items.map(({ outcome }) => outcome),
    ['no_child', 'no_number', 'imported'],
  )
  for (const who of ['guardian', 'authority', 'panel'] as const)
    assert.equal((await send([CASE], false, who)).status, 403, who)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from audit.entry where action = 'children.cases_imported'`.execute(owner)
  assert.ok(rows[0]!.count >= 2)
})

test('hostile words are kept as words', async () => {
  const hostile = `'; drop table children.request; -- <img src=x onerror=alert(1)> {{7*7}} ../../etc`
  const { items } = await send([{ ...CASE, case_id: hostile, name: hostile, care_arrangements_type_notes: hostile }])
  assert.equal(items[0]!.outcome, 'imported')
  assert.ok((await notesOf(items[0]!.fileId!)).includes('onerror=alert(1)'))
})

const INQUIRY = {
  tracing_request_id: 'tr-0001',
  inquiry_date: '2026-01-10',
  status: 'closed',
  relation_name: 'Rania Haddad',
  relation_telephone: '+447700900321',
  relation_religion: 'unsaid_here',
  separation_cause: 'conflict',
  location_separation: 'Qusayr',
  disclosure_other_orgs: true,
  tracing_request_subform_section: [
    {
      unique_id: 'row-1',
      name: 'Samir Haddad',
      relation: 'mother',
      age: 8,
      sex: 'male',
      matched_case_id: 'a9c1-0001',
      tracing_request_status: 'reunified',
    },
    { unique_id: 'row-2', name: 'Nour Haddad', relation: 'mother', sex: 'female', their_question: 'Something' },
  ],
}
const takeOver = async (inquiries: readonly object[], tryOut = false, who: Who = 'officer') => {
  const answer = await ask(who, 'POST', '/children/tracing/imports', { inquiries, tryOut })
  return { ...answer, items: answer.body.items as unknown as readonly ImportedInquiry[] }
}
const requestOf = (who: Who, id: string) => done(ask(who, 'GET', `/children/tracing/requests/${id}`))
const screened = (requestId: string) => follow('children.follow_request', { requestId })
const signsOf = (shown: object) => (shown as { signs: readonly string[] }).signs

test('a tracing request of CPIMS+ waits, a request a child: nothing is searched for before identity, agreement and a second person are there', async () => {
  const tried = await takeOver([INQUIRY], true)
  assert.equal(tried.status, 200, tried.text)
  assert.deepEqual(tried.items[0], {
    outcome: 'ready',
    requests: 2,
    requestIds: [],
    consents: 1,
    matchedThere: true,
    unknown: [{ field: 'their_question', value: 'Something', why: 'field' }],
  })
  const [one] = (await takeOver([INQUIRY])).items
  assert.deepEqual([one!.outcome, one!.requests, one!.requestIds.length], ['imported', 2, 2])
  const again = await takeOver([INQUIRY], false, 'second')
  assert.deepEqual([again.items[0]!.outcome, again.items[0]!.requestIds], ['already', one!.requestIds])
  const [id = ''] = one!.requestIds

  const path = `/children/tracing/requests/${id}`
  const take = (who: Who, name: string, answers: Record<string, unknown>) =>
    ask(who, 'POST', `${path}/steps`, {
      id: newId(),
      step: name,
      happenedAt: clock.now(),
      answers: said(answers),
    })
  await screened(id)
  const held = await requestOf('lead', id)
  assert.equal(held.state, 'held')
  assert.deepEqual(signsOf(held), ['knows_little', 'nobody_knows_them', 'not_agreed', 'from_elsewhere'])
  const answers = held.steps[0]!.answers as Record<string, { value: unknown }>
  assert.deepEqual(
    ['relative_name', 'relation', 'telephone', 'given_name', 'family_name', 'age', 'separation_place'].map(
      (field) => answers[field]!.value,
    ),
    ['Rania Haddad', 'mother', '+447700900321', 'Samir', 'Haddad', 8, 'Qusayr'],
  )
  const words = String(answers['elsewhere']!.value)
  for (const line of [
    'matched_case_id: a9c1-0001',
    'tracing_request_status: reunified',
    'status: closed',
    'unsaid_here',
  ])
    assert.ok(words.includes(line), line)
  // Anyone who imported it has entered it: they see what the desk sees, and judge nothing.
  const own = await requestOf('officer', id)
  assert.deepEqual([own.state, signsOf(own)], ['received', []])
  assert.equal((await take('officer', 'clear', { why: 'Fine' })).body.code, 'records.not_open')
  // No review makes good what only the inquirer can say.
  assert.equal((await take('lead', 'clear', { why: 'Fine' })).body.code, 'children.amend_first')

  const now = Object.fromEntries(
    Object.entries(answers).flatMap(([field, { value }]) => (field === 'elsewhere' ? [] : [[field, value]])),
  )
  const amended = {
    ...now,
    identity_seen: 'passport',
    agrees: 'yes',
    father_name: 'Fadi Haddad',
    origin: 'Homs',
  }
  await done(take('officer', 'amend', amended))
  await screened(id)
  const looked = await requestOf('lead', id)
  assert.deepEqual(
    [looked.state, signsOf(looked)],
    ['held', ['from_elsewhere']],
    'a person looks, whatever is there now',
  )
  await done(take('lead', 'clear', { why: 'The mother was seen today.' }))
  assert.equal((await requestOf('lead', id)).state, 'searching')
})

test('a request that seeks nobody, has no number or does not fit is said and not recorded; a row that comes later is another request', async () => {
  const { items } = await takeOver([
    { ...INQUIRY, tracing_request_id: 'tr-0002', tracing_request_subform_section: [] },
    { tracing_request_subform_section: [{ name: 'A' }] },
    { ...INQUIRY, tracing_request_id: 'tr-0003', their_question: 'x'.repeat(19_999) },
  ])
  assert.deepEqual(
    items.map(({ outcome, requestIds }) => [outcome, requestIds.length]),
    [
      ['nobody_sought', 0],
      ['no_number', 0],
      ['too_long', 0],
    ],
  )
  const rows = [...INQUIRY.tracing_request_subform_section, { unique_id: 'row-3', name: 'Omar Haddad' }]
  const [more] = (await takeOver([{ ...INQUIRY, tracing_request_subform_section: rows }])).items
  assert.deepEqual([more!.outcome, more!.requests, more!.requestIds.length], ['imported', 1, 3])
  for (const who of ['guardian', 'authority', 'panel'] as const)
    assert.equal((await takeOver([INQUIRY], false, who)).status, 403, who)
  // The same number of another agency’s is another request.
  const [theirs] = (await takeOver([INQUIRY], true, 'shelterOfficer')).items
  assert.equal(theirs!.outcome, 'ready')
  const { rows: kept } = await sql<{ count: number }>`
    select count(*)::int as count from audit.entry where action = 'children.requests_imported'`.execute(owner)
  assert.equal(kept[0]!.count, 2)
})

test('hostile words of a request are kept as words', async () => {
  const hostile = `'; drop table children.request; -- <img src=x onerror=alert(1)> {{7*7}} ../../etc`
  const { items } = await takeOver([
    {
      tracing_request_id: hostile,
      relation_name: hostile,
      tracing_request_subform_section: [{ name: hostile, age: hostile }],
    },
  ])
  assert.equal(items[0]!.outcome, 'imported')
  const shown = await requestOf('lead', items[0]!.requestIds[0]!)
  assert.ok(JSON.stringify(shown.steps).includes('onerror=alert(1)'))
})

test('imported requests of which nobody has asked the inquirer are one task with a count, and none of those who imported them', async () => {
  const held = async (who: Who) =>
    ((await children.tasks?.(WHO[who])) ?? []).filter(
      ({ about, details }) => about.kind === 'children.tracing_request' && details['state'] === 'held',
    )
  const counted = async () => (await held('lead')).find(({ kind }) => kind === 'imported_held')
  const before = Number((await counted())?.details['count'] ?? 0)
  const ids: string[] = []
  for (const source of ['tr-batch-1', 'tr-batch-2'])
    ids.push(...(await takeOver([{ ...INQUIRY, tracing_request_id: source }])).items[0]!.requestIds)
  for (const id of ids) await screened(id)
  assert.equal(ids.length, 4)
  const now = await held('lead')
  const [together, ...more] = now.filter(({ kind }) => kind === 'imported_held')
  assert.deepEqual([together?.details['count'], more.length], [before + 4, 0])
  const dues = await Promise.all(ids.map(async (id) => (await requestOf('lead', id)).nextDueAt ?? ''))
  assert.ok(together?.dueAt && dues.every((due) => together.dueAt! <= due), 'due with the first of them')
  assert.ok(!now.some(({ kind, about }) => kind !== 'imported_held' && ids.includes(about.id)))
  // Who imported them is not told by a task that they are held.
  assert.deepEqual(await held('officer'), [])

  const [id = ''] = ids
  const { answers } = (await requestOf('lead', id)).steps[0]!
  const { elsewhere: _, ...said_before } = answers as Record<string, { value: unknown }>
  await done(
    ask('officer', 'POST', `/children/tracing/requests/${id}/steps`, {
      id: newId(),
      step: 'amend',
      happenedAt: clock.now(),
      answers: {
        ...said_before,
        ...said({ identity_seen: 'passport', agrees: 'yes', father_name: 'F', origin: 'Homs' }),
      },
    }),
  )
  await screened(id)
  assert.equal((await counted())?.details['count'], before + 3)
  const own = (await held('lead')).find(({ about }) => about.id === id)
  assert.equal(own?.kind, 'request_turn', 'asked, it waits for a second person by itself')
})

test('a case whose file was erased is not imported again, and nothing is said of the file', async () => {
  const gone = { ...CASE, case_id: 'a9c1-0009' }
  const { items } = await send([gone])
  const { outcome, fileId } = items[0]!
  assert.equal(outcome, 'imported')
  const { rows } = await sql<{ id: string }>`
    select person_id as id from protection.case_file where id = ${fileId}`.execute(owner)
  assert.deepEqual(await platform.eraseAgain(rows.map(({ id }) => id)), { files: 1 })
  for (const tryOut of [true, false]) {
    const [again] = (await send([gone], tryOut)).items
    assert.deepEqual([again!.outcome, again!.fileId, again!.number, again!.records], ['erased', null, null, []])
  }
})
