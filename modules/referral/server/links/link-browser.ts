import type { FastifyReply, FastifyRequest } from 'fastify'
import type { LinkBrowser } from './open-link.ts'
import type { ReferralContext } from '../referral-context.ts'

const DAYS = 14
const VALUE = /^[\w-]{43}$/

/** The browser by a cookie that no script reads and that no other site's page brings along. */
export function linkBrowser(
  { publicUrl }: Pick<ReferralContext, 'publicUrl'>,
  request: FastifyRequest,
  reply: FastifyReply,
): LinkBrowser {
  const secure = publicUrl.startsWith('https:')
  const name = secure ? '__Host-gloact.message' : 'gloact.message'
  const values = (request.headers.cookie ?? '')
    .split('; ')
    .flatMap((pair) => (pair.startsWith(`${name}=`) ? [pair.slice(name.length + 1)] : []))
  return {
    address: request.ip,
    cookie: values.find((value) => VALUE.test(value)),
    giveCookie: (value) => {
      const kept = `Path=/; HttpOnly; SameSite=Strict; Max-Age=${DAYS * 86_400}`
      reply.header('set-cookie', `${name}=${value}; ${kept}${secure ? '; Secure' : ''}`)
    },
  }
}
