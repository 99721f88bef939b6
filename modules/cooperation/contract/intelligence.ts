import { line, route, sentMoment } from '@gloact/http/contract'
import { requestContracts } from '@gloact/records/contract'
import { rowAnswers } from '@gloact/registers/contract'
import { z } from 'zod'
import { REPORT_PROBLEMS } from '../domain/intelligence/check.ts'
import { intelligence } from '../domain/intelligence/kind.ts'
import {
  approveRequest,
  draftRequest,
  identifyingPassage,
  listMessages,
  reasonToName,
  requestContent,
  submitRequest,
} from './requests.ts'

const tag = 'cooperation'
const one = z.object({ requestId: z.uuid() })

/** The list of reports, one of them, and its steps; what needs more than its form has a route of its own. */
export const reports = requestContracts({
  kind: intelligence,
  path: '/cooperation/intelligence',
  what: 'intelligence reports to and from other countries',
})
export const { list: listReports, read: readReport, take: takeReportStep } = reports

export const listReportDesks = route({
  method: 'GET',
  path: '/cooperation/intelligence/desks',
  summary: 'Desks of other countries to which intelligence can be sent',
  tag,
  response: z.object({
    items: z.array(z.object({ id: z.uuid(), country: z.string(), name: z.record(z.string(), z.string()) })),
    /** The code under which other countries reach this agency; null where it has none. */
    desk: z.string().nullable(),
  }),
  failures: ['cooperation.not_allowed'],
})

export const draftReport = route({
  method: 'POST',
  path: '/cooperation/intelligence',
  summary: 'Begins a report to a desk of another country; nothing is sent before a second officer approves it',
  tag,
  body: draftRequest.body,
  response: draftRequest.response,
  status: 201,
  failures: [
    'cooperation.not_allowed',
    'cooperation.no_authority',
    'records.id_used',
    'records.in_future',
    'records.invalid_answers',
  ],
})

export const submitReport = route({
  method: 'POST',
  path: '/cooperation/intelligence/:requestId/submit',
  summary: 'Puts a report forward for approval, if it is complete and graded',
  tag,
  params: one,
  body: submitRequest.body,
  response: submitRequest.response,
  status: 201,
  failures: submitRequest.failures,
})

export const approveReport = route({
  method: 'POST',
  path: '/cooperation/intelligence/:requestId/approve',
  summary: 'Approves a report as the second officer: it is sealed, signed and sent, if it is what was read',
  tag,
  params: one,
  body: z.strictObject({ stepId: z.uuid(), happenedAt: sentMoment, digest: line(100), ...reasonToName }),
  response: approveRequest.response,
  status: 201,
  failures: approveRequest.failures,
})

/** What a report says, next to where it stands. Reading it is recorded. */
export const reportContent = z.object({
  answers: rowAnswers,
  /** Of exactly this content: an approval names it. */
  digest: z.string(),
  desk: z.object({ country: z.string(), name: z.record(z.string(), z.string()) }),
  missing: z.array(z.enum(REPORT_PROBLEMS)),
  identifying: z.array(identifyingPassage),
  handling: requestContent.shape.handling,
  permitted: requestContent.shape.permitted,
})
export type ReportContent = z.infer<typeof reportContent>

export const readReportContent = route({
  method: 'GET',
  path: '/cooperation/intelligence/:requestId/content',
  summary: 'What a report says, what is missing before it can go, and what may be done with it',
  tag,
  params: one,
  response: reportContent,
  failures: ['cooperation.not_allowed', 'records.not_found'],
})

export const listReportMessages = route({
  method: 'GET',
  path: '/cooperation/intelligence/:requestId/messages',
  summary: 'What crossed the border for a report, with hashes and receipts: the other side shows the same',
  tag,
  params: one,
  response: listMessages.response,
  failures: ['cooperation.not_allowed', 'records.not_found'],
})
