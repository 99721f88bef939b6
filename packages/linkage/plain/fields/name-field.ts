import { foldName } from '@gloact/names'
import type { ColumnKind } from '../schema.ts'
import { cachedLevel, createDictionary, type ComparedField, type Dictionary } from './field.ts'
import {
  areDifferent,
  DIFFERENT,
  nameLevel,
  NAME_LEVELS,
  outlinesOf,
  prepareName,
  setOutline,
  type PreparedName,
} from './name-likeness.ts'

/** The names of all columns of names in one dictionary, so that they can be held against each other. */
export interface NamePool {
  readonly dictionary: Dictionary
  readonly level: (a: number, b: number) => number
  readonly prepared: (code: number) => PreparedName
}

/** A record that is looked for has no more names than that. */
const MOST_OF_A_GUEST = 8

export function createNamePool(): NamePool {
  const dictionary = createDictionary(foldName)
  const { values } = dictionary
  const names: PreparedName[] = []
  let outlines = outlinesOf([], 0)
  const prepare = (): void => {
    const from = names.length
    while (names.length < values.length) names.push(prepareName(values[names.length]!))
    if (names.length > outlines.lengths.length) outlines = outlinesOf(names, dictionary.own + MOST_OF_A_GUEST)
    else names.slice(from).forEach((name, at) => setOutline(outlines, from + at, name))
  }
  dictionary.onForget(() => (names.length = Math.min(names.length, dictionary.own)))
  const cached = cachedLevel(dictionary, (a, b) => nameLevel(names, outlines, a, b))
  return {
    dictionary,
    prepared(code) {
      if (names.length !== values.length) prepare()
      return names[code]!
    },
    level(a, b) {
      if (a === b) return 0
      if (names.length !== values.length) prepare()
      return areDifferent(outlines, a, b) ? DIFFERENT : cached(a, b)
    },
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
    level: pool.level,
    keys: [
      { name: 'sound', of: (code) => pool.prepared(code).skeleton },
      { name: 'whole', of: text },
      { name: 'beginning', of: (code) => text(code).slice(0, 3) },
      { name: 'end', of: (code) => text(code).slice(-3) },
    ],
  }
}
