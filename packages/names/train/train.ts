/**
 * Learns the tables in `packages/names/transducers/tables` from open name pairs:
 *
 *     node packages/names/train/train.ts FOLDER
 *
 * FOLDER holds the files that `name-sets.ts` names. Words put aside for measuring are not learned from; see
 * `packages/names/bench/scripts.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { learn } from './learn.ts'
import { readNamePairs, splitNamePairs } from './name-pairs.ts'
import { NAME_SETS } from './name-sets.ts'
import { tableFile } from './table-file.ts'

const folder = process.argv[2]
if (folder === undefined) {
  process.stderr.write('Say which folder holds the name pairs: node packages/names/train/train.ts FOLDER\n')
  process.exit(2)
}
for (const set of NAME_SETS) {
  const { learned } = splitNamePairs(readNamePairs(readFileSync(join(folder, set.file), 'utf8')), set.heldOut)
  const text = tableFile(set, learn(learned, set.rareLetters), learned.length)
  writeFileSync(new URL(`../transducers/tables/${set.script}.ts`, import.meta.url), text)
  process.stdout.write(`${set.script}: ${learned.length} pairs, a table of ${Buffer.byteLength(text)} bytes\n`)
}
