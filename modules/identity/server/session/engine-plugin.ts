import { randomBytes } from 'node:crypto'
import { createAuthEndpoint } from 'better-auth/api'
import { expireCookie, setSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'

/** The cookie in which better-auth's two-factor plugin keeps a sign-in that waits. */
const PENDING = 'two_factor'
const PENDING_SECONDS = 600

/**
 * What GloACT needs of better-auth beside its own endpoints: to complete a sign-in by a factor that better-auth does not
 * know (a recovery code of ours, a passkey), and to read the two cookies. None can be reached over HTTP.
 */
export const gloactSignIn = {
  id: 'gloact-sign-in',
  endpoints: {
    /** The token in the session cookie, where its signature holds. It says nothing of whether that session still is. */
    readSessionToken: createAuthEndpoint.serverOnly(
      { method: 'POST', requireHeaders: true },
      async (ctx): Promise<{ token: string | null }> => ({
        token: (await ctx.getSignedCookie(ctx.context.authCookies.sessionToken.name, ctx.context.secret)) || null,
      }),
    ),
    /** Whose sign-in waits for its second factor in this browser. */
    readPendingSignIn: createAuthEndpoint.serverOnly(
      { method: 'POST', requireHeaders: true },
      async (ctx): Promise<{ staffId: string | null }> => {
        const identifier = await ctx.getSignedCookie(ctx.context.createAuthCookie(PENDING).name, ctx.context.secret)
        if (!identifier) return { staffId: null }
        const pending = await ctx.context.internalAdapter.findVerificationValue(identifier)
        return { staffId: pending && pending.expiresAt > new Date() ? pending.value : null }
      },
    ),
    /** Lets a sign-in wait for its second factor in this browser, as a password's does. */
    startPendingSignIn: createAuthEndpoint.serverOnly(
      { method: 'POST', requireHeaders: true, body: z.object({ staffId: z.string() }) },
      async (ctx): Promise<{ waiting: true }> => {
        const cookie = ctx.context.createAuthCookie(PENDING, { maxAge: PENDING_SECONDS })
        const identifier = `2fa-${randomBytes(15).toString('base64url')}`
        const expiresAt = new Date(Date.now() + PENDING_SECONDS * 1000)
        await ctx.context.internalAdapter.createVerificationValue({ value: ctx.body.staffId, identifier, expiresAt })
        await ctx.context.internalAdapter.createVerificationValue({
          value: '0',
          identifier: `2fa-attempts-${identifier}`,
          expiresAt,
        })
        await ctx.setSignedCookie(cookie.name, identifier, ctx.context.secret, cookie.attributes)
        return { waiting: true }
      },
    ),
    /** Gives this browser the cookie of a session that goes on under a new token. */
    giveSession: createAuthEndpoint.serverOnly(
      { method: 'POST', requireHeaders: true, body: z.object({ token: z.string() }) },
      async (ctx): Promise<{ given: true }> => {
        const { name, attributes } = ctx.context.authCookies.sessionToken
        await ctx.setSignedCookie(name, ctx.body.token, ctx.context.secret, attributes)
        return { given: true }
      },
    ),
    /** Starts a session for somebody who has proved who they are, and ends the sign-in that waited in this browser. */
    startSession: createAuthEndpoint.serverOnly(
      { method: 'POST', requireHeaders: true, body: z.object({ staffId: z.string() }) },
      async (ctx): Promise<{ token: string | null }> => {
        const user = await ctx.context.internalAdapter.findUserById(ctx.body.staffId)
        if (!user) return { token: null }
        const session = await ctx.context.internalAdapter.createSession(user.id, false)
        if (!session) return { token: null }
        const cookie = ctx.context.createAuthCookie(PENDING)
        const identifier = await ctx.getSignedCookie(cookie.name, ctx.context.secret)
        if (identifier) await ctx.context.internalAdapter.deleteVerificationByIdentifier(identifier)
        expireCookie(ctx, cookie)
        await setSessionCookie(ctx, { session, user })
        return { token: session.token }
      },
    ),
  },
} as const
