import { useMessages } from './messages.tsx'
import { useModules } from './modules.tsx'

interface RoleWords {
  /** What a role is called, in the words of the module that declares it. */
  readonly name: (role: string) => string
  /** What it is for; empty where its module says nothing. */
  readonly about: (role: string) => string
}

/** The sentences of roles, `<module>.role.<id>` and `<module>.role_about.<id>`, whichever module a role belongs to. */
export function useRoleWords(): RoleWords {
  const { t, has } = useMessages()
  const { modules } = useModules()
  const said = (kind: 'role' | 'role_about', role: string): string | undefined => {
    const owner = modules.find(({ id }) => has(`${id}.${kind}.${role}`))
    return owner && t(`${owner.id}.${kind}.${role}`)
  }
  return {
    // Before all words are loaded, and of a role whose module this instance no longer has.
    name: (role) => said('role', role) ?? role.replaceAll('_', ' '),
    about: (role) => said('role_about', role) ?? '',
  }
}
