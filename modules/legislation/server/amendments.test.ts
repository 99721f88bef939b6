import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import fc from 'fast-check'
import type { AmendmentView } from '../contract/amendments.ts'
import type { AssessmentView, FindingView } from '../contract/assessments.ts'
import type { LawEntry, LawTextView } from '../contract/laws.ts'
import { ask, law, mine, module, officer, opened, principal, theirs } from './testing/served.ts'

const AMENDING = '1. Change\n\nSection 1 of the principal Act is amended by deleting subsection (2).'

async function amending(more: object = {}) {
  const act = law({ title: 'Amendment Act', madeOn: '2023-12-01', validFrom: '2024-01-01', source: AMENDING, ...more })
  assert.equal((await ask('POST', 'laws', act)).status, 201)
  return act
}

const body = (beforeId: string, amendingId: string, more: object = {}) => ({
  id: newId(),
  beforeId,
  afterId: newId(),
  amendingId,
  inForceOn: '2024-01-01',
  instructions: [{ action: 'delete', at: '1(2)', words: '', old: '' }],
  ...more,
})

const amend = (lawId: string, sent: object, as: object = {}) =>
  ask<LawEntry>('POST', `laws/${lawId}/amendments`, sent, as)

test('the instructions of an amending law make the next text; each shows before and after, and which could not be applied', async () => {
  const { text } = await opened()
  const act = await amending()
  const sent = body(text.expressionId, act.expressionId, {
    instructions: [
      { action: 'delete', at: '1(2)', words: '', old: '' },
      { action: 'insert', at: '1', words: '1A. Help\n\nThe State helps.', old: '' },
      { action: 'words', at: '9', words: 'x', old: 'y' },
    ],
  })
  const [first, again] = [await amend(text.id, sent), await amend(text.id, sent)]
  assert.deepEqual([first.status, again.status], [201, 201], JSON.stringify(first.body))
  assert.equal(first.body.expressions.length, 2, 'sent twice, applied once')
  const { items } = (await ask<{ items: AmendmentView[] }>('GET', `laws/${text.id}/amendments`)).body
  assert.equal(items[0]?.amendingTitle, 'Amendment Act')
  assert.deepEqual(
    items[0]?.outcomes.map(({ problem, before, after }) => [problem, before, after]),
    [
      [null, '(2) Anyone who does is punished.', ''],
      [null, '', '1A. Help\n\nThe State helps.'],
      ['missing', '', ''],
    ],
  )
  const after = (await ask<LawTextView>('GET', `expressions/${sent.afterId}`)).body
  assert.deepEqual(
    after.provisions.map(({ eId }) => eId),
    ['sec_1', 'sec_1__subsec_1', 'sec_1A'],
  )
  const on = async (day: string) =>
    (await ask<{ expressionId: string | null }>('GET', `laws/${text.id}/texts?on=${day}&language=en`)).body.expressionId
  assert.deepEqual(
    [await on('2019-01-01'), await on('2023-12-31'), await on('2024-01-01')],
    [null, text.expressionId, sent.afterId],
    'what it said on any date',
  )
})

test('circular and overlapping amendments, and one dated before its act, are refused, and nothing is lost', async () => {
  const { text } = await opened()
  const act = await amending()
  const refused = async (sent: object, lawId = text.id) => (await amend(lawId, sent)).body.code
  const own = body(text.expressionId, text.expressionId)
  assert.equal(await refused(own), 'legislation.circular', 'a law does not amend itself')
  const early = body(text.expressionId, act.expressionId, { inForceOn: '2019-06-01' })
  assert.equal(await refused(early), 'legislation.before_law')
  const older = await amending({ madeOn: '2019-01-01', validFrom: '2019-01-01' })
  assert.equal(await refused(body(text.expressionId, older.expressionId)), 'legislation.before_law')
  const none = body(text.expressionId, act.expressionId, {
    instructions: [{ action: 'delete', at: '77', words: '', old: '' }],
  })
  assert.equal(await refused(none), 'legislation.nothing_applied')
  const done = body(text.expressionId, act.expressionId)
  assert.equal((await amend(text.id, done)).status, 201)
  assert.equal(await refused({ ...done, afterId: newId() }), 'legislation.id_used')
  assert.equal(await refused(body(text.expressionId, act.expressionId)), 'legislation.same_day')
  const parallel = body(text.expressionId, act.expressionId, { inForceOn: '2025-01-01' })
  assert.equal(
    await refused(parallel),
    'legislation.later_amended',
    'from the old text, the first amendment would be lost',
  )
  // The act that was amended amends its amending act from the same day on: each would rest on the other.
  const back = body(act.expressionId, done.afterId, {
    instructions: [{ action: 'delete', at: '1', words: '', old: '' }],
  })
  assert.equal(await refused(back, act.id), 'legislation.before_law')
  const them = { agency: theirs }
  assert.deepEqual(
    [(await amend(text.id, done, them)).status, (await amend(newId(), done, them)).status],
    [404, 404],
    'another’s and none are answered alike',
  )
  assert.equal((await amend(text.id, done, { role: 'legal_reviewer' })).status, 403)
  assert.equal((await ask('GET', `laws/${text.id}/amendments`, undefined, them)).status, 404)
  const { items } = (await ask<{ items: LawEntry[] }>('GET', 'laws')).body
  assert.equal(items.find(({ id }) => id === text.id)?.expressions.length, 2)
})

