import { recordAudit } from '@gloact/audit'
import type { BytesToSend, HandlerInput } from '@gloact/http/contract'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { ok, type Failure, type Result } from '@gloact/kernel'
import { inScope } from '@gloact/postgres'
import type { printGapReport as printing } from '../contract/assessments.ts'
import { readAssessment } from './assessments.ts'
import type { LegislationContext } from './context.ts'
import { gapReport } from './gap-report.ts'
import { bytesOf } from './laws.ts'
import { listPacks } from './own-packs.ts'

/** Prints the state of the law on a day: Word, PDF, or JSON for programs. */
export async function printGapReport(
  context: LegislationContext,
  who: Principal,
  assessmentId: string,
  { format, language }: HandlerInput<typeof printing>['query'],
): Promise<Result<BytesToSend, Failure>> {
  const read = await readAssessment(context, who, assessmentId, language)
  if (!read.ok) return read
  const packs = await listPacks(context, who)
  if (!packs.ok) return packs
  const recorded = await inScope<undefined, Failure>(context.db, { ...principalScope(who) }, async (trx) => {
    const object = { kind: 'legislation.assessment', id: assessmentId }
    await recordAudit(trx, { action: 'legislation.report_printed', object, detail: { format } })
    return ok(undefined)
  })
  if (!recorded.ok) return recorded
  const name = `gap-report-${read.value.asOf}.${format}`
  if (format === 'json') {
    const { mayEdit: _, mayReview: __, userId: ___, ...told } = read.value
    return ok(bytesOf(Buffer.from(JSON.stringify(told, null, 2)), 'application/json', name))
  }
  const report = gapReport(read.value, language, {
    agency: who.agencyName,
    titles: new Map(packs.value.items.map(({ id, title }) => [id, title])),
    printedOn: context.clock.now().slice(0, 10),
  })
  // What typesets is large, and read when somebody prints for the first time.
  const { renderDocx, renderPdf } = await import('@gloact/reports/node')
  if (format === 'pdf') return ok(bytesOf(renderPdf(report), 'application/pdf', name))
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  return ok(bytesOf(await renderDocx(report), type, name))
}
