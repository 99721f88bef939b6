import { createContext, type ReactNode, use } from 'react'
import type { ModuleScreens } from '../module-screens.ts'

interface Modules {
  readonly modules: readonly ModuleScreens[]
  /** Whether who is signed in holds one of the roles. */
  readonly holds: (roles: readonly string[]) => boolean
}

const ModulesContext = createContext<Modules>({ modules: [], holds: () => false })

/** Told by the app which modules there are, for a page that shows something of each. */
export const ModulesProvider = ({ children, ...modules }: Modules & { readonly children: ReactNode }) => (
  <ModulesContext value={modules}>{children}</ModulesContext>
)

/** Every module that has something to show, and whether anyone who is signed in holds a role. */
export const useModules = (): Modules => use(ModulesContext)
