import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drawFaults, faultsIn, plant } from '../../tools/mutate/faults.ts'

const CODE = [
  "import { a } from './a.ts' // === in an import",
  '// a === b in a comment',
  "const said = 'a && b'",
  'export const due = (on: number, by: number): boolean => on >= by && !(on === 0)',
].join('\n')
const SQL =
  "create policy see on t using (owner = app.actor() and ends_at > now());\ncomment on policy see on t is 'a = b';"

test('a fault is planted in what code decides, and in no text, comment or import', () => {
  const faults = faultsIn('domain/due.ts', CODE)
  assert.deepEqual(
    faults.map(({ line, was, becomes }) => [line, was.trim(), becomes.trim()]),
    [
      [4, '===', '!=='],
      [4, '&&', '||'],
      [4, '>=', '>'],
      [4, '!', ''],
    ],
  )
  const planted = faults.map((fault) => plant(CODE, fault).split('\n')[3])
  assert.equal(planted[2], 'export const due = (on: number, by: number): boolean => on > by && !(on === 0)')
  assert.equal(new Set(planted).size, 4)
})

test('a policy is made to let others through, and its comment stays', () => {
  assert.deepEqual(
    faultsIn('migrations/x.sql', SQL).map(({ line, was, becomes }) => [line, was.trim(), becomes.trim()]),
    [
      [1, 'and', 'or'],
      [1, '=', '<>'],
      [1, '>', '>='],
    ],
  )
})

test('the same seed draws the same faults, each once, and one of every file before a second of any', () => {
  const byFile = ['a', 'b', 'c'].map((name) => faultsIn(`${name}.ts`, CODE))
  const draw = (seed: number) => drawFaults(byFile, 7, seed)
  assert.deepEqual(draw(1), draw(1))
  assert.notDeepEqual(draw(1), draw(2))
  const drawn = draw(1)
  assert.deepEqual(new Set(drawn.slice(0, 3).map(({ file }) => file)).size, 3)
  assert.equal(new Set(drawn.map(({ file, column }) => `${file} ${column}`)).size, 7)
  assert.equal(drawFaults(byFile, 100, 1).length, 12)
})
