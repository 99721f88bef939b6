import { z } from 'zod'
import { line, route, words } from '@gloact/http/contract'
import { signInAnswer } from './sign-in.ts'

const common = { method: 'POST', tag: 'identity', session: 'none' } as const

export const startSingleSignOn = route({
  ...common,
  path: '/identity/sign-in/single-sign-on/start',
  summary: 'Begin to sign in with the provider: the address to go to. With a link’s token, its account is connected',
  body: z.object({ invitation: line(100).optional() }),
  response: z.object({ url: z.url() }),
  failures: ['identity.single_sign_on_failed', 'identity.single_sign_on_unavailable', 'identity.too_many_attempts'],
})

export const completeSingleSignOn = route({
  ...common,
  path: '/identity/sign-in/single-sign-on/complete',
  summary: 'Complete a sign-in with what the provider sent back',
  /** The query of the address that the provider led back to. */
  body: z.object({ returned: words(8_000) }),
  response: signInAnswer,
  failures: ['identity.single_sign_on_failed', 'identity.too_many_attempts'],
})
