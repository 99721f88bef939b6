import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ResponseOf } from '@gloact/http/contract'
import { newId } from '@gloact/kernel'
import exceljs from 'exceljs'
import type { readCosting, readQuality, readUpcoming } from '../contract/planned.ts'
import { actionOf, AGENCIES, ask, clock, given, module, PEOPLE, planned, type Who } from './testing/stage.ts'

const told = { progress: () => undefined, people: () => undefined }
const DEMO_PLAN = '00000000-0000-7000-8020-100000000000'
const STANDARD = '00000000-0000-7000-8029-200000000003'
const UNDER_WAY = '00000000-0000-7000-8029-c00000000000'

const get = async <Answer>(path: string, who: Who = 'officer') =>
  (await ask(who, 'GET', path)).body as unknown as Answer
const codeOf = async (asked: ReturnType<typeof ask>) => (await asked).body.code
const take = (who: Who, id: string, step: string, answers: object = { answers: {} }) =>
  ask(who, 'POST', `assessments/${id}/steps`, { id: newId(), step, happenedAt: clock.now(), ...answers })
const REMARKS = given({ remarks: 'Seen on a visit.' })

const itemsOf = (rows: readonly Readonly<Record<string, string>>[]) =>
  given(
    Object.fromEntries(
      rows.flatMap((row) => {
        const path = `items/${newId()}`
        return [[path, true], ...Object.entries(row).map(([field, value]) => [`${path}/${field}`, value])] as [
          string,
          unknown,
        ][]
      }),
    ),
  )

test('the invented country has its campaigns, frameworks, programmes, evaluation and one self-assessment under way, once', async () => {
  await module.demo?.(told)
  await module.demo?.(told)
  const counts: Record<string, number> = {}
  for (const path of [
    'activities',
    'frameworks',
    'programmes',
    'technical-assistance',
    'evaluations',
    'needs',
    'consultation',
  ])
    counts[path] = (await ask('focal', 'POST', `${path}/list`, {})).body.total
  assert.deepEqual(counts, {
    activities: 3,
    // Five, one of them with its earlier edition.
    frameworks: 6,
    programmes: 4,
    'technical-assistance': 3,
    evaluations: 1,
    needs: 6,
    consultation: 4,
  })
  const { items } = await get<{ items: { id: string; state: string }[] }>('assessments?list=open', 'focal')
  assert.deepEqual(
    items.map(({ id, state }) => [id, state]),
    [[UNDER_WAY, 'submitted']],
  )
})

test('every agency keeps its own campaigns; the office alone keeps frameworks, and others read them', async () => {
  const campaign = given({
    title: { en: 'A campaign' },
    kind: 'campaign',
    state: 'planned',
    starts_on: '2026-12-01',
    audience: 'All',
  })
  const id = newId()
  assert.equal((await ask('focal', 'PUT', `activities/${id}`, campaign)).status, 200)
  assert.equal((await ask('other', 'PUT', `activities/${id}`, campaign, 1)).status, 403)
  assert.equal((await ask('other', 'GET', `activities/${id}`)).status, 200)
  const framework = given({ title: { en: 'A protocol' }, kind: 'protocol', edition: '1', state: 'draft' })
  assert.equal((await ask('focal', 'PUT', `frameworks/${newId()}`, framework)).status, 403)
  assert.equal((await ask('caseworker', 'POST', 'activities/list', {})).status, 403)
})

