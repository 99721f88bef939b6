import type { Client, ReceivedProblem, RouteContract } from '@gloact/http/client'
import type { Json, Result } from '@gloact/kernel'
import { draftKey, draftsOfKind, type DraftOf } from './draft-of.ts'
import type { Drafts } from './drafts.ts'
import { retryDelay } from './retry-delay.ts'
import { verdictOf, type Verdict } from './verdict.ts'

/** A route that things are sent to, and how its success is known to be that of what was sent. */
export interface Destination<Value = never> {
  readonly contract: RouteContract
  readonly isOf: (value: Value, entry: Pick<OutboxEntry, 'id' | 'body' | 'params'>) => boolean
}

export interface OutboxEntry {
  /** Under which the server records it once: the id of the action, of the file or of the row. */
  readonly id: string
  /** The name of the destination. */
  readonly contract: string
  readonly params: Readonly<Record<string, string>>
  readonly body: Json
  /** What it is of: the draft it was made from. */
  readonly of: DraftOf
  /** What has to have arrived before it: nothing else is held back by a refusal. */
  readonly after: readonly string[]
}

/** An entry as it lies sealed on the device. A type, so that it is JSON. */
type KeptEntry = {
  readonly id: string
  readonly contract: string
  readonly params: Readonly<Record<string, string>>
  readonly body: Json
  readonly of: { readonly kind: string; readonly fileId: string | null; readonly name: string | null }
  readonly after: readonly string[]
  readonly seq: number
  /** Why the server did not take it: kept with it until its author changes it or gives it up. */
  readonly refused?: Json
}

export type ToSend = Omit<OutboxEntry, 'after'> & { readonly after?: readonly string[] }

export interface OutboxEvent {
  readonly entry: OutboxEntry
  readonly verdict: Verdict
}

/**
 * What was committed on this device and is not known to be recorded. Kept sealed before it leaves, sent in the order it
 * was made, again and again under its id, and taken out only when the server says that it has that very id.
 */
export interface Outbox {
  /** Keeps it and sends what waits, up to it; the verdict on it. Offering the same id again sends what was kept first. */
  readonly send: (entry: ToSend) => Promise<Verdict>
  /** Sends everything that waits. */
  readonly push: () => Promise<void>
  /** What waits of one draft, in order. */
  readonly waitingOf: (of: DraftOf) => Promise<readonly OutboxEntry[]>
  /** Given up or changed by its author: it is sent no more. What has left may have arrived. */
  readonly withdraw: (of: DraftOf) => Promise<void>
  /** Told of each verdict, by the person who asked for it. Gives what ends it. */
  readonly subscribe: (listener: (event: OutboxEvent) => void) => () => void
  /** Sends again by itself: in a while, when there is a connection, when the page is looked at. Gives what ends it. */
  readonly start: () => () => void
}

export interface OutboxOptions {
  readonly drafts: Drafts
  readonly call: Client['call']
  readonly destinations: Readonly<Record<string, Destination>>
  /** Writes a verdict to what it is of, before the entry is taken out: may run again after a crash in between. */
  readonly settle: (entry: OutboxEntry, verdict: Verdict) => Promise<void>
  /** One page of a browser sends at a time. */
  readonly alone?: <Value>(run: () => Promise<Value>) => Promise<Value>
  /** Calls later; gives what calls it off. */
  readonly later?: (milliseconds: number, run: () => void) => () => void
  readonly random?: () => number
  /** How long an answer is waited for. */
  readonly patience?: number
}

export const OUTBOX_KIND = 'outbox'
const keyOf = (id: string): string => draftKey({ kind: OUTBOX_KIND, fileId: null, name: id })
const PATIENCE = 60_000

