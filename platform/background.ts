import { join } from 'node:path'
import { closeBlock, exportHead, recordAudit, type AuditSigner } from '@gloact/audit'
import type { Jobs } from '@gloact/jobs'
import { asInstant, ok, type Clock } from '@gloact/kernel'
import { inScope, systemScope, type Database } from '@gloact/postgres'
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
  /** What modules do when the key of keys was renewed. */
  readonly keysRenewed: () => Promise<void>
}

/**
 * What the server does by itself that is no module's: audit and keys. Registered before the jobs start; each runs on one server
 * at a time.
 */
export function registerBackgroundWork(jobs: Pick<Jobs, 'schedule'>, parts: BackgroundParts): void {
  jobs.schedule('audit.close_block', '* * * * *', async () => {
    await closeBlock(parts.db, parts.signer, parts.clock)
  })
  jobs.schedule('audit.export_head', '0 * * * *', async () => {
    await exportHead(parts.db, join(parts.dataDir, 'audit-heads.jsonl'), parts.clock)
  })
  jobs.schedule('vault.renew_kek', '30 3 * * *', async () => {
    await renewKek(parts)
    await retireOldKeks(parts)
  })
}

/** Renews the key-encryption key when it is a month old, and wraps every data key again. Sealed values stay as they are. */
async function renewKek({ db, kek, vault, clock, keysRenewed }: BackgroundParts): Promise<void> {
  const due = asInstant(Date.parse(kek.current().createdAt) + KEK_RENEWAL_DAYS * 86_400_000)
  if (clock.now() < due) return
  const renewed = kek.renew()
  // A key that a machine's own store keeps is renewed by its administrator; `doctor` says when it is due.
  if (!renewed.ok) return
  await vault.rewrapAll(db)
  await keysRenewed()
}

/**
 * Destroys old versions whose last backup has expired: until then backups bring back keys of people who were erased, and the
 * certificates say from when on they do not. One that still wraps keys waits for the next night.
 */
async function retireOldKeks({ db, kek, vault, clock, backupDays, country }: BackgroundParts): Promise<void> {
  // A credential is changed by the person who keeps it; `doctor` says when.
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
