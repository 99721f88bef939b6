import type { ModuleScreens } from '@gloact/ui'

/** What the browser shows of this part of the response. */
export const screens: ModuleScreens = {
  id: 'children',
  groups: [{ id: 'children', label: 'children.group' }],
  navigation: [],
  routes: [],
}