export function openOutbox(options: OutboxOptions): Outbox {
  const { drafts, settle } = options
  const alone = options.alone ?? inThisBrowser
  const later = options.later ?? inAWhile
  const listeners = new Set<(event: OutboxEvent) => void>()
  /** What this page knows of ids that wait no more: the verdict on what arrived, and what its author gave up. */
  const arrived = new Map<string, Verdict>()
  const givenUp = new Set<string>()
  let tries = 0
  let callOff: (() => void) | undefined

  const load = async (): Promise<readonly KeptEntry[]> => {
    const kept = await drafts.list(draftsOfKind(OUTBOX_KIND))
    return kept
      .map(({ value }) => value as unknown as KeptEntry)
      .toSorted((one, other) => one.seq - other.seq || (one.id < other.id ? -1 : 1))
  }

  const offer = async (given: ToSend): Promise<void> => {
    const all = await load()
    const there = all.find(({ id }) => id === given.id)
    // Sent before and not known to be refused: what may have arrived goes again as it was.
    if (there && there.refused === undefined) return
    // What was refused of the same draft gives way to what its author says now.
    for (const old of all) if (old.refused !== undefined && sameOf(old.of, given.of)) await drafts.remove(keyOf(old.id))
    const seq = Math.max(0, ...all.map((entry) => entry.seq)) + 1
    const { after = [], ...entry } = given
    await drafts.save(keyOf(given.id), { ...entry, of: { ...given.of }, after, seq } satisfies KeptEntry)
  }

  const sendOne = async (entry: KeptEntry): Promise<Verdict> => {
    const destination = options.destinations[entry.contract]
    if (!destination) throw new TypeError(`nothing is sent to ${entry.contract}`)
    const { params, body } = entry
    const answer = (await options.call(destination.contract, { params, body } as never, {
      signal: AbortSignal.timeout(options.patience ?? PATIENCE),
    })) as Result<never, ReceivedProblem>
    const verdict = verdictOf(answer, (value) => destination.isOf(value, entry))
    // Withdrawn meanwhile: its author says something else by now, and that stays.
    if (await drafts.load(keyOf(entry.id))) {
      await settle(entry, verdict)
      if (verdict.kind === 'sent') await drafts.remove(keyOf(entry.id))
      if (verdict.kind === 'refused') {
        const { code, status } = verdict.problem
        await drafts.save(keyOf(entry.id), { ...entry, refused: { code, status } } satisfies KeptEntry)
      }
    }
    if (verdict.kind === 'sent') arrived.set(entry.id, verdict)
    for (const tell of listeners) tell({ entry, verdict })
    return verdict
  }

  /** In order; a file's next waits for the one before it, and everything waits where nobody answers. */
  const sendWaiting = async (): Promise<ReadonlyMap<string, Verdict>> => {
    const verdicts = new Map<string, Verdict>()
    const stuck = new Map<string, Verdict>()
    const held = new Map<string, Verdict>()
    let nobody: Verdict | undefined
    for (const entry of await load()) {
      const queue = entry.of.fileId ?? entry.params['fileId'] ?? entry.id
      if (entry.refused !== undefined) {
        held.set(entry.id, { kind: 'refused', problem: refusalOf(entry.refused) })
        continue
      }
      const before = entry.after.map((id) => held.get(id)).find((verdict) => verdict !== undefined)
      const waits = nobody ?? before ?? stuck.get(queue)
      const verdict = waits ?? (await sendOne(entry))
      verdicts.set(entry.id, verdict)
      if (verdict.kind === 'sent') continue
      held.set(entry.id, verdict)
      if (verdict.kind === 'refused') continue
      stuck.set(queue, verdict)
      if (concernsAll(verdict)) nobody = verdict
    }
    const unsent = [...verdicts.values()].filter(({ kind }) => kind === 'pause' || kind === 'may_have_arrived')
    tries = unsent.length === 0 ? 0 : tries + 1
    if (unsent.length > 0) again(unsent)
    return verdicts
  }

  const again = (unsent: readonly Verdict[]): void => {
    callOff?.()
    const asked = Math.max(
      0,
      ...unsent.map((verdict) => (verdict.kind === 'sent' ? 0 : (verdict.problem.retryAfter ?? 0))),
    )
    callOff = later(retryDelay(tries, { askedSeconds: asked, random: options.random ?? Math.random }), () => {
      callOff = undefined
      if (started > 0) void push()
    })
  }

  let started = 0
  let stopListening = (): void => undefined
  const push = async (): Promise<void> => void (await alone(sendWaiting))

  return {
    async send(entry) {
      try {
        await offer(entry)
      } catch {
        // The device keeps nothing more: it is sent all the same, and the page that shows it is what keeps it.
        return alone(() => sendOne({ ...entry, of: { ...entry.of }, after: [], seq: 0 }))
      }
      const verdict = (await alone(sendWaiting)).get(entry.id) ?? arrived.get(entry.id)
      if (verdict) return verdict
      if (givenUp.has(entry.id)) return verdictOf<unknown>({ ok: false, error: GIVEN_UP })
      // Another page of this browser sent it in between, and only that page heard how it went: asked again under its id, the
      // server says what it has.
      return alone(() => sendOne({ ...entry, of: { ...entry.of }, after: [], seq: 0 }))
    },
    push,
    waitingOf: async (of) => (await load()).filter((entry) => sameOf(entry.of, of) && entry.refused === undefined),
    async withdraw(of) {
      for (const entry of await load()) {
        if (!sameOf(entry.of, of)) continue
        givenUp.add(entry.id)
        await drafts.remove(keyOf(entry.id))
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    start() {
      started += 1
      if (started === 1) stopListening = whenLikelyToArrive(() => void push())
      void push()
      return () => {
        started -= 1
        if (started > 0) return
        stopListening()
        callOff?.()
      }
    },
  }
}

const sameOf = (one: DraftOf, other: DraftOf): boolean => draftKey(one) === draftKey(other)

const refusalOf = (refused: Json): ReceivedProblem => {
  const { code, status } = refused as { readonly code: string; readonly status: number }
  return { type: 'about:blank', title: '', code, status }
}

/** No session, no connection, a server in trouble: the next would fare no better. */
const concernsAll = (verdict: Verdict): boolean =>
  verdict.kind !== 'sent' &&
  (verdict.problem.code === 'http.signed_out' ||
    verdict.problem.code === 'http.unreachable' ||
    verdict.problem.code === 'http.unavailable' ||
    verdict.problem.status === 429)

/** Its author said something else before it left: nothing was sent, and nothing has to be. */
const GIVEN_UP = { type: 'about:blank', title: '', code: 'http.unreachable', status: 0 } as const

let last: Promise<unknown> = Promise.resolve()

async function inThisBrowser<Value>(run: () => Promise<Value>): Promise<Value> {
  if (typeof navigator === 'undefined' || !('locks' in navigator)) {
    // Without locks (a page that was not loaded securely) drafts are this page's own anyway.
    const own = last.then(run)
    // The caller hears of a failure by `own`; the next one only waits for its turn.
    last = own.catch(() => undefined)
    return own
  }
  return (await navigator.locks.request('gloact.outbox', run)) as Value
}

function inAWhile(milliseconds: number, run: () => void): () => void {
  const timer = setTimeout(run, milliseconds)
  return () => clearTimeout(timer)
}

function whenLikelyToArrive(run: () => void): () => void {
  if (typeof document === 'undefined') return () => undefined
  const seen = () => {
    if (document.visibilityState === 'visible') run()
  }
  window.addEventListener('online', run)
  document.addEventListener('visibilitychange', seen)
  return () => {
    window.removeEventListener('online', run)
    document.removeEventListener('visibilitychange', seen)
  }
}
