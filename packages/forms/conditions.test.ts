import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ABSENCES, newId, type Answer, type Json } from '@gloact/kernel'
import {
  condition,
  evaluateCalculated,
  shownAnswers,
  truthOf,
  visibleFields,
  type Condition,
  type FormAnswers,
  type Scope,
} from './index.ts'
import { testForm } from './test-form.ts'

const scopeOf = (answers: FormAnswers): Scope => ({
  answer: (id) => (Object.hasOwn(answers, id) ? answers[id] : undefined),
  rowCount: () => undefined,
})
const given = (values: Record<string, Json>): FormAnswers =>
  Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { value }]))
const truth = (asked: Condition, values: Record<string, Json>) => truthOf(asked, scopeOf(given(values)))

test('a comparison with what is not answered is neither true nor false, and neither is its negation', () => {
  for (const asked of [{ eq: ['a', 1] }, { ne: ['a', 1] }, { lt: ['a', 1] }, { in: ['a', [1]] }] as Condition[]) {
    assert.equal(truth(asked, {}), undefined)
    assert.equal(truth({ not: asked }, {}), undefined)
  }
  assert.equal(truth({ or: [{ eq: ['a', 1] }, { eq: ['b', 2] }] }, { b: 2 }), true)
  assert.equal(truth({ and: [{ eq: ['a', 1] }, { eq: ['b', 2] }] }, { b: 3 }), false)
})

test('partial dates compare by the days they may mean', () => {
  const before: Condition = { lt: ['a', { field: 'b' }] }
  assert.equal(truth(before, { a: '2024', b: '2025-03' }), true)
  assert.equal(truth(before, { a: '2025-04-01', b: '2025-03' }), false)
  assert.equal(truth(before, { a: '2025', b: '2025-03' }), undefined)
  const notBefore: Condition = { ge: ['a', { field: 'b' }] }
  assert.equal(truth(notBefore, { a: '2025', b: '2025-12-31' }), undefined)
  assert.equal(truth(notBefore, { a: '2024', b: '2025' }), false)
  assert.equal(truth({ ge: ['a', { field: 'b' }] }, { a: '2025-03-01', b: '2025-03-01' }), true)
})

test('for a field that holds several codes one match is enough', () => {
  assert.equal(truth({ eq: ['a', 'x'] }, { a: ['w', 'x'] }), true)
  assert.equal(truth({ in: ['a', ['x', 'y']] }, { a: ['w', 'y'] }), true)
  assert.equal(truth({ ne: ['a', 'x'] }, { a: ['w', 'x'] }), false)
})

test('an absence has its kind, and a question nobody touched is not asked', () => {
  const answers: FormAnswers = { a: { absent: 'declined' } }
  assert.equal(truthOf({ absent: 'a' }, scopeOf(answers)), true)
  assert.equal(truthOf({ absent: ['a', ['not_known']] }, scopeOf(answers)), false)
  assert.equal(truthOf({ absent: ['b', ['not_asked']] }, scopeOf(answers)), true)
  assert.equal(truthOf({ answered: 'a' }, scopeOf(answers)), false)
})

const names = fc.constantFrom('a', 'b', 'c')
const constants = fc.oneof(fc.constantFrom('x', '2024', '2024-05', '2024-05-06'), fc.integer())
const operands = fc.oneof(
  constants,
  names.map((field) => ({ field })),
)
const { tree: conditions } = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    fc
      .constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le')
      .chain((key) => fc.tuple(names, operands).map((pair) => ({ [key]: pair }) as unknown as Condition)),
    fc.tuple(names, fc.array(constants, { minLength: 1 })).map((pair): Condition => ({ in: pair })),
    names.map((id): Condition => ({ answered: id })),
    fc.tuple(names, fc.subarray([...ABSENCES], { minLength: 1 })).map((pair): Condition => ({ absent: pair })),
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((parts): Condition => ({ and: parts })),
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((parts): Condition => ({ or: parts })),
    tie('tree').map((part): Condition => ({ not: part })),
  ),
}))
const answers = fc.dictionary(
  names,
  fc.oneof(
    fc.jsonValue().map((value): Answer => ({ value: value as Json })),
    constants.map((value): Answer => ({ value })),
    fc.constantFrom(...ABSENCES).map((absent): Answer => ({ absent })),
  ),
)

