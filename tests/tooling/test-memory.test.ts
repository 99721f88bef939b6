import assert from 'node:assert/strict'
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { testBudget } from '../../tools/checks/test-budget.ts'
import { readInputs } from '../../tools/tests/inputs.ts'
import { lanesOn, longestFirst, runInLanes, type Job } from '../../tools/tests/lanes.ts'
import { readTestOptions } from '../../tools/tests/options.ts'
import { openMemory } from '../../tools/tests/remember.ts'
import { plantRepository, type Files } from './planted.ts'

const RULE = 'packages/kernel/rule.test.ts'
const VAULT = 'packages/vault/seal.test.ts'
const WHOLE = 'tests/security/all.test.ts'
const STARTS = 'packages/vault/process.test.ts'

const FILES: Files = {
  'packages/kernel/index.ts': "export { clock } from './clock.ts'\n",
  'packages/kernel/clock.ts': 'export const clock = 1\n',
  'packages/kernel/alone.ts': 'export const alone = 1\n',
  'packages/kernel/fixtures/days.json': '{}\n',
  [RULE]: "import { clock } from './index.ts'\n",
  'packages/vault/seal.ts': "import { clock } from '@gloact/kernel'\n",
  [VAULT]: "import './seal.ts'\n",
  [STARTS]: "import { spawn } from 'node:child_process'\n",
  'packages/names/index.ts': 'export const names = 1\n',
  [WHOLE]: 'export {}\n',
  'package-lock.json': '{}\n',
}

/** Which of the test files have other inputs once a file is changed. */
function changedBy(context: TestContext, file: string, environment: NodeJS.ProcessEnv = {}): readonly string[] {
  const root = plantRepository(context, FILES, { 'packages/kernel': { exports: { '.': './index.ts' } } })
  const before = readInputs(root, {})
  const tests = [RULE, VAULT, STARTS, WHOLE]
  const digests = tests.map((one) => before.digestOf(one))
  if (file !== '') {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    appendFileSync(join(root, file), '\n')
  }
  const after = readInputs(root, environment)
  return tests.filter((one, index) => after.digestOf(one) !== digests[index])
}

test('the inputs of a test are itself, what it imports however far away, and what its workspaces hold to read', (context) => {
  const changed = (file: string) => changedBy(context, file)
  assert.deepEqual(changed(''), [])
  assert.deepEqual(changed(RULE), [RULE])
  // Through an export of another package.
  assert.deepEqual(changed('packages/kernel/clock.ts'), [RULE, VAULT, STARTS, WHOLE])
  // Code of a workspace that is not imported is none of its inputs, but of those of which nobody can tell.
  assert.deepEqual(changed('packages/kernel/alone.ts'), [STARTS, WHOLE])
  assert.deepEqual(changed('packages/kernel/fixtures/days.json'), [RULE, VAULT, STARTS, WHOLE])
  assert.deepEqual(changed('packages/names/index.ts'), [STARTS, WHOLE])
  assert.deepEqual(changed('package-lock.json'), [RULE, VAULT, STARTS, WHOLE])
})

test('the gallery is looked at again when a component changes, and not when a module does', () => {
  const root = join(import.meta.dirname, '..', '..')
  const reached = readInputs(root, {}).reachedFrom('packages/ui/gallery/main.tsx')
  assert.ok(reached.length > 30 && reached.some((file) => file.startsWith('packages/ui/')))
  assert.deepEqual(
    reached.filter((file) => file.startsWith('modules/')),
    [],
  )
})

test('our own variables are inputs, and what a run sets for its tests is not', (context) => {
  assert.deepEqual(changedBy(context, '', { GLOACT_TEST_CLUSTER: '{}' }), [])
  assert.equal(changedBy(context, '', { GLOACT_CHROMIUM: '/elsewhere' }).length, 4)
})

test('what passed is remembered for the same inputs, and neither a failure nor what was edited meanwhile is', (context) => {
  const root = plantRepository(context, FILES, { 'packages/kernel': { exports: { '.': './index.ts' } } })
  const open = () => openMemory(root, readInputs(root, {}), [RULE, VAULT, WHOLE])
  const outcome = (file: string, failed = 0) => ({ file, passed: 2, failed, skipped: 1, milliseconds: 5 })
  const memory = open()
  assert.equal(memory.recall(RULE), undefined)
  appendFileSync(join(root, VAULT), '\n')
  memory.save([outcome(RULE), outcome(VAULT), outcome(WHOLE, 1)], readInputs(root, {}))
  const again = open()
  assert.deepEqual(again.recall(RULE), { file: RULE, passed: 2, skipped: 1, milliseconds: 5 })
  assert.equal(again.recall(VAULT), undefined)
  assert.equal(again.recall(WHOLE), undefined)
  appendFileSync(join(root, 'packages/kernel/clock.ts'), '\n')
  assert.equal(open().recall(RULE), undefined)
})

