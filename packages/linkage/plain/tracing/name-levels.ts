import {
  foldName,
  nameKeys,
  nameLikeness,
  parseName,
  romanise,
  scriptOf,
  spokenParts,
  weightOfNames,
  type NameScript,
  type NameTokens,
} from '@gloact/names'
import { jaroWinkler } from '../fields/edit-distance.ts'
import { createDictionary, type Dictionary } from '../fields/field.ts'

/** Levels of likeness of two names, the best first: finer at the foot than those of linkage, since few fields are filled. */
export const TRACED_NAME_LEVELS = [
  'is written the same',
  'is the same by letters or by sound',
  'is very similar or the beginning of the other',
  'is somewhat alike',
  'is somewhat similar',
  'is different',
] as const

export const NAMES_DIFFER = TRACED_NAME_LEVELS.length - 1

/**
 * Levels of names in one script, and after them those of names in two: across scripts nothing is written the same, and that it is not says
 * nothing. Each half is learned and weighed by itself.
 */
export const acrossScripts = (levels: readonly string[]): readonly string[] => [...levels, ...levels.slice(1)]

/** The place of a level of names in two scripts among `acrossScripts`. */
export const levelInTwo = (level: number, levels: number): number => levels + Math.max(0, level - 1)

const BOUNDS = [0.92, 0.85, 0.78, 0.7] as const
/** Romanised letters say a little less than sounds that were compared. */
const ROMANISED = 0.03
/** Names less alike than that once romanised are different, whatever they sound like. */
const HOPELESS = 0.6
/** A weight by the learned transducers of that share of the most is as good as a likeness of the other figure. */
const LEARNED = [
  [0.55, 0.86],
  [0.4, 0.79],
] as const
const SHORTEST_BEGINNING = 3

interface Prepared {
  readonly tokens: NameTokens
  readonly romanised: string
  /** What it weighs against itself, in bits; learned when it is asked for. */
  own: number | undefined
}

/** Names of all columns in one dictionary, and how alike two of them are. */
export interface TracedNames {
  readonly dictionary: Dictionary
  /** A level of `TRACED_NAME_LEVELS`; symmetric. */
  level(a: number, b: number): number
  /** Whether a name of the one and a name of the other are written in one script. */
  shareScript(some: readonly number[], others: readonly number[]): boolean
  /** The codes a name may go by: as it is written, and its first part where it has several. */
  codesOf(text: string): readonly number[]
}

/** A table of levels a name held against others is kept for; all are forgotten where they fill so many bytes. */
const MOST_KEPT = 64_000_000
const UNKNOWN = 254

export function createTracedNames(): TracedNames {
  const dictionary = createDictionary(foldName)
  const { values } = dictionary
  const prepared: Prepared[] = []
  const rows: (Uint8Array | undefined)[] = []
  const scripts: NameScript[] = []
  let kept = 0

  function prepare(code: number): Prepared {
    let known = prepared[code]
    if (known === undefined) {
      const text = values[code]!
      known = { tokens: nameKeys(text), romanised: romanise(text).replaceAll(' ', ''), own: undefined }
      prepared[code] = known
    }
    return known
  }

  const ownWeight = (name: Prepared): number => (name.own ??= Math.max(1, weightOfNames(name.tokens, name.tokens)))

  function compute(first: number, second: number): number {
    const [a, b] = [prepare(first), prepare(second)]
    const letters = jaroWinkler(a.romanised, b.romanised)
    const begins = isBeginning(a.romanised, b.romanised) || isBeginning(b.romanised, a.romanised)
    if (letters < HOPELESS && !begins) return NAMES_DIFFER
    let likeness = Math.max(letters - ROMANISED, nameLikeness(a.tokens, b.tokens), begins ? BOUNDS[1] : 0)
    if (likeness < BOUNDS[1]) {
      const share = weightOfNames(a.tokens, b.tokens) / Math.min(ownWeight(a), ownWeight(b))
      likeness = Math.max(likeness, LEARNED.find(([least]) => share >= least)?.[1] ?? 0)
    }
    const at = BOUNDS.findIndex((bound) => likeness >= bound)
    return at < 0 ? NAMES_DIFFER : at + 1
  }

  function makeRow(code: number): Uint8Array {
    if (kept > MOST_KEPT) {
      rows.fill(undefined)
      kept = 0
    }
    // Without a gap, so that a row is found by its place.
    while (rows.length < values.length) rows.push(undefined)
    const row = new Uint8Array(values.length).fill(UNKNOWN)
    rows[code] = row
    kept += values.length
    return row
  }

  const scriptFor = (code: number): NameScript => (scripts[code] ??= scriptOf(values[code]!))

  return {
    dictionary,
    shareScript(some, others) {
      for (const one of some) {
        const script = scriptFor(one)
        for (const other of others) if (scriptFor(other) === script) return true
      }
      return false
    },
    codesOf(text) {
      const whole = dictionary.codeOf(text)
      if (whole < 0) return []
      const spoken = spokenParts(parseName(text))
      const first = spoken.length > 1 ? dictionary.codeOf(spoken[0]!.text) : whole
      return first === whole || first < 0 ? [whole] : [whole, first]
    },
    level(a, b) {
      if (a === b) return 0
      let row = rows[a]
      if (row === undefined || row.length < values.length) row = makeRow(a)
      const known = row[b]!
      if (known !== UNKNOWN) return known
      // The other may have been held against this one.
      const turned = rows[b]?.[a] ?? UNKNOWN
      const level = turned !== UNKNOWN ? turned : a < b ? compute(a, b) : compute(b, a)
      row[b] = level
      return level
    },
  }
}

const isBeginning = (short: string, long: string): boolean =>
  short.length >= SHORTEST_BEGINNING && short.length < long.length && long.startsWith(short)
