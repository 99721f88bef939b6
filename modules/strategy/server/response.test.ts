import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ResponseOf } from '@gloact/http/contract'
import type { listGaps } from '../contract/gaps.ts'
import type { listInForce, readFollowed } from '../contract/in-force.ts'
import type { listVersions, readUpcoming } from '../contract/planned.ts'
import type { EvidenceView } from '../contract/claims.ts'
import type { readAssistance, readResponse } from '../contract/response.ts'
import { AGENCIES, ask, clock, db, given, planned, type Who } from './testing/stage.ts'
import { inScope, systemScope } from '@gloact/postgres'
import { newId, ok, unwrap } from '@gloact/kernel'
import { sql } from 'kysely'

type Response = ResponseOf<typeof readResponse>

const read = async (who: Who) => (await ask(who, 'GET', 'response?language=en')).body as unknown as Response

test('what other modules tell is the same for all who read the overview; its list opens for those who may', async () => {
  const [officer, coordinator] = [await read('officer'), await read('coordinator')]
  assert.deepEqual(
    officer.parts.map(({ id, rows }) => [id, rows.map(({ counts }) => counts)]),
    [['invented.cases', [[41], [null]]]],
    'a count that is withheld stays so',
  )
  assert.deepEqual([officer.parts[0]?.to, coordinator.parts[0]?.to], [null, '/cases'])
  assert.equal((await ask('caseworker', 'GET', 'response?language=en')).status, 403)
})

test('what an agency has not delivered is listed by agency: actions without a report, and what other modules miss', async () => {
  const { action } = await planned({ due_on: '2027-05-01' })
  unwrap(
    await inScope(db, systemScope('DL'), async (trx) => {
      await sql`update strategy.action set changed_at = '2026-08-01' where id = ${action}`.execute(trx)
      return ok(null)
    }),
  )
  // The modules are asked again after a while.
  clock.set('2026-11-24T09:30:00Z')
  const { missing } = await read('focal')
  const silent = missing.whats.indexOf('Actions not reported on for 90 days')
  const entries = missing.whats.indexOf('Entries')
  const of = (agency: string) => missing.rows.find((row) => row.agency === agency)?.counts
  assert.deepEqual([of('shelter')?.[silent], of('clinic')?.[entries]], [1, 3])
})

test('the next days hold what other modules announce, with its clashes', async () => {
  const { items } = (await ask('focal', 'GET', 'upcoming')).body as unknown as ResponseOf<typeof readUpcoming>
  const course = items.find(({ kind }) => kind === 'training')
  assert.deepEqual([course?.title, course?.to], [{ en: 'A course' }, null])
})

test('what the law or the services lack is a gap until an action answers it, and again when that is dropped', async () => {
  const lacking = async () => {
    const { items } = (await ask('officer', 'GET', 'gaps')).body as unknown as ResponseOf<typeof listGaps>
    return items.filter((gap) => gap.lacking && gap.answered === 0).map(({ code }) => code)
  }
  assert.deepEqual(await lacking(), ['law-1', 'shelter'], 'what is met is no gap')
  const { action } = await planned({ obligations: ['law-1'], services: ['shelter'] })
  assert.deepEqual(await lacking(), [])
  const { answers, version } = (await ask('officer', 'GET', `actions/${action}`)).body
  const dropped = { answers: { ...answers, state: { value: 'dropped' }, reason: { value: 'No money.' } } }
  assert.equal((await ask('officer', 'PUT', `actions/${action}`, dropped, version)).status, 200)
  assert.deepEqual(await lacking(), ['law-1', 'shelter'])
  const unknown = await ask('officer', 'PUT', `actions/${action}`, given({ obligations: ['law-9'] }), version + 1)
  assert.ok(unknown.body.fields.some(({ pointer }) => pointer.startsWith('/answers/obligations')))
  assert.equal((await ask('caseworker', 'GET', 'gaps')).status, 403)
})

