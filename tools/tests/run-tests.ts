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

export interface TestOptions {
  /** Relative to the root. */
  readonly files: readonly string[]
  /** How many files run at the same time, each in a process of its own; `one_process` for all in this one. */
  readonly concurrency: number | 'one_process'
  /** Told of each failure when it happens, with what the file has printed by then. */
  readonly onFailure?: (failure: TestFailure, printed: string) => void
  /** Told when a file is done; in one process when all are. */
  readonly onFile?: (file: string, tests: number, milliseconds: number) => void
}

export const LONGEST_FILE = 15 * 60_000
const MOST_PRINTED = 8_000

/** Runs test files and counts. A file that breaks before its first test counts as failed. */
export async function runTests(root: string, options: TestOptions): Promise<TestResult> {
  if (options.files.length === 0) return { passed: 0, failed: 0, skipped: 0, failures: [] }
  const stream = run({
    files: options.files.map((file) => join(root, file)),
    ...(options.concurrency === 'one_process'
      ? { isolation: 'none' as const }
      : { concurrency: options.concurrency, timeout: LONGEST_FILE }),
    cwd: root,
  })
  const failures: TestFailure[] = []
  const printed = new Map<string, string>()
  const above = new Map<string, string[]>()
  const took = new Map<string, { readonly tests: number; readonly milliseconds: number }>()
  let passed = 0
  let failed = 0
  let skipped = 0

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
  const count = (file: string | undefined, nesting: number, milliseconds: number) => {
    const { tests, milliseconds: before } = took.get(named(file)) ?? { tests: 0, milliseconds: 0 }
    took.set(named(file), { tests: tests + 1, milliseconds: before + (nesting === 0 ? milliseconds : 0) })
  }
  stream.on('test:pass', ({ details, file, nesting, skip, todo }) => {
    count(file, nesting, details.duration_ms)
    if (details.type === 'suite') return
    if (skip !== undefined || todo !== undefined) skipped++
    else passed++
  })
  stream.on('test:fail', ({ details, file, nesting, name }) => {
    count(file, nesting, details.duration_ms)
    // A group fails because of a test in it, which has been told already.
    if (details.type === 'suite' || isOfAnother(details.error)) return
    failed++
    const path = [...(above.get(named(file)) ?? []).slice(0, nesting), isAbsolute(name) ? 'the file itself' : name]
    const failure = { file: named(file), name: path.join(' › '), message: reasonOf(details.error) }
    failures.push(failure)
    options.onFailure?.(failure, printed.get(failure.file) ?? '')
  })
  stream.on('test:summary', ({ file, counts, duration_ms: milliseconds }) => {
    if (file !== undefined) options.onFile?.(named(file), counts.tests, milliseconds)
  })
  for await (const _event of stream) {
    // The listeners above have heard it; the loop ends with the run.
  }
  if (options.concurrency === 'one_process') {
    for (const [file, { tests, milliseconds }] of took) options.onFile?.(file, tests, milliseconds)
  }
  return { passed, failed, skipped, failures }
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
