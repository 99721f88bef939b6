import type { ModuleScreens } from '@gloact/ui'

/** Where everybody lands: what every module has for them. */
export const screens: ModuleScreens = {
  id: 'work',
  groups: [{ id: 'work' }],
  navigation: [{ group: 'work', label: 'work.title', path: '/', icon: 'home' }],
  routes: [{ path: '/', load: () => import('./my-work.tsx').then((file) => file.MyWork) }],
}
