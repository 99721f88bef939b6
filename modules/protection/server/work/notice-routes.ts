import { serve, type Api } from '@gloact/http/server'
import type { Principal } from '@gloact/identity/contract/principal'
import { asInstant, ok } from '@gloact/kernel'
import { readNotices, seeNotices } from '../../contract/work/notices.ts'
import type { ProtectionContext } from '../file/context.ts'
import { readNotices as read, seeNotices as see } from './read-notices.ts'

/** Mounts what others did that concerns somebody. */
export function registerNotices(api: Api<Principal>, context: ProtectionContext): void {
  serve(api, readNotices, async ({ session }) => ok(await read(context, session)))
  serve(api, seeNotices, async ({ session, body }) => ok(await see(context, session, asInstant(body.upTo))))
}
