import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { recordAudit, verifyAudit, type AuditBreak, type VerifyOptions } from '@gloact/audit'
import { ok } from '@gloact/kernel'
import type { LogsVerified } from '@gloact/module'
import { inScope, systemScope, type Database } from '@gloact/postgres'
import { verifyChangedChains, type CheckedUpTo, type FileBreak } from './verify-chains.ts'

export interface NightCheckParts {
  readonly db: Database
  readonly country: string
  readonly audit: VerifyOptions
  /** Logs that other modules keep; none where it is left out. */
  readonly requests?: ((db: Database) => Promise<LogsVerified>) | undefined
  /** Where it is kept up to where the last check came: outside the database. */
  readonly stateFile: string
}

/** What the check of a night came to: ids, codes and counts. */
export interface NightCheckFound {
  readonly ok: boolean
  /** What is wrong with the audit log. */
  readonly log?: AuditBreak
  /** The first file that is not what was recorded. */
  readonly file?: { readonly fileId: string; readonly break: FileBreak }
  /** The first request of another module that is not what was recorded. */
  readonly request?: NonNullable<LogsVerified['broken']>
}

/**
 * Verifies the audit log, and the files against it; records in the audit log what it came to, for the data-protection
 * officer's page. May run at any time, and again.
 */
export async function checkAtNight(parts: NightCheckParts): Promise<NightCheckFound> {
  const { db, country, stateFile } = parts
  const log = await verifyAudit(db, parts.audit)
  const files = await verifyChangedChains(db, readState(stateFile))
  const file = files.broken
  // What was found broken is read again the next night, and every night until somebody has seen to it.
  if (!file) writeState(stateFile, files.upTo)
  const requests = (await parts.requests?.(db)) ?? { requests: 0, steps: 0 }
  const request = requests.broken
  await inScope(db, systemScope(country), async (trx) => {
    await recordAudit(trx, {
      action: 'audit.verified',
      country,
      ...(file && { object: { kind: 'protection.case_file', id: file.fileId } }),
      detail: {
        nightly: true,
        result: log.firstBroken?.kind ?? file?.break.reason ?? request?.break.reason ?? 'whole',
        blocks: log.blocks,
        files: files.heads,
        read: files.read,
        witnessed: files.witnessed,
        requests: requests.requests,
        ...(request && { request: request.requestId }),
      },
    })
    return ok(undefined)
  })
  return {
    ok: log.ok && !file && !request,
    ...(log.firstBroken && { log: log.firstBroken }),
    ...(file && { file }),
    ...(request && { request }),
  }
}

function readState(path: string): CheckedUpTo | undefined {
  if (!existsSync(path)) return undefined
  try {
    const { cluster, horizon, part } = JSON.parse(readFileSync(path, 'utf8')) as Record<keyof CheckedUpTo, unknown>
    // Anything else is no state: then every file is read.
    return typeof cluster === 'string' &&
      typeof horizon === 'string' &&
      /^\d{1,20}$/.test(horizon) &&
      typeof part === 'number'
      ? { cluster, horizon, part }
      : undefined
  } catch {
    return undefined
  }
}

function writeState(path: string, state: CheckedUpTo): void {
  const next = `${path}.${process.pid}`
  writeFileSync(next, `${JSON.stringify(state)}\n`, { mode: 0o600 })
  renameSync(next, path)
}
