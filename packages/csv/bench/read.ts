import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unwrap } from '@gloact/kernel'
import { parseTable } from '../index.ts'
import { loadTable, readTable } from '../node/index.ts'

// Times the three readers over invented rows of seven cells, in seconds of one processor.
const ROWS = Number(process.argv[2] ?? 500_000)
const folder = mkdtempSync(join(tmpdir(), 'gloact-csv-bench-'))
const path = join(folder, 'rows.csv')
const lines = Array.from(
  { length: ROWS },
  (_, at) =>
    `${at},Given${at % 977},"Family, ${at % 1013}",1990-0${(at % 9) + 1}-11,F,Place ${at % 50},agency${at % 4}\n`,
)
writeFileSync(path, `id,given,family,born,sex,place,list\n${lines.join('')}`)
const size = statSync(path).size / 2 ** 20

async function time(name: string, work: () => Promise<number>): Promise<void> {
  const before = process.cpuUsage()
  const rows = await work()
  const { user, system } = process.cpuUsage(before)
  const seconds = (user + system) / 1e6
  const rates = `${(rows / seconds / 1000).toFixed(0)} thousand rows/s  ${(size / seconds).toFixed(1)} MB/s`
  console.log(`${name.padEnd(12)}${rows} rows  ${seconds.toFixed(2)} s  ${rates}`)
}

try {
  await time('readTable', async () => {
    let rows = 0
    for await (const _ of unwrap(await readTable(path)).rows) rows++
    return rows
  })
  await time('loadTable', async () => unwrap(await loadTable(path)).rows.length)
  await time('parseTable', () => Promise.resolve(unwrap(parseTable(readFileSync(path, 'utf8'))).rows.length))
} finally {
  rmSync(folder, { recursive: true })
}
