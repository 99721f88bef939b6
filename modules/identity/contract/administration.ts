import { z } from 'zod'
import { page, route } from '@gloact/http/contract'
import { agencyType, designation, emailAddress, instant, languageTag, shownName } from './fields.ts'
import { secondRefusal } from './access-changes.ts'
import { idOf, roleName } from './principal.ts'

const tag = 'identity'
const version = z.number().int().positive()
const list = z.object({
  /** The id of the last one seen. */
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})

export const agency = z.object({
  id: idOf<'agency'>(),
  name: z.string(),
  type: agencyType,
  country: z.string(),
  designations: z.array(designation),
  active: z.boolean(),
  version,
})

export type Agency = z.output<typeof agency>

const agencyEdit = z.object({ name: shownName, type: agencyType, designations: z.array(designation) })

/** Every signed-in account may name agencies: referrals and decisions are addressed to them. */
export const listAgencies = route({
  method: 'GET',
  tag,
  path: '/identity/agencies',
  summary: 'The agencies of the country',
  query: list,
  response: page(agency),
})

export const createAgency = route({
  method: 'POST',
  tag,
  path: '/identity/agencies',
  summary: 'Add an agency',
  body: agencyEdit.extend({ id: idOf<'agency'>() }),
  response: agency,
  status: 201,
  versioned: true,
  failures: ['identity.name_taken', 'identity.not_authorised'],
})

export const editAgency = route({
  method: 'PUT',
  tag,
  path: '/identity/agencies/:id',
  summary:
    'Change an agency (`If-Match` with the version that was loaded); designations, and using it again, wait for another administrator',
  params: z.object({ id: idOf<'agency'>() }),
  body: agencyEdit.extend({ active: z.boolean() }),
  response: agency,
  versioned: true,
  failures: ['identity.changed_meanwhile', 'identity.name_taken', 'identity.not_authorised'],
})

export const team = z.object({
  id: idOf<'team'>(),
  agencyId: idOf<'agency'>(),
  agencyName: z.string(),
  name: z.string(),
  active: z.boolean(),
  version,
})

export type Team = z.output<typeof team>

export const listTeams = route({
  method: 'GET',
  tag,
  path: '/identity/teams',
  summary: 'The teams of the country, or of one agency',
  query: list.extend({ agencyId: idOf<'agency'>().optional() }),
  response: page(team),
})

export const createTeam = route({
  method: 'POST',
  tag,
  path: '/identity/teams',
  summary: 'Add a team to an agency',
  body: z.object({ id: idOf<'team'>(), agencyId: idOf<'agency'>(), name: shownName }),
  response: team,
  status: 201,
  versioned: true,
  failures: ['identity.name_taken', 'identity.agency_unknown', 'identity.not_authorised'],
})

export const editTeam = route({
  method: 'PUT',
  tag,
  path: '/identity/teams/:id',
  summary:
    'Change a team (`If-Match` with the version that was loaded); using it again waits for another administrator',
  params: z.object({ id: idOf<'team'>() }),
  body: z.object({ name: shownName, active: z.boolean() }),
  response: team,
  versioned: true,
  failures: ['identity.changed_meanwhile', 'identity.name_taken', 'identity.not_authorised'],
})

/** A colleague as everybody may know them, to assign work to and to see who did what. */
export const colleague = z.object({
  id: idOf<'user'>(),
  name: z.string(),
  roles: z.array(roleName),
  teamIds: z.array(idOf<'team'>()),
  /** Whether they can sign in. False once their account was suspended: nothing new is given to them, and their name stays. */
  working: z.boolean(),
})

export type Colleague = z.output<typeof colleague>

export const listColleagues = route({
  method: 'GET',
  tag,
  path: '/identity/colleagues',
  summary: 'The staff of my own agency, including those whose account is suspended',
  response: z.object({ items: z.array(colleague) }),
})

export const roleGrant = z.object({
  id: idOf<'role_grant'>(),
  role: roleName,
  state: z.enum(['in_force', 'awaiting_confirmation', 'revoked']),
  grantedBy: z.string().nullable(),
  grantedAt: instant,
  confirmedBy: z.string().nullable(),
  confirmedAt: instant.nullable(),
  revokedBy: z.string().nullable(),
  revokedAt: instant.nullable(),
  /** Whether the person who asks may confirm it. */
  mayConfirm: z.boolean(),
  /** Why they may not, where it waits. */
  refusal: secondRefusal,
  mayConfirmFrom: instant.nullable(),
})

export const STAFF_STATES = ['invited', 'active', 'locked', 'disabled'] as const

export const staff = z.object({
  id: idOf<'user'>(),
  name: z.string(),
  email: z.string(),
  agencyId: idOf<'agency'>(),
  agencyName: z.string(),
  teamIds: z.array(idOf<'team'>()),
  language: z.string(),
  /** `locked`: too many failed sign-ins, for now. */
  state: z.enum(STAFF_STATES),
  lockedUntil: instant.nullable(),
  demo: z.boolean(),
  secondFactor: z.boolean(),
  invitationExpiresAt: instant.nullable(),
  grants: z.array(roleGrant),
  version,
})

export type Staff = z.output<typeof staff>

const oneStaff = z.object({ id: idOf<'user'>() })
const managing = ['identity.not_authorised', 'identity.own_account'] as const

