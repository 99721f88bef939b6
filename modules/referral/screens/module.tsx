import type { ModuleScreens } from '@gloact/ui'
import { READS } from '../domain/policy.ts'

/** What the browser shows of this part of the response. */
export const screens: ModuleScreens = {
  id: 'referral',
  navigation: [
    { group: 'protection', label: 'referral.title', path: '/referral', icon: 'forward', roles: READS },
    {
      group: 'protection',
      label: 'referral.directory.title',
      path: '/referral/services',
      icon: 'search',
      roles: READS,
    },
  ],
  routes: [
    { path: '/referral', load: () => import('./referrals-page.tsx').then((file) => file.ReferralsPage), roles: READS },
    {
      path: '/referral/services',
      load: () => import('./services-page.tsx').then((file) => file.ServicesPage),
      roles: READS,
    },
    {
      path: '/referral/refer/$fileId',
      load: () => import('./refer-page.tsx').then((file) => file.ReferPage),
      roles: READS,
    },
    {
      path: '/referral/requests/$requestId',
      load: () => import('./referral-page.tsx').then((file) => file.ReferralPage),
      roles: READS,
    },
  ],
  work: () => import('./referral-task.tsx').then((file) => file.referralWork),
}
