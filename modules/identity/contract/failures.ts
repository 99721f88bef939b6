import type { FailureCatalogue } from '@gloact/http/contract'

/** What the failures of this module mean to a caller. */
export const IDENTITY_FAILURES = {
  'identity.sign_in_failed': { status: 401, title: 'The e-mail address and the password do not open an account.' },
  'identity.code_failed': { status: 401, title: 'The code is wrong, was used before, or came too late.' },
  'identity.passkey_failed': { status: 401, title: 'The passkey did not answer as it should.' },
  'identity.too_many_attempts': {
    status: 429,
    title: 'Too many failed attempts. Wait for `params.seconds` and try again.',
  },
  'identity.busy': {
    status: 503,
    title: 'More sign-ins than can be looked at. Nothing was tried; send again after `params.seconds`.',
  },
  'identity.not_authorised': {
    status: 403,
    title: 'The account may not do this, and `params.reason` names the rule.',
  },
  'identity.own_account': {
    status: 403,
    title: 'Nobody manages their own account or roles: ask another administrator.',
  },
  'identity.second_administrator_needed': {
    status: 403,
    title: 'What one administrator asks for that lets somebody see more, another one confirms.',
  },
  'identity.second_not_independent': {
    status: 403,
    title:
      'One of the two made, reset, enabled or re-addressed the other’s account not long ago: until `params.from` they do not count as two people.',
  },
  'identity.roles_exclude_each_other': {
    status: 409,
    title: 'An account that administers others holds no role that opens files.',
  },
  'identity.role_unknown': { status: 400, title: 'No module of this instance declares such a role.' },
  'identity.grant_exists': { status: 409, title: 'The account already holds this role.' },
  'identity.grant_missing': { status: 409, title: 'This grant is not waiting, or the role is no longer held.' },
  'identity.last_administrator': { status: 409, title: 'This is the last administrator who can sign in.' },
  'identity.changed_meanwhile': {
    status: 412,
    title: 'Someone changed this since you loaded it, or `If-Match` is missing. Load it again and repeat your change.',
  },
  'identity.name_taken': { status: 409, title: 'Another entry has this name.' },
  'identity.email_taken': { status: 409, title: 'Another account has this e-mail address.' },
  'identity.agency_unknown': {
    status: 422,
    title: 'There is no such agency in this country, or it is no longer used.',
  },
  'identity.team_unknown': { status: 422, title: 'There is no such team in the agency.' },
  'identity.link_invalid': { status: 404, title: 'The link was used, was withdrawn, has expired, or never was one.' },
  'identity.first_administrator_exists': { status: 409, title: 'The first administrator exists already: sign in.' },
  'identity.password_too_short': { status: 422, title: 'The password needs at least 12 characters.' },
  'identity.password_too_long': { status: 422, title: 'The password has more than 128 characters.' },
  'identity.password_common': { status: 422, title: 'The password is one of those that are tried first.' },
  'identity.password_names_account': { status: 422, title: 'The password holds a name, an address or the product.' },
  'identity.password_wrong': { status: 422, title: 'The present password is not this one.' },
  'identity.second_factor_exists': { status: 409, title: 'The account already has an authenticator.' },
  'identity.second_factor_missing': { status: 409, title: 'The account has no second factor yet.' },
  'identity.second_factor_required': {
    status: 409,
    title: 'A role of this account needs a second factor: add another before removing the last.',
  },
  'identity.single_sign_on_failed': { status: 401, title: 'Signing in with the provider did not open an account.' },
  'identity.single_sign_on_unavailable': { status: 503, title: 'The provider of single sign-on cannot be reached.' },
  'identity.device_forgotten': {
    status: 409,
    title: 'The drafts on this device were forgotten and their key is destroyed. Begin again under another id.',
  },
  'identity.change_missing': {
    status: 409,
    title: 'This change is not waiting: it was confirmed or declined, or its time is over.',
  },
  'identity.check_missing': { status: 422, title: 'Say how you made sure who asks for it.' },
  'identity.conduct_outdated': { status: 409, title: 'The code of conduct has changed since it was shown.' },
} as const satisfies FailureCatalogue

export type IdentityFailureCode = keyof typeof IDENTITY_FAILURES
