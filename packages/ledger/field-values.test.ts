import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ABSENCES, asInstant, canonicalJson, type Answer } from '@gloact/kernel'
import fc from 'fast-check'
import {
  NO_FIELDS,
  answersOf,
  applyEdit,
  conflicts,
  mergeFields,
  replacesFor,
  replay,
  shown,
  type ActionId,
  type FieldEdit,
  type FieldValues,
} from './index.ts'

// Names that an object has of itself are paths like any other.
const PATHS = ['identity.name', 'journey.debt', '__proto__', 'constructor']
const AT = asInstant('2026-11-24T12:00:00Z')

/** Ids that sort as their numbers do. */
const actionId = (number: number): ActionId => `01936000-0000-7000-8000-${String(number).padStart(12, '0')}` as ActionId

const answer: fc.Arbitrary<Answer> = fc.oneof(
  fc.constantFrom('Isa', 'Port Isa', 3).map((value) => ({ value })),
  fc.constantFrom(...ABSENCES).map((absent) => ({ absent })),
)

const editsOf = (paths: readonly string[], answers: readonly Answer[]): Record<string, Answer> =>
  Object.fromEntries(paths.map((path, index) => [path, answers[index % answers.length]!]))

/** Edits that name one another at random: more disorder than devices that see what they replace can make. */
const someEdits: fc.Arbitrary<FieldEdit[]> = fc
  .array(
    fc.record({
      replaces: fc.array(fc.nat({ max: 9 }), { maxLength: 4 }),
      paths: fc.subarray(PATHS, { minLength: 1 }),
      answers: fc.array(answer, { minLength: 1, maxLength: 4 }),
    }),
    { maxLength: 10 },
  )
  .map((edits) =>
    edits.map(({ replaces, paths, answers }, number) => ({
      actionId: actionId(number),
      replaces: replaces.map(actionId),
      edits: editsOf(paths, answers),
      at: AT,
    })),
  )

const after = (edits: Iterable<FieldEdit>): FieldValues => replay(applyEdit, NO_FIELDS, edits)

test('any order and repetition of the same field edits gives the same state, to the byte', () => {
  const disordered = someEdits.chain((edits) =>
    fc.tuple(
      fc.constant(edits),
      fc.shuffledSubarray([...edits, ...edits], { minLength: edits.length * 2 }),
      fc.subarray(edits),
    ),
  )
  fc.assert(
    fc.property(disordered, ([edits, shuffled, again]) => {
      assert.equal(canonicalJson(after([...shuffled, ...again])), canonicalJson(after(edits)))
    }),
    { numRuns: 500 },
  )
})

test('two copies of a file merge to the same state whichever comes first, however they are grouped', () => {
  fc.assert(
    fc.property(someEdits, someEdits, someEdits, (a, b, c) => {
      // Each copy knows some actions; an id names one action, so the copies are drawn from one history.
      const history = a.concat(b, c).map((edit, number) => ({ ...edit, actionId: actionId(number) }))
      const [x, y, z] = [0, 1, 2].map((third) => after(history.filter((_, index) => index % 3 !== third))) as [
        FieldValues,
        FieldValues,
        FieldValues,
      ]
      assert.deepEqual(mergeFields(x, y), mergeFields(y, x))
      assert.deepEqual(mergeFields(mergeFields(x, y), z), mergeFields(x, mergeFields(y, z)))
      assert.deepEqual(mergeFields(x, x), x)
      assert.deepEqual(mergeFields(mergeFields(x, y), z), after(history))
    }),
  )
})

test('the state is plain JSON', () => {
  fc.assert(
    fc.property(someEdits, (edits) => {
      const state = after(edits)
      assert.deepEqual(JSON.parse(JSON.stringify(state)), state)
    }),
  )
})

/** What two devices do, in turn: fill fields in, seeing what they have; or exchange what they know. */
type Step =
  | { readonly device: 0 | 1; readonly paths: readonly string[]; readonly answers: readonly Answer[] }
  | { readonly sync: 'both' | 'to_first' | 'to_second' }

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        device: fc.constantFrom(0 as const, 1 as const),
        paths: fc.subarray(PATHS, { minLength: 1 }),
        answers: fc.array(answer, { minLength: 1, maxLength: 3 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ sync: fc.constantFrom('both' as const, 'to_first' as const, 'to_second' as const) }),
    },
  ),
  { maxLength: 30 },
)

