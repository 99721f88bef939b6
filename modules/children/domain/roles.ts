import type { RoleDeclaration } from '@gloact/policy'

/** The roles that belong to this module. None opens a case file; each sees what is about a child, within narrow limits. */
export const CHILDREN_ROLES = [
  { id: 'guardian', rows: 'none', secondFactor: true, aboutPeople: true },
  { id: 'guardianship_authority', rows: 'none', secondFactor: true, aboutPeople: true },
  { id: 'panel_member', rows: 'none', secondFactor: true, aboutPeople: true },
] as const satisfies readonly RoleDeclaration[]

declare module '@gloact/policy' {
  interface DeclaredRoles extends Record<(typeof CHILDREN_ROLES)[number]['id'], true> {}
}
