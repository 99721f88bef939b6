import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import { readInScope, systemScope } from '@gloact/postgres'
import { sql } from 'kysely'
import type { SiblingShown } from '@gloact/children/contract/siblings'
import {
  appointment,
  ask,
  atOnce,
  children,
  clock,
  country,
  day,
  db,
  done,
  HEARD,
  HOW_SOON,
  NEED,
  newChild,
  open,
  owner,
  platform,
  said,
  step,
  TODAY,
  type Who,
  VIEWS,
  WHO,
} from './testing/children-stage.ts'

interface Page {
  readonly number: string
  readonly siblings: readonly SiblingShown[]
  readonly records: readonly { readonly id: string; readonly kind: string; readonly state: string }[]
  readonly gates: { readonly solutions: readonly { readonly id: string; readonly missing: readonly string[] }[] }
}
const pageOf = async (fileId: string, who: Who = 'officer') =>
  (await done(ask(who, 'GET', `/children/files/${fileId}`))) as unknown as Page

const link = async (who: Who, fileId: string, number: string, more: Readonly<Record<string, string>> = {}) => {
  const sent = {
    id: newId(),
    linkId: newId(),
    happenedAt: clock.now(),
    answers: said({ number, relation: 'sibling', shown_by: 'both_say', ...more }),
  }
  return { sent, ...(await ask(who, 'POST', `/children/files/${fileId}/links`, sent)) }
}
const missing = async (answer: Promise<{ body: { params?: { missing?: string } } }>) =>
  (await answer).body.params?.missing?.split(' ') ?? []

/** Two children whose files the officer keeps, linked. */
async function brothers() {
  const [one, other] = [await newChild(), await newChild()]
  const { number } = await pageOf(other)
  assert.equal((await link('officer', one, number)).status, 201)
  return [one, other] as const
}

const placement = (carer: string, siblings: string) =>
  said({
    type: 'small_residential',
    carer,
    agency: 'Office',
    child_view: 'agrees',
    carer_assessment: 'licensed',
    ...HEARD,
    siblings,
  })

async function assessed(fileId: string): Promise<void> {
  const begun = await open('officer', fileId, 'assessment', 'begin', said({ why: 'placement', band: 'days_7' }))
  const parts = ['safety', 'family', 'care', 'health', 'education', 'status', 'place', 'vulnerability']
  const option = () => {
    const row = newId()
    return {
      [`options/${row}`]: { value: true },
      [`options/${row}/option`]: { value: 'A home' },
      [`options/${row}/weighed`]: { value: 'School near.' },
    }
  }
  const answers = {
    ...said({
      ...Object.fromEntries(parts.map((part) => [part, 'neutral'])),
      seen_on: TODAY,
      alone: 'yes',
      method: 'play',
      age_group: 'from_7',
      assent: 'yes',
      child_views: 'With my brother.',
      tracing_wish: 'not_sure',
      ...HEARD,
      recommended: 'A small home.',
      next_review: day(60),
    }),
    ...option(),
    ...option(),
  }
  await done(step('officer', 'assessment', begun.id, 'submit', answers))
  await done(step('lead', 'assessment', begun.id, 'approve'))
}

