import type { RoleDeclaration } from '@gloact/policy'

/** Those who hold the law against treaties, and those who look at what they found. Neither sees anything about a person. */
export const LEGISLATION_ROLES = [
  { id: 'legal_officer', rows: 'none', secondFactor: true },
  { id: 'legal_reviewer', rows: 'none', secondFactor: true },
] as const satisfies readonly RoleDeclaration[]

declare module '@gloact/policy' {
  interface DeclaredRoles extends Record<(typeof LEGISLATION_ROLES)[number]['id'], true> {}
}