test('half a written outcome is none', (context) => {
  const root = plantRepository(context, FILES)
  const inputs = readInputs(root, {})
  const memory = openMemory(root, inputs, [RULE])
  writeFileSync(join(root, '.cache', 'passed', `${inputs.digestOf(RULE)}.json`), '{"file":"pack')
  assert.equal(memory.recall(RULE), undefined)
})

test('everything runs where it is asked for and in CI; an unknown option runs nothing', () => {
  assert.equal(readTestOptions([], {})?.all, false)
  assert.equal(readTestOptions(['--all'], {})?.all, true)
  assert.equal(readTestOptions([], { CI: 'true' })?.all, true)
  assert.deepEqual(readTestOptions(['./packages/kernel'], {})?.wanted, ['packages/kernel'])
  assert.equal(readTestOptions(['--al'], {}), undefined)
})

test('as many lanes as processors, as far as the memory goes, and two at least', () => {
  const GIB = 1024 ** 3
  assert.deepEqual(
    [lanesOn(1, 2 * GIB), lanesOn(2, 24 * GIB), lanesOn(16, 24 * GIB), lanesOn(8, 64 * GIB)],
    [2, 2, 8, 8],
  )
})

test('each job runs once, in every lane its own queue first, what took longest before what took less', async () => {
  const job = (...files: string[]): Job => ({ files })
  assert.deepEqual(
    longestFirst([job('short'), job('unknown'), job('long')], { short: 1, long: 9 }).map(({ files }) => files[0]),
    ['unknown', 'long', 'short'],
  )
  const ran: string[] = []
  const first: string[] = []
  await runInLanes(
    2,
    [
      [job('browser 1'), job('browser 2')],
      [job('rule 1'), job('rule 2'), job('rule 3')],
    ],
    async ({ files }) => {
      if (first.length < 2) first.push(files[0]!)
      ran.push(files[0]!)
      await Promise.resolve()
    },
  )
  assert.deepEqual(first, ['browser 1', 'rule 1'])
  assert.deepEqual(ran.toSorted(), ['browser 1', 'browser 2', 'rule 1', 'rule 2', 'rule 3'])
})

test('a module that takes more of the processor than its budget is found, and so is a test of nobody or of unknown cost', async (context) => {
  const found = async (files: Files) =>
    (
      await testBudget.run(plantRepository(context, { 'modules/outreach/index.ts': 'export {}\n', ...files }))
    ).defects.map(({ file, message }) => `${file ?? ''} ${message}`)
  const costs = (seconds: Record<string, number>) => ({ 'tools/tests/costs.json': JSON.stringify(seconds) })
  const own = {
    'tests/e2e/outreach.test.ts': '',
    'tests/e2e/outreach-link.test.ts': '',
    'modules/outreach/server/draft.test.ts': '',
  }
  const within = {
    'tests/e2e/outreach.test.ts': 30,
    'tests/e2e/outreach-link.test.ts': 15,
    'modules/outreach/server/draft.test.ts': 15,
  }
  assert.deepEqual(await found({ ...own, ...costs(within), 'tests/e2e/path.test.ts': '' }), [])
  const longer = { ...within, 'tests/e2e/outreach-link.test.ts': 16 }
  assert.match((await found({ ...own, ...costs(longer) })).join(), /46 s of processor in a browser/)
  const slower = { ...within, 'modules/outreach/server/draft.test.ts': 16 }
  assert.match(
    (await found({ ...own, ...costs(slower) })).join(),
    /^modules\/outreach its tests take 61 s of processor/,
  )
  assert.match((await found({ ...own })).join(), /no recorded cost/)
  assert.match((await found({ 'tests/e2e/somewhere.test.ts': '' })).join(), /belongs to no module/)
  assert.match((await found(costs({ 'tests/e2e/gone.test.ts': 3 }))).join(), /is missing/)
})
