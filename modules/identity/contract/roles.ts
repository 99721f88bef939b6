import { z } from 'zod'
import { route } from '@gloact/http/contract'
import { roleName, ROW_SCOPES } from './principal.ts'

/** A role that this instance has, as its module declares it. */
const declaredRole = z.object({
  id: roleName,
  rows: z.enum(ROW_SCOPES),
  secondFactor: z.boolean(),
  /** Shows something about single people beside case files: it waits for a second administrator as well. */
  aboutPeople: z.boolean(),
  givesAccess: z.boolean(),
})

/** The roles that can be given: those that the modules of this instance declare, in their order. */
export const listRoles = route({
  method: 'GET',
  tag: 'identity',
  path: '/identity/roles',
  summary: 'The roles that accounts can hold here',
  response: z.object({ items: z.array(declaredRole) }),
  failures: ['identity.not_authorised'],
})
