import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { unwrap } from '@gloact/kernel'
import { TableError } from '../problem.ts'
import { loadTable, readTable, writeTable, writeTogether, writeWhole } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-csv-'))
after(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const codeOf = async (path: string, options = {}): Promise<string> => {
  const result = await loadTable(path, options)
  return result.ok ? 'read' : result.error.code
}

test('UTF-8 and UTF-16 are read with or without a mark, anything else as Windows-1252, and said', async () => {
  const text = 'naam;leeftijd\nZoë;31\nMüller;4\n'
  const expected = [
    ['Zoë', '31'],
    ['Müller', '4'],
  ]
  const utf16be = Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()
  for (const [name, bytes, encoding] of [
    ['plain.csv', Buffer.from(text), 'utf-8'],
    ['mark.csv', Buffer.from(`\uFEFF${text}`), 'utf-8'],
    ['le.csv', Buffer.from(`\uFEFF${text}`, 'utf16le'), 'utf-16le'],
    ['bare-le.csv', Buffer.from(text, 'utf16le'), 'utf-16le'],
    ['be.csv', utf16be, 'utf-16be'],
    ['old.csv', Buffer.from(text, 'latin1'), 'windows-1252'],
  ] as const) {
    const table = unwrap(await loadTable(file(name, bytes)))
    assert.deepEqual(table.rows, expected, name)
    assert.deepEqual(table.columns, ['naam', 'leeftijd'], name)
    assert.equal(table.encoding, encoding, name)
    assert.equal(
      table.warnings.some(({ code }) => code === 'csv.windows_1252'),
      encoding === 'windows-1252',
      name,
    )
  }
})

test('Cyrillic, Arabic and Chinese bytes of old encodings are not read as Western ones; Portuguese ones are', async () => {
  // “имя,н\nИванов,1” in Windows-1251, “اسم,ن\nأمينة,1” in 1256, “姓名,n\n张三丰,1” in GBK.
  for (const [name, hex] of [
    ['1251', 'e8ecff2ced0ac8e2e0edeee22c310a'],
    ['1256', 'c7d3e32ce40ac3e3edd2c92c310a'],
    ['gbk', 'd0d5c3fb2c6e0ad5c5c8fdb7e12c310a'],
  ] as const) {
    assert.equal(await codeOf(file(`${name}.csv`, Buffer.from(hex, 'hex'))), 'csv.encoding_unknown', name)
  }
  const portuguese = file('1252.csv', Buffer.from('nome,relação\nJoão Conceição,mãe\nÂngela,irmão\n', 'latin1'))
  assert.deepEqual(unwrap(await loadTable(portuguese)).rows[0], ['João Conceição', 'mãe'])
})

test('a character that no text has is refused wherever it stands', async () => {
  assert.equal(await codeOf(file('nul.csv', `a,b\n${'1,2\n'.repeat(5000)}3,\u00004\n`)), 'csv.binary')
})

test('files that belong together are all written or none is, and never over what is no file', async () => {
  const [first, second] = [file('first.csv', 'before'), join(folder, 'second.csv')]
  const refusedPlaces = [folder, '/dev/full', join(folder, 'nowhere', 'x.csv')]
  for (const path of refusedPlaces) {
    const written = await writeTogether([
      { path: first, pieces: ['after'] },
      { path, pieces: ['after'] },
    ])
    assert.equal(!written.ok && written.error.code, 'csv.not_writable', path)
    assert.equal(readFileSync(first, 'utf8'), 'before')
  }
  symlinkSync(first, join(folder, 'link.csv'))
  unwrap(
    await writeTogether([
      { path: join(folder, 'link.csv'), pieces: ['after'] },
      { path: second, pieces: ['b'] },
    ]),
  )
  assert.deepEqual(
    [first, second].map((path) => readFileSync(path, 'utf8')),
    ['after', 'b'],
  )
  assert.ok(statSync('/dev/full').isCharacterDevice())
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.endsWith('.part')),
    [],
  )
})

test('only what says that a file cannot be written there is told so; the rest is thrown', async () => {
  const [good, loop] = [file('good.txt', 'x'), join(folder, 'loop')]
  symlinkSync(loop, loop)
  for (const path of [join(good, 'x.csv'), join(folder, 'x'.repeat(300)), loop, join(folder, 'nowhere', 'x.csv')]) {
    const written = await writeWhole(path, ['x'])
    assert.equal(!written.ok && written.error.code, 'csv.not_writable', path)
  }
  await assert.rejects(writeWhole('x\u0000.csv', ['x']), { code: 'ERR_INVALID_ARG_VALUE' })
  // Nor is what the pieces were made from the file's place.
  const source = Object.assign(new Error('another file'), { code: 'EACCES' })
  const pieces = (function* () {
    yield 'half'
    throw source
  })()
  await assert.rejects(writeWhole(join(folder, 'x.csv'), pieces), source)
  assert.equal(existsSync(join(folder, 'x.csv')), false)
})

test('no more files than may be open is not taken for a place that cannot be written', async () => {
  const script = `
    import { openSync } from 'node:fs'
    import { writeWhole } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)}
    await writeWhole(process.argv[1], ['x'])
    for (;;) try { openSync('/dev/null') } catch { break }
    const told = await writeWhole(process.argv[1], ['x']).then((one) => JSON.stringify(one), (error) => error.code)
    process.stdout.write(told)`
  const node = `ulimit -n 200; exec "$0" --input-type=module --eval "$1" "$2"`
  const { stdout } = spawnSync('sh', ['-c', node, process.execPath, script, join(folder, 'many.csv')], {
    encoding: 'utf8',
  })
  assert.equal(stdout, 'EMFILE')
})

