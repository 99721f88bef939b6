import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { parseEnvelope, symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import type { Database } from '@gloact/postgres'

/**
 * What signs cookies, seals authenticators and keys digests: 32 characters or more of chance, kept outside the database. The
 * one in force makes everything new; the former ones, latest first, only know again what was made under them.
 */
export interface SessionSecrets {
  readonly secret: string
  readonly former: readonly string[]
}

/** The secrets as better-auth takes them: with versions, the one in force first. */
export function engineSecrets({ secret, former }: SessionSecrets) {
  return {
    secrets: [secret, ...former].map((value) => ({ version: versionOf(value), value })),
    // Without a version lies what was sealed before there were any: under the first of all.
    secret: former.at(-1) ?? secret,
  }
}

/** What names a secret beside what is sealed under it: drawn from the secret, so that it holds whatever else is in the file. */
const versionOf = (secret: string): number =>
  createHash('sha256').update(`gloact version of a secret\0${secret}`).digest().readUInt32BE()

/** The key under which what lies in the database is sealed, with those it was sealed under before, as better-auth takes them. */
export function sealingKeyOf(secrets: SessionSecrets) {
  const { secrets: versions, secret: legacySecret } = engineSecrets(secrets)
  const keys = new Map(versions.map(({ version, value }) => [version, value]))
  return { keys, currentVersion: versionOf(secrets.secret), legacySecret }
}

/**
 * Seals every authenticator under the secret in force that is not yet, so that a former secret opens none any more. Each by
 * itself, and only where it is still what was read: it may run beside people who sign in, be cut off, and run again.
 */
export async function sealAuthenticatorsAgain(db: Database, secrets: SessionSecrets): Promise<void> {
  const key = sealingKeyOf(secrets)
  const { rows } = await sql<{ id: string; secret: string }>`
    select id, secret from identity.authenticator where secret not like ${`$ba$${key.currentVersion}$%`}`.execute(db)
  for (const { id, secret: sealed } of rows) {
    // Sealed under a secret that is no longer in the file: it stays as it is, and its owner has the factor reset.
    const version = parseEnvelope(sealed)?.version
    if (version !== undefined && !key.keys.has(version)) continue
    const renewed = await symmetricEncrypt({ key, data: await symmetricDecrypt({ key, data: sealed }) })
    await sql`update identity.authenticator set secret = ${renewed} where id = ${id} and secret = ${sealed}`.execute(db)
  }
}
