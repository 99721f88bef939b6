import { type Command, NOTHING_WRITTEN } from '@gloact/command'
import { LINKAGE_OPTIONS } from './linkage/options.ts'

/** Links the records of several lists, each of which holds a person once. */
export const link: Command = {
  computes: true,
  description:
    'Every list is assumed to hold a person once (dedupe --one-each makes it so); pairs within a list are not compared. Nothing is\n' +
    'merged and nothing leaves this machine: pairs.csv is a proposal that people decide on. Columns are recognised by name\n' +
    'and content and shown; where one is recognised wrongly, correct it in a schema file.',
  arguments: [
    { name: 'A.csv', description: 'A list; its first column is the id of a record' },
    { name: 'B.csv', description: 'The lists to link it with, one or more', multiple: true },
  ],
  options: LINKAGE_OPTIONS,
  examples: [
    ['link police.csv shelter.csv', 'Write pairs.csv, and show how the columns were read'],
    ['link a.csv b.csv c.csv --histories histories.csv', 'Count the persons by the lists that they are on'],
    ['link a.csv b.csv --schema columns.json --review 200', 'With corrected columns, and 200 pairs to review'],
  ],
  exits: {
    failed: NOTHING_WRITTEN,
    refused: 'The files cannot be parsed, or cannot be linked; the message says what to do. Nothing was written.',
  },
  async run(context) {
    return (await import('./linkage/run.ts')).runLinkage(context, 'between_lists')
  },
}
