import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { removeEmbedded } from '@gloact/postgres'
import { kindOf } from '@gloact/platform/instance-kind'

/** What a sandbox keeps when it is set up again: what it is, who runs on it, its log, and the certificate that phones trust. */
const KEPT = ['instance.json', 'server.json', 'reset.json', 'logs', 'keys', 'postgres.where', 'postgres.lock']
const KEPT_KEYS = ['tls-key.pem', 'tls-cert.pem']

/**
 * Removes everything that a training sandbox holds: database, keys, attachments, the heads of its audit log. The next start
 * sets it up as on its first day. Looks into the folder itself whether it is a sandbox, and throws where it is not: no
 * argument can make it clear anything else.
 */
export async function clearTraining(dataDir: string): Promise<void> {
  if (kindOf(dataDir) !== 'training') throw new Error(`${dataDir} is not a training sandbox. Nothing was removed.`)
  noteReset(dataDir, 'begun')
  await removeEmbedded(dataDir)
  removeAllBut(KEPT, dataDir)
  removeAllBut(KEPT_KEYS, join(dataDir, 'keys'))
}

function removeAllBut(kept: readonly string[], folder: string): void {
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) {
    if (!kept.includes(name)) rmSync(join(folder, name), { recursive: true, force: true })
  }
}

/** How the last setting up again stands; kept in the folder, so that one that was broken off is gone on with. */
export interface NotedReset {
  readonly state: 'begun' | 'done'
  readonly at: string
}

const noteOf = (dataDir: string): string => join(dataDir, 'reset.json')

export function noteReset(dataDir: string, state: NotedReset['state']): void {
  writeFileSync(noteOf(dataDir), `${JSON.stringify({ state, at: new Date().toISOString() } satisfies NotedReset)}\n`, {
    mode: 0o600,
  })
}

export function notedReset(dataDir: string): NotedReset | undefined {
  if (!existsSync(noteOf(dataDir))) return undefined
  try {
    return JSON.parse(readFileSync(noteOf(dataDir), 'utf8')) as NotedReset
  } catch {
    // Half a note is of a reset that was broken off.
    return { state: 'begun', at: new Date(0).toISOString() }
  }
}