test('a self-assessment is reviewed by a second agency, and its gaps become actions of the service, once', async () => {
  const happenedAt = clock.now()
  const begin = (who: Who, reviewerId: string, assessmentId: string = newId()) =>
    ask(who, 'POST', `frameworks/${STANDARD}/assessments`, { assessmentId, stepId: newId(), reviewerId, happenedAt })
  assert.equal(await codeOf(begin('other', AGENCIES.clinic)), 'strategy.own_reviewer')
  assert.equal(await codeOf(begin('caseworker', AGENCIES.shelter)), 'strategy.not_allowed')
  const id = newId<string>()
  assert.equal((await begin('other', AGENCIES.shelter, id)).status, 201)
  const given6 = ['1', '2', '3', '4', '5', '6'].map((item) => ({ item, level: 'met', evidence: 'On file.' }))
  assert.equal(await codeOf(take('other', id, 'submit', itemsOf(given6.slice(1)))), 'strategy.items_amiss')
  const gaps = [{ item: '1', level: 'not_met', missing: 'Plans of support.' }, ...given6.slice(1)]
  assert.equal((await take('other', id, 'submit', itemsOf(gaps))).status, 201)
  assert.notEqual((await take('other', id, 'review', REMARKS)).status, 201, 'nobody reviews their own service')
  assert.equal((await take('focal', id, 'send_back', REMARKS)).status, 201)
  assert.equal((await take('other', id, 'submit', itemsOf(gaps))).status, 201)
  assert.equal((await take('focal', id, 'review', REMARKS)).status, 201)
  assert.notEqual((await take('focal', id, 'take_up')).status, 201)
  const before = (await ask('officer', 'POST', 'actions/list', { filters: { owner: { any: [AGENCIES.clinic] } } })).body
    .total
  assert.equal((await take('officer', id, 'take_up')).body.state, 'taken_up')
  const after = await ask('officer', 'POST', 'actions/list', {
    filters: { owner: { any: [AGENCIES.clinic] } },
    search: 'plan of support',
  })
  assert.equal(after.body.total, 1)
  assert.equal(
    (await ask('officer', 'POST', 'actions/list', { filters: { owner: { any: [AGENCIES.clinic] } } })).body.total,
    before + 1,
  )
})

test('a self-assessment is saved as far as it is written, whole items of the standard and no others, and reviewed only when submitted', async () => {
  const id = newId<string>()
  const begun = { assessmentId: id, stepId: newId(), reviewerId: AGENCIES.shelter, happenedAt: clock.now() }
  assert.equal((await ask('other', 'POST', `frameworks/${STANDARD}/assessments`, begun)).status, 201)
  const items = (...levels: readonly (string | undefined)[]) =>
    itemsOf(
      ['1', '2', '3', '4', '5', '6'].map((item, at) => ({
        item,
        ...(levels[at] !== undefined && { level: levels[at] }),
      })),
    )
  const saved = await take('other', id, 'save', items('met', undefined, 'partly'))
  assert.deepEqual([saved.status, saved.body.state], [201, 'begun'], 'neither evidence nor every item is asked for yet')
  assert.equal(await codeOf(take('other', id, 'save', itemsOf([{ item: '7', level: 'met' }]))), 'strategy.items_amiss')
  assert.notEqual((await take('focal', id, 'review', REMARKS)).status, 201)
  assert.equal((await take('other', id, 'submit', items('met'))).status, 422, 'what is submitted is whole')
})

test('a small count of people is refused, and so is one that can be worked out', async () => {
  const year = newId()
  const programme = (counts: Readonly<Record<string, object>>) => ({
    answers: {
      title: { value: { en: 'A programme' } },
      state: { value: 'running' },
      purpose: { value: 'Help' },
      for_whom: { value: ['victims'] },
      gives: { value: ['shelter'] },
      [`years/${year}`]: { value: true },
      [`years/${year}/year`]: { value: 2026 },
      ...Object.fromEntries(Object.entries(counts).map(([field, answer]) => [`years/${year}/${field}`, answer])),
    },
  })
  const faults = async (counts: Readonly<Record<string, object>>) =>
    ((await ask('focal', 'PUT', `programmes/${newId()}`, programme(counts))).body.fields ?? []).map(({ code }) => code)
  assert.deepEqual(await faults({ intake: { value: 4 } }), ['strategy.small_number'])
  assert.deepEqual(await faults({ intake: { value: 30 }, completed: { value: 28 }, left: { absent: 'withheld' } }), [
    'strategy.works_out',
  ])
  assert.deepEqual(await faults({ intake: { value: 30 }, completed: { value: 15 }, left: { value: 12 } }), [
    'strategy.works_out',
  ])
  assert.deepEqual(await faults({ intake: { value: 30 }, completed: { value: 25 }, left: { value: 12 } }), [
    'strategy.parts_exceed',
  ])
  assert.deepEqual(await faults({ intake: { value: 30 }, completed: { value: 12 }, left: { absent: 'withheld' } }), [])
  assert.deepEqual(await faults({ intake: { absent: 'withheld' } }), [])
})

