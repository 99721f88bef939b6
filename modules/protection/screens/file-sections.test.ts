import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inParts, sectionNamed, sectionsOf } from './file-sections.ts'

const form = (id: string) => ({ form: id, version: '1', answers: {}, hidden: [], live: {}, conflicts: [] })
const file = (over: Partial<Parameters<typeof sectionsOf>[0]> = {}): Parameters<typeof sectionsOf>[0] => ({
  may: ['action.answers_recorded', 'action.path_changed', 'action.plan_agreed', 'action.closure_requested'],
  path: 'adult',
  guardian: null,
  status: 'open',
  forms: ['assessment', 'contact', 'identity', 'journey', 'plan'].map(form),
  plans: [],
  services: [],
  appointments: [],
  attachments: [],
  risks: [],
  reviews: [],
  ...over,
})
const ids = (of: Parameters<typeof sectionsOf>[0]) => sectionsOf(of).map(({ id }) => id)

test('sections stand in the order of the work, with the forms of the country between consent and the plan', () => {
  assert.deepEqual(ids(file()), [
    'summary',
    'identity',
    'contact',
    'consent',
    'journey',
    'risk',
    'plan',
    'age',
    'decisions',
    'notes',
    'closure',
    'history',
  ])
})

test('a form under the name of a built-in section is drawn in it, once', () => {
  assert.deepEqual(
    sectionsOf(file()).filter(({ id }) => id === 'plan'),
    [{ id: 'plan', builtIn: true, form: 'plan' }],
  )
})

test('needs stand with the risks and services with the plan, and are found under the names that they had', () => {
  assert.deepEqual(
    sectionsOf(file()).filter(({ id }) => id === 'risk'),
    [{ id: 'risk', builtIn: true, form: 'assessment' }],
  )
  assert.deepEqual(
    ids(file({ forms: [], may: ['action.service_recorded'] })).filter((id) => id === 'plan'),
    ['plan'],
  )
  assert.deepEqual(['assessment', 'services', 'plan', 'journey'].map(sectionNamed), ['risk', 'plan', 'plan', 'journey'])
})

test('who only decides sees no sections that are not theirs', () => {
  const decides = file({ may: ['file.read', 'action.decision_recorded'], forms: [form('situation')] })
  assert.deepEqual(ids(decides), ['summary', 'consent', 'situation', 'decisions', 'notes', 'history'])
})

test('risks stand before the plan and reviews after it, for those who may assess or have something to read', () => {
  const all = ids(file({ may: ['action.risk_assessed', 'action.review_held', 'action.plan_agreed'] }))
  assert.deepEqual(
    all.filter((id) => ['risk', 'plan', 'reviews'].includes(id)),
    ['risk', 'plan', 'reviews'],
  )
  assert.deepEqual(
    ids(file({ forms: [form('risk')], may: [] })).filter((id) => id === 'risk'),
    ['risk'],
    'a form of the country under the same name stands in it, once',
  )
  assert.ok(!ids(file({ may: ['file.read'], forms: [form('journey')] })).includes('risk'))
})

test('on the child path who looks after the child is shown to everybody who may read the file', () => {
  assert.ok(ids(file({ may: [], path: 'child' })).includes('age'))
})

test('a closed file says how it was closed', () => {
  assert.ok(ids(file({ may: [], status: 'closed' })).includes('closure'))
})

test('sections stand in the parts of a file, a form where its country puts it, and none is lost', () => {
  const sections = sectionsOf(file({ forms: [form('identity'), form('situation'), form('needs'), form('plan')] }))
  const placed = inParts(sections, [{ id: 'identity' }, { id: 'situation', part: 'history' }, { id: 'needs' }])
  assert.equal(placed.length, sections.length)
  assert.deepEqual(new Set(placed.map(({ id }) => id)), new Set(sections.map(({ id }) => id)))
  const partOf = (id: string) => placed.find((section) => section.id === id)?.part
  assert.equal(partOf('summary'), undefined)
  assert.equal(partOf('situation'), 'history')
  assert.equal(partOf('needs'), 'assessment')
  assert.equal(partOf('plan'), 'support')
  const order = placed.map(({ part }) => part).filter((part, at, all) => at === 0 || part !== all[at - 1])
  assert.deepEqual(order, [undefined, 'person', 'history', 'assessment', 'support', 'procedure', 'file'])
})
