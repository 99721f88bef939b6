// How long `npm start` takes with everything installed and built, and how much the browser fetches before it shows the
// first screen. Run it with `node tests/performance/start.ts`.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { launchBrowser, newPage } from '../e2e/browser.ts'
import { FIRST_SCREEN_AT_MOST, onTheWire, openFirstScreen, type Fetched } from '../e2e/first-screen.ts'
import { freePort, repository, startServerProcess, temporaryDataDir } from '../support/server-process.ts'
import { type Line, print, sampleOf } from './measure.ts'
import { processorTime } from './processor-time.ts'

const STARTS = 5

interface Started {
  readonly ms: number
  /** Of npm, the server and its database together: what says something where the machine does other work as well. */
  readonly processor: number
}

/** From the command to the line that says it is ready; then it is stopped as by Ctrl-C. */
async function npmStart(dataDir: string): Promise<Started> {
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
  const processor = processorTime(child.pid!)
  // npm and the server are a group of their own, as in a terminal.
  process.kill(-child.pid!, 'SIGINT')
  await ended
  return { ms, processor }
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
    const [again, nothing]: [Started[], number[]] = [[], []]
    for (let round = 0; round < STARTS; round++) {
      again.push(await npmStart(folder.dataDir))
      nothing.push(await npmNothing())
    }
    const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
    const [start, bare] = [sampleOf(again.map(({ ms }) => ms)), sampleOf(nothing)]
    const processor = sampleOf(again.map((one) => one.processor)).p50
    return [
      {
        what: '`npm start`, everything installed, demonstration there',
        measured: `median ${seconds(start.p50)} of ${STARTS}, ${seconds(processor)} of processor`,
        reference: `npm and Node alone: ${seconds(bare.p50)}`,
        ratio: `× ${(start.p50 / bare.p50).toFixed(1)}`,
        goal: '≤ 6 s',
      },
      {
        what: 'the first start: database made, demonstration loaded',
        measured: `${seconds(first.ms)}, ${seconds(first.processor)} of processor`,
        reference: `a later start: ${seconds(start.p50)}`,
        ratio: `× ${(first.ms / start.p50).toFixed(1)}`,
        goal: '—',
      },
      ...(await measureScreens(folder.dataDir)),
    ]
  } finally {
    folder.remove()
  }
}

/**
 * What a browser that was never here asks for until it shows the first screen (to sign in), and from there until a
 * caseworker sees their own work: scripts with the sentences of the language, and styles, with their headers, as they came
 * over the line.
 */
async function measureScreens(dataDir: string): Promise<readonly Line[]> {
  const server = await startServerProcess({ dataDir })
  const browser = await launchBrowser()
  try {
    const page = await newPage(browser)
    const first = await openFirstScreen(page, server.url)
    const { email, password } = server.signIns.find(({ role }) => role === 'caseworker')!
    await page.locator('input[type=email]').fill(email)
    await page.locator('input[type=password]').fill(password)
    await page.keyboard.press('Enter')
    await page.locator('#main h1').waitFor({ state: 'attached' })
    await page.locator('input[type=password]').waitFor({ state: 'detached' })
    await page.locator('#main h1').waitFor()
    const toWork = await first.upToNow()
    return [
      lineOf(
        'scripts, styles and sentences until the first screen',
        first.files,
        `≤ ${kilobytes(FIRST_SCREEN_AT_MOST)}`,
      ),
      lineOf('the same until a caseworker sees their work', toWork, '—'),
    ]
  } finally {
    await browser.close()
    await server.stop()
  }
}

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`

function lineOf(what: string, files: readonly Fetched[], goal: string): Line {
  const sent = onTheWire(files)
  const plain = files.reduce((sum, { unpacked }) => sum + unpacked, 0)
  return {
    what: `${what} (${files.length} files)`,
    measured: `${kilobytes(sent)} on the wire`,
    reference: `${kilobytes(plain)} unpacked`,
    ratio: `× ${(sent / plain).toFixed(2)}`,
    goal,
  }
}

if (import.meta.main) print('Starting, and the first screen', await measureStart())
