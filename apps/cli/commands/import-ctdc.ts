import { resolve } from 'node:path'
import { systemClock } from '@gloact/kernel'
import { fileRulesOf } from '@gloact/protection/server/file-rules'
import { importCtdc as runImport } from '@gloact/protection/server/import-ctdc'
import type { Command } from '../command.ts'
import { readCountry } from '@gloact/platform/country'
import { IMPORT_OPTIONS, importOutcome, importProgress } from '../import-result.ts'
import { withInstance } from '../with-instance.ts'

/** Loads a file of the Counter Trafficking Data Collaborative. */
export const importCtdc: Command = {
  description:
    'Reads both layouts of the Counter Trafficking Data Collaborative (63 columns with −99, and the wide one), as CSV.\n' +
    'Loading the same file again changes nothing; a case whose figures have changed is updated.',
  arguments: [{ name: 'FILE', description: 'The CSV file' }],
  options: IMPORT_OPTIONS,
  examples: [
    ['import ctdc ctdc.csv', 'Load it'],
    ['import ctdc ctdc.csv --dry-run --rejects rejects.csv', 'See first what would be rejected'],
  ],
  exits: { refused: 'The file cannot be read as CTDC; nothing was written.' },
  run(context) {
    const { arguments: files, flag, settings, text } = context
    return withInstance(context, async ({ db }) => {
      // Figures without identity: no key is needed to load them.
      const rules = fileRulesOf(await readCountry(settings.countryDir))
      return importOutcome(
        await runImport(
          { db, clock: systemClock, rules },
          {
            from: resolve(files[0] ?? ''),
            dryRun: flag('dry-run'),
            rejectsPath: text('rejects'),
            onProgress: importProgress(context),
          },
        ),
      )
    })
  },
}
