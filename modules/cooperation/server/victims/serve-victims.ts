import { serve, type Api } from '@gloact/http/server'
import type { Principal } from '@gloact/identity/contract/principal'
import { serveRequests, type RequestsOf } from '@gloact/records/server'
import * as contract from '../../contract/victims.ts'
import { keepDesk, listRecipients, listVictimMessages, readPerson } from './read-victim.ts'
import { draftVictim, previewVictim, sendVictim } from './refer-abroad.ts'
import { servedVictims, type VictimContext } from './victims-context.ts'

/** Referrals of people: a track of its own, with routes of its own. */
export function serveVictims(api: Api<Principal>, context: VictimContext, of: RequestsOf): void {
  serve(api, contract.listRecipients, ({ session }) => listRecipients(context, session))
  serve(api, contract.keepDesk, ({ session, body }) => keepDesk(context, session, body))
  serveRequests(api, contract.victims, of, servedVictims(context))
  serve(api, contract.draftVictim, ({ session, body }) => draftVictim(context, of, session, body))
  serve(api, contract.previewVictim, ({ session, params }) => previewVictim(context, of, session, params.requestId))
  serve(api, contract.sendVictim, ({ session, params, body }) =>
    sendVictim(context, of, session, params.requestId, body),
  )
  serve(api, contract.readPerson, ({ session, params }) => readPerson(context, of, session, params.requestId))
  serve(api, contract.listVictimMessages, ({ session, params }) =>
    listVictimMessages(context, of, session, params.requestId),
  )
}
