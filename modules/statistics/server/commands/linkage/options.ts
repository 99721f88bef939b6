import { COLUMN_SCHEMA, DELIMITER, LANGUAGE, type Option } from '@gloact/command'

/** What `link` and `dedupe` both take: a page of help needs no more than this. */
export const LINKAGE_OPTIONS = {
  schema: COLUMN_SCHEMA,
  threshold: { type: 'string', value: '0.5', description: 'Pairs of this probability or more are written' },
  out: { type: 'string', value: 'pairs.csv', description: 'Where the pairs go, whole or not at all' },
  review: {
    type: 'string',
    value: 'N',
    description: 'Write N pairs of all probabilities to review.csv, to be decided',
  },
  decisions: {
    type: 'string',
    value: 'FILE',
    description:
      'What people decided in such a review: those pairs are kept together, or apart; says how often the model was right',
  },
  clusters: { type: 'string', value: 'FILE', description: 'Write which records are taken to be one person’s' },
  histories: {
    type: 'string',
    value: 'FILE',
    description: 'Write how many persons are on which lists, with twenty tables of the uncertainty, for estimate',
  },
  'despite-unreadable': {
    type: 'boolean',
    description:
      'Compare although dates or ages of over a tenth of a list’s records cannot be read; they are missing then',
  },
  delimiter: DELIMITER,
  language: LANGUAGE,
  seed: { type: 'string', value: '1', description: 'For the random pairs that chance is estimated from' },
} as const satisfies Readonly<Record<string, Option>>
