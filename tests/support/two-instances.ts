import { fork, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asInstant, newId, systemClock, unwrap } from '@gloact/kernel'
import { createExchange, openExchangeKeys, wordsOf, type OwnEntry } from '@gloact/exchange/server'
import { inScope, type Scope } from '@gloact/postgres'
import { testDatabase, type TestDatabase } from '@gloact/postgres/testing'
import { sql } from 'kysely'
import type { InstanceSettings, Order } from './exchange-instance.ts'

/** A stretch of network that can be cut: what is on its way is lost, and nobody connects until it is repaired. */
export interface Wire {
  readonly port: number
  cut(): void
  reconnect(): void
  close(): void
}

async function wireTo(target: () => number): Promise<Wire> {
  let isCut = false
  const open = new Set<Socket>()
  const server: Server = createServer((from) => {
    if (isCut) return void from.destroy()
    const to = connect(target(), '127.0.0.1')
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      open.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    cut: () => {
      isCut = true
      for (const socket of open) socket.destroy()
    },
    reconnect: () => void (isCut = false),
    close: () => {
      for (const socket of open) socket.destroy()
      server.close()
    },
  }
}

/** A country of a test: a process that can be killed and started again, its database, and the wire that leads to it. */
export interface TestInstance {
  readonly code: string
  readonly database: TestDatabase
  readonly folder: string
  /** Where it listens now: another one after each start. */
  readonly port: number
  readonly wire: Wire
  /** Rejects where the process dies meanwhile. */
  ask<Answer>(order: Order): Promise<Answer>
  start(): Promise<void>
  /** As a power cut. */
  kill(): Promise<void>
  close(): Promise<void>
}

export async function testInstance(code: string, more: Partial<InstanceSettings> = {}): Promise<TestInstance> {
  const database = await testDatabase()
  await sql`
    create table public.trial_cause (word text primary key);
    create table public.trial_effect (place int generated always as identity, message_id uuid, word text);
    create table public.trial_receipt (message_id uuid, kind text);
    grant all on public.trial_cause, public.trial_effect, public.trial_receipt to gloact_app`.execute(database.owner)
  const folder = mkdtempSync(join(tmpdir(), 'gloact-instance-'))
  mkdirSync(join(folder, 'keys'), { mode: 0o700 })
  let port = 0
  const wire = await wireTo(() => port)
  const settings: InstanceSettings = {
    code,
    agencyId: newId(),
    databaseUrl: database.connections.app,
    folder,
    baseUrl: `https://127.0.0.1:${wire.port}`,
    ...more,
  }
  let child: ChildProcess | undefined
  let last = 0
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()

  const start = async (): Promise<void> => {
    const started = fork(join(import.meta.dirname, 'exchange-instance.ts'), [JSON.stringify(settings)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    child = started
    const ready = new Promise<number>((resolve, reject) => waiting.set(0, { resolve, reject }))
    started.on('message', ({ number, answer, failed }: { number: number; answer?: never; failed?: string }) => {
      const one = waiting.get(number)
      waiting.delete(number)
      if (failed === undefined) one?.resolve(answer!)
      else one?.reject(new Error(failed))
    })
    started.on('exit', () => {
      for (const { reject } of waiting.values()) reject(new Error('the instance died'))
      waiting.clear()
    })
    port = await ready
  }
  const kill = (): Promise<void> =>
    new Promise((resolve) => {
      if (!child || child.exitCode !== null || child.signalCode !== null) return resolve()
      child.once('exit', () => resolve())
      child.kill('SIGKILL')
    })
  return {
    code,
    database,
    folder,
    get port() {
      return port
    },
    wire,
    start,
    kill,
    ask: (order) =>
      new Promise((resolve, reject) => {
        if (!child?.connected) return reject(new Error('the instance is down'))
        const number = ++last
        waiting.set(number, { resolve, reject })
        child.send({ number, order }, (error) => error && reject(error))
      }),
    close: async () => {
      await kill()
      wire.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const officer = (country: string): Scope => ({
  'app.user_id': newId(),
  'app.agency_id': newId(),
  'app.country': country,
  'app.team_ids': '',
  'app.row_scope': 'none',
  'app.roles': '',
})

/** Two invented officers of one country enter the other, with the words that it says of itself. */
export async function enter(at: TestInstance, { entry }: OwnEntry, more: object = {}): Promise<void> {
  const whole = {
    ...entry,
    messageTypes: ['trial.*'],
    highestTlp: 'amber_strict' as const,
    legalBasis: 'an invented treaty',
    expiresAt: asInstant(Date.now() + 365 * 86_400_000),
    ...more,
  }
  const words = wordsOf(whole)
  const clock = systemClock
  const keys = unwrap(await openExchangeKeys(join(at.folder, 'keys'), clock))
  const { peers } = createExchange({
    db: at.database.db,
    clock,
    country: at.code,
    name: at.code,
    baseUrl: 'https://127.0.0.1',
    keys,
    wordKey: () => Promise.reject(new Error('nothing is sealed here')),
    publish: async () => undefined,
    onError: () => undefined,
  })
  const change = unwrap(await inScope(at.database.db, officer(at.code), (trx) => peers.propose(trx, whole, words)))
  unwrap(await inScope(at.database.db, officer(at.code), (trx) => peers.confirm(trx, change.id, words)))
}
