import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asInstant, type fixedClock, newId, ok, unwrap, type Result } from '@gloact/kernel'
import { inScope, systemScope, type Database, type Scope, type ScopedTransaction } from '@gloact/postgres'
import { atTheEnd, testDatabase } from '@gloact/postgres/testing'
import { fileAttachmentStore } from '@gloact/attachments'
import { createVault } from '@gloact/vault'
import { memoryKekProvider } from '@gloact/vault/testing'
import type { PeerEntry } from './peer.ts'
import {
  createExchange,
  openExchangeKeys,
  PATHS,
  wordsOf,
  type Channel,
  type PieceOf,
  type RunningExchange,
} from './server/index.ts'

/** A country in a test: its exchange on a database of its own, and its officers. */
export interface TestCountry {
  readonly code: string
  readonly exchange: RunningExchange
  readonly database: Awaited<ReturnType<typeof testDatabase>>
  readonly agencyId: string
  /** The scopes of two officers of the agency. */
  readonly officers: readonly [Scope, Scope]
  readonly asOfficer: <Value, Failed>(
    run: (trx: ScopedTransaction) => Promise<Result<Value, Failed>>,
  ) => Promise<Result<Value, Failed>>
  readonly asSystem: <Value>(run: (trx: ScopedTransaction) => Promise<Value>) => Promise<Value>
  readonly folder: string
}

export const officerScope = (country: string, agencyId: string): Scope => ({
  'app.user_id': newId(),
  'app.agency_id': agencyId,
  'app.country': country,
  'app.team_ids': '',
  'app.row_scope': 'none',
  'app.roles': 'cooperation_officer',
})

export type TestClock = ReturnType<typeof fixedClock>

