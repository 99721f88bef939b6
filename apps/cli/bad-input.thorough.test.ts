import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { EXIT } from '@gloact/command'
import { isThorough, sliceOf } from '@gloact/kernel/testing'
import { called } from './testing/called.ts'
import { commandsOnFiles, mapped, type Tried } from './testing/inputs.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-bad-thorough-'))
after(() => {
  if (disk !== undefined) execFileSync('umount', [disk])
  rmSync(folder, { recursive: true, force: true })
})
const at = (name: string): string => join(folder, name)
/** A disk that is soon full, where one may be made. */
function smallDisk(): string | undefined {
  const place = at('disk')
  mkdirSync(place)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', place], { stdio: 'ignore' })
  } catch {
    return undefined
  }
  return place
}

const disk = smallDisk()
// Comparing guesses by chance and synthesising draws, so that no two results are the same; code lists from one file are.
const commands = commandsOnFiles(folder)
  .filter(({ name }) => name !== 'compare')
  .map((command): Tried =>
    command.name === 'synthesize'
      ? { ...command, writes: 'write-codes', args: (path) => ['synthesize', path] }
      : command,
  )
const file = at('input.csv')

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le')
const separated = (text: string, by: string): string => text.replaceAll(',', by)
const noted = (note: string) => (text: string) =>
  mapped(text, (cells, row) => (row === 0 ? [...cells] : cells.map((cell, at_) => (at_ === 1 ? cell + note : cell))))

/** Ways to write one table: each is read as the first is. */
const WAYS: Readonly<Record<string, (text: string) => string | Buffer>> = {
  'as it is': (text) => text,
  semicolons: (text) => separated(text, ';'),
  tabs: (text) => separated(text, '\t'),
  bars: (text) => separated(text, '|'),
  'a line sep=': (text) => `sep=;\r\n${separated(text, ';')}`,
  'a mark of UTF-8': (text) => `\uFEFF${text}`,
  'UTF-16 with a mark': (text) => utf16(`\uFEFF${text}`),
  'UTF-16, the other way round': (text) => utf16(`\uFEFF${text}`).swap16(),
  'UTF-16 without a mark': utf16,
  'UTF-16 without a mark, the other way round': (text) => utf16(text).swap16(),
  CRLF: (text) => text.replaceAll('\n', '\r\n'),
  CR: (text) => text.replaceAll('\n', '\r'),
  'no line end at the end': (text) => text.trimEnd(),
  'cells in quotes': (text) => mapped(text, (cells) => cells.map((cell) => `"${cell}"`)),
  'empty lines and cells at the end': (text) => `${mapped(text, (cells) => [...cells, ''])}\n\n`.replace(',\n', '\n'),
}

async function resultOf(command: Tried, content: string | Buffer, more: readonly string[] = []) {
  writeFileSync(file, content)
  const out = at(command.writes === 'report' ? 'out.html' : 'out.csv')
  const { exit, error, json } = await called([...command.args(file), ...more, `--${command.writes}`, out, '--json'])
  assert.equal(exit, EXIT.ok, `${command.name}: ${error}`)
  const text = readFileSync(out, 'utf8')
  for (const name of ['out.csv', 'out.html', 'out.csv.dummies.json']) rmSync(at(name), { force: true })
  return { text, json, error }
}

for (const [turn, command] of commands.entries()) {
  test(`${command.name} reads a table however it is written`, async () => {
    const { text: right } = await resultOf(command, command.text)
    // The same reader is behind every command: in `npm test` each tries another way.
    for (const [way, write] of sliceOf(Object.entries(WAYS), turn)) {
      const { text } = await resultOf(command, write(command.text))
      assert.equal(text, right, way)
    }
  })
}

test('letters of Windows-1252 are read, and said; other digits and thousands are no numbers, but codes', async () => {
  for (const command of commands.filter(({ name }) => name !== 'estimate')) {
    const accented = noted('é')(command.text)
    const { text: right } = await resultOf(command, accented)
    const { text, json, error } = await resultOf(command, Buffer.from(accented, 'latin1'))
    assert.equal(text, right, command.name)
    assert.match(`${error}${JSON.stringify(json)}`, /is read as Windows-1252/, command.name)
  }
  const table = commands.find(({ name }) => name === 'protect table')!
  for (const count of ['"1,234"', '١٢', '12 3', '-4', '1e3', '']) {
    writeFileSync(
      file,
      mapped(table.text, (cells, row) => [...cells, row === 0 ? 'n' : count]),
    )
    const { exit, json } = await called([...table.args(file), '--count', 'n', '--out', at('out.csv'), '--json'])
    assert.deepEqual([exit, json['error']], [EXIT.refused, 'disclosure.not_a_count'], count)
  }
})

test('an id that comes twice, and rows that are short, are read and said', async () => {
  const dedupe = commands.find(({ name }) => name === 'dedupe')!
  const again = `${dedupe.text}${dedupe.text.split('\n')[1]!}\nzqshort\n`
  const { json } = await resultOf(dedupe, again)
  const codes = (json['warnings'] as { code: string }[]).map(({ code }) => code)
  assert.ok(codes.includes('ids_repeated') && codes.includes('csv.short_rows'), codes.join())
})

const main = join(import.meta.dirname, 'main.ts')