test('a procedure is found by anyone who follows it, each edition with its time; another takes its place by itself', async () => {
  const framework = (edition: string, state: string, more: object = {}) =>
    given({ title: { en: 'Referral procedure' }, kind: 'procedure', edition, state, used_in: ['referral'], ...more })
  const followed = async (who: Who) => {
    const { items } = (await ask(who, 'GET', 'in-force?use=referral')).body as unknown as ResponseOf<typeof listInForce>
    return items
      .filter(({ title }) => title['en'] === 'Referral procedure')
      .map(({ edition, from, until, to }) => [edition, from, until, to])
  }
  const [first, second] = [newId<string>(), newId<string>()]
  const adopted = { adopted_on: '2025-02-01' }
  assert.equal((await ask('officer', 'PUT', `frameworks/${first}`, framework('1', 'in_force', adopted))).status, 200)
  assert.deepEqual(
    await followed('caseworker'),
    [['1', '2025-02-01', null, null]],
    'who does not read plans finds it all the same',
  )
  assert.deepEqual(await followed('focal'), [['1', '2025-02-01', null, `/strategy/frameworks/${first}`]])
  const next = { adopted_on: '2026-05-15', replaces: first }
  await ask('officer', 'PUT', `frameworks/${second}`, framework('2', 'in_force', next))
  await ask('officer', 'PUT', `frameworks/${first}`, framework('1', 'replaced', adopted), 1)
  assert.deepEqual(await followed('caseworker'), [
    ['1', '2025-02-01', '2026-05-15', null],
    ['2', '2026-05-15', null, null],
  ])
  // Where each was followed: whole quarters, and those in which another was in force as well are said to be.
  const where = async (id: string) =>
    (
      (await ask('focal', 'GET', `frameworks/${id}/followed?language=en`)).body as unknown as ResponseOf<
        typeof readFollowed
      >
    ).items.flatMap(({ edition, counted }) => counted.map((one) => [edition, one.quarter, one.partly, one.count]))
  assert.deepEqual(await where(first), [
    ['1', '2026-Q2', true, 40],
    ['1', '2026-Q1', false, null],
  ])
  assert.deepEqual(await where(second), [['2', '2026-Q2', true, 40]])
  assert.equal((await ask('caseworker', 'GET', `frameworks/${first}/followed?language=en`)).status, 403)
  assert.equal((await ask('focal', 'GET', `frameworks/${newId()}/followed?language=en`)).status, 404)
})

test('a programme shows its own intake and results as other modules count them, by its agencies and what it gives', async () => {
  const programme = (more: object) =>
    given({
      title: { en: 'A home' },
      state: 'running',
      purpose: 'Rest.',
      for_whom: ['victims'],
      gives: ['work'],
      ...more,
    })
  const shown = async (id: string) =>
    (
      (await ask('coordinator', 'GET', `programmes/${id}/assistance?language=en`)).body as unknown as ResponseOf<
        typeof readAssistance
      >
    ).parts.map(({ id: part, rows }) => [part, rows[0]?.label, rows[0]?.counts])
  const [run, nobodys] = [newId<string>(), newId<string>()]
  await ask('focal', 'PUT', `programmes/${run}`, programme({ run_by: [AGENCIES.clinic] }))
  await ask('focal', 'PUT', `programmes/${nobodys}`, programme({}))
  assert.deepEqual(await shown(run), [
    ['invented.assistance', `${AGENCIES.clinic} livelihood job_placement micro_business`, [40]],
  ])
  assert.deepEqual(await shown(nobodys), [])
  assert.equal((await ask('caseworker', 'GET', `programmes/${run}/assistance?language=en`)).status, 403)
})

test('a programme is held against what is lacking: of the services that it gives, and of the needs that it meets', async () => {
  const need = async (gap: number) => {
    const id = newId<string>()
    const asked = { question: { en: `Places, ${gap}?` }, code: `N${newId().slice(-8)}`, domain: 'protection', gap }
    assert.equal((await ask('officer', 'PUT', `needs/${id}`, given(asked))).status, 200)
    return id
  }
  const [wide, narrow, other] = [await need(3), await need(1), await need(3)]
  const gapsOf = async (more: object) => {
    const id = newId<string>()
    const programme = {
      title: { en: 'A home' },
      state: 'running',
      purpose: 'Rest.',
      for_whom: ['victims'],
      ...more,
    }
    assert.equal((await ask('focal', 'PUT', `programmes/${id}`, given(programme))).status, 200)
    const { body } = await ask('focal', 'GET', `programmes/${id}/assistance?language=en`)
    return (body as unknown as ResponseOf<typeof readAssistance>).gaps.map(({ list, code }) => `${list} ${code}`)
  }
  assert.deepEqual(await gapsOf({ gives: ['shelter'], needs: [wide, narrow] }), ['services shelter', `needs ${wide}`])
  assert.deepEqual(await gapsOf({ gives: ['work'] }), [], `neither a service that it does not give, nor ${other}`)
})

