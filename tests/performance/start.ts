// How long `npm start` takes with everything installed and built, and how much the browser fetches before it shows the
// first screen. Run it with `node tests/performance/start.ts`.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { gzipSync } from 'node:zlib'
import { freePort, repository, temporaryDataDir } from '../support/server-process.ts'
import { type Line, print, sampleOf } from './measure.ts'

const STARTS = 5

/** From the command to the line that says it is ready; then it is stopped as by Ctrl-C. */
async function npmStart(dataDir: string): Promise<number> {
  const started = performance.now()
  const child = spawn('npm', ['start', '--silent', '--', '--json'], {
    cwd: repository,
    env: { ...process.env, GLOACT_DATA_DIR: dataDir, GLOACT_PORT: String(await freePort()) },
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  })
  const ended = new Promise((resolve) => child.once('close', resolve))
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => line.startsWith('{') && resolve())
    child.once('exit', (code) => reject(new Error(`it ended with ${String(code)} before it was ready`)))
  })
  const ms = performance.now() - started
  // npm and the server are a group of their own, as in a terminal.
  process.kill(-child.pid!, 'SIGINT')
  await ended
  return ms
}

/** Node alone, as `npm start` begins it: what no server can be faster than. */
async function npmNothing(): Promise<number> {
  const started = performance.now()
  const child = spawn('npm', ['exec', '--offline', '--', 'node', '--version'], { cwd: repository, stdio: 'ignore' })
  await new Promise((resolve) => child.once('close', resolve))
  return performance.now() - started
}

export async function measureStart(): Promise<readonly Line[]> {
  const folder = temporaryDataDir()
  try {
    const first = await npmStart(folder.dataDir)
    const [again, nothing]: [number[], number[]] = [[], []]
    for (let round = 0; round < STARTS; round++) {
      again.push(await npmStart(folder.dataDir))
      nothing.push(await npmNothing())
    }
    const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
    const [start, bare] = [sampleOf(again), sampleOf(nothing)]
    return [
      {
        what: '`npm start`, everything installed, demonstration there',
        measured: `median ${seconds(start.p50)} of ${STARTS}`,
        reference: `npm and Node alone: ${seconds(bare.p50)}`,
        ratio: `× ${(start.p50 / bare.p50).toFixed(1)}`,
        goal: '≤ 6 s',
      },
      {
        what: 'the first start: database made, demonstration loaded',
        measured: seconds(first),
        reference: `a later start: ${seconds(start.p50)}`,
        ratio: `× ${(first / start.p50).toFixed(1)}`,
        goal: '—',
      },
    ]
  } finally {
    folder.remove()
  }
}

/** What is fetched before anything is shown: what `index.html` names, with the English sentences; scripts and styles, gzip. */
export function measureBundle(): readonly Line[] {
  const dist = join(repository, 'apps', 'web', 'dist')
  if (!existsSync(dist)) throw new Error('apps/web/dist is not there: run `npm start` once, which builds it')
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  const named = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, path]) => path!)
  // The English sentences come before anything is shown, too.
  const words = readdirSync(join(dist, 'assets')).filter((name) => /^en-[^.]+\.js$/.test(name))
  if (words.length === 0) throw new Error('the English sentences are not where they were')
  named.push(...words.map((name) => join('assets', name)))
  const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`
  const bytes = named.map((path) => readFileSync(join(dist, path)))
  const packed = bytes.reduce((sum, text) => sum + gzipSync(text).length, 0)
  const plain = bytes.reduce((sum, text) => sum + text.length, 0)
  return [
    {
      what: `scripts, styles and sentences before the first screen (${named.length} files)`,
      measured: `${kilobytes(packed)} gzip`,
      reference: `${kilobytes(plain)} as they are`,
      ratio: `× ${(packed / plain).toFixed(2)}`,
      goal: '≤ 250 kB gzip',
    },
  ]
}

if (import.meta.main) print('Starting, and the first screen', [...(await measureStart()), ...measureBundle()])