test('a link stands in both files, once however often it is sent, and ends in both', async () => {
  const [one, other] = [await newChild(), await newChild()]
  const [first, second] = [await pageOf(one), await pageOf(other)]
  const hostile = `'; drop table children.request; -- <img src=x onerror=alert(1)> {{7*7}}`
  const linked = await link('officer', one, second.number, { words: hostile })
  assert.equal(linked.status, 201, linked.text)
  assert.equal((await ask('officer', 'POST', `/children/files/${one}/links`, linked.sent)).status, 201)
  assert.deepEqual(
    (await pageOf(one)).siblings.map(({ fileId, number, relation, together }) => [fileId, number, relation, together]),
    [[other, second.number, 'sibling', 'not_known']],
  )
  const [back] = (await pageOf(other)).siblings
  assert.deepEqual([back?.fileId, back?.number], [one, first.number])
  assert.equal((await link('second', other, first.number)).body.code, 'children.already')
  for (const number of [first.number, 'DL-2026-999999', ''])
    assert.equal((await link('officer', one, number)).status, 422, number)

  const end = () => ({ id: newId(), happenedAt: clock.now(), answers: said({ reasons: hostile, ...HEARD }) })
  const outcome = await atOnce(
    ask('officer', 'POST', `/children/links/${linked.sent.linkId}/end`, end()),
    ask('second', 'POST', `/children/links/${back!.id}/end`, end()),
  )
  assert.deepEqual(outcome.toSorted(), ['done', 'records.not_open'])
  assert.deepEqual([(await pageOf(one)).siblings, (await pageOf(other)).siblings], [[], []])
  const { rows } = await sql<{ sealed: boolean; steps: number }>`
    select count(*)::int as steps, bool_and(position(convert_to('onerror', 'UTF8') in sealed_payload) = 0) as sealed
    from children.request_step where request_id in (${linked.sent.linkId}, ${back!.id})`.execute(owner)
  assert.deepEqual(rows, [{ sealed: true, steps: 4 }], 'words stay words, sealed')
})

test('nothing of the other child is there for anyone who does not see both files: no link, no number, and no refusal that says so', async () => {
  const [mine, other] = [await newChild(), await newChild(TODAY, { who: 'second', assignedTo: null })]
  const { number } = await pageOf(other)
  const linked = await link('officer', mine, number, { words: 'The sister is in the house by the lake.' })
  assert.equal(linked.status, 201)
  await assessed(other)
  assert.equal((await open('officer', other, 'care', 'place', placement('House by the lake', 'together'))).status, 201)

  const page = await ask('narrow', 'GET', `/children/files/${mine}`)
  assert.equal(page.status, 200, page.text)
  assert.deepEqual((page.body as unknown as Page).siblings, [])
  for (const path of ['/children/files?list=all', `/children/files/${mine}`, '/children/care?list=all']) {
    const { text } = await ask('narrow', 'GET', path)
    assert.ok(!text.includes(other) && !text.toLowerCase().includes(number.toLowerCase()), path)
  }
  const strange = await ask('narrow', 'GET', `/children/files/${other}`)
  const none = await ask('narrow', 'GET', `/children/files/${newId()}`)
  assert.deepEqual([strange.status, strange.body.code], [none.status, none.body.code])
  // Linking by the number of a file that is not theirs is answered as a number of none.
  const [theirs, nobody] = [await link('narrow', mine, number), await link('narrow', mine, 'DL-2026-999999')]
  const answered = ({ status, body }: typeof theirs) => [status, { ...body, requestId: '' }]
  assert.deepEqual(answered(theirs), answered(nobody))
  const end = { id: newId(), happenedAt: clock.now(), answers: said({ reasons: 'x', ...HEARD }) }
  for (const id of [linked.sent.linkId, newId()])
    assert.equal((await ask('narrow', 'POST', `/children/links/${id}/end`, end)).body.code, 'records.not_found')

  // The gate that keeps them together is silent for anyone who may not know, and holds for anyone who does.
  await assessed(mine)
  assert.deepEqual(await missing(open('officer', mine, 'care', 'place', placement('Elsewhere', 'none_known'))), [
    'care_siblings_known',
  ])
  assert.equal((await open('narrow', mine, 'care', 'place', placement('Elsewhere', 'none_known'))).status, 201)
  assert.equal((await pageOf(mine)).siblings[0]?.together, 'no', 'who sees both sees that they live apart')

  for (const who of ['caseworker', 'guardian', 'authority', 'panel'] as const) {
    const { status, text } = await ask(who, 'GET', `/children/files/${mine}`)
    assert.ok(status >= 400 && !text.includes(other), who)
  }
})

