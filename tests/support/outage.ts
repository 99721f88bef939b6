import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { newId } from '@gloact/kernel'
import { openDatabase, startEmbedded } from '@gloact/postgres'
import { loadedDataDir } from './loaded-folder.ts'
import { ownerUrl, signInAs, startServerProcess, type Caller, type ServerProcess } from './server-process.ts'

/** The database that comes along, which the server itself starts again; or one that others run and start. */
export const DATABASE_KINDS = ['embedded', 'external'] as const
export type DatabaseKind = (typeof DATABASE_KINDS)[number]

/** How the server was before, while and after its database was away. */
export interface Outage {
  readonly kind: DatabaseKind
  readonly seconds: number
  /** What was answered to reads and writes while it was away, by status. */
  readonly answered: Readonly<Record<string, number>>
  /** The longest that anybody waited for an answer then. */
  readonly slowestSeconds: number
  /** What `/ready` said then. */
  readonly ready: number
  /** From the return of the database until a note is recorded and `/ready` is 200. */
  readonly backAfterSeconds: number
  /** How much longer everything took then, at its worst, since other work was going on: 1 on a machine with nothing else to do. */
  readonly crowding: number
  readonly megabytes: { readonly before: number; readonly peak: number; readonly after: number }
  /** Connections of this server, from PostgreSQL's own list. */
  readonly connections: { readonly before: number; readonly after: number }
  readonly acknowledged: number
  /** Acknowledged notes that are not there exactly once. */
  readonly wrong: number
}

export interface Stage {
  readonly kind: DatabaseKind
  readonly server: ServerProcess
  /** Takes the database away for so long, while people go on working, and gives it back. */
  away(seconds: number): Promise<Outage>
  /** Takes it away, and asks the server to end: how long it takes. */
  endsWithout(): Promise<{ readonly seconds: number; readonly code: number | null; readonly crowding: number }>
  close(): Promise<void>
}

const today = new Date().toISOString().slice(0, 10)
const action = (type: string, payload: unknown) => ({
  id: newId(),
  type,
  payload,
  happenedAt: new Date().toISOString(),
})

/** A server on a database of this kind, with invented people in it. */
export async function outageStage(kind: DatabaseKind): Promise<Stage> {
  const folder = loadedDataDir()
  const { dataDir } = folder
  const start = () => startEmbedded({ dataDir, durable: false })
  if (kind === 'external') await start()
  const env = kind === 'external' ? externalOf(dataDir) : {}
  const server = await startServerProcess({ dataDir, env })
  const caller = await signInAs(server, 'caseworker')
  const fileId = await openFile(caller)
  await workFor(caller, fileId, 200)

  const takeAway = async (): Promise<Server> => {
    const { pid, port } = postmasterOf(dataDir)
    process.kill(pid, 'SIGKILL')
    // Another program has its port for as long: the server would start its own again at once, and what others run has to come back under
    // the same address.
    return occupy(port)
  }
  const giveBack = async (blocker: Server): Promise<void> => {
    await closed(blocker)
    if (kind === 'external') await start()
  }

  return {
    kind,
    server,
    async away(seconds) {
      const before = { megabytes: residentOf(server.pid), connections: await connectionsOf(dataDir) }
      const acknowledged: string[] = []
      const answered: Record<string, number> = {}
      let slowest = 0
      let peak = before.megabytes
      const crowd = watchCrowding()
      const blocker = await takeAway()
      const until = Date.now() + seconds * 1_000
      const work = async (): Promise<void> => {
        while (Date.now() < until) {
          const began = Date.now()
          const sent = note()
          const [wrote, read] = await Promise.all([
            caller.post(`/protection/files/${fileId}/actions`, { actions: [sent] }),
            caller.get(`/protection/files/${fileId}`),
          ])
          if (wrote.status === 200) acknowledged.push(sent.id)
          for (const { status } of [wrote, read]) answered[status] = (answered[status] ?? 0) + 1
          slowest = Math.max(slowest, Date.now() - began)
          peak = Math.max(peak, residentOf(server.pid))
          await delay(100)
        }
      }
      const lanes = Promise.all([work(), work(), work()])
      await delay(seconds * 500)
      const ready = (await fetch(`${server.url}/ready`)).status
      await delay(Math.max(0, until - Date.now()))
      const returned = Date.now()
      await giveBack(blocker)
      const back = note()
      for (;;) {
        const recorded = await caller.post(`/protection/files/${fileId}/actions`, { actions: [back] })
        if (recorded.status === 200 && (await fetch(`${server.url}/ready`)).status === 200) break
        if (Date.now() - returned > 60_000 * crowd.most()) break
        await delay(50)
      }
      acknowledged.push(back.id)
      const backAfter = Date.now() - returned
      await lanes
      const crowded = crowd.stop()
      await workFor(caller, fileId, 200)
      const { body } = await caller.get(`/protection/files/${fileId}`)
      const there = (body as { notes: { actionId: string }[] }).notes.map(({ actionId }) => actionId)
      return {
        kind,
        seconds,
        answered,
        slowestSeconds: slowest / 1_000,
        ready,
        backAfterSeconds: backAfter / 1_000,
        crowding: crowded,
        megabytes: { before: before.megabytes, peak, after: residentOf(server.pid) },
        connections: { before: before.connections, after: await connectionsOf(dataDir) },
        acknowledged: acknowledged.length,
        wrong: acknowledged.filter((id) => there.filter((each) => each === id).length !== 1).length,
      }
    },
    async endsWithout() {
      const blocker = await takeAway()
      await delay(1_000)
      const crowd = watchCrowding()
      const began = Date.now()
      const code = await server.stop()
      const seconds = (Date.now() - began) / 1_000
      const crowded = crowd.stop()
      await giveBack(blocker)
      return { seconds, code, crowding: crowded }
    },
    async close() {
      await server.kill()
      await (await start()).stop()
      folder.remove()
    },
  }
}

