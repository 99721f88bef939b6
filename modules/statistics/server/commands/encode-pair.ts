import { type Command, LANGUAGE } from '@gloact/command'

/** Makes keys for signing and opening the lists of a private linkage. */
export const encodePair: Command = {
  description:
    'For each agency and for the linkage unit. The file holds what you sign with and what opens what is sent to you; the\n' +
    'public part is printed, and goes into the agreement. Where an agreement names everyone’s, lists travel signed by\n' +
    'their agency and encrypted to the linkage unit (docs/guides/share-counts-not-names.md).',
  options: {
    out: {
      type: 'string',
      value: 'FILE',
      description: 'Where the keys go; only you may have the file',
      required: true,
    },
    language: LANGUAGE,
  },
  examples: [['encode pair --out north.keys', 'The public part, for the agreement, is printed']],
  exits: { failed: 'The file cannot be written.', refused: 'The file exists already; nothing was written.' },
  async run(context) {
    return (await import('./linkage/run-encode-key.ts')).runEncodePair(context)
  },
}
