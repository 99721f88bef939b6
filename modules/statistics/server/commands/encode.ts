import { type Command, DELIMITER, LANGUAGE, NOTHING_WRITTEN } from '@gloact/command'

/** Encodes a list for private linkage. */
export const encode: Command = {
  computes: true,
  memoryAdvice: 'Leave out columns that are\nnot in the schema: a list is encoded whole',
  description:
    'SCHEMA is the agreement that the parties have signed (docs/guides/share-counts-not-names.md): records are encoded with\n' +
    'the project’s key, dummies that only you know are put among them, and they are shuffled. Deduplicate the list first.\n' +
    'Or SCHEMA is a linkage schema of version 3, and the records are encoded as clkhash does, without any of that.\n' +
    'Either way known attacks are tried on the encodings, and nothing is written where one finds too many.\n' +
    'Encodings are not anonymous: they are personal data and stay between you and the linkage unit.',
  arguments: [{ name: 'LIST.csv', description: 'The list; columns are found by the names in the schema' }],
  options: {
    schema: { type: 'string', value: 'SCHEMA.json', description: 'The agreement, or a linkage schema', required: true },
    'secret-file': {
      type: 'string',
      value: 'FILE',
      description:
        'The project’s key, from “gloact encode key”; or the key holder’s secret itself, which is then for one project only',
      required: true,
    },
    'key-file': {
      type: 'string',
      value: 'FILE',
      description: 'Your own keys, from “gloact encode pair”, where the agreement names keys',
    },
    out: {
      type: 'string',
      value: 'LIST.clk',
      description: 'Where the encodings go, whole or not at all',
      required: true,
    },
    dummies: {
      type: 'string',
      value: 'FILE',
      description:
        'Where the number of dummies goes, for the analyst and not the linkage unit (default: LIST.dummies.json)',
    },
    delimiter: DELIMITER,
    'most-found': {
      type: 'string',
      value: 'SHARE',
      description: 'Refuse if the attacks find more than this share of the records; stricter than agreed on, or 0.01',
    },
    'despite-attacks': {
      type: 'boolean',
      description:
        'With a linkage schema alone: write the encodings although attacks find too many, for others who need them',
    },
    language: LANGUAGE,
  },
  examples: [
    ['encode north.csv --schema agreement.json --secret-file project.key --out north.clk', 'Under an agreement'],
    [
      'encode north.csv --schema agreement.json --secret-file project.key --key-file north.keys --out north.clk',
      'Signed, and encrypted to the linkage unit',
    ],
    ['encode a.csv --schema linkage-schema.json --secret-file secret --out a.clk', 'As clkhash encodes it'],
  ],
  exits: {
    failed: NOTHING_WRITTEN,
    refused: 'The list, schema, secret or keys cannot be used, or the attacks find too many; nothing was written.',
  },
  async run(context) {
    return (await import('./linkage/run-encode.ts')).runEncode(context)
  },
}
