// One country of the tests of the exchange, as a process of its own that can be killed: the exchange over TLS on the database and the keys
// that it is told, and messages of one kind whose effect is a row.
import { join } from 'node:path'
import { fileAttachmentStore } from '@gloact/attachments'
import { createExchange, openExchangeKeys } from '@gloact/exchange/server'
import { newId, ok, systemClock, unwrap } from '@gloact/kernel'
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
  | {
      readonly do: 'send'
      readonly cause: string
      readonly to: string
      readonly conversationId: string | null
      /** How large a file goes along; none where it is 0. */
      readonly fileBytes: number
    }
  /** Tells the other side of every conversation what there is of it here, and where the chains of receipts stand. */
  | { readonly do: 'compare' }
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
  files: { store: fileAttachmentStore(join(settings.folder, 'attachments')), maxBytes: 4_000_000 },
  publish: async () => undefined,
  // What a cut or a kill breaks on the way is tried again; what matters is asked of the database afterwards.
  onError: () => undefined,
  courier: { firstWaitMs: 50 },
  lookMs: 200,
})
exchange.registerMessageType({
  type: 'trial.said',
  schemaVersion: 1,
  takesFiles: true,
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
const asSystem = systemScope(code)
await vault.wordKey(db, code)
await inScope(db, asSystem, async (trx) => {
  await exchange.openDesk(trx, { authority: 'central_authority', agencyId: settings.agencyId, name: code })
  return ok(undefined)
})
// A port that is free now: one that was free a moment ago may be somebody else's.
const { port } = await exchange.listen({ host: '127.0.0.1', port: 0 })
exchange.start()

/** A file of words of the test's own, repeated until it is as large as it was asked for. */
async function addFile({ cause, to, fileBytes }: Extract<Order, { do: 'send' }>): Promise<string> {
  const id = newId<string>()
  const line = `${cause} in a file\n`
  const added = await exchange.files.add(asSystem, {
    id,
    about: newId(),
    peer: to,
    agencyId: settings.agencyId,
    name: `${cause}.txt`,
    declared: 'text/plain',
    body: (async function* () {
      yield Buffer.from(line.repeat(Math.ceil(fileBytes / line.length)))
    })(),
  })
  return unwrap(added).id
}

async function obey(order: Order): Promise<unknown> {
  switch (order.do) {
    case 'own':
      return exchange.peers.own()
    case 'deliver':
      return exchange.deliverDue()
    case 'compare': {
      const { rows } = await inScope(db, asSystem, async (trx) =>
        ok(await sql<{ id: string }>`select id from exchange.conversation`.execute(trx)),
      ).then(unwrap)
      for (const { id } of rows) unwrap(await inScope(db, asSystem, (trx) => exchange.compare(trx, id)))
      await exchange.witness()
      return rows.length
    }
    case 'send': {
      const files = order.fileBytes === 0 ? [] : [await addFile(order)]
      const sent = await inScope(db, asSystem, async (trx) => {
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
          files,
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
