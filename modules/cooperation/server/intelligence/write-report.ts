import { createHash } from 'node:crypto'
import { recordAudit } from '@gloact/audit'
import type { FormAnswers } from '@gloact/forms'
import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { asInstant, canonicalJson, err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope } from '@gloact/postgres'
import type { RequestShown } from '@gloact/records/contract'
import { loadRequest, openRequest, shown, type LoadedRequest, type RequestsOf } from '@gloact/records/server'
import { sql } from 'kysely'
import type * as contract from '../../contract/intelligence.ts'
import { reachesIntelligence } from '../../domain/authority.ts'
import { HANDLED_ACTIONS, permits } from '../../domain/handling.ts'
import { checkReport, type ReportProblem } from '../../domain/intelligence/check.ts'
import { reportForm } from '../../domain/intelligence/forms.ts'
import { isReportWithheld } from '../../domain/intelligence/kind.ts'
import { identifyingOf, mayCross } from '../crossing-words.ts'
import { abroadId, numberOf, scopeOf, todayIn, type CooperationContext } from '../context.ts'
import { deskOf, entryById, entryOfDesk, intelligenceRecipients } from '../directory.ts'
import { crossingsOf } from '../read-request.ts'
import { allowedByOriginator, contentOf, factsOf } from '../requests.ts'
import { takeApart } from '../take-apart.ts'
import { handlingOfReport, mayReport, sendReport, servedReports } from './reports.ts'

/** The desks of other countries that take intelligence, and the asker's own. */
export async function listReportDesks(
  context: CooperationContext,
  who: Principal,
): Promise<Result<ResponseOf<typeof contract.listReportDesks>, Failure>> {
  if (!mayReport(who, 'intelligence.read')) return err(failure('cooperation.not_allowed'))
  return ok(
    await readInScope(context.db, scopeOf(who), async (trx) => ({
      items: (await intelligenceRecipients(trx, context)).map(({ sheet, name }) => ({
        id: sheet.id,
        country: sheet.country,
        name: { ...name },
      })),
      desk: await deskOf(trx, context, who.agencyId, 'intelligence'),
    })),
  )
}

/** Begins a report to a desk of the directory that takes intelligence and nothing else. Nothing goes yet. */
export async function draftReport(
  context: CooperationContext,
  of: RequestsOf,
  who: Principal,
  body: HandlerInput<typeof contract.draftReport>['body'],
): Promise<Result<RequestShown, Failure>> {
  if (!mayReport(who, 'intelligence.write')) return err(failure('cooperation.not_allowed'))
  const served = servedReports(context)
  return inScope<RequestShown, Failure>(context.db, scopeOf(who), async (trx) => {
    const entry = await entryById(trx, body.authorityId)
    const { country, desk } = entry?.sheet ?? {}
    if (!entry || !reachesIntelligence(entry.sheet) || country === context.country || !country || !desk) {
      return err(failure('cooperation.no_authority'))
    }
    // A second click waits for the first, and finds what it made.
    await sql`select pg_advisory_xact_lock(hashtextextended(${body.id}, 0))`.execute(trx)
    const opened = await openRequest(trx, of, served.actorOf(who), {
      requestId: body.id,
      id: body.stepId,
      step: 'draft',
      happenedAt: asInstant(body.happenedAt),
      parties: { sending: who.agencyId, receiving: abroadId({ country, authority: desk }) },
      fileId: null,
      facts: { number: numberOf(body.id, 'int'), country, desk, ...factsOf(body.answers) },
      payload: { answers: body.answers },
    })
    return opened.ok ? shown(trx, of, served, who, body.id) : opened
  })
}

/** Of exactly this content to exactly this desk: what an approval names. */
const digestOf = ({ row }: LoadedRequest, answers: FormAnswers): string =>
  createHash('sha256')
    .update(canonicalJson({ id: row.id, country: row.facts['country'], desk: row.facts['desk'], answers }))
    .digest('hex')

const incomplete = (missing: readonly ReportProblem[]): Failure =>
  failure('cooperation.incomplete', {
    fields: missing.map((problem) => ({ pointer: '/answers', code: `cooperation.report_missing.${problem}` })),
  })

/** Puts a report forward, if it is complete and graded. */
export const submitReport = (
  context: CooperationContext,
  of: RequestsOf,
  who: Principal,
  requestId: string,
  body: HandlerInput<typeof contract.submitReport>['body'],
): Promise<Result<RequestShown, Failure>> =>
  takeApart(context, of, servedReports(context), who, requestId, body, async (_, loaded) => {
    const missing = loaded.row.state === 'draft' ? checkReport(contentOf(loaded)) : []
    if (missing.length > 0 && mayReport(who, 'intelligence.write')) return err(incomplete(missing))
    return ok({ step: 'submit', payload: { answers: {} } })
  })

