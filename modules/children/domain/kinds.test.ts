import assert from 'node:assert/strict'
import { test } from 'node:test'
import { everyWalkHolds } from '@gloact/records/testing'
import { KIND_NAMES, KINDS, OPENINGS, WAYS } from './kinds.ts'
import { CHILDREN_FORMS } from './forms.ts'

test('on every walk through a record somebody has the next step, a second person is another, and no clock outlives the end', () => {
  for (const name of KIND_NAMES) {
    // The way of a solution is the longest: few walks come to its end.
    const { visited } = everyWalkHolds(KINDS[name], { runs: name === 'solution' ? 2_500 : 150 })
    const states = Object.keys(KINDS[name].states)
    assert.deepEqual([...visited].toSorted(), states.toSorted(), name)
  }
})

test('every form that a step needs is there, and what a record begins with is a step that opens it', () => {
  for (const name of KIND_NAMES) {
    for (const { needs } of Object.values(KINDS[name].steps) as { needs?: string }[])
      if (needs !== undefined) assert.ok(CHILDREN_FORMS[needs], needs)
    const opening = Object.entries(KINDS[name].steps).flatMap(([step, { from, by }]) =>
      from === 'new' && !(by as readonly string[]).includes('system') ? [step] : [],
    )
    assert.deepEqual(OPENINGS[name].toSorted(), opening.toSorted())
    for (const state of WAYS[name]) assert.ok(state in KINDS[name].states, state)
  }
})

test('every form that asks whether the child was heard asks by whom, in which language and with what weight, only where they were', () => {
  const asking = Object.values(CHILDREN_FORMS).flatMap(({ id, sections }) => {
    const fields = sections.flatMap((section) => section.fields)
    return fields.some((field) => field.id === 'child_heard') ? [{ id, fields }] : []
  })
  assert.ok(asking.length >= 10, `${asking.length} forms`)
  for (const { id, fields } of asking) {
    for (const name of ['child_heard_by', 'child_heard_language', 'child_view_weight']) {
      const field = fields.find((each) => each.id === name)
      assert.deepEqual([field?.required, field?.showWhen], [false, { eq: ['child_heard', 'heard'] }], `${id}: ${name}`)
    }
    assert.ok(
      fields.some((field) => field.id === (id === 'bia' ? 'method' : 'child_heard_how')),
      `${id}: how`,
    )
  }
})
