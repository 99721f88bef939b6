import { join } from 'node:path'
import { startTestCluster, TEST_CLUSTER_VARIABLE, type TestCluster } from '@gloact/postgres/testing'
import { findTests } from './tests/find-tests.ts'
import { runTests, type TestResult } from './tests/run-tests.ts'

// `npm test`: everything, on one PostgreSQL for the whole run. `npm test -- packages/kernel` runs what lies below the
// folders or files named. The last line is `N passed, N failed`.
const root = join(import.meta.dirname, '..')
const wanted = process.argv.slice(2).map((path) => path.replace(/^\.\//, ''))
const chosen = (files: readonly string[]) =>
  files.filter((file) => wanted.length === 0 || wanted.some((path) => file.startsWith(path)))

const found = findTests(root)
const onDatabase = chosen([...found.database, ...found.whole, ...found.performance])
const together = chosen([...found.database, ...found.unit, ...found.tooling])
const alone = chosen(found.performance)
const whole = chosen(found.whole)

let cluster: TestCluster | undefined
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void stopCluster().finally(() => process.exit(130)))
}

async function stopCluster(): Promise<void> {
  const running = cluster
  cluster = undefined
  await running?.stop()
}

async function runGroup(files: readonly string[], concurrency: number): Promise<TestResult> {
  return runTests(root, {
    files,
    concurrency,
    onFile: (file, tests, milliseconds) => {
      console.log(`${file}  ${tests} ${tests === 1 ? 'test' : 'tests'}, ${(milliseconds / 1000).toFixed(1)} s`)
    },
    onFailure: ({ file, name, message }, printed) => {
      console.log(`\n✗ ${file}\n  ${name}\n${indent(message, 4)}`)
      if (printed.trim() !== '') console.log(`    printed:\n${indent(printed.trimEnd(), 6)}`)
      console.log('')
    },
  })
}

const indent = (text: string, width: number): string => text.replaceAll(/^/gm, ' '.repeat(width))

async function runAll(): Promise<readonly TestResult[]> {
  if (onDatabase.length > 0) {
    cluster = await startTestCluster()
    process.env[TEST_CLUSTER_VARIABLE] = JSON.stringify(cluster.connections)
  }
  try {
    // A test of the whole product is a server, a database and a browser: two at once wait for one another on a small machine.
    return [await runGroup(together, 2), await runGroup(whole, 1), await runGroup(alone, 1)]
  } finally {
    await stopCluster()
  }
}

const started = Date.now()
const results = await runAll()
const total = (count: (result: TestResult) => number) => results.reduce((sum, result) => sum + count(result), 0)
const failures = results.flatMap((result) => result.failures)
const [passed, failed, skipped] = [total((one) => one.passed), total((one) => one.failed), total((one) => one.skipped)]

if (failures.length > 0) {
  console.log(`\nWhat did not hold:\n${failures.map(({ file, name }) => `  ✗ ${file}: ${name}`).join('\n')}`)
}
if (passed + failed === 0) console.log('\nNo test was found.')
console.log(`\n${Math.round((Date.now() - started) / 1000)} s`)
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
