import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileAttachmentStore } from '@gloact/attachments'
import { ok, randomSource, systemClock, unwrap } from '@gloact/kernel'
import {
  createExchange,
  httpsChannel,
  openExchangeKeys,
  PATHS,
  verifyChains,
  type Enqueued,
  type OwnEntry,
} from '@gloact/exchange/server'
import { inScope, systemScope } from '@gloact/postgres'
import { createVault, fileKekProvider } from '@gloact/vault'
import { sql } from 'kysely'
import { enter, type TestInstance } from './two-instances.ts'

/** Every tenth message has a file of three pieces. */
const FILE_EVERY = 10
const FILE_BYTES = 2_500_000
/** How many files each side sends with so many messages. */
export const filesAmong = (messages: number): number => Math.ceil((messages - 1) / FILE_EVERY)

export interface Storm {
  /** From each side. */
  readonly messages: number
  readonly kills: number
  readonly cuts: number
  readonly seed: number
}

/** What there is on one side when all is quiet again. */
export interface Weathered {
  readonly code: string
  /** Causes that were committed, and messages that lie in the outbox. */
  readonly causes: number
  readonly sent: number
  readonly states: Readonly<Record<string, number>>
  /** Effects of the other side's messages, and how many of those happened more than once. */
  readonly effects: number
  readonly doubled: number
  /** Messages of the other side whose effect came before an earlier one of the same conversation. */
  readonly overtaken: number
  /** Files of the other side that lie here, and how many of them are of the size and the hash that it sent. */
  readonly files: number
  readonly whole: number
  /** Comparisons with the other side after it was over, and differences that they found. */
  readonly compared: number
  readonly differences: number
  /** Receipts of the other side that were reported to the sender, and chains that do not hold. */
  readonly told: number
  readonly broken: number
}

/** Enters each country with the other. */
export async function peerUp(one: TestInstance, other: TestInstance): Promise<void> {
  const [first, second] = [await one.ask<OwnEntry>({ do: 'own' }), await other.ask<OwnEntry>({ do: 'own' })]
  await enter(one, second)
  await enter(other, first)
}

/**
 * Messages in both directions while the network is cut, both sides are killed, and anyone who taps the wire sends again what was sent
 * before, in any order. Ends when nothing waits any more.
 */
export async function weather(
  sides: readonly [TestInstance, TestInstance],
  { messages, kills, cuts, seed }: Storm,
): Promise<{ readonly sides: readonly Weathered[]; readonly replayed: number; readonly seconds: number }> {
  const began = Date.now()
  const random = randomSource(seed)
  const state = { over: false }
  let replayed = 0

  const writers = sides.map(async (side, index) => {
    const to = sides[1 - index]!.code
    const conversations: string[] = []
    for (let number = 0; number < messages;) {
      const conversationId = conversations.length < 6 ? null : conversations[number % conversations.length]!
      const cause = `${side.code} says ${number}`
      try {
        const sent = await side.ask<Enqueued>({
          do: 'send',
          cause,
          to,
          conversationId,
          fileBytes: number % FILE_EVERY === 1 ? FILE_BYTES : 0,
        })
        if (conversationId === null) conversations.push(sent.conversationId)
        number++
      } catch {
        // Killed, with or without having committed: said again only where it was not.
        await delay(20)
        const said = await sql`select from public.trial_cause where word = ${cause}`.execute(side.database.owner)
        if (said.rows.length > 0) number++
      }
    }
  })

  const replay = (async () => {
    const clock = systemClock
    const taps = await Promise.all(
      sides.map(async (side, index) => {
        const keys = unwrap(await openExchangeKeys(join(side.folder, 'keys'), clock))
        return { side, other: sides[1 - index]!, channel: httpsChannel({ keys, now: () => clock.now() }) }
      }),
    )
    while (!state.over) {
      for (const { side, other, channel } of taps) {
        const { rows } = await sql<{ jwe: Uint8Array }>`
          select jwe from exchange.message where direction = 'out' order by random() limit 4`.execute(
          side.database.owner,
        )
        const [peer] = (
          await inScope(side.database.db, systemScope(side.code), async (trx) =>
            ok(
              (
                await sql<{ entry: { baseUrl: string; certificates: string[]; country: string } }>`
                  select entry from exchange.peer_change where peer = ${other.code}`.execute(trx)
              ).rows,
            ),
          ).then(unwrap)
        ).map(({ entry }) => entry)
        for (const { jwe } of rows) {
          const answered = await channel.call(peer!, 'POST', PATHS.messages, Buffer.from(jwe).toString('latin1'))
          if (answered.ok && answered.value.status === 200) replayed++
        }
      }
      await delay(50)
    }
    for (const { channel } of taps) channel.close()
  })()

  const trouble = (async () => {
    const what = [...Array.from({ length: kills }, () => 'kill'), ...Array.from({ length: cuts }, () => 'cut')]
    for (const each of what.toSorted(() => random.unit() - 0.5)) {
      await delay(200 + random.unit() * 600)
      const side = sides[random.unit() < 0.5 ? 0 : 1]
      if (each === 'kill') {
        await side.kill()
        await side.start()
      } else {
        side.wire.cut()
        await delay(100 + random.unit() * 400)
        side.wire.reconnect()
      }
    }
  })()

  await Promise.all([...writers, trouble])
  state.over = true
  await replay
  await quiet(sides)
  for (const side of sides) await side.ask({ do: 'compare' })
  await quiet(sides)
  return {
    sides: await Promise.all(sides.map(counted)),
    replayed,
    seconds: (Date.now() - began) / 1_000,
  }
}

