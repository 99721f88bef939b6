import { Agent, request } from 'node:http'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A request of a mixed load. */
export interface Asked {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: object
}

/** Somebody signed in, for many requests at once: as light as it gets, for the machine that is measured makes them too. */
export interface LoadCaller {
  ask(asked: Asked): Promise<void>
  close(): void
}

export function loadCaller(url: string, cookie: string, most: number): LoadCaller {
  const { hostname, port } = new URL(url)
  // As an office has it, from many addresses: the limit for a program that runs away counts by address.
  const agents = Array.from(
    { length: 40 },
    (_, index) => new Agent({ keepAlive: true, maxSockets: most, localAddress: `127.0.1.${index + 1}` }),
  )
  let turn = 0
  return {
    ask: ({ method, path, body }) =>
      new Promise((resolve, reject) => {
        const text = body === undefined ? undefined : JSON.stringify(body)
        const sent = request(
          {
            host: hostname === 'localhost' ? '127.0.0.1' : hostname,
            port,
            method,
            path: `/api/v1${path}`,
            agent: agents[turn++ % Math.min(agents.length, most)]!,
            headers: {
              cookie,
              'x-gloact-request': '1',
              ...(text !== undefined && {
                'content-type': 'application/json',
                'content-length': Buffer.byteLength(text),
              }),
            },
          },
          (answer) => {
            answer.resume()
            answer.once('error', reject)
            answer.once('end', () =>
              (answer.statusCode ?? 500) < 300
                ? resolve()
                : reject(new Error(`${method} ${path} was answered with ${String(answer.statusCode)}`)),
            )
          },
        )
        sent.once('error', reject)
        sent.end(text)
      }),
    close: () => {
      for (const agent of agents) agent.destroy()
    },
  }
}

export interface Loaded {
  readonly count: number
  readonly perSecond: number
  /** Time of processor for each: of the server's own processes, and of PostgreSQL's; undefined where the system does not tell. */
  readonly server: number | undefined
  readonly database: number | undefined
}

/** Keeps so many going at once until the time is over, and lets those that have begun end. */
export async function underLoad(
  atOnce: number,
  milliseconds: number,
  one: (index: number) => Promise<unknown>,
  processes: { readonly server: readonly number[]; readonly database: readonly number[] },
): Promise<Loaded> {
  const [server, database] = [processorTime(processes.server), processorTime(processes.database)]
  const started = performance.now()
  let count = 0
  const lane = async (): Promise<void> => {
    while (performance.now() - started < milliseconds) await one(count++)
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  const seconds = (performance.now() - started) / 1_000
  const each = (before: number | undefined, now: number | undefined): number | undefined =>
    before === undefined || now === undefined ? undefined : (now - before) / count
  return {
    count,
    perSecond: count / seconds,
    server: each(server, processorTime(processes.server)),
    database: each(database, processorTime(processes.database)),
  }
}

const TICK_MS = 10

/** Milliseconds that processes and all their children have had, as Linux counts them; of children that ended, too. */
export function processorTime(roots: readonly number[]): number | undefined {
  const all = processTable()
  if (!all) return undefined
  let ticks = 0
  const add = (pid: number): void => {
    const found = all.get(pid)
    if (!found) return
    ticks += found.ticks
    for (const [child, { parent }] of all) if (parent === pid) add(child)
  }
  for (const root of roots) add(root)
  return ticks * TICK_MS
}

function processTable(): Map<number, { readonly parent: number; readonly ticks: number }> | undefined {
  const all = new Map<number, { parent: number; ticks: number }>()
  let names: string[]
  try {
    names = readdirSync('/proc')
  } catch {
    return undefined
  }
  for (const name of names) {
    if (!/^\d+$/.test(name)) continue
    try {
      const text = readFileSync(join('/proc', name, 'stat'), 'utf8')
      const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
      const [own, ended] = [Number(fields[11]) + Number(fields[12]), Number(fields[13]) + Number(fields[14])]
      all.set(Number(name), { parent: Number(fields[1]), ticks: own + ended })
    } catch {
      // It has ended meanwhile.
    }
  }
  return all
}
