import { join } from 'node:path'
import { startTestCluster, TEST_CLUSTER_VARIABLE, type TestCluster } from '@gloact/postgres/testing'
import { LOADED_FOLDER_VARIABLE, loadFolder } from '../tests/support/loaded-folder.ts'
import { findTests } from './tests/find-tests.ts'
import { readInputs } from './tests/inputs.ts'
import { lanesOn, longestFirst, runInLanes, type Job } from './tests/lanes.ts'
import { runInOneProcess } from './tests/one-process.ts'
import { readTestOptions, USAGE } from './tests/options.ts'
import { openMemory, type Remembered } from './tests/remember.ts'
import { runTests, type FileOutcome, type TestFailure, type TestResult } from './tests/run-tests.ts'
import { apartByStage, stageOf } from './tests/stages.ts'
import { BROWSER_TIMES, readTimes, writeTimes } from './tests/times.ts'

// `npm test`: everything, on one PostgreSQL for the whole run, with the invented people loaded once for all tests of the
// whole product, and one product for those that only look. `npm test -- packages/kernel` runs what lies below the folders or
// files named. What has passed on this machine with the same inputs is not run again, unless `--all` or CI asks for it. The
// last line is `N passed, N failed`.
const root = join(import.meta.dirname, '..')
const options = readTestOptions(process.argv.slice(2), process.env)
if (!options) {
  console.error(USAGE)
  process.exit(2)
}
const { wanted, all, recordTimes } = options

// What a command says is in the terminal's language: in tests it is always English.
for (const name of ['LC_ALL', 'LC_MESSAGES', 'LANG']) delete process.env[name]
/** Half of the time of a test is often that its process reads the code: what one has compiled the next need not. */
process.env['NODE_COMPILE_CACHE'] ??= join(root, '.cache', 'compiled')

const found = findTests(root)
const asked = (files: readonly string[]): readonly string[] =>
  files.filter((file) => wanted.length === 0 || wanted.some((path) => file.startsWith(path)))
const files = asked([
  ...found.unit,
  ...found.thorough,
  ...found.database,
  ...found.tooling,
  ...found.whole,
  ...found.performance,
])
const memory = openMemory(root, readInputs(root, process.env), files)
const remembered = new Map<string, Remembered>()
if (!all) {
  for (const file of files) {
    const known = memory.recall(file)
    if (known) remembered.set(file, known)
  }
}
const chosen = (some: readonly string[]) => asked(some).filter((file) => !remembered.has(file))
const each = (some: readonly string[]): Job[] => some.map((file) => ({ files: [file] }))

const looking = chosen(found.looking)
const toLoad = chosen(found.loaded)
const browser = chosen(found.whole).filter((file) => file.startsWith('tests/e2e/') && !looking.includes(file))
const withoutBrowser = chosen(found.whole).filter((file) => !file.startsWith('tests/e2e/'))
const rules = batches(chosen([...found.unit, ...found.thorough]), 30)
// Each has databases of its own on the run's cluster. A process for each would spend most of its time reading the same code.
const onRows = apartByStage(chosen(found.database.filter(sharesCluster)), 12, (file) => stageOf(root, file)).map(
  (together): Job => ({ files: together, share: 'process' }),
)
const onOwnCluster = chosen(found.database).filter((file) => !sharesCluster(file))
const onDatabase = chosen([...found.database, ...found.whole, ...found.performance])

let cluster: TestCluster | undefined
let loading: Promise<() => void> | undefined
let shared: Promise<{ stop(): Promise<void> }> | undefined
const outcomes: FileOutcome[] = []
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void tidy().finally(() => process.exit(130)))
}

async function tidy(): Promise<void> {
  const [running, loaded, looked] = [cluster, loading, shared]
  cluster = loading = shared = undefined
  await looked?.then((one) => one.stop())
  await Promise.all([running?.stop(), loaded?.then((remove) => remove())])
  memory.save(outcomes, readInputs(root, process.env))
  writeTimes(root, {
    ...readTimes(root),
    ...Object.fromEntries(outcomes.map(({ file, milliseconds }) => [file, Math.round(milliseconds)])),
  })
}

/**
 * Those of `packages/postgres`, `jobs` and `backup` stop and start databases, those of the commands are processes themselves, and those
 * of the platform set the whole product on one stage.
 */
function sharesCluster(file: string): boolean {
  return /^modules\/|^packages\/(?:audit|exchange|records|registers|vault)\//.test(file)
}

