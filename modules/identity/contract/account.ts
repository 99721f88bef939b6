import { z } from 'zod'
import { line, route } from '@gloact/http/contract'
import { chosenPassword, done, instant, languageTag, typedPassword, webAuthnAnswer } from './fields.ts'
import { idOf, roleName } from './principal.ts'
import { passkeyCeremony } from './sign-in.ts'

const sessionShown = z.object({
  id: idOf<'session'>(),
  /** The browser's own description, as it sent it. */
  userAgent: z.string(),
  createdAt: instant,
  lastSeenAt: instant,
  current: z.boolean(),
})

const passkeyShown = z.object({
  id: idOf<'passkey'>(),
  name: z.string(),
  backedUp: z.boolean(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
})

export const account = z.object({
  name: z.string(),
  email: z.string(),
  agencyName: z.string(),
  language: z.string(),
  roles: z.array(z.object({ role: roleName, state: z.enum(['in_force', 'awaiting_confirmation']) })),
  secondFactorRequired: z.boolean(),
  authenticator: z.boolean(),
  recoveryCodesLeft: z.number().int(),
  passkeys: z.array(passkeyShown),
  sessions: z.array(sessionShown),
})

export type Account = z.output<typeof account>

const common = { method: 'POST', tag: 'identity' } as const
/** Left out by an account without a password: a sign-in by the provider a moment ago stands for it. */
const withPassword = z.object({ password: typedPassword.optional() })
const passwordFailures = ['identity.password_wrong', 'identity.too_many_attempts', 'identity.busy'] as const
const recoveryCodes = z.object({ codes: z.array(z.string()) })

export const getAccount = route({
  method: 'GET',
  tag: 'identity',
  path: '/identity/account',
  summary: 'My account: factors, passkeys and sessions',
  response: account,
})

export const changeLanguage = route({
  ...common,
  path: '/identity/account/language',
  summary: 'Choose the language I work in',
  body: z.object({ language: languageTag }),
  response: done,
})

export const changePassword = route({
  ...common,
  path: '/identity/account/password',
  summary: 'Change my password; my other sessions end',
  body: z.object({ password: typedPassword, newPassword: chosenPassword }),
  response: done,
  failures: [
    ...passwordFailures,
    'identity.password_too_short',
    'identity.password_too_long',
    'identity.password_common',
    'identity.password_names_account',
  ],
})

export const startAuthenticator = route({
  ...common,
  path: '/identity/account/authenticator/start',
  summary: 'Begin to set up an authenticator: its secret, to be shown as a QR code',
  body: withPassword,
  response: z.object({ uri: z.string(), secret: z.string() }),
  secret: true,
  failures: [...passwordFailures, 'identity.second_factor_exists'],
})

export const confirmAuthenticator = route({
  ...common,
  path: '/identity/account/authenticator/confirm',
  summary: 'Confirm an authenticator with its first code; gives recovery codes where there are none',
  body: z.object({
    code: z
      .string()
      .trim()
      .regex(/^\d{6}$/),
  }),
  response: recoveryCodes,
  secret: true,
  failures: ['identity.code_failed', 'identity.too_many_attempts', 'identity.second_factor_missing'],
})

export const removeAuthenticator = route({
  ...common,
  path: '/identity/account/authenticator/remove',
  summary: 'Remove my authenticator',
  body: withPassword,
  response: done,
  failures: [...passwordFailures, 'identity.second_factor_missing', 'identity.second_factor_required'],
})

export const renewRecoveryCodes = route({
  ...common,
  path: '/identity/account/recovery-codes',
  summary: 'Make new recovery codes; the old ones no longer open the account',
  body: withPassword,
  response: recoveryCodes,
  secret: true,
  failures: [...passwordFailures, 'identity.second_factor_missing'],
})

export const startPasskey = route({
  ...common,
  path: '/identity/account/passkeys/start',
  summary: 'Ask for a challenge to add a passkey',
  body: withPassword,
  response: passkeyCeremony,
  failures: passwordFailures,
})

export const addPasskey = route({
  ...common,
  path: '/identity/account/passkeys',
  summary: 'Add a passkey; gives recovery codes where there are none',
  body: z.object({
    challengeId: idOf<'passkey_challenge'>(),
    name: line(100),
    response: webAuthnAnswer,
  }),
  response: recoveryCodes,
  secret: true,
  status: 201,
  failures: ['identity.passkey_failed'],
})

export const removePasskey = route({
  ...common,
  path: '/identity/account/passkeys/:id/remove',
  summary: 'Remove one of my passkeys',
  params: z.object({ id: idOf<'passkey'>() }),
  body: withPassword,
  response: done,
  failures: [...passwordFailures, 'identity.second_factor_required'],
})

export const revokeSession = route({
  ...common,
  path: '/identity/account/sessions/:id/revoke',
  summary: 'End one of my sessions at once',
  params: z.object({ id: idOf<'session'>() }),
  response: done,
})

export const revokeOtherSessions = route({
  ...common,
  path: '/identity/account/sessions/revoke-others',
  summary: 'End all my sessions but this one',
  response: z.object({ ended: z.number().int() }),
})

/** What is to be promised, in the country's own words where it has some. */
export const readConduct = route({
  method: 'GET',
  tag: 'identity',
  path: '/identity/account/conduct',
  summary: 'The code of conduct in force',
  response: z.object({ version: z.string(), text: z.record(z.string(), z.string()) }),
})

export const acceptConduct = route({
  ...common,
  path: '/identity/account/conduct',
  summary: 'Accept the code of conduct',
  body: z.object({ version: line(40) }),
  response: done,
  failures: ['identity.conduct_outdated'],
})
