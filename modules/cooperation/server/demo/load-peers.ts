import { inventedEntry, wordsOf } from '@gloact/exchange/server'
import { asInstant, ok, unwrap, type Failure } from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import type { DemoProgress } from '@gloact/module'
import { typesOf } from '../../domain/agreed.ts'
import { scopeOf, type CooperationContext, type DemoPeople } from '../context.ts'

const DAY = 86_400_000

/**
 * An invented country whose keys were stolen: it was entered by two officers, then stopped, and its new keys wait for the second officer.
 * Nothing is sent to it. Loaded once: where a change was ever entered, nothing is.
 */
export async function loadPeers(
  context: CooperationContext,
  people: DemoPeople,
  changes: readonly [entered: string, waiting: string],
  { progress }: Pick<DemoProgress, 'progress'>,
): Promise<void> {
  const { exchange, db, clock } = context
  if (!exchange) return
  const { peers, tellOfStop } = exchange
  const asSystem = systemScope(context.country)
  if ((await readInScope(db, asSystem, (trx) => peers.changes(trx))).length > 0) return
  progress('Loading invented countries of the exchange')
  const [first, second] = [scopeOf(await people.officer()), scopeOf(await people.approver())]
  const now = Date.parse(clock.now())
  const agreed = {
    messageTypes: typesOf(['evidence']),
    highestTlp: 'amber' as const,
    legalBasis: 'An invented treaty on mutual legal assistance, article 12',
    expiresAt: asInstant(now + 700 * DAY),
  }
  const enter = async (id: string): Promise<readonly string[]> => {
    const entry = { ...(await inventedEntry({ country: 'XS', name: 'Sudmark', clock })), ...agreed }
    const words = wordsOf(entry)
    unwrap(await inScope(db, first, (trx) => peers.propose(trx, entry, words, id)))
    return words
  }
  const words = await enter(changes[0])
  unwrap(await inScope(db, second, (trx) => peers.confirm(trx, changes[0], words)))
  unwrap(await inScope(db, second, (trx) => peers.revoke(trx, 'XS', asInstant(now - 9 * DAY))))
  unwrap(
    await inScope<undefined, Failure>(db, asSystem, async (trx) => {
      await tellOfStop(trx, 'XS')
      return ok(undefined)
    }),
  )
  await enter(changes[1])
}
