import type { Intake } from '@gloact/attachments'
import type { Clock, Json } from '@gloact/kernel'
import type { Database } from '@gloact/postgres'
import type { PersonKey } from '@gloact/vault'
import type { z } from 'zod'
import type { ExchangeKeys } from './keys.ts'
import type { MessageType } from './port.ts'

/** What every part of the exchange stands on. */
export interface ExchangeContext {
  readonly db: Database
  readonly clock: Clock
  readonly country: string
  readonly keys: ExchangeKeys
  /** The instance's key of words, under which the keys of conversations lie. */
  readonly wordKey: () => Promise<PersonKey>
  /** Told in the transaction that puts something into the outbox. */
  readonly enqueued: (trx: Database) => Promise<void>
  /** Where files that go with messages lie; none go or come where it is left out. */
  readonly files: Intake | undefined
  readonly types: ReadonlyMap<string, MessageType<z.ZodType<Json>>>
}