function batches(some: readonly string[], size: number): Job[] {
  if (some.length === 0) return []
  return [{ files: some.slice(0, size), share: 'process' }, ...batches(some.slice(size), size)]
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

function onFile(outcome: FileOutcome): void {
  const { file, passed, failed, skipped, milliseconds } = outcome
  outcomes.push(outcome)
  const tests = passed + failed + skipped
  console.log(`${file}  ${tests} ${tests === 1 ? 'test' : 'tests'}, ${(milliseconds / 1000).toFixed(1)} s`)
}

function onFailure({ file, name, message }: TestFailure, printed: string): void {
  console.log(`\n✗ ${file}\n  ${name}\n${indent(message, 4)}`)
  if (printed.trim() !== '') console.log(`    printed:\n${indent(printed.trimEnd(), 6)}`)
  console.log('')
}

const indent = (text: string, width: number): string => text.replaceAll(/^/gm, ' '.repeat(width))

const oneByOne = (some: readonly string[]): Promise<TestResult> =>
  runTests(root, { files: some, concurrency: 1, onFile, onFailure })

async function run(job: Job): Promise<TestResult> {
  if (job.share === 'process' && job.files.length > 1) {
    const { result, printed } = await runInOneProcess(root, job.files)
    if (result) {
      for (const outcome of result.files) onFile(outcome)
      for (const failure of result.failures) onFailure(failure, printed)
      return result
    }
    console.log('A process ended before its tests did; each of its files has one of its own now.')
  }
  if (job.share !== 'product') return oneByOne(job.files)
  // One after another, on what is started for them. The driver of a browser is read only here.
  const { SHARED_PRODUCT_VARIABLE, startSharedProduct } = await import('../tests/e2e/shared-product.ts')
  const { value, stop } = await startSharedProduct()
  shared = Promise.resolve({ stop })
  process.env[SHARED_PRODUCT_VARIABLE] = value
  try {
    return await oneByOne(job.files)
  } finally {
    delete process.env[SHARED_PRODUCT_VARIABLE]
    shared = undefined
    await stop()
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
    const took = readTimes(root)
    // Those first that need not wait until the invented people are loaded; then what takes long, so that it is not what the
    // run waits for at its end.
    const needsNobody = ({ files: own }: Job): boolean => !own.some((file) => toLoad.includes(file))
    const inBrowser = longestFirst(
      [...(looking.length > 0 ? [{ files: looking, share: 'product' } as const] : []), ...each(browser)],
      took,
    ).toSorted((a, b) => Number(needsNobody(b)) - Number(needsNobody(a)))
    const alone = longestFirst(each([...chosen(found.tooling), ...withoutBrowser, ...onOwnCluster]), took)
    const others = [...rules, ...onRows, ...alone]
    const take = async (job: Job): Promise<void> => {
      if (!needsNobody(job)) await loading
      results.push(await run(job))
    }
    await runInLanes(lanesOn(), [inBrowser, others], take)
    await runInLanes(1, [each(chosen(found.performance))], take)
    return results
  } finally {
    await tidy()
  }
}

const started = Date.now()
const results = await runAll()
const total = (count: (result: TestResult) => number) => results.reduce((sum, result) => sum + count(result), 0)
const before = (count: (known: Remembered) => number) =>
  [...remembered.values()].reduce((sum, one) => sum + count(one), 0)
const failures = results.flatMap((result) => result.failures)
const failed = total((one) => one.failed)
const passed = total((one) => one.passed) + before((one) => one.passed)
const skipped = total((one) => one.skipped) + before((one) => one.skipped)

if (recordTimes) {
  const inABrowser = outcomes.filter(({ file }) => file.startsWith('tests/e2e/'))
  const seconds = inABrowser.map(({ file, milliseconds }) => [file, Math.ceil(milliseconds / 1000)] as const)
  writeTimes(root, { ...readTimes(root, BROWSER_TIMES), ...Object.fromEntries(seconds) }, BROWSER_TIMES)
}
if (failures.length > 0) {
  console.log(`\nWhat did not hold:\n${failures.map(({ file, name }) => `  ✗ ${file}: ${name}`).join('\n')}`)
}
if (passed + failed === 0) console.log('\nNo test was found.')
if (remembered.size > 0) {
  console.log(
    `\n${before((one) => one.passed)} of them in ${remembered.size} files passed earlier with the same inputs and were not run again; --all runs them.`,
  )
}
console.log(`\n${Math.round((Date.now() - started) / 1000)} s`)
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
