import { registerScreens } from '@gloact/registers/screens/routes'
import type { ModuleScreens } from '@gloact/ui'
import { ENCODES, READS_FIGURES } from './who-may.ts'

const FIGURES = { path: '/figures', roles: READS_FIGURES } as const
const GLOTIP = { path: '/figures/glotip', roles: READS_FIGURES } as const
const EUROSTAT = { path: '/figures/eurostat', roles: READS_FIGURES } as const
const IC_TIP = { path: '/figures/ic-tip', roles: READS_FIGURES } as const
const CTDC = { path: '/figures/ctdc', roles: READS_FIGURES } as const
const SDG = { path: '/figures/sdg', roles: READS_FIGURES } as const
const ENCODE = { path: '/figures/encode', roles: ENCODES } as const
const LISTS = { path: '/figures/lists', roles: READS_FIGURES } as const
const EDITIONS = { path: '/figures/editions', roles: READS_FIGURES } as const
const EDITION = { path: '/figures/editions/$editionId', roles: READS_FIGURES } as const
const ESTIMATES = { path: '/statistics/estimates', roles: READS_FIGURES } as const
const PROSECUTIONS = { path: '/statistics/prosecutions', roles: READS_FIGURES } as const
const LINK = { path: '/figures/link', roles: READS_FIGURES } as const
const PROTECT = { path: '/figures/protect', roles: READS_FIGURES } as const
const COMPARE = { path: '/figures/compare', roles: READS_FIGURES } as const
const SYNTHESIZE = { path: '/figures/synthesize', roles: READS_FIGURES } as const
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
    { ...CTDC, group: 'figures', label: 'statistics.ctdc.title', icon: 'book' },
    { ...ESTIMATES, group: 'figures', label: 'statistics.all_victims.many', icon: 'book' },
    { ...PROSECUTIONS, group: 'figures', label: 'statistics.prosecution.many', icon: 'book' },
    { ...ENCODE, group: 'figures', label: 'statistics.encode.title', icon: 'lock' },
    { ...ESTIMATE, group: 'figures', label: 'statistics.estimate.title', icon: 'chart' },
    { ...LINK, group: 'figures', label: 'statistics.link.title', icon: 'book' },
    { ...PROTECT, group: 'figures', label: 'statistics.protect.title', icon: 'lock' },
    { ...SYNTHESIZE, group: 'figures', label: 'statistics.synthesize.title', icon: 'book' },
    { ...COMPARE, group: 'figures', label: 'statistics.compare.title', icon: 'book' },
  ],
  work: () => import('./statistics-work.tsx').then((file) => file.statisticsWork),
  routes: [
    { ...FIGURES, load: () => import('./figures/figures-page.tsx').then((file) => file.FiguresPage) },
    { ...GLOTIP, load: () => import('./figures/glotip-page.tsx').then((file) => file.GlotipPage) },
    { ...SDG, load: () => import('./figures/sdg-page.tsx').then((file) => file.SdgPage) },
    { ...IC_TIP, load: () => import('./figures/collection-page.tsx').then((file) => file.IcTipPage) },
    { ...EUROSTAT, load: () => import('./figures/collection-page.tsx').then((file) => file.EurostatPage) },
    { ...CTDC, load: () => import('./figures/ctdc-page.tsx').then((file) => file.CtdcPage) },
    { ...EDITIONS, load: () => import('./figures/editions-page.tsx').then((file) => file.EditionsPage) },
    { ...EDITION, load: () => import('./figures/edition-page.tsx').then((file) => file.EditionPage) },
    { ...LISTS, load: () => import('./figures/captures-page.tsx').then((file) => file.CapturesPage) },
    { ...ENCODE, load: () => import('./encode/encode-page.tsx').then((file) => file.EncodePage) },
    { ...LINK, load: () => import('./link/link-page.tsx').then((file) => file.LinkPage) },
    { ...PROTECT, load: () => import('./protect/protect-page.tsx').then((file) => file.ProtectPage) },
    {
      ...SYNTHESIZE,
      load: () => import('./synthesize/synthesize-page.tsx').then((file) => file.SynthesizePage),
    },
    { ...COMPARE, load: () => import('./compare/compare-page.tsx').then((file) => file.ComparePage) },
    { ...ESTIMATE, load: () => import('./estimate/estimate-page.tsx').then((file) => file.EstimatePage) },
    ...registerScreens(
      ESTIMATES.path,
      () => import('./estimates.ts').then((file) => file.estimatePages),
      READS_FIGURES,
    ),
    ...registerScreens(
      PROSECUTIONS.path,
      () => import('./prosecutions.ts').then((file) => file.prosecutionPages),
      READS_FIGURES,
    ),
  ],
}
