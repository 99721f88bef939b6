import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { newId, type Answer } from '@gloact/kernel'
import { fieldsById, inStandingRows, present, splitForStorage, type FormAnswers, type MayRead } from './index.ts'
import { testForm } from './test-form.ts'

const row = newId(1)
const gone = newId(2)

const answers: FormAnswers = {
  name: { value: 'Aizada' },
  birth_date: { value: '2008-05-06' },
  met_on: { value: '2026-11-24' },
  gender: { value: 'Feminine' },
  children: { absent: 'declined' },
  needs_care: { value: 'yes' },
  care_note: { value: 'A wound' },
  exploited: { value: 'yes' },
  [`situation/${row}`]: { value: true },
  [`situation/${row}/forms`]: { value: ['begging'] },
  [`situation/${row}/sector`]: { value: 'F_Construction' },
  [`situation/${row}/place`]: { value: { place: 'Port Isa' } },
  [`situation/${row}/told`]: { value: 'What she said' },
  [`situation/${gone}`]: { value: false },
  [`situation/${gone}/hours`]: { value: 9 },
  of_an_older_version: { value: 'kept' },
}

const caseworker: MayRead = (sensitivity) => sensitivity !== 'restricted'

test('a reader sees what they may, and learns of the rest only that it is kept from them', () => {
  const seen = present(testForm, answers, caseworker)
  assert.deepEqual(seen.answers['name'], { value: 'Aizada' })
  assert.deepEqual(seen.answers['age'], { value: 18 })
  assert.deepEqual(seen.hidden, ['needs_care', 'care_note', `situation/${row}/told`])
  assert.ok(!('care_note' in seen.answers) && !JSON.stringify(seen).includes('said'))
  assert.ok(seen.visible.includes('name') && !seen.visible.includes(`situation/${row}/sector`))
})

test('what is kept from a reader looks the same answered and unanswered', () => {
  const { care_note: _note, needs_care: _needs, [`situation/${row}/told`]: _told, ...without } = answers
  assert.deepEqual(present(testForm, answers, caseworker), present(testForm, without, caseworker))
})

test('a group that is kept from a reader is named alone: not even its rows are counted', () => {
  const seen = present(testForm, answers, (sensitivity) => sensitivity === 'statistical')
  assert.ok(seen.hidden.includes('situation'))
  assert.ok(!JSON.stringify(seen).includes(row))
})

test('removed rows are not shown', () => {
  assert.ok(!JSON.stringify(present(testForm, answers, () => true)).includes(gone))
})

const marks = [...fieldsById(testForm).values()].map(({ field, group }, at) => ({
  path: group ? `situation/${row}/${field.id}` : field.id,
  field,
  group,
  mark: `secret ${at} end`,
}))
const readers = fc.record({
  identifying: fc.boolean(),
  restricted: fc.subarray(['medical', 'counselling', 'testimony'] as const),
  case: fc.boolean(),
  statistical: fc.boolean(),
  open: fc.boolean(),
})

test('a hidden place never gives away its value', () => {
  fc.assert(
    fc.property(readers, fc.subarray(marks), (reader, answered) => {
      const mayRead: MayRead = (sensitivity, audience) =>
        sensitivity === 'restricted' ? reader.restricted.includes(audience as 'medical') : reader[sensitivity]
      const stored: Record<string, Answer> = { exploited: { value: 'yes' }, [`situation/${row}`]: { value: true } }
      for (const { path, field, mark } of answered) {
        if (field.type !== 'group' && field.type !== 'calculated' && path !== 'exploited')
          stored[path] = { value: mark }
      }
      const seen = present(testForm, stored, mayRead)
      const text = JSON.stringify(seen)
      for (const { path, field, group, mark } of marks) {
        const may = mayRead(field.sensitivity, field.audience) && (!group || mayRead(group.sensitivity, group.audience))
        if (may) continue
        assert.ok(!text.includes(mark) && !(path in seen.answers) && !seen.visible.includes(path), path)
      }
      for (const path of seen.hidden) assert.ok(!(path in seen.answers))
    }),
  )
})

test('codes and numbers of the case lie in clear, and all else is sealed', () => {
  const { clear, sealed } = splitForStorage(testForm, answers)
  assert.deepEqual(clear, {
    age: { value: 18 },
    band: { value: 'adult' },
    gender: { value: 'Feminine' },
    children: { absent: 'declined' },
    exploited: { value: 'yes' },
    [`situation/${row}`]: { value: true },
    [`situation/${row}/forms`]: { value: ['begging'] },
    situations: { value: 1 },
  })
  // A question that no longer shows, a removed row and what this version does not know: kept, not counted.
  for (const path of [
    `situation/${row}/sector`,
    `situation/${gone}/hours`,
    'of_an_older_version',
    'needs_care',
    'name',
  ])
    assert.deepEqual(sealed[path], answers[path], path)
})

test('no answer is lost in the split, none is in both parts, and no text lies in clear', () => {
  fc.assert(
    fc.property(fc.subarray(Object.keys(answers)), (paths) => {
      const some = Object.fromEntries(paths.map((path) => [path, answers[path]!]))
      const { clear, sealed } = splitForStorage(testForm, some)
      for (const path of paths) assert.deepEqual({ ...clear, ...sealed }[path], some[path])
      assert.deepEqual(
        Object.keys(clear).filter((path) => path in sealed),
        [],
      )
      for (const text of ['Aizada', 'wound', 'said', 'Isa', '2008']) assert.ok(!JSON.stringify(clear).includes(text))
    }),
  )
})

test('what is sent once leaves out what stands in rows that were removed or never added', () => {
  const [there, removed, never] = [newId(1), newId(2), newId(3)]
  const answers = {
    name: { value: 'Aizada' },
    [`situation/${there}`]: { value: true },
    [`situation/${there}/hours`]: { value: 12 },
    [`situation/${removed}`]: { value: false },
    [`situation/${removed}/hours`]: { value: 10 },
    [`situation/${never}/hours`]: { value: 9 },
  }
  assert.deepEqual(Object.keys(inStandingRows(answers)), ['name', `situation/${there}`, `situation/${there}/hours`])
})
