import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { unitTests } from '../../tools/checks/unit-tests.ts'
import { findTests } from '../../tools/tests/find-tests.ts'
import { runInOneProcess } from '../../tools/tests/one-process.ts'
import type { TestResult } from '../../tools/tests/run-tests.ts'
import { plantRepository } from './planted.ts'

/** Runs test files as `npm test` does: in a process of its own, since a test cannot run tests itself. */
function run(root: string, files: readonly string[]): TestResult {
  const runner = JSON.stringify(join(import.meta.dirname, '../../tools/tests/run-tests.ts'))
  const options = JSON.stringify({ files, concurrency: 2 })
  const program = `
    import { runTests } from ${runner}
    process.stdout.write(JSON.stringify(await runTests(process.cwd(), ${options})))`
  writeFileSync(join(root, 'run.mjs'), program)
  const { NODE_TEST_CONTEXT: _ours, ...env } = process.env
  const printed = execFileSync(process.execPath, ['run.mjs'], { cwd: root, env })
  return JSON.parse(printed.toString()) as TestResult
}

const head = "import { test } from 'node:test'\nimport assert from 'node:assert/strict'\n"

test('passed, failed and skipped tests are counted, nested ones too, and a failure says where', (context) => {
  const root = plantRepository(context, {
    'packages/kernel/a.test.ts': `${head}test('one holds', () => assert.ok(true))\ntest('one does not', () => assert.equal(1, 2))\n`,
    'packages/kernel/b.test.ts': `${head}test('a group', async (t) => {\n  await t.test('inner', () => assert.fail('it broke'))\n})\ntest.skip('later', () => undefined)\n`,
  })
  const result = run(root, ['packages/kernel/a.test.ts', 'packages/kernel/b.test.ts'])
  assert.deepEqual([result.passed, result.failed, result.skipped], [1, 2, 1])
  const broken = result.failures.find(({ name }) => name === 'a group › inner')
  assert.equal(broken?.file, 'packages/kernel/b.test.ts')
  assert.match(broken.message, /it broke/)
})

test('a file that breaks before its first test counts as failed', (context) => {
  const root = plantRepository(context, {
    'packages/kernel/broken.test.ts': "import './nowhere.ts'\n",
    'packages/kernel/dies.test.ts': 'process.exit(7)\n',
  })
  const files = ['packages/kernel/broken.test.ts', 'packages/kernel/dies.test.ts']
  const result = run(root, files)
  assert.deepEqual([result.passed, result.failed], [0, 2])
})

test('a rule that does not hold is found by the check that runs in one process, and so is a test that ends it', async (context) => {
  const failing = `${head}test('one does not', () => assert.equal(1, 2))\n`
  const holding = `${head}test('one holds', () => assert.ok(true))\n`
  const root = plantRepository(context, { 'packages/kernel/a.test.ts': failing, 'packages/kernel/b.test.ts': holding })
  const found = await unitTests.run(root)
  assert.deepEqual([found.defects.length, found.seen], [1, '2 files, 1 test'])
  const ending = plantRepository(context, { 'packages/kernel/a.test.ts': 'process.exit(0)\n' })
  assert.match((await unitTests.run(ending)).defects[0]?.message ?? '', /ended before their time/)
})

test('tests are told apart by what they need', (context) => {
  const root = plantRepository(context, {
    'packages/kernel/pure.test.ts': head,
    'packages/kernel/long.thorough.test.ts': head,
    'packages/vault/direct.test.ts': "import { testDatabase } from '@gloact/postgres/testing'\n",
    'packages/vault/indirect.test.ts': "import { prepare } from './prepare.ts'\n",
    'packages/vault/prepare.ts': "import { testDatabase } from '@gloact/postgres/testing'\n",
    'tests/e2e/file.test.ts': head,
    'tests/faults/loaded.test.ts': "import { startProduct } from './steps.ts'\n",
    'tests/e2e/shared-product.ts': "import { loadedDataDir } from '../support/loaded-folder.ts'\n",
    'tests/e2e/looks.test.ts': "import { sharedProduct } from './shared-product.ts'\n",
    'tests/faults/steps.ts': "import { loadedDataDir } from '../support/loaded-folder.ts'\n",
    'tests/support/loaded-folder.ts': 'export const loadedDataDir = 1\n',
    'tests/tooling/tool.test.ts': head,
    'tests/performance/search.test.ts': head,
  })
  assert.deepEqual(findTests(root), {
    unit: ['packages/kernel/pure.test.ts'],
    thorough: ['packages/kernel/long.thorough.test.ts'],
    database: ['packages/vault/direct.test.ts', 'packages/vault/indirect.test.ts'],
    tooling: ['tests/tooling/tool.test.ts'],
    whole: ['tests/e2e/file.test.ts', 'tests/e2e/looks.test.ts', 'tests/faults/loaded.test.ts'],
    loaded: ['tests/e2e/looks.test.ts', 'tests/faults/loaded.test.ts'],
    looking: ['tests/e2e/looks.test.ts'],
    performance: ['tests/performance/search.test.ts'],
  })
})

test('files that stand on one stage have each its own, though they run in one process', async (context) => {
  const stands = (place: string) =>
    `${head}import { once } from './once.ts'\nimport { rows } from './testing/stage.ts'\nimport { added } from './testing/steps.ts'\n` +
    `test('is alone', () => {\n  added('${place}')\n  assert.deepEqual(rows, ['${place}'])\n  once.push('${place}')\n})\n`
  const root = plantRepository(context, {
    'packages/kernel/a.test.ts': stands('a'),
    'packages/kernel/b.test.ts': `${stands('b')}test('what is no stage is read once', () => assert.deepEqual(once, ['a', 'b']))\n`,
    'packages/kernel/once.ts': 'export const once: string[] = []\n',
    'packages/kernel/testing/stage.ts': 'export const rows: string[] = await Promise.resolve([])\n',
    'packages/kernel/testing/steps.ts':
      "import { rows } from '../testing/stage.ts'\nexport const added = (row: string) => rows.push(row)\n",
  })
  const { result } = await runInOneProcess(root, ['packages/kernel/a.test.ts', 'packages/kernel/b.test.ts'])
  assert.deepEqual(result?.failures, [])
  assert.equal(result.passed, 3)
})
