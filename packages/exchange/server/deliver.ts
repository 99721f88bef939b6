import { asInstant, ok } from '@gloact/kernel'
import { inScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import { peerState, type Peer } from '../peer.ts'
import { takeReceipts } from './apply-receipt.ts'
import { raiseAlarm } from './chain.ts'
import { MOST_AT_ONCE, PATHS, type Channel, type ChannelFailure } from './channel-client.ts'
import type { ExchangeContext } from './context.ts'
import { openSigned } from './conversation.ts'
import { batched, dueIn, type Due } from './due.ts'
import { keyOfDesk } from './enqueue.ts'
import { sealEnvelope, sha256 } from './envelope.ts'
import { bringFiles, fetchFiles } from './send-files.ts'
import { FILES_MISSING, receive, receiveAll, type Runs } from './receive.ts'
import { peersIn } from './peers-in.ts'
import { openNotice, type Notice } from './statements.ts'
import { tables } from './tables.ts'
import { hex } from './timeline-of.ts'

/** How many batches of messages are on their way to one country at once. */
const AT_ONCE = 2
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
  /** Countries whose instance takes no batches: known until this one starts again. */
  const oneByOne = new Set<string>()

  const asSystem = <Value>(run: (trx: ScopedTransaction) => Promise<Value>): Promise<Value> =>
    inScope<Value, never>(db, systemScope(country), async (trx) => ok(await run(trx))).then((result) => {
      if (!result.ok) throw new Error('a transaction of the exchange failed')
      return result.value
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
      const kept = await tables(trx)
        .selectFrom('exchange.message')
        .select('sealed')
        .where('direction', '=', 'out')
        .where('peer', '=', due.peer)
        .where('id', '=', due.id)
        .executeTakeFirst()
      const jws = await openSigned(context, trx, { ...due, direction: 'out', sealed: kept?.sealed ?? null })
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

  /** Nothing came back that says anything: each conversation is tried again later. */
  const notAnswered = async (batch: Batch, why: string, waitMs?: number): Promise<void> => {
    for (const [first] of batch) await postpone(first!, why, waitMs)
  }

  /** Brings messages there, and gives what was answered to each; or how to go on, where no answer came. */
  const answersTo = async (batch: Batch, peer: Peer): Promise<Runs<unknown> | How> => {
    const runs = batch.map((run) => run.map(({ jwe }) => Buffer.from(jwe!).toString('latin1')))
    const single = runs.length === 1 && runs[0]!.length === 1
    const answered = single
      ? await channel.call(peer, 'POST', PATHS.messages, runs[0]![0])
      : await channel.call(peer, 'POST', PATHS.batch, JSON.stringify(runs))
    if (!answered.ok) {
      if (answered.error === 'wrong_certificate') {
        await asSystem((trx) => raiseAlarm(context, trx, { peer: peer.country, kind: 'wrong_certificate' }))
      }
      await notAnswered(batch, answered.error)
      return 'stop'
    }
    const { status, body, retryAfter } = answered.value
    if (status === 404 && !single) {
      // An instance of before: one message at a time, as it knows them.
      oneByOne.add(peer.country)
      return 'on'
    }
    if (status !== 200) {
      await notAnswered(batch, `status_${status}`, retryAfter === null ? undefined : retryAfter * 1_000)
      return status === 503 ? 'on' : 'stop'
    }
    return single ? [[body]] : listIn(body, 'answers').map((run) => (Array.isArray(run) ? (run as unknown[]) : []))
  }

  /** Brings a batch there and takes what is answered; gives what was delivered, and whether it may go on with this country at once. */
  const deliverBatch = async (whole: Batch, peer: Peer): Promise<{ how: How; delivered: readonly Due[] }> => {
    const batch: (readonly Due[])[] = []
    for (const run of whole) {
      const erased = run.find(({ jwe }) => jwe === null)
      if (erased) await giveUp(erased, 'erased')
      else batch.push(run)
    }
    if (batch.length === 0) return { how: 'on', delivered: [] }
    const answers = await answersTo(batch, peer)
    if (typeof answers === 'string') return { how: answers, delivered: [] }

    const receipts: { due: Due; signed: string }[] = []
    /** Where each conversation stops: what follows it there had to wait, which says nothing about the other side. */
    const stops: { due: Due; notice: Notice | undefined }[] = []
    for (const [at, run] of batch.entries()) {
      for (const [place, due] of run.entries()) {
        const answer = answers[at]?.[place]
        const notice = typeof answer === 'string' ? await openNotice(answer, peer.signingKeys, clock.now()) : undefined
        if (typeof answer !== 'string' || notice?.ok) {
          stops.push({ due, notice: notice?.ok ? notice.value : undefined })
          break
        }
        receipts.push({ due, signed: answer })
      }
    }
    const opened = await takeReceipts(
      context,
      peer,
      receipts.map(({ signed }) => signed),
      options.onError,
    )
    const delivered = receipts.filter(({ due }, at) => opened[at]?.messageId === due.id).map(({ due }) => due)
    let how: How = 'on'
    for (const { due } of receipts.filter((each) => !delivered.includes(each.due))) {
      await postpone(due, 'receipt_wrong')
      how = 'stop'
    }
    let broke = false
    for (const { due, notice } of stops) {
      if (notice === undefined) {
        // It broke at the first without an answer; those after it were not looked at, and go again.
        if (!broke) await postpone(due, 'status_503')
        broke = true
        continue
      }
      const { from, to, jwe } = notice
      if (from !== due.peer || to !== country || jwe !== hex(due.jwe_hash)) {
        await postpone(due, 'answer_wrong')
        how = 'stop'
      } else if (!(await onNotice(due, peer, notice))) how = 'stop'
    }
    return { how, delivered }
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
      const runs = await asSystem((trx) => dueIn(trx, { country, peer: peer.country, now: clock.now() }))
      const batches = [...(oneByOne.has(peer.country) ? runs.map(([first]) => [[first!]]) : batched(runs))]
      if (batches.length === 0) return delivered
      let stopped = false
      let back = false
      const one = async (): Promise<void> => {
        for (let next = batches.shift(); next !== undefined && !stopped; next = batches.shift()) {
          try {
            const done = await deliverBatch(next, peer)
            delivered += done.delivered.length
            if (done.how === 'stop') stopped = true
            if (!back && done.delivered.some(({ attempts }) => attempts > 0)) {
              back = true
              await isBack(peer)
            }
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
          const messages =
            answered.ok && answered.value.status === 200
              ? listIn(answered.value.body, 'messages').filter((each) => typeof each === 'string')
              : []
          const receipts: string[] = []
          for (let begins = 0; begins < messages.length; begins += MOST_AT_ONCE) {
            const jwes = messages.slice(begins, begins + MOST_AT_ONCE)
            // Each by itself: what one of them waits for says nothing about another conversation's.
            const runs = await receiveAll(
              context,
              peer.country,
              jwes.map((jwe) => [jwe]),
              options.onError,
            )
            for (const [at, [given]] of runs.entries()) {
              // What its message waits for is fetched with it; what follows it comes with the next round.
              const fetched = given?.missing && (await fetchFiles(context, channel, peer, given.missing))
              const answer = fetched ? await receive(context, peer.country, jwes[at]!) : given
              if (answer?.recorded) receipts.push(answer.signed)
            }
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
}

/** Whether it may go on with a country at once. */
type How = 'on' | 'stop'

/** Messages that go together: conversations, each in its order. */
type Batch = readonly (readonly Due[])[]

/** A list in an answer, bounded; nothing where it is none. */
function listIn(body: string, name: 'messages' | 'answers'): readonly unknown[] {
  try {
    const list = (JSON.parse(body) as Readonly<Record<string, unknown>> | null)?.[name]
    return Array.isArray(list) ? (list as unknown[]).slice(0, 100) : []
  } catch {
    return []
  }
}
