import type { Result } from '@gloact/kernel'
import {
  credentialKekProvider,
  fileKekProvider,
  passphraseKekProvider,
  type KekFailure,
  type KekProvider,
} from '@gloact/vault'
import type { KekSource } from './config.ts'

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
