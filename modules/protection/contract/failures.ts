import type { FailureCatalogue } from '@gloact/http/contract'
import type { FileFailureCode } from '../domain/failures.ts'

/** What a caller is told. A file that is not there and one that may not be seen are answered alike. */
export const PROTECTION_FAILURES: FailureCatalogue<FileFailureCode> = {
  'protection.not_found': { status: 404, title: 'There is no such file that you may see.' },
  'protection.not_allowed': { status: 403, title: 'Your role does not allow this on this file.' },
  'protection.erasure_file_open': {
    status: 409,
    title: 'A file of this person is open. Close it first: nobody’s file disappears while people work on it.',
  },
  'protection.erasure_waiting': { status: 409, title: 'An erasure of this file already waits for a second person.' },
  'protection.erasure_number_differs': {
    status: 422,
    title: 'This is not the number of the file. Nothing was erased.',
  },
  'protection.erasure_ended': { status: 409, title: 'This erasure was carried out or withdrawn before.' },
  'protection.number_taken': { status: 409, title: 'The file id is in use by another file.' },
  'protection.action_id_used': { status: 409, title: 'The id was already used for a different action.' },
  'protection.unknown_form': { status: 422, title: 'The country has no such form, or not in this version.' },
  'protection.invalid_answers': { status: 422, title: 'Some answers cannot be recorded; `fields` says which and why.' },
  'protection.file_closed': { status: 409, title: 'The file is closed. Reopen it first.' },
  'protection.file_not_closed': { status: 409, title: 'The file is not closed.' },
  'protection.already_opened': { status: 409, title: 'The file is already open.' },
  'protection.date_in_future': { status: 422, title: 'The day is in the future.' },
  'protection.date_before_contact': { status: 422, title: 'The day is before first contact.' },
  'protection.consent_missing': { status: 409, title: 'The person has not consented to this. Nothing was passed on.' },
  'protection.consent_incomplete': { status: 422, title: 'The consent lacks what its form or the capacity requires.' },
  'protection.grant_unknown': {
    status: 409,
    title: 'What you want to withdraw was not given, or is already withdrawn.',
  },
  'protection.child_cannot_decline': { status: 409, title: 'On the child path protection does not depend on consent.' },
  'protection.identification_declined': {
    status: 409,
    title: 'The person declined to be identified. Services continue.',
  },
  'protection.decision_awaited': { status: 409, title: 'A decision is already awaited.' },
  'protection.decision_not_awaited': { status: 409, title: 'No such decision is awaited in this file.' },
  'protection.not_the_body_asked': { status: 403, title: 'Another body was asked for this decision.' },
  'protection.already_decided': { status: 409, title: 'This was decided. Ask for a reconsideration instead.' },
  'protection.reasonable_grounds_missing': {
    status: 409,
    title: 'A conclusive decision follows reasonable grounds that stand.',
  },
  'protection.referrals_open': {
    status: 409,
    title: 'Referrals of this person are open: each is ended first, or goes with the file to another agency.',
  },
  'protection.child_gate': {
    status: 409,
    title: 'For a child this takes what `missing` names: a determination, a risk assessment, a settled age.',
  },
  'protection.decision_unknown': { status: 409, title: 'This is not the decision that stands.' },
  'protection.closure_requested': { status: 409, title: 'Closure was already requested.' },
  'protection.closure_not_requested': { status: 409, title: 'Nobody asked for this file to be closed.' },
  'protection.own_closure': { status: 403, title: 'The person who asked for closure cannot approve it.' },
  'protection.second_person_awaited': {
    status: 409,
    title:
      'A second person has to confirm the change first. Until then nothing leaves the agency that the person did not agree to.',
  },
  'protection.nothing_asked': { status: 409, title: 'There is no such question, or it is answered.' },
  'protection.decision_waits': { status: 409, title: 'A decision waits for other members of the authority.' },
  'protection.members_differ': {
    status: 409,
    title: 'The country has another number of members of the authority decide together.',
  },
  'protection.letter_incomplete': {
    status: 422,
    title: 'The letter to the person has names of sentences in it where words should stand.',
  },
  'protection.nothing_waits': { status: 409, title: 'There is nothing here that waits for a second person.' },
  'protection.own_request': { status: 403, title: 'The person who asked for a change cannot confirm it.' },
  'protection.not_two_people': {
    status: 403,
    title: 'One of the two recently had control of the other’s account: they do not count as two people.',
  },
  'protection.guardian_conflict': { status: 422, title: 'A guardian must be free of any conflict of interest.' },
  'protection.path_unchanged': {
    status: 422,
    title: 'The file is on this path already, or the basis does not allow leaving the child path.',
  },
  'protection.body_unknown': { status: 422, title: 'The agency is not designated to decide on identification.' },
  'protection.assignee_unknown': { status: 422, title: 'The team or the member of staff is not of this agency.' },
  'protection.risk_reason_missing': {
    status: 422,
    title: 'The overall level is not the one that the scores suggest; the reason is missing.',
  },
  'protection.next_review_missing': {
    status: 422,
    title: 'What goes on or is changed needs a day on which it is looked at next.',
  },
  'protection.entry_unknown': { status: 409, title: 'There is no such entry in this file that can be corrected.' },
  'protection.entry_not_strikable': {
    status: 409,
    title: 'An entry of this kind is not struck: what it did is undone by an entry of its own.',
  },
  'protection.nothing_corrected': { status: 422, title: 'The entry says this already.' },
  'protection.last_consent': {
    status: 409,
    title: "An adult's file rests on their consent. Record the right one first, then strike this one.",
  },
  'protection.no_such_moment': { status: 404, title: 'The file was not there yet at that moment.' },
  'protection.next_review_too_early': { status: 422, title: 'The next review is before the day it was set on.' },
  'protection.emergency_reason': {
    status: 422,
    title: 'Say what happened and why it cannot wait, in at least three different words and twenty letters.',
  },
  'protection.emergency_not_offered': {
    status: 403,
    title: 'Your role does not open files in an emergency here.',
  },
  'protection.emergency_too_often': {
    status: 429,
    title: 'You have tried to open files in an emergency too often within an hour.',
  },
  'protection.emergency_not_found': {
    status: 404,
    title: 'There is no file with this number that you may open in an emergency.',
  },
  'protection.opening_unknown': { status: 404, title: 'There is no such opening that you may review.' },
  'protection.opening_reviewed': { status: 409, title: 'This opening was reviewed already.' },
  'protection.excluded_already': { status: 409, title: 'The file is closed to this member of staff already.' },
  'protection.exclusion_reason': {
    status: 422,
    title: 'Say what the conflict of interest is, in at least three different words and twenty letters.',
  },
  'protection.exclusion_unknown': { status: 404, title: 'There is no such exclusion that you may end.' },
  'protection.own_exclusion': {
    status: 403,
    title: 'The person who closed a file to a colleague cannot open it to them again.',
  },
  'protection.assignee_excluded': { status: 409, title: 'The file is closed to this member of staff.' },
  'protection.own_opening': { status: 403, title: 'The person who opened a file in an emergency cannot review it.' },
  'protection.searched_too_often': {
    status: 429,
    title: 'You have searched very often in a short time. Wait as long as `Retry-After` says; nothing is lost.',
  },
  'protection.exported_too_often': {
    status: 429,
    title: 'You have exported very many lists in a short time. Wait as long as `Retry-After` says; nothing is lost.',
  },
  'protection.names_exported_too_many': {
    status: 429,
    title:
      'These are more names than one person may export in a day. Leave names out, or narrow the list to those who are left.',
  },
  'protection.tag_unknown': { status: 422, title: 'A tag is not on the list of this agency, or no longer in use.' },
  'protection.tag_name_taken': { status: 409, title: 'A tag with this name already exists.' },
  'protection.view_says_who': {
    status: 422,
    title: 'The name of a list holds no number or address that can lead to a person: it is not sealed.',
  },
  'protection.view_unknown': { status: 404, title: 'There is no such view that you may see.' },
  'protection.audience_empty': {
    status: 422,
    title: 'Nobody would be left for what is restricted to an audience. Name someone to replace the person who leaves.',
  },
  'protection.changed_meanwhile': { status: 412, title: 'Someone changed it in the meantime. Load it again.' },
  'protection.not_in_caseload': { status: 409, title: 'The file is no longer with this person.' },
  'protection.service_unknown': {
    status: 409,
    title: 'The file has no such service, or another entry took its place.',
  },
  'protection.provider_missing': { status: 422, title: 'A service names one provider: an agency, or in words.' },
  'protection.service_date_missing': { status: 422, title: 'A service needs the day it is planned for or began.' },
  'protection.ended_before_start': { status: 422, title: 'A service ends on the day it began or after it.' },
  'protection.appointment_unknown': { status: 409, title: 'The file has no such appointment.' },
  'protection.appointment_ended': {
    status: 409,
    title: 'The outcome is recorded already. Make a new appointment.',
  },
  'protection.appointment_to_come': { status: 422, title: 'The appointment is still to come.' },
  'protection.agency_unknown': { status: 422, title: 'There is no such agency in this country.' },
  'protection.feed_not_found': { status: 404, title: 'There is no such calendar.' },
  'protection.unknown_code': { status: 422, title: 'A code is not on its list.' },
  'protection.attachment_missing': {
    status: 409,
    title: 'There is no such attachment, or it was not uploaded, or its upload has been swept. Upload it (again).',
  },
  'protection.attachment_there': { status: 409, title: 'The attachment is in the file already.' },
  'protection.attachment_differs': {
    status: 409,
    title: 'The id was used for other content, or the action does not say what was uploaded.',
  },
  'protection.attachment_audience': {
    status: 422,
    title: 'What is restricted names its audience, and nothing else does.',
  },
  'protection.attachment_consent_unknown': { status: 409, title: 'The file has no such consent.' },
  'protection.attachment_empty': { status: 422, title: 'There is nothing in it.' },
  'protection.attachment_too_large': {
    status: 413,
    title: 'It is larger than this server accepts. Nothing was stored.',
  },
  'protection.attachment_refused': { status: 415, title: 'Content of this type is not accepted. Nothing was stored.' },
  'protection.attachment_lies': { status: 415, title: 'It is not what it says it is. Nothing was stored.' },
  'protection.attachment_damaged': { status: 422, title: 'It is damaged or was cut off. Nothing was stored.' },
  'protection.attachment_bomb': { status: 422, title: 'It becomes far larger when opened. Nothing was stored.' },
  'protection.attachment_acts': {
    status: 415,
    title:
      'It is made to do something when it is opened (a script, a program, a file within it), or hides what it would do. Nothing was stored.',
  },
  'protection.attachment_locked': {
    status: 415,
    title: 'It is locked with a password or permissions, so that nobody can look into it. Nothing was stored.',
  },
  'protection.attachment_infected': {
    status: 422,
    title: 'The virus scanner found something in it. Nothing was stored.',
  },
  'protection.attachment_unscanned': {
    status: 503,
    title: 'The virus scanner does not answer, and nothing is taken unscanned. Nothing was stored; send again shortly.',
  },
  'protection.attachment_no_room': { status: 507, title: 'There is no room left on the server. Nothing was stored.' },
  'protection.attachment_store_away': {
    status: 503,
    title: 'Where attachments are kept cannot be reached. Nothing was stored; send again shortly.',
  },
  'protection.attachment_lost': {
    status: 503,
    title: 'Its content is not where it was kept. Tell the people who run this server: it may be in a backup.',
  },
  'protection.attachment_busy': { status: 429, title: 'Too many are being sent at once. Send again shortly.' },
  'protection.attachment_purpose_missing': { status: 422, title: 'What says who the person is opens with a purpose.' },
}
