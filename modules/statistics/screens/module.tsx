import type { ModuleScreens } from '@gloact/ui'

/** Those whose role opens every file of their agency: a list of its people shows them nobody new. */
const ANSWER_FOR_A_LIST = ['supervisor', 'child_protection_officer']

/** What the browser does with lists and figures that lie on the device; nothing of them is sent. */
export const screens: ModuleScreens = {
  id: 'statistics',
  navigation: [
    {
      group: 'figures',
      label: 'statistics.encode.title',
      path: '/figures/encode',
      icon: 'lock',
      roles: ANSWER_FOR_A_LIST,
    },
  ],
  routes: [
    {
      path: '/figures/encode',
      load: () => import('./encode/encode-page.tsx').then((file) => file.EncodePage),
      roles: ANSWER_FOR_A_LIST,
    },
  ],
}
