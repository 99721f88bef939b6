import { recordAudit } from '@gloact/audit'
import type { BytesToSend } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { asPlainDate, err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, type ScopedTransaction } from '@gloact/postgres'
import type { ReportBlock, ReportDocument } from '@gloact/reports'
import { sql } from 'kysely'
import { showCode } from '../domain/codes.ts'
import type { Decision, DecisionReason } from '../domain/nomination.ts'
import { arrangementsOf } from './arrangements.ts'
import { printedIn } from './catalogues.ts'
import { contactOf, may, notAllowed, scopeOf, today, unknown, type TrainingContext } from './context.ts'
import { codePlace } from './nominate.ts'
import { tables, type EventRow } from './tables.ts'

/** Letters to those with one decision, as a Word file that can be changed before it is sent: one a page. */
export async function readLetters(
  context: TrainingContext,
  who: Principal,
  eventId: string,
  decision: Decision,
): Promise<Result<BytesToSend, Failure>> {
  if (!may(who, 'training.run')) return notAllowed
  const found = await inScope<ReportDocument, Failure>(context.db, scopeOf(who), async (trx) => {
    const event = await tables(trx)
      .selectFrom('training.event')
      .selectAll()
      .where('id', '=', eventId)
      .where('agency_id', '=', who.agencyId)
      .executeTakeFirst()
    if (!event) return unknown
    const people = await addressees(trx, eventId, decision)
    if (people.length === 0) return err(failure('training.nobody_to_write_to'))
    await recordAudit(trx, {
      action: 'training.letters_written',
      object: { kind: 'training.event', id: eventId },
      detail: { decision, count: people.length },
    })
    const sessions = await tables(trx)
      .selectFrom('training.session')
      .select(['title', 'day'])
      .where('event_id', '=', eventId)
      .orderBy('position')
      .execute()
    const partners = (await arrangementsOf(trx, eventId))?.content.partners ?? []
    return ok(await lettersOf(context, who, { event, decision, people, sessions, partners }))
  })
  if (!found.ok) return found
  // What writes Word is large, and read when somebody writes letters for the first time.
  const { renderDocx } = await import('@gloact/reports/node')
  const body = await renderDocx(found.value)
  return ok({
    stream: one(body),
    length: body.byteLength,
    contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    disposition: 'attachment',
    fileName: `letters-${decision}.docx`,
  })
}

interface Addressee {
  readonly practitioner_id: string
  readonly sealed: Uint8Array
  readonly employer: string
  readonly reason: DecisionReason
  readonly participant_id: string | null
  readonly sealed_code: Uint8Array | null
}

async function addressees(trx: ScopedTransaction, eventId: string, decision: Decision): Promise<readonly Addressee[]> {
  const { rows } = await sql<Addressee>`
    select practitioner.id as practitioner_id, practitioner.sealed, practitioner.employer, latest.reason,
      participant.id as participant_id, participant.sealed_code
    from training.nomination join training.practitioner on practitioner.id = nomination.practitioner_id
    join lateral (select decision, reason from training.decision where decision.nomination_id = nomination.id
      order by number desc limit 1) latest on latest.decision = ${decision}
    left join training.participant on participant.nomination_id = nomination.id and participant.withdrawn_at is null
    where nomination.event_id = ${eventId} order by practitioner.employer, nomination.nominated_at, nomination.id`.execute(
    trx,
  )
  return rows
}

interface Letters {
  readonly event: EventRow
  readonly decision: Decision
  readonly people: readonly Addressee[]
  readonly sessions: readonly { readonly title: string; readonly day: string }[]
  readonly partners: readonly string[]
}

async function lettersOf(
  context: TrainingContext,
  who: Principal,
  { event, decision, people, sessions, partners }: Letters,
): Promise<ReportDocument> {
  const key = await context.wordKey()
  const { t, formatDate, formatList, language, direction } = printedIn(event.language)
  const day = (text: string) => formatDate(asPlainDate(text))
  const held = {
    event: event.title,
    place: event.place,
    when: t('training.from_to', { from: day(event.starts_on), to: day(event.ends_on) }),
  }
  const words = (text: string): ReportBlock => ({ kind: 'paragraph', text })
  return {
    title: event.title,
    subtitle: [event.place, held.when].join(', '),
    language,
    direction,
    blocks: people.flatMap(({ practitioner_id, sealed, employer, reason, participant_id, sealed_code }) => {
      const code =
        participant_id === null || sealed_code === null ? null : key.unseal(codePlace(participant_id), sealed_code)
      return [
        { kind: 'heading', level: 2, text: contactOf(key, practitioner_id, sealed).name, newPage: true },
        words(employer),
        words(formatDate(today(context))),
        words(t(`training.letter.${decision}`, held)),
        ...(decision === 'not_selected'
          ? [words(t('training.letter.reason', { reason: t(`training.reason.${reason}`) }))]
          : []),
        ...(decision === 'selected'
          ? [
              { kind: 'list', items: sessions.map((each) => `${day(each.day)}: ${each.title}`) } as const,
              ...(code === null
                ? []
                : [
                    words(
                      t('training.letter.code', {
                        code: showCode(String(code)),
                        address: `${context.publicUrl}/take-part`,
                      }),
                    ),
                  ]),
            ]
          : []),
        ...(partners.length > 0 ? [words(t('training.letter.partners', { partners: formatList(partners) }))] : []),
        words(who.agencyName),
      ]
    }),
    colophon: [],
  }
}

async function* one(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield body
}
