import { z } from 'zod'
import { line, route } from '@gloact/http/contract'
import {
  agencyType,
  done,
  emailAddress,
  instant,
  languageTag,
  shownName,
  typedPassword,
  chosenPassword,
  webAuthnAnswer,
  webAuthnJson,
} from './fields.ts'
import { idOf, roleName } from './principal.ts'

export const SECOND_FACTOR_METHODS = ['totp', 'passkey', 'recovery_code'] as const

/** What comes next: the session is there, or a second factor is asked for. */
export const signInAnswer = z.discriminatedUnion('next', [
  z.object({ next: z.literal('done') }),
  z.object({ next: z.literal('second_factor'), methods: z.array(z.enum(SECOND_FACTOR_METHODS)) }),
])

export type SignInAnswer = z.output<typeof signInAnswer>

const common = { method: 'POST', tag: 'identity', session: 'none' } as const

export const signIn = route({
  ...common,
  path: '/identity/sign-in',
  summary: 'Sign in with e-mail address and password',
  body: z.object({ email: line(254).toLowerCase(), password: typedPassword }),
  response: signInAnswer,
  failures: ['identity.sign_in_failed', 'identity.too_many_attempts', 'identity.busy'],
})

export const signInWithCode = route({
  ...common,
  path: '/identity/sign-in/totp',
  summary: 'Complete a sign-in with the code of an authenticator',
  body: z.object({
    code: z
      .string()
      .trim()
      .regex(/^\d{6}$/),
  }),
  response: signInAnswer,
  failures: ['identity.code_failed', 'identity.too_many_attempts'],
})

export const signInWithRecoveryCode = route({
  ...common,
  path: '/identity/sign-in/recovery-code',
  summary: 'Complete a sign-in with one of the printed recovery codes, which is then used up',
  body: z.object({ code: line(40).min(8) }),
  response: signInAnswer,
  failures: ['identity.code_failed', 'identity.too_many_attempts'],
})

/** A challenge that a passkey has to answer within a few minutes. */
export const passkeyCeremony = z.object({ challengeId: idOf<'passkey_challenge'>(), options: webAuthnJson })

export const startPasskeySignIn = route({
  ...common,
  path: '/identity/sign-in/passkey/start',
  summary: 'Ask for a challenge to sign in with a passkey',
  response: passkeyCeremony,
})

export const signInWithPasskey = route({
  ...common,
  path: '/identity/sign-in/passkey',
  summary: 'Sign in with a passkey, which is both factors in one',
  body: z.object({ challengeId: idOf<'passkey_challenge'>(), response: webAuthnAnswer }),
  response: signInAnswer,
  failures: ['identity.passkey_failed'],
})

/** Opens a session again that was left idle, without losing what is typed. */
export const unlockSession = route({
  ...common,
  path: '/identity/session/unlock',
  summary: 'Open an idle session again with the password',
  body: z.object({ password: typedPassword }),
  response: done,
  failures: ['identity.sign_in_failed', 'identity.too_many_attempts', 'identity.busy'],
})

export const demoSignIn = z.object({
  role: roleName,
  name: z.string(),
  email: z.string(),
  password: z.string(),
  agencyName: z.string(),
})

export type DemoSignIn = z.output<typeof demoSignIn>

export const listDemoSignIns = route({
  method: 'GET',
  tag: 'identity',
  session: 'none',
  path: '/identity/demo-sign-ins',
  summary: 'The accounts of a demonstration, with their passwords; nothing on any other instance',
  response: z.object({ items: z.array(demoSignIn) }),
})

/**
 * What an invitation's link is for. The token is sent in the body: an address would end in logs. One in halves is the link's
 * token, a full stop, and the code.
 */
export const lookAtInvitation = route({
  ...common,
  path: '/identity/invitations/look',
  summary: 'What an invitation link is for',
  body: z.object({ token: line(100).min(20) }),
  response: z.object({
    /** `factor`: the second factors go, and the password that the account has is asked for. */
    kind: z.enum(['invitation', 'reset', 'factor']),
    name: z.string(),
    email: z.string(),
    agencyName: z.string(),
    expiresAt: instant,
  }),
  failures: ['identity.link_invalid'],
})

export const acceptInvitation = route({
  ...common,
  path: '/identity/invitations/accept',
  summary:
    'Set a password through an invitation link, once; one that resets second factors requires the current password',
  body: z.object({ token: line(100).min(20), password: chosenPassword, language: languageTag }),
  response: done,
  failures: [
    'identity.link_invalid',
    'identity.password_wrong',
    'identity.too_many_attempts',
    'identity.busy',
    'identity.password_too_short',
    'identity.password_too_long',
    'identity.password_common',
    'identity.password_names_account',
  ],
})

export const createFirstAdministrator = route({
  ...common,
  path: '/identity/first-administrator',
  summary: 'Create the first administrator of an empty instance, with the token from its console',
  body: z.object({
    token: line(100),
    agencyName: shownName,
    agencyType,
    name: shownName,
    email: emailAddress,
    password: chosenPassword,
    language: languageTag,
  }),
  response: done,
  status: 201,
  failures: [
    'identity.link_invalid',
    'identity.first_administrator_exists',
    'identity.too_many_attempts',
    'identity.busy',
    'identity.password_too_short',
    'identity.password_too_long',
    'identity.password_common',
    'identity.password_names_account',
  ],
})
