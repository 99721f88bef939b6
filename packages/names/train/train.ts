/**
 * Learns the tables in `packages/names/transducers/tables` from open name pairs:
 *
 *     node packages/names/train/train.ts FOLDER
 *
 * FOLDER holds the files that `name-sets.ts` names. Words put aside for measuring are not learned from; see
 * `packages/names/bench/scripts.ts`. Or one table from a country's own confirmed pairs, starting from the table that is there, or
 * from the rules of romanisation where none is:
 *
 *     node packages/names/train/train.ts --pairs PAIRS.csv --script lao --source "…" --licence "…" [--out FOLDER]
 *
 * PAIRS.csv has the columns `native` and `latin`. Source and licence are written into the table.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { NAME_SCRIPTS } from '../scripts.ts'
import { readTable } from '../transducers/table.ts'
import { TABLES } from '../transducers/tables/index.ts'
import { learn } from './learn.ts'
import { readNamePairs, splitNamePairs } from './name-pairs.ts'
import { NAME_SETS } from './name-sets.ts'
import { LEAST_PAIRS, learnOwn, readOwnPairs, type OwnScript } from './own-pairs.ts'
import { indexFile, scriptsIn, tableFile } from './table-file.ts'

const FOLDER = fileURLToPath(new URL('../transducers/tables', import.meta.url))

function refuse(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(2)
}

const option = { type: 'string' } as const
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { pairs: option, script: option, source: option, licence: option, out: option },
})
const [folder] = positionals
if (values.pairs !== undefined) trainOwn(values.pairs)
else if (folder === undefined)
  refuse(
    'Say which folder holds the name pairs (train.ts FOLDER), or name your own (train.ts --pairs PAIRS.csv --script …).',
  )
else {
  for (const set of NAME_SETS) {
    const { learned } = splitNamePairs(readNamePairs(readFileSync(join(folder, set.file), 'utf8')), set.heldOut)
    write(FOLDER, set.script, tableFile(set, learn(learned, set.rareLetters), learned.length), learned.length)
  }
}

function write(out: string, script: string, text: string, pairs: number): void {
  writeFileSync(join(out, `${script}.ts`), text)
  writeFileSync(join(out, 'index.ts'), indexFile(scriptsIn(out)))
  process.stdout.write(`${script}: ${pairs} pairs, a table of ${Buffer.byteLength(text)} bytes\n`)
}

function trainOwn(file: string): void {
  const { source, licence, out = FOLDER } = values
  const script = NAME_SCRIPTS.find(
    (name): name is OwnScript => name === values.script && !['latin', 'other'].includes(name),
  )
  if (script === undefined)
    refuse(`--script is one of ${NAME_SCRIPTS.filter((name) => name !== 'latin' && name !== 'other').join(', ')}.`)
  if (!source?.trim() || !licence?.trim() || /\*\/|[\r\n`$]/.test(source + licence))
    refuse('Say where the pairs come from (--source) and on what terms they may be used (--licence), in a line each.')
  const pairs = readOwnPairs(readFileSync(file, 'utf8'), script)
  if (pairs.length < LEAST_PAIRS)
    refuse(
      `${pairs.length} pairs of words were found in the columns native (${script}) and latin; under ${LEAST_PAIRS} say little of any letter.`,
    )
  const table = TABLES[script as keyof typeof TABLES]
  const { operations, learned, aside, before, after } = learnOwn(pairs, script, table && readTable(table))
  const made = {
    script,
    file: basename(file).replaceAll('*/', ''),
    source: source.trim(),
    licence: licence.trim(),
    made: `--pairs PAIRS.csv --script ${script}`,
    start: table === undefined ? 'the rules of romanisation' : 'the table that was there',
  }
  write(out, script, tableFile(made, operations, learned), learned)
  process.stdout.write(
    `Of ${aside} words put aside ${before} found their own Latin word first before, ${after} do now. Keep the table if that is better.\n`,
  )
}
