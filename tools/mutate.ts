import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { filesBelow, readText } from './checks/files.ts'
import { copyTree, filesOfTree } from './mutate/copy-tree.ts'
import { drawFaults, faultsIn, plant, type Fault } from './mutate/faults.ts'
import { findTests } from './tests/find-tests.ts'
import { readInputs } from './tests/inputs.ts'

// `npm run mutate -- --count 60 --seed 1`: plants small faults over rules, servers, policies and SQL, one at a time in a copy of the tree, and
// runs the tests that are nearest to each, then those further away. What no test sees is printed: a test is missing, or the code does not matter.
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    /** Only files below this folder. */
    in: { type: 'string', default: '' },
    /** Of what the nearest tests do not see, also the tests of the whole product. */
    whole: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
const [count, seed] = [Number(values.count), Number(values.seed)]
if (values.help || !Number.isSafeInteger(count) || !Number.isSafeInteger(seed) || count < 1) {
  console.error('npm run mutate -- [--count 60] [--seed 1] [--in modules/referral] [--whole]')
  process.exit(values.help ? 0 : 2)
}

const root = join(import.meta.dirname, '..')
const PLACES = [
  /^modules\/[^/]+\/(?:domain|server)\/.*\.ts$/,
  /^packages\/(?:policy|records|registers|ledger|vault|exchange|disclosure|audit|forms)\/.*\.ts$/,
  /^(?:modules\/[^/]+|packages\/[^/]+)\/migrations\/.*\.sql$/,
]
/** Invented people, benches and what tests stand on decide nothing for anybody. */
const APART = /\.test\.ts$|\/(?:testing|bench|demo|screens|locales)\/|\/(?:testing|demo)[^/]*\.ts$/
/** A fault that makes a test wait for ever is seen as well. */
const LONGEST = 15 * 60_000

const files = filesOfTree(root)
const places = files.filter(
  (file) => file.startsWith(values.in) && PLACES.some((place) => place.test(file)) && !APART.test(file),
)
const faults = drawFaults(
  places.map((file) => faultsIn(file, readText(root, file))),
  count,
  seed,
)

const found = findTests(root)
const inputs = readInputs(root, process.env)
const workspaceOf = (file: string): string => /^(?:(?:packages|modules|apps)\/[^/]+|platform)/.exec(file)?.[0] ?? ''

/** Tests of the workspace that reach the file, and of the platform those of its module; for SQL, those that stand on a database. */
function nearest({ file }: Fault): readonly string[] {
  const workspace = workspaceOf(file)
  const ofPlatform = new RegExp(`^platform/${workspace.split('/')[1]}[^/]*\\.test\\.ts$`)
  const own = (tests: readonly string[]) =>
    tests.filter((test) => workspaceOf(test) === workspace || ofPlatform.test(test))
  if (file.endsWith('.sql')) return own(found.database)
  const reaching = own([...found.unit, ...found.thorough, ...found.database]).filter((test) =>
    inputs.reachedFrom(test).includes(file),
  )
  return reaching.length > 0 ? reaching : own([...found.unit, ...found.database])
}

const MOST_FURTHER = 20

/** What packages do is often proved where it is used: tests of other workspaces that reach the file, spread evenly where they are many. */
function further({ file }: Fault, nearer: readonly string[]): readonly string[] {
  const others = [...found.unit, ...found.database].filter(
    (test) => !nearer.includes(test) && inputs.reachedFrom(test).includes(file),
  )
  const step = Math.max(1, Math.ceil(others.length / MOST_FURTHER))
  return others.filter((_, at) => at % step === 0)
}

interface Seen {
  readonly by: string | undefined
}

/** Which test failed first, if any did. */
function runTests(copy: string, tests: readonly string[]): Promise<Seen> {
  if (tests.length === 0) return Promise.resolve({ by: undefined })
  const { NODE_TEST_CONTEXT: _ours, ...env } = process.env
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['tools/test.ts', '--all', ...tests],
      { cwd: copy, env, maxBuffer: 256 * 1024 * 1024, timeout: LONGEST },
      (error, stdout) => {
        const [, failure] = /^ {2}✗ (.*)$/m.exec(stdout) ?? []
        resolve({ by: error ? (failure ?? 'a run that did not end as it should') : undefined })
      },
    )
  })
}

const copy = mkdtempSync(join(tmpdir(), 'gloact-faults-'))
process.once('exit', () => rmSync(copy, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
copyTree(root, copy, files)

const WHOLE = filesBelow(root, 'tests', ['.test.ts']).filter((file) => /^tests\/(?:security|faults|e2e)\//.test(file))
const unseen: string[] = []
for (const [index, fault] of faults.entries()) {
  const place = join(copy, fault.file)
  const right = readFileSync(place, 'utf8')
  writeFileSync(place, plant(right, fault))
  const tests = nearest(fault)
  let { by } = await runTests(copy, tests)
  const others = by === undefined ? further(fault, tests) : []
  if (by === undefined) ({ by } = await runTests(copy, others))
  if (by === undefined && values.whole) ({ by } = await runTests(copy, WHOLE))
  writeFileSync(place, right)
  const said = `${fault.file}:${fault.line} “${fault.was.trim()}” → “${fault.becomes.trim()}”`
  if (by === undefined) unseen.push(said)
  console.log(
    `${index + 1} ${by === undefined ? '✗' : '✓'} ${said}  ${by ?? `none of ${tests.length + others.length} test files`}`,
  )
}
if (unseen.length > 0) console.log(`\nNo test saw:\n${unseen.map((one) => `  ${one}`).join('\n')}`)
console.log(`\n${faults.length - unseen.length} of ${faults.length} faults seen (seed ${seed})`)
