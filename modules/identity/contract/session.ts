import { z } from 'zod'
import { route } from '@gloact/http/contract'
import { principal } from './principal.ts'

/** What the browser has to know before it shows anything. */
export const currentSession = z.object({
  /** Null where nobody is signed in. */
  principal: principal.nullable(),
  /** Whether this instance is a demonstration, which every page says. */
  demo: z.boolean(),
  /** No account exists yet: the first page creates the first administrator with the token on the console. */
  mustCreateFirstAdministrator: z.boolean(),
  mustAcceptConduct: z.boolean(),
  mustEnrolSecondFactor: z.boolean(),
  /** After this long without a request the session has to be unlocked again. */
  idleTimeoutSeconds: z.number().int().positive(),
  /** BCP 47 tags of the languages this instance is used in, the first being its default. */
  languages: z.array(z.string()).readonly(),
})

export type CurrentSession = z.output<typeof currentSession>

/** Who am I, and what have I still to do. Answers without a session too. */
export const getSession = route({
  method: 'GET',
  path: '/identity/session',
  summary: 'Who is signed in, and what they have still to do',
  tag: 'identity',
  session: 'none',
  response: currentSession,
})

export const signOut = route({
  method: 'POST',
  path: '/identity/session/sign-out',
  summary: 'End this session',
  tag: 'identity',
  session: 'none',
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
