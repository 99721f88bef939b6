import { recordAudit } from '@gloact/audit'
import type { BytesToSend, HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import type { listRevocations as listing, rotateIssuerKey as rotating } from '../contract/evaluation.ts'
import { joinSignature, type CertificateContent } from '../domain/certificate.ts'
import { badgeSigningInput } from '../domain/open-badge.ts'
import { certificatePlace } from './certificates.ts'
import { may, notAllowed, scopeOf, unknown, type TrainingContext } from './context.ts'
import { addIssuerKey, issuerOf } from './issuer.ts'
import { tables } from './tables.ts'

/** A certificate as an Open Badges 3.0 credential, signed by the key that signs today. */
export async function readBadge(
  context: TrainingContext,
  who: Principal,
  id: string,
): Promise<Result<BytesToSend, Failure>> {
  if (!may(who, 'training.run')) return notAllowed
  const [key, issuer] = [await context.wordKey(), await issuerOf(context)]
  const found = await inScope<CertificateContent, Failure>(context.db, scopeOf(who), async (trx) => {
    const row = await tables(trx)
      .selectFrom('training.certificate')
      .select('sealed')
      .where('id', '=', id)
      .where('agency_id', '=', who.agencyId)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    if (!row) return unknown
    await recordAudit(trx, { action: 'training.certificate_read', object: { kind: 'training.certificate', id } })
    return ok((key.unseal(certificatePlace(id), row.sealed) as { readonly content: CertificateContent }).content)
  })
  if (!found.ok) return found
  const input = badgeSigningInput(found.value, { publicUrl: context.publicUrl, keyId: issuer.keyId })
  const body = new TextEncoder().encode(joinSignature(input, issuer.sign(input)))
  return ok({
    stream: one(body),
    contentType: 'application/vc+jwt',
    length: body.length,
    disposition: 'attachment',
    fileName: 'badge.jwt',
  })
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** From now on a new key signs. What the earlier ones signed still verifies; revoked, they verify nothing any more. */
export async function rotateIssuerKey(
  context: TrainingContext,
  who: Principal,
  { revokeEarlier }: HandlerInput<typeof rotating>['body'],
): Promise<Result<{ keyId: string }, Failure>> {
  if (!may(who, 'training.plan')) return notAllowed
  const key = await context.wordKey()
  return inScope<{ keyId: string }, Failure>(context.db, systemScope(context.country), async (trx) => {
    if (revokeEarlier) {
      await tables(trx)
        .updateTable('training.issuer_key')
        .set({ revoked_at: context.clock.now() })
        .where('country', '=', context.country)
        .where('revoked_at', 'is', null)
        .execute()
    }
    const keyId = await addIssuerKey(trx, context, key)
    await recordAudit(trx, {
      action: 'training.issuer_key_rotated',
      actorId: who.userId,
      agencyId: who.agencyId,
      detail: { revokeEarlier },
    })
    return ok({ keyId })
  })
}

/** What was revoked, by ids of chance: they say nothing of anybody. */
export async function listRevocations({
  db,
  country,
  publicUrl,
}: TrainingContext): Promise<Result<ResponseOf<typeof listing>, never>> {
  const rows = await readInScope(db, systemScope(country), (trx) =>
    tables(trx)
      .selectFrom('training.certificate')
      .leftJoin('training.issuer_key', 'training.issuer_key.key_id', 'training.certificate.key_id')
      .select('training.certificate.id')
      .where('training.certificate.country', '=', country)
      .where(({ or, eb }) =>
        or([
          eb('training.certificate.revoked_at', 'is not', null),
          eb('training.issuer_key.revoked_at', 'is not', null),
        ]),
      )
      .orderBy('training.certificate.id')
      .execute(),
  )
  return ok({
    id: `${publicUrl}/api/v1/training/revocations`,
    revokedCredential: rows.map(({ id }) => ({ id: `urn:uuid:${id}` })),
  })
}
