import type { IdentityContext } from './context.ts'

/** Cookies whose signature held are remembered, up to so many: those of everybody at work. */
const MOST = 2_000

const checked = new WeakMap<IdentityContext['engine'], Map<string, string>>()

/**
 * The token in the session cookie, where its signature holds. The same cookie holds under the same secret each time, so that it
 * is checked once; what the token's session has become is read from the database at every request.
 */
export async function sessionToken(
  { engine }: Pick<IdentityContext, 'engine'>,
  headers: Headers,
): Promise<string | null> {
  const cookie = headers.get('cookie')
  if (cookie === null) return null
  const known = checked.get(engine) ?? new Map<string, string>()
  checked.set(engine, known)
  const before = known.get(cookie)
  if (before !== undefined) return before
  const { token } = await engine.api.readSessionToken({ headers })
  if (token === null) return null
  if (known.size >= MOST) known.clear()
  known.set(cookie, token)
  return token
}
