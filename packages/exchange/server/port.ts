import type { Failure, Instant, Json, Result } from '@gloact/kernel'
import type { Database, Scope, ScopedTransaction } from '@gloact/postgres'
import type { z } from 'zod'
import type { AlarmKind } from '../alarm.ts'
import type { Comparison, LastComparison } from '../comparison.ts'
import type { ExchangeFailureCode } from '../contract/failures.ts'
import type { Message, Party } from '../message.ts'
import type { Peer, PeerEntry } from '../peer.ts'
import type { Receipt, ReceiptKind } from '../receipt.ts'
import type { NewMessage, OpenedMessage, TimelineEntry } from '../timeline.ts'

export type ExchangeFailure = Failure<ExchangeFailureCode>

/** A message as its type's handler is given it: its body is as the schema says. */
export interface Received<Body extends Json = Json> extends Message<Body> {
  /** The agency here whose desk it came to. */
  readonly agencyId: string
  readonly receivedAt: Instant
  /** SHA-256 of the signed message, hexadecimal. */
  readonly hash: string
}

/** A type of message that this instance understands. */
export interface MessageType<Schema extends z.ZodType<Json> = z.ZodType<Json>> {
  /** Begins with the module's name: `cooperation.request_sent`. */
  readonly type: string
  readonly schemaVersion: number
  readonly schema: Schema
  /**
   * What follows from it, in the transaction that records it and its receipt, in the system's scope of this country. A failure rolls back
   * what was done, and the sender has its code, signed. It is run once for each message; an exception is tried again.
   */
  readonly apply: (trx: ScopedTransaction, message: Received<z.output<Schema>>) => Promise<Result<undefined, Failure>>
  /** Whether files may come with it; where it is left out, one that has some is refused. */
  readonly takesFiles?: boolean
  /** What follows here from a receipt for a message of this type that went out, in the transaction that records it. */
  readonly onReceipt?: (trx: ScopedTransaction, receipt: Receipt) => Promise<void>
}

export interface Enqueued {
  readonly id: string
  readonly conversationId: string
  readonly seq: number
  readonly hash: string
}

/** Which agency of this instance an authority is: what comes for it is the agency's to see. */
export interface Desk {
  readonly authority: string
  readonly agencyId: string
  readonly name: string
}

export const PEER_CHANGE_STATES = ['waiting', 'confirmed', 'declined', 'withdrawn'] as const

/** A peer, or a change of its keys, that one officer entered and another has to confirm. */
export interface PeerChange {
  readonly id: string
  readonly entry: PeerEntry
  /** What has to be heard from the other side by voice. */
  readonly words: readonly string[]
  readonly state: (typeof PEER_CHANGE_STATES)[number]
  readonly proposedBy: string
  readonly proposedAt: Instant
  readonly decidedBy: string | null
  readonly decidedAt: Instant | null
}

/** Something a person has to look at: a forged or altered message, a peer out of step, a message that was given up. */
export interface Alarm {
  readonly id: string
  readonly peer: string
  readonly kind: AlarmKind
  /** The message that it is about, where it is about one that can be believed to be one. */
  readonly messageId: string | null
  readonly at: Instant
  readonly seenBy: string | null
  readonly seenAt: Instant | null
}

export interface PeerRegistry {
  list(trx: Database): Promise<readonly Peer[]>
  /** Changes that wait for a second officer, and what was decided: latest first. */
  changes(trx: Database): Promise<readonly PeerChange[]>
  /** By the officer whose scope the transaction has. They have heard the words from the other side as well. */
  propose(
    trx: Database,
    entry: unknown,
    spoken: readonly string[],
    /** The caller's own: proposed twice under it, it is proposed once. */
    id?: string,
  ): Promise<Result<PeerChange, ExchangeFailure>>
  /** By another officer, who has heard the words themselves. In force from the commit on. */
  confirm(trx: Database, changeId: string, spoken: readonly string[]): Promise<Result<Peer, ExchangeFailure>>
  /** By another officer; by the one who proposed it, it is withdrawn. */
  decline(trx: Database, changeId: string): Promise<Result<undefined, ExchangeFailure>>
  /** By one officer, at once, both ways. Answers with what was received since the moment from which the keys are suspected. */
  revoke(
    trx: Database,
    country: string,
    suspectedSince: Instant,
  ): Promise<Result<{ readonly receivedSince: readonly TimelineEntry[] }, ExchangeFailure>>
  /** How often a country was stopped, and from when its keys were suspected: latest first. */
  stops(trx: Database, country: string): Promise<readonly PeerStop[]>
  /** What came from a country since a moment, and what went there, as far as the transaction sees it; content stays sealed. */
  crossedSince(trx: Database, country: string, since: Instant): Promise<readonly Crossed[]>
  /** What countries announced of their keys that is not what was entered: two officers enter it, having heard the words. */
  announcements(trx: Database): Promise<readonly Announcement[]>
  /** This instance as another enters it, with the words for it. */
  own(): OwnEntry
  /** Every country in force, signed by this one: for a regional body, or for a country that enters several. */
  exportList(trx: Database): Promise<string>
  /**
   * Who is in a list that a country of the registry, or this one, signed, each with its words. Nobody is entered by it: two officers do
   * so for each, having heard the words.
   */
  readList(
    trx: Database,
    signed: string,
  ): Promise<Result<{ readonly from: string; readonly listed: readonly Listed[] }, ExchangeFailure>>
}