test("two devices' histories merge without losing a value", () => {
  fc.assert(
    fc.property(steps, (script) => {
      const devices: [FieldEdit[], FieldEdit[]] = [[], []]
      const all: FieldEdit[] = []
      for (const step of script) {
        if ('sync' in step) {
          const union = all.filter((edit) => devices.some((known) => known.includes(edit)))
          const [first, second] = devices
          if (step.sync !== 'to_second') devices[0] = [...first, ...second.filter((edit) => !first.includes(edit))]
          if (step.sync !== 'to_first') devices[1] = [...second, ...union.filter((edit) => !second.includes(edit))]
          continue
        }
        const seen = after(devices[step.device])
        const edit: FieldEdit = {
          // The second device's clock is far behind: ids say nothing of who saw what.
          actionId: actionId(step.device === 0 ? 1000 + all.length : all.length),
          replaces: replacesFor(seen, step.paths),
          edits: editsOf(step.paths, step.answers),
          at: AT,
        }
        devices[step.device].push(edit)
        all.push(edit)
        const now = after(devices[step.device])
        for (const path of step.paths) {
          assert.deepEqual(
            now[path]?.live.map((value) => value.actionId),
            [edit.actionId],
          )
          assert.deepEqual(shown(now, path)?.value, edit.edits[path])
        }
      }
      const merged = mergeFields(after(devices[0]), after(devices[1]))
      assert.deepEqual(merged, after(all))
      for (const edit of all) {
        for (const [path, value] of Object.entries(edit.edits)) {
          const standing = merged[path]!.live.find((live) => live.actionId === edit.actionId)
          const replacedBy = all.filter(
            (other) => Object.hasOwn(other.edits, path) && other.replaces.includes(edit.actionId),
          )
          if (replacedBy.length === 0) assert.deepEqual(standing?.value, value)
          else assert.equal(standing, undefined)
        }
      }
      for (const path of Object.keys(merged)) assert.ok(merged[path]!.live.length > 0, 'a field lost its last value')
    }),
    { numRuns: 500 },
  )
})

test('deciding a conflict leaves one value, the one chosen, and no conflict', () => {
  fc.assert(
    fc.property(someEdits, answer, (edits, chosen) => {
      const state = after(edits)
      for (const path of conflicts(state)) {
        const decided = applyEdit(state, {
          actionId: actionId(100),
          replaces: replacesFor(state, [path]),
          edits: { [path]: chosen },
          at: AT,
        })
        assert.deepEqual(decided[path]!.live, [{ actionId: actionId(100), value: chosen, at: AT }])
        assert.ok(!conflicts(decided).includes(path))
      }
    }),
  )
})

const edit = (number: number, path: string, value: Answer, ...replaces: number[]): FieldEdit => ({
  actionId: actionId(number),
  replaces: replaces.map(actionId),
  edits: { [path]: value },
  at: AT,
})

test('of two values that stand, the one with the greater id shows and both are kept', () => {
  const state = after([edit(2, 'journey.debt', { value: 400 }), edit(1, 'journey.debt', { value: 300 })])
  assert.deepEqual(conflicts(state), ['journey.debt'])
  assert.deepEqual(shown(state, 'journey.debt')?.value, { value: 400 })
  assert.deepEqual(answersOf(state), { 'journey.debt': { value: 400 } })
  assert.deepEqual(replacesFor(state, ['journey.debt', 'never.filled_in']), [actionId(1), actionId(2)])
})

test('two who wrote the same do not disagree, and a value is not the kind of its absence', () => {
  const same = after([edit(1, 'a', { value: { x: 1, y: 2 } }), edit(2, 'a', { value: { y: 2, x: 1 } })])
  assert.deepEqual(conflicts(same), [])
  const absent = after([edit(1, 'a', { value: 'declined' }), edit(2, 'a', { absent: 'declined' })])
  assert.deepEqual(conflicts(absent), ['a'])
})

test('an edit replaces a value that arrives only after it', () => {
  const state = after([edit(2, 'a', { value: 'new' }, 1), edit(1, 'a', { value: 'old' })])
  assert.deepEqual(answersOf(state), { a: { value: 'new' } })
})

test('an edit replaces values of its own paths only', () => {
  const first: FieldEdit = { ...edit(1, 'a', { value: 1 }), edits: { a: { value: 1 }, b: { value: 1 } } }
  const state = after([first, edit(2, 'a', { value: 2 }, 1)])
  assert.deepEqual(answersOf(state), { a: { value: 2 }, b: { value: 1 } })
})

test('an edit cannot replace itself', () => {
  assert.deepEqual(answersOf(after([edit(1, 'a', { value: 1 }, 1)])), { a: { value: 1 } })
})

test('a field that was never filled in shows nothing', () => {
  for (const path of ['a', ...PATHS]) assert.equal(shown(NO_FIELDS, path), undefined)
})
