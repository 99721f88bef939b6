import { foldName } from '@gloact/names'
import type { ColumnKind } from '../schema.ts'
import { cachedLevel, createDictionary, type ComparedField, type Dictionary } from './field.ts'
import { nameLevel, NAME_LEVELS, prepareName, type PreparedName } from './name-likeness.ts'

/** The names of all columns of names in one dictionary, so that they can be held against each other. */
export interface NamePool {
  readonly dictionary: Dictionary
  readonly level: (a: number, b: number) => number
  readonly prepared: (code: number) => PreparedName
}

export function createNamePool(): NamePool {
  const dictionary = createDictionary(foldName)
  const kept: (PreparedName | undefined)[] = []
  const prepared = (code: number): PreparedName => (kept[code] ??= prepareName(dictionary.values[code]!))
  return {
    dictionary,
    prepared,
    level: cachedLevel(dictionary.values, (a, b) => (a === b ? 0 : nameLevel(prepared(a), prepared(b)))),
  }
}

export function nameField(name: string, kind: ColumnKind, codes: Int32Array, pool: NamePool): ComparedField {
  const text = (code: number): string => pool.dictionary.values[code]!
  return {
    name,
    kind,
    levels: NAME_LEVELS,
    codes,
    values: pool.dictionary.values,
    level: (a, b) => (a === b ? 0 : pool.level(a, b)),
    keys: [
      { name: 'sound', of: (code) => pool.prepared(code).skeleton },
      { name: 'whole', of: text },
      { name: 'beginning', of: (code) => text(code).slice(0, 3) },
      { name: 'end', of: (code) => text(code).slice(-3) },
    ],
  }
}
