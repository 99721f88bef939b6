import { recordAudit } from '@gloact/audit'
import type { BytesToSend, HandlerInput } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { asPlainDate, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, type ScopedTransaction } from '@gloact/postgres'
import type { ReportBlock, ReportDocument } from '@gloact/reports'
import type { readEventReport as reading, readYearReport as readingYear } from '../contract/evaluation.ts'
import { evaluate } from '../domain/evaluation.ts'
import { mayLeave } from '../domain/levels.ts'
import { attendedEvent, attendedYear, type ProtectedCounts } from './by-profession.ts'
import { printedIn } from './catalogues.ts'
import { may, notAllowed, scopeOf, unknown, type TrainingContext, type WordKey } from './context.ts'
import { evaluationOf } from './evaluation.ts'
import { answeredEarlier, attemptsOf, sessionsAttended } from './results.ts'
import { tables, type EventRow } from './tables.ts'

type Asked = HandlerInput<typeof reading>['query']
type Printed = ReturnType<typeof printedIn>

/** The report of an event. It leaves the team: figures of a few people are not in it. */
export async function readEventReport(
  context: TrainingContext,
  who: Principal,
  eventId: string,
  { format, language }: Asked,
): Promise<Result<BytesToSend, Failure>> {
  if (!may(who, 'training.run')) return notAllowed
  const found = await eventDocument(context, who, eventId, printedIn(language))
  return found.ok ? print(found.value, format, 'event-report') : found
}

export async function eventDocument(
  context: TrainingContext,
  who: Principal,
  eventId: string,
  printed: Printed,
): Promise<Result<ReportDocument, Failure>> {
  const key = await context.wordKey()
  return inScope<ReportDocument, Failure>(context.db, scopeOf(who), async (trx) => {
    const event = await tables(trx)
      .selectFrom('training.event')
      .selectAll()
      .where('id', '=', eventId)
      .where('agency_id', '=', who.agencyId)
      .executeTakeFirst()
    if (!event) return unknown
    await recordAudit(trx, { action: 'training.report_read', object: { kind: 'training.event', id: eventId } })
    const day = (text: string) => printed.formatDate(asPlainDate(text))
    return ok({
      title: printed.t('training.report.event'),
      subtitle: `${event.title}, ${event.place}, ${printed.t('training.from_to', { from: day(event.starts_on), to: day(event.ends_on) })}`,
      language: printed.language,
      direction: printed.direction,
      blocks: [
        ...(await blocksOf(context, trx, key, event, printed)),
        ...byProfession(await attendedEvent(trx, context.smallCounts, eventId), printed),
      ],
      colophon: [printed.t('training.report.small'), printed.t('training.report.contribution'), who.agencyName],
    })
  })
}

/** The report of a year: its events one after the other, and who was trained. */
export async function readYearReport(
  context: TrainingContext,
  who: Principal,
  { year, format, language }: HandlerInput<typeof readingYear>['query'],
): Promise<Result<BytesToSend, Failure>> {
  if (!may(who, 'training.run')) return notAllowed
  const found = await yearDocument(context, who, year, printedIn(language))
  return found.ok ? print(found.value, format, `training-${year}`) : found
}

export async function yearDocument(
  context: TrainingContext,
  who: Principal,
  year: number,
  printed: Printed,
): Promise<Result<ReportDocument, Failure>> {
  const key = await context.wordKey()
  return inScope<ReportDocument, Failure>(context.db, scopeOf(who), async (trx) => {
    const events = await tables(trx)
      .selectFrom('training.event')
      .selectAll()
      .where('agency_id', '=', who.agencyId)
      .where('ends_on', '>=', `${year}-01-01`)
      .where('ends_on', '<=', `${year}-12-31`)
      .orderBy('ends_on')
      .orderBy('id')
      .limit(MOST_EVENTS)
      .execute()
    await recordAudit(trx, { action: 'training.report_read', detail: { year } })
    const blocks: ReportBlock[] = []
    for (const event of events) {
      blocks.push({ kind: 'heading', level: 2, text: event.title })
      blocks.push({
        kind: 'paragraph',
        text: `${event.place}, ${printed.t('training.from_to', {
          from: printed.formatDate(asPlainDate(event.starts_on)),
          to: printed.formatDate(asPlainDate(event.ends_on)),
        })}`,
      })
      blocks.push(...(await blocksOf(context, trx, key, event, printed)))
    }
    return ok({
      title: printed.t('training.report.year', { year: String(year) }),
      language: printed.language,
      direction: printed.direction,
      blocks: [
        ...(events.length === 0 ? [{ kind: 'paragraph', text: printed.t('training.events.none') } as const] : []),
        ...byProfession(
          await attendedYear(
            trx,
            context.smallCounts,
            events.map(({ id }) => id),
          ),
          printed,
        ),
        ...blocks,
      ],
      colophon: [printed.t('training.report.small'), printed.t('training.report.contribution'), who.agencyName],
    })
  })
}