/**
 * Waits until nothing is in either outbox; gives up where nothing moves for half a minute. Anyone who was tried often in the storm waits
 * long for the next try: those waits are over, as they would be some minutes later.
 */
async function quiet(sides: readonly TestInstance[]): Promise<void> {
  let left = Infinity
  for (const { database } of sides) {
    await sql`update exchange.message set next_attempt_at = now() where direction = 'out' and state = 'queued'`.execute(
      database.owner,
    )
  }
  for (let since = Date.now(); Date.now() - since < 30_000;) {
    const waiting = await Promise.all(
      sides.map(async ({ database }) =>
        sql<{
          count: number
        }>`select count(*) from exchange.message where direction = 'out' and state = 'queued'`.execute(database.owner),
      ),
    )
    const now = waiting.reduce((sum, { rows }) => sum + rows[0]!.count, 0)
    if (now === 0) return
    if (now < left) since = Date.now()
    left = Math.min(left, now)
    await delay(100)
  }
}

/** How many of the files that came open, and are what their hashes say. */
async function wholeFiles({ code, folder, database }: TestInstance): Promise<number> {
  const vault = createVault({ kek: unwrap(fileKekProvider(join(folder, 'kek.json'))) })
  const exchange = createExchange({
    db: database.db,
    clock: systemClock,
    country: code,
    name: code,
    baseUrl: 'https://127.0.0.1',
    keys: unwrap(await openExchangeKeys(join(folder, 'keys'), systemClock)),
    wordKey: () => vault.wordKey(database.db, code),
    files: { store: fileAttachmentStore(join(folder, 'attachments')), maxBytes: 4_000_000 },
    publish: async () => undefined,
    onError: () => undefined,
  })
  const { rows } = await sql<{ id: string; sha256: string }>`
    select id, sha256 from exchange.attachment where direction = 'in'`.execute(database.owner)
  let whole = 0
  for (const { id, sha256 } of rows) {
    const { stream } = unwrap(
      await inScope(database.db, systemScope(code), (trx) => exchange.files.open(trx, { id, direction: 'in' })),
    )
    const hash = createHash('sha256')
    for await (const piece of stream) hash.update(piece)
    if (hash.digest('hex') === sha256) whole++
  }
  return whole
}

async function counted(side: TestInstance): Promise<Weathered> {
  const { owner, db } = side.database
  const number = async (query: ReturnType<typeof sql<{ count: number }>>): Promise<number> =>
    (await query.execute(owner)).rows[0]!.count
  const states = await sql<{ state: string; count: number }>`
    select state, count(*) from exchange.message where direction = 'out' and type = 'trial.said' group by state`.execute(
    owner,
  )
  const chains = unwrap(
    await inScope(db, systemScope(side.code), async (trx) => ok(await verifyChains(trx, side.code))),
  )
  return {
    code: side.code,
    causes: await number(sql`select count(*) from public.trial_cause`),
    sent: await number(sql`select count(*) from exchange.message where direction = 'out' and type = 'trial.said'`),
    states: Object.fromEntries(states.rows.map(({ state, count }) => [state, count])),
    effects: await number(sql`select count(distinct message_id) from public.trial_effect`),
    doubled: await number(sql`
      select count(*) from (select from public.trial_effect group by message_id having count(*) > 1) as doubled`),
    overtaken: await number(sql`
      select count(*) from (
        select seq < max(seq) over (partition by conversation_id order by place) as late
        from public.trial_effect join exchange.message on id = message_id and direction = 'in'
      ) as ordered where late`),
    files: await number(sql`select count(*) from exchange.attachment where direction = 'in'`),
    whole: await wholeFiles(side),
    compared: await number(sql`select count(*) from exchange.comparison`),
    differences: await number(sql`select count(*) from exchange.comparison where differences <> '[]'`),
    told: await number(sql`select count(distinct message_id) from public.trial_receipt`),
    broken: chains.reduce((sum, { missing, broken }) => sum + missing.length + broken.length, 0),
  }
}
