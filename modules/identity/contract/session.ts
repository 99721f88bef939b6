import { z } from 'zod'
import { route } from '@gloact/http/contract'
import { accessNotice } from './access-changes.ts'
import { principal } from './principal.ts'

/** What the browser has to know before it shows anything. */
export const currentSession = z.object({
  /** Null where nobody is signed in. */
  principal: principal.nullable(),
  /** Whether the people of this instance are invented: a demonstration, or the training sandbox. Every page says which. */
  demo: z.boolean(),
  /** Where staff find the training sandbox beside this instance. */
  trainingUrl: z.url().nullable(),
  /** No account exists yet: the first page creates the first administrator with the token on the console. */
  mustCreateFirstAdministrator: z.boolean(),
  /**
   * The session was left idle: nothing answers it until its password, or a passkey, is given. `principal` still says
   * whose it is, so that the page stays as it is behind the lock.
   */
  locked: z.boolean(),
  mustAcceptConduct: z.boolean(),
  mustEnrolSecondFactor: z.boolean(),
  /** Roles that stand in the account and that the server did not give: they open nothing until an administrator gives them again. */
  withheldRoles: z.array(z.string()),
  /** After this long without a request the session has to be unlocked again. */
  idleTimeoutSeconds: z.number().int().positive(),
  /** BCP 47 tags of the country's languages that the app is written in, the first being its default. */
  languages: z.array(z.string()).readonly(),
  /** IANA name of the country's time zone: every time is shown by its clocks, wherever the reader sits. */
  timeZone: z.string(),
  /** The provider that one may sign in with, where one is configured. */
  singleSignOn: z.object({ name: z.string() }).nullable(),
  /** Whether the account has a password to be asked for; one that joined by single sign-on has none. */
  hasPassword: z.boolean(),
  /** What was asked, done or recovered of access that concerns them, until they said that they read it. */
  notices: z.array(accessNotice),
})

export type CurrentSession = z.output<typeof currentSession>

/** Who am I, and what have I still to do. Answers without a session too. */
export const getSession = route({
  method: 'GET',
  path: '/identity/session',
  summary: 'Who is signed in, and what they still have to do',
  tag: 'identity',
  session: 'none',
  response: currentSession,
})

export const signOut = route({
  method: 'POST',
  path: '/identity/session/sign-out',
  summary: 'End this session, and clear what the browser keeps of it (`Clear-Site-Data`)',
  tag: 'identity',
  session: 'none',
  /** `drafts`: something unsent lies sealed on the device, and stays there for the person who typed it. */
  query: z.object({ keep: z.literal('drafts').optional() }),
  response: z.object({ signedOut: z.literal(true) }),
})

/** Locks the session now, as when it is left idle: what is typed stays in the browser. */
export const lockSession = route({
  method: 'POST',
  path: '/identity/session/lock',
  summary: 'Lock this session until its password is given',
  tag: 'identity',
  response: z.object({ done: z.literal(true) }),
})

/** Says that somebody is at work in this browser, who writes for long without sending anything. */
export const keepSession = route({
  method: 'POST',
  path: '/identity/session/seen',
  summary: 'Keep this session from being locked while someone is working in it',
  tag: 'identity',
  response: z.object({ done: z.literal(true) }),
})
