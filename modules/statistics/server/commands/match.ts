import { type Command, LANGUAGE, NOTHING_WRITTEN } from '@gloact/command'

/** Counts on which lists how many persons are, from encodings alone. */
export const match: Command = {
  computes: true,
  memoryAdvice: 'Use fewer threads (--threads 1),\nor link fewer lists at a time: a list cannot be linked in parts',
  description:
    'For the linkage unit, which has no secret and sees no name. Every list is assumed to hold a person once. What is written\n' +
    'says how many persons are on which lists, never who: a CSV for “gloact estimate”, and next to it the same with twenty\n' +
    'tables that reflect the uncertainty of the linkage. Files encoded under an agreement hold dummies: “gloact match finish”\n' +
    'subtracts them, and is run by the analyst. Once the counts are handed over: “gloact match destroy”.',
  arguments: [
    { name: 'A.clk', description: 'A file that “gloact encode” wrote' },
    { name: 'B.clk', description: 'The files to link it with, one or more', multiple: true },
  ],
  options: {
    histories: {
      type: 'string',
      value: 'FILE.csv',
      description: 'Where the counts go; the tables go next to them, as FILE.draws.json',
      required: true,
    },
    agreement: {
      type: 'string',
      value: 'FILE',
      description:
        'The agreement: files that were encoded under another one, or are not signed by its parties, are refused',
    },
    'key-file': {
      type: 'string',
      value: 'FILE',
      description: 'The unit’s keys, from “gloact encode pair”, which open what is encrypted to it',
    },
    threshold: {
      type: 'string',
      value: 'T',
      description:
        'Link pairs of at least this similarity (trusted unit: probability). Without it, it is learned from the files',
    },
    threads: { type: 'string', value: 'N', description: 'How many threads compare (default: one per core)' },
    language: LANGUAGE,
  },
  examples: [
    ['match police.clk shelter.clk hotline.clk --histories histories.csv', 'The threshold is learned from the files'],
    [
      'match north.clk south.clk --agreement agreement.json --key-file unit.keys --histories histories.csv',
      'Lists that are signed and encrypted',
    ],
    ['match a.clk b.clk --threshold 0.8 --histories histories.csv', 'A threshold of one’s own'],
  ],
  exits: {
    failed: NOTHING_WRITTEN,
    refused: 'A file does not hold encodings, or the files cannot be linked with one another; the message says why.',
  },
  async run(context) {
    return (await import('./linkage/run-match.ts')).runMatch(context)
  },
}
