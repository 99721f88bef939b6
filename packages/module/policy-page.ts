import { matrix, rolesNamed, type HasRoles, type MatrixRow, type MatrixScope, type Policy } from '@gloact/policy'

/** A policy of a module as the page of permissions shows it: every answer, role × action × typical case. */
export interface PolicyPage {
  readonly title: string
  /** The roles that its rules allow something, by name. */
  readonly names: readonly string[]
  readonly rows: () => readonly MatrixRow[]
}

/** Describes a policy by typical cases. The roles and cases that are given are those that the page lists. */
export function policyPage<Role extends string, Action extends string, Principal extends HasRoles, Resource>(
  title: string,
  of: {
    readonly policy: Policy<Role, Action, Principal, Resource>
    readonly roles: readonly Role[]
    readonly actions: readonly Action[]
    readonly scopes: readonly MatrixScope<Role, Principal, Resource>[]
  },
): PolicyPage {
  return { title, names: rolesNamed(of.policy), rows: () => matrix(of.policy, of.roles, of.actions, of.scopes) }
}
