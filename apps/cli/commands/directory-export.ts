import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { tableText, writeTogether } from '@gloact/csv/node'
import { failure } from '@gloact/kernel'
import { exportDirectory, HSDS_COLUMNS, type LeftOut } from '@gloact/referral/server'
import { type Command, EXIT } from '../command.ts'
import { withFiles } from '../compose.ts'
import { directoryExchange } from '../directory-exchange.ts'
import { exportPlace } from '../export-place.ts'
import { refusal } from '../refusal.ts'

const LEFT_OUT: Readonly<Record<LeftOut, string>> = {
  addresses_of_confidential_sites: 'addresses of confidential sites: they are never exported, and GloACT has none',
  areas_of_confidential_sites: 'areas of confidential sites: they are not disclosed',
  channels: 'mailboxes and telephones for links: they were confirmed by your own agency, and are sealed',
  details_for_few: 'hours, fees, contacts and addresses that not everyone may see',
  who_confirmed: 'who confirmed an entry, and how: only the day is written',
  postal_codes: 'postal codes: the format requires one, GloACT keeps none, and it is written empty',
}

/** Writes the directory as a document of Open Referral. */
export const directoryExport: Command = {
  description:
    'One page of the answer to /services, or a folder of tables, with agencies, sites and current capacity where known. What the\n' +
    'format has no place for, and what is not disclosed, is listed. A confidential site has neither address nor area.',
  options: {
    out: {
      type: 'string',
      value: 'FILE',
      description: 'Where the document goes; a file there is replaced. With --tables a folder',
      required: true,
    },
    tables: { type: 'boolean', description: 'Write tables (CSV), one for each kind of row, into a folder' },
    'dry-run': { type: 'boolean', description: 'Say what would be written, and write nothing' },
  },
  examples: [
    ['directory export --out services.json', 'Write the directory'],
    ['directory export --tables --out directory', 'Write it as tables'],
  ],
  exits: { refused: 'The place cannot be written.' },
  run(context) {
    const { flag, settings, text } = context
    return withFiles(context, async (files) => {
      const result = await exportDirectory(await directoryExchange(files))
      if (!result.ok) return refusal(result.error)
      const { page, tables, services, leftOut } = result.value
      const out = exportPlace(settings, text('out') ?? '')
      const dryRun = flag('dry-run')
      if (!dryRun) {
        try {
          if (flag('tables')) await writeTables(out, tables)
          else await writeFile(out, `${JSON.stringify(page, null, 2)}\n`)
        } catch {
          // Whatever keeps it from being written, its user has to name another place.
          return refusal(failure('protection.export_not_writable'))
        }
      }
      const left = Object.entries(leftOut).map(([what, count]) => `  ${count} ${LEFT_OUT[what as LeftOut]}`)
      return {
        exit: EXIT.ok,
        text: [`${services} services ${dryRun ? 'would be' : 'were'} written to ${out}.`, 'Left out:', ...left].join(
          '\n',
        ),
        json: { ok: true, services, out, dryRun, leftOut },
      }
    })
  },
}

/** One file for each table that has rows, all of them whole or none. */
async function writeTables(
  folder: string,
  tables: Readonly<Record<string, readonly Readonly<Record<string, string | number>>[]>>,
): Promise<void> {
  await mkdir(folder, { recursive: true })
  const written = await writeTogether(
    Object.entries(HSDS_COLUMNS).flatMap(([name, columns]) => {
      const rows = tables[name] ?? []
      const cells = rows.map((row) => columns.map((column) => String(row[column] ?? '')))
      return rows.length === 0 ? [] : [{ path: join(folder, `${name}.csv`), pieces: tableText(columns, cells) }]
    }),
  )
  if (!written.ok) throw new Error(written.error.code)
}
