import { join } from 'node:path'
import type { Result } from '@gloact/kernel'
import {
  credentialKekProvider,
  fileKekProvider,
  passphraseKekProvider,
  type KekFailure,
  type KekProvider,
} from '@gloact/vault'

/** Where the key that opens the keys is kept. A file beside the data is for demonstrations only. */
export type KekSource =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'passphrase'; readonly path: string; readonly passphrase: string }
  | { readonly kind: 'credential' }

/** As the environment says it, for server and command alike; beside the data where it says nothing. */
export function kekSource(keysDir: string, environment: NodeJS.ProcessEnv): KekSource {
  if (environment.GLOACT_KEK_CREDENTIAL === '1') return { kind: 'credential' }
  const path = environment.GLOACT_KEK_FILE ?? join(keysDir, 'kek.json')
  const passphrase = environment.GLOACT_KEK_PASSPHRASE
  return passphrase ? { kind: 'passphrase', path, passphrase } : { kind: 'file', path }
}

/** Opens the key-encryption key from where it is kept. */
export function openKek(source: KekSource, environment: NodeJS.ProcessEnv): Result<KekProvider, KekFailure> {
  switch (source.kind) {
    case 'file':
      return fileKekProvider(source.path)
    case 'passphrase':
      return passphraseKekProvider({ path: source.path, passphrase: source.passphrase })
    case 'credential':
      return credentialKekProvider(environment)
  }
}
