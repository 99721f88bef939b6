import { rolesThatMay } from '@gloact/policy'
import type { ModuleScreens } from '@gloact/ui'
import { practicePolicy } from '../domain/practice-policy.ts'

/** What the browser shows in the training sandbox, and nowhere else: the app mounts it there alone. */
export const screens: ModuleScreens = {
  id: 'practice',
  navigation: [{ group: 'work', label: 'practice.title', path: '/practise', icon: 'book' }],
  routes: [
    { path: '/practise', load: () => import('./practise-page.tsx').then((file) => file.PractisePage) },
    {
      path: '/practise/set-back',
      load: () => import('./set-back-page.tsx').then((file) => file.SetBackPage),
      roles: rolesThatMay(practicePolicy, 'sandbox.reset'),
    },
    {
      path: '/practise/setting-back',
      load: () => import('./setting-back-page.tsx').then((file) => file.SettingBackPage),
      public: true,
      bare: true,
    },
  ],
}
