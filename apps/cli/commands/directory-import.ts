import { readdir, readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseBytes } from '@gloact/csv'
import { failure } from '@gloact/kernel'
import { fromTables, importDirectory, type ReadDirectory } from '@gloact/referral/server'
import { type Command, EXIT, type Outcome } from '../command.ts'
import { withFiles } from '../compose.ts'
import { directoryExchange } from '../directory-exchange.ts'
import { refusal } from '../refusal.ts'

/** A directory of a whole country has some thousand services; a larger document is none. */
const MOST_BYTES = 50_000_000

const REASONS: Readonly<Record<string, string>> = {
  not_hsds: 'not a service as HSDS 3.1 defines it',
  organization_unknown: 'its organization is not an agency here: an administrator enters it first',
  type_unknown: 'none of its terms matches a type of service: map one with --terms',
  area_unknown: 'its area is not one of the country’s',
  location_missing: 'it has no location',
  closed: 'it is closed, and is not in the directory',
  twice: 'it is in the document twice',
}

/** Reads a document of Open Referral into proposals. */
export const directoryImport: Command = {
  description:
    'Reads a page of /services, a list of services, one service, or a folder of tables (CSV). Nothing in the directory changes: each service that is new or\n' +
    'differs becomes a proposal, which the coordinator (or a supervisor of another agency) approves or rejects in the app. An\n' +
    'address of a confidential site is not read. What has no equivalent here, and terms of other taxonomies, are listed.',
  arguments: [{ name: 'FILE', description: 'The document, as JSON; or a folder with services.csv and other tables' }],
  options: {
    terms: {
      type: 'string',
      value: 'TERMS.json',
      description: 'Terms of other taxonomies (code or name) by type of service: {"Counselling": "psychosocial"}',
    },
    'dry-run': { type: 'boolean', description: 'Say what would be proposed, and propose nothing' },
  },
  examples: [
    ['directory import services.json --dry-run', 'See first what would be proposed'],
    ['directory import directory --dry-run', 'The same for a folder of tables'],
    ['directory import services.json --terms terms.json', 'Propose it'],
  ],
  exits: { refused: 'The file cannot be read as Open Referral; nothing was written.' },
  async run(context) {
    const { document, unread } = await readDocument(context.arguments[0] ?? '')
    const named = context.text('terms')
    const terms = named === undefined ? {} : await readJson(named)
    if (document === undefined || !isTerms(terms)) return refusal(failure('referral.not_open_referral'))
    return withFiles(context, async (files) => {
      const dryRun = context.flag('dry-run')
      const result = await importDirectory(await directoryExchange(files), document, { dryRun, terms })
      if (!result.ok) return refusal(result.error)
      return outcomeOf({ ...result.value, noEquivalent: [...result.value.noEquivalent, ...unread] }, dryRun)
    })
  },
}

interface Document {
  readonly document: unknown
  /** Tables that belong to no service. */
  readonly unread: readonly { readonly path: string; readonly count: number }[]
}

async function readDocument(path: string): Promise<Document> {
  const from = resolve(path)
  const isFolder = await stat(from).then(
    (found) => found.isDirectory(),
    // Not there: what reads it next says so.
    () => false,
  )
  return isFolder ? readTables(from) : { document: await readJson(path), unread: [] }
}

/** A cell as it was before it was kept from being taken for a formula. */
const plain = (cell: string): string => (/^'[=+\-@]/.test(cell) ? cell.slice(1) : cell)

/** More files than the format has tables are none of it. */
const MOST_TABLES = 64

async function readTables(folder: string): Promise<Document> {
  const none = { document: undefined, unread: [] }
  const names = (await readdir(folder)).filter((name) => name.toLowerCase().endsWith('.csv'))
  if (names.length > MOST_TABLES) return none
  const texts: Record<string, Readonly<Record<string, string>>[]> = {}
  let left = MOST_BYTES
  for (const name of names) {
    left -= (await stat(join(folder, name))).size
    if (left < 0) return none
    const table = parseBytes(await readFile(join(folder, name)))
    if (!table.ok) return none
    const { columns, rows } = table.value
    texts[name.slice(0, -'.csv'.length)] = rows.map((cells) =>
      Object.fromEntries(columns.map((column, at) => [column, plain(cells[at] ?? '')])),
    )
  }
  const { services, unread } = fromTables(texts)
  return {
    document: services.length > 0 ? services : undefined,
    unread: unread.map(({ table, rows }) => ({ path: `${table}.csv`, count: rows })),
  }
}

async function readJson(path: string): Promise<unknown> {
  try {
    const from = resolve(path)
    if ((await stat(from)).size > MOST_BYTES) return undefined
    return JSON.parse(await readFile(from, 'utf8')) as unknown
  } catch {
    // Not there, not readable, not JSON: for its user the same, since nothing was read.
    return undefined
  }
}

const isTerms = (value: unknown): value is Readonly<Record<string, string>> =>
  typeof value === 'object' && value !== null && Object.values(value).every((type) => typeof type === 'string')

function outcomeOf(
  { rows, unknownTerms, noEquivalent, addressesLeft, detailsLeft }: ReadDirectory,
  dryRun: boolean,
): Outcome {
  const count = (outcome: string): number => rows.filter((row) => row.outcome === outcome).length
  const rejected = rows.filter((row) => row.outcome === 'rejected')
  const verb = dryRun ? 'would be proposed' : 'proposed'
  return {
    exit: EXIT.ok,
    text: [
      `${count('new')} new and ${count('changed')} changed services ${verb}; ${count('unchanged')} are as they were.`,
      ...rejected.map(
        ({ row, name, reason, at }) =>
          `  Not read: service ${row}${name === null ? '' : `, ${name}`}: ${REASONS[reason] ?? reason}${at ? ` (${at})` : ''}`,
      ),
      ...unknownTerms.map(({ term, count: times }) => `  Term without a type of service: ${term} (${times})`),
      ...noEquivalent.map(({ path, count: times }) => `  No equivalent: ${path} (${times})`),
      ...(addressesLeft > 0 ? [`  ${addressesLeft} addresses of confidential sites were not read`] : []),
      ...(detailsLeft > 0
        ? [`  ${detailsLeft} hours, fees and contacts that not everyone may see stay as they are`]
        : []),
    ].join('\n'),
    json: {
      ok: true,
      dryRun,
      new: count('new'),
      changed: count('changed'),
      unchanged: count('unchanged'),
      rejected: rejected.map(({ row, name, reason }) => ({ row, name, reason })),
      unknownTerms,
      noEquivalent,
      addressesLeft,
      detailsLeft,
    },
  }
}
