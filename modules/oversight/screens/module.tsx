import type { ModuleScreens } from '@gloact/ui'

const OFFICER = ['data_protection_officer']
const READERS = [...OFFICER, 'administrator']
const page = () => import('./oversight-page.tsx').then((file) => file.OversightPage)

/** What the browser shows to those who watch over the data. */
export const screens: ModuleScreens = {
  id: 'oversight',
  groups: [{ id: 'oversight', label: 'ui.group.oversight' }],
  navigation: [{ group: 'oversight', label: 'oversight.title', path: '/oversight', icon: 'shield', roles: READERS }],
  routes: [
    { path: '/oversight', load: page, roles: READERS },
    { path: '/oversight/$page', load: page, roles: OFFICER },
  ],
  work: () => import('./oversight-work.tsx').then((file) => file.oversightWork),
}
