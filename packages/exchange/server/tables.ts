import type { Database } from '@gloact/postgres'
import type { Generated, Kysely, Selectable } from 'kysely'
import type { AlarmKind } from '../alarm.ts'
import type { Difference } from '../comparison.ts'
import type { HandlingCode, Tlp } from '../handling.ts'
import type { PeerEntry } from '../peer.ts'
import type { ReceiptKind } from '../receipt.ts'
import type { MessageState } from '../timeline.ts'

interface ConversationTable {
  readonly id: string
  readonly country: string
  readonly peer: string
  readonly own_authority: string
  readonly peer_authority: string
  readonly agency_id: string
  readonly sealed_key: Uint8Array | null
  readonly next_out: Generated<number>
  readonly next_in: Generated<number>
  readonly opened_at: Generated<string>
  readonly erased_at: string | null
}

interface MessageTable {
  readonly direction: 'out' | 'in'
  readonly peer: string
  readonly id: string
  readonly country: string
  readonly conversation_id: string
  readonly agency_id: string
  readonly from_authority: string
  readonly to_authority: string
  readonly type: string
  readonly schema_version: number
  readonly seq: number
  readonly in_reply_to: string | null
  readonly created_at: string
  readonly expires_at: string
  readonly tlp: Tlp
  readonly h: readonly HandlingCode[]
  readonly sealed: Uint8Array | null
  readonly jwe: Uint8Array | null
  readonly jwe_hash: Uint8Array
  readonly jws_hash: Uint8Array
  readonly state: MessageState
  readonly reason: string | null
  readonly received_at: string | null
  readonly attempts: Generated<number>
  readonly next_attempt_at: Generated<string>
  readonly last_failure: string | null
}

interface AttachmentTable {
  readonly direction: 'out' | 'in'
  readonly peer: string
  readonly id: string
  readonly country: string
  readonly agency_id: string
  readonly about: string | null
  readonly conversation_id: string | null
  readonly message_id: string | null
  readonly sealed_key: Uint8Array | null
  readonly sealed_name: Uint8Array | null
  readonly content_type: string
  readonly bytes: number
  readonly sha256: string
  readonly objects: readonly string[]
  readonly sealed_bytes: number
  readonly sent_bytes: Generated<number>
  readonly added_by: string | null
  readonly added_at: string
}

interface ReceiptTable {
  readonly direction: 'issued' | 'received'
  readonly peer: string
  readonly message_id: string
  readonly kind: ReceiptKind
  readonly country: string
  readonly conversation_id: string
  readonly position: number
  readonly reason: string | null
  readonly at: string
  readonly signed: string
  readonly hash: Uint8Array
}

interface ExchangeTables {
  'exchange.desk': {
    readonly country: string
    readonly authority: string
    readonly agency_id: string
    readonly name: string
  }
  'exchange.peer_change': {
    readonly id: string
    readonly country: string
    readonly peer: string
    readonly entry: PeerEntry
    readonly proposed_by: Generated<string>
    readonly proposed_at: Generated<string>
  }
  'exchange.peer_decision': {
    readonly change_id: string
    readonly country: string
    readonly peer: string
    readonly decision: 'confirmed' | 'declined' | 'withdrawn'
    readonly version: number | null
    readonly decided_by: Generated<string>
    readonly decided_at: Generated<string>
  }
  'exchange.peer_revocation': {
    readonly id: string
    readonly country: string
    readonly peer: string
    readonly version: number
    readonly suspected_since: string
    readonly revoked_by: Generated<string>
    readonly revoked_at: Generated<string>
  }
  'exchange.conversation': ConversationTable
  'exchange.message': MessageTable
  'exchange.receipt': ReceiptTable
  'exchange.chain': {
    readonly country: string
    readonly peer: string
    readonly direction: 'issued' | 'received'
    readonly position: number
    readonly head: string
  }
  'exchange.comparison': {
    readonly id: string
    readonly country: string
    readonly peer: string
    readonly message_id: string
    readonly conversation_id: string | null
    readonly at: string
    readonly differences: readonly Difference[]
  }
  'exchange.keys_told': {
    readonly country: string
    readonly peer: string
    readonly message_id: string
    readonly named: readonly string[]
    readonly at: string
  }
  'exchange.keys_announced': {
    readonly message_id: string
    readonly country: string
    readonly peer: string
    readonly entry: Omit<PeerEntry, 'messageTypes' | 'highestTlp' | 'legalBasis' | 'expiresAt'>
    readonly at: string
  }
  'exchange.attachment': AttachmentTable
  'exchange.chunk': {
    readonly country: string
    readonly peer: string
    readonly attachment_id: string
    readonly begins: number
    readonly bytes: number
    readonly object_id: string
    readonly received_at: string
  }
  'exchange.alarm': {
    readonly id: string
    readonly country: string
    readonly peer: string
    readonly kind: AlarmKind
    readonly message_id: string | null
    readonly at: Generated<string>
    readonly times: Generated<number>
    readonly last_at: Generated<string>
    readonly seen_by: string | null
    readonly seen_at: string | null
  }
}

export type AttachmentRow = Selectable<AttachmentTable>
export type MessageRow = Selectable<MessageTable>
export type ConversationRow = Selectable<ConversationTable>

export const tables = (db: Database): Kysely<ExchangeTables> => db as Kysely<ExchangeTables>
