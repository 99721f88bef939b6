import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

const USAGE = `Usage: npm run two-countries

Starts two invented countries side by side, each with its own people, data, keys and address, and enters each with the other, so that
their authorities can write to one another. Ctrl-C ends both; the data is kept.

Environment: GLOACT_TWO_COUNTRIES_DIR (the folder of both; data-two-countries unless told).`

interface Started {
  readonly url: string
  readonly signIns: readonly { role: string; email: string; password: string; name: string; agencyName: string }[]
}

/** Two addresses of one machine: what a browser keeps for one of them (cookies) it does not send to the other. */
const COUNTRIES = [
  { name: 'Demoland', folder: 'demoland', host: 'localhost', port: 4600 },
  { name: 'Norland', folder: 'norland', host: '127.0.0.1', port: 4610 },
] as const

/** The roles that write to other countries; of each side they are named first. */
const ABROAD = [
  'cooperation_officer',
  'central_authority_approver',
  'liaison_officer',
  'intelligence_officer',
  'intelligence_approver',
]

const root = resolve(import.meta.dirname, '..')
const say = (text: string): void => void process.stderr.write(`${text}\n`)

async function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((done) => {
    const probe = createServer()
    probe.once('error', () => done(false))
    probe.listen(port, host, () => probe.close(() => done(true)))
  })
}

/** The first port from here on that nobody has, and none of those that were chosen already. */
async function freePort(from: number, host: string, taken: Set<number>): Promise<number> {
  for (let port = from; port < from + 400; port++) {
    if (!taken.has(port) && (await isFree(port, host))) {
      taken.add(port)
      return port
    }
  }
  throw new Error(`no free port from ${from} on`)
}

async function start(
  country: (typeof COUNTRIES)[number],
  { data, taken }: { readonly data: string; readonly taken: Set<number> },
): Promise<{ child: ChildProcess; started: Promise<Started> }> {
  const port = await freePort(country.port, country.host, taken)
  const exchangePort = await freePort(country.port + 43, '127.0.0.1', taken)
  const child = spawn(process.execPath, ['apps/server/main.ts', '--json'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl-C reaches the whole group; each is told once, by this process.
    detached: process.platform !== 'win32',
    env: {
      ...process.env,
      GLOACT_COUNTRY_DIR: join('countries', country.folder),
      GLOACT_DATA_DIR: join(data, country.folder),
      GLOACT_HOST: country.host,
      GLOACT_PORT: String(port),
      GLOACT_PUBLIC_URL: `http://${country.host}:${port}`,
      GLOACT_EXCHANGE_HOST: '127.0.0.1',
      GLOACT_EXCHANGE_PORT: String(exchangePort),
      GLOACT_EXCHANGE_URL: `https://127.0.0.1:${exchangePort}`,
      GLOACT_INVENTED_PEERS: join(data, 'public-keys'),
    },
  })
  createInterface({ input: child.stderr }).on('line', (line) => line && say(`${country.name}: ${line}`))
  const started = new Promise<Started>((done, failed) => {
    createInterface({ input: child.stdout }).once('line', (line) => done(JSON.parse(line) as Started))
    child.once('error', failed)
    child.once('exit', (code) => failed(new Error(`${country.name} ended with ${String(code)}`)))
  })
  // Awaited once both have begun, and a failure is reported there: one that comes before would otherwise end this process without a word.
  started.catch(() => undefined)
  return { child, started }
}

function described({ name }: (typeof COUNTRIES)[number], { url, signIns }: Started): string[] {
  const first = ABROAD.flatMap((role) => signIns.filter((each) => each.role === role))
  const all = [...first, ...signIns.filter((each) => !first.includes(each))]
  const rows = all.map((each) => [each.role.replaceAll('_', ' '), each.email, each.password, each.agencyName])
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]!.length)))
  return [
    '',
    `${name}: ${url}`,
    ...rows.map((row) => `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd()),
  ]
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done()
    child.once('exit', () => done())
    child.kill('SIGINT')
  })
}

async function main(): Promise<void> {
  if (process.argv.includes('--help') || process.argv.includes('-h')) return void process.stdout.write(`${USAGE}\n`)
  const data = resolve(process.env.GLOACT_TWO_COUNTRIES_DIR ?? join(root, 'data-two-countries'))
  // As root PostgreSQL runs as another user, who has to walk through.
  mkdirSync(data, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  const taken = new Set<number>()
  const children: ChildProcess[] = []
  let stopping: Promise<unknown> | undefined
  const stop = (code: number): void => {
    stopping ??= Promise.all(children.map(end)).then(() => process.exit(code))
  }
  process.on('SIGINT', () => stop(0))
  process.on('SIGTERM', () => stop(0))
  try {
    const both: { readonly country: (typeof COUNTRIES)[number]; readonly started: Promise<Started> }[] = []
    for (const country of COUNTRIES) {
      const { child, started } = await start(country, { data, taken })
      children.push(child)
      both.push({ country, started })
      // One without the other has nobody to write to.
      child.once('exit', (code) => stop(code === 0 ? 0 : 1))
    }
    const lines: string[] = []
    for (const { country, started } of both) lines.push(...described(country, await started))
    say(
      [
        '',
        'Two invented countries are ready, each entered with the other. People, agencies and treaties are invented; the keys lie next to the data.',
        ...lines,
        '',
        `Data: ${data}`,
        'Stop both with Ctrl-C.',
      ].join('\n'),
    )
  } catch (error) {
    if (stopping === undefined) say(error instanceof Error ? error.message : String(error))
    stop(1)
  }
}

await main()
