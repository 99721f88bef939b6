import { join } from 'node:path'

/** What a sandbox may be told by the same variables as the instance beside it: nothing that leads to data or keys. */
const SHARED = [
  'GLOACT_HOST',
  'GLOACT_COUNTRY_DIR',
  'GLOACT_LOG_LEVEL',
  'GLOACT_TRUST_PROXY',
  'GLOACT_WEB_DIR',
  'GLOACT_ATTACHMENT_MAX_MB',
] as const

export const TRAINING_PORT = '4601'

/**
 * The environment as the training sandbox reads it. It has a folder, a port and an address of its own, and always a
 * database, a key and attachments in that folder: of the variables that lead elsewhere (`DATABASE_URL`, `GLOACT_KEK_…`,
 * `GLOACT_ATTACHMENTS`, `GLOACT_SCANNER`, single sign-on, telemetry) it reads none, so that it can share nothing with the instance beside it
 * and sends nothing anywhere, whatever file of settings it is started with.
 */
export function trainingEnvironment(root: string, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own: NodeJS.ProcessEnv = {
    GLOACT_DATA_DIR: environment.GLOACT_TRAINING_DATA_DIR ?? join(root, 'data-training'),
    GLOACT_PORT: environment.GLOACT_TRAINING_PORT ?? TRAINING_PORT,
  }
  if (environment.GLOACT_TRAINING_URL) own.GLOACT_PUBLIC_URL = environment.GLOACT_TRAINING_URL
  if (environment.GLOACT_LOG === 'stdout') own.GLOACT_LOG = 'stdout'
  for (const name of SHARED) if (environment[name] !== undefined) own[name] = environment[name]
  return own
}
