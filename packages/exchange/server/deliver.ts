import { asInstant, ok } from '@gloact/kernel'
import { inScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import { peerState, type Peer } from '../peer.ts'
import { takeReceipt } from './apply-receipt.ts'
import { giveWay, raiseAlarm } from './chain.ts'
import { PATHS, type Channel, type ChannelFailure } from './channel-client.ts'
import type { ExchangeContext } from './context.ts'
import { openSigned } from './conversation.ts'
import { keyOfDesk } from './enqueue.ts'
import { sealEnvelope, sha256 } from './envelope.ts'
import { bringFiles, fetchFiles } from './send-files.ts'
import { FILES_MISSING, receive } from './receive.ts'
import { peersIn } from './peers-in.ts'
import { openNotice, type Notice } from './statements.ts'
import { tables } from './tables.ts'
import { hex } from './timeline-of.ts'

/** How many conversations of one country are served at once. */
const AT_ONCE = 4
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 10 * 60_000
/** After so many tries somebody is told that a message does not get through; it is tried all the same. */
const TRIES_UNTIL_ALARM = 10
/** Nothing changes by trying again: somebody has to look first. */
const FINAL = new Set([
  'id_reused',
  'seq_used',
  'forwarded',
  'wrong_desk',
  'malformed',
  'header_not_allowed',
  'another_conversation',
])

/** Failures that say that nobody was there, and nothing about the message. */
const NOT_REACHED: readonly string[] = ['unreachable', 'timeout'] satisfies readonly ChannelFailure[]

interface Due {
  readonly id: string
  readonly peer: string
  readonly conversation_id: string
  readonly seq: number
  readonly to_authority: string
  readonly sealed: Uint8Array | null
  readonly jwe: Uint8Array | null
  readonly jwe_hash: Uint8Array
  readonly attempts: number
}

export interface CourierOptions {
  /** 1 draws the full wait; tests give 0. */
  readonly random?: () => number
  /** The first wait after a failure, doubled with each. */
  readonly firstWaitMs?: number
  readonly onError: (error: unknown) => void
}

export interface Courier {
  /** Sends all that is due, conversation by conversation in order, until nothing is or a country does not answer. */
  deliverDue(): Promise<{ readonly delivered: number }>
  /** Asks every country in force for what it has for this one, in case it cannot get through. */
  pull(): Promise<{ readonly taken: number }>
}

/** Takes messages out of the outbox and brings them to the other side. Two at once do no harm: the other side knows what it has. */
export function courier(context: ExchangeContext, channel: Channel, options: CourierOptions): Courier {
  const { db, country, clock } = context
  const { random = Math.random, firstWaitMs = FIRST_WAIT_MS } = options
  let running: Promise<{ readonly delivered: number }> | undefined
  let again = false

  const asSystem = <Value>(run: (trx: ScopedTransaction) => Promise<Value>): Promise<Value> =>
    inScope<Value, never>(db, systemScope(country), async (trx) => ok(await run(trx))).then((result) => {
      if (!result.ok) throw new Error('a transaction of the exchange failed')
      return result.value
    })

  /** The next message of each conversation with a country, where it is due. Behind one that was given up nothing goes. */
  const dueFor = (peer: string): Promise<readonly Due[]> =>
    asSystem(async (trx) => {
      const { rows } = await sql<Due>`
        select id, peer, conversation_id, seq, to_authority, sealed, jwe, jwe_hash, attempts from (
          select distinct on (conversation_id) * from exchange.message
          where direction = 'out' and state in ('queued', 'dead') and peer = ${peer} and country = ${country}
          order by conversation_id, seq
        ) as first
        where state = 'queued' and next_attempt_at <= ${clock.now()}
        order by created_at limit 100`.execute(trx)
      return rows
    })

  const waitFor = (attempts: number): number => {
    const most = Math.min(LONGEST_WAIT_MS, firstWaitMs * 2 ** Math.min(attempts, 20))
    // Half of it at least, so that many that failed together do not come back together.
    return most / 2 + (most / 2) * random()
  }

  /** Tried in vain: comes later, and at some point somebody is told. */
  const postpone = (due: Due, why: string, waitMs = waitFor(due.attempts)): Promise<void> =>
    asSystem(async (trx) => {
      await tables(trx)
        .updateTable('exchange.message')
        .set({
          attempts: due.attempts + 1,
          next_attempt_at: asInstant(Date.parse(clock.now()) + waitMs),
          last_failure: why,
        })
        .where('direction', '=', 'out')
        .where('peer', '=', due.peer)
        .where('id', '=', due.id)
        .where('state', '=', 'queued')
        .execute()
      if (due.attempts + 1 === TRIES_UNTIL_ALARM) {
        await raiseAlarm(context, trx, { peer: due.peer, kind: 'no_receipt', messageId: due.id })
      }
    })

  const giveUp = (due: Due, why: string): Promise<void> =>
    asSystem(async (trx) => {
      await tables(trx)
        .updateTable('exchange.message')
        .set({ state: 'dead', reason: `exchange.${why}`, last_failure: why, attempts: due.attempts + 1 })
        .where('direction', '=', 'out')
        .where('peer', '=', due.peer)
        .where('id', '=', due.id)
        .execute()
      await raiseAlarm(context, trx, { peer: due.peer, kind: 'given_up', messageId: due.id })
    })

  /** The envelope as it was made, or, where its key is no longer the desk's, a new one around the same signed message. */
  const renewed = async (due: Due, peer: Peer): Promise<boolean> => {
    const key = keyOfDesk(peer, due.to_authority, clock.now())
    if (!key) return false
    return asSystem(async (trx) => {
      const jws = await openSigned(context, trx, { ...due, direction: 'out' })
      if (!jws.ok) return false
      const jwe = await sealEnvelope(jws.value, key)
      await tables(trx)
        .updateTable('exchange.message')
        .set({ jwe: Buffer.from(jwe, 'latin1'), jwe_hash: Buffer.from(sha256(jwe), 'hex'), attempts: due.attempts + 1 })
        .where('direction', '=', 'out')
        .where('peer', '=', due.peer)
        .where('id', '=', due.id)
        .where('state', '=', 'queued')
        .execute()
      return true
    })
  }

  /** The other side is behind what it signed for: it was restored from a backup. What it lacks is sent again, as it was. */
  const sendAgainFrom = (due: Due, expected: number): Promise<void> =>
    asSystem(async (trx) => {
      await raiseAlarm(context, trx, { peer: due.peer, kind: 'peer_fell_back', messageId: due.id })
      await tables(trx)
        .updateTable('exchange.message')
        .set({ state: 'queued', next_attempt_at: clock.now() })
        .where('direction', '=', 'out')
        .where('conversation_id', '=', due.conversation_id)
        .where('seq', '>=', expected)
        .where('seq', '<', due.seq)
        .where('state', 'in', ['delivered', 'refused', 'unsupported'])
        .where('jwe', 'is not', null)
        .execute()
    })

  const onNotice = async (due: Due, peer: Peer, notice: Notice): Promise<boolean> => {
    const { kind, reason, expected } = notice
    if (kind === 'wait' && expected !== null && expected < due.seq) {
      await sendAgainFrom(due, expected)
      await postpone(due, reason, 0)
      return due.attempts < TRIES_UNTIL_ALARM
    }
    if (reason === FILES_MISSING) {
      const brought = await bringFiles(context, channel, peer, due.id)
      // The message itself goes again at once, as long as that gets it anywhere.
      await postpone(due, brought === 'all' ? reason : brought.failed, brought === 'all' ? 0 : undefined)
      return brought === 'all' && due.attempts < TRIES_UNTIL_ALARM
    }
    if (reason === 'unknown_key' && due.attempts === 0) return renewed(due, peer)
    if (FINAL.has(reason)) {
      await giveUp(due, reason)
      return true
    }
    if (reason === 'clock_skew' || reason === 'peer_not_in_force') {
      await asSystem((trx) => raiseAlarm(context, trx, { peer: due.peer, kind: `told_${reason}` }))
    }
    await postpone(due, reason)
    return false
  }

  /** Whether it may go on with this country at once. */
  const deliverOne = async (due: Due, peer: Peer): Promise<'delivered' | 'on' | 'stop'> => {
    if (due.jwe === null) {
      await giveUp(due, 'erased')
      return 'on'
    }
    const answered = await channel.call(peer, 'POST', PATHS.messages, Buffer.from(due.jwe).toString('latin1'))
    if (!answered.ok) {
      if (answered.error === 'wrong_certificate') {
        await asSystem((trx) => raiseAlarm(context, trx, { peer: due.peer, kind: 'wrong_certificate' }))
      }
      await postpone(due, answered.error)
      return 'stop'
    }
    const { status, body, retryAfter } = answered.value
    if (status !== 200) {
      await postpone(due, `status_${status}`, retryAfter === null ? undefined : retryAfter * 1_000)
      return status === 503 ? 'on' : 'stop'
    }
    const notice = await openNotice(body, peer.signingKeys, clock.now())
    if (notice.ok) {
      const { from, to, jwe } = notice.value
      const about = from === due.peer && to === country && jwe === hex(due.jwe_hash)
      if (about) return (await onNotice(due, peer, notice.value)) ? 'on' : 'stop'
      await postpone(due, 'answer_wrong')
      return 'stop'
    }
    const taken = await asSystem(async (trx) => {
      await giveWay(trx)
      const receipt = await takeReceipt(context, trx, peer, body, clock.now())
      return receipt.ok && receipt.value.messageId === due.id
    })
    if (taken) return 'delivered'
    await postpone(due, 'receipt_wrong')
    return 'stop'
  }

  /** A country that answers again is not kept waiting: what could not be brought to it is due at once, and not when its next try is. */
  const isBack = (peer: Peer): Promise<unknown> =>
    asSystem((trx) =>
      tables(trx)
        .updateTable('exchange.message')
        .set({ next_attempt_at: clock.now() })
        .where('country', '=', country)
        .where('peer', '=', peer.country)
        .where('direction', '=', 'out')
        .where('state', '=', 'queued')
        .where('last_failure', 'in', NOT_REACHED)
        .where('next_attempt_at', '>', clock.now())
        .execute(),
    )

  const deliverTo = async (peer: Peer): Promise<number> => {
    let delivered = 0
    for (;;) {
      const due = [...(await dueFor(peer.country))]
      if (due.length === 0) return delivered
      let stopped = false
      let back = false
      const one = async (): Promise<void> => {
        for (let next = due.shift(); next !== undefined && !stopped; next = due.shift()) {
          try {
            const how = await deliverOne(next, peer)
            if (how === 'delivered' && next.attempts > 0 && !back) {
              back = true
              await isBack(peer)
            }
            if (how === 'delivered') delivered++
            if (how === 'stop') stopped = true
          } catch (error) {
            options.onError(error)
            stopped = true
          }
        }
      }
      await Promise.all(Array.from({ length: AT_ONCE }, one))
      // A country that does not answer has its other messages waiting too: each comes when it is due.
      if (stopped) return delivered
    }
  }

  const deliverAll = async (): Promise<{ readonly delivered: number }> => {
    const peers = await asSystem((trx) => peersIn(trx, country))
    const inForce = peers.filter((peer) => peerState(peer, clock.now()) === 'in_force')
    const counts = await Promise.all(inForce.map(deliverTo))
    return { delivered: counts.reduce((sum, count) => sum + count, 0) }
  }

  return {
    deliverDue() {
      // One run at a time; anyone who asks meanwhile is served by one more after it.
      if (running) {
        again = true
        return running
      }
      running = (async () => {
        let delivered = 0
        do {
          again = false
          delivered += (await deliverAll()).delivered
        } while (again)
        return { delivered }
      })().finally(() => (running = undefined))
      return running
    },

    async pull() {
      let taken = 0
      const peers = await asSystem((trx) => peersIn(trx, country))
      for (const peer of peers.filter((each) => peerState(each, clock.now()) === 'in_force')) {
        for (let rounds = 0; rounds < 50; rounds++) {
          const answered = await channel.call(peer, 'GET', PATHS.outbox)
          const messages = answered.ok && answered.value.status === 200 ? messagesIn(answered.value.body) : []
          const receipts: string[] = []
          for (const jwe of messages) {
            let answer = await receive(context, peer.country, jwe)
            // What its message waits for is fetched with it.
            if (answer.missing && (await fetchFiles(context, channel, peer, answer.missing))) {
              answer = await receive(context, peer.country, jwe)
            }
            const { signed, recorded } = answer
            if (recorded) receipts.push(signed)
          }
          if (receipts.length === 0) break
          taken += receipts.length
          const told = await channel.call(peer, 'POST', PATHS.receipts, JSON.stringify(receipts))
          if (!told.ok || told.value.status !== 200) break
        }
      }
      return { taken }
    },
  }

  function messagesIn(body: string): readonly string[] {
    try {
      const { messages } = JSON.parse(body) as { messages?: unknown }
      return Array.isArray(messages) ? messages.filter((each) => typeof each === 'string').slice(0, 100) : []
    } catch {
      return []
    }
  }
}

/** What waits for a country that asks: in order, as much as it reads at once. */
export const outboxFor = async (...of: Parameters<typeof waitingFor>): Promise<readonly string[]> =>
  (await waitingFor(...of)).map(({ jwe }) => jwe)

interface Waiting {
  readonly id: string
  readonly conversation: string
  readonly jwe: string
}

/** The same, with which messages they are and of which conversations. */
export async function waitingFor(
  { db, country }: ExchangeContext,
  peer: string,
  mostBytes: number,
  mostMessages = 100,
): Promise<readonly Waiting[]> {
  const rows = await inScope(db, systemScope(country), async (trx) =>
    ok(
      (
        await sql<{ id: string; conversation: string; jwe: Uint8Array }>`
          select id, conversation_id as conversation, jwe from (
            select id, jwe, created_at, conversation_id, seq, sum(length(jwe)) over (order by created_at, conversation_id, seq) as bytes
            from (
              select * from exchange.message message
              where direction = 'out' and state = 'queued' and peer = ${peer} and country = ${country} and jwe is not null
                and not exists (
                  select from exchange.message dead
                  where dead.conversation_id = message.conversation_id and dead.direction = 'out' and dead.state = 'dead'
                    and dead.seq < message.seq
                )
              order by created_at, conversation_id, seq limit ${mostMessages}
            ) as waiting
          ) as summed
          where bytes <= ${mostBytes}
          order by created_at, conversation_id, seq`.execute(trx)
      ).rows,
    ),
  )
  return rows.ok ? rows.value.map((row) => ({ ...row, jwe: Buffer.from(row.jwe).toString('latin1') })) : []
}
