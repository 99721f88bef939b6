import { join } from 'node:path'
import { closeBlock, exportHead, type AuditSigner } from '@gloact/audit'
import type { Jobs } from '@gloact/jobs'
import { asInstant, type Clock } from '@gloact/kernel'
import type { Database } from '@gloact/postgres'
import { renewImportTokens, renewNameTokens, type RunningNameIndex } from '@gloact/protection/server'
import { KEK_RENEWAL_DAYS, type KekProvider, type Vault } from '@gloact/vault'

export interface BackgroundParts {
  readonly db: Database
  readonly clock: Clock
  readonly signer: AuditSigner
  readonly dataDir: string
  readonly kek: KekProvider
  readonly vault: Vault
  readonly country: string
  readonly names: RunningNameIndex
  readonly sweepSessions: () => Promise<void>
  readonly sweepAttachments: () => Promise<void>
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
  jobs.schedule('vault.renew_kek', '30 3 * * *', () => renewKek(parts))
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
