import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { EXIT } from '@gloact/command'
import { called, withoutFolder, type Called } from './testing/called.ts'
import { commandsOnFiles, MARK, mapped, type Tried } from './testing/inputs.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-bad-input-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const commands = commandsOnFiles(folder)
const file = join(folder, 'input.csv')
writeFileSync(file, '')
const given = readdirSync(folder)

const outOf = ({ writes }: Tried): string => join(folder, writes === 'report' ? 'out.html' : 'out.csv')

/** What a command says of a file, which has to be one clear message with nobody in it, and no file beside. */
async function refusedWith(command: Tried, args: readonly string[] = command.args(file)): Promise<Called> {
  const result = await called([...args, `--${command.writes}`, outOf(command), '--json'])
  assert.notEqual(result.exit, EXIT.ok, args.join(' '))
  refusesWell(result)
  assert.deepEqual(readdirSync(folder), given)
  return result
}

function refusesWell({ json, error, out }: Called): void {
  assert.equal(json['ok'], false)
  assert.match(String(json['error']), /^[a-z]+([._][a-z]+)*$/, 'a code, and not what somebody threw')
  const message = String(json['message'])
  assert.ok(message.length > 20 && message.length < 700, message)
  assert.ok(error.includes(message), 'people are told what programs are')
  assert.doesNotMatch(withoutFolder(error, folder), / at .*\.[jt]s|Error:|undefined|NaN|\[object/)
  assert.doesNotMatch(withoutFolder(`${error}${out}`, folder), MARK)
}

type Expected = Readonly<Record<string, string>>
interface Wrong {
  readonly name: string
  make(text: string): string | Buffer
  /** The code that all commands refuse it with. */
  readonly code?: string
  /** The code of each; a command that is not named takes it. */
  readonly codes?: Expected
}

const filled = (cell: (column: number, row: number) => string) => (text: string) =>
  mapped(text, (cells, row) => (row === 0 ? cells : cells.map((_, column) => cell(column, row))))
const lines = (text: string, count: number): string => `${text.split('\n').slice(0, count).join('\n')}\n`
const wider = (text: string, columns: number): string =>
  mapped(lines(text, 4), (cells, row) => [
    ...cells,
    ...Array.from({ length: columns }, (_, at) => (row ? 'zq' : `c${at}`)),
  ])

const wrongs: readonly Wrong[] = [
  { name: 'an empty file', make: () => '', code: 'csv.empty' },
  { name: 'empty lines alone', make: () => '\n\n', code: 'csv.empty' },
  { name: 'a workbook', make: () => Buffer.from('PK\u0003\u0004zq'), code: 'csv.workbook' },
  { name: 'bytes of NUL', make: (text) => `${text}zq\u0000`, code: 'csv.binary' },
  { name: 'NUL far down', make: (text) => `${text}${'zq\n'.repeat(30_000)}\u0000`, code: 'csv.binary' },
  // “Иван” and “أمينة” in the bytes of the encodings.
  ...Object.entries({ 'Windows-1251': 'c8e2e0ed', 'Windows-1256': 'c3e3edd2c9' }).map(([name, hex]) => ({
    name,
    make: (text: string) => Buffer.concat([Buffer.from(text), Buffer.from(hex, 'hex'), Buffer.from('\n')]),
    code: 'csv.encoding_unknown',
  })),
  { name: 'a quote that is never closed', make: (text) => `${text}"zq`, code: 'csv.unclosed_quote' },
  { name: 'a cell of 5 MB', make: (text) => `${text}${'zq'.repeat(2_500_000)}\n`, code: 'csv.record_too_large' },
  { name: 'a row with too many cells', make: (text) => `${text}${'zq,'.repeat(12)}zq\n`, code: 'csv.row_too_long' },
  {
    name: 'a column twice',
    make: (text) => mapped(text, (cells) => [...cells, cells[0]!]),
    code: 'csv.column_twice',
  },
  {
    name: 'numbers for a header',
    make: (text) => `1${',1'.repeat(lines(text, 1).split(',').length - 1)}\n`,
    code: 'csv.no_header',
  },
  {
    name: 'a separator that nobody uses',
    make: (text) => text.replaceAll(',', '^'),
    codes: {
      compare: 'disclosure.no_common_column',
      estimate: 'estimation.one_list',
      link: 'linkage.one_column',
      dedupe: 'linkage.one_column',
      encode: 'column_missing',
      'protect table': 'disclosure.column_missing',
      'protect records': 'disclosure.column_missing',
      synthesize: 'disclosure.column_missing',
    },
  },
  {
    name: 'a header alone',
    make: (text) => lines(text, 1),
    codes: {
      compare: 'disclosure.no_rows',
      estimate: 'estimation.no_rows',
      link: 'linkage.no_records',
      dedupe: 'linkage.no_records',
      encode: 'list_too_small',
      'protect table': 'disclosure.table_empty',
      'protect records': 'disclosure.table_empty',
      synthesize: 'disclosure.too_few_rows',
    },
  },
  {
    name: 'one row',
    make: (text) => lines(text, 2),
    codes: {
      estimate: 'estimation.one_list',
      dedupe: 'linkage.no_records',
      'protect table': 'disclosure.too_few',
      'protect records': 'disclosure.too_few',
      synthesize: 'disclosure.too_few_rows',
    },
  },
  {
    name: 'no header',
    make: (text) => text.slice(text.indexOf('\n') + 1),
    codes: {
      compare: 'disclosure.no_common_column',
      estimate: 'csv.no_header',
      link: 'linkage.no_header',
      dedupe: 'linkage.no_header',
      encode: 'column_missing',
      'protect table': 'disclosure.column_missing',
      'protect records': 'disclosure.column_missing',
      synthesize: 'disclosure.column_missing',
    },
  },
  {
    name: 'nothing in any cell',
    make: filled(() => ''),
    codes: {
      estimate: 'estimation.absent_cell',
      link: 'linkage.no_id',
      dedupe: 'linkage.no_id',
      encode: 'list_too_small',
      'protect table': 'disclosure.column_empty',
      'protect records': 'disclosure.column_empty',
      synthesize: 'disclosure.all_missing',
    },
  },
  {
    name: 'nothing but ids',
    make: filled((column, row) => (column === 0 ? `zq${row}` : '')),
    codes: {
      estimate: 'estimation.not_zero_or_one',
      link: 'linkage.all_missing',
      dedupe: 'linkage.all_missing',
      encode: 'list_too_small',
      'protect table': 'disclosure.column_empty',
      'protect records': 'disclosure.column_empty',
      synthesize: 'disclosure.values_not_listed',
    },
  },
  {
    name: 'columns that are no categories, nor 0 and 1',
    make: filled((column, row) => `zq${row}-${column}`),
    codes: {
      estimate: 'estimation.not_zero_or_one',
      'protect table': 'disclosure.identifying_column',
      'protect records': 'disclosure.identifying_column',
      synthesize: 'disclosure.values_not_listed',
    },
  },
  {
    name: 'numbers with a separator of thousands',
    make: filled(() => '"1,234"'),
    codes: {
      estimate: 'estimation.not_zero_or_one',
      dedupe: 'linkage.dates_unreadable',
      synthesize: 'disclosure.values_not_listed',
    },
  },
  ...[200, 20_000].map((columns) => ({
    name: `${columns} columns more`,
    make: (text: string) => wider(text, columns),
    codes: {
      estimate: 'estimation.too_many_lists',
      link: 'linkage.too_many_columns',
      dedupe: 'linkage.too_many_columns',
      trace: 'tracing.too_many_columns',
      'protect table': 'disclosure.too_few',
      'protect records': 'disclosure.too_few',
      synthesize: 'disclosure.too_few_rows',
    },
  })),
]

for (const { name, make, code, codes } of wrongs) {
  test(`${name} is refused in one message, and leaves no file`, async () => {
    for (const command of commands) {
      const wanted = code ?? codes?.[command.name]
      if (wanted === undefined) continue
      writeFileSync(file, make(command.text))
      const { exit, json } = await refusedWith(command)
      assert.deepEqual([exit, json['error']], [EXIT.refused, wanted], command.name)
    }
  })
}

test('a file that is not there, is a folder or may not be read ends in a failure', async () => {
  for (const command of commands) {
    for (const path of [join(folder, 'absent.csv'), folder, join(file, 'below.csv')]) {
      const { exit, json } = await refusedWith(command, command.args(path))
      assert.deepEqual([exit, json['error']], [EXIT.failed, 'csv.not_found'], `${command.name} ${path}`)
    }
  }
})

test(
  'a file that may not be read is told as one that is not there',
  { skip: process.getuid?.() === 0 && 'a file that may not be read is not tested: root may read everything' },
  async () => {
    for (const command of commands) {
      writeFileSync(file, command.text)
      chmodSync(file, 0o000)
      const { exit, json } = await refusedWith(command)
      chmodSync(file, 0o600)
      assert.deepEqual([exit, json['error']], [EXIT.failed, 'csv.not_found'], command.name)
    }
  },
)

test('where a result cannot go is said before the work: a folder that is not there, a folder, a device', async () => {
  for (const command of commands) {
    writeFileSync(file, command.text)
    for (const place of [join(folder, 'none', 'out.csv'), folder, '/dev/full'].map((path) =>
      command.writes === 'report' && path.endsWith('.csv') ? path.replace('.csv', '.html') : path,
    )) {
      const result = await called([...command.args(file), `--${command.writes}`, place, '--json'])
      // A report is known by its name: a folder and a device have none that fits.
      const code = command.writes === 'report' && !place.endsWith('.html') ? 'usage' : 'csv.not_writable'
      assert.equal(result.json['error'], code, `${command.name} ${place}`)
      assert.equal(result.exit, code === 'usage' ? EXIT.usage : EXIT.failed)
      refusesWell(result)
    }
  }
  assert.deepEqual(readdirSync(folder), given)
})

test('nothing that is read is written over, under whatever name', async () => {
  for (const command of commands) {
    const own = command.writes === 'report' ? join(folder, 'own.html') : file
    writeFileSync(own, command.text)
    const other = command.writes === 'report' ? own : join(folder, '.', 'none', '..', 'input.csv')
    for (const place of new Set([own, other])) {
      const result = await called([...command.args(own), `--${command.writes}`, place, '--json'])
      assert.deepEqual([result.exit, result.json['error']], [EXIT.usage, 'usage'], `${command.name} ${place}`)
      refusesWell(result)
    }
    assert.equal(readFileSync(own, 'utf8'), command.text)
    if (own !== file) rmSync(own)
  }
  assert.deepEqual(readdirSync(folder), given)
})

test('two results do not go to one file', async () => {
  const link = commands.find(({ name }) => name === 'link')!
  writeFileSync(file, link.text)
  const { exit } = await refusedWith(link, [...link.args(file), '--clusters', outOf(link)])
  assert.equal(exit, EXIT.usage)
})

test('what stood where a result goes stays when it is refused', async () => {
  for (const command of commands) {
    writeFileSync(file, '')
    writeFileSync(outOf(command), 'before')
    const { exit } = await called([...command.args(file), `--${command.writes}`, outOf(command), '--json'])
    assert.equal(exit, EXIT.refused)
    assert.equal(readFileSync(outOf(command), 'utf8'), 'before')
    rmSync(outOf(command))
  }
  assert.ok(!existsSync(join(folder, 'out.csv')))
})

test('what is no file of encodings, or no counts, is refused by match and match finish in one message', async () => {
  const other = join(folder, 'others.csv')
  const contents = [
    '',
    'PK\u0003\u0004zq',
    'zq,zq\n',
    '{"clks":[',
    '[]',
    '{"clks":[]}',
    '{"clks":["zq","zqzqzqzq"]}',
    '\u0000'.repeat(99),
  ]
  for (const content of contents) {
    for (const args of [
      ['match', file, other, '--histories', join(folder, 'out.csv')],
      ['match', 'finish', file, other, '--out', join(folder, 'out.csv')],
    ]) {
      writeFileSync(file, content)
      const result = await called([...args, '--json'])
      assert.equal(result.exit, EXIT.refused, `${args.slice(0, 2).join(' ')} ${content}`)
      refusesWell(result)
      assert.deepEqual(readdirSync(folder), given)
    }
  }
  const counted = {
    lists: ['a'],
    histories: [[1]],
    counts: [4],
    draws: [[4]],
    recordsPerList: [4],
    checksums: ['q'],
    digest: 'd',
  }
  for (const wrong of [
    { histories: [3] },
    { counts: ['zq'] },
    { draws: [null] },
    { histories: [[0]] },
    { lists: ['a', 'b'] },
  ]) {
    writeFileSync(file, JSON.stringify({ ...counted, withDummies: true, ...wrong }))
    const result = await called(['match', 'finish', file, other, '--out', join(folder, 'out.csv'), '--json'])
    assert.deepEqual([result.exit, result.json['error']], [EXIT.refused, 'encodings_invalid'])
    refusesWell(result)
  }
  for (const absent of [join(folder, 'absent.clk'), folder]) {
    const result = await called(['match', absent, other, '--histories', join(folder, 'out.csv'), '--json'])
    assert.equal(result.exit, EXIT.failed)
    refusesWell(result)
  }
})
