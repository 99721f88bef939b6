import { resolve } from 'node:path'
import { importHtcds as runImport } from '@gloact/protection/server'
import { type Command, EXIT } from '../command.ts'
import { withFiles } from '../compose.ts'
import { agencyFor, DEFAULT_AGENCY } from '../agency.ts'
import { IMPORT_OPTIONS, importOutcome, importProgress } from '../import-result.ts'

const DATE_ORDERS = ['day_first', 'month_first'] as const

/** Loads a workbook of the Human Trafficking Case Data Standard. */
export const importHtcds: Command = {
  description:
    'Reads IOM’s workbooks of the Human Trafficking Case Data Standard, both variants, and CSV, with their known defects.\n' +
    'Each row becomes a file, or an edit of the file that it became earlier. Telephone numbers\n' +
    'without a country code are read with --calling-code.',
  arguments: [{ name: 'FILE', description: 'The workbook (.xlsx) or CSV file' }],
  options: {
    agency: {
      type: 'string',
      value: 'AGENCY',
      description: `Whose files they become: exact name or id. ${DEFAULT_AGENCY}`,
    },
    ...IMPORT_OPTIONS,
    team: {
      type: 'string',
      value: 'ID',
      description:
        'The team that works on them; without one they are unassigned, and the agency’s supervisors alone see them',
    },
    'strict-values': {
      type: 'boolean',
      description:
        'Take the standard’s codes only: words such as Female or Woman are rejected, not read as the app reads them',
    },
    'date-order': {
      type: 'string',
      value: 'ORDER',
      description: `How 03/04/2021 is meant: ${DATE_ORDERS.join(' or ')}`,
    },
    'calling-code': {
      type: 'string',
      value: 'CODE',
      description: 'The country calling code (default: the country’s own)',
    },
  },
  examples: [
    ['import htcds people.xlsx --agency "Shelter North"', 'Load it'],
    ['import htcds people.xlsx --agency "Shelter North" --dry-run --json', 'See what would happen, as JSON'],
  ],
  exits: { refused: 'The agency is not known, the file cannot be read as HTCDS, or every row was rejected.' },
  run(context) {
    const { arguments: files, flag, text } = context
    const order = DATE_ORDERS.find((known) => known === text('date-order'))
    if (text('date-order') !== undefined && order === undefined) {
      const wrong = `--date-order is ${DATE_ORDERS.join(' or ')}.`
      return Promise.resolve({ exit: EXIT.usage, text: wrong, json: { ok: false, error: 'date_order' } })
    }
    return withFiles(context, async ({ protection, directory, country }) => {
      const agency = await agencyFor(directory, text('agency'))
      if (!agency.ok) return agency.error
      const result = await runImport(protection, {
        from: resolve(files[0] ?? ''),
        agencyId: agency.value.id,
        teamId: text('team'),
        dryRun: flag('dry-run'),
        rejectsPath: text('rejects'),
        dateOrder: order,
        proposeValues: !flag('strict-values'),
        callingCode: text('calling-code') ?? country.callingCode,
        onProgress: importProgress(context),
      })
      return importOutcome(result, { withTeam: text('team') !== undefined, agency: agency.value.name })
    })
  },
}
