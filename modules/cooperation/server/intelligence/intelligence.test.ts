import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { fixedClock, newId, type Json } from '@gloact/kernel'
import { readInScope, systemScope } from '@gloact/postgres'
import { sql } from 'kysely'
import { endUse } from '../look-after.ts'
import { arrived, ask, carry, demoland, given, hand, norland, now, step, there } from '../testing/two-sides.ts'
import { reportsOf } from './reports.ts'

/* Intelligence goes from one country's police to another's: graded, approved by a second officer, and on a track of its own. */

const DESK = newId<string>()
const entry = (country: string) => ({
  name: { en: `Police Intelligence (${country})` },
  country,
  desk: 'police_intelligence',
  matters: ['intelligence'],
  channels: ['exchange'],
  languages: ['en'],
  translation_required: 'no',
  dual_criminality: 'no',
  confirmed_on: '2026-06-01',
})

before(async () => {
  for (const side of [demoland, norland]) {
    side.line.desks.push({ authority: 'police_intelligence', agencyId: side.policeId, name: 'Police' })
    for (const code of ['DL', 'XN']) {
      const id = side === demoland && code === 'XN' ? DESK : newId()
      const saved = await ask(side, 'intel', 'PUT', `authorities/${id}`, { answers: given(entry(code)) })
      assert.equal(saved.status, 200, JSON.stringify(saved.body))
    }
  }
})

const NAME = 'Dragan Vell <b>of</b> =Quarry Lane'
const REPORT = {
  offences: ['trafficking'],
  summary: 'A recruiter rents three flats under a company’s name.',
  names_victim: 'no',
  source: 'b',
  information: '2',
  'subjects/0193a000-0000-7000-8000-000000000001': true,
  'subjects/0193a000-0000-7000-8000-000000000001/role': 'suspect',
  'subjects/0193a000-0000-7000-8000-000000000001/name': NAME,
  purpose: 'To prevent recruitment.',
  tlp: 'amber',
  codes: ['h1', 'h2'],
}
type Said = Readonly<Record<string, Json>>
const draft = (values: Said = REPORT, ids = { id: newId<string>(), stepId: newId<string>() }, authorityId = DESK) =>
  ask(demoland, 'intel', 'POST', 'intelligence', { ...ids, authorityId, happenedAt: now(), answers: given(values) })
const take = (at: typeof demoland, who: 'intel' | 'chief', id: string, name: string, values: Said = {}) =>
  ask(at, who, 'POST', `intelligence/${id}/steps`, {
    id: newId(),
    step: name,
    happenedAt: now(),
    answers: given(values),
  })
const apart = (who: 'intel' | 'chief', id: string, name: string, more: object = {}) =>
  ask(demoland, who, 'POST', `intelligence/${id}/${name}`, { stepId: newId(), happenedAt: now(), ...more })
const contentAt = async (at: typeof demoland, id: string) =>
  (await ask(at, 'intel', 'GET', `intelligence/${id}/content`)).body

async function sent(values: Said = REPORT): Promise<string> {
  const { body, status } = await draft(values)
  assert.equal(status, 201, JSON.stringify(body))
  assert.equal((await apart('intel', body.id, 'submit')).status, 201)
  const { digest } = await contentAt(demoland, body.id)
  const approved = await apart('chief', body.id, 'approve', { digest })
  assert.equal(approved.status, 201, JSON.stringify(approved.body))
  assert.deepEqual(await carry(demoland, norland), ['ok'])
  there.set(body.id, demoland.line.out.findLast(({ type }) => type === 'cooperation.intel_report')!.conversationId)
  return body.id
}

test('a report is graded, approved by another, sent, assessed and closed; both sides show the same', async () => {
  const id = await sent()
  const message = demoland.line.out.findLast(({ type }) => type === 'cooperation.intel_report')!
  assert.deepEqual(message.handling.evaluation, { source: 'b', information: '2' })
  const read = await contentAt(norland, id)
  assert.deepEqual(read.answers['subjects/0193a000-0000-7000-8000-000000000001/name'], { value: NAME })
  assert.deepEqual(read.permitted, ['view', 'print'])
  const assessed = await take(norland, 'intel', id, 'assess', { usefulness: 'new_and_useful' })
  assert.equal(assessed.status, 201, JSON.stringify(assessed.body))
  assert.deepEqual(await carry(norland, demoland), ['ok'])
  assert.equal((await take(demoland, 'intel', id, 'close')).status, 201)
  assert.deepEqual(await carry(demoland, norland), ['ok'])
  for (const side of [demoland, norland])
    assert.equal((await ask(side, 'intel', 'GET', `intelligence/${id}`)).body.state, 'closed')
})

