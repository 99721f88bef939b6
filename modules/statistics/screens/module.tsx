import { rolesThatMay } from '@gloact/policy'
import type { ModuleScreens } from '@gloact/ui'
import { figuresPolicy } from '../domain/figures-policy.ts'

const ENCODE = { path: '/figures/encode', roles: rolesThatMay(figuresPolicy, 'figures.encode_list') } as const
const ESTIMATE = { path: '/figures/estimate', roles: rolesThatMay(figuresPolicy, 'figures.estimate') } as const

/** What the browser does with lists and figures that lie on the device; nothing of them is sent. */
export const screens: ModuleScreens = {
  id: 'statistics',
  groups: [{ id: 'figures', label: 'ui.group.figures' }],
  navigation: [
    { ...ENCODE, group: 'figures', label: 'statistics.encode.title', icon: 'lock' },
    { ...ESTIMATE, group: 'figures', label: 'statistics.estimate.title', icon: 'chart' },
  ],
  routes: [
    { ...ENCODE, load: () => import('./encode/encode-page.tsx').then((file) => file.EncodePage) },
    { ...ESTIMATE, load: () => import('./estimate/estimate-page.tsx').then((file) => file.EstimatePage) },
  ],
}
