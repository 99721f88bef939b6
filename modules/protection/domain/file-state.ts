import type { FileEvent } from '@gloact/calendar'
import type { Audience } from '@gloact/forms'
import { NO_FIELDS, type ActionId, type FieldValues } from '@gloact/ledger'
import type { Instant, PlainDate } from '@gloact/kernel'
import type {
  ClosureRequested,
  ConsentGrantPayload,
  ConsentRecorded,
  DecisionRecorded,
  GuardianAppointed,
  NoteAdded,
  PlanAgreed,
  ReconsiderationRequested,
  RefusalRecorded,
  ScreeningRecorded,
} from './payloads.ts'
import type { AgeBasis, AgeStatement, DecisionKind, FileEventCode, FilePath, FileStatus } from './words.ts'

/** An action's payload kept in the state, with the action it came by and who recorded it. */
export type Recorded<Payload> = Payload & {
  readonly actionId: ActionId
  readonly actor: string
  readonly happenedAt: Instant
}

export interface ConsentGrant extends ConsentGrantPayload {
  readonly consentId: ActionId
  readonly withdrawnOn: PlainDate | null
}

/** A decision that a body has been asked for and has not given. */
export interface AwaitedDecision {
  readonly kind: DecisionKind
  readonly bodyAgencyId: string
  readonly requestedOn: PlainDate
  /** The decision that is to be looked at again. */
  readonly reconsiders: ActionId | null
}

/**
 * Everything that a file's actions lead to. Plain JSON, sealed whole; what lists and clocks need in clear is derived from
 * it (`derive-row.ts`). Nothing in it is changed by hand.
 */
export interface FileState {
  readonly path: FilePath
  readonly age: AgeStatement
  readonly ageBasis: AgeBasis
  readonly contactOn: PlainDate
  readonly channel: string
  readonly status: FileStatus
  readonly openedBy: string
  readonly teamId: string | null
  readonly assignedTo: string | null
  /** The staff named for what is restricted to an audience. */
  readonly audiences: Readonly<Partial<Record<Audience, readonly string[]>>>
  readonly fields: FieldValues
  readonly screenings: readonly Recorded<ScreeningRecorded>[]
  readonly consents: readonly Recorded<ConsentRecorded>[]
  readonly grants: readonly ConsentGrant[]
  readonly refusals: readonly Recorded<RefusalRecorded>[]
  readonly decisions: readonly Recorded<DecisionRecorded>[]
  readonly awaited: AwaitedDecision | null
  readonly reconsiderations: readonly Recorded<ReconsiderationRequested>[]
  readonly guardian: Recorded<GuardianAppointed> | null
  readonly plans: readonly Recorded<PlanAgreed>[]
  readonly notes: readonly Recorded<NoteAdded>[]
  readonly closure: Recorded<ClosureRequested> | null
  readonly closedOn: PlainDate | null
  /** The moment at which it was closed; edits that people had made before it are still merged when they arrive. */
  readonly closedAt: Instant | null
  readonly events: readonly FileEvent<FileEventCode>[]
}

/** A file before its first action. */
export const UNOPENED: FileState = {
  path: 'child',
  age: 'not_sure',
  ageBasis: 'disputed',
  contactOn: '0001-01-01' as PlainDate,
  channel: 'other',
  status: 'open',
  openedBy: '',
  teamId: null,
  assignedTo: null,
  audiences: {},
  fields: NO_FIELDS,
  screenings: [],
  consents: [],
  grants: [],
  refusals: [],
  decisions: [],
  awaited: null,
  reconsiderations: [],
  guardian: null,
  plans: [],
  notes: [],
  closure: null,
  closedOn: null,
  closedAt: null,
  events: [],
}

export const isOpened = (state: FileState): boolean => state.openedBy !== ''

/** The decision of a kind that stands: the last that was recorded. */
export const standingDecision = (state: FileState, kind: DecisionKind): Recorded<DecisionRecorded> | undefined =>
  state.decisions.findLast((decision) => decision.kind === kind)

/** The state with one more event on which clocks start or stop. */
export const withEvent = (state: FileState, code: FileEventCode, at: PlainDate): FileState => ({
  ...state,
  events: [...state.events, { code, at }],
})
