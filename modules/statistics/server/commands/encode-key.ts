import { type Command, LANGUAGE } from '@gloact/command'

/** Makes the key of one project of private linkage. */
export const encodeKey: Command = {
  description:
    'For the key holder. The agencies need the key of their project, never the secret: the secret gives the keys of\n' +
    'all projects that it is used for, and a project’s key gives no other. The key belongs to this agreement, word for word.',
  options: {
    agreement: {
      type: 'string',
      value: 'FILE',
      description: 'The agreement that the parties have signed',
      required: true,
    },
    'secret-file': {
      type: 'string',
      value: 'FILE',
      description: 'The secret, 32 bytes or more; a line break at its end does not count',
      required: true,
    },
    out: { type: 'string', value: 'PROJECT.key', description: 'Where the key goes', required: true },
    language: LANGUAGE,
  },
  examples: [
    [
      'encode key --agreement agreement.json --secret-file secret --out project.key',
      'Make project.key, to be given to the agencies',
    ],
  ],
  exits: {
    failed: 'A file does not exist or cannot be written; nothing was written.',
    refused: 'The agreement or the secret cannot be used; nothing was written.',
  },
  async run(context) {
    return (await import('./linkage/run-encode-key.ts')).runEncodeKey(context)
  },
}