test('the gap that technical assistance is asked for is an obligation, an action, a service or a skill', async () => {
  const saved = async (more: object) => {
    const technical = { title: { en: 'A course' }, state: 'asked', asked_by: AGENCIES.shelter, asked_on: '2026-11-01' }
    const { status, body } = await ask(
      'focal',
      'PUT',
      `technical-assistance/${newId()}`,
      given({ ...technical, ...more }),
    )
    return status === 200 ? [] : body.fields.map(({ pointer, code }) => `${pointer.replace('/answers/', '')} ${code}`)
  }
  assert.deepEqual(await saved({ gap_kind: 'obligation', obligation: 'law-1' }), [])
  assert.deepEqual(await saved({ gap_kind: 'service', service: 'shelter' }), [])
  assert.deepEqual(await saved({ gap_kind: 'skill', skill: 'interviewing' }), [])
  assert.deepEqual(await saved({ gap_kind: 'skill' }), ['skill forms.required'])
  assert.deepEqual(await saved({ gap_kind: 'service', service: 'no-such' }), ['service forms.unknown_code'])
})

test('a record elsewhere shows that an action was done, as an address that is bound to the report; nothing else is taken', async () => {
  const { action } = await planned()
  const training = `/training/events/${AGENCIES.clinic}`
  const report = (record: string, ids = { claimId: newId(), stepId: newId(), evidenceId: newId() }) =>
    ask('focal', 'POST', `actions/${action}/claims`, {
      ...ids,
      record,
      happenedAt: clock.now(),
      ...given({ done_on: '2026-11-20', summary: 'Thirty people were trained.' }),
    })
  for (const record of [`/files/${AGENCIES.clinic}`, 'https://elsewhere.example/a.pdf'])
    assert.equal((await report(record)).body.code, 'strategy.no_record')
  const ids = { claimId: newId(), stepId: newId(), evidenceId: newId() }
  assert.equal((await report(`https://gloact.example${training}?tab=1`, ids)).status, 201)
  assert.equal((await report(`https://gloact.example${training}?tab=1`, ids)).status, 201, 'sent twice, reported once')
  const { items } = (await ask('coordinator', 'GET', `actions/${action}/claims`)).body
  assert.deepEqual(
    items.map(({ state, evidence }) => [state, (evidence as unknown as EvidenceView).record]),
    [['claimed', training]],
  )
  assert.equal((await ask('officer', 'GET', `actions/${action}/evidence/${ids.evidenceId}`)).status, 404)
})

test('an evaluation freezes its plan when it begins; the next plan is adopted when its lessons are answered', async () => {
  const { plan, action } = await planned()
  const id = newId<string>()
  const lesson = `lessons/${newId()}`
  const evaluation = (state: string, more: object = {}) =>
    given({
      title: 'Final evaluation',
      plan,
      state: 'finished',
      held_on: '2026-11-20',
      by_whom: 'The board',
      [lesson]: true,
      [`${lesson}/lesson`]: 'Name the money first.',
      [`${lesson}/lesson_state`]: state,
      ...more,
    })
  assert.equal((await ask('officer', 'PUT', `evaluations/${id}`, evaluation('open'))).status, 200)
  const versions = async () =>
    ((await ask('focal', 'GET', `plans/${plan}/versions`)).body as unknown as ResponseOf<typeof listVersions>).items
  assert.deepEqual(
    (await versions()).filter(({ why }) => why === 'evaluation').map(({ label, actions }) => [label, actions]),
    [['Final evaluation', 1]],
  )
  const next = newId<string>()
  const following = (state: string) =>
    given({
      title: { en: 'The next plan' },
      scope: 'national',
      state,
      starts_on: '2029-01-01',
      ends_on: '2033-12-31',
      follows: plan,
    })
  assert.equal((await ask('officer', 'PUT', `plans/${next}`, following('draft'))).status, 200)
  const early = await ask('officer', 'PUT', `plans/${next}`, following('adopted'), 1)
  assert.deepEqual(
    early.body.fields.map(({ pointer, code }) => [pointer, code]),
    [['/answers/state', 'strategy.lessons_open']],
  )
  const answered = evaluation('answered', { [`${lesson}/lesson_actions`]: [action] })
  assert.equal((await ask('officer', 'PUT', `evaluations/${id}`, answered, 1)).status, 200)
  assert.equal((await versions()).filter(({ why }) => why === 'evaluation').length, 1, 'frozen once')
  assert.equal((await ask('officer', 'PUT', `plans/${next}`, following('adopted'), 1)).status, 200)
})