test('costs are summed in the currency of the plan, every cut to the same, and an amount without a rate is said apart', async () => {
  const { plan, goal, action } = await planned({ cost: { amount: 1_000, currency: 'EUR' }, due_on: '2026-05-01' })
  const read = (await ask('officer', 'GET', `plans/${plan}`)).body
  const rate = `rates/${newId()}`
  const rated = {
    ...read.answers,
    currency: { value: 'EUR' },
    [rate]: { value: true },
    [`${rate}/from_currency`]: { value: 'USD' },
    [`${rate}/rate`]: { value: 0.91 },
    [`${rate}/rate_on`]: { value: '2026-01-02' },
    [`${rate}/rate_source`]: { value: 'Central bank' },
  }
  assert.equal((await ask('officer', 'PUT', `plans/${plan}`, { answers: rated }, read.version)).status, 200)
  const wrong = { ...rated, [`${rate}/from_currency`]: { value: 'EUR' } }
  assert.deepEqual(
    (await ask('officer', 'PUT', `plans/${plan}`, { answers: wrong }, read.version + 1)).body.fields.map(
      ({ code }) => code,
    ),
    ['strategy.no_currency'],
  )
  for (const [year, amount, currency] of [
    [2025, 333.33, 'USD'],
    [2026, 100.1, 'EUR'],
    [2027, 50, 'CHF'],
  ] as const) {
    const line = { title: 'A line', action, year, heading: 'staff', cost: { amount, currency }, funding: 'eu' }
    assert.equal((await ask('officer', 'PUT', `costs/${newId()}`, given(line))).status, 200)
  }
  const second = actionOf(
    { plan, goal },
    { cost: { amount: 7, currency: 'EUR' }, secured: { amount: 7, currency: 'EUR' } },
  )
  assert.equal((await ask('officer', 'PUT', `actions/${newId()}`, given(second))).status, 200)
  const costing = await get<ResponseOf<typeof readCosting>>(`plans/${plan}/costing`)
  assert.deepEqual(
    costing.total,
    { cost: 410.43, secured: 7, spent: 0 },
    '303.33 + 100.10 + 7; the estimate gives way to its lines',
  )
  assert.deepEqual(costing.unrated, [{ currency: 'CHF', amounts: 1 }])
  for (const { cut, rows } of costing.cuts)
    for (const part of ['cost', 'secured', 'spent'] as const)
      assert.equal(
        Math.round(rows.reduce((sum, row) => sum + row[part], 0) * 100),
        Math.round(costing.total[part] * 100),
        `${cut} ${part}`,
      )
})

test('a plan is frozen when it is adopted, and two versions are compared action by action', async () => {
  const { plan, goal, action } = await planned()
  const { items } = await get<{ items: { id: string; why: string; actions: number }[] }>(`plans/${plan}/versions`)
  assert.deepEqual(
    items.map(({ why, actions }) => [why, actions]),
    [['adopted', 0]],
  )
  const versionId = newId()
  const body = { versionId, label: 'Before the budget', why: 'draft' }
  assert.equal((await ask('officer', 'POST', `plans/${plan}/versions`, body)).status, 201)
  assert.equal((await ask('officer', 'POST', `plans/${plan}/versions`, body)).status, 201, 'sent twice, frozen once')
  assert.equal(
    await codeOf(ask('officer', 'POST', `plans/${plan}/versions`, { ...body, label: 'Other' })),
    'strategy.id_used',
  )
  assert.equal(await codeOf(ask('focal', 'POST', `plans/${plan}/versions`, body)), 'strategy.not_allowed')
  const before = (await ask('officer', 'GET', `actions/${action}`)).body
  const changed = { ...before.answers, due_on: { value: '2027-03-01' } }
  await ask('officer', 'PUT', `actions/${action}`, { answers: changed }, before.version)
  const added = newId<string>()
  await ask('officer', 'PUT', `actions/${added}`, given(actionOf({ plan, goal })))
  const compared = await get<{
    added: { id: string }[]
    removed: { id: string }[]
    changed: { id: string; fields: string[] }[]
    same: number
  }>(`plans/${plan}/comparison?from=${versionId}`)
  assert.deepEqual(
    [
      compared.added.map(({ id }) => id),
      compared.removed,
      compared.changed.map(({ id, fields }) => [id, fields]),
      compared.same,
    ],
    [[added], [], [[action, ['due_on']]], 0],
  )
  // Two frozen versions, whatever has changed since.
  const later = { versionId: newId<string>(), label: 'After the budget', why: 'draft' }
  await ask('officer', 'POST', `plans/${plan}/versions`, later)
  const now = (await ask('officer', 'GET', `actions/${action}`)).body
  await ask(
    'officer',
    'PUT',
    `actions/${action}`,
    { answers: { ...now.answers, crime: { value: 'both' } } },
    now.version,
  )
  const between = await get<typeof compared>(`plans/${plan}/comparison?from=${versionId}&to=${later.versionId}`)
  assert.deepEqual(between, compared)
  assert.equal(await codeOf(ask('focal', 'GET', `plans/${plan}/comparison?from=${newId()}`)), 'strategy.unknown')
})

