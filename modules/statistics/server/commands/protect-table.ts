import { type Command, DELIMITER, FORM, LANGUAGE, NOTHING_WRITTEN } from '@gloact/command'

/** Counts a file into a table that may be let out. */
export const protectTable: Command = {
  computes: true,
  description:
    'FILE has one row for each person, or, with --count, one row for each cell. Counts of fewer persons than the threshold are hidden, and as\n' +
    'many others as it takes so that no total gives them away (method suppress); or every figure is rounded at random to a multiple\n' +
    'of the base, so that they still add up (method round). With --amount, sums that reveal a single contributor are hidden. With a\n' +
    'register, a table is checked against those already published: what would reveal few persons, or one contributor, by the\n' +
    'difference is refused. A register with amounts accepts tables of the same data only: each period has its own. What is not\n' +
    'stated follows the country’s rule (disclosure.json), and nothing goes below it. Method and limits: docs/methods/disclosure.md.',
  arguments: [{ name: 'FILE.csv', description: 'One row for each person, or the cells of a table with --count' }],
  options: {
    rows: {
      type: 'string',
      value: 'A',
      required: true,
      description: 'The column that makes the rows; A,B for B within A',
    },
    columns: { type: 'string', value: 'B', description: 'The column that makes the columns; B,C for C within B' },
    layers: {
      type: 'string',
      value: 'C',
      multiple: true,
      description:
        'A further column by which the table is broken down: a part for each code, and for all; may be given again',
    },
    count: {
      type: 'string',
      value: 'COLUMN',
      description: 'The column with the counts; without it, each row is one person',
    },
    amount: {
      type: 'string',
      value: 'COLUMN',
      description: 'Sums these amounts instead; each row belongs to one contributor',
    },
    contributor: {
      type: 'string',
      value: 'COLUMN',
      description: 'amount: who it belongs to, where one has several rows',
    },
    dominance: {
      type: 'string',
      value: 'N,K',
      description: 'amount: a sum is hidden where its N largest hold over K percent (default: the country’s rule)',
    },
    closeness: {
      type: 'string',
      value: 'P',
      description: 'amount: or where the second knows the first to within P percent (default: the country’s rule)',
    },
    audience: {
      type: 'string',
      value: 'agency|public',
      description: 'Who sees it: inside the agency (threshold 5 or more) or anyone (10 or more; default)',
    },
    threshold: {
      type: 'string',
      value: 'N',
      description: 'Counts from 1 to below this are hidden (default: the country’s rule; at least 10, agency 5)',
    },
    method: { type: 'string', value: 'suppress|round', description: 'Hide cells, or round all figures' },
    cover: {
      type: 'string',
      value: 'blind|fewest',
      description:
        'suppress: hide others whatever the small counts are, or the fewest that do (default: the country’s rule)',
    },
    base: { type: 'string', value: 'N', description: 'round: figures are multiples of this (at least 5)' },
    register: {
      type: 'string',
      value: 'FILE',
      description:
        'The register of what is published about this population, counts and amounts; made where there is none',
    },
    out: {
      type: 'string',
      value: 'OUT.csv',
      required: true,
      description: 'Where the table goes; a file there is replaced',
    },
    form: FORM,
    delimiter: DELIMITER,
    language: LANGUAGE,
  },
  examples: [
    ['protect table cases.csv --rows citizenship --columns sex --out table.csv', 'A table for anyone'],
    [
      'protect table cases.csv --rows region,district --columns year --register released.jsonl --out table.csv',
      'Districts within regions, checked against what is published',
    ],
    [
      'protect table cases.csv --rows citizenship --columns sex --layers year --layers age --out table.csv',
      'Four ways at once',
    ],
    [
      'protect table costs.csv --rows service --columns region --amount cost --contributor shelter --register 2026.jsonl --out table.csv',
      'Sums in which no shelter stands out, checked against what is published of that year',
    ],
    [
      'protect table cells.csv --rows age --columns sex --count n --method round --base 5 --out t.csv',
      'Given counts, rounded',
    ],
  ],
  exits: {
    failed: NOTHING_WRITTEN,
    refused: 'The file, a column or the table cannot be published; the message says what to do. Nothing was written.',
  },
  async run(context) {
    return (await import('./disclosure/run-protect-table.ts')).runProtectTable(context)
  },
}