test('brothers and sisters are placed together, or where a panel determined that they live apart', async () => {
  const [one, other] = await brothers()
  await assessed(one)
  await assessed(other)
  assert.equal((await open('officer', one, 'care', 'place', placement('House A', 'together'))).status, 201)
  const elsewhere = (siblings: string) =>
    missing(open('officer', other, 'care', 'place', placement('House B', siblings)))
  assert.deepEqual(await elsewhere('together'), ['care_siblings_elsewhere'])
  assert.deepEqual(await elsewhere('none_known'), ['care_siblings_known'])
  assert.deepEqual(await elsewhere('apart'), ['care_siblings'])
  assert.equal((await open('officer', other, 'care', 'place', placement('house a', 'together'))).status, 201)
  assert.equal((await pageOf(one)).siblings[0]?.together, 'yes')
})

const PLAN = { option: 'reunification_here', place: 'Port Isa', adult: 'Hanan Idris' }
const weights: Readonly<Record<string, string>> = Object.fromEntries(
  ['safety', 'view', 'family', 'development', 'health', 'education', 'lasting', 'follow_up'].map((row) => [row, 'for']),
)
const papers = (view: string) => {
  const option = (answers: Readonly<Record<string, string>>) => {
    const row = newId()
    return {
      [`options/${row}`]: { value: true },
      ...Object.fromEntries(Object.entries(answers).map(([field, value]) => [`options/${row}/${field}`, { value }])),
    }
  }
  return {
    ...option({ ...PLAN, ...weights, evidence: 'e' }),
    ...option({ option: 'remain', ...weights, evidence: 'e' }),
    ...said({ child_view: view, ...VIEWS }),
  }
}
const VOTES = [
  ['panel', 'child_protection', 'child_protection'],
  ['panel2', 'law', 'justice'],
  ['panel3', 'psychology', 'ngo'],
] as const
const vote = (profession: string, sitsFor: string) =>
  said({ profession, sits_for: sitsFor, conflict: 'no', outcome: 'approve', option: PLAN.option, reasons: 'Seen.' })

