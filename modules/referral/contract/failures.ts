import type { FailureCatalogue } from '@gloact/http/contract'

export const REFERRAL_FAILURES = {
  'referral.not_allowed': { status: 403, title: 'The roles of the asker do not allow this.' },
  'referral.no_file': { status: 404, title: 'There is no such file, or it is not yours to refer.' },
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
    title: 'There is no free place: somebody else was accepted, or the count has changed.',
  },
  'referral.no_package': { status: 404, title: 'Nothing can be read any more, or not yet.' },
  'referral.no_period': {
    status: 422,
    title: 'There are no figures for this period: they are told sixty days after a quarter ended.',
  },
  'referral.capacity_changed': { status: 409, title: 'Somebody else changed the capacity. Read it again.' },
} as const satisfies FailureCatalogue

export type ReferralFailureCode = keyof typeof REFERRAL_FAILURES
