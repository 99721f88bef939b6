import type { ModuleScreens } from '@gloact/ui'
import {
  APPROVES,
  MEASURES_COUNTRY,
  MEASURES_OWN,
  READS,
  READS_DIRECTORY,
  SEES_INCIDENTS,
  SEES_LATE,
} from '../domain/policy.ts'
import { betweenRoutes } from './between/routes.ts'
import { requestAddress } from './request-address.ts'

/** What the browser shows of this part of the response. */
export const screens: ModuleScreens = {
  id: 'referral',
  addressOf: requestAddress,
  navigation: [
    { group: 'protection', label: 'referral.title', path: '/referral', icon: 'send', roles: READS },
    {
      group: 'protection',
      label: 'referral.directory.title',
      path: '/referral/services',
      icon: 'search',
      roles: READS_DIRECTORY,
    },
    {
      group: 'protection',
      label: 'referral.figures.title',
      path: '/referral/figures',
      icon: 'chart',
      roles: MEASURES_OWN,
    },
    {
      group: 'protection',
      label: 'referral.figures.title',
      path: '/referral/figures/country',
      icon: 'chart',
      roles: MEASURES_COUNTRY,
    },
    { group: 'protection', label: 'referral.late.title', path: '/referral/late', icon: 'clock', roles: SEES_LATE },
    {
      group: 'protection',
      label: 'referral.incidents.title',
      path: '/referral/incidents',
      icon: 'shield',
      roles: ['data_protection_officer'],
    },
  ],
  routes: [
    { path: '/referral', load: () => import('./referrals-page.tsx').then((file) => file.ReferralsPage), roles: READS },
    {
      path: '/referral/services',
      load: () => import('./services-page.tsx').then((file) => file.ServicesPage),
      roles: READS_DIRECTORY,
    },
    {
      path: '/referral/proposals',
      load: () => import('./proposals-page.tsx').then((file) => file.ProposalsPage),
      roles: APPROVES,
    },
    {
      path: '/referral/figures',
      load: () => import('./measures-page.tsx').then((file) => file.MeasuresPage),
      roles: MEASURES_OWN,
    },
    {
      path: '/referral/figures/country',
      load: () => import('./country-measures-page.tsx').then((file) => file.CountryMeasuresPage),
      roles: MEASURES_COUNTRY,
    },
    {
      path: '/referral/late',
      load: () => import('./late-page.tsx').then((file) => file.LatePage),
      roles: SEES_LATE,
    },
    {
      path: '/referral/incidents',
      load: () => import('./incidents-page.tsx').then((file) => file.IncidentsPage),
      roles: SEES_INCIDENTS,
    },
    {
      path: '/referral/incidents/$requestId',
      load: () => import('./incidents-page.tsx').then((file) => file.IncidentPage),
      roles: SEES_INCIDENTS,
    },
    {
      path: '/referral/refer/$fileId',
      load: () => import('./refer-page.tsx').then((file) => file.ReferPage),
      roles: READS,
    },
    {
      path: '/referral/refer/$fileId/from/$entryId',
      load: () => import('./refer-page.tsx').then((file) => file.ReferPage),
      roles: READS,
    },
    {
      path: '/referral/told/$fileId',
      load: () => import('./told-page.tsx').then((file) => file.ToldPage),
      roles: READS,
    },
    {
      path: '/referral/requests/$requestId',
      load: () => import('./referral-page.tsx').then((file) => file.ReferralPage),
      roles: READS,
    },
    ...betweenRoutes,
    {
      path: '/message',
      load: () => import('./message-page.tsx').then((file) => file.MessagePage),
      public: true,
      bare: true,
    },
  ],
  work: () => import('./referral-task.tsx').then((file) => file.referralWork),
  contact: () => import('./near-services.tsx').then((file) => file.nearServices),
}
