import { type Command, LANGUAGE } from '@gloact/command'

/** Deletes the encodings of a private linkage, with a receipt. */
export const matchDestroy: Command = {
  computes: true,
  description:
    'For the linkage unit, once the counts are handed over or the agreement has ended. Each file is opened, so that the\n' +
    'receipt says what it was; then all are deleted, and the receipt is signed. It does not reach copies and backups.',
  arguments: [{ name: 'A.clk', description: 'The files to delete, one or more', multiple: true }],
  options: {
    agreement: {
      type: 'string',
      value: 'FILE',
      description: 'The agreement, which names the unit’s key',
      required: true,
    },
    'key-file': {
      type: 'string',
      value: 'FILE',
      description: 'The unit’s keys, from “gloact encode pair”',
      required: true,
    },
    receipt: { type: 'string', value: 'FILE.json', description: 'Where the receipt goes', required: true },
    language: LANGUAGE,
  },
  examples: [
    [
      'match destroy north.clk south.clk --agreement agreement.json --key-file unit.keys --receipt receipt.json',
      'Both are deleted',
    ],
  ],
  exits: {
    failed: 'A file does not exist or cannot be deleted, or the receipt cannot be written and is printed.',
    refused: 'A file does not open, the key is not the unit’s, or the receipt exists already; nothing was deleted.',
  },
  async run(context) {
    return (await import('./linkage/run-match-destroy.ts')).runMatchDestroy(context)
  },
}
