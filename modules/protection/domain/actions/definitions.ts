import type { Action } from '@gloact/ledger'
import type { FileFailure } from '../failures.ts'
import type { FileState } from '../file-state.ts'
import type { ActionType, Payloads } from '../payloads.ts'
import type { ActionDefinition, Circumstances } from './action-definition.ts'
import { answersRecorded } from './answers.ts'
import { attachmentAdded, attachmentRemoved } from './attachments.ts'
import { entryCorrected, entryStruck } from './corrections.ts'
import { consentRecorded, consentWithdrawn, refusalRecorded } from './consent-actions.ts'
import { openedInEmergency, openingEnded, openingReviewed } from './emergency.ts'
import { decisionRecorded, identificationRequested, reconsiderationRequested } from './identification.ts'
import {
  assigned,
  audienceSet,
  fileOpened,
  guardianAppointed,
  importUndone,
  noteAdded,
  pathChanged,
  screeningRecorded,
} from './opening.ts'
import { reviewHeld, riskAssessed } from './risk-and-reviews.ts'
import { appointmentChanged, appointmentEnded, appointmentMade } from './appointments.ts'
import { serviceRecorded, serviceResultRecorded } from './services.ts'
import { closureApproved, closureRequested, closureReturned, fileReopened, planAgreed } from './plan-and-closure.ts'
import { consentConfirmed, pathConfirmed, pathReturned } from './second-person.ts'
import { tagged } from './tagging.ts'

/** Every kind of action there is. A new kind is a definition here, a payload, and its schema in the contract. */
export const ACTION_DEFINITIONS: { readonly [Type in ActionType]: ActionDefinition<Type> } = {
  file_opened: fileOpened,
  screening_recorded: screeningRecorded,
  consent_recorded: consentRecorded,
  consent_withdrawn: consentWithdrawn,
  consent_confirmed: consentConfirmed,
  refusal_recorded: refusalRecorded,
  answers_recorded: answersRecorded,
  note_added: noteAdded,
  assigned,
  audience_set: audienceSet,
  path_changed: pathChanged,
  path_confirmed: pathConfirmed,
  path_returned: pathReturned,
  guardian_appointed: guardianAppointed,
  identification_requested: identificationRequested,
  decision_recorded: decisionRecorded,
  reconsideration_requested: reconsiderationRequested,
  plan_agreed: planAgreed,
  risk_assessed: riskAssessed,
  review_held: reviewHeld,
  closure_requested: closureRequested,
  closure_approved: closureApproved,
  closure_returned: closureReturned,
  file_reopened: fileReopened,
  tagged,
  opened_in_emergency: openedInEmergency,
  opening_reviewed: openingReviewed,
  opening_ended: openingEnded,
  service_recorded: serviceRecorded,
  service_result_recorded: serviceResultRecorded,
  appointment_made: appointmentMade,
  appointment_changed: appointmentChanged,
  appointment_ended: appointmentEnded,
  entry_corrected: entryCorrected,
  entry_struck: entryStruck,
  attachment_added: attachmentAdded,
  attachment_removed: attachmentRemoved,
  import_undone: importUndone,
}

/** An action of a file, of whatever kind. */
export type FileAction = { readonly [Type in ActionType]: Action<Type, Payloads[Type]> }[ActionType]

const definitionOf = <Type extends ActionType>(type: Type): ActionDefinition<Type> => ACTION_DEFINITIONS[type]

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