/** Approves a report as the second of two, and sends it in the same transaction: exactly what was read, by its digest. */
export const approveReport = (
  context: CooperationContext,
  of: RequestsOf,
  who: Principal,
  requestId: string,
  body: HandlerInput<typeof contract.approveReport>['body'],
): Promise<Result<RequestShown, Failure>> =>
  takeApart(context, of, servedReports(context), who, requestId, body, async (trx, loaded, isSecondTo) => {
    const { row, log } = loaded
    if (!mayReport(who, 'intelligence.approve')) return err(failure('records.not_permitted'))
    if (row.state !== 'in_review') return err(failure('records.not_open', { params: { state: row.state } }))
    const wrote = log.some(({ step, actor_id: by }) => ['draft', 'amend', 'submit'].includes(step) && !isSecondTo(by))
    if (wrote) return err(failure('records.second_person'))
    const answers = contentOf(loaded)
    if (digestOf(loaded, answers) !== body.digest) return err(failure('cooperation.changed_since'))
    const missing = checkReport(answers)
    if (missing.length > 0) return err(incomplete(missing))
    const named = mayCross(identifyingOf(context, reportForm, answers), body)
    if (!named.ok) return named
    const sent = await sendReport(trx, context, loaded, { step: 'approve', agencyId: who.agencyId, answers })
    if (!sent.ok) return sent
    const also = { digest: body.digest, conversation: sent.value.conversationId, ...named.value }
    return ok({ step: 'approve', payload: { answers: {}, also } })
  })

/** What a report says. That it was read is recorded, and told to the other side, once, of what came from there. */
export async function readReportContent(
  context: CooperationContext,
  of: RequestsOf,
  who: Principal,
  requestId: string,
): Promise<Result<ResponseOf<typeof contract.readReportContent>, Failure>> {
  if (!mayReport(who, 'intelligence.read')) return err(failure('cooperation.not_allowed'))
  return inScope<ResponseOf<typeof contract.readReportContent>, Failure>(context.db, scopeOf(who), async (trx) => {
    const seen = await shown(trx, of, servedReports(context), who, requestId)
    const loaded = seen.ok ? await loadRequest(trx, of, requestId) : seen
    if (!loaded.ok) return loaded
    const { facts, parties } = loaded.value.row
    const entry = await entryOfDesk(trx, String(facts['country']), String(facts['desk']))
    const ours = parties['sending'] === who.agencyId
    const answers = contentOf(loaded.value)
    await recordAudit(trx, { action: 'cooperation.request_read', object: { kind: of.kind.kind, id: requestId } })
    const arrived = loaded.value.log.find(({ step }) => step === 'arrive')
    if (!ours && arrived) await context.exchange?.sendReceipt(trx, { messageId: arrived.id, kind: 'opened' })
    const withheld = !ours && isReportWithheld(facts, todayIn(context))
    const handling = handlingOfReport(loaded.value)
    const permitted = allowedByOriginator(loaded.value, todayIn(context))
    return ok({
      answers: withheld ? {} : { ...answers },
      digest: digestOf(loaded.value, answers),
      desk: { country: String(facts['country']), name: { ...entry?.name } },
      missing: ours ? [...checkReport(answers)] : [],
      identifying:
        ours && ['draft', 'in_review'].includes(loaded.value.row.state)
          ? [...identifyingOf(context, reportForm, answers)]
          : [],
      handling: { tlp: handling.tlp, h: [...handling.h], text: handling.text },
      permitted: withheld
        ? []
        : HANDLED_ACTIONS.filter((action) => permits(handling, action, { originator: ours, permitted })),
    })
  })
}

/** What crossed the border for a report, with hashes and receipts. */
export async function listReportMessages(
  context: CooperationContext,
  of: RequestsOf,
  who: Principal,
  requestId: string,
): Promise<Result<ResponseOf<typeof contract.listReportMessages>, Failure>> {
  type Listed = Result<ResponseOf<typeof contract.listReportMessages>, Failure>
  if (!mayReport(who, 'intelligence.read')) return err(failure('cooperation.not_allowed'))
  return readInScope<Listed>(context.db, scopeOf(who), async (trx) => {
    const seen = await shown(trx, of, servedReports(context), who, requestId)
    return seen.ok ? ok(await crossingsOf(trx, context, seen.value.facts, 'intelligence')) : seen
  })
}
