import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { startTestCluster, TEST_CLUSTER_VARIABLE, type TestCluster } from '@gloact/postgres/testing'
import { LOADED_FOLDER_VARIABLE, loadFolder } from '../../tests/support/loaded-folder.ts'
import type { FoundTests } from './find-tests.ts'
import { lanesOn, longestFirst, runInLanes, type Job } from './lanes.ts'
import { runInOneProcess } from './one-process.ts'
import type { Watched } from './processor.ts'
import { runTests, type FileOutcome, type TestFailure, type TestResult } from './run-tests.ts'
import type { Times } from './times.ts'

export interface Run {
  readonly root: string
  readonly found: FoundTests
  /** Those that are to run. */
  readonly files: readonly string[]
  /** How long they took the last time. */
  readonly took: Times
  readonly onFile: (outcome: FileOutcome) => void
  readonly onFailure: (failure: TestFailure, printed: string) => void
  readonly watched: Watched
}

export interface Running {
  readonly done: Promise<readonly TestResult[]>
  /** Ends what was started for the files, before they are through. */
  tidy(): Promise<void>
}

/**
 * Runs test files on one PostgreSQL, with the invented people loaded once for all tests of the whole product, one product for those that
 * only look and one browser a lane. What is long begins first.
 */
export function runFiles({ root, found, files, took, onFile, onFailure, watched }: Run): Running {
  const wanted = new Set(files)
  const chosen = (some: readonly string[]) => some.filter((file) => wanted.has(file))
  const looking = chosen(found.looking)
  const toLoad = chosen(found.loaded)
  const whole = chosen(found.whole)
  const inBrowser = (file: string) => file.startsWith('tests/e2e/')
  const onDatabase = chosen([...found.database, ...found.whole])
  const measured = mkdtempSync(join(tmpdir(), 'gloact-measured-'))

  let cluster: TestCluster | undefined
  let loading: Promise<() => void> | undefined
  let shared: Promise<{ stop(): Promise<void> }> | undefined

  async function tidy(): Promise<void> {
    const [running, loaded, looked] = [cluster, loading, shared]
    cluster = loading = shared = undefined
    delete process.env[TEST_CLUSTER_VARIABLE]
    delete process.env[LOADED_FOLDER_VARIABLE]
    await looked?.then((one) => one.stop())
    await Promise.all([running?.stop(), loaded?.then((remove) => remove())])
    rmSync(measured, { recursive: true, force: true })
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

  /** Each in a process of its own, one after another. What it took the processor is known once its process has ended. */
  async function oneByOne(some: readonly string[]): Promise<TestResult> {
    let result: TestResult = { passed: 0, failed: 0, skipped: 0, failures: [] }
    for (const file of some) {
      const outcomes: FileOutcome[] = []
      const own = await runTests(root, {
        files: [file],
        concurrency: 1,
        onFile: (outcome) => outcomes.push(outcome),
        onFailure,
      })
      const processor = Math.max(measuredOf(measured, root).get(file) ?? 0, watched.secondsOf(join(root, file)))
      for (const outcome of outcomes) onFile({ ...outcome, processor })
      result = sumOf(result, own)
    }
    return result
  }

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
    const { SHARED_PRODUCT_VARIABLE, startSharedProduct } = await import('../../tests/e2e/shared-product.ts')
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
    process.env['GLOACT_TEST_MEASURED'] = join(measured, 'seconds')
    if (onDatabase.length > 0) {
      cluster = await startTestCluster()
      process.env[TEST_CLUSTER_VARIABLE] = JSON.stringify(cluster.connections)
    }
    try {
      if (toLoad.length > 1) loading = loadForAll()
      const results: TestResult[] = []
      // Those first that need not wait until the invented people are loaded; then what takes long, so that it is not what the
      // run waits for at its end.
      const needsNobody = ({ files: own }: Job): boolean => !own.some((file) => toLoad.includes(file))
      const onScreens = longestFirst(
        [
          ...(looking.length > 0 ? [{ files: looking, share: 'product' } as const] : []),
          ...each(whole.filter((file) => inBrowser(file) && !looking.includes(file))),
        ],
        took,
      ).toSorted((a, b) => Number(needsNobody(b)) - Number(needsNobody(a)))
      const rules = batches(chosen([...found.unit, ...found.thorough]), 60)
      // Each has databases of its own on the run's cluster. A process for each would spend most of its time reading the same code.
      const onRows = batches(chosen(found.database.filter(sharesCluster)), TOGETHER_ON_ROWS)
      const onOwnCluster = chosen(found.database).filter((file) => !sharesCluster(file))
      const alone = longestFirst(
        each([...chosen(found.tooling), ...whole.filter((file) => !inBrowser(file)), ...onOwnCluster]),
        took,
      )
      const take = async (job: Job): Promise<void> => {
        if (!needsNobody(job)) await loading
        results.push(await run(job))
      }
      await runInLanes(lanesOn(), [onScreens, [...rules, ...onRows, ...alone]], take)
      await runInLanes(1, [each(chosen(found.performance))], take)
      return results
    } finally {
      await tidy()
    }
  }

  return { done: runAll(), tidy }
}

/** As many keep their connections at the same time. */
const TOGETHER_ON_ROWS = 10

const each = (some: readonly string[]): Job[] => some.map((file) => ({ files: [file] }))

/**
 * Those of `packages/postgres`, `jobs` and `backup` stop and start databases, and those of the commands are processes themselves.
 */
function sharesCluster(file: string): boolean {
  return /^modules\/|^platform\/|^packages\/(?:audit|exchange|records|registers|vault)\//.test(file)
}

function batches(some: readonly string[], size: number): Job[] {
  if (some.length === 0) return []
  return [{ files: some.slice(0, size), share: 'process' }, ...batches(some.slice(size), size)]
}

const sumOf = (one: TestResult, other: TestResult): TestResult => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: one.skipped + other.skipped,
  failures: [...one.failures, ...other.failures],
})

/** Seconds of processor by file, as their processes wrote them down when they ended. */
function measuredOf(folder: string, root: string): ReadonlyMap<string, number> {
  try {
    const lines = readFileSync(join(folder, 'seconds'), 'utf8').trimEnd().split('\n')
    return new Map(
      lines.map((line) => {
        const [file, seconds] = JSON.parse(line) as [string, number]
        return [relative(root, file).split(sep).join('/'), seconds]
      }),
    )
  } catch {
    // A process that was killed wrote nothing.
    return new Map()
  }
}
