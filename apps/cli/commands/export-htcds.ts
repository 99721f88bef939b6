import { exportHtcds as runExport } from '@gloact/protection/server'
import { agencyFor, DEFAULT_AGENCY } from '../agency.ts'
import { type Command, EXIT } from '../command.ts'
import { withFiles } from '../compose.ts'
import { exportPlace } from '../export-place.ts'
import { refusal } from '../refusal.ts'

/** Writes an agency's files as a workbook of the standard. */
export const exportHtcds: Command = {
  description:
    'The workbook holds everything that the standard asks about a person and is no longer sealed: it is written so that only\n' +
    'you can read it. Keep it on an encrypted disk and delete it when it is no longer needed. The export is in the audit log.',
  options: {
    agency: { type: 'string', value: 'AGENCY', description: `Whose files: exact name or id. ${DEFAULT_AGENCY}` },
    out: {
      type: 'string',
      value: 'FILE',
      description: 'Where the workbook goes; a file there is replaced',
      required: true,
    },
  },
  examples: [['export htcds --agency "Shelter North" --out people.xlsx', 'Write the workbook']],
  exits: { refused: 'The agency is not known, or the place cannot be written.' },
  run(context) {
    const { text } = context
    return withFiles(context, async ({ protection, directory }) => {
      const agency = await agencyFor(directory, text('agency'))
      if (!agency.ok) return agency.error
      const out = exportPlace(context.settings, text('out') ?? '')
      const result = await runExport(protection, { out, agencyId: agency.value.id })
      if (!result.ok) return refusal(result.error)
      const { exported } = result.value
      return { exit: EXIT.ok, text: `${exported} files written to ${out}.`, json: { ok: true, exported, out } }
    })
  },
}
