import { join } from 'node:path'
import type { Result } from '@gloact/kernel'
import {
  credentialKekProvider,
  fileKekProvider,
  passphraseKekProvider,
  type KekFailure,
  type KekProvider,
} from '@gloact/vault'
import type { Settings } from './settings.ts'

/** The key that opens the keys, from where the environment says that it is kept; as the server opens it. */
export function openKek({ keysDir, environment }: Settings): Result<KekProvider, KekFailure> {
  if (environment['GLOACT_KEK_CREDENTIAL'] === '1') return credentialKekProvider(environment)
  const path = environment['GLOACT_KEK_FILE'] ?? join(keysDir, 'kek.json')
  const passphrase = environment['GLOACT_KEK_PASSPHRASE']
  return passphrase ? passphraseKekProvider({ path, passphrase }) : fileKekProvider(path)
}
