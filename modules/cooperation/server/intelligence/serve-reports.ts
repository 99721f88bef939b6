import { serve, type Api } from '@gloact/http/server'
import type { Principal } from '@gloact/identity/contract/principal'
import { serveRequests, type RequestsOf } from '@gloact/records/server'
import * as contract from '../../contract/intelligence.ts'
import type { CooperationContext } from '../context.ts'
import { servedReports } from './reports.ts'
import {
  approveReport,
  draftReport,
  listReportDesks,
  listReportMessages,
  readReportContent,
  submitReport,
} from './write-report.ts'

/** Intelligence: a track of its own, with routes of its own. None of them prints, exports or passes anything on. */
export function serveReports(api: Api<Principal>, context: CooperationContext, of: RequestsOf): void {
  serve(api, contract.listReportDesks, ({ session }) => listReportDesks(context, session))
  serveRequests(api, contract.reports, of, servedReports(context))
  serve(api, contract.draftReport, ({ session, body }) => draftReport(context, of, session, body))
  serve(api, contract.submitReport, ({ session, params, body }) =>
    submitReport(context, of, session, params.requestId, body),
  )
  serve(api, contract.approveReport, ({ session, params, body }) =>
    approveReport(context, of, session, params.requestId, body),
  )
  serve(api, contract.readReportContent, ({ session, params }) =>
    readReportContent(context, of, session, params.requestId),
  )
  serve(api, contract.listReportMessages, ({ session, params }) =>
    listReportMessages(context, of, session, params.requestId),
  )
}