test('the joint audit lists reports for the police and requests for the central authority, and each compares its own alone', async () => {
  const [report, request] = [await sent(), await arrived()]
  const idsSeenBy = async (who: 'intel' | 'chief' | 'officer') => {
    const { items } = (await ask(demoland, who, 'GET', 'joint-audit')).body as unknown as {
      readonly items: readonly { readonly request: { readonly id: string; readonly track: string } | null }[]
    }
    return items.flatMap(({ request: one }) => (one ? [[one.id, one.track]] : []))
  }
  for (const who of ['intel', 'chief'] as const) {
    const seen = await idsSeenBy(who)
    assert.ok(seen.some(([id]) => id === report))
    assert.ok(seen.every(([id, track]) => track === 'intelligence' && id !== request))
  }
  const seen = await idsSeenBy('officer')
  assert.ok(seen.some(([id]) => id === request))
  assert.ok(seen.every(([id, track]) => track === 'evidence' && id !== report))

  const { compared } = demoland.line
  assert.equal((await ask(demoland, 'intel', 'POST', 'joint-audit/XN', {})).status, 200)
  assert.ok(compared.includes(there.get(report)!) && !compared.includes(there.get(request)!))
  compared.length = 0
  assert.equal((await ask(demoland, 'officer', 'POST', 'joint-audit/XN', {})).status, 200)
  assert.ok(compared.includes(there.get(request)!) && !compared.includes(there.get(report)!))
  // Who approves reports does not ask the other country, and a caseworker has no part in it.
  assert.equal((await ask(demoland, 'chief', 'POST', 'joint-audit/XN', {})).body.code, 'cooperation.not_allowed')
  assert.equal((await ask(demoland, 'shelter', 'GET', 'joint-audit')).body.code, 'cooperation.not_allowed')
})

test('without both grades, with a victim in it or a witness named, or approved by its author, nothing goes', async () => {
  const wrong: readonly (readonly [Said, string])[] = [
    [{ ...REPORT, source: '' }, 'no_source_grade'],
    [{ ...REPORT, information: '' }, 'no_information_grade'],
    [{ ...REPORT, names_victim: 'yes' }, 'victim_named'],
    [{ ...REPORT, names_victim: '' }, 'victim_not_excluded'],
    [{ ...REPORT, 'subjects/0193a000-0000-7000-8000-000000000001/role': 'witness' }, 'subject_role'],
  ]
  for (const [values, problem] of wrong) {
    const answers = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
    const { body } = await draft(answers)
    const put = await apart('intel', body.id, 'submit')
    assert.deepEqual(
      [put.status, put.body.fields.map(({ code }) => code)],
      [422, [`cooperation.report_missing.${problem}`]],
    )
  }
  const { body } = await draft()
  await apart('intel', body.id, 'submit')
  const { digest } = await contentAt(demoland, body.id)
  assert.notEqual((await apart('intel', body.id, 'approve', { digest })).status, 201)
  assert.equal((await apart('chief', body.id, 'approve', { digest: 'another' })).status, 409)
  assert.deepEqual(await carry(demoland, norland), [])
})

test('sent twice a draft is begun once, and to a desk of another track it is not begun at all', async () => {
  const ids = { id: newId<string>(), stepId: newId<string>() }
  assert.deepEqual([(await draft(REPORT, ids)).status, (await draft(REPORT, ids)).status], [201, 201])
  const evidence = newId<string>()
  const other = { ...entry('XN'), desk: 'ministry', matters: ['mla'] }
  await ask(demoland, 'intel', 'PUT', `authorities/${evidence}`, { answers: given(other) })
  const refused = await draft(REPORT, { id: newId(), stepId: newId() }, evidence)
  assert.deepEqual([refused.status, refused.body.code], [422, 'cooperation.no_authority'])
})

