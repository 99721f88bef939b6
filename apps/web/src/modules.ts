import type { ModuleScreens } from '@gloact/ui'

/** The modules that have something to show, in the order of the navigation. */
export const modules: readonly ModuleScreens[] = []