/** A message that crossed the border, and the conversation that it is of. */
export interface Crossed extends TimelineEntry {
  readonly conversationId: string
}

/** That the exchange with a country was stopped. */
export interface PeerStop {
  readonly suspectedSince: Instant
  readonly stoppedAt: Instant
  readonly stoppedBy: string
}

/** New keys of a country, as it announced them under a key that was entered. */
export interface Announcement {
  readonly entry: OwnEntry['entry']
  readonly at: Instant
}

/** What is handed to another country so that its officers can enter this one. */
export interface OwnEntry {
  readonly entry: Omit<PeerEntry, 'messageTypes' | 'highestTlp' | 'legalBasis' | 'expiresAt'>
  readonly words: readonly string[]
}

/** A country as another one lists it. */
export interface Listed {
  readonly entry: PeerEntry
  readonly words: readonly string[]
  /** As it stands in this country's registry: not there, the same keys, or others. */
  readonly here: 'unknown' | 'same' | 'other'
}

/** What waits for a country, as a file that is carried, with what is printed to go with it on paper. */
export interface Bundle {
  readonly file: string
  readonly from: string
  readonly to: string
  readonly at: Instant
  /** SHA-256 of the file, and of each sealed message in it, in order. */
  readonly sha256: string
  readonly messages: readonly { readonly sha256: string; readonly bytes: number }[]
  readonly receipts: number
  /** Sealed files in it, and messages that it has no room for: they go with the next one, or over the line. */
  readonly files: readonly { readonly sha256: string; readonly bytes: number }[]
  readonly left: number
}

/** What happened to a file that was brought: of each message what was signed for, or why it was not taken. */
export interface BundleTaken {
  readonly from: string
  readonly at: Instant
  readonly sha256: string
  readonly messages: readonly { readonly sha256: string; readonly outcome: string }[]
  /** Receipts that count here now, those that were known included. */
  readonly receipts: number
}

/** A file as anyone who sees its conversation sees it. */
export interface ExchangeFile {
  readonly id: string
  readonly direction: 'out' | 'in'
  readonly name: string
  readonly contentType: string
  readonly bytes: number
  /** Of the file itself, hexadecimal: the same on both sides. */
  readonly sha256: string
  /** With which message it went or came; null as long as it waits for one. */
  readonly messageId: string | null
  /** How much of it the other side has, from 0 to 1; of one that came, 1. */
  readonly there: number
  readonly addedAt: Instant
}

/** A file to be added for a country: to what it belongs, and whose it is. */
export interface NewFile {
  readonly id: string
  readonly about: string
  readonly peer: string
  readonly agencyId: string
  readonly name: string
  /** What the sender says that it is; what it is, its bytes say. */
  readonly declared: string | undefined
  readonly body: AsyncIterable<Uint8Array>
}

/** Files that go with messages and come with them: each sealed under a key of its own, which travels in the message. */
export interface ExchangeFiles {
  /** Takes in a file that is to go with a later message (`files` of `NewMessage`). Sent twice, it is kept once. */
  add(scope: Scope, file: NewFile): Promise<Result<ExchangeFile, ExchangeFailure>>
  /** Those that wait for what they belong to, and those of its conversation. */
  of(
    trx: Database,
    of: { readonly about: string; readonly conversationId: string | null },
  ): Promise<readonly ExchangeFile[]>
  /** What one is called that was not sent yet. */
  name(
    trx: Database,
    file: { readonly id: string; readonly about: string; readonly name: string },
  ): Promise<Result<undefined, ExchangeFailure>>
  /** One that was not sent yet. */
  remove(
    trx: Database,
    file: { readonly id: string; readonly about: string },
  ): Promise<Result<undefined, ExchangeFailure>>
  /** Its bytes, to anyone who may see its row; what may be done with them is the module's to say, and to audit. */
  open(
    trx: Database,
    file: { readonly id: string; readonly direction: 'out' | 'in' },
  ): Promise<Result<ExchangeFile & { readonly stream: AsyncIterable<Uint8Array> }, ExchangeFailure>>
  /** Which of these objects are files of the exchange: for `keepsObjects` of a module. */
  kept(ids: readonly string[]): Promise<ReadonlySet<string>>
  /** Destroys the keys of files that were added for something and never sent. System's scope. */
  erase(trx: ScopedTransaction, about: string): Promise<void>
}

