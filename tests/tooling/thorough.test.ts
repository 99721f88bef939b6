import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { findTests } from '../../tools/tests/find-tests.ts'
import { readTestOptions } from '../../tools/tests/options.ts'
import { filesOf, PARTS, passesOf } from '../../tools/tests/plan.ts'
import { processorSeconds } from '../../tools/tests/processor.ts'

const root = join(import.meta.dirname, '..', '..')
const found = findTests(root)
const all: readonly string[] = [
  ...new Set([...found.unit, ...found.thorough, ...found.database, ...found.tooling, ...found.whole]),
]

test('the parts of the thorough run are those that CONTRIBUTING.md lists, in its words', () => {
  const rows = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8')
    .split('\n')
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
  for (const { name, what, slice } of PARTS) {
    assert.deepEqual(
      rows.find(([first]) => first === `\`${name}\``),
      [`\`${name}\``, what, slice],
    )
  }
})

test('every part runs files that are there', () => {
  for (const part of PARTS) assert.ok(filesOf(root, part, all).length > 0, part.name)
})

test('what is larger in the thorough run than in npm test belongs to a part that runs it so', () => {
  const thorough = passesOf(root, PARTS, all).find(({ variables }) => 'GLOACT_TEST_THOROUGH' in variables)
  const asks = all.filter((file) =>
    /kernel\/testing'|GLOACT_TEST_THOROUGH/.test(readFileSync(join(root, file), 'utf8')),
  )
  assert.ok(asks.length > 5)
  const unrun = asks.filter((file) => !thorough?.files.includes(file) && !file.startsWith('tests/tooling/thorough'))
  assert.deepEqual(unrun, [])
})

test('a part is asked for by its name, a file in it by its path, and anything else is refused', () => {
  assert.equal(readTestOptions([], {})?.parts, undefined)
  assert.equal(readTestOptions(['--thorough'], {})?.parts, PARTS)
  const one = readTestOptions(['--thorough', 'screens', 'tests/e2e/gallery.test.ts'], {})
  assert.deepEqual([one?.parts?.map(({ name }) => name), one?.wanted], [['screens'], ['tests/e2e/gallery.test.ts']])
  assert.equal(readTestOptions(['--thorough', 'screen'], {}), undefined)
})

test('parts run together unless one sets a clock, a seed or the speed of its browser', () => {
  const passes = passesOf(root, PARTS, all)
  assert.equal(passes.filter(({ variables }) => 'GLOACT_TEST_THOROUGH' in variables).length, 1)
  const moments = passes.flatMap(({ variables }) => variables['GLOACT_TEST_MOMENT'] ?? [])
  assert.deepEqual(moments, ['2027-05-29T22:20:00Z', '2030-12-31T22:20:00Z'])
})

test('the time of the processor counts what a process does, and not what it waits', async () => {
  const start = processorSeconds()
  await new Promise((resolve) => setTimeout(resolve, 300))
  const waited = processorSeconds() - start
  let sum = 0
  while (processorSeconds() - start - waited < 0.3) sum += Math.sqrt(sum + 1)
  assert.ok(waited < 0.3, `${waited} s`)
})
