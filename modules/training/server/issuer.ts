import { createHash, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'
import { ok, type Result } from '@gloact/kernel'
import { inScope, readInScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import type { TrainingContext, WordKey } from './context.ts'
import { tables } from './tables.ts'

const place = (keyId: string): string => `training.issuer_key.sealed_key:${keyId}`

/** Bytes of what stands before a raw Ed25519 key in its SPKI form (RFC 8410). */
const SPKI_PREFIX = 12

export interface Issuer {
  readonly keyId: string
  readonly sign: (text: string) => Uint8Array
}

/** The key that signs certificates, made when it is first needed. Its private part lies sealed and opens with the vault alone. */
export async function issuerOf(context: TrainingContext): Promise<Issuer> {
  const { db, country } = context
  const key = await context.wordKey()
  const found = await inScope<{ key_id: string; sealed_key: Uint8Array }, never>(
    db,
    systemScope(country),
    async (trx) => {
      const read = () =>
        tables(trx)
          .selectFrom('training.issuer_key')
          .select(['key_id', 'sealed_key'])
          .where('country', '=', country)
          .where('revoked_at', 'is', null)
          .orderBy('made_at', 'desc')
          .orderBy('key_id')
          .executeTakeFirst()
      const before = await read()
      if (before) return ok(before)
      await addIssuerKey(trx, context, key)
      return ok((await read())!)
    },
  )
  if (!found.ok) throw new Error('there is no key to sign certificates with')
  const { key_id: keyId, sealed_key: sealed } = found.value
  const der = Buffer.from(String(key.unseal(place(keyId), sealed)), 'base64')
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  return { keyId, sign: (text) => sign(null, Buffer.from(text, 'utf8'), privateKey) }
}

/** Makes a key that signs from now on. */
export async function addIssuerKey(
  trx: ScopedTransaction,
  { country, clock }: Pick<TrainingContext, 'country' | 'clock'>,
  key: WordKey,
): Promise<string> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(SPKI_PREFIX)
  const keyId = createHash('sha256').update(raw).digest('hex').slice(0, 16)
  const secret = privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64')
  await tables(trx)
    .insertInto('training.issuer_key')
    .values({
      key_id: keyId,
      country,
      public_key: raw.toString('base64url'),
      sealed_key: key.seal(place(keyId), secret),
      made_at: clock.now(),
      revoked_at: null,
    })
    .execute()
  return keyId
}

/** The public keys of all that was ever issued: for anyone. */
export async function issuerKeys({
  db,
  country,
}: TrainingContext): Promise<Result<{ keys: { keyId: string; publicKey: string }[] }, never>> {
  const rows = await readInScope(db, systemScope(country), (trx) =>
    tables(trx)
      .selectFrom('training.issuer_key')
      .select(['key_id', 'public_key'])
      .where('country', '=', country)
      // What a revoked key signed verifies no more: it is nobody's.
      .where('revoked_at', 'is', null)
      .orderBy('made_at')
      .execute(),
  )
  return ok({ keys: rows.map((row) => ({ keyId: row.key_id, publicKey: row.public_key })) })
}
