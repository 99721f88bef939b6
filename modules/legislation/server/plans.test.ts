import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import type { AssessmentView } from '../contract/assessments.ts'
import type { GapPlanView, TreatyEntry } from '../contract/plans.ts'
import { boundOn } from '../domain/ratification.ts'
import { ask, reviewer, theirs } from './testing/served.ts'

/** Words that SQL, HTML or a report could take for more than words. */
const WORDS = `Make consent'; drop table x; -- <script>alert(1)</script> irrelevant.`

const step = (more: object = {}) => ({
  id: newId(),
  step: 'ratified',
  madeOn: '2010-08-03',
  bindingFrom: '2010-09-02',
  reservations: 'Article 15(2)',
  declarations: '',
  ...more,
})

test('a treaty binds by its last entry: a signature binds nobody, what is not recorded is not “no”', () => {
  assert.equal(boundOn(undefined, '2020-01-01'), 'not_recorded')
  assert.equal(boundOn({ step: 'ratified', bindingFrom: '2010-09-02' }, '2010-09-01'), 'later')
  assert.equal(boundOn({ step: 'acceded', bindingFrom: '2010-09-02' }, '2010-09-02'), 'bound')
  assert.equal(boundOn({ step: 'ratified', bindingFrom: null }, '2020-01-01'), 'not_recorded')
  assert.equal(boundOn({ step: 'signed', bindingFrom: '2010-09-02' }, '2020-01-01'), 'not_bound')
  assert.equal(boundOn({ step: 'withdrawn', bindingFrom: '2021-01-01' }, '2020-12-31'), 'bound')
  assert.equal(boundOn({ step: 'withdrawn', bindingFrom: '2021-01-01' }, '2021-01-01'), 'not_bound')
})

test('ratifications are recorded once, corrected by another entry, and shown by the assessment as of its day', async () => {
  const first = step()
  const path = 'treaties/tip-protocol-2000/steps'
  assert.equal((await ask('POST', path, first)).status, 200)
  assert.equal((await ask('POST', path, first)).status, 200, 'sent twice')
  assert.equal((await ask('POST', path, { ...first, bindingFrom: '2010-09-03' })).body.code, 'legislation.id_used')
  const wrong = await ask('POST', path, step({ bindingFrom: '2010-01-01' }))
  assert.equal(wrong.body.code, 'legislation.binding_before')
  assert.equal((await ask('POST', 'treaties/no-such-pack/steps', step())).status, 404)
  assert.equal((await ask('POST', path, step(), { role: 'legal_reviewer', user: reviewer })).status, 403)
  const { body } = await ask<TreatyEntry>('POST', path, step({ step: 'acceded', reservations: WORDS }))
  assert.deepEqual(
    body.entries.map(({ step: what }) => what),
    ['acceded', 'ratified'],
  )
  const list = await ask<{ items: TreatyEntry[] }>('GET', 'treaties')
  assert.equal(list.body.items.find(({ pack }) => pack === 'tip-protocol-2000')?.bound, 'bound')
  assert.equal(list.body.items.find(({ pack }) => pack === 'som-protocol-2000')?.bound, 'not_recorded')
  const others = await ask<{ items: TreatyEntry[] }>('GET', 'treaties', undefined, { agency: theirs })
  assert.ok(others.body.items.every(({ entries }) => entries.length === 0))
  for (const [asOf, bound] of [
    ['2026-11-28', 'bound'],
    ['2010-08-15', 'later'],
  ] as const) {
    const assessment = { id: newId(), title: 'A', packs: ['tip-protocol-2000'], tier: 'core', kind: 'baseline', asOf }
    await ask('POST', 'assessments', assessment)
    const view = await ask<AssessmentView>('GET', `assessments/${assessment.id}`)
    assert.deepEqual(
      view.body.treaties.map((one) => [one.bound, one.bindingFrom, one.reservations]),
      [[bound, '2010-09-02', WORDS]],
    )
  }
})

test('what closes a gap is kept version by version; of two at once one is recorded, and it is printed', async () => {
  const assessment = {
    id: newId(),
    title: 'A',
    packs: ['tip-protocol-2000'],
    tier: 'core',
    kind: 'baseline',
    asOf: '2026-11-28',
  }
  await ask('POST', 'assessments', assessment)
  const plan = (more: object = {}) => ({
    id: newId(),
    priority: 'high',
    assistance: 'drafting',
    helper: 'A regional office',
    recommendation: WORDS,
    owner: 'Drafting unit',
    dueOn: '2027-03-01',
    ...more,
  })
  const path = `assessments/${assessment.id}/gaps/tip-3-b`
  const first = plan()
  assert.equal((await ask('PUT', path, first)).status, 200)
  assert.equal((await ask('PUT', path, first)).status, 200, 'sent twice')
  assert.equal((await ask('PUT', path, plan())).body.code, 'legislation.changed')
  const second = await ask<GapPlanView>('PUT', path, plan({ priority: 'low', dueOn: null }), { version: 1 })
  assert.deepEqual([second.body.version, second.body.priority, second.body.dueOn], [2, 'low', null])
  const { body } = await ask<AssessmentView>('GET', `assessments/${assessment.id}`)
  assert.equal(body.obligations.find(({ id }) => id === 'tip-3-b')?.plan?.recommendation, WORDS)
  assert.equal((await ask('PUT', `assessments/${assessment.id}/gaps/none`, plan())).status, 404)
  assert.equal((await ask('PUT', path, plan(), { agency: theirs, version: 2 })).status, 404)
  assert.equal((await ask('PUT', path, plan(), { role: 'legal_reviewer', user: reviewer, version: 2 })).status, 403)
  const report = await ask('GET', `assessments/${assessment.id}/report?format=docx&language=fr`)
  assert.equal(report.raw.subarray(0, 2).toString(), 'PK')
})
