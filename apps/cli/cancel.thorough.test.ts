import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { randomSource } from '@gloact/kernel'
import { agreementOf, listOf } from './testing/private-linkage.ts'

// Real signals and a real terminal, which `script` makes: what a person sees, and what Ctrl-C does at every step.
const folder = mkdtempSync(join(tmpdir(), 'gloact-cancel-thorough-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string): string => join(folder, name)
const hasTerminal = ((): boolean => {
  try {
    execFileSync('script', ['-qec', 'true', '/dev/null'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

const numbers = (from: number): number[] => Array.from({ length: 1200 }, (_, row) => from + row)
writeFileSync(at('a.csv'), listOf('a', numbers(0)))
writeFileSync(at('b.csv'), listOf('b', numbers(1000)))
writeFileSync(at('agreement.json'), JSON.stringify(agreementOf('a', 'b')))
writeFileSync(at('secret'), 's'.repeat(40), { mode: 0o600 })
const choose = randomSource(1).below
// Six lists that know nothing of one another, so that an estimate is given and resampled.
const REACH = [0.3, 0.25, 0.35, 0.2, 0.3, 0.25]
const histories = Array.from({ length: 63 }, (_, index) => {
  const seen = REACH.map((__, list) => ((index + 1) >> list) & 1)
  const share = REACH.reduce((product, reach, list) => product * (seen[list] === 1 ? reach : 1 - reach), 1)
  return [...seen, Math.round(8000 * share)].join()
})
writeFileSync(at('lists.csv'), `a,b,c,d,e,f,count\n${histories.join('\n')}\n`)
const cases = Array.from({ length: 20_000 }, () => `${choose(2) ? 'x' : 'y'},${choose(60)},${choose(40)}`)
writeFileSync(at('cases.csv'), `sex,age,region\n${cases.join('\n')}\n`)

const main = join(import.meta.dirname, 'main.ts')
const gloact = (args: readonly string[]): Buffer => execFileSync(process.execPath, [main, ...args], { cwd: folder })
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
for (const list of ['a', 'b']) gloact(encode(list, `${list}.clk`))
const given = readdirSync(folder).toSorted()

interface Ended {
  readonly exit: number | null
  readonly seen: string
}

/** Runs a command in a terminal; once it shows a step, Ctrl-C is typed or the signal is sent to it. */
function inTerminal(args: readonly string[], step: string | undefined, how: 'Ctrl-C' | 'SIGTERM'): Promise<Ended> {
  const quoted = [process.execPath, main, ...args].map((word) => `'${word}'`).join(' ')
  const child = spawn('script', ['-qec', `echo "pid $$" && exec ${quoted}`, '/dev/null'], { cwd: folder })
  let seen = ''
  let sent = false
  child.stdout.on('data', (chunk: Buffer) => {
    seen += String(chunk)
    if (sent || step === undefined || !seen.includes(step)) return
    sent = true
    if (how === 'Ctrl-C') child.stdin.write('\u0003')
    else process.kill(Number(/pid (\d+)/.exec(seen)![1]), how)
  })
  return new Promise((resolve) => void child.on('close', (exit) => resolve({ exit, seen })))
}

const runs: readonly (readonly [args: readonly string[], steps: readonly string[]])[] = [
  [
    ['estimate', 'lists.csv', '--report', 'out.html'],
    ['Fitting models', 'Resampling'],
  ],
  [
    ['link', 'a.csv', 'b.csv', '--out', 'out.csv', '--clusters', 'clusters.csv'],
    ['Reading', 'Estimating', 'Comparing'],
  ],
  [['dedupe', 'a.csv', '--out', 'out.csv'], ['Comparing']],
  [encode('a', 'out.clk'), ['Encoding', 'Attacking']],
  [['match', 'a.clk', 'b.clk', '--histories', 'out.csv', '--threads', '1'], ['Comparing']],
  [
    ['protect', 'table', 'cases.csv', '--rows', 'age', '--columns', 'region', '--out', 'out.csv'],
    ['Reading', 'Protecting'],
  ],
]

let turn = 0
for (const [args, steps] of runs) {
  for (const step of steps) {
    const how = turn++ % 2 === 0 ? 'Ctrl-C' : 'SIGTERM'
    test(
      `${args[0]} ends on ${how} while it is ${step.toLowerCase()}, says so, and leaves nothing`,
      { skip: !hasTerminal && 'a signal in a terminal is not tested: there is no `script` to make one with' },
      async () => {
        const { exit, seen } = await inTerminal(args, step, how)
        assert.match(seen, /Cancelled; nothing was written\.\s*$/)
        assert.equal(exit, 1)
        assert.deepEqual(readdirSync(folder).toSorted(), given)
      },
    )
  }
}
