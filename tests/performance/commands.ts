// How long the commands that need no database take to start: their help, and the smallest real run of each, beside Node that
// does nothing. Run it with `node tests/performance/commands.ts`.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { repository } from '../support/server-process.ts'
import { type Line, print, sampleOf } from './measure.ts'

const ROUNDS = 7
const GOAL_MS = 500

interface Took {
  /** Median, in milliseconds. */
  readonly wall: number
  readonly processor: number
}

/** What a line takes in a shell, as a person types it. */
function took(line: string, folder: string): Took {
  const [wall, processor]: [number[], number[]] = [[], []]
  for (let round = 0; round < ROUNDS; round++) {
    const timed = `TIMEFORMAT='%R %U %S'; { time ${line} > /dev/null 2>&1; } 2>&1`
    const [real, user, system] = execFileSync('bash', ['-c', timed], { cwd: folder, encoding: 'utf8' })
      .trim()
      .split(' ')
      .map((seconds) => 1000 * Number(seconds.replace(',', '.')))
    wall.push(real!)
    processor.push(user! + system!)
  }
  return { wall: sampleOf(wall).p50, processor: sampleOf(processor).p50 }
}

const PEOPLE = Array.from({ length: 60 }, (_, at) =>
  [
    `p${at}`,
    `${'AEIOU'[at % 5]}m${'aeiou'[(at * 3) % 5]}na`,
    `B${'aeiou'[at % 5]}k${at}ov`,
    `19${60 + (at % 40)}-05-1${at % 10}`,
  ].join(),
)
const SCHEMA = {
  version: 3,
  clkConfig: { l: 512, kdf: { type: 'HKDF', hash: 'SHA256', salt: 'AAAA', info: 'AAAA', keySize: 64 } },
  features: ['given_name', 'family_name', 'born'].map((identifier) => ({
    identifier,
    format: { type: 'string', encoding: 'utf-8' },
    hashing: { comparison: { type: 'ngram', n: 2 }, strategy: { bitsPerFeature: 80 }, hash: { type: 'blakeHash' } },
  })),
}
const CODES = { version: '1', columns: { sex: ['woman', 'man'], age: ['young', 'old'] } }

function writeInputs(folder: string): void {
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text, { mode: 0o600 })
  write('lists.csv', 'a,b,c,count\n1,0,0,220\n0,1,0,180\n0,0,1,140\n1,1,0,45\n1,0,1,30\n0,1,1,22\n1,1,1,8\n')
  write('a.csv', `id,given_name,family_name,born\n${PEOPLE.join('\n')}\n`)
  write('b.csv', `id,given_name,family_name,born\n${PEOPLE.slice(20).join('\n')}\n`)
  write('schema.json', JSON.stringify(SCHEMA))
  write('codes.json', JSON.stringify(CODES))
  write('secret', 's'.repeat(40))
  const cases = Array.from({ length: 200 }, (_, at) => `${at % 3 ? 'woman' : 'man'},${at % 2 ? 'young' : 'old'}`)
  write('cases.csv', `sex,age\n${cases.join('\n')}\n`)
}

/** The smallest real run of each; the later ones read what earlier ones wrote. */
const RUNS: readonly (readonly [name: string, args: string])[] = [
  ['estimate', 'lists.csv --interval none --assume apart'],
  ['link', 'a.csv b.csv'],
  ['dedupe', 'a.csv'],
  ['trace', 'a.csv b.csv --without-consent'],
  ['encode', 'a.csv --schema schema.json --secret-file secret --out a.clk'],
  ['encode', 'b.csv --schema schema.json --secret-file secret --out b.clk'],
  ['match', 'a.clk b.clk --threshold 0.8 --histories histories.csv'],
  ['protect table', 'cases.csv --rows age --columns sex --out table.csv'],
  ['synthesize', 'cases.csv --codes codes.json --epsilon 0.1 --budget 100 --out public.csv'],
  ['compare', 'cases.csv cases.csv'],
]

export function measureCommands(): readonly Line[] {
  const folder = mkdtempSync(join(tmpdir(), 'gloact-commands-'))
  try {
    writeInputs(folder)
    const gloact = join(repository, 'gloact')
    const nothing = took(`${process.execPath} -e 0`, folder)
    const line = (what: string, { wall, processor }: Took, goal: string): Line => ({
      what,
      measured: `${wall.toFixed(0)} ms, ${processor.toFixed(0)} ms of processor`,
      reference: `\`node -e 0\`: ${nothing.wall.toFixed(0)} ms, ${nothing.processor.toFixed(0)} ms of processor`,
      ratio: `× ${(wall / nothing.wall).toFixed(1)}, of processor × ${(processor / nothing.processor).toFixed(1)}`,
      goal,
    })
    return RUNS.flatMap(([name, args], at) => {
      const run = line(`\`gloact ${name}\`, the smallest run`, took(`${gloact} ${name} ${args}`, folder), '—')
      if (RUNS.findIndex(([other]) => other === name) < at) return []
      const help = took(`${gloact} ${name} --help`, folder)
      return [line(`\`gloact ${name} --help\``, help, `≤ ${GOAL_MS} ms`), run]
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (process.argv[1] === import.meta.filename) print('Starting the commands that need no database', measureCommands())