export const listStaff = route({
  method: 'GET',
  tag,
  path: '/identity/staff',
  summary: 'The accounts of the country',
  query: list.extend({
    agencyId: idOf<'agency'>().optional(),
    state: z.enum([...STAFF_STATES, 'awaiting_confirmation']).optional(),
  }),
  response: page(staff),
  failures: ['identity.not_authorised'],
})

export const getStaff = route({
  method: 'GET',
  tag,
  path: '/identity/staff/:id',
  summary: 'One account',
  params: oneStaff,
  response: staff,
  versioned: true,
  failures: ['identity.not_authorised'],
})

export const editStaff = route({
  method: 'PUT',
  tag,
  path: '/identity/staff/:id',
  summary:
    'Change an account (`If-Match` with the version that was loaded); another address and added teams wait for another administrator',
  params: oneStaff,
  body: z.object({ name: shownName, email: emailAddress, teamIds: z.array(idOf<'team'>()), language: languageTag }),
  response: staff,
  versioned: true,
  failures: [...managing, 'identity.changed_meanwhile', 'identity.email_taken', 'identity.team_unknown'],
})

/** The link is shown once, to be handed to the person: only its hash is kept. */
export const link = z.object({
  staffId: idOf<'user'>(),
  link: z.string(),
  expiresAt: instant,
  /** It is one half: it opens with the code that another administrator is given on confirming. */
  needsCode: z.boolean(),
})

export const inviteStaff = route({
  method: 'POST',
  tag,
  path: '/identity/staff/invite',
  summary:
    'Make an account and an invitation link for it: half of one, once there has been a second administrator, who gets the other half on confirming',
  body: z.object({
    id: idOf<'user'>(),
    name: shownName,
    email: emailAddress,
    agencyId: idOf<'agency'>(),
    teamIds: z.array(idOf<'team'>()),
    roles: z.array(roleName).min(1),
    language: languageTag,
  }),
  response: link,
  secret: true,
  status: 201,
  failures: [
    'identity.not_authorised',
    'identity.email_taken',
    'identity.agency_unknown',
    'identity.team_unknown',
    'identity.role_unknown',
    'identity.roles_exclude_each_other',
  ],
})

export const renewInvitation = route({
  method: 'POST',
  tag,
  path: '/identity/staff/:id/invite-again',
  summary: 'Withdraw the invitation link of an account that was never used, and make another',
  params: oneStaff,
  response: link,
  secret: true,
  failures: managing,
})

export const resetAccount = route({
  method: 'POST',
  tag,
  path: '/identity/staff/:id/reset',
  summary:
    'Ask for a new password and no second factors: half of a link, whose other half another administrator gets on confirming',
  params: oneStaff,
  response: link,
  secret: true,
  failures: managing,
})

export const disableAccount = route({
  method: 'POST',
  tag,
  path: '/identity/staff/:id/disable',
  summary: 'Disable an account; its sessions end at once',
  params: oneStaff,
  response: staff,
  versioned: true,
  failures: [...managing, 'identity.last_administrator'],
})

export const enableAccount = route({
  method: 'POST',
  tag,
  path: '/identity/staff/:id/enable',
  summary: 'Ask for a disabled account to be enabled; it stays disabled until another administrator confirms',
  params: oneStaff,
  response: staff,
  versioned: true,
  failures: managing,
})

export const unlockAccount = route({
  method: 'POST',
  tag,
  path: '/identity/staff/:id/unlock',
  summary: 'Forget the failed sign-ins of an account',
  params: oneStaff,
  response: staff,
  versioned: true,
  failures: managing,
})

export const grantRole = route({
  method: 'POST',
  tag,
  path: '/identity/staff/:id/roles',
  summary:
    'Give a role; one that opens files, and any role once there has been a second administrator, waits for another',
  params: oneStaff,
  body: z.object({ role: roleName }),
  response: staff,
  status: 201,
  versioned: true,
  failures: [...managing, 'identity.role_unknown', 'identity.grant_exists', 'identity.roles_exclude_each_other'],
})

const oneGrant = oneStaff.extend({ grantId: idOf<'role_grant'>() })

export const confirmRole = route({
  method: 'POST',
  tag,
  path: '/identity/staff/:id/roles/:grantId/confirm',
  summary: 'Confirm a role that another administrator gave',
  params: oneGrant,
  response: staff,
  versioned: true,
  failures: [
    ...managing,
    'identity.grant_missing',
    'identity.roles_exclude_each_other',
    'identity.second_administrator_needed',
    'identity.second_not_independent',
  ],
})

export const revokeRole = route({
  method: 'POST',
  tag,
  path: '/identity/staff/:id/roles/:grantId/revoke',
  summary: 'Revoke a role, or refuse to confirm it',
  params: oneGrant,
  response: staff,
  versioned: true,
  failures: [...managing, 'identity.grant_missing', 'identity.last_administrator'],
})

export const lockout = z.object({
  kind: z.enum(['account', 'address']),
  /** Where they failed: elsewhere the account still opens. */
  from: z.enum(['anywhere', 'one_network', 'known_device', 'open_session']),
  staffId: idOf<'user'>().nullable(),
  /** Null for an address, and for an e-mail address that no account has. */
  name: z.string().nullable(),
  failures: z.number().int(),
  lastFailedAt: instant,
  blockedUntil: instant,
})

export const listLockouts = route({
  method: 'GET',
  tag,
  path: '/identity/lockouts',
  summary: 'What is blocked now after failed sign-ins',
  response: z.object({ items: z.array(lockout) }),
  failures: ['identity.not_authorised'],
})

export type Lockout = z.output<typeof lockout>
export type Link = z.output<typeof link>
