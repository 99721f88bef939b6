import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import { everyWalkHolds } from '@gloact/records/testing'
import type { AssessmentView } from '../contract/assessments.ts'
import type { DraftView } from '../contract/drafts.ts'
import type { LawEntry, LawTextView } from '../contract/laws.ts'
import { drafting } from '../domain/drafting.ts'
import { type As, ask, mine, module, officer, opened, principal, reviewer, second, theirs } from './testing/served.ts'

const happenedAt = '2026-11-28T08:00:00.000Z'
const BY_REVIEWER = { role: 'legal_reviewer', user: reviewer }
const THEM = { agency: theirs, user: second }

/** A drafting file from a gap: an assessment in which compensation is missing. */
async function fromGap() {
  const { text, assessment, place, cites } = await opened()
  await ask('PUT', place('tip-6-6.1'), { id: newId(), status: 'not_met', reasoning: 'None.', citations: [] })
  await ask('PUT', place('tip-3-d.1'), { id: newId(), status: 'met', reasoning: 'Yes.', citations: cites })
  const draft = {
    id: newId(),
    stepId: newId(),
    happenedAt,
    title: 'Compensation Bill',
    beforeId: text.expressionId,
    assessmentId: assessment.id,
    obligation: 'tip-6-6',
  }
  const first = await ask('POST', 'drafts', draft)
  assert.equal(first.status, 201, JSON.stringify(first.body))
  assert.equal((await ask('POST', 'drafts', draft)).status, 201, 'sent twice, opened once')
  const step = (name: string, as: As = {}, answers: object = {}) =>
    ask('POST', `drafting/${draft.id}/steps`, { id: newId(), step: name, happenedAt, answers }, as)
  const read = async (as: As = {}) => (await ask<DraftView>('GET', `drafts/${draft.id}`, undefined, as)).body
  return { text, assessment, draft, step, read }
}

const CLAUSE = { action: 'insert', at: '1', words: '1A. Compensation\n\nThe court may order compensation.', old: '' }

async function withClause() {
  const file = await fromGap()
  await file.step('start')
  const clauseId = newId()
  const path = `drafts/${file.draft.id}/clauses/${clauseId}`
  const saved = await ask<DraftView>('PUT', path, { instruction: CLAUSE, withdrawn: false })
  assert.equal(saved.status, 200, JSON.stringify(saved.body))
  return { ...file, clauseId, path }
}

test('every walk through a drafting file holds', () => {
  const { visited } = everyWalkHolds(drafting)
  assert.equal(visited.size, Object.keys(drafting.states).length)
})

test('a bill is written clause by clause, with the words before and after; of two at once one is recorded', async () => {
  const { path, read } = await withClause()
  const [clause] = (await read()).clauses
  assert.deepEqual([clause?.outcome.before, clause?.outcome.after], ['', CLAUSE.words])
  const [one, two] = await Promise.all(
    ['shall', 'must'].map((word) =>
      ask<DraftView>(
        'PUT',
        path,
        { instruction: { ...CLAUSE, words: CLAUSE.words.replace('may', word) }, withdrawn: false },
        { version: 1 },
      ),
    ),
  )
  assert.deepEqual(
    [one?.status, two?.status].toSorted((a, b) => Number(a) - Number(b)),
    [200, 412],
  )
  const after = await read()
  assert.equal(after.clauses[0]?.version, 2)
  const withdrawn = await ask<DraftView>(
    'PUT',
    path,
    { instruction: after.clauses[0]?.instruction, withdrawn: true },
    { version: 2 },
  )
  assert.deepEqual(withdrawn.body.clauses, [])
  assert.equal((await ask('PUT', path, { instruction: CLAUSE, withdrawn: false }, THEM)).status, 404)
})