test('one determination covers brothers and sisters, each with their own views; void for one of them, it carries nothing for another', async () => {
  const [one, other] = await brothers()
  const answers = said({
    purpose: 'family_reunification',
    ...HOW_SOON,
    short_form: 'no',
    history: 'h',
    situation: 's',
  })
  const id = newId()
  const begun = { id, stepId: newId(), kind: 'determination', step: 'prepare', happenedAt: clock.now(), answers }
  const send = (who: Who, together: readonly string[]) =>
    ask(who, 'POST', `/children/files/${one}/records`, { ...begun, agencyId: WHO.panel.agencyId, together })
  // Of a child who is no kin of this one, or who is not there, it is not begun.
  for (const stranger of [await newChild(), newId()]) assert.equal((await send('officer', [stranger])).status, 404)
  assert.equal((await send('officer', [other])).status, 201)
  assert.equal((await send('officer', [other])).status, 201, 'sent twice')
  const ofOther = (await pageOf(other)).records.filter(({ kind }) => kind === 'determination')
  assert.equal(ofOther.length, 1)
  const second = ofOther[0]!.id
  // What an officer reads of one of the two, in lists and among their tasks as well, does not say that there is another.
  const read = [
    await done(ask('officer', 'GET', `/children/determination/${id}`)),
    await done(ask('officer', 'GET', '/children/determination?list=all')),
    await children.tasks!(WHO.officer),
  ]
  assert.ok(!JSON.stringify(read).includes('together'))

  await done(step('officer', 'determination', id, 'present', papers('To our aunt.')))
  const [firstVote] = VOTES
  const early = step('panel', 'determination', id, 'vote', vote(firstVote[1], firstVote[2]))
  assert.deepEqual(await missing(early), ['panel_sibling_views'], 'the second child was not heard yet')
  await done(step('officer', 'determination', second, 'present', papers('Only if my brother comes.')))
  const there = step('panel', 'determination', second, 'vote', vote(firstVote[1], firstVote[2]))
  assert.deepEqual(await missing(there), ['panel_first_child'])
  for (const [who, profession, sitsFor] of VOTES)
    await done(step(who, 'determination', id, 'vote', vote(profession, sitsFor)))
  const decision = said({ ...PLAN, ...HEARD, reasons: 'r', siblings: 'together', review_on: day(100) })
  await done(step('panel', 'determination', id, 'approve', decision))
  for (const [record, view] of [
    [id, 'To our aunt.'],
    [second, 'Only if my brother comes.'],
  ] as const) {
    const decided = await done(ask('panel', 'GET', `/children/determination/${record}`))
    assert.equal(decided.state, 'approved')
    assert.equal(decided.steps.filter((each) => each.step === 'vote').length, 3)
    assert.ok(JSON.stringify(decided).includes(view), 'each has the views of its own child')
  }

  // A plan for one of them alone would part them.
  const plan = (fileId: string) => open('officer', fileId, 'solution', 'plan', said({ ...PLAN, relative: 'no' }))
  const solution = await plan(one)
  const gaps = async (fileId = one) => (await pageOf(fileId, 'lead')).gates.solutions.at(-1)?.missing ?? []
  assert.ok((await gaps()).includes('siblings_apart'))
  assert.ok(
    (await missing(step('lead', 'solution', solution.id, 'decide', said({ reasons: 'r' })))).includes('siblings_apart'),
  )
  await plan(other)
  assert.deepEqual(
    (await gaps()).filter((gap) => gap === 'siblings_apart' || gap.startsWith('determination')),
    [],
  )
  const changed = said({ changed: ['child_view'], words: 'She does not want to go any more.' })
  await done(step('officer', 'determination', second, 'report_change', changed))
  for (const fileId of [one, other]) assert.ok((await gaps(fileId)).includes('determination_void'), fileId)
})

test('parting brothers and sisters needs the panel’s word and a plan for contact', async () => {
  const [one] = await brothers()
  const guardianship = await open('officer', one, 'guardianship', 'ask', NEED, WHO.authority.agencyId)
  await done(step('authority', 'guardianship', guardianship.id, 'provide', appointment()))
  const request = said({ purpose: 'return', ...HOW_SOON, short_form: 'no', history: 'h', situation: 's' })
  const { id } = await open('officer', one, 'determination', 'prepare', request, WHO.panel.agencyId)
  await done(step('officer', 'determination', id, 'present', papers('I go.')))
  for (const [who, profession, sitsFor] of VOTES)
    await done(step(who, 'determination', id, 'vote', vote(profession, sitsFor)))
  const apart = { ...PLAN, ...HEARD, reasons: 'The aunt has room for one.', siblings: 'apart', review_on: day(100) }
  assert.deepEqual(await missing(step('panel', 'determination', id, 'approve', said(apart))), ['panel_contact_plan'])
  const planned = said({ ...apart, contact_plan: 'A call each Sunday, visits in the holidays.' })
  await done(step('panel', 'determination', id, 'approve', planned))
  await open('officer', one, 'solution', 'plan', said({ ...PLAN, relative: 'no' }))
  assert.ok(!(await pageOf(one, 'lead')).gates.solutions.at(-1)!.missing.includes('siblings_apart'))
})

test('one of two erased, nothing of that child is left on the other’s page', async () => {
  const [one, other] = await brothers()
  const { rows } = await readInScope(db, systemScope(country.code), (trx) =>
    sql<{ id: string }>`select person_id as id from protection.case_file where id = ${other}`.execute(trx),
  )
  assert.deepEqual(await platform.eraseAgain(rows.map(({ id }) => id)), { files: 1 })
  assert.deepEqual((await pageOf(one)).siblings, [])
})
