import { join } from 'node:path'
import { findTests } from './tests/find-tests.ts'
import { readInputs } from './tests/inputs.ts'
import { moveClocks } from './tests/move-clocks.ts'
import { readTestOptions, USAGE } from './tests/options.ts'
import { passesOf, type Pass } from './tests/plan.ts'
import { watchProcesses } from './tests/processor.ts'
import { openMemory, type Remembered } from './tests/remember.ts'
import { costsByKind } from './tests/report.ts'
import { runFiles, type Running } from './tests/run-files.ts'
import type { FileOutcome, TestFailure, TestResult } from './tests/run-tests.ts'
import { COSTS, readTimes, writeTimes } from './tests/times.ts'

// `npm test`: everything that proves, and a slice of what explores. `npm test -- packages/kernel` runs what lies below the folders or
// files named. What has passed on this machine with the same inputs is not run again, unless `--all` or CI asks for it.
// `npm run test:thorough`: what explores, whole; tests/plan.ts lists its parts. The last line is `N passed, N failed`.
const root = join(import.meta.dirname, '..')
const options = readTestOptions(process.argv.slice(2), process.env)
if (!options) {
  console.error(USAGE)
  process.exit(2)
}
const { wanted, all, recordTimes, parts } = options

// What a command says is in the terminal's language: in tests it is always English.
for (const name of ['LC_ALL', 'LC_MESSAGES', 'LANG']) delete process.env[name]
/** Half of the time of a test is often that its process reads the code: what one has compiled the next need not. */
process.env['NODE_COMPILE_CACHE'] ??= join(root, '.cache', 'compiled')

const found = findTests(root)
const every = [
  ...found.unit,
  ...found.thorough,
  ...found.database,
  ...found.tooling,
  ...found.whole,
  ...found.performance,
]
const asked = (files: readonly string[]): readonly string[] =>
  files.filter((file) => wanted.length === 0 || wanted.some((path) => file.startsWith(path)))
const passes: readonly Pass[] = parts
  ? passesOf(root, parts, asked(every))
  : [{ name: 'npm test', files: asked(every), variables: {} }]

// The thorough run is neither remembered nor saved by what `npm test` remembers.
const memory = parts ? undefined : openMemory(root, readInputs(root, process.env), passes[0]!.files)
const remembered = new Map<string, Remembered>()
if (memory && !all) {
  for (const file of passes[0]!.files) {
    const known = memory.recall(file)
    if (known) remembered.set(file, known)
  }
}

const watched = watchProcesses()
let running: Running | undefined
const outcomes: FileOutcome[] = []
const results: TestResult[] = []
const left: string[] = []
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void (running?.tidy() ?? Promise.resolve()).finally(() => process.exit(130)))
}

function onFile(outcome: FileOutcome): void {
  const { file, passed, failed, skipped, milliseconds, processor, slow = [] } = outcome
  outcomes.push(outcome)
  const tests = passed + failed + skipped
  const cost = processor === undefined ? '' : `, ${processor.toFixed(1)} s of processor`
  console.log(`${file}  ${tests} ${tests === 1 ? 'test' : 'tests'}, ${(milliseconds / 1000).toFixed(1)} s${cost}`)
  for (const test of slow.toSorted((a, b) => b.milliseconds - a.milliseconds).slice(0, 5)) {
    console.log(`${(test.milliseconds / 1000).toFixed(1).padStart(8)} s  ${test.name}`)
  }
}

const LINES_AT_THE_END = 8

function onFailure({ file, name, message }: TestFailure, printed: string): void {
  console.log(`\n✗ ${file}\n  ${name}\n${indent(message, 4)}`)
  if (printed.trim() !== '') console.log(`    printed:\n${indent(printed.trimEnd(), 6)}`)
  console.log('')
}

/** The lines of a failure that say what it is, without those of the stack. */
function beginning(message: string): string {
  const lines = message.split('\n').filter((line) => line.trim() !== '' && !/^\s+at /.test(line))
  return lines.slice(0, LINES_AT_THE_END).join('\n')
}

const indent = (text: string, width: number): string => text.replaceAll(/^/gm, ' '.repeat(width))

async function runPass({ name, files, variables }: Pass): Promise<void> {
  if (parts) console.log(`\n${name}: ${files.length} files`)
  Object.assign(process.env, variables)
  const moved = moveClocks(root, variables['GLOACT_TEST_MOMENT'])
  if (typeof moved === 'string') left.push(`${name}: ${moved}`)
  else {
    const took = readTimes(root)
    running = runFiles({
      root,
      found,
      files: files.filter((file) => !remembered.has(file)),
      took,
      onFile,
      onFailure,
      watched,
    })
    results.push(...(await running.done))
    moved.back()
  }
  for (const variable of Object.keys(variables)) delete process.env[variable]
}

const started = Date.now()
const seed = process.env['GLOACT_TEST_SEED']
try {
  for (const pass of passes) {
    await runPass(pass)
    if (seed !== undefined) process.env['GLOACT_TEST_SEED'] = seed
  }
} finally {
  watched.stop()
  memory?.save(outcomes, readInputs(root, process.env))
  if (!parts) {
    const times = outcomes.map(({ file, milliseconds }) => [file, Math.round(milliseconds)] as const)
    writeTimes(root, { ...readTimes(root), ...Object.fromEntries(times) })
  }
}

const total = (count: (result: TestResult) => number) => results.reduce((sum, result) => sum + count(result), 0)
const before = (count: (known: Remembered) => number) =>
  [...remembered.values()].reduce((sum, one) => sum + count(one), 0)
const failures = results.flatMap((result) => result.failures)
const failed = total((one) => one.failed)
const passed = total((one) => one.passed) + before((one) => one.passed)
const skipped = total((one) => one.skipped) + before((one) => one.skipped)

if (recordTimes && !parts) {
  const costs = outcomes.flatMap(({ file, processor }) =>
    processor === undefined || processor < 0.05 ? [] : [[file, Math.round(processor * 10) / 10] as const],
  )
  const known = Object.entries(readTimes(root, COSTS)).filter(([file]) => every.includes(file))
  writeTimes(root, Object.fromEntries([...known, ...costs]), COSTS)
}
if (failures.length > 0) {
  // The reasons again at the end: of a long run, the end is often all that is kept.
  const told = failures.map(({ file, name, message }) => `  ✗ ${file}: ${name}\n${indent(beginning(message), 6)}`)
  console.log(`\nWhat did not hold:\n${told.join('\n')}`)
}
for (const part of left) console.log(`\nNot run: ${part}`)
if (passed + failed === 0) console.log('\nNo test was found.')
if (remembered.size > 0) {
  console.log(
    `\n${before((one) => one.passed)} of them in ${remembered.size} files passed earlier with the same inputs and were not run again; --all runs them.`,
  )
}
if (outcomes.length > 0) console.log(`\n${costsByKind(found, outcomes, watched.seconds())}`)
console.log(`\n${Math.round((Date.now() - started) / 1000)} s`)
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
