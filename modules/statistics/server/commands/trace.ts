import { COLUMN_SCHEMA, type Command, DELIMITER, LANGUAGE, NOTHING_WRITTEN } from '@gloact/command'

/** Ranks children’s cases for relatives’ tracing requests. */
export const trace: Command = {
  computes: true,
  description:
    'For each request the cases that may be the child, the best first, with a probability and every reason in words. Nobody is\n' +
    'matched: ranked.csv is for staff, who decide. An inquirer is shown nothing until two people have confirmed it, and only\n' +
    'with consent; cases without consent to tracing are left out. It names nobody, and nothing leaves this machine. Columns\n' +
    'are recognised by name and content and shown; where one is taken for what it is not, correct them in a schema file.',
  arguments: [
    { name: 'CASES.csv', description: 'The children’s cases; the first column is the id' },
    { name: 'REQUESTS.csv', description: 'The relatives’ requests; the first column is the id' },
  ],
  options: {
    schema: COLUMN_SCHEMA,
    top: { type: 'string', value: '10', description: 'How many cases are written for each request' },
    out: { type: 'string', value: 'ranked.csv', description: 'Where the ranked cases go, whole or not at all' },
    'without-consent': {
      type: 'boolean',
      description: 'Rank cases without consent as well, for anyone who may ask the child again',
    },
    delimiter: DELIMITER,
    language: LANGUAGE,
  },
  examples: [
    ['trace cases.csv requests.csv', 'Write ranked.csv, and show how the columns were read'],
    ['trace cases.csv requests.csv --top 3 --out first.csv', 'Three cases for each request'],
    ['trace cases.csv requests.csv --schema columns.json', 'With corrected columns'],
  ],
  exits: {
    failed: NOTHING_WRITTEN,
    refused: 'The files cannot be taken apart, or cannot be compared; what to do is said. Nothing was written.',
  },
  async run(context) {
    return (await import('./linkage/run-trace.ts')).runTrace(context)
  },
}
