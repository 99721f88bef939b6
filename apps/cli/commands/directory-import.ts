import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { failure } from '@gloact/kernel'
import { importDirectory, type ReadDirectory } from '@gloact/referral/server'
import { type Command, EXIT, type Outcome } from '../command.ts'
import { withFiles } from '../compose.ts'
import { directoryExchange } from '../directory-exchange.ts'
import { refusal } from '../refusal.ts'

/** A directory of a whole country has some thousand services; a larger document is none. */
const MOST_BYTES = 50_000_000

const REASONS: Readonly<Record<string, string>> = {
  not_hsds: 'not a service as HSDS 3.1 has it',
  organization_unknown: 'its organization is no agency here: an administrator enters it first',
  type_unknown: 'no term of it stands for a type of service: map one with --terms',
  area_unknown: 'its area is none of the country’s',
  location_missing: 'it has no location',
  closed: 'it is closed, and is not in the directory',
  twice: 'it stands in the document twice',
}

/** Reads a document of Open Referral into proposals. */
export const directoryImport: Command = {
  description:
    'Reads a page of /services, a list of services, or one service. Nothing in the directory changes: each service that is new or\n' +
    'differs becomes a proposal, which the coordinator (or a supervisor of another agency) approves or rejects in the app. An\n' +
    'address of a confidential site is not read. What has no equivalent here, and terms of other taxonomies, are listed.',
  arguments: [{ name: 'FILE', description: 'The document, as JSON' }],
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
    ['directory import services.json --terms terms.json', 'Propose it'],
  ],
  exits: { refused: 'The file cannot be read as Open Referral; nothing was written.' },
  async run(context) {
    const document = await readJson(context.arguments[0] ?? '')
    const named = context.text('terms')
    const terms = named === undefined ? {} : await readJson(named)
    if (document === undefined || !isTerms(terms)) return refusal(failure('referral.not_open_referral'))
    return withFiles(context, async (files) => {
      const dryRun = context.flag('dry-run')
      const result = await importDirectory(await directoryExchange(files), document, { dryRun, terms })
      return result.ok ? outcomeOf(result.value, dryRun) : refusal(result.error)
    })
  },
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

function outcomeOf({ rows, unknownTerms, noEquivalent, addressesLeft }: ReadDirectory, dryRun: boolean): Outcome {
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
    },
  }
}
