import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { parseArgs } from 'node:util'
import { EXIT } from '@gloact/command'
import { COMMANDS } from './commands.ts'
import { contextOf } from './context.ts'
import { outOfMemory, runInThread } from './in-thread.ts'
import { commandsOnFiles } from './testing/inputs.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-in-thread-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string): string => join(folder, name)
// Of so many columns and rows that a release is still made when Ctrl-C is heard of, also where the machine has other work.
const CODES = Object.fromEntries(Array.from({ length: 60 }, (_, at_) => [`answer${at_}`, ['yes', 'no', 'maybe']]))
const rows = Array.from({ length: 12_000 }, (_, row) =>
  Object.values(CODES).map((codes, column) => codes[(row * (column + 1) + (row >> column)) % codes.length]!),
)
writeFileSync(at('people.csv'), `${Object.keys(CODES).join()}\n${rows.join('\n')}\n`)
writeFileSync(at('codes.json'), JSON.stringify({ version: '1', columns: CODES }))
const synthesis = (name: string) => ({
  args: [at('people.csv'), '--codes', at('codes.json'), '--out', at(`${name}.csv`), '--ledger', at(`${name}.jsonl`)],
  ledger: at(`${name}.jsonl`),
})
const tried = commandsOnFiles(folder)

/** What stands on a command's line, as its options say. */
async function parsedFor(name: string, args: readonly string[]) {
  const command = await COMMANDS.find((listed) => listed.name === name)!.load()
  const options = Object.fromEntries(
    Object.entries(command.options ?? {}).map(([option, { type, multiple = false }]) => [option, { type, multiple }]),
  )
  return { command, ...parseArgs({ args: [...args], options, allowPositionals: true }) }
}

for (const each of tried) {
  test(`${each.name} says that it writes before it writes, so that it is not cut off then`, async () => {
    writeFileSync(at('input.csv'), each.text)
    const out = at(each.writes === 'report' ? 'out.html' : 'out.csv')
    const args = [...each.args(at('input.csv')).slice(each.name.split(' ').length), `--${each.writes}`, out]
    const { command, values, positionals } = await parsedFor(each.name, args)
    const before = readdirSync(folder)
    let told = 0
    const outcome = await command.run(
      contextOf(
        { values, positionals },
        {
          error: () => undefined,
          watched: false,
          writes() {
            told++
            assert.deepEqual(readdirSync(folder), before)
          },
        },
      ),
    )
    assert.equal(outcome.exit, EXIT.ok, outcome.text)
    assert.equal(told, 1)
    for (const name of readdirSync(folder)) if (!before.includes(name)) rmSync(at(name))
  })
}

/** Sends Ctrl-C so often as soon as a thread that synthesises has charged the ledger. */
async function interruptedSynthesis(name: string, times: number) {
  const { args, ledger } = synthesis(name)
  const { values, positionals } = await parsedFor('synthesize', args)
  let sent = false
  const outcome = await runInThread({ name: 'synthesize', values, positionals, watched: true }, (text) => {
    if (sent || !text.includes('Synthesising')) return
    sent = true
    for (let time = 0; time < times; time++) process.emit('SIGINT')
  })
  assert.ok(sent)
  const facts = readFileSync(ledger, 'utf8').trimEnd().split('\n')
  return { outcome, facts: facts.map((line) => JSON.parse(line) as { kind: string; reason?: string }) }
}

test('a thread that is interrupted while it synthesises says in the ledger that the release was abandoned', async () => {
  const { outcome, facts } = await interruptedSynthesis('once', 1)
  assert.equal(outcome.exit, EXIT.failed)
  assert.match(outcome.text, /What was charged to the privacy ledger stays charged\.$/)
  assert.deepEqual(
    facts.map(({ kind, reason }) => reason ?? kind),
    ['opened', 'charged', 'charged', 'cancelled', 'cancelled'],
  )
})

test('a second Ctrl-C ends a thread that writes, and what may be left is said', async () => {
  const { outcome } = await interruptedSynthesis('twice', 2)
  assert.deepEqual([outcome.exit, outcome.json['error']], [EXIT.failed, 'cancelled'])
  assert.match(outcome.text, /^Cut off while it wrote: .*ledger or a register stays there\.$/)
  assert.ok(!existsSync(at('twice.csv')))
})

// As a slow disk is: Ctrl-C comes with the second write, a charge, and the next one keeps its thread for two seconds.
const SLOW = `
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
const { open } = fs.promises
let writes = 0
fs.promises.open = (path, flags, ...more) => {
  if (flags === 'a' && ++writes === 2) process.kill(process.pid, 'SIGINT')
  if (flags === 'a' && writes === 3) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2000)
  return open(path, flags, ...more)
}
syncBuiltinESMExports()
`

test('a thread that is silent for long since it writes its last line is waited for', async () => {
  writeFileSync(at('slow.mjs'), SLOW)
  const { args, ledger } = synthesis('slow')
  const main = join(import.meta.dirname, 'main.ts')
  const child = spawn(process.execPath, ['--import', at('slow.mjs'), main, 'synthesize', ...args], { cwd: folder })
  let error = ''
  child.stderr.on('data', (chunk: Buffer) => (error += String(chunk)))
  const exit = await new Promise<number | null>((resolve) => void child.on('close', resolve))
  assert.equal(exit, EXIT.failed, error)
  assert.match(error, /What was charged to the privacy ledger stays charged\.\n$/)
  const abandoned = readFileSync(ledger, 'utf8').match(/"reason":"cancelled"/g)
  assert.equal(abandoned?.length, 2)
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.startsWith('slow')),
    ['slow.jsonl', 'slow.mjs'],
  )
})

test('where memory runs out, match and encode do not advise to split what cannot be split', async () => {
  for (const [name, advice] of [
    ['match', /--threads 1\),\nor link fewer lists/],
    ['encode', /Leave out columns that are\nnot in the schema/],
    ['dedupe', /Split the file, or/],
  ] as const) {
    const { memoryAdvice } = await COMMANDS.find((listed) => listed.name === name)!.load()
    const { exit, text } = outOfMemory(false, memoryAdvice)
    assert.equal(exit, EXIT.refused)
    assert.match(text, advice, name)
  }
})
