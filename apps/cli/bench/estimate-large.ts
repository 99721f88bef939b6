import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomSource } from '@gloact/kernel'
import { COMMANDS } from '../commands.ts'
import { dispatch } from '../dispatch.ts'

// `gloact estimate` of a file with one row a person, against reading the same file and cutting it into lines.
// Run by hand: `node apps/cli/bench/estimate-large.ts [people]` (three million where not given). Seconds are of one processor.
const PEOPLE = Number(process.argv[2] ?? 3_000_000)
const LISTS = { police: 0.3, shelter: 0.25, hotline: 0.2, clinic: 0.12 }
const folder = mkdtempSync(join(tmpdir(), 'gloact-estimate-bench-'))
const path = join(folder, 'people.csv')

async function invent(): Promise<void> {
  const file = createWriteStream(path)
  const random = randomSource(1)
  const names = Object.keys(LISTS)
  let text = `person_id,${names.join()}\n`
  for (let person = 1; person <= PEOPLE;) {
    const on = Object.values(LISTS).map((share) => (random.unit() < share ? 1 : 0))
    if (!on.includes(1)) continue
    text += `${person++},${on.join()}\n`
    if (text.length < 1 << 20) continue
    if (!file.write(text)) await once(file, 'drain')
    text = ''
  }
  file.end(text)
  await once(file, 'finish')
}

const seconds = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1e6
}

async function bare(): Promise<number> {
  const before = process.cpuUsage()
  let lines = 0
  let rest = ''
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18, encoding: 'utf8' })) {
    const cut = (rest + String(chunk)).split('\n')
    rest = cut.pop() ?? ''
    lines += cut.length
  }
  if (lines !== PEOPLE + 1) throw new Error(`${lines} lines`)
  return seconds(before)
}

try {
  await invent()
  const reading = await bare()
  console.log(
    `${PEOPLE} people, ${(statSync(path).size / 2 ** 20).toFixed(0)} MB; read and cut into lines: ${reading.toFixed(2)} s`,
  )
  for (const interval of ['none', 'bca']) {
    const before = process.cpuUsage()
    await dispatch(COMMANDS, ['estimate', path, '--interval', interval], { out() {}, error() {}, watched: false })
    const used = seconds(before)
    const peak = process.resourceUsage().maxRSS / 1024
    console.log(
      `estimate --interval ${interval}: ${used.toFixed(2)} s, ${(used / reading).toFixed(1)} times as long; peak memory ${peak.toFixed(0)} MB`,
    )
  }
} finally {
  rmSync(folder, { recursive: true })
}