test('two laws of one day do not amend each other', async () => {
  const [one, two] = [await amending({ madeOn: '2023-01-01' }), await amending({ madeOn: '2023-01-01' })]
  const day = {
    inForceOn: '2025-01-01',
    instructions: [{ action: 'words', at: '1', words: 'chapter', old: 'subsection' }],
  }
  assert.equal((await amend(one.id, body(one.expressionId, two.expressionId, day))).status, 201)
  assert.equal((await amend(two.id, body(two.expressionId, one.expressionId, day))).body.code, 'legislation.circular')
})

test('of two who amend at once, one does', async () => {
  const { text } = await opened()
  const act = await amending()
  const both = await Promise.all([
    amend(text.id, body(text.expressionId, act.expressionId)),
    amend(text.id, body(text.expressionId, act.expressionId)),
  ])
  assert.deepEqual(
    both.map(({ status }) => status).toSorted((a, b) => a - b),
    [201, 409],
  )
})

test('a finding is stale exactly when an amendment changed or repealed the words that it cites', async () => {
  const places = ['sec_1__subsec_1', 'sec_1__subsec_2', 'sec_2__subsec_1']
  const source =
    'An Act to protect\n\nBe it enacted:\n\n1. Offence\n\n(1) Nobody shall recruit.\n\n(2) Anyone who does is punished.\n\n2. Help\n\n(1) The State helps.'
  const change = fc.record({
    action: fc.constantFrom('delete', 'words', 'replace'),
    at: fc.constantFrom('1(1)', '1(2)', '2(1)', '1', '2'),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(change, { selector: ({ at }) => at, minLength: 1, maxLength: 2 }),
      async (changes) => {
        const { text, assessment, place } = await opened({ source })
        const elements = ['tip-3-a-act.1', 'tip-3-a-act.2', 'tip-3-a-act.3']
        for (const [at, element] of elements.entries()) {
          const citations = [{ expressionId: text.expressionId, eId: places[at] }]
          await ask<FindingView>('PUT', place(element), { id: newId(), status: 'met', reasoning: '', citations })
        }
        const act = await amending()
        const instructions = changes.map(({ action, at }) => ({
          action,
          at,
          old: at.startsWith('1') ? 'recruit' : 'helps',
          words:
            action === 'replace' ? (at.includes('(') ? 'Other words.' : `${at}. New\n\n(1) Other words.`) : 'changes',
        }))
        const sent = body(text.expressionId, act.expressionId, { instructions })
        const amended = await amend(text.id, sent)
        const { provisions } = (
          await ask<LawTextView>('GET', `expressions/${amended.status === 201 ? sent.afterId : text.expressionId}`)
        ).body
        const words = new Set(provisions.map((one) => one.text.join('\n')))
        const cited = ['Nobody shall recruit.', 'Anyone who does is punished.', 'The State helps.']
        const read = (await ask<AssessmentView>('GET', `assessments/${assessment.id}`)).body
        const found = read.obligations.find(({ id }) => id === 'tip-3-a-act')?.elements.slice(0, 3)
        assert.deepEqual(
          found?.map(({ finding }) => finding?.stale),
          cited.map((one) => !words.has(one)),
          JSON.stringify(changes),
        )
        const tasks = await module.tasks?.(principal(mine, 'legal_officer', officer))
        const stale = tasks?.find(({ kind, about }) => kind === 'stale' && about.id === assessment.id)
        assert.equal(stale?.details['count'] ?? 0, cited.filter((one) => !words.has(one)).length)
      },
    ),
    { seed: 6, numRuns: 12 },
  )
})