test('carrying over loses no action: what is open stands in the next plan with where it came from, once', async () => {
  const { plan, goal, action } = await planned({ due_on: '2026-02-01' })
  const [open, dependent] = [newId<string>(), newId<string>()]
  for (const [id, more] of [
    [open, { state: 'planned' }],
    [dependent, { state: 'blocked', reason: 'A law', depends_on: [open, action] }],
    [newId(), { state: 'dropped', reason: 'Elsewhere' }],
  ] as const)
    assert.equal((await ask('officer', 'PUT', `actions/${id}`, given(actionOf({ plan, goal }, more)))).status, 200)
  const next = newId<string>()
  const nextPlan = {
    title: { en: 'Next' },
    scope: 'national',
    state: 'draft',
    starts_on: '2029-01-01',
    ends_on: '2033-12-31',
  }
  await ask('officer', 'PUT', `plans/${next}`, given(nextPlan))
  assert.equal(await codeOf(ask('focal', 'POST', `plans/${plan}/carry`, { toPlanId: next })), 'strategy.not_allowed')
  assert.equal(await codeOf(ask('officer', 'POST', `plans/${plan}/carry`, { toPlanId: plan })), 'strategy.same_plan')
  const carry = async () => (await ask('officer', 'POST', `plans/${plan}/carry`, { toPlanId: next })).body as unknown
  assert.deepEqual(await carry(), { carried: 3, already: 0 })
  assert.deepEqual(await carry(), { carried: 0, already: 3 })
  const there = (await ask('officer', 'POST', 'actions/list', { filters: { plan: { any: [next] } } })).body
  assert.equal(there.total, 3)
  const rows = await Promise.all(there.items.map(async ({ id }) => (await ask('officer', 'GET', `actions/${id}`)).body))
  const value = (row: (typeof rows)[number], path: string) => {
    const answer = row.answers[path]
    return answer && 'value' in answer ? answer.value : undefined
  }
  assert.deepEqual(new Set(rows.map((row) => value(row, 'carried_from'))), new Set([action, open, dependent]))
  const ids = new Map(rows.map((row) => [value(row, 'carried_from'), row.id]))
  const carried = rows.find((row) => value(row, 'carried_from') === dependent)!
  assert.deepEqual(value(carried, 'depends_on'), [ids.get(open), ids.get(action)])
  assert.ok(
    rows.every((row) => value(row, 'due_on') === undefined),
    'a day outside the next plan is left behind',
  )
  const old = (await ask('officer', 'GET', `actions/${action}`)).body
  assert.deepEqual(old.answers['state'], { value: 'carried' })
  const back = await ask(
    'officer',
    'PUT',
    `actions/${action}`,
    { answers: { ...old.answers, state: { value: 'planned' } } },
    old.version,
  )
  assert.equal(back.body.fields[0]?.code, 'strategy.state_by_claim')
})