export async function testCountry(
  code: string,
  {
    clock,
    channel,
    maxBytes = 5_000_000,
    baseUrl = `https://${code.toLowerCase()}.example:4643`,
  }: { readonly clock: TestClock; readonly channel?: Channel; readonly baseUrl?: string; readonly maxBytes?: number },
): Promise<TestCountry> {
  const database = await testDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'gloact-exchange-'))
  const keys = unwrap(await openExchangeKeys(join(folder, 'keys'), clock))
  const vault = createVault({ kek: memoryKekProvider() })
  const db: Database = database.db
  const exchange = createExchange({
    db,
    clock,
    country: code,
    name: code,
    baseUrl,
    keys,
    wordKey: () => vault.wordKey(db, code),
    publish: async () => undefined,
    onError: (error) => {
      throw error
    },
    files: { store: fileAttachmentStore(join(folder, 'attachments')), maxBytes },
    courier: { random: () => 1, firstWaitMs: 1_000 },
    ...(channel && { channel }),
  })
  atTheEnd(async () => {
    await exchange.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  await vault.wordKey(db, code)
  const agencyId = newId()
  const officers = [officerScope(code, agencyId), officerScope(code, agencyId)] as const
  const asSystem: TestCountry['asSystem'] = async (run) =>
    unwrap(await inScope(db, systemScope(code), async (trx) => ok(await run(trx))))
  await asSystem((trx) =>
    exchange.openDesk(trx, { authority: 'central_authority', agencyId, name: 'Central authority' }),
  )
  return {
    code,
    exchange,
    database,
    agencyId,
    officers,
    folder,
    asSystem,
    asOfficer: (run) => inScope(db, officers[0], run),
  }
}

/** Two officers of one country enter another, having heard its words. */
export async function enterPeer(at: TestCountry, other: TestCountry, more: Partial<PeerEntry> = {}): Promise<void> {
  const { entry } = other.exchange.peers.own()
  const whole = {
    ...entry,
    messageTypes: ['trial.*'],
    highestTlp: 'amber_strict',
    legalBasis: 'an invented treaty',
    expiresAt: asInstant('2030-01-01T00:00:00Z'),
    ...more,
  }
  const words = wordsOf(whole)
  const { db } = at.database
  const change = unwrap(await inScope(db, at.officers[0], (trx) => at.exchange.peers.propose(trx, whole, words)))
  unwrap(await inScope(db, at.officers[1], (trx) => at.exchange.peers.confirm(trx, change.id, words)))
}

/** What lies between two countries in a test: it hands on what it is told to, or nothing. */
export interface TestWire {
  readonly of: (caller: string) => Channel
  readonly connect: (country: TestCountry) => void
  /** What is done with the next requests: they pass, are lost on the way there, or their answers are lost. */
  fate: 'passes' | 'lost' | 'answer_lost'
  /** How many pieces of files pass before the wire is cut; all unless told. */
  pieces: number
  /** Whether the other side takes several messages at a time. An instance of before answers 404. */
  batches: boolean
  /** The path of every request for which there was an answer. */
  readonly calls: string[]
  /** Every message that was sent: who called, and the bytes. */
  readonly seen: { readonly from: string; readonly to: string; readonly jwe: string }[]
}

export function testWire(): TestWire {
  const countries = new Map<string, TestCountry>()
  const wire: TestWire = {
    fate: 'passes',
    pieces: Infinity,
    batches: true,
    calls: [],
    seen: [],
    connect: (country) => void countries.set(country.code, country),
    of: (caller) => ({
      close: () => undefined,
      call: async (peer, method, path, body, piece) => {
        const other = countries.get(peer.country)
        if (!other || wire.fate === 'lost') return { ok: false, error: 'unreachable' }
        if (piece && method === 'GET') {
          const given = await other.exchange.handlers.give(caller, piece)
          const text = given ? JSON.stringify({ piece: Buffer.from(given).toString('base64') }) : ''
          return ok({ status: given ? 200 : 404, body: text, retryAfter: null })
        }
        if (piece) return answerToPiece(wire, other, caller, { ...piece, bytes: Buffer.from(body ?? '') })
        wire.calls.push(path)
        if (path === PATHS.batch && !wire.batches) return ok({ status: 404, body: '', retryAfter: null })
        const text = String(body ?? '')
        const jwes =
          path === PATHS.messages ? [text] : path === PATHS.batch ? (JSON.parse(text) as string[][]).flat() : []
        for (const jwe of jwes) wire.seen.push({ from: caller, to: peer.country, jwe })
        const answered = await answerOf(other, caller, `${method} ${path}`, text)
        if (wire.fate === 'answer_lost') return { ok: false, error: 'timeout' }
        return ok({ status: 200, body: answered, retryAfter: null })
      },
    }),
  }
  return wire
}

async function answerToPiece(
  wire: TestWire,
  { exchange }: TestCountry,
  caller: string,
  piece: PieceOf & { readonly bytes: Uint8Array },
): ReturnType<Channel['call']> {
  if (piece.bytes.length > 0 && wire.pieces-- <= 0) return { ok: false, error: 'unreachable' }
  const taken = await exchange.handlers.piece(caller, piece)
  if (wire.fate === 'answer_lost') return { ok: false, error: 'timeout' }
  if ('held' in taken) return ok({ status: 200, body: JSON.stringify(taken), retryAfter: null })
  return ok({ status: taken.refused === 'full' ? 429 : 413, body: '', retryAfter: null })
}

async function answerOf({ exchange }: TestCountry, caller: string, what: string, body: string): Promise<string> {
  const { handlers } = exchange
  if (what === `POST ${PATHS.messages}`) return (await handlers.message(caller, body, undefined)).signed
  if (what === `POST ${PATHS.batch}`) {
    return JSON.stringify({ answers: await handlers.messages(caller, JSON.parse(body) as string[][], undefined) })
  }
  if (what === `GET ${PATHS.outbox}`) return JSON.stringify({ messages: await handlers.outbox(caller) })
  await handlers.receipts(caller, JSON.parse(body) as string[])
  return '{}'
}
