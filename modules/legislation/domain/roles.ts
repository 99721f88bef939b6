import type { RoleDeclaration } from '@gloact/policy'

/**
 * Those who hold the law against treaties, those who look at what they found, and who comments on bills for an agency that was
 * invited: civil society too. None sees anything about a person.
 */
export const LEGISLATION_ROLES = [
  { id: 'legal_officer', rows: 'none', secondFactor: true },
  { id: 'legal_reviewer', rows: 'none', secondFactor: true },
  { id: 'legal_commenter', rows: 'none', secondFactor: true },
] as const satisfies readonly RoleDeclaration[]

declare module '@gloact/policy' {
  interface DeclaredRoles extends Record<(typeof LEGISLATION_ROLES)[number]['id'], true> {}
}