/** Looks again and again how crowded the machine is, and tells the worst that it met. */
function watchCrowding(): { most(): number; stop(): number } {
  let most = crowding()
  const look = (): number => (most = Math.max(most, crowding()))
  // From the end of each look: it keeps this process from everything else for as long as it takes.
  const looking = setTimeout(() => {
    look()
    looking.refresh()
  }, BETWEEN_PROBES_MS)
  looking.unref()
  return {
    most: () => most,
    stop: () => {
      clearTimeout(looking)
      return look()
    },
  }
}

/** How long a piece of work takes for each second of processor that it gets: at least 1, more where others have the processor. */
function crowding(): number {
  const began = performance.now()
  const before = process.cpuUsage()
  const got = () => {
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1_000
  }
  while (got() < PROBED_MS);
  return Math.max(1, (performance.now() - began) / got())
}

const PROBED_MS = 100
const BETWEEN_PROBES_MS = 1_000

const note = () => action('note_added', { kind: 'general', text: 'She is safe.', notedOn: today })

async function openFile(caller: Caller): Promise<string> {
  const fileId = newId()
  const opened = await caller.post('/protection/files', {
    fileId,
    personId: newId(),
    actions: [
      action('file_opened', { age: 'child', contactOn: today, channel: 'ngo', teamId: null, assignedTo: null }),
    ],
  })
  if (opened.status !== 201) throw new Error(`no file was opened: ${JSON.stringify(opened)}`)
  return fileId
}

/** So many readings, so that memory is measured on a server that has worked. */
async function workFor(caller: Caller, fileId: string, readings: number): Promise<void> {
  for (let read = 0; read < readings; read += 4)
    await Promise.all([0, 1, 2, 3].map(() => caller.get(`/protection/files/${fileId}`)))
}

function externalOf(dataDir: string): NodeJS.ProcessEnv {
  const owner = new URL(ownerUrl(dataDir))
  const { passwords } = JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8')) as {
    passwords: Record<'app' | 'migrator', string>
  }
  const as = (role: 'app' | 'migrator') =>
    `postgresql://gloact_${role}:${passwords[role]}@127.0.0.1:${owner.port}/gloact`
  return { DATABASE_URL: as('app'), DATABASE_MIGRATOR_URL: as('migrator') }
}

/** The PostgreSQL of a data folder, from its own pid file. */
export function postmasterOf(dataDir: string): { readonly pid: number; readonly port: number } {
  const where = join(dataDir, 'postgres.where')
  const folder = existing(where) ?? dataDir
  const lines = readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
  return { pid: Number(lines[0]), port: Number(lines[3]) }
}

function existing(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return undefined
  }
}

/** Takes a port as soon as it is free, and lets nobody in. */
export async function occupy(port: number): Promise<Server> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await new Promise<Server>((resolve, reject) => {
        const server = createServer((socket) => socket.destroy())
        server.once('error', reject)
        server.listen(port, '127.0.0.1', () => resolve(server))
      })
    } catch (error) {
      if (attempt === 100) throw error
      await delay(20)
    }
  }
}

export const closed = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()))

/** What a process holds in memory, in megabytes. */
export function residentOf(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Math.round(Number(kilobytes) / 1_024)
}

async function connectionsOf(dataDir: string): Promise<number> {
  const db = openDatabase(ownerUrl(dataDir), { max: 1, name: 'outage' })
  try {
    const { rows } = await db.pool.query<{ n: number }>(
      `select count(*) as n from pg_stat_activity where backend_type = 'client backend' and application_name like 'gloact%'`,
    )
    return rows[0]?.n ?? 0
  } finally {
    await db.destroy()
  }
}
