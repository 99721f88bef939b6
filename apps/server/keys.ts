import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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

/** The secret that signs session cookies: made once, kept in the data folder where only its owner reads it. */
export function sessionSecret(dataDir: string): string {
  const file = join(dataDir, 'keys', 'session-secret')
  if (!existsSync(file)) writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' })
  return readFileSync(file, 'utf8').trim()
}
