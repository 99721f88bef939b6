import { join } from 'node:path'
import { attachmentStoreFromEnvironment } from '@gloact/attachments'
import { exportAgency as runExport } from '@gloact/protection/server'
import { agencyFor, DEFAULT_AGENCY } from '../agency.ts'
import { type Command, EXIT } from '../command.ts'
import { withFiles } from '../compose.ts'
import { exportPlace } from '../export-place.ts'
import { refusal } from '../refusal.ts'

/** Writes everything that an agency recorded, for when it leaves. */
export const exportAgency: Command = {
  description:
    'Each file with its whole log, the attachments, the forms and lists that say what the answers mean, the names behind\n' +
    'the ids, who read the files, refusals, erasures, what every other module holds about the agency, and an HTCDS workbook, in a folder that only you can read. It is no\n' +
    'longer sealed: keep it on an encrypted disk and delete it when it is no longer needed. Nothing is removed here. The export is in\n' +
    'the audit log.',
  options: {
    agency: { type: 'string', value: 'AGENCY', description: `Whose records: exact name or id. ${DEFAULT_AGENCY}` },
    out: {
      type: 'string',
      value: 'FOLDER',
      description: 'The folder to create, or an empty one',
      required: true,
    },
  },
  examples: [['export agency --agency "Shelter North" --out shelter-north', 'Write the folder']],
  exits: { refused: 'The agency is not known, or the folder cannot be made or is not empty.' },
  run(context) {
    const { text, settings } = context
    return withFiles(context, async ({ protection, directory, modules }) => {
      const agency = await agencyFor(directory, text('agency'))
      if (!agency.ok) return agency.error
      const out = exportPlace(context.settings, text('out') ?? '')
      const store = attachmentStoreFromEnvironment(join(settings.dataDir, 'attachments'), settings.environment)
      const result = await runExport(protection, {
        out,
        agencyId: agency.value.id,
        agencyName: agency.value.name,
        store,
        others: modules,
        onProgress: (files) => context.progress(`${files} files`),
      })
      if (!result.ok) return refusal(result.error)
      const { files, actions, attachments, lost, refusals, erasures, readings } = result.value
      return {
        exit: EXIT.ok,
        text: `${files} files with ${actions} actions and ${attachments} attachments written to ${out}.${
          lost > 0 ? ` ${lost} attachments are lost from the store and left out; their files' logs name them.` : ''
        }`,
        json: { ok: true, files, actions, attachments, lost, refusals, erasures, readings, out },
      }
    })
  },
}
