import { knownSecretsIn } from '@gloact/identity/server'
import { mkdirSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { auditPublicKeys } from '@gloact/audit'
import type { Country } from '@gloact/country'
import { createJobs } from '@gloact/jobs'
import { systemClock } from '@gloact/kernel'
import { noExchangeKeys } from '@gloact/exchange/server'
import { composePlatform, type Parts, type Platform } from '@gloact/platform'
import { readCountry } from '@gloact/platform/country'
import { createVault, fileErasureList, type Vault } from '@gloact/vault'
import { attachmentStore } from './backup-files.ts'
import { type CommandContext, EXIT, type Outcome } from './command.ts'
import { instanceKind } from './instance-files.ts'
import { openKek } from './keys.ts'
import type { Settings } from './settings.ts'
import { type OpenInstance, withInstance } from './with-instance.ts'

/** What a command about files works with. */
export interface FileWork extends OpenInstance, Pick<Platform, 'protection' | 'directory' | 'modules' | 'statistics'> {
  readonly country: Country
  readonly vault: Vault
}

/**
 * Opens the instance with its keys and its country, for a command that reads or writes files. What such a command
 * enqueues the server works off; the server's name index hears of new names by itself.
 */
export function withFiles(context: CommandContext, work: (files: FileWork) => Promise<Outcome>): Promise<Outcome> {
  return withInstance(context, async (instance) => {
    const { settings } = context
    mkdirSync(settings.keysDir, { recursive: true, mode: 0o700 })
    const kek = openKek(settings)
    if (!kek.ok) {
      const text = `The key that opens the keys is not available (${kek.error.code}). ./gloact doctor says what to do.`
      return { exit: EXIT.failed, text, json: { ok: false, error: kek.error.code } }
    }
    const country = await readCountry(settings.countryDir)
    const vault = createVault({ kek: kek.value })
    const jobs = createJobs({ database: instance.db })
    await jobs.start()
    try {
      const { protection, directory, modules, statistics } = composeFor(settings, {
        db: instance.db,
        vault,
        country,
        jobs,
        listenUrl: instance.appUrl,
      })
      return await work({ ...instance, protection, directory, modules, statistics, country, vault })
    } finally {
      await jobs.stop()
      vault.close()
    }
  })
}

/**
 * The platform as a command works with it. A command serves nobody: it signs nobody in and signs no block of the audit log, and
 * nothing in memory is started for it.
 */
export const composeFor = (
  settings: Settings,
  parts: Pick<Parts, 'db' | 'vault' | 'country' | 'jobs' | 'listenUrl'>,
): Platform =>
  composePlatform({
    ...parts,
    clock: systemClock,
    // A command that gives or checks access needs the instance's own; where there are none, nobody has any access yet.
    sessionSecrets: knownSecretsIn(settings.dataDir) ?? { secret: randomBytes(32).toString('base64url'), former: [] },
    publicUrl: settings.publicUrl,
    kind: kindOf(settings.dataDir),
    audit: {
      signer: {
        keyId: 'none',
        sign: () => {
          throw new Error('a command signs no block')
        },
      },
      publicKeys: () => auditPublicKeys(settings.keysDir),
      headsFile: settings.headsFile,
    },
    attachments: { store: attachmentStore(settings), maxBytes: 0 },
    exchange: { keys: noExchangeKeys, baseUrl: 'https://localhost:4643' },
    erasures: { list: fileErasureList(settings.erasureList), backupDays: settings.backupDays },
  })

function kindOf(dataDir: string): 'production' | 'demonstration' | 'training' {
  const kind = instanceKind(dataDir)
  return kind === 'none' ? 'production' : kind
}
