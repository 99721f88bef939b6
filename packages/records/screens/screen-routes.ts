import type { ModuleScreens, ScreenRoute } from '@gloact/ui'
import type { ComponentType } from 'react'

/** The pages of a kind of request. `requestPages` makes them. */
export interface RequestPages {
  readonly List: ComponentType
  readonly Add: ComponentType
  readonly One: ComponentType
}

/** The routes of a kind's pages, for a module's `screens`. They are loaded with the first of them, never before. */
export const requestScreens = (
  path: string,
  load: () => Promise<RequestPages>,
  roles?: readonly string[],
): ModuleScreens['routes'] =>
  (
    [
      ['', 'List'],
      ['/new', 'Add'],
      ['/$requestId', 'One'],
    ] as const
  ).map(([below, page]): ScreenRoute => ({
    path: path + below,
    load: () => load().then((pages) => pages[page]),
    ...(roles && { roles }),
  }))
