import { type Command, LANGUAGE } from '@gloact/command'

/** Checks a receipt for encodings that were deleted. */
export const matchCheck: Command = {
  description:
    'For an agency. Checks that the linkage unit of the agreement has signed the receipt as it stands, and says what was\n' +
    'deleted and when. That no copy is left it cannot tell.',
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
    failed: 'A file is not there.',
    refused: 'The receipt is not the unit’s, was changed, or your list is not in it.',
  },
  async run(context) {
    return (await import('./linkage/run-match-check.ts')).runMatchCheck(context)
  },
}
