import type { RoleDeclaration } from '@gloact/policy'

/** The roles that belong to this module. They see requests about suspects and evidence, and no case file of anybody. */
export const COOPERATION_ROLES = [
  // Writes requests, and sees to those of other countries.
  { id: 'cooperation_officer', rows: 'none', secondFactor: true, aboutPeople: true },
  // The second of two: approves what leaves the country.
  { id: 'central_authority_approver', rows: 'none', secondFactor: true, aboutPeople: true },
  // Posted abroad or to a regional body: follows requests and keeps the directory.
  { id: 'liaison_officer', rows: 'none', secondFactor: true, aboutPeople: true },
  // Intelligence about suspects, on a track of its own: the police's, and not the central authority's.
  { id: 'intelligence_officer', rows: 'none', secondFactor: true, aboutPeople: true },
  { id: 'intelligence_approver', rows: 'none', secondFactor: true, aboutPeople: true },
] as const satisfies readonly RoleDeclaration[]

declare module '@gloact/policy' {
  interface DeclaredRoles extends Record<(typeof COOPERATION_ROLES)[number]['id'], true> {}
}
