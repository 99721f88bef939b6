// One country of the tests of the exchange, as a process of its own that can be killed: the exchange over TLS on the database and the keys
// that it is told, and messages of one kind whose effect is a row.
import { join } from 'node:path'
import { createExchange, openExchangeKeys } from '@gloact/exchange/server'
import { ok, systemClock, unwrap } from '@gloact/kernel'
import { inScope, openDatabase, systemScope } from '@gloact/postgres'
import { createVault, fileKekProvider } from '@gloact/vault'
import { sql } from 'kysely'
import { z } from 'zod'

export interface InstanceSettings {
  readonly code: string
  readonly agencyId: string
  readonly databaseUrl: string
  readonly folder: string
  /** Where others reach it: a wire of the test's lies in between. */
  readonly baseUrl: string
}

export type Order =
  | { readonly do: 'own' }
  | { readonly do: 'send'; readonly cause: string; readonly to: string; readonly conversationId: string | null }
  | { readonly do: 'deliver' }

const settings = JSON.parse(process.argv[2]!) as InstanceSettings
const { code } = settings
const clock = systemClock

const db = openDatabase(settings.databaseUrl, { max: 10 })
const vault = createVault({ kek: unwrap(fileKekProvider(join(settings.folder, 'kek.json'))) })
const keys = unwrap(await openExchangeKeys(join(settings.folder, 'keys'), clock))
const exchange = createExchange({
  db,
  clock,
  country: code,
  name: code,
  baseUrl: settings.baseUrl,
  keys,
  wordKey: () => vault.wordKey(db, code),
  publish: async () => undefined,
  // What a cut or a kill breaks on the way is tried again; what matters is asked of the database afterwards.
  onError: () => undefined,
  courier: { firstWaitMs: 50 },
  lookMs: 200,
})
exchange.registerMessageType({
  type: 'trial.said',
  schemaVersion: 1,
  schema: z.strictObject({ word: z.string().max(2_000) }),
  apply: async (trx, message) => {
    await sql`insert into public.trial_effect (message_id, word) values (${message.id}, ${message.body.word})`.execute(
      trx,
    )
    return ok(undefined)
  },
  onReceipt: async (trx, receipt) => {
    await sql`insert into public.trial_receipt (message_id, kind) values (${receipt.messageId}, ${receipt.kind})`.execute(
      trx,
    )
  },
})
await vault.wordKey(db, code)
await inScope(db, systemScope(code), async (trx) => {
  await exchange.openDesk(trx, { authority: 'central_authority', agencyId: settings.agencyId, name: code })
  return ok(undefined)
})
// A port that is free now: one that was free a moment ago may be somebody else's.
const { port } = await exchange.listen({ host: '127.0.0.1', port: 0 })
exchange.start()

async function obey(order: Order): Promise<unknown> {
  switch (order.do) {
    case 'own':
      return exchange.peers.own()
    case 'deliver':
      return exchange.deliverDue()
    case 'send': {
      const sent = await inScope(db, systemScope(code), async (trx) => {
        // What it tells, in the same transaction.
        await sql`insert into public.trial_cause (word) values (${order.cause})`.execute(trx)
        return exchange.enqueueMessage(trx, {
          ...(order.conversationId !== null && { conversationId: order.conversationId }),
          fromAuthority: 'central_authority',
          to: { country: order.to, authority: 'central_authority' },
          type: 'trial.said',
          schemaVersion: 1,
          handling: { tlp: 'amber', h: [], evaluation: null, text: null },
          purpose: 'trial',
          legalBasis: 'untoc-18',
          body: { word: order.cause },
        })
      })
      // The network is cut and the other side killed at random: what could not go now is due again, and the storm ends by looking for
      // every receipt.
      void exchange.deliverDue().catch(() => undefined)
      return unwrap(sent)
    }
  }
}

process.on('message', ({ number, order }: { number: number; order: Order }) => {
  obey(order).then(
    (answer) => process.send?.({ number, answer }),
    (error: unknown) => process.send?.({ number, failed: error instanceof Error ? error.message : String(error) }),
  )
})
process.on('disconnect', () => process.exit())
process.send?.({ number: 0, answer: port })
