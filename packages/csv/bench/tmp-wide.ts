import { readFileSync } from 'node:fs'
import { unwrap } from '@gloact/kernel'
import { parseTable } from '../index.ts'
import { readTable, loadTable } from '../node/index.ts'
const path = process.argv[2]!
async function time(name: string, work: () => Promise<number>) {
  const before = process.cpuUsage()
  const t = Date.now()
  const rows = await work()
  const { user, system } = process.cpuUsage(before)
  console.log(
    name.padEnd(12),
    rows,
    'cpu',
    ((user + system) / 1e6).toFixed(2),
    'wall',
    (Date.now() - t) / 1000,
    'rss',
    (process.resourceUsage().maxRSS / 1024).toFixed(0),
  )
}
for (let i = 0; i < 2; i++) {
  await time('readTable', async () => {
    let rows = 0
    for await (const _ of unwrap(await readTable(path)).rows) rows++
    return rows
  })
  await time('split', async () => {
    let n = 0
    for (const line of readFileSync(path, 'utf8').split('\n')) n += line.split(',').length > 1 ? 1 : 0
    return n
  })
  await time('parseTable', async () => unwrap(parseTable(readFileSync(path, 'utf8'))).rows.length)
}
