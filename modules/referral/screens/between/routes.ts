import type { ModuleScreens } from '@gloact/ui'
import { LEADS, READS, SENDS } from '../../domain/policy.ts'

/** Transfers, joint work and conferences: loaded with the first of them. */
export const betweenRoutes: ModuleScreens['routes'] = [
  {
    path: '/referral/between',
    load: () => import('./between-pages.tsx').then((file) => file.BetweenPage),
    roles: READS,
  },
  {
    path: '/referral/between/ask',
    load: () => import('./begin-page.tsx').then((file) => file.AskPage),
    roles: SENDS,
  },
  {
    path: '/referral/between/file/$fileId',
    load: () => import('./between-pages.tsx').then((file) => file.BetweenFilePage),
    roles: SENDS,
  },
  {
    path: '/referral/between/file/$fileId/$kind',
    load: () => import('./begin-page.tsx').then((file) => file.BeginPage),
    roles: [...new Set([...SENDS, ...LEADS])],
  },
  {
    path: '/referral/between/$kind/$requestId',
    load: () => import('./record-page.tsx').then((file) => file.BetweenRecordPage),
    roles: READS,
  },
]