const MOST_EVENTS = 200

async function blocksOf(
  { smallCounts }: TrainingContext,
  trx: ScopedTransaction,
  key: WordKey,
  event: EventRow,
  { t, formatNumber }: Printed,
): Promise<readonly ReportBlock[]> {
  const attended = [...(await sessionsAttended(trx, event.id)).keys()]
  const learnt = evaluate({
    attended,
    attempts: await attemptsOf(trx, event.id),
    repeats: event.repeats,
    passMark: event.pass_mark,
    earlier: await answeredEarlier(trx, event.id),
  })
  const { satisfaction, behaviour } = await evaluationOf(trx, key, event.id)
  const { threshold } = smallCounts
  const hidden = t('training.report.hidden')
  const mean = (n: number, value: number | null, digits = 1) =>
    value === null
      ? t('training.undefined')
      : n < threshold
        ? hidden
        : formatNumber(value, { maximumFractionDigits: digits })
  // Beside how many attended, it tells as well how many of them are not in it.
  const share = ({ count, of }: { readonly count: number; readonly of: number }) =>
    of === 0
      ? t('training.undefined')
      : mayLeave(count, of, threshold) && mayLeave(of, attended.length, threshold)
        ? `${formatNumber(count / of, { style: 'percent', maximumFractionDigits: 0 })} (${t('training.n_of_n', { n: count, of })})`
        : hidden
  return [
    {
      kind: 'facts',
      facts: [
        { label: t('training.attended'), value: attended.length < threshold ? hidden : formatNumber(attended.length) },
        {
          label: t('training.results.gain'),
          value: learnt.comparable ? mean(learnt.gain.n, learnt.gain.mean) : t('training.results.not_comparable'),
          ...(learnt.comparable &&
            learnt.gain.n >= threshold &&
            mayLeave(learnt.paired, learnt.attended, threshold) && {
              note: t('training.results.paired', { n: learnt.paired, of: learnt.attended }),
            }),
        },
        {
          label: t('training.results.passed', { mark: event.pass_mark }),
          value: share({ ...learnt.passed, of: learnt.passed.n }),
        },
      ],
    },
    {
      kind: 'table',
      caption: t('training.report.levels'),
      columns: [{ label: t('training.report.measure') }, { label: t('training.report.value'), numeric: true }],
      rows: [
        ...satisfaction.map(({ item, n, mean: value }) => [t(`training.satisfaction.${item}`), mean(n, value)]),
        [t('training.results.normalised'), mean(learnt.normalisedGain.n, learnt.normalisedGain.mean, 2)],
        [t('training.behaviour.responses'), share(behaviour.responses)],
        [t('training.behaviour.uses'), share(behaviour.uses)],
        [t('training.behaviour.verified'), share(behaviour.verified)],
        [t('training.behaviour.in_post'), share(behaviour.inPost)],
        [t('training.behaviour.confirmed'), share(behaviour.confirmed)],
        ...behaviour.barriers.map((barrier) => [t(`training.barrier.${barrier.barrier}`), share(barrier)]),
      ],
    },
  ]
}

function byProfession(counts: ProtectedCounts, { t, formatNumber }: Printed): readonly ReportBlock[] {
  if (counts.rows.length === 0) return []
  const told = (people: number | null) => (people === null ? t('training.report.hidden') : formatNumber(people))
  return [
    {
      kind: 'table',
      caption: t('training.report.by_profession'),
      columns: [{ label: t('training.profession') }, { label: t('training.report.people'), numeric: true }],
      rows: [
        [t('training.report.all'), told(counts.all)],
        ...counts.rows.map(({ profession, people }) => [t(`training.profession.${profession}`), told(people)]),
      ],
    },
  ]
}

async function print(
  report: ReportDocument,
  format: Asked['format'],
  name: string,
): Promise<Result<BytesToSend, Failure>> {
  // What typesets is large, and read when somebody prints for the first time.
  const { renderDocx, renderPdf } = await import('@gloact/reports/node')
  const body = format === 'pdf' ? renderPdf(report) : await renderDocx(report)
  return ok({
    stream: one(body),
    length: body.byteLength,
    contentType:
      format === 'pdf' ? 'application/pdf' : 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    disposition: 'attachment',
    fileName: `${name}.${format}`,
  })
}

async function* one(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield body
}
