import { type Command, DELIMITER, FORM, LANGUAGE } from '@gloact/command'

/** Writes synthetic records that protect every person in a table by differential privacy. */
export const synthesize: Command = {
  computes: true,
  description:
    'FILE has one row for each person and columns of categories. What each column may contain comes from a public code list, never\n' +
    'from the data. Records, counts and their intervals come from one fit with exact noise from the system’s cryptographic\n' +
    'generator; each release is charged to a privacy ledger, which refuses to overspend. A release is never made again with\n' +
    'the same noise: another run is another release. Methods and limits: docs/methods/disclosure.md.',
  arguments: [{ name: 'FILE.csv', description: 'The sensitive records, one row for each person' }],
  options: {
    codes: {
      type: 'string',
      value: 'CODES.json',
      description: 'The public code lists: columns, their codes, what is impossible',
    },
    form: FORM,
    person: {
      type: 'string',
      value: 'COLUMN',
      description: 'Who a row is about: refused where someone has two rows; the column is never published',
    },
    'write-codes': {
      type: 'string',
      value: 'FILE.json',
      description: 'Writes code lists proposed from the data, for people to review, and ends',
    },
    epsilon: {
      type: 'string',
      value: 'E',
      description: 'How much may be disclosed about one person: 1 to 4 a year (default: 1)',
    },
    delta: { type: 'string', value: 'D|auto', description: 'The chance that this fails (default: auto, 1 / (n ln n))' },
    'public-records': {
      type: 'string',
      value: 'N',
      description: 'A number of people that is public already; without it, one is counted with noise',
    },
    method: {
      type: 'string',
      value: 'auto|aim|pairs',
      description: 'AIM for small or dense tables, all pairs for large ones; chosen by a public rule (default)',
    },
    out: {
      type: 'string',
      value: 'OUT.csv',
      description: 'Where the synthetic records go; their manifest is next to them',
    },
    report: {
      type: 'string',
      value: 'FILE.html|docx|pdf',
      description: 'Writes the report that is published with them',
    },
    tables: { type: 'string', value: 'FILE.csv', description: 'Writes the counts of codes and pairs, with intervals' },
    parsimonious: {
      type: 'boolean',
      description: 'Withholds answers (*) until no code and no pair of codes is in fewer records than the floor',
    },
    floor: {
      type: 'string',
      value: 'N',
      description: 'No count below this is shown (default: the country’s threshold for the public; at least 10)',
    },
    ledger: {
      type: 'string',
      value: 'FILE',
      description: 'The privacy ledger of these persons (default: privacy-ledger.jsonl next to OUT.csv)',
    },
    universe: {
      type: 'string',
      value: 'NAME',
      description: 'Who the ledger is about, over all years (default: persons)',
    },
    budget: {
      type: 'string',
      value: 'E',
      description:
        'The epsilon that all releases together may reach; set when the ledger is opened (default: 20), then not changed',
    },
    'approved-by': { type: 'string', value: 'OFFICE', description: 'Who approved the release, for the ledger' },
    delimiter: DELIMITER,
    language: LANGUAGE,
  },
  examples: [
    ['synthesize cases.csv --write-codes codes.json', 'Propose code lists, to be reviewed'],
    [
      'synthesize cases.csv --codes codes.json --epsilon 1 --delta auto --out public.csv --report public.html',
      'Make a release with its report',
    ],
    [
      'synthesize cases.csv --codes codes.json --out public.csv --ledger victims.jsonl --universe victims --budget 4',
      'With a ledger for all releases, and its cap',
    ],
  ],
  exits: {
    failed: 'The work was cancelled, or a file could not be written. What was charged to the ledger stays charged.',
    refused:
      'The file, the lists or the budget do not allow a release; the message says what to do. Nothing was written.',
  },
  async run(context) {
    return (await import('./disclosure/run-synthesize.ts')).runSynthesize(context)
  },
}
