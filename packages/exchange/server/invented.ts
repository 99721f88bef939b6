import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unwrap, type Clock } from '@gloact/kernel'
import { openExchangeKeys } from './keys.ts'
import type { OwnEntry } from './port.ts'

/**
 * The entry of an invented country that nobody runs, for demonstrations: true public keys of private ones that are thrown away, so that
 * nobody can write in its name, and an address on this machine at which nobody answers.
 */
export async function inventedEntry({
  country,
  name,
  clock,
}: {
  readonly country: string
  readonly name: string
  readonly clock: Clock
}): Promise<OwnEntry['entry']> {
  const folder = mkdtempSync(join(tmpdir(), 'gloact-invented-'))
  try {
    const keys = unwrap(await openExchangeKeys(folder, clock))
    await keys.openDesk('central_authority')
    return {
      country,
      name,
      baseUrl: 'https://127.0.0.1:9',
      signingKeys: keys.signingKeys(),
      encryptionKeys: keys.encryptionKeys(),
      certificates: keys.certificates(),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
