import { newId } from '@gloact/kernel'
import type { ModuleProduct } from '@gloact/module'

/** What was sent to a service of the demonstration that has no accounts: its link waits. */
const BY_LINK = '00000000-0000-7000-8023-000000000200'

export const product: ModuleProduct = {
  screens: { child_protection_officer: [`/referral/requests/${BY_LINK}`] },
  withoutSession: ['/message'],
  sent: {
    'post /referral/services/{serviceId}/channels': {
      body: () => ({ id: newId(), mailbox: 'reception@service.example', telephone: '+999 55 0100' }),
    },
    'post /referral/services/{serviceId}/confirm': { body: () => ({ id: newId(), how: 'call' }) },
    'post /referral/services/{serviceId}/proposals': {
      body: () => ({
        id: newId(),
        name: 'General practice',
        languages: ['en'],
        serves: 'anybody',
        minAge: null,
        maxAge: null,
        validUntil: '2027-06-30',
      }),
    },
    'post /referral/services/{serviceId}/channels/confirm': { body: () => ({ id: newId() }) },
    'post /referral/referrals/{requestId}/link': { body: () => ({ id: newId() }) },
  },
  triedWithWords: {
    'POST /referral/link/open': 'platform/referral-link.test.ts',
    'POST /referral/link/steps': 'platform/referral-link.test.ts',
  },
  toldApart: [
    [
      /^(caseworker|supervisor|child_protection_officer)$/,
      / \/referral\/services\/\{serviceId\}\/channels/,
      'services stand in the directory, which everybody in the country reads who refers',
    ],
  ],
}
