/** What this module tells others, as names in the past tense with ids only. */
export const REFERRAL_EVENTS = {
  'referral.sent': 'A referral was sent to a service.',
  'referral.answered': 'A service accepted, declined, or put on its list.',
  'referral.recalled': 'What a referral told was called back.',
  'referral.outcome_recorded': 'A service recorded the outcome of a referral.',
  'referral.expired': 'A referral was not answered in its time.',
} as const

export type ReferralEvent = keyof typeof REFERRAL_EVENTS
