import { registerScreens } from '@gloact/registers/screens/routes'
import type { ModuleScreens } from '@gloact/ui'
import { ENCODES, READS_FIGURES } from './who-may.ts'

const FIGURES = { path: '/figures', roles: READS_FIGURES } as const
const GLOTIP = { path: '/figures/glotip', roles: READS_FIGURES } as const
const EUROSTAT = { path: '/figures/eurostat', roles: READS_FIGURES } as const
const IC_TIP = { path: '/figures/ic-tip', roles: READS_FIGURES } as const
const SDG = { path: '/figures/sdg', roles: READS_FIGURES } as const
const ENCODE = { path: '/figures/encode', roles: ENCODES } as const
const ESTIMATES = { path: '/statistics/estimates', roles: READS_FIGURES } as const
const ESTIMATE = { path: '/figures/estimate', roles: READS_FIGURES } as const

/** What is counted, as it was published; and what the browser does with lists that lie on the device, of which nothing is sent. */
export const screens: ModuleScreens = {
  id: 'statistics',
  groups: [{ id: 'figures', label: 'ui.group.figures' }],
  navigation: [
    { ...FIGURES, group: 'figures', label: 'statistics.figures.title', icon: 'chart' },
    { ...GLOTIP, group: 'figures', label: 'statistics.glotip.title', icon: 'book' },
    { ...SDG, group: 'figures', label: 'statistics.sdg.title', icon: 'flag' },
    { ...IC_TIP, group: 'figures', label: 'statistics.collection.ic_tip.title', icon: 'book' },
    { ...EUROSTAT, group: 'figures', label: 'statistics.collection.eurostat.title', icon: 'book' },
    { ...ESTIMATES, group: 'figures', label: 'statistics.all_victims.many', icon: 'book' },
    { ...ENCODE, group: 'figures', label: 'statistics.encode.title', icon: 'lock' },
    { ...ESTIMATE, group: 'figures', label: 'statistics.estimate.title', icon: 'chart' },
  ],
  routes: [
    { ...FIGURES, load: () => import('./figures/figures-page.tsx').then((file) => file.FiguresPage) },
    { ...GLOTIP, load: () => import('./figures/glotip-page.tsx').then((file) => file.GlotipPage) },
    { ...SDG, load: () => import('./figures/sdg-page.tsx').then((file) => file.SdgPage) },
    { ...IC_TIP, load: () => import('./figures/collection-page.tsx').then((file) => file.IcTipPage) },
    { ...EUROSTAT, load: () => import('./figures/collection-page.tsx').then((file) => file.EurostatPage) },
    { ...ENCODE, load: () => import('./encode/encode-page.tsx').then((file) => file.EncodePage) },
    { ...ESTIMATE, load: () => import('./estimate/estimate-page.tsx').then((file) => file.EstimatePage) },
    ...registerScreens(
      ESTIMATES.path,
      () => import('./estimates.ts').then((file) => file.estimatePages),
      READS_FIGURES,
    ),
  ],
}
