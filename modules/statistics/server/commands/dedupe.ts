import { type Command, NOTHING_WRITTEN } from '@gloact/command'
import { LINKAGE_OPTIONS } from './linkage/options.ts'

/** Finds the records of one file that are one person's. */
export const dedupe: Command = {
  computes: true,
  description:
    'Where a column names the list that a record is on (agency), each list is deduplicated first and then holds a person\n' +
    'once. Nothing is merged and nothing leaves this machine: pairs.csv is a proposal that people decide on. Columns are\n' +
    'recognised by name and content and shown; where one is recognised wrongly, correct it in a schema file.',
  arguments: [{ name: 'A.csv', description: 'The records; the first column is their id, unless --id names another' }],
  options: {
    id: { type: 'string', value: 'COLUMN', description: 'The column that is the id of a record' },
    ...LINKAGE_OPTIONS,
    'one-each': {
      type: 'string',
      value: 'FILE',
      description:
        'Write the list with one row for each person (each list in it separately): the fullest row, of several the first',
    },
  },
  examples: [
    ['dedupe persons.csv', 'Write pairs.csv, and show how the columns were read'],
    ['dedupe persons.csv --id number --threshold 0.9', 'Only pairs that are sure'],
    ['dedupe persons.csv --clusters clusters.csv', 'Say for each record which others it goes with'],
    ['dedupe persons.csv --review 200', 'Write review.csv, to be decided: same, not_same or unsure'],
    [
      'dedupe persons.csv --decisions review.csv --one-each once.csv',
      'Write the list with a person once, by what was decided',
    ],
  ],
  exits: {
    failed: NOTHING_WRITTEN,
    refused: 'The file cannot be parsed, or has nothing to compare; the message says what to do. Nothing was written.',
  },
  async run(context) {
    return (await import('./linkage/run.ts')).runLinkage(context, 'within_all')
  },
}
