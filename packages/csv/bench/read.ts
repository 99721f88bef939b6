import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unwrap } from '@gloact/kernel'
import { parseTable } from '../index.ts'
import { loadTable, readTable } from '../node/index.ts'

/**
 * Times the readers, in seconds of one processor, beside `split` at line ends and commas, which knows no quote, no encoding and no
 * border of pieces: over a file, or over invented rows of seven cells, plain and with one in quotes.
 * Run by hand: `node packages/csv/bench/read.ts [FILE | ROWS]`.
 */
const given = process.argv[2]
const isFile = given !== undefined && !/^\d+$/.test(given)
const ROWS = isFile ? 0 : Number(given ?? 500_000)
const folder = mkdtempSync(join(tmpdir(), 'gloact-csv-bench-'))

function invented(name: string, family: (at: number) => string): string {
  const path = join(folder, name)
  const lines = Array.from(
    { length: ROWS },
    (_, at) => `${at},Given${at % 977},${family(at)},1990-0${(at % 9) + 1}-11,F,Place ${at % 50},agency${at % 4}\n`,
  )
  writeFileSync(path, `id,given,family,born,sex,place,list\n${lines.join('')}`)
  return path
}

async function time(name: string, size: number, work: () => Promise<number>): Promise<void> {
  const before = process.cpuUsage()
  const rows = await work()
  const { user, system } = process.cpuUsage(before)
  const seconds = (user + system) / 1e6
  const rates = `${(rows / seconds / 1000).toFixed(0)} thousand rows/s  ${(size / seconds).toFixed(1)} MB/s`
  console.log(`  ${name.padEnd(20)}${rows} rows  ${seconds.toFixed(2)} s  ${rates}`)
}

async function measure(path: string): Promise<void> {
  const size = statSync(path).size / 2 ** 20
  console.log(`${path}, ${size.toFixed(1)} MB`)
  // The first round warms the engine up.
  for (const round of ['first', 'again']) {
    const named = (name: string) => `${name}, ${round}`
    await time(named('split'), size, () => {
      let rows = -1
      for (const line of readFileSync(path, 'utf8').split('\n')) if (line !== '' && line.split(',').length > 1) rows++
      return Promise.resolve(rows)
    })
    await time(named('readTable'), size, async () => {
      let rows = 0
      for await (const _ of unwrap(await readTable(path)).rows) rows++
      return rows
    })
    await time(named('batches'), size, async () => {
      let rows = 0
      for await (const batch of unwrap(await readTable(path)).batches) rows += batch.length
      return rows
    })
    await time(named('loadTable'), size, async () => unwrap(await loadTable(path)).rows.length)
    await time(named('parseTable'), size, () =>
      Promise.resolve(unwrap(parseTable(readFileSync(path, 'utf8'))).rows.length),
    )
  }
}

try {
  if (isFile) await measure(given)
  else {
    await measure(invented('plain.csv', (at) => `Family ${at % 1013}`))
    await measure(invented('quoted.csv', (at) => `"Family, ${at % 1013}"`))
  }
} finally {
  rmSync(folder, { recursive: true })
}
