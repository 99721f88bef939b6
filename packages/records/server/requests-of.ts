import type { AuditAction } from '@gloact/audit'
import type { WorkingCalendar } from '@gloact/calendar'
import type { CodeLists } from '@gloact/codes'
import type { FormAnswers, FormDefinition } from '@gloact/forms'
import type { Clock, Failure, Instant, Json, Result } from '@gloact/kernel'
import type { Database, ScopedTransaction } from '@gloact/postgres'
import type { Vault } from '@gloact/vault'
import type { ClockRule } from '../request/clocks-due.ts'
import type { Facts } from '../request/facts.ts'
import type { RequestKind } from '../request/definition.ts'
import type { RequestFailureCode } from '../contract/failures.ts'

/** A refusal of the engine, or of the module whose request it is (`onTaken`). */
export type RequestFailure = Failure<RequestFailureCode> | Failure

/** What a step says: the answers of its form, and what the module itself puts beside them. Sealed whole. */
export interface StepPayload {
  readonly answers: FormAnswers
  readonly also?: Json
}

/** A kind of request as a module runs it: where it lies, how long its clocks run, what happens to a step. */
export interface RequestsOf {
  readonly kind: RequestKind
  /** The schema into which a migration of the module's laid the tables. */
  readonly schema: string
  readonly db: Database
  readonly vault: Vault
  readonly clock: Clock
  readonly country: string
  readonly calendar: WorkingCalendar
  /** The forms that its steps need, by their ids. */
  readonly forms?: Readonly<Record<string, FormDefinition>>
  readonly codeLists?: CodeLists
  /**
   * What seals its steps. `own`: a key of each request's own, which erasure destroys, for what concerns a person; anyone who
   * works on it opens files. `words`: the key of the instance, for what is about nobody.
   */
  readonly sealedBy: 'own' | 'words'
  /** The vault reads a request's key in another scope than the transaction's: it is asked by itself, once the request was found. */
  readonly keysApart?: true
  /** The word of the module's that the audit log has for a step. */
  readonly audited: AuditAction
  /** How long a clock runs; null where the country sets no time. */
  readonly clockRule: (clock: string, facts: Facts) => ClockRule | null
  /** What lies in clear after a step; as before, where it is left out. Pure: a replay asks it again. */
  readonly factsAfter?: (
    facts: Facts,
    step: { readonly id: string; readonly step: string; readonly payload: StepPayload },
  ) => Facts
  /** What else follows in the same transaction: an event, a line in a file, a place that is freed. Refused, the step is not taken. */
  readonly onTaken?: (trx: ScopedTransaction, taken: StepTaken) => Promise<Result<unknown, Failure>>
}

export interface StepTaken {
  /** The step's own id. */
  readonly id: string
  readonly requestId: string
  readonly fileId: string | null
  readonly step: string
  readonly party: string
  readonly from: string | null
  readonly to: string
  readonly parties: Readonly<Record<string, string>>
  readonly facts: Facts
  readonly payload: StepPayload
  readonly happenedAt: Instant
  readonly by: { readonly userId: string | null; readonly agencyId: string | null }
}

/** Who takes a step. The parties follow from the agency; null for the platform itself. */
export interface StepActor {
  readonly userId: string | null
  readonly agencyId: string | null
  readonly may?: ((permission: string) => boolean) | undefined
  readonly independentOf?: ((first: string) => boolean) | undefined
}

export const SYSTEM: StepActor = { userId: null, agencyId: null }
