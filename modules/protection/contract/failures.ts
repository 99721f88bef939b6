import type { FailureCatalogue } from '@gloact/http/contract'
import type { FileFailureCode } from '../domain/failures.ts'

/** What a caller is told. A file that is not there and one that may not be seen are answered alike. */
export const PROTECTION_FAILURES: FailureCatalogue<FileFailureCode> = {
  'protection.not_found': { status: 404, title: 'There is no such file that you may see.' },
  'protection.not_allowed': { status: 403, title: 'Your role does not allow this on this file.' },
  'protection.number_taken': { status: 409, title: 'The file id is in use by another file.' },
  'protection.action_id_used': { status: 409, title: 'The id was already used for a different action.' },
  'protection.unknown_form': { status: 422, title: 'The country has no such form, or not in this version.' },
  'protection.invalid_answers': { status: 422, title: 'Some answers cannot be recorded; `fields` says which and why.' },
  'protection.file_closed': { status: 409, title: 'The file is closed. Reopen it first.' },
  'protection.file_not_closed': { status: 409, title: 'The file is not closed.' },
  'protection.already_opened': { status: 409, title: 'The file is already open.' },
  'protection.date_in_future': { status: 422, title: 'The day lies in the future.' },
  'protection.date_before_contact': { status: 422, title: 'The day lies before first contact.' },
  'protection.consent_missing': { status: 409, title: 'The person has not consented to this. Nothing was passed on.' },
  'protection.consent_incomplete': { status: 422, title: 'The consent lacks what its form or the capacity requires.' },
  'protection.grant_unknown': { status: 409, title: 'What is to be withdrawn was not given, or is already withdrawn.' },
  'protection.child_cannot_decline': { status: 409, title: 'On the child path protection does not depend on consent.' },
  'protection.identification_declined': { status: 409, title: 'The person declined to be identified. Services go on.' },
  'protection.decision_awaited': { status: 409, title: 'A decision is already awaited.' },
  'protection.decision_not_awaited': { status: 409, title: 'No such decision is awaited in this file.' },
  'protection.not_the_body_asked': { status: 403, title: 'Another body was asked for this decision.' },
  'protection.already_decided': { status: 409, title: 'This was decided. Ask for a reconsideration instead.' },
  'protection.reasonable_grounds_missing': {
    status: 409,
    title: 'A conclusive decision follows reasonable grounds that stand.',
  },
  'protection.decision_unknown': { status: 409, title: 'This is not the decision that stands.' },
  'protection.closure_requested': { status: 409, title: 'Closure was already asked for.' },
  'protection.closure_not_requested': { status: 409, title: 'Nobody asked for this file to be closed.' },
  'protection.own_closure': { status: 403, title: 'Whoever asked for closure cannot approve it.' },
  'protection.guardian_conflict': { status: 422, title: 'A guardian must be free of any conflict of interest.' },
  'protection.path_unchanged': {
    status: 422,
    title: 'The file is on this path already, or the basis does not allow leaving the child path.',
  },
  'protection.body_unknown': { status: 422, title: 'The agency is not designated to decide on identification.' },
  'protection.assignee_unknown': { status: 422, title: 'The team or the member of staff is not of this agency.' },
  'protection.unknown_code': { status: 422, title: 'A code is not on its list.' },
}
