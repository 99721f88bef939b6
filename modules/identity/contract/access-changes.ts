import { z } from 'zod'
import { route } from '@gloact/http/contract'
import { ACCESS_CHANGES, IDENTITY_CHECKS } from '../domain/access-change.ts'
import { designation, done, instant } from './fields.ts'
import { idOf, roleName } from './principal.ts'

export { IDENTITY_CHECKS } from '../domain/access-change.ts'

const tag = 'identity'

/** Why the person who asks may not be the second person; null where they may. */
export const secondRefusal = z
  .enum(['identity.own_account', 'identity.second_administrator_needed', 'identity.second_not_independent'])
  .nullable()

export const accessChange = z.object({
  id: idOf<'access_change'>(),
  kind: z.enum(ACCESS_CHANGES),
  /** Whose account it is about. */
  staffId: idOf<'user'>().nullable(),
  name: z.string().nullable(),
  /** The account's agency, or the one that it is about. */
  agencyId: idOf<'agency'>(),
  agencyName: z.string(),
  /** The team that somebody joins, or that is used again. */
  teamName: z.string().nullable(),
  designation: designation.nullable(),
  /** The address as it is, and as it is to be. */
  emailFrom: z.string().nullable(),
  emailTo: z.string().nullable(),
  /** What an account holds, or would hold: who confirms sees what it opens. */
  roles: z.array(roleName),
  /** The teams of an account, by name: whose files it sees, or would see. */
  teams: z.array(z.string()),
  askedBy: z.string(),
  askedAt: instant,
  expiresAt: instant.nullable(),
  /** Whether anyone who confirms has to say how they made sure who asks. */
  needsCheck: z.boolean(),
  mayConfirm: z.boolean(),
  refusal: secondRefusal,
  /** From when on the person who asks and the person who asked for it are two people again. */
  mayConfirmFrom: instant.nullable(),
})

export type AccessChange = z.output<typeof accessChange>

const oneChange = z.object({ id: idOf<'access_change'>() })

export const listAccessChanges = route({
  method: 'GET',
  tag,
  path: '/identity/access-changes',
  summary:
    'Changes that would let someone see more and wait for another administrator; roles are listed with their accounts',
  response: z.object({ items: z.array(accessChange) }),
  failures: ['identity.not_authorised'],
})

export const confirmAccessChange = route({
  method: 'POST',
  tag,
  path: '/identity/access-changes/:id/confirm',
  summary: 'Confirm what another administrator asked for; it takes effect from then on',
  params: oneChange,
  body: z.object({ checkedHow: z.enum(IDENTITY_CHECKS).nullable() }),
  response: z.object({
    done: z.literal(true),
    /** Half of a link, shown once: for the person alone, and not for the person who asked. */
    code: z.string().nullable(),
  }),
  failures: [
    'identity.not_authorised',
    'identity.own_account',
    'identity.change_missing',
    'identity.check_missing',
    'identity.second_administrator_needed',
    'identity.second_not_independent',
    'identity.agency_unknown',
    'identity.team_unknown',
    'identity.email_taken',
    'identity.roles_exclude_each_other',
  ],
})

export const declineAccessChange = route({
  method: 'POST',
  tag,
  path: '/identity/access-changes/:id/decline',
  summary: 'Decline a pending change, also one about oneself, or withdraw one’s own request',
  params: oneChange,
  response: done,
  failures: ['identity.not_authorised', 'identity.change_missing'],
})

/** What happens at once and is told of all the same. */
export const NOTICE_KINDS = [...ACCESS_CHANGES, 'role', 'disable', 'role_revoked', 'phone_lost', 'recovery'] as const

export const accessNotice = z.object({
  id: idOf<'access_notice'>(),
  event: z.enum(['asked', 'confirmed', 'declined', 'done', 'recovered']),
  kind: z.enum(NOTICE_KINDS),
  /** Whose account it is about; null where it is about an agency or a team. */
  name: z.string().nullable(),
  own: z.boolean(),
  agencyName: z.string().nullable(),
  teamName: z.string().nullable(),
  role: roleName.nullable(),
  designation: designation.nullable(),
  /** Null: the console of the server. */
  askedBy: z.string().nullable(),
  secondBy: z.string().nullable(),
  at: instant,
})

export type AccessNotice = z.output<typeof accessNotice>

export const noteSeen = route({
  method: 'POST',
  tag,
  path: '/identity/account/notices/seen',
  summary: 'Confirm that I have read a notice about access',
  body: z.object({ ids: z.array(idOf<'access_notice'>()).min(1).max(100) }),
  response: done,
})
