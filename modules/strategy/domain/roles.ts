import type { RoleDeclaration } from '@gloact/policy'

/** The roles that belong to this module. Administrators give them like any other. */
export const STRATEGY_ROLES = [
  // Keeps plans and recommendations, and verifies what others report: in the office of the coordinator.
  { id: 'strategy_officer', rows: 'none', secondFactor: true },
  // Reports for an agency what it has done of a plan.
  { id: 'focal_point', rows: 'none', secondFactor: true },
] as const satisfies readonly RoleDeclaration[]

declare module '@gloact/policy' {
  interface DeclaredRoles extends Record<(typeof STRATEGY_ROLES)[number]['id'], true> {}
}
