import { usePrincipal } from '../principal.ts'
import { useFileRules } from '../rules.ts'

/** Whether the country lets somebody of these roles open a file that is not theirs in an emergency. */
export function useMayBreakGlass(): boolean {
  const roles: readonly string[] = usePrincipal()?.roles ?? []
  const emergency = useFileRules().rules?.emergency
  return emergency?.roles.some((role) => roles.includes(role)) ?? false
}
