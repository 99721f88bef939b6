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
      path: '/practise/reset',
      load: () => import('./reset-page.tsx').then((file) => file.ResetPage),
      roles: rolesThatMay(practicePolicy, 'sandbox.reset'),
    },
    {
      path: '/practise/resetting',
      load: () => import('./resetting-page.tsx').then((file) => file.ResettingPage),
      public: true,
      bare: true,
    },
  ],
}
