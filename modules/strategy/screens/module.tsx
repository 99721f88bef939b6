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
    { group: 'strategy', label: 'strategy.activity.many', path: '/strategy/activities', icon: 'users', roles: READS },
    { group: 'strategy', label: 'strategy.framework.many', path: '/strategy/frameworks', icon: 'book', roles: READS },
    {
      group: 'strategy',
      label: 'strategy.programme.many',
      path: '/strategy/programmes',
      icon: 'support',
      roles: READS,
    },
    {
      group: 'strategy',
      label: 'strategy.technical.many',
      path: '/strategy/technical-assistance',
      icon: 'info',
      roles: READS,
    },
    { group: 'strategy', label: 'strategy.meeting.many', path: '/strategy/meetings', icon: 'calendar', roles: READS },
    { group: 'strategy', label: 'strategy.decision.many', path: '/strategy/decisions', icon: 'done', roles: READS },
  ],
  routes: [
    { path: '/strategy', load: () => import('./overview-page.tsx').then((file) => file.OverviewPage), roles: READS },
    {
      path: '/strategy/claims/$requestId',
      load: () => import('./claim-page.tsx').then((file) => file.ClaimPage),
      roles: READS,
    },
    {
      path: '/strategy/assessments/$requestId',
      load: () => import('./assessment-page.tsx').then((file) => file.AssessmentPage),
      roles: READS,
    },
    {
      path: '/strategy/calendar-address',
      load: () => import('./feed-page.tsx').then((file) => file.PlanFeedPage),
      roles: READS,
    },
    { path: '/strategy/gaps', load: () => import('./gaps-page.tsx').then((file) => file.GapsPage), roles: READS },
    {
      path: '/strategy/plans/$rowId/costing',
      load: () => import('./costing-page.tsx').then((file) => file.CostingPage),
      roles: READS,
    },
    {
      path: '/strategy/plans/$rowId/quality',
      load: () => import('./quality-page.tsx').then((file) => file.QualityPage),
      roles: READS,
    },
    {
      path: '/strategy/plans/$rowId/versions',
      load: () => import('./versions-page.tsx').then((file) => file.VersionsPage),
      roles: READS,
    },
    ...registerScreens('/strategy/plans', () => pages().then((file) => file.planPages), READS),
    ...registerScreens('/strategy/goals', () => pages().then((file) => file.goalPages), READS),
    ...registerScreens('/strategy/actions', () => pages().then((file) => file.actionPages), READS),
    ...registerScreens('/strategy/recommendations', () => pages().then((file) => file.recommendationPages), READS),
    ...registerScreens('/strategy/activities', () => pages().then((file) => file.activityPages), READS),
    ...registerScreens('/strategy/frameworks', () => pages().then((file) => file.frameworkPages), READS),
    ...registerScreens('/strategy/programmes', () => pages().then((file) => file.programmePages), READS),
    ...registerScreens('/strategy/technical-assistance', () => pages().then((file) => file.technicalPages), READS),
    ...registerScreens('/strategy/needs', () => pages().then((file) => file.needPages), READS),
    ...registerScreens('/strategy/unit-costs', () => pages().then((file) => file.unitCostPages), READS),
    ...registerScreens('/strategy/costs', () => pages().then((file) => file.costLinePages), READS),
    ...registerScreens('/strategy/consultation', () => pages().then((file) => file.commentPages), READS),
    ...registerScreens('/strategy/meetings', () => pages().then((file) => file.meetingPages), READS),
    ...registerScreens('/strategy/decisions', () => pages().then((file) => file.decisionPages), READS),
    ...registerScreens('/strategy/evaluations', () => pages().then((file) => file.evaluationPages), READS),
  ],
  procedures: () => import('./procedures-in-force.tsx').then((file) => file.ProceduresInForce),
  work: () => import('./strategy-work.tsx').then((file) => file.strategyWork),
}
