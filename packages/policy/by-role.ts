import type { HasRoles, Rule } from './rule.ts'

type Rules = { readonly rules: readonly Rule[] }

/**
 * Whether one of somebody's roles may do this at all, in the best case: for a screen that decides what to offer. Conditions are not
 * asked; the answer about one file, one agency, one request is `decide`'s, and the server gives it.
 */
export const mayByRole = (policy: Rules, who: HasRoles | undefined | null, action: string): boolean =>
  who !== undefined && who !== null && rolesThatMay(policy, action).some((role) => who.roles.includes(role))

/** The roles of which a rule says that they may do one of these, for navigation and addresses. A rule for any role names none. */
export function rolesThatMay(policy: Rules, ...actions: readonly string[]): readonly string[] {
  const allowing = policy.rules.filter(
    (rule) => rule.effect === 'allow' && rule.actions.some((action) => actions.includes(action)),
  )
  return rolesNamed({ rules: allowing })
}

/** The roles that a policy's rules allow something, by name. */
export const rolesNamed = ({ rules }: Rules): readonly string[] => [
  ...new Set(rules.flatMap(({ effect, roles }) => (effect === 'allow' && roles !== 'any' ? roles : []))),
]
