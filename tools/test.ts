import { join } from 'node:path'
import { startTestCluster, TEST_CLUSTER_VARIABLE, type TestCluster } from '@gloact/postgres/testing'
import { LOADED_FOLDER_VARIABLE, loadFolder } from '../tests/support/loaded-folder.ts'
import { findTests } from './tests/find-tests.ts'
import { runInOneProcess } from './tests/one-process.ts'
import { runTests, type TestFailure, type TestResult } from './tests/run-tests.ts'

// `npm test`: everything, on one PostgreSQL for the whole run, and with the invented people loaded once for all tests of the
// whole product. `npm test -- packages/kernel` runs what lies below the folders or files named. The last line is
// `N passed, N failed`.
const root = join(import.meta.dirname, '..')
const wanted = process.argv.slice(2).map((path) => path.replace(/^\.\//, ''))
const chosen = (files: readonly string[]) =>
  files.filter((file) => wanted.length === 0 || wanted.some((path) => file.startsWith(path)))

/** Test files that run in one process. */
type Job = readonly string[]

const found = findTests(root)
const onDatabase = chosen([...found.database, ...found.whole, ...found.performance])
const each = (files: readonly string[]): Job[] => chosen(files).map((file) => [file])
const rules = batches(chosen([...found.unit, ...found.thorough]), 30)
const toLoad = chosen(found.loaded)
// Those first that need not wait until the invented people are loaded.
const inBrowser = found.whole
  .filter((file) => file.startsWith('tests/e2e/'))
  .toSorted((a, b) => Number(toLoad.includes(a)) - Number(toLoad.includes(b)))
const withoutBrowser = found.whole.filter((file) => !inBrowser.includes(file))

/** Half of the time of a test is often that its process reads the code: what one has compiled the next need not. */
process.env['NODE_COMPILE_CACHE'] ??= join(root, '.cache', 'compiled')

let cluster: TestCluster | undefined
let loading: Promise<() => void> | undefined
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void tidy().finally(() => process.exit(130)))
}

async function tidy(): Promise<void> {
  const [running, loaded] = [cluster, loading]
  cluster = loading = undefined
  await Promise.all([running?.stop(), loaded?.then((remove) => remove())])
}

function batches(files: readonly string[], size: number): Job[] {
  return files.length === 0 ? [] : [files.slice(0, size), ...batches(files.slice(size), size)]
}

/** Loads the invented people for all tests that begin with them; where that fails, each does it itself and says what it met. */
async function loadForAll(): Promise<() => void> {
  try {
    const { dataDir, remove } = await loadFolder()
    process.env[LOADED_FOLDER_VARIABLE] = dataDir
    return remove
  } catch (error) {
    console.log(`The invented people could not be loaded for all tests: ${String(error)}`)
    return () => undefined
  }
}

const onFile = (file: string, tests: number, milliseconds: number): void =>
  console.log(`${file}  ${tests} ${tests === 1 ? 'test' : 'tests'}, ${(milliseconds / 1000).toFixed(1)} s`)

function onFailure({ file, name, message }: TestFailure, printed: string): void {
  console.log(`\n✗ ${file}\n  ${name}\n${indent(message, 4)}`)
  if (printed.trim() !== '') console.log(`    printed:\n${indent(printed.trimEnd(), 6)}`)
  console.log('')
}

const indent = (text: string, width: number): string => text.replaceAll(/^/gm, ' '.repeat(width))

async function run(job: Job): Promise<TestResult> {
  if (job.length > 1) {
    const { result, printed } = await runInOneProcess(root, job)
    if (result) {
      for (const { file, tests, milliseconds } of result.files) onFile(file, tests, milliseconds)
      for (const failure of result.failures) onFailure(failure, printed)
      return result
    }
    console.log('A process ended before its tests did; each of its files has one of its own now.')
  }
  return runTests(root, { files: job, concurrency: 1, onFile, onFailure })
}

/** Takes one job after another, from the first of the queues that still has one. */
async function lane(queues: readonly Job[][], results: TestResult[]): Promise<void> {
  for (;;) {
    const job = queues.find(({ length }) => length > 0)?.shift()
    if (!job) return
    if (job.some((file) => toLoad.includes(file))) await loading
    results.push(await run(job))
  }
}

async function runAll(): Promise<readonly TestResult[]> {
  if (onDatabase.length > 0) {
    cluster = await startTestCluster()
    process.env[TEST_CLUSTER_VARIABLE] = JSON.stringify(cluster.connections)
  }
  try {
    if (toLoad.length > 1) loading = loadForAll()
    const results: TestResult[] = []
    // Two at a time: beside a browser, which keeps more than one processor busy by turns, what needs none, as long as there
    // is any of it. What takes long begins early, so that it is not what the run waits for at its end.
    const browser = each(inBrowser)
    const others = [...rules, ...each([...found.tooling, ...withoutBrowser, ...found.database])]
    await Promise.all([lane([browser, others], results), lane([others, browser], results)])
    await lane([each(found.performance)], results)
    return results
  } finally {
    await tidy()
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
