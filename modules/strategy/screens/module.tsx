import { registerScreens } from '@gloact/registers/screens/routes'
import type { ModuleScreens } from '@gloact/ui'
import { READS } from '../domain/policy.ts'

const pages = () => import('./registers.ts')

/** What the browser shows of this part of the response. The registers are loaded with the first of their pages. */
export const screens: ModuleScreens = {
  id: 'strategy',
  groups: [{ id: 'strategy', label: 'strategy.group' }],
  navigation: [
    { group: 'strategy', label: 'strategy.overview.title', path: '/strategy', icon: 'chart', roles: READS },
    { group: 'strategy', label: 'strategy.action.many', path: '/strategy/actions', icon: 'tasks', roles: READS },
    {
      group: 'strategy',
      label: 'strategy.recommendation.many',
      path: '/strategy/recommendations',
      icon: 'flag',
      roles: READS,
    },
    { group: 'strategy', label: 'strategy.plan.many', path: '/strategy/plans', icon: 'book', roles: READS },
    { group: 'strategy', label: 'strategy.goal.many', path: '/strategy/goals', icon: 'route', roles: READS },
  ],
  routes: [
    { path: '/strategy', load: () => import('./overview-page.tsx').then((file) => file.OverviewPage), roles: READS },
    {
      path: '/strategy/claims/$requestId',
      load: () => import('./claim-page.tsx').then((file) => file.ClaimPage),
      roles: READS,
    },
    ...registerScreens('/strategy/plans', () => pages().then((file) => file.planPages), READS),
    ...registerScreens('/strategy/goals', () => pages().then((file) => file.goalPages), READS),
    ...registerScreens('/strategy/actions', () => pages().then((file) => file.actionPages), READS),
    ...registerScreens('/strategy/recommendations', () => pages().then((file) => file.recommendationPages), READS),
  ],
  work: () => import('./strategy-work.tsx').then((file) => file.strategyWork),
}
