import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { SessionSecrets } from './session-secrets.ts'

const fileIn = (dataDir: string): string => join(dataDir, 'keys', 'session-secret')
const newSecret = (): string => randomBytes(48).toString('base64url')

/** The secrets of an instance: a line each, the one in force first. Made once, in the data folder, where only its owner reads. */
export function sessionSecretsIn(dataDir: string): SessionSecrets {
  const file = fileIn(dataDir)
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(file, newSecret(), { mode: 0o600, flag: 'wx' })
  }
  const [secret, ...former] = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  if (!secret)
    throw new Error('keys/session-secret is empty. Put it back from a backup: second factors are sealed with it.')
  return { secret, former }
}

/** The secrets of an instance that has some; nothing is made. */
export const knownSecretsIn = (dataDir: string): SessionSecrets | undefined =>
  existsSync(fileIn(dataDir)) ? sessionSecretsIn(dataDir) : undefined

/** Puts a new secret before the others, in force from the next start. False: the instance has none yet. */
export function renewSessionSecretIn(dataDir: string): boolean {
  const file = fileIn(dataDir)
  if (!existsSync(file)) return false
  const { secret, former } = sessionSecretsIn(dataDir)
  // Written whole beside it, then put in its place: cut off at any moment, there is the old file or the new one.
  const next = `${file}.next`
  const handle = openSync(next, 'w', 0o600)
  try {
    writeSync(handle, `${[newSecret(), secret, ...former].join('\n')}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(next, file)
  return true
}

/** Whether existing roles and teams have been sealed. Kept in a file, so that write access to the database alone cannot reset it. */
export interface AccessMark {
  readonly isSet: () => boolean
  readonly set: () => void
}

export function accessMarkIn(dataDir: string): AccessMark {
  const file = join(dataDir, 'keys', 'access-sealed')
  return {
    isSet: () => existsSync(file),
    set: () =>
      writeFileSync(file, 'Roles and teams were sealed. Without this file the next start seals them again.\n', {
        mode: 0o600,
      }),
  }
}
