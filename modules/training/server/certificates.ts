import { randomBytes } from 'node:crypto'
import { recordAudit } from '@gloact/audit'
import type { BytesToSend, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, newRandomId, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import type { checkCertificate as checking } from '../contract/tests.ts'
import { joinSignature, signingInput, type CertificateContent } from '../domain/certificate.ts'
import { CERTIFICATE_CODE_LENGTH, drawCode } from '../domain/codes.ts'
import { countingAttempts, scoreOf } from '../domain/evaluation.ts'
import { certificatePdf } from './certificate-pdf.ts'
import {
  codeDigests,
  contactOf,
  DONE,
  may,
  notAllowed,
  scopeOf,
  today,
  unknown,
  type TrainingContext,
} from './context.ts'
import { issuerOf } from './issuer.ts'
import { attemptsOf, sessionsAttended } from './results.ts'
import { tables, type EventRow } from './tables.ts'
import { tryCode } from './try-code.ts'

/** A certificate as it is kept, sealed. */
export interface Kept {
  readonly content: CertificateContent
  readonly token: string
  readonly code: string
}

export const certificatePlace = (id: string): string => `training.certificate.sealed:${id}`

/** Issues certificates to those who attended enough and have none. Done twice, nobody gets a second. */
export async function issueCertificates(
  context: TrainingContext,
  who: Principal,
  eventId: string,
): Promise<Result<{ issued: number }, Failure>> {
  if (!may(who, 'training.plan')) return notAllowed
  const [key, digest, issuer] = [await context.wordKey(), await codeDigests(context), await issuerOf(context)]
  return inScope<{ issued: number }, Failure>(context.db, scopeOf(who), async (trx) => {
    const event = await tables(trx)
      .selectFrom('training.event')
      .selectAll()
      .where('id', '=', eventId)
      .where('agency_id', '=', who.agencyId)
      // Two who issue at once: one after the other.
      .forUpdate()
      .executeTakeFirst()
    if (!event) return unknown
    // What is certified is that the event was attended: it is over, or it is its last day.
    if (event.ends_on > today(context)) return err(failure('training.day_to_come'))
    const entitled = await entitledTo(trx, event)
    if (entitled.length === 0) return err(failure('training.nobody_to_certify'))
    for (const { participantId, practitionerId, sealed, passed } of entitled) {
      // Random, not of the time: it says nothing of when others were made.
      const id = newRandomId<'certificate'>()
      const content: CertificateContent = {
        id,
        name: contactOf(key, practitionerId, sealed).name,
        event: event.title,
        organiser: who.agencyName,
        from: event.starts_on,
        to: event.ends_on,
        hours: event.hours,
        passed,
        issuedOn: today(context),
      }
      const input = signingInput(content, issuer.keyId)
      const code = drawCode(CERTIFICATE_CODE_LENGTH, randomBytes)
      const token = joinSignature(input, issuer.sign(input))
      await tables(trx)
        .insertInto('training.certificate')
        .values({
          id,
          participant_id: participantId,
          event_id: eventId,
          country: who.country,
          agency_id: who.agencyId,
          key_id: issuer.keyId,
          code_digest: digest(code),
          sealed: key.seal(certificatePlace(id), { content: { ...content }, token, code }),
          issued_by: who.userId,
          issued_at: context.clock.now(),
          revoked_by: null,
          revoked_at: null,
        })
        .execute()
    }
    await recordAudit(trx, {
      action: 'training.certified',
      object: { kind: 'training.event', id: eventId },
      detail: { count: entitled.length },
    })
    return ok({ issued: entitled.length })
  })
}

/** Who attended the share of sessions that the event asks for; with the test passed or not, where it had one. */
async function entitledTo(trx: ScopedTransaction, event: EventRow) {
  const sessions = await tables(trx)
    .selectFrom('training.session')
    .select('id')
    .where('event_id', '=', event.id)
    .execute()
  const attended = await sessionsAttended(trx, event.id)
  const attempts = await attemptsOf(trx, event.id)
  const tested = attempts.some(({ test }) => test === 'post')
  const scores = new Map(
    countingAttempts(attempts, event.repeats).flatMap((attempt) =>
      attempt.test === 'post' ? [[attempt.participantId, scoreOf(attempt) ?? 0] as const] : [],
    ),
  )
  const participants = await tables(trx)
    .selectFrom('training.participant as participant')
    .innerJoin('training.practitioner as practitioner', 'practitioner.id', 'participant.practitioner_id')
    .leftJoin('training.certificate as certificate', 'certificate.participant_id', 'participant.id')
    .select(['participant.id', 'participant.practitioner_id', 'practitioner.sealed'])
    .where('participant.event_id', '=', event.id)
    .where('participant.withdrawn_at', 'is', null)
    .where('certificate.id', 'is', null)
    .execute()
  return participants.flatMap(({ id, practitioner_id: practitionerId, sealed }) => {
    const share = ((attended.get(id) ?? 0) / Math.max(1, sessions.length)) * 100
    if (!attended.has(id) || share < event.attendance_needed) return []
    const passed = tested ? (scores.get(id) ?? 0) >= event.pass_mark : null
    return [{ participantId: id, practitionerId, sealed, passed }]
  })
}

/** A certificate as PDF, in the language of the event. */
export async function readCertificate(
  { db, wordKey, publicUrl }: TrainingContext,
  who: Principal,
  id: string,
): Promise<Result<BytesToSend, Failure>> {
  if (!may(who, 'training.run')) return notAllowed
  const key = await wordKey()
  const found = await inScope<{ kept: Kept; language: string }, Failure>(db, scopeOf(who), async (trx) => {
    const row = await tables(trx)
      .selectFrom('training.certificate as certificate')
      .innerJoin('training.event as event', 'event.id', 'certificate.event_id')
      .select(['certificate.sealed', 'event.language'])
      .where('certificate.id', '=', id)
      .where('certificate.revoked_at', 'is', null)
      .executeTakeFirst()
    if (!row) return unknown
    await recordAudit(trx, { action: 'training.certificate_read', object: { kind: 'training.certificate', id } })
    return ok({ kept: key.unseal(certificatePlace(id), row.sealed) as Kept, language: row.language })
  })
  if (!found.ok) return found
  const pdf = await certificatePdf(found.value.kept, { language: found.value.language, publicUrl })
  return ok({
    stream: one(pdf),
    contentType: 'application/pdf',
    length: pdf.length,
    disposition: 'attachment',
    fileName: 'certificate.pdf',
  })
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** Revokes a certificate for good. Said twice, the first time stands. */
export async function revokeCertificate(
  { db, clock }: TrainingContext,
  who: Principal,
  id: string,
): Promise<Result<{ done: true }, Failure>> {
  if (!may(who, 'training.plan')) return notAllowed
  return inScope<{ done: true }, Failure>(db, scopeOf(who), async (trx) => {
    const revoked = await tables(trx)
      .updateTable('training.certificate')
      .set({ revoked_by: who.userId, revoked_at: clock.now() })
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (revoked) {
      await recordAudit(trx, { action: 'training.certificate_revoked', object: { kind: 'training.certificate', id } })
      return DONE
    }
    const there = await tables(trx)
      .selectFrom('training.certificate')
      .select('id')
      .where('id', '=', id)
      .executeTakeFirst()
    return there ? DONE : unknown
  })
}

/** What a certificate's code says to anyone who has the paper: whose it is, of what, and whether it was revoked. */
export async function checkCertificate(
  context: TrainingContext,
  address: string,
  { code }: { readonly code: string },
): Promise<Result<ResponseOf<typeof checking>, Failure>> {
  const found = await tryCode(context, address, code, CERTIFICATE_CODE_LENGTH, (digest) =>
    readInScope(context.db, systemScope(context.country), (trx) =>
      tables(trx)
        .selectFrom('training.certificate as certificate')
        .innerJoin('training.issuer_key as signed', 'signed.key_id', 'certificate.key_id')
        .select(['certificate.id', 'certificate.sealed'])
        .select(({ fn }) => fn.coalesce('certificate.revoked_at', 'signed.revoked_at').as('revoked_at'))
        .where('code_digest', '=', digest)
        .executeTakeFirst(),
    ),
  )
  if (!found.ok) return found
  const { id, sealed, revoked_at: revokedAt } = found.value
  const key = await context.wordKey()
  const { content } = key.unseal(certificatePlace(id), sealed) as Kept
  const { id: _, ...said } = content
  return ok({ state: revokedAt === null ? 'valid' : 'revoked', ...said })
}
