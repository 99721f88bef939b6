import type { Command } from '../command.ts'
import { NOTHING_WRITTEN } from '../csv-options.ts'

/** Counts on which lists how many persons are, from encodings alone. */
export const match: Command = {
  computes: true,
  description:
    'For the linkage unit, which has no secret and sees no name. Every list is taken to hold a person once. What is written\n' +
    'says how many persons are on which lists, never who: a CSV for “gloact estimate”, and beside it the same with twenty\n' +
    'tables drawn from what the linkage leaves open. Files encoded under an agreement hold dummies: “gloact match finish”\n' +
    'takes them away, and is run by the analyst. Destroy the encodings when the counts are handed over.',
  arguments: [
    { name: 'A.clk', description: 'A file that “gloact encode” wrote' },
    { name: 'B.clk', description: 'The files to link it with, one or more', multiple: true },
  ],
  options: {
    histories: {
      type: 'string',
      value: 'FILE.csv',
      description: 'Where the counts go; the tables go beside, as FILE.draws.json',
      required: true,
    },
    threshold: {
      type: 'string',
      value: 'T',
      description:
        'Link pairs of at least this similarity (trusted unit: probability). Without it, it is learned from the files',
    },
    threads: { type: 'string', value: 'N', description: 'How many threads compare (default: one a core)' },
  },
  examples: [
    ['match police.clk shelter.clk hotline.clk --histories histories.csv', 'The threshold is learned from the files'],
    ['match a.clk b.clk --threshold 0.8 --histories histories.csv', 'A threshold of one’s own'],
  ],
  exits: {
    failed: NOTHING_WRITTEN,
    refused:
      'A file is no file of encodings, or they cannot be linked with one another; what keeps them from it is said.',
  },
  async run(context) {
    return (await import('../linkage/run-match.ts')).runMatch(context)
  },
}
