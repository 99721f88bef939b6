import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a data folder was set up for, settled at its first start; `none` where there was none yet. */
export type InstanceKind = 'demonstration' | 'training' | 'production' | 'none'

export function instanceKind(dataDir: string): InstanceKind {
  const kind = readJson(join(dataDir, 'instance.json'))?.['kind']
  return kind === 'production' || kind === 'demonstration' || kind === 'training' ? kind : 'none'
}

/** Whether this data folder has a database already. */
export const hasDatabase = (dataDir: string): boolean => existsSync(join(dataDir, 'postgres.json'))

/**
 * The address of the server that runs on the folder, if it answers. It is asked where it listens: the address that people
 * use leads through a proxy that this machine may not reach.
 */
export async function runningServer(dataDir: string): Promise<string | undefined> {
  const { url, local } = readJson(join(dataDir, 'server.json')) ?? {}
  if (typeof url !== 'string' || typeof local !== 'string') return undefined
  try {
    const answer = await fetch(new URL('/health', local), { signal: AbortSignal.timeout(3_000) })
    return answer.ok ? url : undefined
  } catch (error) {
    return hasOwnCertificate(error) ? url : undefined
  }
}

/** With `--tls` a server answers with a certificate that it made itself, which nothing on the machine trusts. */
const hasOwnCertificate = (error: unknown): boolean =>
  error instanceof Error &&
  error.cause instanceof Error &&
  'code' in error.cause &&
  error.cause.code === 'DEPTH_ZERO_SELF_SIGNED_CERT'

function readJson(file: string): Readonly<Record<string, unknown>> | undefined {
  if (!existsSync(file)) return undefined
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  } catch {
    return undefined
  }
}