test('every condition has a truth on any answers, and its negation is the other one', () => {
  fc.assert(
    fc.property(conditions, answers, (asked, given) => {
      assert.ok(condition.safeParse(asked).success)
      const result = truthOf(asked, scopeOf(given))
      assert.ok(result === true || result === false || result === undefined)
      assert.equal(truthOf({ not: asked }, scopeOf(given)), result === undefined ? undefined : !result)
    }),
  )
})

const [r1, r2] = [newId(1), newId(2)]

test('a field inside a row is asked about within its row', () => {
  const shown = visibleFields(testForm, {
    exploited: { value: 'yes' },
    [`situation/${r1}`]: { value: true },
    [`situation/${r1}/forms`]: { value: ['forced_labour'] },
    [`situation/${r2}`]: { value: true },
    [`situation/${r2}/forms`]: { value: ['begging'] },
  })
  assert.ok(shown.has(`situation/${r1}/sector`))
  assert.ok(!shown.has(`situation/${r2}/sector`))
})

test('what hangs on a hidden answer is hidden with it', () => {
  const answers: FormAnswers = {
    exploited: { value: 'no' },
    [`situation/${r1}`]: { value: true },
    [`situation/${r1}/forms`]: { value: ['forced_labour'] },
    [`situation/${r1}/hours`]: { value: 14 },
  }
  const shown = visibleFields(testForm, answers)
  assert.ok(!shown.has('situation') && !shown.has(`situation/${r1}/sector`))
  assert.equal(evaluateCalculated(testForm, answers)['all_hours'], undefined)
  assert.deepEqual(evaluateCalculated(testForm, answers)['situations'], { value: 0 })
})

test('what is sent once leaves out the answers to questions that do not show, and keeps the rows that do', () => {
  const answers: FormAnswers = {
    exploited: { value: 'yes' },
    [`situation/${r1}`]: { value: true },
    [`situation/${r1}/forms`]: { value: ['begging'] },
    [`situation/${r1}/sector`]: { value: 'agriculture' },
  }
  const { [`situation/${r1}/sector`]: sector, ...others } = answers
  assert.ok(sector)
  assert.deepEqual(shownAnswers(testForm, answers), others)
  assert.deepEqual(shownAnswers(testForm, { ...answers, exploited: { value: 'no' } }), { exploited: { value: 'no' } })
})

test('counts and sums run over the rows that are there', () => {
  const results = evaluateCalculated(testForm, {
    exploited: { value: 'yes' },
    [`situation/${r1}`]: { value: true },
    [`situation/${r1}/hours`]: { value: 14 },
    [`situation/${r2}`]: { value: false },
    [`situation/${r2}/hours`]: { value: 9 },
  })
  assert.deepEqual(results['situations'], { value: 1 })
  assert.deepEqual(results['all_hours'], { value: 14 })
})

const at = (born: string) => evaluateCalculated(testForm, given({ birth_date: born, met_on: '2026-11-24' }))

test('an age is given where it is certain, and its band as soon as every possible age is in it', () => {
  assert.deepEqual([at('2008-11-25')['age'], at('2008-11-25')['band']], [{ value: 17 }, { value: 'child' }])
  assert.deepEqual([at('2008-11-24')['age'], at('2008-11-24')['band']], [{ value: 18 }, { value: 'adult' }])
  assert.deepEqual([at('1990')['age'], at('1990')['band']], [undefined, { value: 'adult' }])
  assert.deepEqual([at('2008')['age'], at('2008')['band']], [undefined, undefined])
  assert.equal(at('2030')['age'], undefined)
})
