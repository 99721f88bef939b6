import type { Action } from '@gloact/ledger'
import type { Instant, PlainDate } from '@gloact/kernel'
import type { ObjectShape, Shape } from '@gloact/records/shape'
import type { AttachmentAdded } from '../../attachments/attachment-payloads.ts'
import type { ChildGate } from '../child-gate.ts'
import type { FileFailure } from '../../failures.ts'
import type { FileState } from '../file-state.ts'
import type { RiskBands } from '../risk.ts'
import type { Recorded } from '../recorded.ts'
import type { FileEventCode } from '../words.ts'

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
  /** How many members of a competent authority decide together in this country. */
  readonly decisionMembers: number
  /** With whom the actor does not make two people for now. Nobody, where the action needs no second person. */
  readonly notIndependentOf: ReadonlySet<string>
}

/** The work in which an action is recorded. The policy says whose work it is, and on which files. */
export type Work =
  | 'opening'
  | 'contact'
  | 'casework'
  | 'supervision'
  | 'child_protection'
  | 'deciding'
  | 'emergency'
  | 'receiving'

/** What an action names that has to be there when it is recorded. */
export interface References {
  /** A team of the agency, and staff of it, who may hold files. */
  readonly teamId?: string | null
  readonly staff?: readonly (string | null)[]
  readonly agencyId?: string | null
  /** A body that decides in the country. */
  readonly bodyAgencyId?: string
  readonly tags?: readonly string[]
  /** Uploaded before, by the same person. */
  readonly upload?: AttachmentAdded
  /** Ids of grants that no other grant of the file has. */
  readonly newGrants?: readonly string[]
}

/** What other modules hear. */
export type ToldOthers =
  | 'protection.case_file_opened'
  | 'protection.decision_requested'
  | 'protection.decision_recorded'
  | 'protection.consent_withdrawn'
  | 'protection.path_changed'
  | 'protection.case_file_closed'
  | 'protection.case_file_reopened'

/** The signs that a history has. */
export type ActionSign =
  | 'attachment'
  | 'calendar'
  | 'check'
  | 'decision'
  | 'done'
  | 'edit'
  | 'flag'
  | 'folder'
  | 'key'
  | 'lock'
  | 'note'
  | 'refresh'
  | 'route'
  | 'send'
  | 'shield'
  | 'stop'
  | 'support'
  | 'tasks'
  | 'undo'
  | 'user'
  | 'users'

/** The section of a file in which an action shows: of its own form, where it answers one. */
export type ActionSection =
  | 'age'
  | 'appointments'
  | 'attachments'
  | 'closure'
  | 'consent'
  | 'decisions'
  | 'form'
  | 'history'
  | 'notes'
  | 'people'
  | 'plan'
  | 'reviews'
  | 'risk'
  | 'services'
  | 'summary'

/** Codes by which the sentence of an action is worded. */
export type Told = Readonly<Record<string, string | readonly string[]>>

/**
 * One kind of action, declared in one place. What is `null` here was thought of and is not so. Its sentence is
 * `protection.timeline.<type>` of the locales.
 */
export interface ActionDefinition<Type extends string, Payload> {
  readonly type: Type
  /** What it says: its schema, the codes it names and how long its words may be follow from it. */
  readonly shape: Shape<Payload>
  /** In which work it is recorded; `server` where nobody may send it. */
  readonly by: readonly Work[] | 'server'
  /** Whether a second person decides by it on what a first one did or asked for. */
  readonly second: boolean
  /** Why it cannot be recorded in this state. A field edit asks nothing of the state: a stale one is merged. Pure. */
  readonly check: (state: FileState, payload: Payload, circumstances: Circumstances) => FileFailure | null
  /** What it makes of the state. Pure. */
  readonly reduce: (state: FileState, action: Action<Type, Payload>) => FileState
  /** On a child's file, what another module has to allow before it is recorded, on whatever way it comes. */
  readonly gate?: (state: FileState, payload: Payload) => ChildGate | null
  readonly references: ((payload: Payload) => References) | null
  readonly event: ToldOthers | null
  readonly sign: ActionSign
  readonly section: ActionSection
  readonly tells: Telling<Payload> | null
  readonly compared: Compared<Payload> | null
  /** What may be corrected or struck of it; null where it is no entry that stands by itself. */
  readonly entry: EntryOf<Payload> | null
}

/** What the history says of an action: to everybody who reads the file, or in its own agency alone. */
export interface Telling<Payload> {
  readonly to: 'readers' | 'agency'
  readonly codes: (payload: Payload) => Told
  /** Whether there is a sentence of its own for those who are told nothing (`…_untold`). */
  readonly untold?: boolean
}

/** What a comparison of two moments says of an action. */
export interface Compared<Payload> {
  /** The entries that it says more of, beside the one it is. */
  readonly entries?: (payload: Payload, state: FileState) => readonly string[]
  /** Why, where the person who recorded it said so; a reason is told to everybody who reads the file, or in its own agency alone. */
  readonly reason?: (payload: Payload) => string | null
  readonly reasonTo?: 'readers' | 'agency'
}

/** Puts an entry of the state in another's place, or takes it out. */
export type Put = <Entry extends Recorded<object>>(entries: readonly Entry[]) => readonly Entry[]

/**
 * What of an entry may be corrected where it stands: dates, words and spelling. What an entry decides, grants or asks is
 * not: that is done again by an entry of its own (a decision is reconsidered, a consent withdrawn or recorded again), since
 * somebody may have acted on it.
 */
export interface EntryOf<Payload> {
  readonly entries: (state: FileState) => readonly Recorded<Payload>[]
  /** The state with its entries put; `struck` is the one that goes, null where one is corrected. */
  readonly with: (state: FileState, put: Put, struck: Recorded<Payload> | null) => Partial<FileState>
  /** The day by which it stands, and the events of clocks that it made on that day before events said whose they are. */
  readonly day: keyof Payload & string
  readonly events: readonly FileEventCode[]
  readonly correctable: readonly (keyof Payload & string)[]
  /** What a corrected one has to meet; as when it is recorded, where nothing else is said. */
  readonly checkCorrected?: ActionDefinition<string, Payload>['check']
  /** Whether it can be marked as recorded in error as a whole: written into the wrong file, or never so. */
  readonly strikable: boolean
  /** Why it cannot be struck as the file stands. */
  readonly checkStruck?: (state: FileState) => FileFailure | null
  /** Whether days of the next reviews follow from it. */
  readonly setsReviews: boolean
}

/** A kind of action that is an entry of its own. */
export interface EntryDefinition<Type extends string, Payload> extends ActionDefinition<Type, Payload> {
  readonly shape: ObjectShape<Payload>
  readonly entry: EntryOf<Payload>
}

export const recorded = <Payload>(action: Action<string, Payload>): Recorded<Payload> => ({
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
