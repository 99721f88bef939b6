import { LANGUAGE } from '@gloact/command'
import { wordsOf } from '@gloact/command/files'
import { exportCtdc as runExport, fileRulesOf, usualK } from '@gloact/protection/server'
import { agencyFor } from '../agency.ts'
import { type Command, EXIT } from '../command.ts'
import { withFiles } from '../compose.ts'
import { exportPlace } from '../export-place.ts'
import { refusal } from '../refusal.ts'

/** Writes a country's or an agency's identified cases as CTDC publishes them. */
export const exportCtdc: Command = {
  description:
    'Only countable answers, in the 63 columns of the Counter Trafficking Data Collaborative. What could identify one person is\n' +
    'blanked until at least K records share it; what is still unique is left out. It is for one release: two of them,\n' +
    'a year apart, may reveal by their difference what neither reveals alone. The export is in the audit log.',
  options: {
    agency: {
      type: 'string',
      value: 'AGENCY',
      description: 'Whose files: exact name or id. Without it, the country’s',
    },
    k: {
      type: 'string',
      value: 'K',
      description:
        'The fewest records that share it (default: 11, as CTDC; never below the country’s rule for the public)',
    },
    out: {
      type: 'string',
      value: 'FILE',
      description: 'Where the CSV file goes; a file there is replaced',
      required: true,
    },
    language: LANGUAGE,
  },
  examples: [
    ['export ctdc --out ctdc.csv', 'Write the country’s identified cases'],
    ['export ctdc --out ctdc.csv --language ar', 'Report in Arabic what was written; the file is the same'],
  ],
  exits: { refused: 'The agency is not known, or the place cannot be written.' },
  run(context) {
    const { text } = context
    const asked = text('k')
    if (asked !== undefined && !/^\d{1,9}$/.test(asked)) {
      return Promise.resolve({ exit: EXIT.usage, text: '--k is a whole number.', json: { ok: false, error: 'k' } })
    }
    return withFiles(context, async ({ protection, directory, country }) => {
      const own = await wordsOf(context)
      if (!own.ok) return own.error
      const { t, number } = own.value
      const shown = (figure: number | { readonly below: number }) =>
        typeof figure === 'number' ? number(figure) : t('reports.fewer_than', { threshold: figure.below })
      const named = text('agency')
      const agency = named === undefined ? undefined : await agencyFor(directory, named)
      if (agency && !agency.ok) return agency.error
      const out = exportPlace(context.settings, text('out') ?? '')
      const rules = fileRulesOf(country)
      const k = asked === undefined ? usualK(country.disclosure) : Number(asked)
      const result = await runExport({ ...protection, rules }, { out, agencyId: agency?.value.id, k })
      if (!result.ok) return refusal(result.error)
      const { exported, leftOut, blanked } = result.value
      const lines = [
        t('reports.ctdc.written', { exported, out, left: shown(leftOut), k }),
        ...Object.entries(blanked).map(([column, count]) => t('reports.ctdc.blanked', { column, count: shown(count) })),
      ]
      return { exit: EXIT.ok, text: lines.join('\n'), json: { ok: true, exported, leftOut, blanked, k, out } }
    })
  },
}
