import type { ModuleScreens } from '@gloact/ui'
import { FIGURE_ROLES } from '../contract/figure-roles.ts'

/** Those whose role opens every file of their agency: a list of its people shows them nobody new. */
const ANSWER_FOR_A_LIST = ['supervisor', 'child_protection_officer']

const ENCODE = { path: '/figures/encode', roles: ANSWER_FOR_A_LIST } as const
const ESTIMATE = { path: '/figures/estimate', roles: FIGURE_ROLES } as const

/** What the browser does with lists and figures that lie on the device; nothing of them is sent. */
export const screens: ModuleScreens = {
  id: 'statistics',
  navigation: [
    { ...ENCODE, group: 'figures', label: 'statistics.encode.title', icon: 'lock' },
    { ...ESTIMATE, group: 'figures', label: 'statistics.estimate.title', icon: 'chart' },
  ],
  routes: [
    { ...ENCODE, load: () => import('./encode/encode-page.tsx').then((file) => file.EncodePage) },
    { ...ESTIMATE, load: () => import('./estimate/estimate-page.tsx').then((file) => file.EstimatePage) },
  ],
}
