import { type Command, DELIMITER, FORM, LANGUAGE, NOTHING_WRITTEN } from '@gloact/command'

/** Blanks and leaves out until of each record so many are alike. */
export const protectRecords: Command = {
  computes: true,
  description:
    'FILE has one row for each person. Cells that could identify one (--by) are blanked until at least as many records as the country’s\n' +
    'rule asks for are alike; anyone who still stands out is left out. The report says what those who are alike have in common\n' +
    '(l-diversity). It holds for one release, and not against someone who knows more than these columns. With a register, other releases about the\n' +
    'same persons are refused, and tables next to them. Method and limits: docs/methods/disclosure.md.',
  arguments: [{ name: 'FILE.csv', description: 'One row for each person' }],
  options: {
    by: {
      type: 'string',
      value: 'A,B',
      required: true,
      description: 'The columns by which someone might be known, the first to be blanked first',
    },
    keep: { type: 'string', value: 'C,D', description: 'What else is written of each record' },
    audience: {
      type: 'string',
      value: 'agency|public',
      description: 'Who sees it: inside the agency, or anyone (default)',
    },
    threshold: {
      type: 'string',
      value: 'K',
      description: 'How many are alike at least (default: the country’s rule; at least 10, agency 5)',
    },
    register: {
      type: 'string',
      value: 'FILE',
      description: 'The register of what is published about this population; made where there is none',
    },
    out: {
      type: 'string',
      value: 'OUT.csv',
      required: true,
      description: 'Where the records go; a file there is replaced',
    },
    form: FORM,
    delimiter: DELIMITER,
    language: LANGUAGE,
  },
  examples: [
    [
      'protect records cases.csv --by district,citizenship,age,sex --keep exploitation --register released.jsonl --out records.csv',
      'Records for anybody',
    ],
  ],
  exits: {
    failed: NOTHING_WRITTEN,
    refused: 'The file or a column cannot be published; the message says what to do. Nothing was written.',
  },
  async run(context) {
    return (await import('./disclosure/run-protect-records.ts')).runProtectRecords(context)
  },
}