/** The exchange with other countries, as a module uses it. */
export interface Exchange {
  readonly country: string
  /** Before the start. */
  registerMessageType<Schema extends z.ZodType<Json>>(type: MessageType<Schema>): void
  /** Opens a desk, or gives it to another agency; a second time is nothing new. In the system's scope. */
  openDesk(trx: ScopedTransaction, desk: Desk): Promise<void>
  desks(trx: Database): Promise<readonly Desk[]>
  /**
   * Signs and encrypts a message and puts it into the outbox, in the caller's transaction: it goes when that commits, and never
   * otherwise. It is numbered within its conversation. The transaction's agency has to be the desk's own, or the system.
   */
  enqueueMessage(trx: ScopedTransaction, message: NewMessage): Promise<Result<Enqueued, ExchangeFailure>>
  /** Signs a receipt for a message that came in and sends it: once of each kind. `stored` and `unsupported` go by themselves. */
  sendReceipt(
    trx: ScopedTransaction,
    receipt: {
      readonly messageId: string
      readonly kind: Exclude<ReceiptKind, 'stored' | 'unsupported'>
      readonly reason?: string
    },
  ): Promise<Result<undefined, ExchangeFailure>>
  /** What went and came in a conversation, in order, with hashes and receipts; both sides show the same. Content stays sealed. */
  messagesOf(trx: Database, conversationId: string): Promise<readonly TimelineEntry[]>
  /** A message with its content, to anyone who may see its row; audited by the caller. */
  openMessage(
    trx: ScopedTransaction,
    which: { readonly id: string; readonly direction: 'out' | 'in' },
  ): Promise<Result<OpenedMessage, ExchangeFailure>>
  readonly files: ExchangeFiles
  /** Destroys the key of a conversation: what was said in it opens no more here; the chain of hashes stays. System's scope. */
  eraseConversation(trx: ScopedTransaction, conversationId: string): Promise<void>
  readonly peers: PeerRegistry
  /** What somebody has to look at: latest first, those not seen yet before the others. */
  alarms(trx: Database): Promise<readonly Alarm[]>
  /** Tells everybody here that the exchange with a country was stopped. In the system's scope. */
  tellOfStop(trx: ScopedTransaction, peer: string): Promise<void>
  seeAlarm(trx: Database, id: string): Promise<Result<undefined, ExchangeFailure>>
  /**
   * Tells the other side what this one has of a conversation, by hashes, and asks for the same: what it answers is held against what lies
   * here, and a difference raises an alarm on the side that finds it.
   */
  compare(trx: ScopedTransaction, conversationId: string): Promise<Result<undefined, ExchangeFailure>>
  /** What comparisons came to: of a conversation, or of the chains of receipts with a country, which are compared every night. */
  comparisons(
    trx: Database,
    of: { readonly conversationId: string } | { readonly peer: string },
  ): Promise<readonly Comparison[]>
  /** The last comparison of every conversation that the transaction sees, and of the chains with every country. */
  lastComparisons(trx: Database): Promise<readonly LastComparison[]>
  /** What waits for a country that no network reaches, as one signed file. It goes on waiting until the other side has signed for it. */
  makeBundle(trx: Database, peer: string): Promise<Result<Bundle, ExchangeFailure>>
  /** Takes in such a file, through the same inbox as everything else: a message in it that is known is answered as before. */
  takeBundle(trx: Database, file: string): Promise<Result<BundleTaken, ExchangeFailure>>
  /** Sends a message again that was given up, once somebody has settled why. In the system's scope. */
  sendAgain(trx: ScopedTransaction, messageId: string): Promise<Result<undefined, ExchangeFailure>>
  /** Whether a desk of another country can be written to now: with which keys, of which types. */
  reach(
    trx: Database,
    to: Party,
    type: string,
  ): Promise<Result<{ readonly highestTlp: Peer['highestTlp'] }, ExchangeFailure>>
}
