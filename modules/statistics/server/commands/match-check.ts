import { type Command, LANGUAGE } from '@gloact/command'

/** Checks a receipt for encodings that were deleted. */
export const matchCheck: Command = {
  description:
    'For an agency. Checks that the linkage unit of the agreement has signed the receipt as it stands, and says what was\n' +
    'deleted and when. It cannot show that no copy is left.',
  arguments: [{ name: 'RECEIPT.json', description: 'What “gloact match destroy” wrote' }],
  options: {
    agreement: {
      type: 'string',
      value: 'FILE',
      description: 'The agreement, which names the unit’s key',
      required: true,
    },
    dummies: {
      type: 'string',
      value: 'LIST.dummies.json',
      description: 'Your own number of dummies: your list has to be among those deleted',
    },
    language: LANGUAGE,
  },
  examples: [
    ['match check receipt.json --agreement agreement.json --dummies north.dummies.json', 'Is north.clk deleted?'],
  ],
  exits: {
    failed: 'A file does not exist.',
    refused: 'The receipt was not signed by the unit, was changed, or does not name your list.',
  },
  async run(context) {
    return (await import('./linkage/run-match-check.ts')).runMatchCheck(context)
  },
}
