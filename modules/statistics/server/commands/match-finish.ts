import { type Command, LANGUAGE } from '@gloact/command'

/** Takes the agencies’ dummies from the counts of a private linkage. */
export const matchFinish: Command = {
  description:
    'For the analyst, who has the counts from the linkage unit and from each agency the number of its dummies. Dummies match\n' +
    'nobody: they are all among those seen on one list alone, and are subtracted there.',
  arguments: [
    { name: 'FILE.draws.json', description: 'What “gloact match” wrote with the counts' },
    { name: 'LIST.dummies.json', description: 'One file for each agency, in any order', multiple: true },
  ],
  options: {
    out: {
      type: 'string',
      value: 'FILE.csv',
      description: 'Where the counts go, for “gloact estimate”; the tables go next to them, as FILE.draws.json',
      required: true,
    },
    language: LANGUAGE,
  },
  examples: [
    ['match finish histories.draws.json police.dummies.json shelter.dummies.json --out counts.csv', 'Two agencies'],
  ],
  exits: {
    failed: 'A file does not exist or cannot be written; nothing was written.',
    refused: 'The files are not from one run, or one is missing; nothing was written.',
  },
  async run(context) {
    return (await import('./linkage/run-match-finish.ts')).runMatchFinish(context)
  },
}
