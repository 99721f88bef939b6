import type { Caller, IdentityContext } from './context.ts'
import { cookiePrefix } from './cookie-prefix.ts'

const nameOf = (context: IdentityContext, name: string): string => `${cookiePrefix(context.publicUrl)}.${name}`

/** What a cookie of ours holds in this browser: letters, digits, `-` and `_`. */
export function readCookie(context: IdentityContext, caller: Caller, name: string): string | undefined {
  const wanted = nameOf(context, name)
  for (const pair of (caller.headers.get('cookie') ?? '').split('; ')) {
    const at = pair.indexOf('=')
    if (pair.slice(0, at) === wanted && /^[\w-]+$/.test(pair.slice(at + 1))) return pair.slice(at + 1)
  }
  return undefined
}

/** Gives the browser a cookie that no script reads. Lax: a page of another site that leads back here brings it along. */
export function giveCookie(
  context: IdentityContext,
  caller: Caller,
  cookie: { readonly name: string; readonly value: string; readonly seconds: number },
): void {
  const secure = context.publicUrl.startsWith('https:') ? '; Secure' : ''
  const headers = new Headers()
  headers.append(
    'set-cookie',
    `${nameOf(context, cookie.name)}=${cookie.value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${cookie.seconds}${secure}`,
  )
  caller.setCookies(headers)
}
