import { readdirSync, readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'

/** A request of a mixed load. */
export interface Asked {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: object
}

/**
 * Somebody signed in, for many requests at once: as light as it gets, for the machine that is measured makes them too. Node's own client
 * takes as much processor as the server's part of a request.
 */
export interface LoadCaller {
  ask(asked: Asked): Promise<void>
  close(): void
}

export function loadCaller(url: string, cookie: string): LoadCaller {
  const { hostname, port } = new URL(url)
  const host = hostname === 'localhost' ? '127.0.0.1' : hostname
  const all: Connection[] = []
  const free: Connection[] = []
  return {
    ask: async ({ method, path, body }) => {
      let connection = free.pop()
      if (!connection) {
        // As an office has it, from many addresses: the limit for a program that runs away counts by address.
        connection = openConnection(
          connect({ host, port: Number(port), localAddress: `127.0.1.${(all.length % 40) + 1}` }),
        )
        all.push(connection)
      }
      const text = body === undefined ? '' : JSON.stringify(body)
      const about =
        text === '' ? '' : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n`
      const head = `${method} /api/v1${path} HTTP/1.1\r\nhost: ${host}:${port}\r\ncookie: ${cookie}\r\nx-gloact-request: 1\r\n${about}`
      const status = await connection.send(`${head}\r\n${text}`)
      free.push(connection)
      if (status >= 300) throw new Error(`${method} ${path} was answered with ${status}`)
    },
    close: () => {
      for (const connection of all) connection.close()
    },
  }
}

interface Connection {
  /** The status of the answer, once all of it is here. */
  send(request: string): Promise<number>
  close(): void
}

/** One request after the other over one socket; of the answer only its status and its length are read. */
function openConnection(socket: Socket): Connection {
  let received: Buffer[] = []
  let size = 0
  let awaited: { readonly status: number; readonly size: number } | undefined
  let waiting: PromiseWithResolvers<number> | undefined
  socket.setNoDelay(true)
  socket.on('data', (part) => {
    received.push(part)
    size += part.length
    awaited ??= headOf(received.length === 1 ? part : Buffer.concat(received))
    if (awaited === undefined || size < awaited.size) return
    const { status } = awaited
    received = []
    size = 0
    awaited = undefined
    waiting?.resolve(status)
  })
  const fail = (error?: Error): void => waiting?.reject(error ?? new Error('The server closed the connection.'))
  socket.on('error', fail)
  socket.on('close', () => fail())
  return {
    send: (request) => {
      waiting = Promise.withResolvers<number>()
      socket.write(request)
      return waiting.promise
    },
    close: () => {
      waiting = undefined
      socket.destroy()
    },
  }
}

/** Undefined until the whole head is here. Our server gives the length of each answer of the mixed load. */
function headOf(received: Buffer): { readonly status: number; readonly size: number } | undefined {
  const end = received.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const head = received.toString('latin1', 0, end)
  const length = /^content-length: *(\d+)/im.exec(head)
  if (!length) throw new Error(`An answer without its length: ${head}`)
  return { status: Number(head.slice(9, 12)), size: end + 4 + Number(length[1]) }
}

export interface Loaded {
  readonly count: number
  readonly perSecond: number
  /** Milliseconds of processor for each: of the server with the PostgreSQL that it started, and of PostgreSQL alone; undefined where the system does not say. */
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
