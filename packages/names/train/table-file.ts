import { writeTable, type Operations } from '../transducers/table.ts'
import type { NameSet } from './name-sets.ts'

/** The text of a table's file: where it comes from, and the table. */
export const tableFile = (set: NameSet, operations: Operations, pairs: number): string => `/**
 * Learned, not written by hand: node packages/names/train/train.ts FOLDER
 * From ${pairs} pairs of words of ${set.file}
 * Source: ${set.source}
 * Licence of the pairs: ${set.licence}
 */
export const ${set.script.toUpperCase()} = \`
${writeTable(operations)}
\`
`
