import { join } from 'node:path'
import { auditPublicKeys, closeBlock, exportHead, recordAudit, type AuditSigner } from '@gloact/audit'
import type { Jobs } from '@gloact/jobs'
import { asInstant, ok, type Clock } from '@gloact/kernel'
import { inScope, systemScope, type Database } from '@gloact/postgres'
import {
  checkAtNight,
  renewImportTokens,
  renewNameTokens,
  type NightCheckFound,
  type RunningNameIndex,
} from '@gloact/protection/server'
import { KEK_RENEWAL_DAYS, kekVersionsToRetire, type KekProvider, type Vault } from '@gloact/vault'

export interface BackgroundParts {
  readonly db: Database
  readonly clock: Clock
  readonly signer: AuditSigner
  readonly dataDir: string
  readonly kek: KekProvider
  readonly vault: Vault
  /** How long backups are kept. */
  readonly backupDays: number
  readonly country: string
  readonly names: RunningNameIndex
  readonly sweepSessions: () => Promise<void>
  readonly sweepAttachments: () => Promise<void>
  /** Told when the check of a night finds that something is not what was recorded. */
  readonly onBroken: (found: NightCheckFound) => void
}

/** What the server does by itself. Registered before the jobs start; each runs on one server at a time. */
export function registerBackgroundWork(jobs: Jobs, parts: BackgroundParts): void {
  jobs.schedule('audit.close_block', '* * * * *', async () => {
    await closeBlock(parts.db, parts.signer, parts.clock)
  })
  jobs.schedule('audit.export_head', '0 * * * *', async () => {
    await exportHead(parts.db, join(parts.dataDir, 'audit-heads.jsonl'), parts.clock)
  })
  jobs.schedule('identity.sweep', '15 * * * *', () => parts.sweepSessions())
  jobs.schedule('protection.sweep_attachments', '25 * * * *', () => parts.sweepAttachments())
  jobs.schedule('protection.renew_name_tokens', '35 * * * *', async () => {
    await renewNameTokens(parts, parts.names.outdated)
  })
  jobs.schedule('protection.check_files', '10 2 * * *', async () => {
    const { db, country, dataDir } = parts
    const found = await checkAtNight({
      db,
      country,
      audit: {
        publicKeys: auditPublicKeys(join(dataDir, 'keys')),
        headsFile: join(dataDir, 'audit-heads.jsonl'),
      },
      stateFile: join(dataDir, 'files-checked.json'),
    })
    if (!found.ok) parts.onBroken(found)
  })
  jobs.schedule('vault.renew_kek', '30 3 * * *', async () => {
    await renewKek(parts)
    await retireOldKeks(parts)
  })
}

/** Renews the key-encryption key when it is a month old, and wraps every data key anew. Sealed values stay as they are. */
async function renewKek({ db, kek, vault, clock }: BackgroundParts): Promise<void> {
  const due = asInstant(Date.parse(kek.current().createdAt) + KEK_RENEWAL_DAYS * 86_400_000)
  if (clock.now() < due) return
  const renewed = kek.renew()
  // A key that a machine's own store keeps is renewed by its administrator; `doctor` says when it is due.
  if (!renewed.ok) return
  await vault.rewrapAll(db)
  await renewImportTokens(db, vault)
}

/**
 * Destroys old versions whose last backup has expired: until then backups bring back keys of people who were erased, and the
 * certificates say from when on they do not. One that still wraps keys waits for the next night.
 */
async function retireOldKeks({ db, kek, vault, clock, backupDays, country }: BackgroundParts): Promise<void> {
  // A credential is changed by whoever keeps it; `doctor` says when.
  if (!kek.isWritable) return
  const due = kekVersionsToRetire(kek.versions(), backupDays).filter(({ on }) => on <= clock.now())
  if (due.length === 0) return
  await vault.rewrapAll(db)
  for (const { version } of due) {
    const retired = await vault.retireKek(db, version)
    if (!retired.ok) continue
    await inScope(db, systemScope(country), async (trx) => {
      await recordAudit(trx, { action: 'key.retired', country, detail: { version } })
      return ok(undefined)
    })
  }
}
