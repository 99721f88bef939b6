import type { Action } from '@gloact/ledger'
import type { Instant, PlainDate } from '@gloact/kernel'
import type { FileFailure } from '../failures.ts'
import type { FileState } from '../file-state.ts'
import type { ActionType, Payloads } from '../payloads.ts'
import type { RiskBands } from '../risk.ts'
import type { Recorded } from '../recorded.ts'

/** What the server knows when it checks an action, beside the file's state. */
export interface Circumstances {
  readonly actorId: string
  readonly agencyId: string
  /** Today in the country. */
  readonly today: PlainDate
  readonly happenedAt: Instant
  /** Of the country: where its days begin and end. */
  readonly timeZone: string
  /** From which score on a risk is medium, high, very high in this country. */
  readonly riskBands: RiskBands
  /** With whom the actor does not make two people for now. Nobody, where the action needs no second person. */
  readonly notIndependentOf: ReadonlySet<string>
}

/**
 * One kind of action: what must hold for it to be recorded, checked once against the state it meets, and what it makes of
 * that state. Field edits have no check of the state: a stale one is merged. Pure both.
 */
export interface ActionDefinition<Type extends ActionType> {
  readonly type: Type
  readonly check: (state: FileState, payload: Payloads[Type], circumstances: Circumstances) => FileFailure | null
  readonly reduce: (state: FileState, action: Action<Type, Payloads[Type]>) => FileState
}

export const recorded = <Type extends ActionType>(action: Action<Type, Payloads[Type]>): Recorded<Payloads[Type]> => ({
  ...action.payload,
  actionId: action.id,
  actor: action.actor,
  happenedAt: action.happenedAt,
})

/** The first failure among the checks, in their order. */
export const firstOf = (...failures: readonly (FileFailure | null)[]): FileFailure | null =>
  failures.find((failure) => failure !== null) ?? null

/** What one person did or asked for a second one approves: another, and not one who had the first one's account in their hands. */
export const bySecondPerson = (
  first: string | undefined,
  { actorId, notIndependentOf }: Circumstances,
  own: FileFailure,
): FileFailure | null => {
  if (first === actorId) return own
  return first !== undefined && notIndependentOf.has(first) ? { code: 'protection.not_two_people' } : null
}

/** Only while the file is open: a closed one is reopened first. */
export const whileOpen = (state: FileState): FileFailure | null =>
  state.status === 'closed' || state.status === 'import_undone' ? { code: 'protection.file_closed' } : null

/** A day that was entered does not lie in the future. */
export const notInFuture = (on: PlainDate, { today }: Circumstances): FileFailure | null =>
  on > today ? { code: 'protection.date_in_future' } : null

/** A day that was entered lies neither in the future nor before first contact. */
export const withinFile = (state: FileState, on: PlainDate, { today }: Circumstances): FileFailure | null => {
  if (on > today) return { code: 'protection.date_in_future' }
  return on < state.contactOn ? { code: 'protection.date_before_contact' } : null
}
