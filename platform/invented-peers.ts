import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PeerEntry } from '@gloact/exchange'
import { wordsOf, type OwnEntry, type RunningExchange } from '@gloact/exchange/server'
import { DEMO_AGENCIES } from '@gloact/identity/server'
import { asInstant, newId, ok, unwrap, type Clock } from '@gloact/kernel'
import { inScope, readInScope, systemScope, type Database, type Scope } from '@gloact/postgres'

const LOOK_MS = 1_000
const AGREED_DAYS = 730

export interface InventedPeers {
  readonly db: Database
  readonly clock: Clock
  readonly exchange: RunningExchange
  /** Where each of several invented countries on one machine leaves its public keys for the others. */
  readonly folder: string
  readonly onError: (error: unknown) => void
}

/**
 * For demonstrations on one machine alone: leaves this country's public keys in a folder, and enters whichever other country's lie
 * there, in the name of two invented officers. Real countries do so by hand, with the words read out over a telephone.
 */
export async function peerInvented({ db, clock, exchange, folder, onError }: InventedPeers): Promise<() => void> {
  const { country, peers } = exchange
  const asSystem = systemScope(country)
  if ((await readInScope(db, asSystem, (trx) => exchange.desks(trx))).length === 0) {
    const { id, name } = DEMO_AGENCIES.coordination
    await inScope(db, asSystem, async (trx) => {
      await exchange.openDesk(trx, { authority: 'central_authority', agencyId: id, name })
      return ok(undefined)
    })
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 })

  const leaveOwn = (): void => {
    const file = join(folder, `${country}.json`)
    const text = JSON.stringify(peers.own())
    if (existsSync(file) && readFileSync(file, 'utf8') === text) return
    writeFileSync(`${file}.new`, text, { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }

  const enterOthers = async (): Promise<void> => {
    const known = await readInScope(db, asSystem, (trx) => peers.list(trx))
    for (const name of readdirSync(folder).filter((each) => /^[A-Z]{2}\.json$/.test(each))) {
      if (name === `${country}.json`) continue
      const { entry } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as OwnEntry
      const before = known.find((peer) => peer.country === entry.country)
      const words = wordsOf(entry)
      if (before?.baseUrl === entry.baseUrl && before.words.join() === words.join()) continue
      const whole: PeerEntry = {
        ...entry,
        messageTypes: ['cooperation.*'],
        highestTlp: 'amber_strict',
        legalBasis: 'An invented treaty on mutual legal assistance, article 18',
        expiresAt: asInstant(Date.parse(clock.now()) + AGREED_DAYS * 86_400_000),
      }
      const change = unwrap(await inScope(db, inventedOfficer(country), (trx) => peers.propose(trx, whole, words)))
      unwrap(await inScope(db, inventedOfficer(country), (trx) => peers.confirm(trx, change.id, words)))
    }
  }

  const look = async (): Promise<void> => {
    leaveOwn()
    await enterOthers()
  }
  await look()
  let looking = Promise.resolve()
  const timer = setInterval(() => {
    looking = looking.then(look).catch(onError)
  }, LOOK_MS)
  timer.unref()
  return () => clearInterval(timer)
}

const inventedOfficer = (country: string): Scope => ({
  'app.user_id': newId(),
  'app.agency_id': DEMO_AGENCIES.coordination.id,
  'app.country': country,
  'app.team_ids': '',
  'app.row_scope': 'none',
  'app.roles': '',
})