test('a letter that is cut by the border of two pieces is whole', async () => {
  const path = file('long.csv', `name,n\n${'Ж'.repeat(200_000)}a,1\n${'Ж'.repeat(200_001)},2\n`)
  const { rows, encoding } = unwrap(await loadTable(path))
  assert.equal(encoding, 'utf-8')
  assert.equal(rows[0]![0]!.length, 200_001)
})

test('what is no text, or cannot be read, is refused with words that say what to do', async () => {
  assert.equal(await codeOf(join(folder, 'none.csv')), 'csv.not_found')
  assert.equal(await codeOf(folder), 'csv.not_found')
  assert.equal(await codeOf(file('empty.csv', '')), 'csv.empty')
  assert.equal(await codeOf(file('book.xlsx', Buffer.from('PK\u0003\u0004rest'))), 'csv.workbook')
  assert.equal(await codeOf(file('bytes.bin', Buffer.from([97, 0, 98, 255, 0, 0, 1, 0, 0]))), 'csv.binary')
  assert.equal(await codeOf(file('quote.csv', 'a,b\n"x,1\n')), 'csv.unclosed_quote')
  assert.equal(await codeOf(file('endless.csv', `a,b\n${'x'.repeat(1_200_000)}`)), 'csv.record_too_large')
  assert.equal(
    await codeOf(file('latin.csv', Buffer.from('a\nJos\xe9\n', 'latin1')), { encoding: 'utf-8' }),
    'csv.encoding',
  )
  const large = await loadTable(file('large.csv', `a\n${'1\n'.repeat(1_500_000)}`), { largestBytes: 2 ** 20 })
  assert.ok(!large.ok)
  assert.match(large.error.message, /has 3 MB; .* 1 MB/)
})

test('rows come one at a time, with progress, and end with a problem where the file goes wrong', async () => {
  const good = file('good.csv', `a,b\n${'1,2\n'.repeat(80_000)}`)
  const seen: number[] = []
  const table = unwrap(await readTable(good, { onProgress: (done) => seen.push(done) }))
  let count = 0
  for await (const row of table.rows) count += row.length
  assert.equal(count, 160_000)
  assert.equal(seen.at(-1), statSync(good).size)
  const bad = unwrap(await readTable(file('bad.csv', `a,b\n${'1,2\n'.repeat(1000)}1,2,3\n`)))
  await assert.rejects(
    async () => {
      for await (const _ of bad.rows);
    },
    (error) => error instanceof TableError && error.problem.params?.['row'] === 1002,
  )
})

test('reading is cancelled by its signal', async () => {
  const path = file('cancel.csv', `a,b\n${'1,2\n'.repeat(80_000)}`)
  const cancel = new AbortController()
  const { rows } = unwrap(await readTable(path, { signal: cancel.signal }))
  await assert.rejects(
    async () => {
      for await (const _ of rows) cancel.abort()
    },
    (error) => error instanceof TableError && error.problem.code === 'csv.cancelled',
  )
  assert.equal(await codeOf(path, { signal: cancel.signal }), 'csv.cancelled')
})

test('a table is written whole, for its owner alone, and read back', async () => {
  const path = join(folder, 'out.csv')
  writeFileSync(path, 'what stood there')
  assert.deepEqual(
    unwrap(
      await writeTable(
        path,
        ['a', 'b'],
        [
          ['=1', '-2'],
          ['x,y', ''],
        ],
      ),
    ),
    { rows: 2 },
  )
  assert.equal(readFileSync(path, 'utf8'), `a,b\n'=1,-2\n"x,y",\n`)
  assert.equal(statSync(path).mode & 0o777, 0o600)
})

test('writing that is cancelled, fails or has no place leaves nothing, and what stood there stands', async () => {
  const path = file('kept.csv', 'kept')
  const cancel = new AbortController()
  function* endless(): Generator<readonly string[]> {
    for (let at = 0; ; at++) {
      if (at === 20_000) cancel.abort()
      yield ['some', 'cells']
    }
  }
  const cancelled = await writeTable(path, ['a', 'b'], endless(), { signal: cancel.signal })
  assert.equal(!cancelled.ok && cancelled.error.code, 'csv.cancelled')
  await assert.rejects(() =>
    writeWhole(
      path,
      (function* () {
        yield 'half'
        throw new Error('a bug')
      })(),
    ),
  )
  assert.equal(readFileSync(path, 'utf8'), 'kept')
  assert.equal(existsSync(join(folder, 'nowhere')), false)
  const nowhere = await writeTable(join(folder, 'nowhere', 'x.csv'), ['a'], [])
  assert.equal(!nowhere.ok && nowhere.error.code, 'csv.not_writable')
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.endsWith('.part')),
    [],
  )
})

test('a separator is one character, and neither a quote nor a line end', async () => {
  const path = file('bars.csv', 'a|b\n1|2\n')
  for (const delimiter of ['', ',,', '"', '\n', '\\t']) assert.equal(await codeOf(path, { delimiter }), 'csv.delimiter')
  assert.deepEqual(unwrap(await loadTable(path, { delimiter: '|' })).rows, [['1', '2']])
})
