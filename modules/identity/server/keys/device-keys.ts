import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { parseEnvelope, symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import type { Database } from '@gloact/postgres'
import { sealingKeyOf, type SessionSecrets } from './session-secrets.ts'

/** The keys of the drafts on people's devices, as they lie in the database: sealed, each bound to its device and person. */
export interface DeviceKeys {
  /** A new key, sealed. */
  readonly make: (device: DeviceOf) => Promise<string>
  /** The key, base64; throws where it was sealed under a secret that is no longer there, or for another device. */
  readonly open: (device: DeviceOf, sealed: string) => Promise<string>
}

interface DeviceOf {
  readonly id: string
  readonly staffId: string
}

const KEY_BYTES = 32

export function createDeviceKeys(secrets: SessionSecrets): DeviceKeys {
  const key = sealingKeyOf(secrets)
  const bound = ({ id, staffId }: DeviceOf, text: string) => JSON.stringify([id, staffId, text])
  return {
    make: (device) => symmetricEncrypt({ key, data: bound(device, randomBytes(KEY_BYTES).toString('base64')) }),
    async open(device, sealed) {
      const [id, staffId, text] = JSON.parse(await symmetricDecrypt({ key, data: sealed })) as readonly string[]
      if (id !== device.id || staffId !== device.staffId || text === undefined) {
        throw new Error('the key of a device lies beside another device')
      }
      return text
    },
  }
}

/** As `sealAuthenticatorsAgain`: after a renewal of the secret a former one opens no device's key any more. */
export async function sealDeviceKeysAgain(db: Database, secrets: SessionSecrets): Promise<void> {
  const key = sealingKeyOf(secrets)
  const { rows } = await sql<{ id: string; sealed_key: string }>`
    select id, sealed_key from identity.device
    where sealed_key is not null and sealed_key not like ${`$ba$${key.currentVersion}$%`}`.execute(db)
  for (const { id, sealed_key: sealed } of rows) {
    const version = parseEnvelope(sealed)?.version
    if (version !== undefined && !key.keys.has(version)) continue
    const renewed = await symmetricEncrypt({ key, data: await symmetricDecrypt({ key, data: sealed }) })
    await sql`update identity.device set sealed_key = ${renewed} where id = ${id} and sealed_key = ${sealed}`.execute(
      db,
    )
  }
}
