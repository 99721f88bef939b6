import type { Failure } from '@gloact/kernel'

/** Why an action on a file cannot be carried out. Their meaning for a caller stands in `contract/failures.ts`. */
export const FILE_FAILURES = [
  'protection.not_found',
  'protection.not_allowed',
  'protection.number_taken',
  'protection.action_id_used',
  'protection.unknown_form',
  'protection.invalid_answers',
  'protection.file_closed',
  'protection.file_not_closed',
  'protection.already_opened',
  'protection.date_in_future',
  'protection.date_before_contact',
  'protection.consent_missing',
  'protection.consent_incomplete',
  'protection.grant_unknown',
  'protection.child_cannot_decline',
  'protection.identification_declined',
  'protection.decision_awaited',
  'protection.decision_not_awaited',
  'protection.not_the_body_asked',
  'protection.already_decided',
  'protection.reasonable_grounds_missing',
  'protection.decision_unknown',
  'protection.closure_requested',
  'protection.closure_not_requested',
  'protection.own_closure',
  'protection.guardian_conflict',
  'protection.path_unchanged',
  'protection.body_unknown',
  'protection.assignee_unknown',
  'protection.unknown_code',
] as const

export type FileFailureCode = (typeof FILE_FAILURES)[number]
export type FileFailure = Failure<FileFailureCode>
