import { recordAudit } from '@gloact/audit'
import { tableText } from '@gloact/csv/node'
import type { BytesToSend, HandlerInput } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import type { readCertificates as reading } from '../contract/tests.ts'
import { showCode } from '../domain/codes.ts'
import { certificateDocument } from './certificate-pdf.ts'
import { certificatePlace, type Kept } from './certificates.ts'
import { printedIn } from './catalogues.ts'
import { may, notAllowed, scopeOf, unknown, type TrainingContext } from './context.ts'
import { tables } from './tables.ts'

/** All certificates of an event: to print, as one PDF; or as a table, each with its code, for the organiser's own report. */
export async function readCertificates(
  { db, wordKey, publicUrl }: TrainingContext,
  who: Principal,
  eventId: string,
  { format }: HandlerInput<typeof reading>['query'],
): Promise<Result<BytesToSend, Failure>> {
  if (!may(who, 'training.run')) return notAllowed
  const key = await wordKey()
  // Which keys were revoked is the platform's to read, not a role's.
  const revokedKeys = await readInScope(db, systemScope(who.country), async (trx) =>
    tables(trx).selectFrom('training.issuer_key').select('key_id').where('revoked_at', 'is not', null).execute(),
  )
  const found = await inScope<{ language: string; kept: readonly Row[] }, Failure>(db, scopeOf(who), async (trx) => {
    const event = await tables(trx)
      .selectFrom('training.event')
      .select('language')
      .where('id', '=', eventId)
      .where('agency_id', '=', who.agencyId)
      .executeTakeFirst()
    if (!event) return unknown
    const rows = await tables(trx)
      .selectFrom('training.certificate as certificate')
      .innerJoin('training.participant as participant', 'participant.id', 'certificate.participant_id')
      .innerJoin('training.practitioner as practitioner', 'practitioner.id', 'participant.practitioner_id')
      .select([
        'certificate.id',
        'certificate.sealed',
        'practitioner.employer',
        'certificate.key_id',
        'certificate.revoked_at',
      ])
      .where('certificate.event_id', '=', eventId)
      .execute()
    await recordAudit(trx, {
      action: 'training.certificates_read',
      object: { kind: 'training.event', id: eventId },
      detail: { count: rows.length, format },
    })
    const kept = rows.map(({ id, sealed, employer, key_id, revoked_at }) => ({
      ...(key.unseal(certificatePlace(id), sealed) as Kept),
      employer,
      revoked: revoked_at !== null || revokedKeys.some((revoked) => revoked.key_id === key_id),
    }))
    const { compare } = new Intl.Collator(event.language)
    return ok({ language: event.language, kept: kept.toSorted((a, b) => compare(a.content.name, b.content.name)) })
  })
  if (!found.ok) return found
  const { language, kept } = found.value
  if (format === 'csv') return ok(await table(kept, language))
  const standing = kept.filter(({ revoked }) => !revoked)
  if (standing.length === 0) return err(failure('training.no_certificates'))
  // What typesets is large, and read when somebody prints for the first time.
  const { renderPdfOf } = await import('@gloact/reports/node')
  return ok(
    sent(
      renderPdfOf(await Promise.all(standing.map((one) => certificateDocument(one, { language, publicUrl })))),
      'application/pdf',
      'certificates.pdf',
    ),
  )
}

type Row = Kept & { readonly employer: string; readonly revoked: boolean }

async function table(kept: readonly Row[], language: string): Promise<BytesToSend> {
  const { t } = printedIn(language)
  const columns = ['person_name', 'employer', 'certificate.issued_on', 'certificate.state', 'certificate.code']
  const rows = kept.map(({ content, employer, revoked, code }) => [
    content.name,
    employer,
    content.issuedOn,
    t(revoked ? 'training.certificate.revoked' : 'training.certificate.valid'),
    showCode(code),
  ])
  // Spreadsheets take a file for UTF-8 where it begins with the mark.
  const pieces = tableText(
    columns.map((id) => t(`training.${id}`)),
    rows,
    { mark: true },
  )
  let text = ''
  for await (const piece of pieces) text += piece
  return sent(new TextEncoder().encode(text), 'text/csv; charset=utf-8', 'certificates.csv')
}

const sent = (bytes: Uint8Array, contentType: string, fileName: string): BytesToSend => ({
  stream: one(bytes),
  contentType,
  length: bytes.length,
  disposition: 'attachment',
  fileName,
})

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