test('the quality list has ten points, and each number is that of the list that it opens', async () => {
  const { points } = await get<ResponseOf<typeof readQuality>>(`plans/${DEMO_PLAN}/quality`)
  assert.equal(points.length, 10)
  let compared = 0
  for (const { point, lacking, path, filters } of points) {
    if (path === null || Object.keys(filters).length === 0) continue
    const { body } = await ask('focal', 'POST', `${path.replace('/strategy/', '')}/list`, { filters })
    assert.equal(body.total, lacking, point)
    compared++
  }
  assert.equal(compared, 8)
  const lacks = (name: string) => points.find(({ point }) => point === name)!.lacking
  assert.ok(lacks('indicator') > 0 && lacks('indicator') < 60)
  const goal = { title: { en: 'A goal' }, code: `Q-${newId().slice(-6)}`, plan: DEMO_PLAN, pillar: 'protection' }
  assert.equal((await ask('officer', 'PUT', `goals/${newId()}`, given(goal))).status, 200)
  const again = await get<ResponseOf<typeof readQuality>>(`plans/${DEMO_PLAN}/quality`)
  const unmeasured = again.points.find(({ point }) => point === 'goal_indicator')!
  assert.equal(unmeasured.lacking, lacks('goal_indicator') + 1, 'a goal that nothing measures is a point of the list')
  assert.ok(points.find(({ point }) => point === 'lesson')?.lacking === 1)
  assert.equal(await codeOf(ask('officer', 'GET', `plans/${newId()}/quality`)), 'strategy.unknown')
})

test('the agenda is drafted from what is late and undecided; what two ask of one agency on one day clashes', async () => {
  const { agenda } = await get<{ agenda: string }>(`plans/${DEMO_PLAN}/agenda?language=fr`)
  for (const part of [
    'Actions en retard',
    'Actions bloquées',
    'Décisions non exécutées',
    'Recommandations sans action',
  ])
    assert.ok(agenda.includes(part), part)
  const { items } = await get<ResponseOf<typeof readUpcoming>>('upcoming', 'focal')
  const clashing = items.filter(({ clashes }) => clashes > 0).map(({ kind }) => kind)
  assert.deepEqual(clashing, ['activity', 'meeting'])
  assert.ok(items.every(({ on }) => on >= '2026-11-24' && on <= '2027-01-23'))
  const tasks = (await module.tasks?.(PEOPLE.focal)) ?? []
  assert.equal(tasks.filter(({ kind }) => kind === 'decision').length, 1)
})

test('the answer to a body is a Word document, and the overview a PDF in six languages', async () => {
  const word = await ask('focal', 'GET', 'answer?body=upr&language=en')
  assert.deepEqual([word.status, word.raw.subarray(0, 2).toString()], [200, 'PK'])
  for (const language of ['en', 'ar', 'fr', 'es', 'pt', 'ru']) {
    const page = await ask('coordinator', 'GET', `overview/page?language=${language}`)
    assert.deepEqual([page.status, page.raw.subarray(0, 5).toString()], [200, '%PDF-'], language)
  }
  assert.equal((await ask('caseworker', 'GET', 'overview/page?language=en')).status, 403)
  assert.equal((await ask('caseworker', 'GET', 'answer?body=upr&language=en')).status, 403)
})

test('five hundred actions with their costs of five years go out as a workbook and come in again as they were', async () => {
  const { plan, goal } = await planned()
  const read = (await ask('officer', 'GET', `goals/${goal}`)).body.answers['code']
  const goalCode = read && 'value' in read ? String(read.value) : ''
  const codes = Array.from({ length: 500 }, (_, at) => `W-${plan.slice(-6)}-${at}`)
  const header =
    'Number,Title [title.en],Plan,Goal,Pillar,Lead agency,Due on,Status,cost,cost.currency,secured,secured.currency,Source of funds'
  const lines = codes.map(
    (code, at) =>
      `${code},"Action, ${at}",${plan},${goal},Protection,shelter,2027-0${(at % 9) + 1}-15,Planned,${at * 100}.25,EUR,${at % 3 === 0 ? `${at + 1},USD` : ','},EU`,
  )
  const told500 = await ask(
    'officer',
    'POST',
    `actions/import?trial=no&importId=${newId()}`,
    Buffer.from(
      [header, ...lines].join('\r\n').replaceAll(',EU\r', ',European Union\r').replace(/,EU$/, ',European Union'),
    ),
  )
  assert.deepEqual([told500.body.added, told500.body.problems], [500, []], goalCode)
  const costs = codes.flatMap((code) =>
    [2024, 2025, 2026, 2027, 2028].map((year) => `Year ${year},${code},${year},Services,${year}.5,EUR`),
  )
  const costHeader = 'What for,Action,Year,Heading,cost,cost.currency'
  const told2500 = await ask(
    'officer',
    'POST',
    `costs/import?trial=no&importId=${newId()}`,
    Buffer.from([costHeader, ...costs].join('\r\n')),
  )
  assert.deepEqual([told2500.body.added, told2500.body.problems], [2_500, []])
  for (const [path, count] of [
    ['actions', 500],
    ['costs', 2_500],
  ] as const)
    for (const language of ['ar']) {
      const filters = path === 'actions' ? { plan: { any: [plan] } } : {}
      const out = await ask('officer', 'POST', `${path}/export`, { format: 'xlsx', language, filters })
      const { added, changed, unchanged, problems } = (
        await ask('officer', 'POST', `${path}/import?trial=no&importId=${newId()}`, out.raw)
      ).body
      assert.deepEqual([added, changed, problems], [0, 0, []], `${path} ${language}`)
      assert.ok(unchanged >= count)
    }
  const costing = await get<ResponseOf<typeof readCosting>>(`plans/${plan}/costing`)
  assert.equal(costing.currency, null)
  assert.ok(
    costing.unrated.some(({ currency }) => currency === 'EUR'),
    'without a currency of its own nothing is summed',
  )
})

