import { type Command, DELIMITER, LANGUAGE } from '@gloact/command'

/** Compares synthetic with sensitive records, for those who hold both. */
export const compare: Command = {
  computes: true,
  description:
    'Error of the counts of all combinations of codes, by length and size; what was lost, invented or rare; and two attacks,\n' +
    'simulated. The result is computed from the sensitive records without noise: keep it internal. Choosing epsilon by\n' +
    'looking at it is not covered by the guarantee.',
  arguments: [
    { name: 'SENSITIVE.csv', description: 'The sensitive records' },
    {
      name: 'SYNTHETIC.csv',
      description: 'The synthetic records; columns are matched by name, and those that not every file has are named',
    },
  ],
  options: {
    longest: {
      type: 'string',
      value: 'K',
      description: 'The most codes in a combination, 1 to 4 (default: 4, fewer for many columns)',
    },
    resolution: {
      type: 'string',
      value: 'N',
      description: 'From how many people on a combination is common (default: 10)',
    },
    control: {
      type: 'string',
      value: 'FILE.csv',
      description: 'Records of people who took no part, for the membership attack',
    },
    report: {
      type: 'string',
      value: 'FILE.html|docx|pdf',
      description: 'Writes a report with figures, for internal use',
    },
    delimiter: DELIMITER,
    language: LANGUAGE,
  },
  examples: [
    ['compare cases.csv public.csv --json', 'All figures, for a program'],
    ['compare cases.csv public.csv --report quality.html', 'With figures'],
  ],
  exits: {
    failed: 'The report cannot be written, or the work was cancelled; nothing was written.',
    refused: 'The files cannot be read, or have no column in common.',
  },
  async run(context) {
    return (await import('./disclosure/run-compare.ts')).runCompare(context)
  },
}
