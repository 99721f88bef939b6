import { registerScreens } from '@gloact/registers/screens/routes'
import type { ModuleScreens } from '@gloact/ui'
import {
  ACCOMPANIES,
  APPOINTS,
  COUNTS,
  READS_CARERS,
  READS_RECORDS,
  SITS,
  TELLS_INTERVIEWS,
  WORKS,
} from '../domain/policy.ts'
import { tracingNavigation, tracingRoutes } from './tracing/routes.ts'

/** Those who ask a child anything. */
const EXPLAINS = [...WORKS, ...ACCOMPANIES]

/** What the browser shows of this part of the response. */
export const screens: ModuleScreens = {
  id: 'children',
  groups: [{ id: 'children', label: 'children.group' }],
  navigation: [
    { group: 'children', label: 'children.title', path: '/children', icon: 'user', roles: WORKS },
    { group: 'children', label: 'children.mine.title', path: '/children/mine', icon: 'user', roles: ACCOMPANIES },
    {
      group: 'children',
      label: 'children.guardianship.title',
      path: '/children/records/guardianship',
      icon: 'forward',
      roles: APPOINTS,
    },
    {
      group: 'children',
      label: 'children.guardian.many',
      path: '/children/guardians',
      icon: 'search',
      roles: APPOINTS,
    },
    {
      group: 'children',
      label: 'children.carer.many',
      path: '/children/carers',
      icon: 'users',
      roles: READS_CARERS,
    },
    {
      group: 'children',
      label: 'children.determination.title',
      path: '/children/records/determination',
      icon: 'done',
      roles: SITS,
    },
    {
      group: 'children',
      label: 'children.explain.title',
      path: '/children/explain',
      icon: 'message',
      roles: EXPLAINS,
    },
    { group: 'children', label: 'children.figures.title', path: '/children/figures', icon: 'chart', roles: COUNTS },
    ...tracingNavigation,
  ],
  routes: [
    { path: '/children', load: () => import('./children-page.tsx').then((file) => file.ChildrenPage), roles: WORKS },
    {
      path: '/children/files/$fileId',
      load: () => import('./child-page.tsx').then((file) => file.ChildPage),
      roles: WORKS,
    },
    {
      path: '/children/files/$fileId/$kind/$requestId',
      load: () => import('./record-page.tsx').then((file) => file.RecordPage),
      roles: WORKS,
    },
    {
      path: '/children/import',
      load: () => import('./import-page.tsx').then((file) => file.ImportPage),
      roles: WORKS,
    },
    {
      path: '/children/records/$kind',
      load: () => import('./records-page.tsx').then((file) => file.RecordsPage),
      roles: READS_RECORDS,
    },
    {
      path: '/children/records/$kind/$requestId',
      load: () => import('./record-page.tsx').then((file) => file.RecordPage),
      roles: READS_RECORDS,
    },
    {
      path: '/children/referred/$referralId',
      load: () => import('./referred-page.tsx').then((file) => file.ReferredPage),
      roles: TELLS_INTERVIEWS,
    },
    {
      path: '/children/complain/$requestId',
      load: () => import('./complain-page.tsx').then((file) => file.ComplainPage),
      roles: WORKS,
    },
    {
      path: '/children/explain',
      load: () => import('./explain-page.tsx').then((file) => file.ExplainPage),
      roles: EXPLAINS,
    },
    {
      path: '/children/mine',
      load: () => import('./mine-page.tsx').then((file) => file.MinePage),
      roles: ACCOMPANIES,
    },
    {
      path: '/children/figures',
      load: () => import('./figures-page.tsx').then((file) => file.FiguresPage),
      roles: COUNTS,
    },
    ...registerScreens(
      '/children/guardians',
      () => import('./registers.ts').then((file) => file.guardianPages),
      APPOINTS,
    ),
    ...registerScreens(
      '/children/carers',
      () => import('./registers.ts').then((file) => file.carerPages),
      READS_CARERS,
    ),
    ...tracingRoutes,
  ],
  work: () => import('./children-task.tsx').then((file) => file.childrenWork),
  team: () => import('./missing-children.tsx').then((file) => ({ Team: file.MissingChildren })),
}
