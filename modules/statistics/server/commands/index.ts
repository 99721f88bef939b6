import type { ListedCommand } from '@gloact/command'

/** What this module does with CSV files, without an instance. The file of a command is read when it is run. */
export const statisticsCommands: readonly ListedCommand[] = [
  {
    name: 'link',
    summary: 'Find the persons that two or more lists have in common, from their CSV files',
    load: async () => (await import('./link.ts')).link,
  },
  {
    name: 'dedupe',
    summary: 'Find the records of one CSV file that belong to the same person',
    load: async () => (await import('./dedupe.ts')).dedupe,
  },
  {
    name: 'trace',
    summary: 'Rank the children’s cases that relatives’ tracing requests may be about',
    load: async () => (await import('./trace.ts')).trace,
  },
  {
    name: 'encode',
    summary: 'Encode a list for private linkage, so that names stay with the agency',
    load: async () => (await import('./encode.ts')).encode,
  },
  {
    name: 'encode key',
    summary: 'Make the key of one project of private linkage, from the key holder’s secret',
    load: async () => (await import('./encode-key.ts')).encodeKey,
  },
  {
    name: 'encode pair',
    summary: 'Make the keys with which lists of a private linkage are signed and opened',
    load: async () => (await import('./encode-pair.ts')).encodePair,
  },
  {
    name: 'match',
    summary: 'Count the persons that encoded lists have in common, without learning who',
    load: async () => (await import('./match.ts')).match,
  },
  {
    name: 'match finish',
    summary: 'Subtract the agencies’ dummies from the counts of a private linkage',
    load: async () => (await import('./match-finish.ts')).matchFinish,
  },
  {
    name: 'match destroy',
    summary: 'Delete the encodings of a private linkage and sign a receipt for it',
    load: async () => (await import('./match-destroy.ts')).matchDestroy,
  },
  {
    name: 'match check',
    summary: 'Check a receipt for encodings that were deleted',
    load: async () => (await import('./match-check.ts')).matchCheck,
  },
  {
    name: 'estimate',
    summary: 'Estimate from overlapping lists how many people are on none of them',
    load: async () => (await import('./estimate.ts')).estimate,
  },
  {
    name: 'protect table',
    summary: 'Count a CSV file into a table whose small numbers cannot be worked out',
    load: async () => (await import('./protect-table.ts')).protectTable,
  },
  {
    name: 'protect records',
    summary: 'Write records of a CSV file, so alike in groups that nobody can be told apart',
    load: async () => (await import('./protect-records.ts')).protectRecords,
  },
  {
    name: 'synthesize',
    summary: 'Make synthetic records that protect every person in a CSV file by differential privacy',
    load: async () => (await import('./synthesize.ts')).synthesize,
  },
  {
    name: 'compare',
    summary: 'Compare synthetic with sensitive records: error, loss, invention, attacks',
    load: async () => (await import('./compare.ts')).compare,
  },
]