test('an agency that was invited comments with wording, until the last day; each is accepted or rejected, with who and why', async () => {
  const { draft, clauseId, read } = await withClause()
  const remarks = `drafts/${draft.id}/remarks`
  const remark = (more: object = {}) => ({ id: newId(), clauseId, words: 'Make it a duty.', suggestion: null, ...more })
  assert.equal((await ask('GET', `drafts/${draft.id}`, undefined, THEM)).status, 404, 'not invited yet')
  assert.equal((await ask('POST', remarks, remark(), THEM)).status, 404)
  const invited = await ask<DraftView>('POST', `drafts/${draft.id}/consultations`, {
    agencyId: theirs,
    until: '2026-11-28',
  })
  assert.deepEqual(
    invited.body.consulted.map(({ agency }) => agency),
    ['Harbour House'],
  )
  const waits = async () =>
    (await module.tasks?.(principal(theirs, 'legal_officer', officer)))?.filter(
      ({ kind, about }) => kind === 'consulted' && about.id === draft.id,
    )
  assert.deepEqual(
    (await waits())?.map(({ details }) => details),
    [{ until: '2026-11-28' }],
  )
  const sent = remark({ suggestion: CLAUSE.words.replace('may', 'shall') })
  assert.equal((await ask('POST', remarks, sent, THEM)).status, 201)
  assert.equal((await ask<DraftView>('POST', remarks, sent, THEM)).body.remarks.length, 1, 'sent twice, there once')
  assert.deepEqual(await waits(), [], 'who has commented is asked no more')
  const theirView = await read(THEM)
  assert.deepEqual([theirView.invited, theirView.mayEdit, theirView.assessmentId], [true, false, null])
  const other = remark({ words: 'Drop it.' })
  await ask('POST', remarks, other, BY_REVIEWER)
  const decide = (id: string, decision: string, as: As = {}) =>
    ask<DraftView>('POST', `${remarks}/${id}/decision`, { decision, why: 'The Protocol says shall.' }, as)
  assert.equal((await decide(sent.id, 'accepted', THEM)).status, 404, 'the drafter decides')
  await decide(sent.id, 'accepted')
  const decided = await decide(other.id, 'rejected')
  assert.deepEqual(
    decided.body.remarks.map(({ decision, why, decidedBy }) => [decision, why, decidedBy]),
    [
      ['accepted', 'The Protocol says shall.', 'Name c1'],
      ['rejected', 'The Protocol says shall.', 'Name c1'],
    ],
  )
  assert.match(decided.body.clauses[0]?.instruction.words ?? '', /shall/, 'what was accepted is the clause’s wording')
  assert.equal((await decide(sent.id, 'rejected')).body.code, 'legislation.already')
})

test('civil society comments through an account that sees the bill it was invited to, and nothing else', async () => {
  const { text, draft, clauseId, assessment } = await withClause()
  const THEIRS = { agency: theirs, role: 'legal_commenter', user: second }
  const path = `drafts/${draft.id}`
  const listed = async (as: As) =>
    (await ask<{ items: { id: string }[]; mayEdit: boolean }>('GET', 'drafts', undefined, as)).body
  assert.equal((await ask('GET', path, undefined, THEIRS)).status, 404, 'not invited yet')
  assert.ok((await listed(THEIRS)).items.every(({ id }) => id !== draft.id))
  await ask('POST', `${path}/consultations`, { agencyId: theirs, until: '2026-12-28' })
  const { body } = await ask<DraftView>('GET', path, undefined, THEIRS)
  assert.deepEqual([body.invited, body.mayEdit, body.mayRemark, body.assessmentId], [true, false, true, null])
  assert.deepEqual(
    (await module.tasks?.(principal(theirs, 'legal_commenter', second)))?.flatMap(({ kind, about }) =>
      about.id === draft.id ? [kind] : [],
    ),
    ['consulted'],
  )
  const remark = { id: newId(), clauseId, words: 'Name the fund.', suggestion: CLAUSE.words }
  assert.equal((await ask('POST', `${path}/remarks`, remark, THEIRS)).status, 201)
  const decision = { decision: 'accepted', why: 'Yes.' }
  assert.equal((await ask('POST', `${path}/remarks/${remark.id}/decision`, decision, THEIRS)).status, 403)
  assert.equal(
    (await ask('GET', path, undefined, { ...THEIRS, agency: mine })).status,
    404,
    'not of the drafters either',
  )
  for (const other of ['laws', 'assessments', 'packs', 'treaties', 'search?q=a', `expressions/${text.expressionId}`]) {
    assert.equal((await ask('GET', other, undefined, THEIRS)).status, 403, other)
  }
  assert.equal((await ask('GET', `assessments/${assessment.id}`, undefined, THEIRS)).status, 403)
  assert.deepEqual((await listed(THEIRS)).mayEdit, false)
})

test('after its last day a consultation takes no more comments', async () => {
  const { draft, clauseId } = await withClause()
  await ask('POST', `drafts/${draft.id}/consultations`, { agencyId: theirs, until: '2026-11-27' })
  const late = { id: newId(), clauseId, words: 'Too late.', suggestion: null }
  assert.equal(
    (await ask('POST', `drafts/${draft.id}/remarks`, late, THEM)).body.code,
    'legislation.consultation_ended',
  )
})