test('nothing crosses tracks: no message, no desk, no grade, no route and no staff of one is any other’s', async () => {
  const report = await sent()
  const request = await arrived()
  const [theirs, evidence] = ['cooperation.intel_report', 'cooperation.mla_request'].map((type) =>
    demoland.line.out.findLast((message) => message.type === type)!,
  )
  const police = { country: 'XN', authority: 'police_intelligence' }
  const central = { country: 'XN', authority: 'central_authority' }
  const again = () => ({ id: newId<string>(), conversationId: newId<string>(), received: false })
  const wrong = 'cooperation.wrong_track'
  assert.equal(await hand(norland, { ...theirs!, ...again(), to: central }), wrong)
  assert.equal(await hand(norland, { ...evidence!, ...again(), to: police }), wrong)
  // A report under the name of a request, and a request under the name of a report; graded evidence, and a report without a grade.
  const { evaluation } = theirs!.handling
  const graded = { ...evidence!.handling, evaluation }
  const bare = { ...theirs!.handling, evaluation: null }
  assert.equal(await hand(norland, { ...evidence!, ...again(), handling: graded }), wrong)
  assert.equal(await hand(norland, { ...theirs!, ...again(), handling: bare }), 'cooperation.not_graded')
  // What speaks in a conversation of another track finds nothing there.
  const strayed = { ...evidence!, ...again(), conversationId: theirs!.conversationId, type: 'cooperation.mla_closed' }
  assert.equal(
    await hand(norland, { ...strayed, body: { answers: { outcome: { value: 'used' } } } }),
    'cooperation.no_conversation',
  )
  const closed = { ...theirs!, ...again(), conversationId: evidence!.conversationId, type: 'cooperation.intel_closed' }
  assert.equal(await hand(norland, { ...closed, body: { answers: {} } }), 'cooperation.no_conversation')

  for (const [who, path] of [
    ['officer', `intelligence/${report}`],
    ['officer', `intelligence/${report}/content`],
    ['approver', 'intelligence?list=all'],
    ['caseworker', 'intelligence?list=all'],
    ['intel', `requests/${request}/content`],
    ['chief', 'requests?list=all'],
    ['intel', 'victims?list=all'],
  ] as const)
    assert.ok([403, 404].includes((await ask(demoland, who, 'GET', path)).status), `${who} ${path}`)
  // By the route of the one the other is not there either.
  assert.equal((await ask(demoland, 'officer', 'GET', `requests/${report}`)).status, 404)
  assert.equal((await ask(demoland, 'intel', 'GET', `intelligence/${request}`)).status, 404)
  assert.notEqual((await step(demoland, 'officer', report, 'withdraw', { reason: 'mistake' })).status, 201)
  // The database itself has no report of a person's file.
  const forced = readInScope(demoland.db, systemScope('DL'), (trx) =>
    sql`select 1 from cooperation.request where kind = 'cooperation.intelligence' and file_id is not null`.execute(trx),
  )
  assert.deepEqual((await forced).rows, [])
  for (const path of ['letter?format=pdf&language=en', 'files', 'export'])
    assert.equal((await ask(norland, 'intel', 'GET', `intelligence/${report}/${path}`)).status, 404, path)
})

test('the originator corrects with a new grade, gives permission, and recalls: it is read no more there', async () => {
  const id = await sent()
  const corrected = await take(demoland, 'chief', id, 'correct', { text: 'Two flats.', source: 'b', information: '4' })
  assert.equal(corrected.status, 201, JSON.stringify(corrected.body))
  assert.deepEqual(demoland.line.out.at(-1)?.handling.evaluation, { source: 'b', information: '4' })
  await carry(demoland, norland)
  assert.equal(
    (await take(norland, 'intel', id, 'ask_permission', { actions: ['use_in_court'], why: 'A trial.' })).status,
    201,
  )
  await carry(norland, demoland)
  assert.equal((await take(demoland, 'intel', id, 'give_permission', { actions: ['use_in_court'] })).status, 403)
  assert.equal((await take(demoland, 'chief', id, 'give_permission', { actions: ['use_in_court'] })).status, 201)
  await carry(demoland, norland)
  assert.ok((await contentAt(norland, id)).permitted.includes('use_in_court'))
  assert.equal((await take(demoland, 'chief', id, 'recall', { reason: 'Wrong person.' })).status, 201)
  assert.deepEqual(await carry(demoland, norland), ['ok'])
  const after = await contentAt(norland, id)
  assert.deepEqual([after.answers, after.permitted], [{}, []])
  const { steps } = (await ask(norland, 'intel', 'GET', `intelligence/${id}`)).body
  assert.ok(steps.filter(({ party }) => party === 'sending').every(({ answers }) => Object.keys(answers).length === 0))
  assert.ok(Object.keys((await contentAt(demoland, id)).answers).length > 5)
})

test('a last day ends its use there, and nothing of a report lies in clear', async () => {
  const id = await sent({ ...REPORT, use_until: '2026-12-31' })
  const at = (day: string) => ({ ...norland.context, clock: fixedClock(`${day}T09:00:00Z`) })
  assert.ok((await endUse(at('2027-01-01'), reportsOf(at('2027-01-01')))) > 0)
  assert.deepEqual((await contentAt(norland, id)).answers, {})
  for (const side of [demoland, norland]) {
    const { rows } = await readInScope(side.db, systemScope(side.code), (trx) =>
      sql<{ line: string }>`
        select to_jsonb(r)::text as line from cooperation.request r union all
        select to_jsonb(s)::text from cooperation.request_step s`.execute(trx),
    )
    for (const { line } of rows) assert.ok(!/Vell|three flats|prevent recruitment/.test(line))
  }
})
