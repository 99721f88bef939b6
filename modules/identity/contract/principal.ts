import { z } from 'zod'
import type { Id } from '@gloact/kernel'
import { AGENCY_TYPES } from '../domain/agency.ts'
import { ROW_SCOPES, type Role } from '../domain/roles.ts'

export { AGENCY_TYPES, DESIGNATIONS, type AgencyType, type Designation } from '../domain/agency.ts'
export { principalScope, type ScopeSettings } from '../domain/principal-scope.ts'
export { IDENTITY_ROLES, opensFiles, ROLES, ROW_SCOPES, rowScopeOf, type Role, type RowScope } from '../domain/roles.ts'

/** An id in a request or a response, branded with what it names. */
export const idOf = <Name extends string>() => z.uuid() as unknown as z.ZodType<Id<Name>, string>

/** A role by its id. Which there are is the modules' to declare: what an instance does not have is refused where it is given. */
export const roleName = z
  .string()
  .min(1)
  .max(40)
  .regex(/^[a-z][a-z_]*$/) as unknown as z.ZodType<Role, Role>

export type UserId = Id<'user'>
export type AgencyId = Id<'agency'>
export type TeamId = Id<'team'>

/**
 * Where the session stands with its second factor. `missing`: one is required and the account has none; such a
 * session has no roles until one is enrolled. `skipped`: a demonstration account.
 */
export const SECOND_FACTOR_STATES = ['not_required', 'verified', 'missing', 'skipped'] as const

/**
 * Who is signed in. `roles` are those in force: granted, confirmed where a second administrator has to, and empty
 * while the account has still to enrol a second factor or to accept the code of conduct. `scope` is the widest row
 * scope of these roles.
 */
export const principal = z.object({
  userId: idOf<'user'>(),
  agencyId: idOf<'agency'>(),
  agencyName: z.string(),
  agencyType: z.enum(AGENCY_TYPES),
  /** ISO 3166-1 alpha-2, or a user-assigned code such as the demonstration's. */
  country: z.string().length(2),
  teamIds: z.array(idOf<'team'>()).readonly(),
  roles: z.array(roleName).readonly(),
  scope: z.enum(ROW_SCOPES),
  displayName: z.string(),
  /** BCP 47 tag of the language the person works in. */
  language: z.string(),
  demo: z.boolean(),
  secondFactor: z.enum(SECOND_FACTOR_STATES),
})

export type Principal = z.output<typeof principal>
