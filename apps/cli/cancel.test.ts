import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { COMMANDS } from './commands.ts'
import { dispatch } from './dispatch.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-cancel-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string): string => join(folder, name)

const AGES = ['0-17', '18-47', '48+']
const rows = Array.from({ length: 1500 }, (_, row) => `${row % 7 < 3 ? 'woman' : 'man'},${AGES[(row * row) % 3]!}`)
writeFileSync(at('cases.csv'), `sex,age\n${rows.join('\n')}\nwoman,0-8\n`)
writeFileSync(
  at('codes.json'),
  JSON.stringify({ version: '1', columns: { sex: ['woman', 'man'], age: [...AGES, '0-8'] } }),
)
const people = rows.slice(0, 60).map((_, row) => `${row},Amina${'abcdef'[row % 6]!},${1950 + row}-01-0${1 + (row % 9)}`)
for (const name of ['a.csv', 'b.csv']) writeFileSync(at(name), `id,given_name,date_of_birth\n${people.join('\n')}\n`)
// Four lists that know nothing of one another, so that an estimate is given and resampled.
const REACH = [0.3, 0.25, 0.35, 0.2]
const histories = Array.from({ length: 15 }, (_, index) => index + 1).map((mask) => {
  const seen = REACH.map((_, list) => (mask >> list) & 1)
  const share = REACH.reduce((product, reach, list) => product * (seen[list] === 1 ? reach : 1 - reach), 1)
  return `${seen.join()},${Math.round(3000 * share)}`
})
writeFileSync(at('lists.csv'), `a,b,c,d,count\n${histories.join('\n')}\n`)
const bySex = ['f', 'm'].flatMap((sex) => histories.map((row) => `${row},${sex}`))
writeFileSync(at('strata.csv'), `a,b,c,d,count,sex\n${bySex.join('\n')}\n`)
const given = readdirSync(folder)

/** Runs a command and sends Ctrl-C once it tells of a step. */
async function interrupted(step: string, ...args: readonly string[]): Promise<{ exit: number; error: string }> {
  const before = process.listenerCount('SIGINT')
  let error = ''
  let sent = false
  const exit = await dispatch(COMMANDS, args, {
    out: () => undefined,
    error(text) {
      error += text
      if (sent || !text.includes(step)) return
      sent = true
      process.emit('SIGINT')
    },
    watched: true,
  })
  assert.ok(sent, `${step} was never told of: ${error}`)
  assert.equal(process.listenerCount('SIGINT'), before)
  return { exit, error }
}

const protect = ['protect', 'table', at('cases.csv'), '--rows', 'age', '--columns', 'sex', '--out', at('table.csv')]
const protectRecords = ['protect', 'records', at('cases.csv'), '--by', 'age,sex', '--out', at('records.csv')]
const compare = ['compare', at('cases.csv'), at('cases.csv'), '--report', at('report.html')]
const estimate = ['estimate', at('lists.csv'), '--report', at('estimate.pdf')]
const cases: readonly (readonly [step: string, args: readonly string[]])[] = [
  ['Protecting', [...protect, '--register', at('register.jsonl')]],
  ['Protecting: 100 %', protect],
  ['Protecting', protectRecords],
  ['Comparing', compare],
  ['Attacking', compare],
  ...['Reading a.csv', 'Choosing', 'Comparing', 'Grouping', 'Writing'].map(
    (step) => [step, ['link', at('a.csv'), at('b.csv'), '--out', at('pairs.csv')]] as const,
  ),
  ['Comparing', ['trace', at('a.csv'), at('b.csv'), '--out', at('ranked.csv')]],
  ['Reading', estimate],
  ['Fitting models', estimate],
  ['Checking', estimate],
  ['Resampling', estimate],
  ['Writing the report', estimate],
  [
    'Choosing the model of the strata',
    ['estimate', at('strata.csv'), '--strata', 'sex', '--report', at('strata.html')],
  ],
]
for (const [step, args] of cases) {
  test(`${args[0]} that is interrupted (${step}) ends, says so and leaves no file`, async () => {
    const { exit, error } = await interrupted(step, ...args)
    assert.equal(exit, 1, error)
    assert.match(error, /Cancelled; nothing was written\.\n$/)
    assert.deepEqual(readdirSync(folder), given)
  })
}

test('synthesize that is interrupted leaves what it charged in the ledger, as abandoned, and no other file', async () => {
  const { exit, error } = await interrupted(
    'Synthesising',
    'synthesize',
    at('cases.csv'),
    '--codes',
    at('codes.json'),
    '--out',
    at('public.csv'),
    '--report',
    at('public.html'),
    '--ledger',
    at('ledger.jsonl'),
  )
  assert.equal(exit, 1, error)
  assert.match(error, /Cancelled; nothing was written\. What was charged to the privacy ledger stays charged\.\n$/)
  assert.deepEqual(
    readdirSync(folder).filter((name) => !given.includes(name)),
    ['ledger.jsonl'],
  )
  const facts = readFileSync(at('ledger.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { kind: string; reason?: string })
  assert.deepEqual(
    facts.map(({ kind, reason }) => reason ?? kind),
    ['opened', 'charged', 'charged', 'cancelled', 'cancelled'],
  )
})
