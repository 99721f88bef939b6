import type { FailureCatalogue } from '@gloact/http/contract'

export const REFERRAL_FAILURES = {
  'referral.not_allowed': { status: 403, title: 'The caller’s roles do not allow this.' },
  'referral.no_file': { status: 404, title: 'There is no such file, or you may not refer it.' },
  'referral.no_service': { status: 404, title: 'There is no such service, or nobody may be referred to it.' },
  'referral.not_for_them': { status: 409, title: 'The service is not for this person: it is for others by age.' },
  'referral.not_consented': {
    status: 409,
    title: 'The person has not agreed that the reason for the referral is told to this recipient.',
  },
  'referral.assent_missing': {
    status: 422,
    title: 'For a child, say what they think of it and what their guardian knows.',
  },
  'referral.preview_changed': {
    status: 409,
    title: 'What would be sent is not what was previewed. Look at the preview again, then send.',
  },
  'referral.no_place': {
    status: 409,
    title: 'There is no free place: someone else was accepted, or the count has changed.',
  },
  'referral.paused': {
    status: 409,
    title: 'The person has turned 18: what was sent on a child’s protection waits for their own consent.',
  },
  'referral.no_package': { status: 404, title: 'Nothing can be read any more, or not yet.' },
  'referral.no_period': {
    status: 422,
    title: 'There are no figures for this period: they are published sixty days after a quarter ended.',
  },
  'referral.no_link': {
    status: 409,
    title: 'There is no link to this referral: the service is not reached by link, or nothing waits for it any more.',
  },
  'referral.channel_stale': {
    status: 409,
    title: 'Nobody has called the service for too long: its mailbox and telephone have to be confirmed again.',
  },
  'referral.too_many_links': {
    status: 409,
    title: 'Too many links to this site are open. Ask the coordinator to give its staff accounts.',
  },
  'referral.not_mailed': { status: 503, title: 'The link could not be mailed. Nothing was sent; try again.' },
  'referral.link_not_open': { status: 404, title: 'This does not open anything. Ask the sender.' },
  'referral.entry_unconfirmed': {
    status: 409,
    title: 'Nobody has confirmed this entry for long. Call the service and confirm it, then refer.',
  },
  'referral.no_proposal': { status: 404, title: 'There is no such proposal, or it was decided already.' },
  'referral.entry_changed': {
    status: 409,
    title: 'The entry has changed since this was proposed. Reject it, and propose it again.',
  },
  'referral.capacity_changed': { status: 409, title: 'Someone else changed the capacity. Read it again.' },
  'referral.no_partner': {
    status: 422,
    title: 'Choose agencies from the directory: other than your own, each once.',
  },
  'referral.already': { status: 409, title: 'A transfer of this file is under way.' },
  'referral.need_twice': { status: 422, title: 'A need is assigned to both agencies. Assign it to one.' },
  'referral.file_busy': {
    status: 409,
    title: 'The sender’s file cannot be closed yet: a decision or a closure is awaited there. Ask the sender.',
  },
  'referral.not_invited': { status: 422, title: 'This agency was not invited to the conference.' },
  'referral.not_connected': {
    status: 422,
    title: 'The referral that this one goes with has moved on, or concerns another need or file.',
  },
  'referral.loop': {
    status: 409,
    title: 'This agency was involved in this need before. A supervisor may decide that it goes there again.',
  },
  'referral.too_many_hops': {
    status: 409,
    title: 'This need was referred three times. Convene a case conference of those who took part.',
  },
  'referral.too_many_offers': {
    status: 409,
    title: 'The need is offered to three services already, or to this one.',
  },
  'referral.taken_elsewhere': {
    status: 409,
    title: 'Another service accepted first. This one is withdrawn by itself.',
  },
  'referral.wrong_detail': {
    status: 422,
    title:
      'This cannot be said so: the hours cannot be read, the service is not in the directory, or fewer people may see it.',
  },
  'referral.unsafe_there': {
    status: 409,
    title: 'The person was withdrawn from this site for their safety. Nothing from this file goes there.',
  },
  'referral.call_missing': {
    status: 422,
    title: 'An emergency is sent after a call to the service: record the result of the call.',
  },
  'referral.tied': {
    status: 409,
    title: 'The file names someone of this service or its agency as having taken part in it. A supervisor decides.',
  },
  'referral.not_in_package': {
    status: 409,
    title: 'Some of what was selected was withdrawn, or was never sent. Read again what is there.',
  },
  'referral.not_copied': {
    status: 422,
    title: 'The file does not take these answers: it is closed, or its forms do not allow them.',
  },
  'referral.feedback_not_agreed': {
    status: 409,
    title: 'The person did not agree that the sender hears this.',
  },
  'referral.tie_unweighed': {
    status: 409,
    title:
      'The file names somebody of this agency as having had part in it. Weigh it, and say that it is safe for the person.',
  },
  'referral.nothing_waits': { status: 409, title: 'Nothing waits for this step.' },
} as const satisfies FailureCatalogue

export type ReferralFailureCode = keyof typeof REFERRAL_FAILURES