test('a draft is assessed by the same checklist: it closes a gap, and enacted it makes the next text', async () => {
  const { text, draft, step, read } = await withClause()
  const ids = { lawId: newId(), expressionId: newId(), assessmentId: newId() }
  const assessed = await ask<DraftView>('POST', `drafts/${draft.id}/assessment`, ids)
  assert.deepEqual(assessed.body.assessed?.closes, [], 'what is not answered yet is not closed')
  const { body } = await ask<AssessmentView>('GET', `assessments/${ids.assessmentId}`)
  const found = (id: string) => body.obligations.find((one) => one.id === id)?.elements.map(({ finding }) => finding)
  assert.deepEqual(
    [found('tip-3-d')?.[0]?.status, found('tip-3-d')?.[0]?.state],
    ['met', 'draft'],
    'unchanged words go along',
  )
  const elements = body.obligations.find(({ id }) => id === 'tip-6-6')?.elements ?? []
  for (const { id } of elements) {
    const citations = [{ expressionId: ids.expressionId, eId: 'sec_1A' }]
    await ask('PUT', `assessments/${ids.assessmentId}/findings/${id}`, {
      id: newId(),
      status: 'met',
      reasoning: '',
      citations,
    })
  }
  assert.deepEqual((await read()).assessed?.closes, ['tip-6-6'])

  assert.equal((await step('hand_in')).status, 201)
  assert.equal(
    (await ask('PUT', `drafts/${draft.id}/clauses/${newId()}`, { instruction: CLAUSE, withdrawn: false })).body.code,
    'legislation.not_draftable',
  )
  const both = { role: 'legal_officer,legal_reviewer', user: officer }
  assert.equal((await step('submit', both)).body.code, 'records.second_person')
  const law = { stepId: newId(), happenedAt, number: '9', madeOn: '2026-11-01', inForceOn: '2026-11-20' }
  const enact = (more: object = {}) => ask<DraftView>('POST', `drafts/${draft.id}/enactment`, { ...law, ...more })
  assert.equal((await enact()).body.code, 'records.not_open')
  assert.equal((await step('enact')).status, 409, 'it has a route of its own')
  assert.equal((await step('submit', BY_REVIEWER)).status, 201)
  assert.equal((await enact({ stepId: newId(), madeOn: '2026-11-21' })).body.code, 'legislation.before_law')
  assert.equal((await read()).state, 'submitted', 'all of it or nothing')
  const [enacted, again] = [await enact(), await enact()]
  assert.deepEqual(
    [enacted.status, again.status, enacted.body.state],
    [201, 201, 'enacted'],
    JSON.stringify(enacted.body),
  )
  const next = (await ask<LawTextView>('GET', `expressions/${enacted.body.enactedId}`)).body
  assert.deepEqual(
    next.provisions.map(({ eId }) => eId),
    ['sec_1', 'sec_1__subsec_1', 'sec_1__subsec_2', 'sec_1A'],
  )
  const { items } = (await ask<{ items: LawEntry[] }>('GET', 'laws')).body
  assert.equal(items.filter(({ title, type }) => title === 'Compensation Bill' && type === 'act').length, 1)
  assert.equal(items.find(({ id }) => id === text.id)?.expressions.length, 2)
})

test('a drafting file waits for those who can take its next step, and is dropped with a reason', async () => {
  const { draft, step } = await withClause()
  const waits = async (role: string, user: string) =>
    (await module.tasks?.(principal(mine, role, user)))?.some(({ about }) => about.id === draft.id)
  assert.deepEqual([await waits('legal_officer', officer), await waits('legal_reviewer', reviewer)], [true, false])
  assert.equal((await step('drop')).body.code, 'records.invalid_answers')
  assert.equal((await step('drop', {}, { why: { value: 'No time in parliament.' } })).status, 201)
  assert.equal(await waits('legal_officer', officer), false)
})

test('SQL and HTML in what a drafting file keeps stand there as the words they are', async () => {
  const hostile = `'); drop table legislation.draft; -- <img src=x onerror="alert(1)">`
  const { draft, clauseId, path, read } = await withClause()
  await ask(
    'PUT',
    path,
    { instruction: { ...CLAUSE, words: `1A. X\n\n${hostile}`, old: hostile }, withdrawn: false },
    { version: 1 },
  )
  const remark = { id: newId(), clauseId, words: hostile, suggestion: null }
  await ask('POST', `drafts/${draft.id}/remarks`, remark)
  await ask('POST', `drafts/${draft.id}/remarks/${remark.id}/decision`, { decision: 'rejected', why: hostile })
  const titled = { ...draft, id: newId(), stepId: newId(), title: hostile }
  assert.equal((await ask<{ title: string }>('POST', 'drafts', titled)).body.title, hostile)
  const { clauses, remarks } = await read()
  assert.deepEqual(
    [clauses[0]?.instruction.old, remarks[0]?.words, remarks[0]?.why, clauses[0]?.outcome.after.endsWith(hostile)],
    [hostile, hostile, hostile, true],
  )
})