/** A command in a shell, as people put commands together. */
function inShell(line: string): Promise<{ exit: number | null; out: string; error: string }> {
  const child = spawn('bash', ['-o', 'pipefail', '-c', line], {
    cwd: folder,
    env: {
      ...process.env,
      GLOACT: `${process.execPath} ${main}`,
      SMALL: `${process.execPath} --max-old-space-size=64 ${main}`,
    },
  })
  let [out, error] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (out += String(chunk)))
  child.stderr.on('data', (chunk: Buffer) => (error += String(chunk)))
  return new Promise((resolve) => void child.on('close', (exit) => resolve({ exit, out, error })))
}

test('a reader that goes is no failure; a result that cannot be printed is one, in one line', async () => {
  writeFileSync(at('lists.csv'), commands[0]!.text)
  for (const end of ['| true', '| head -c 1 > /dev/null', '>&-']) {
    const { exit, error } = await inShell(`$GLOACT estimate lists.csv --interval none --assume apart --json ${end}`)
    assert.equal(exit, EXIT.ok, `${end} ${error}`)
    assert.doesNotMatch(error, /EPIPE| at /)
  }
  const full = await inShell('$GLOACT estimate lists.csv --interval none --assume apart --json > /dev/full')
  assert.deepEqual([full.exit, full.error], [EXIT.failed, 'The result could not be written to standard output.\n'])
})

test(
  'a full disk ends in a failure, and no part of a file stays',
  { skip: disk === undefined && 'a full disk is not tested: no file system may be mounted here' },
  async () => {
    for (const command of commands) {
      writeFileSync(file, command.text)
      writeFileSync(join(disk!, 'filling'), 'x'.repeat(16_384))
      const out = join(disk!, command.writes === 'report' ? 'out.html' : 'out.csv')
      const { exit, json } = await called([...command.args(file), `--${command.writes}`, out, '--json'])
      assert.deepEqual([exit, json['error']], [EXIT.failed, 'csv.not_writable'], command.name)
      assert.deepEqual(readdirSync(disk!), ['filling'])
    }
  },
)

/** A file of lines, however long. */
function long(name: string, header: string, line: (row: number) => string, rows: number): void {
  const handle = openSync(at(name), 'w', 0o600)
  writeSync(handle, `${header}\n`)
  for (let row = 0; row < rows; row += 10_000) {
    writeSync(handle, Array.from({ length: 10_000 }, (_, step) => `${line(row + step)}\n`).join(''))
  }
}

// With 64 MB for values, as a small machine has for a file of gigabytes.
const large = isThorough ? false : 'files larger than memory are part of `npm run test:thorough -- draws`'
test(
  'what does not fit into memory is refused with the size that does, or told when it runs out',
  { skip: large },
  async () => {
    const name = (row: number, by: number): string => ((row * by) % 99_991).toString(36)
    const person = (row: number): string =>
      `p${row},${name(row, 7919)}a,${name(row, 104_729)}b,${1950 + (row % 60)}-0${1 + (row % 9)}-11`
    long('people.csv', 'id,given_name,family_name,date_of_birth', person, 300_000)
    writeFileSync(at('huge.clk'), '')
    truncateSync(at('huge.clk'), 3 * 2 ** 30)
    const before = readdirSync(folder)
    for (const [line, wanted] of [
      ['dedupe people.csv', /There are over \d+ records, more than fit into the \d+ MB/],
      ['link people.csv others.csv', /There are over \d+ records, more than fit into the \d+ MB/],
      ['encode people.csv --schema schema.json --secret-file secret --out out.clk', /has \d+ MB; .* \d+ MB at most/],
      ['match huge.clk other.clk --histories out.csv', /is incomplete|has 3072 MB; \d+ MB can be read/],
      ['match finish huge.clk other.json --out out.csv', /has 3072 MB; \d+ MB can be read/],
    ] as const) {
      const { exit, error } = await inShell(`$SMALL ${line}`)
      assert.equal(exit, EXIT.refused, `${line} ${error}`)
      assert.match(error, wanted, line)
      assert.deepEqual(readdirSync(folder), before)
    }
  },
)

test('counts and tables are made of files that are larger than memory', { skip: large }, async () => {
  long(
    'seen.csv',
    'police,shelter,hotline,note',
    (row) => `${row % 2},${(row >> 1) % 2},1,${'x'.repeat(40)}`,
    1_500_000,
  )
  const table = await inShell('$SMALL protect table seen.csv --rows police --columns shelter --out table.csv')
  assert.equal(table.exit, EXIT.ok, table.error)
  assert.match(readFileSync(at('table.csv'), 'utf8'), /Total,1500000,750000,750000/)
  long('alike.csv', 'a,b,c,d', (row) => `${row % 7},${row % 5},${row % 3},${row % 2}`, 600_000)
  const alike = await inShell('$SMALL protect records alike.csv --by a,b --keep c,d --out records.csv')
  assert.equal(alike.exit, EXIT.ok, alike.error)
  assert.match(alike.out, /^600,000 records are in records\.csv/)
  long(
    'lists.csv',
    'police,shelter,hotline',
    (row) => `${row % 2},${(row >> 1) % 2},${row % 4 === 0 ? 1 : (row >> 2) % 2}`,
    11_000_000,
  )
  const estimated = await inShell('$SMALL estimate lists.csv --interval none --unchecked --json')
  assert.equal(estimated.exit, EXIT.ok, estimated.error)
  assert.equal((JSON.parse(estimated.out) as { observed: number }).observed, 11_000_000)
})
