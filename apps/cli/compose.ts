import { mkdirSync } from 'node:fs'
import type { Country } from '@gloact/country'
import { createDirectory, type Directory } from '@gloact/identity/server'
import { createJobs } from '@gloact/jobs'
import { systemClock } from '@gloact/kernel'
import { fileRulesOf, type FileNameIndex, type ProtectionContext } from '@gloact/protection/server'
import { createVault } from '@gloact/vault'
import { type CommandContext, EXIT, type Outcome } from './command.ts'
import { readCountry } from './country.ts'
import { instanceKind } from './instance-files.ts'
import { openKek } from './keys.ts'
import { type OpenInstance, withInstance } from './with-instance.ts'

/** What a command about files works with. */
export interface FileWork extends OpenInstance {
  readonly protection: ProtectionContext
  readonly directory: Directory
  readonly country: Country
}

/**
 * Opens the instance with its keys and its country, for a command that reads or writes files. What such a command
 * enqueues the server works off; the server's name index hears of new names by itself.
 */
export function withFiles(context: CommandContext, work: (files: FileWork) => Promise<Outcome>): Promise<Outcome> {
  return withInstance(context, async (instance) => {
    mkdirSync(context.settings.keysDir, { recursive: true, mode: 0o700 })
    const kek = openKek(context.settings)
    if (!kek.ok) {
      const text = `The key that opens the keys cannot be had (${kek.error.code}). ./gloact doctor says what to do.`
      return { exit: EXIT.failed, text, json: { ok: false, error: kek.error.code } }
    }
    const country = await readCountry(context.settings.countryDir)
    const directory = createDirectory({ db: instance.db, country: country.code })
    const vault = createVault({ kek: kek.value })
    const jobs = createJobs({ database: instance.db })
    await jobs.start()
    try {
      const protection: ProtectionContext = {
        db: instance.db,
        vault,
        clock: systemClock,
        rules: fileRulesOf(country),
        disclosure: country.disclosure,
        directory,
        names: NOBODY_SEARCHES,
        publish: (trx, event, ids) => jobs.publishEvent(trx, event, ids),
        training: instanceKind(context.settings.dataDir) === 'training',
      }
      return await work({ ...instance, protection, directory, country })
    } finally {
      await jobs.stop()
      vault.close()
    }
  })
}

const NOBODY_SEARCHES: FileNameIndex = { search: () => [], size: 0, ready: false }
