import { readdirSync } from 'node:fs'
import { writeTable, type Operations } from '../transducers/table.ts'

/** Where a table comes from, as its file says it. */
export interface Provenance {
  readonly script: string
  /** The file of pairs, without its folder. */
  readonly file: string
  readonly source: string
  readonly licence: string
  /** How it was made, where not from a folder of open sets; and what it started from. */
  readonly made?: string
  readonly start?: string
}

/** The text of a table's file: where it comes from, and the table. */
export const tableFile = (set: Provenance, operations: Operations, pairs: number): string => `/**
 * Learned, not written by hand: node packages/names/train/train.ts ${set.made ?? 'FOLDER'}
 * From ${pairs} pairs of words of ${set.file}${set.start === undefined ? '' : `, starting from ${set.start}`}
 * Source: ${set.source}
 * Licence of the pairs: ${set.licence}
 */
export const ${set.script.toUpperCase()} = \`
${writeTable(operations)}
\`
`

const INDEX = 'index.ts'

/** The scripts that a folder has a table of. */
export const scriptsIn = (folder: string | URL): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && name !== INDEX)
    .map((name) => name.slice(0, -'.ts'.length))
    .toSorted()

/** The text of the file that names the tables of a folder. */
export const indexFile = (scripts: readonly string[]): string => `${scripts
  .map((script) => `import { ${script.toUpperCase()} } from './${script}.ts'`)
  .join('\n')}

/** The tables that are here, native letters on the left and Latin ones on the right. Written by packages/names/train/train.ts. */
export const TABLES = {
${scripts.map((script) => `  ${script}: ${script.toUpperCase()},\n`).join('')}} as const
`
