/**
 * What the whole command takes, from the start of the process to its end, reading, writing, the report and the counts included:
 * seconds on the clock, seconds of processor over all threads, the most memory.
 * Run by hand: `node packages/disclosure/bench/command.ts [set …] [--runs 3]`; sets: vot12-100k, ctdc26, 500k-20, 500k-40.
 */
import { spawn } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inventedRecords, openRecords, type OpenRecords } from './open-records.ts'

const SETS: readonly { id: string; target: string; open: () => OpenRecords | undefined }[] = [
  { id: 'vot12-100k', target: 'T9: 20 s, 500 MB', open: () => openRecords('vot12-100k') },
  { id: 'ctdc26', target: '', open: () => openRecords('ctdc26') },
  { id: '500k-20', target: 'T10: 60 s, 2 GB', open: () => inventedRecords(500_000, 20) },
  { id: '500k-40', target: 'T10: 600 s, 2 GB', open: () => inventedRecords(500_000, 40) },
]
const MAIN = fileURLToPath(new URL('../../../apps/cli/main.ts', import.meta.url))
// The process tells what it took when it ends.
const TELLING = `data:text/javascript,process.on('exit',()=>{const{userCPUTime:u,systemCPUTime:s,maxRSS:m}=process.resourceUsage();process.stderr.write('TOOK '+JSON.stringify({cpu:(u+s)/1e6,memory:m/1024})+'\\n')})`

const given = process.argv.slice(2)
const runsAt = given.indexOf('--runs')
const RUNS = runsAt < 0 ? 3 : Number(given[runsAt + 1])
const wanted = given.filter((argument) => SETS.some(({ id }) => id === argument))
const folder = mkdtempSync(join(tmpdir(), 'gloact-synthesize-'))
const at = (name: string): string => join(folder, name)

function writeSet({ records, codeLists: { columns } }: OpenRecords): void {
  const file = openSync(at('cases.csv'), 'w')
  let text = `${columns.map(({ name }) => name).join()}\n`
  for (let row = 0; row < records.count; row++) {
    text += `${columns.map(({ codes }, column) => codes[records.values[column]![row]!]!).join()}\n`
    if (text.length < 1 << 20 && row < records.count - 1) continue
    writeSync(file, text)
    text = ''
  }
  closeSync(file)
  const lists: Record<string, string[]> = {}
  for (const { name, codes } of columns) lists[name] = codes.filter((code) => code !== '')
  writeFileSync(at('codes.json'), JSON.stringify({ version: 'bench', columns: lists }))
}

async function once(): Promise<{ readonly wall: number; readonly cpu: number; readonly memory: number }> {
  for (const name of ['ledger', 'out.csv', 'out.html', 'counts.csv']) rmSync(at(name), { force: true })
  const places = ['--out', at('out.csv'), '--report', at('out.html'), '--tables', at('counts.csv')]
  const asked = ['--codes', at('codes.json'), '--epsilon', '4', '--ledger', at('ledger'), ...places]
  const start = performance.now()
  const child = spawn(process.execPath, ['--import', TELLING, MAIN, 'synthesize', at('cases.csv'), ...asked], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let told = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (told += text))
  const exit = await new Promise((resolve) => child.once('close', resolve))
  const wall = (performance.now() - start) / 1000
  const took = /^TOOK (.*)$/m.exec(told)?.[1]
  if (exit !== 0 || took === undefined) throw new Error(`the command ended with ${String(exit)}: ${told}`)
  return { wall, ...(JSON.parse(took) as { cpu: number; memory: number }) }
}

try {
  for (const { id, target, open } of SETS) {
    if (wanted.length > 0 && !wanted.includes(id)) continue
    const set = open()
    if (!set) {
      console.log(`${id}: not on this machine`)
      continue
    }
    writeSet(set)
    console.log(`${id}, ${(statSync(at('cases.csv')).size / 2 ** 20).toFixed(0)} MB${target && `   target ${target}`}`)
    for (let run = 0; run < RUNS; run++) {
      const { wall, cpu, memory } = await once()
      const counts = existsSync(at('counts.csv')) ? statSync(at('counts.csv')).size / 2 ** 20 : 0
      console.log(
        `  wall ${wall.toFixed(1)} s, CPU ${cpu.toFixed(1)} s, peak ${memory.toFixed(0)} MB; counts of ${counts.toFixed(1)} MB`,
      )
    }
  }
} finally {
  rmSync(folder, { recursive: true })
}