test('the country’s questions are added once, and the assessment prints in every language', async () => {
  assert.equal((await ask('focal', 'POST', 'needs-assessment', {})).status, 403)
  const begin = async () => (await ask('officer', 'POST', 'needs-assessment', {})).body as unknown
  assert.deepEqual(await begin(), { added: 2, asked: 2 })
  assert.deepEqual(await begin(), { added: 0, asked: 2 })
  const { items } = (await ask('focal', 'POST', 'needs/list', { search: 'Is it counted' })).body
  const { answers, version, id } = (await ask('officer', 'GET', `needs/${items[0]?.id}`)).body
  const answered = { ...answers, answer: { value: 'By three agencies, each its own way.' } }
  const unsourced = await ask('officer', 'PUT', `needs/${id}`, { answers: answered }, version)
  assert.ok(unsourced.body.fields.some(({ pointer }) => pointer === '/answers/sources'))
  const sourced = { answers: { ...answered, sources: { value: 'Interviews.' }, gap: { value: 3 } } }
  assert.equal((await ask('officer', 'PUT', `needs/${id}`, sourced, version)).status, 200)
  const { items: gaps } = (await ask('focal', 'GET', 'gaps')).body as unknown as ResponseOf<typeof listGaps>
  assert.ok(
    gaps.some((gap) => gap.code === id && gap.lacking && gap.answered === 0),
    'a wide gap that no goal answers',
  )
  for (const language of ['en', 'ar', 'fr', 'es', 'pt', 'ru']) {
    const paper = await ask('focal', 'GET', `needs-assessment?language=${language}`)
    assert.deepEqual([paper.status, paper.raw.subarray(0, 2).toString()], [200, 'PK'], language)
  }
})

test('an action that a recommendation rests on is not archived: it is dropped, with a reason', async () => {
  const { action } = await planned()
  const recommendation = given({
    title: { en: 'Protection' },
    code: `A-${action.slice(-6)}`,
    body: 'upr',
    year: 2025,
    text: { en: 'Protect them.' },
    state: 'received',
    actions: [action],
  })
  assert.equal((await ask('officer', 'PUT', `recommendations/${newId()}`, recommendation)).status, 200)
  const archived = await ask('officer', 'POST', `actions/${action}/archive`, { archived: true }, 1)
  assert.deepEqual([archived.status, archived.body.code], [409, 'registers.rested_on'])
  const { answers } = (await ask('officer', 'GET', `actions/${action}`)).body
  const without = await ask(
    'officer',
    'PUT',
    `actions/${action}`,
    { answers: { ...answers, state: { value: 'dropped' } } },
    1,
  )
  assert.ok(without.body.fields.some(({ pointer }) => pointer === '/answers/reason'))
  const { action: free } = await planned()
  assert.equal((await ask('officer', 'POST', `actions/${free}/archive`, { archived: true }, 1)).status, 200)
})

test('of two officers who edit one action at once the second is told what the first changed', async () => {
  const { action } = await planned()
  const { answers } = (await ask('officer', 'GET', `actions/${action}`)).body
  const edit = (who: Who, code: string) =>
    ask(who, 'PUT', `actions/${action}`, { answers: { ...answers, output: { value: code } } }, 1)
  const [first, second] = await Promise.all([edit('officer', 'One'), edit('second', 'Two')])
  assert.deepEqual(
    [first.status, second.status].toSorted((a, b) => a - b),
    [200, 412],
  )
  assert.equal((await ask('officer', 'GET', `actions/${action}`)).body.version, 2)
})
