import type { Action } from '@gloact/ledger'
import { codesIn, type ListedCode, type Shape } from '@gloact/records/shape'
import type { ChildGate } from '../child-gate.ts'
import type { FileFailure } from '../../failures.ts'
import type { FileState } from '../file-state.ts'
import type { ActionDefinition, Circumstances, Work } from './action-definition.ts'
import { answersRecorded } from './answers.ts'
import { appointmentChanged, appointmentEnded, appointmentMade } from './appointments.ts'
import { attachmentAdded, attachmentRemoved } from './attachments.ts'
import { childProtectionTold, childReceived } from './child-protection.ts'
import { consentWithdrawn } from './consent-actions.ts'
import { entryCorrected, entryStruck } from './corrections.ts'
import { exclusionEnded, staffExcluded } from './exclusions.ts'
import { openedInEmergency, openingEnded, openingReviewed } from './emergency.ts'
import { ENTRIES } from './entries.ts'
import { decisionAgreed, decisionSentBack } from './decide-together.ts'
import { identificationRequested, reconsiderationRequested } from './identification.ts'
import { informationGiven, informationRequested } from './information.ts'
import { labelled } from './labelling.ts'
import {
  assigned,
  audienceSet,
  earlierFileSought,
  fileOpened,
  importRestored,
  importUndone,
  pathChanged,
} from './opening.ts'
import { closureApproved, closureRequested, closureReturned, fileReopened } from './plan-and-closure.ts'
import { consentConfirmed, pathConfirmed, pathReturned } from './second-person.ts'
import { serviceRecorded, serviceResultRecorded } from './services.ts'
import { tagged } from './tagging.ts'

/** Every kind of action there is. What a kind is stands in its declaration alone; everything else is read from there. */
const KINDS = [
  fileOpened,
  earlierFileSought,
  ...ENTRIES,
  consentWithdrawn,
  consentConfirmed,
  answersRecorded,
  assigned,
  audienceSet,
  pathChanged,
  pathConfirmed,
  pathReturned,
  childProtectionTold,
  childReceived,
  identificationRequested,
  decisionAgreed,
  decisionSentBack,
  informationRequested,
  informationGiven,
  reconsiderationRequested,
  closureRequested,
  closureApproved,
  closureReturned,
  fileReopened,
  tagged,
  labelled,
  openedInEmergency,
  openingReviewed,
  openingEnded,
  staffExcluded,
  exclusionEnded,
  serviceRecorded,
  serviceResultRecorded,
  appointmentMade,
  appointmentChanged,
  appointmentEnded,
  entryCorrected,
  entryStruck,
  attachmentAdded,
  attachmentRemoved,
  importUndone,
  importRestored,
] as const

type Kind = (typeof KINDS)[number]
export type ActionType = Kind['type']

/** What each action of a file says. Sealed whole under the person's key. */
export type Payloads = {
  readonly [Each in Kind as Each['type']]: Each['shape'] extends Shape<infer Payload> ? Payload : never
}

export const ACTION_DEFINITIONS = Object.fromEntries(KINDS.map((kind) => [kind.type, kind])) as unknown as {
  readonly [Type in ActionType]: ActionDefinition<Type, Payloads[Type]>
}

export const ACTION_TYPES: readonly ActionType[] = KINDS.map(({ type }) => type)

/** An action of a file, of whatever kind. */
export type FileAction = { readonly [Type in ActionType]: Action<Type, Payloads[Type]> }[ActionType]

export const definitionOf = <Type extends ActionType>(type: Type): ActionDefinition<Type, Payloads[Type]> =>
  ACTION_DEFINITIONS[type]

/** The declaration of a kind that a log may name, of an earlier or a later version too. */
export const knownDefinition = (type: string): ActionDefinition<string, unknown> | undefined =>
  (ACTION_DEFINITIONS as unknown as Readonly<Record<string, ActionDefinition<string, unknown>>>)[type]

/** The kinds that are recorded in a kind of work. */
export const recordedIn = (work: Work): readonly ActionType[] =>
  KINDS.flatMap(({ type, by }) => (by !== 'server' && by.includes(work) ? [type] : []))

/** The gate that an action meets, on whatever way it comes (a screen, the interface, an import, another module); null for most. */
export const childGateOf = <Type extends ActionType>(
  state: FileState,
  { type, payload }: { readonly type: Type; readonly payload: Payloads[Type] },
): ChildGate | null => (state.path === 'child' ? (definitionOf(type).gate?.(state, payload) ?? null) : null)

/** The codes that a payload holds, each with the list it has to be on. */
export const codesOfPayload = <Type extends ActionType>(type: Type, payload: Payloads[Type]): readonly ListedCode[] =>
  codesIn(definitionOf(type).shape, payload)

/** Why an action cannot be recorded in this state; null where it can. */
export function checkAction<Type extends ActionType>(
  state: FileState,
  type: Type,
  payload: Payloads[Type],
  circumstances: Circumstances,
): FileFailure | null {
  return definitionOf(type).check(state, payload, circumstances)
}

/** The file after an action. Replaying a file's log with it gives the state that is stored. */
export function reduceFile<Type extends ActionType>(state: FileState, action: Action<Type, Payloads[Type]>): FileState {
  return definitionOf(action.type).reduce(state, action)
}
