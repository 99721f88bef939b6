import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { randomSource } from '@gloact/kernel'
import { sliceOf } from '@gloact/kernel/testing'
import { agreementOf, listOf } from './testing/private-linkage.ts'

// Real signals and a real terminal, which `script` makes: what a person sees, and what Ctrl-C does at every step.
const root = mkdtempSync(join(tmpdir(), 'gloact-cancel-thorough-'))
after(() => rmSync(root, { recursive: true, force: true }))
const hasTerminal = ((): boolean => {
  try {
    execFileSync('script', ['-qec', 'true', '/dev/null'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

const main = join(import.meta.dirname, 'main.ts')
const encode = (list: string, out: string): string[] => [
  'encode',
  `${list}.csv`,
  '--schema',
  'agreement.json',
  '--secret-file',
  'secret',
  '--out',
  out,
]
// Six lists that know nothing of one another, so that an estimate is given and resampled.
const REACH = [0.3, 0.25, 0.35, 0.2, 0.3, 0.25]
const histories = Array.from({ length: 63 }, (_, index) => {
  const seen = REACH.map((__, list) => ((index + 1) >> list) & 1)
  const share = REACH.reduce((product, reach, list) => product * (seen[list] === 1 ? reach : 1 - reach), 1)
  return [...seen, Math.round(8000 * share)].join()
})

interface Given {
  readonly folder: string
  readonly names: readonly string[]
}

const prepared = new Map<number, Given>()

/** A folder with everything that the commands read, so many times as long as is needed at least. */
function givenAt(times: number): Given {
  const known = prepared.get(times)
  if (known !== undefined) return known
  const folder = mkdtempSync(join(root, `${times}-`))
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text, { mode: 0o600 })
  const numbers = (from: number): number[] => Array.from({ length: 1200 * times }, (_, row) => from + row)
  write('a.csv', listOf('a', numbers(0)))
  write('b.csv', listOf('b', numbers(1000)))
  write('agreement.json', JSON.stringify(agreementOf('a', 'b')))
  write('secret', 's'.repeat(40))
  write('lists.csv', `a,b,c,d,e,f,count\n${histories.join('\n')}\n`)
  const choose = randomSource(1).below
  // As few in a cell however many there are, so that there is always something to hide.
  const cases = Array.from(
    { length: 20_000 * times },
    () => `${choose(2) ? 'x' : 'y'},${choose(60 * times)},${choose(40)}`,
  )
  write('cases.csv', `sex,age,region\n${cases.join('\n')}\n`)
  for (const list of ['a', 'b']) execFileSync(process.execPath, [main, ...encode(list, `${list}.clk`)], { cwd: folder })
  const given: Given = { folder, names: readdirSync(folder).toSorted() }
  prepared.set(times, given)
  return given
}

interface Ended {
  readonly exit: number | null
  readonly seen: string
}

/** Runs a command in a terminal; once it shows a step, Ctrl-C is typed or the signal is sent to it. */
function inTerminal(folder: string, args: readonly string[], step: string, how: 'Ctrl-C' | 'SIGTERM'): Promise<Ended> {
  const quoted = [process.execPath, main, ...args].map((word) => `'${word}'`).join(' ')
  const child = spawn('script', ['-qec', `echo "pid $$" && exec ${quoted}`, '/dev/null'], { cwd: folder })
  let seen = ''
  let sent = false
  // What is typed after it has ended arrives nowhere.
  child.stdin.on('error', (error: NodeJS.ErrnoException) => assert.equal(error.code, 'EPIPE'))
  child.stdout.on('data', (chunk: Buffer) => {
    seen += String(chunk)
    if (sent || !seen.includes(step)) return
    sent = true
    if (how === 'Ctrl-C') child.stdin.write('\u0003')
    else sendTo(Number(/pid (\d+)/.exec(seen)![1]), how)
  })
  return new Promise((resolve) => void child.on('close', (exit) => resolve({ exit, seen })))
}

function sendTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    // It has ended in the meantime.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

const LONGEST = 32

/**
 * The same, with lists twice as long for as long as the command was quicker than the signal: done (0), or already writing what it
 * had, when the signal ends it without a word (128 and its number).
 */
async function cancelled(
  args: (times: number) => readonly string[],
  step: string,
  how: 'Ctrl-C' | 'SIGTERM',
): Promise<Ended & Given> {
  for (let times = 1; ; times *= 2) {
    const given = givenAt(times)
    const ended = await inTerminal(given.folder, args(times), step, how)
    if (times === LONGEST || ![0, 128 + 2, 128 + 15].includes(ended.exit ?? 0)) return { ...ended, ...given }
    for (const name of readdirSync(given.folder))
      if (!given.names.includes(name)) rmSync(join(given.folder, name), { recursive: true })
  }
}
const runs: readonly (readonly [args: (times: number) => readonly string[], steps: readonly string[]])[] = [
  [
    (times) => ['estimate', 'lists.csv', '--replicates', `${1000 * times}`, '--report', 'out.html'],
    ['Fitting models', 'Resampling'],
  ],
  [
    () => ['link', 'a.csv', 'b.csv', '--out', 'out.csv', '--clusters', 'clusters.csv'],
    ['Reading', 'Estimating', 'Comparing'],
  ],
  [() => ['dedupe', 'a.csv', '--out', 'out.csv'], ['Comparing']],
  [() => encode('a', 'out.clk'), ['Encoding', 'Attacking']],
  [() => ['match', 'a.clk', 'b.clk', '--histories', 'out.csv', '--threads', '1'], ['Comparing']],
  [
    () => ['protect', 'table', 'cases.csv', '--rows', 'age', '--columns', 'region', '--out', 'out.csv'],
    ['Reading', 'Protecting'],
  ],
]

let turn = 0
for (const [args, steps] of runs) {
  // In `npm test` each command is ended in one of its steps.
  for (const step of sliceOf(steps)) {
    const how = turn++ % 2 === 0 ? 'Ctrl-C' : 'SIGTERM'
    test(
      `${args(1)[0]} ends on ${how} while it is ${step.toLowerCase()}, says so, and leaves nothing`,
      { skip: !hasTerminal && 'a signal in a terminal is not tested: there is no `script` to make one with' },
      async () => {
        const { exit, seen, folder, names } = await cancelled(args, step, how)
        assert.match(seen, /Cancelled; nothing was written\.\s*$/)
        assert.equal(exit, 1)
        assert.deepEqual(readdirSync(folder).toSorted(), names)
      },
    )
  }
}
