import { NAME_SCRIPTS, type NameScript } from '../scripts.ts'
import { throughLeft, throughRight } from './compose.ts'
import { complete, readTable, type Operations } from './table.ts'
import { TABLES as LEARNED } from './tables/index.ts'
import type { Transducer } from './transducer.ts'

const TABLES: Readonly<Partial<Record<NameScript, string>>> = LEARNED

const learned = new Map<NameScript, Operations>()
const ready = new Map<string, readonly Transducer[]>()

function operationsOf(script: NameScript): Operations | undefined {
  const table = TABLES[script]
  if (table === undefined) return undefined
  let operations = learned.get(script)
  if (!operations) learned.set(script, (operations = readTable(table)))
  return operations
}

function make(first: NameScript, second: NameScript): readonly Transducer[] {
  if (first === 'latin') {
    // Two Latin spellings of one name are two romanisations of it, from whichever script.
    return NAME_SCRIPTS.flatMap((script) => operationsOf(script) ?? []).map((one) => complete(throughLeft(one, one)))
  }
  const left = operationsOf(first)
  const right = second === 'latin' ? undefined : operationsOf(second)
  if (left === undefined || (second !== 'latin' && right === undefined)) return []
  return [complete(right === undefined ? left : throughRight(left, right))]
}

/** Whether the first script stands on the left where it meets the second: Latin on the right, the others by name. */
export const isLeft = (first: NameScript, second: NameScript): boolean =>
  second === 'latin' || (first !== 'latin' && first <= second)

/**
 * The transducers that write a word of one script beside a word of the other, the first on the left (see `isLeft`);
 * none where a script has no table. Made at first use.
 */
export function transducersFor(left: NameScript, right: NameScript): readonly Transducer[] {
  const key = `${left} ${right}`
  let found = ready.get(key)
  if (!found) ready.set(key, (found = make(left, right)))
  return found
}
