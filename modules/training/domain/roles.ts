import type { RoleDeclaration } from '@gloact/policy'

/** The roles that belong to this module. Neither opens a case file. */
export const TRAINING_ROLES = [
  { id: 'training_officer', rows: 'none', secondFactor: true },
  { id: 'trainer', rows: 'none', secondFactor: true },
] as const satisfies readonly RoleDeclaration[]

declare module '@gloact/policy' {
  interface DeclaredRoles extends Record<(typeof TRAINING_ROLES)[number]['id'], true> {}
}
