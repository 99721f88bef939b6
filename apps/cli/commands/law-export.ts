import { writeFile } from 'node:fs/promises'
import { usage } from '@gloact/command'
import { failure } from '@gloact/kernel'
import { exportLaw } from '@gloact/legislation/store'
import { agencyFor, DEFAULT_AGENCY } from '../agency.ts'
import { type Command, EXIT } from '../command.ts'
import { withFiles } from '../compose.ts'
import { exportPlace } from '../export-place.ts'
import { isDay, lawStore } from '../law-store.ts'
import { refusal } from '../refusal.ts'

const FORMATS = ['akn', 'html', 'docx'] as const

/** Writes a law of the library as a file. */
export const lawExport: Command = {
  description: 'As it reads on a day, in the latest text in force then.',
  arguments: [{ name: 'LAW', description: 'A law from the library, by exact title or id' }],
  options: {
    out: { type: 'string', value: 'FILE', description: 'Where it goes; a file there is replaced', required: true },
    format: { type: 'string', value: 'FORMAT', description: `${FORMATS.join(', ')} (default: akn, Akoma Ntoso 3.0)` },
    on: { type: 'string', value: '2024-07-01', description: 'On which day (default: today)' },
    language: { type: 'string', value: 'en', description: 'In which language (default: any that it has)' },
    agency: { type: 'string', value: 'AGENCY', description: `Whose library: exact name or id. ${DEFAULT_AGENCY}` },
  },
  examples: [
    ['law export "Harbour Act" --out harbour.xml', 'Write it as Akoma Ntoso'],
    [
      'law export "Harbour Act" --out harbour.docx --format docx --on 2020-01-01',
      'As a Word document, as it read then',
    ],
  ],
  exits: { refused: 'The law is not in the library, or had no text yet on that day.' },
  run(context) {
    const { text } = context
    const format = FORMATS.find((one) => one === (text('format') ?? 'akn'))
    const on = text('on') ?? new Date().toISOString().slice(0, 10)
    if (format === undefined) return Promise.resolve(usage(`--format is ${FORMATS.join(', ')}.`))
    if (!isDay(on)) return Promise.resolve(usage('--on is a day such as 2024-07-01.'))
    return withFiles(context, async (files) => {
      const agency = await agencyFor(files.directory, text('agency'))
      if (!agency.ok) return agency.error
      const [law = ''] = context.arguments
      const asked = { law, on, language: text('language') ?? null, format }
      const result = await exportLaw(lawStore(files, agency.value), asked)
      if (!result.ok) return refusal(result.error)
      const { bytes, validFrom, language } = result.value
      const out = exportPlace(context.settings, text('out') ?? '')
      try {
        await writeFile(out, bytes)
      } catch {
        // Whatever keeps it from being written, its user has to name another place.
        return refusal(failure('protection.export_not_writable'))
      }
      return {
        exit: EXIT.ok,
        text: `${law}, as it reads from ${validFrom} on (${language}), written to ${out}.`,
        json: { ok: true, out, format, validFrom, language, bytes: bytes.length },
      }
    })
  },
}
