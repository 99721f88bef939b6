import type { ModuleScreens, ScreenRoute } from '@gloact/ui'
import type { ComponentType } from 'react'

/** The pages of a register. `registerPages` makes them. */
export interface RegisterPages {
  readonly List: ComponentType
  readonly Add: ComponentType
  readonly Import: ComponentType
  readonly Row: ComponentType
}

/**
 * The routes of a register's pages, for a module's `screens`. The register itself is loaded with the first of them, never before:
 * `registerScreens('/training/courses', () => import('./courses.ts').then((file) => file.pages), roles)`.
 */
export const registerScreens = (
  path: string,
  load: () => Promise<RegisterPages>,
  roles?: readonly string[],
): ModuleScreens['routes'] =>
  (
    [
      ['', 'List'],
      ['/new', 'Add'],
      ['/import', 'Import'],
      ['/$rowId', 'Row'],
    ] as const
  ).map(([below, page]): ScreenRoute => ({
    path: path + below,
    load: () => load().then((pages) => pages[page]),
    ...(roles && { roles }),
  }))
