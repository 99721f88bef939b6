import { rolesThatMay } from './by-role.ts'
import type { MatrixScope } from './matrix.ts'
import { createPolicy, type Policy } from './policy.ts'
import type { Role } from './roles.ts'
import type { Rule } from './rule.ts'

interface Member {
  readonly agencyId: string
  readonly roles: readonly string[]
}

/** `agencyId` is the agency that the question is about: the one whose file, plan or request it is. */
interface OfAgency {
  readonly agencyId: string
}

/** What these roles may do: with what is their own agency’s (`own_agency`), or with anyone’s. */
export type AgencyRule<Action extends string> = Omit<Rule<Role, Action, 'own_agency'>, 'effect'>

/** A policy that asks for the role and the agency alone. Its rules allow; what none of them allows is denied. */
export const agencyPolicy = <Action extends string>(
  rules: readonly AgencyRule<Action>[],
): Policy<Role, Action, Member, OfAgency> =>
  createPolicy({
    rules: rules.map((rule) => ({ ...rule, effect: 'allow' as const })),
    conditions: { own_agency: (who, what) => who.agencyId === what.agencyId },
  })

/** The two cases of a policy that asks for the agency alone: something of one's own, and something of another. */
export const AGENCY_SCOPES: readonly MatrixScope<string, Member, OfAgency>[] = ['own agency', 'another agency'].map(
  (id) => ({
    id,
    example: (role) => ({ principal: { agencyId: 'own agency', roles: [role] }, resource: { agencyId: id } }),
  }),
)

/** Such a policy by typical cases, as the page of permissions shows it. */
export const agencyPermissions = <Action extends string>(
  policy: Policy<Role, Action, Member, OfAgency>,
  actions: readonly Action[],
) => ({ policy, roles: rolesThatMay(policy, ...actions), actions, scopes: AGENCY_SCOPES })
