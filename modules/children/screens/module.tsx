import type { ModuleScreens } from '@gloact/ui'
import { tracingNavigation, tracingRoutes } from './tracing/routes.ts'

/** What the browser shows of this part of the response. */
export const screens: ModuleScreens = {
  id: 'children',
  groups: [{ id: 'children', label: 'children.group' }],
  navigation: [...tracingNavigation],
  routes: [...tracingRoutes],
  work: () => import('./tracing/tracing-task.tsx').then((file) => ({ Task: file.TracingTask })),
}