test('a changed id, merged cells and a currency that is none are faults of their line, and nothing is recorded', async () => {
  const { plan, action } = await planned()
  const changed = Buffer.from(`id,Title [title.en]\r\n${newId()},Another\r\nnot-an-id,Another\r\n${action},Kept`)
  const first = (await ask('officer', 'POST', `actions/import?trial=no&importId=${newId()}`, changed)).body
  assert.deepEqual(
    first.problems.map(({ line, code }) => [line, code]),
    [
      [2, 'registers.line_unknown_id'],
      [3, 'registers.line_not_an_id'],
    ],
  )
  const money = Buffer.from(`id,cost,cost.currency\r\n${action},100,QQQ`)
  const second = (await ask('officer', 'POST', `actions/import?trial=no&importId=${newId()}`, money)).body
  assert.deepEqual(
    second.problems.map(({ line, code }) => [line, code]),
    [[2, 'forms.unknown_currency']],
  )
  const workbook = new exceljs.Workbook()
  const sheet = workbook.addWorksheet('Actions')
  sheet.addRows([
    ['Number', 'Title [title.en]', 'Plan'],
    ['M-1', 'One', plan],
    ['M-2', 'Two', plan],
  ])
  sheet.mergeCells('C2:C3')
  const merged = Buffer.from(await workbook.xlsx.writeBuffer())
  const third = (await ask('officer', 'POST', `actions/import?trial=no&importId=${newId()}`, merged)).body
  assert.ok(third.problems.some(({ line, code }) => line === 2 && code === 'registers.line_merged'))
  assert.equal(third.imported, false)
})

test('four hundred recommendations come from a table, and every fault of theirs is listed with its line', async () => {
  const header = 'Number,Theme,Cluster,Body,Year,Exact text,Status'
  const good = Array.from({ length: 400 }, (_, at) => `R4-${at},Theme ${at},Children,CEDAW,2025,"Text, ${at}",Received`)
  const faulty = good.map((line, at) => (at % 4 === 0 ? line.replace('CEDAW', 'Nobody') : line))
  const send = (lines: readonly string[], importId: string) =>
    ask(
      'officer',
      'POST',
      `recommendations/import?trial=no&importId=${importId}`,
      Buffer.from([header, ...lines].join('\n')),
    )
  const told = (await send(faulty, newId())).body
  assert.deepEqual([told.problemCount, told.imported], [100, false])
  assert.deepEqual(
    told.problems.map(({ line, column }) => [line, column]),
    Array.from({ length: 100 }, (_, at) => [at * 4 + 2, 'body']),
  )
  const importId = newId<string>()
  assert.deepEqual((await send(good, importId)).body.added, 400)
  assert.deepEqual((await send(good, importId)).body.added, 0, 'sent twice, imported once')
  const { body } = await ask('focal', 'POST', 'recommendations/list', { filters: { theme: { any: ['children'] } } })
  assert.ok(body.total >= 400)
})
