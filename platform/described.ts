import { join } from 'node:path'
import { fileAttachmentStore } from '@gloact/attachments'
import { noExchangeKeys } from '@gloact/exchange/server'
import { systemClock } from '@gloact/kernel'
import { openDatabase, repositoryRoot } from '@gloact/postgres'
import { createVault, type KekProvider } from '@gloact/vault'
import { composePlatform, type Platform } from './compose.ts'
import { readCountry } from './country.ts'

const none: KekProvider = {
  id: 'memory',
  isWritable: false,
  current: () => {
    throw new Error('a description opens no key')
  },
  get: () => undefined,
  versions: () => [],
  renew: () => ({ ok: false, error: { code: 'vault.kek_missing' } }),
  destroy: () => ({ ok: false, error: { code: 'vault.kek_missing' } }),
  besideData: () => false,
}

/** The platform as it can be described: every module, and nothing asked of a database or a key. */
export async function describedPlatform(
  countryFolder = join(repositoryRoot(), 'countries', 'demoland'),
): Promise<Platform & { close(): Promise<void> }> {
  const db = openDatabase('postgresql://127.0.0.1:1/none')
  const platform = composePlatform({
    db,
    vault: createVault({ kek: none }),
    clock: systemClock,
    country: await readCountry(countryFolder),
    jobs: { publishEvent: async () => undefined },
    listenUrl: 'postgresql://127.0.0.1:1/none',
    sessionSecrets: { secret: 'a description needs no secret, and this is none of any instance', former: [] },
    publicUrl: 'http://localhost:4600',
    kind: 'demonstration',
    audit: { signer: { keyId: 'none', sign: () => new Uint8Array() }, publicKeys: () => ({}), headsFile: '/nowhere' },
    attachments: { store: fileAttachmentStore('/nowhere'), maxBytes: 25_000_000 },
    exchange: { keys: noExchangeKeys, baseUrl: 'https://localhost:4643' },
    erasures: { list: { personIds: () => new Set(), add: () => undefined }, backupDays: 90 },
  })
  return { ...platform, close: () => db.destroy() }
}
