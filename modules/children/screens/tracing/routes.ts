import type { ModuleScreens } from '@gloact/ui'
import { JUDGES_MATCHES, TAKES_REQUESTS } from '../../domain/tracing/policy.ts'

/** The pages of tracing, each loaded when it is first opened. */
export const tracingRoutes: ModuleScreens['routes'] = [
  {
    path: '/children/tracing',
    load: () => import('./tracing-page.tsx').then((file) => file.TracingPage),
    roles: TAKES_REQUESTS,
  },
  {
    path: '/children/tracing/new',
    load: () => import('./register-page.tsx').then((file) => file.RegisterPage),
    roles: TAKES_REQUESTS,
  },
  {
    path: '/children/tracing/requests/$requestId',
    load: () => import('./request-page.tsx').then((file) => file.TracingRequestPage),
    roles: TAKES_REQUESTS,
  },
  {
    path: '/children/tracing/matches/$requestId',
    load: () => import('./match-page.tsx').then((file) => file.MatchPage),
    roles: JUDGES_MATCHES,
  },
  {
    path: '/children/tracing/children/$fileId',
    load: () => import('./child-page.tsx').then((file) => file.ChildTracingPage),
    roles: TAKES_REQUESTS,
  },
  {
    path: '/children/tracing/sides/$requestId',
    load: () => import('./child-page.tsx').then((file) => file.SidePage),
    roles: TAKES_REQUESTS,
  },
  {
    path: '/children/tracing/links/$requestId',
    load: () => import('./link-page.tsx').then((file) => file.LinkPage),
    roles: TAKES_REQUESTS,
  },
]

export const tracingNavigation: NonNullable<ModuleScreens['navigation']> = [
  {
    group: 'children',
    label: 'children.tracing.title',
    path: '/children/tracing',
    icon: 'search',
    roles: TAKES_REQUESTS,
  },
]
