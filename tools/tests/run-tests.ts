import { isAbsolute, join, relative, sep } from 'node:path'
import { run } from 'node:test'

export interface TestFailure {
  readonly file: string
  /** The sentence that did not hold, with the ones around it. */
  readonly name: string
  readonly message: string
}

export interface TestResult {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly failures: readonly TestFailure[]
}

/** What one file came to, and how long its tests took, without what it took to load it. */
export interface FileOutcome {
  readonly file: string
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly milliseconds: number
  /** Seconds of processor, with the servers and browsers that it started. */
  readonly processor?: number
  /** Tests that took more than two seconds: where a file's time goes. */
  readonly slow?: readonly SlowTest[]
}

export interface SlowTest {
  readonly name: string
  readonly milliseconds: number
}

const SLOW = 2_000

export interface TestOptions {
  /** Relative to the root. */
  readonly files: readonly string[]
  /** How many files run at the same time, each in a process of its own; `one_process` for all in this one. */
  readonly concurrency: number | 'one_process'
  /** Told of each failure when it happens, with what the file has printed by then. */
  readonly onFailure?: (failure: TestFailure, printed: string) => void
  /** Told when a file is done; in one process when all are. */
  readonly onFile?: (outcome: FileOutcome) => void
}

/** A bound for what never ends, not for a slow machine. In milliseconds. */
export const LONGEST_FILE = 45 * 60_000
/** Loaded before each file that has a process of its own. */
const PRELOADS = ['measure.ts', 'draw-alike.ts'].flatMap((name) => ['--import', join(import.meta.dirname, name)])
const MOST_PRINTED = 8_000

/** Runs test files and counts. A file that breaks before its first test counts as failed. */
export async function runTests(root: string, options: TestOptions): Promise<TestResult> {
  if (options.files.length === 0) return { passed: 0, failed: 0, skipped: 0, failures: [] }
  const stream = run({
    files: options.files.map((file) => join(root, file)),
    ...(options.concurrency === 'one_process'
      ? { isolation: 'none' as const }
      : { concurrency: options.concurrency, timeout: LONGEST_FILE, execArgv: PRELOADS }),
    cwd: root,
  })
  const failures: TestFailure[] = []
  const printed = new Map<string, string>()
  const above = new Map<string, string[]>()
  const outcomes = new Map<string, FileOutcome>()
  const named = (file: string | undefined) => {
    if (file === undefined) return ''
    return (isAbsolute(file) ? relative(root, file) : file).split(sep).join('/')
  }
  const keep = ({ file, message }: { readonly file?: string | undefined; readonly message: string }) => {
    const name = named(file)
    printed.set(name, ((printed.get(name) ?? '') + message).slice(-MOST_PRINTED))
  }
  stream.on('test:stdout', keep)
  stream.on('test:stderr', keep)
  stream.on('test:start', ({ file, nesting, name }) => {
    const path = (above.get(named(file)) ?? []).slice(0, nesting)
    above.set(named(file), [...path, name])
  })
  const NOTHING = { passed: 0, failed: 0, skipped: 0 } as const
  const outcomeOf = (file: string): FileOutcome => outcomes.get(file) ?? { file, ...NOTHING, milliseconds: 0 }
  /** A group adds the time that it took, and its tests count for themselves. */
  const count = (
    path: string | undefined,
    test: { readonly name: string; readonly top: boolean; readonly milliseconds: number },
    as?: keyof typeof NOTHING,
  ) => {
    const { name, top, milliseconds } = test
    const before = outcomeOf(named(path))
    const { slow = [] } = before
    const added = {
      ...before,
      milliseconds: before.milliseconds + (top ? milliseconds : 0),
      ...(as !== undefined && milliseconds > SLOW && { slow: [...slow, { name, milliseconds }] }),
    }
    outcomes.set(before.file, as === undefined ? added : { ...added, [as]: added[as] + 1 })
  }
  stream.on('test:pass', ({ details, file, name, nesting, skip, todo }) => {
    const as = skip !== undefined || todo !== undefined ? 'skipped' : 'passed'
    const test = { name, top: nesting === 0, milliseconds: details.duration_ms }
    count(file, test, details.type === 'suite' ? undefined : as)
  })
  stream.on('test:fail', ({ details, file, nesting, name }) => {
    // A group fails because of a test in it, which has been reported already.
    const isReported = details.type === 'suite' || isOfAnother(details.error)
    count(file, { name, top: nesting === 0, milliseconds: details.duration_ms }, isReported ? undefined : 'failed')
    if (isReported) return
    const path = [...(above.get(named(file)) ?? []).slice(0, nesting), isAbsolute(name) ? 'the file itself' : name]
    const failure = { file: named(file), name: path.join(' › '), message: reasonOf(details.error) }
    failures.push(failure)
    options.onFailure?.(failure, printed.get(failure.file) ?? '')
  })
  stream.on('test:summary', ({ file, duration_ms: milliseconds }) => {
    if (file !== undefined) options.onFile?.({ ...outcomeOf(named(file)), milliseconds })
  })
  for await (const _event of stream) {
    // The listeners above have heard it; the loop ends with the run.
  }
  if (options.concurrency === 'one_process') {
    for (const outcome of outcomes.values()) options.onFile?.(outcome)
  }
  const total = (of: keyof typeof NOTHING) => [...outcomes.values()].reduce((sum, outcome) => sum + outcome[of], 0)
  return { passed: total('passed'), failed: total('failed'), skipped: total('skipped'), failures }
}

const isOfAnother = (error: unknown): boolean =>
  error instanceof Error && 'failureType' in error && error.failureType === 'subtestsFailed'

/** What went wrong and where: the cause's own message and the first lines of its stack that are ours. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  if (!(cause instanceof Error)) return String(cause)
  const at = (cause.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line) && !/node:internal|node_modules/.test(line))
    .slice(0, 4)
  return [cause.message || cause.name, ...at].join('\n')
}
