import { screens as identity } from '@gloact/identity/screens'
import { screens as oversight } from '@gloact/oversight/screens'
import { screens as protection } from '@gloact/protection/screens'
import type { ModuleScreens } from '@gloact/ui'

/** The modules that have something to show, in the order of the navigation. */
export const modules: readonly ModuleScreens[] = [protection, oversight, identity]
