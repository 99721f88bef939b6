import { serve, type Api } from '@gloact/http/server'
import type { Principal } from '@gloact/identity/contract/principal'
import {
  askErasure,
  confirmErasure,
  listErasures,
  readErasableFile,
  withdrawErasure,
} from '../../contract/erasure/erasures.ts'
import { askErasure as ask, readErasableFile as erasable } from './ask-erasure.ts'
import { confirmErasure as confirm } from './confirm-erasure.ts'
import type { ErasureContext } from './erasure-context.ts'
import { listErasures as list } from './list-erasures.ts'
import { withdrawErasure as withdraw } from './withdraw-erasure.ts'

/** Mounts the routes of erasure. */
export function registerErasures(api: Api<Principal>, context: ErasureContext): void {
  serve(api, askErasure, ({ session, body }) => ask(context, session, body))
  serve(api, readErasableFile, ({ session, params }) => erasable(context, session, params.fileId))
  serve(api, listErasures, ({ session }) => list(context, session))
  serve(api, confirmErasure, ({ session, params, body }) => confirm(context, session, params.erasureId, body))
  serve(api, withdrawErasure, ({ session, params }) => withdraw(context, session, params.erasureId))
}
