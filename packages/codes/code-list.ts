/** One code of a list. A code is never reused for another meaning; one that is given up stays, marked `deprecated`. */
export interface Code {
  readonly code: string
  /** Language tag → words. Empty where the list takes its words from the platform (`labelsFrom`). */
  readonly label: Readonly<Record<string, string>>
  /** Still read and exported, no longer offered. */
  readonly deprecated?: true
  /** A code of the same list that this one is a kind of. */
  readonly parent?: string
  /** Added here: the standard that the list follows does not have it. */
  readonly local?: true
}

/** A canonical list: one concept, one list. Statistics run on it; a country's own options are mapped to it. */
export interface CodeList {
  readonly id: string
  readonly version: string
  readonly codes: readonly Code[]
  /** The words come from `Intl.DisplayNames` (CLDR) at run time: too many to store, and kept current by the platform. */
  readonly labelsFrom?: 'region' | 'language'
}

/** Lists by id: the canonical ones (`CODE_LISTS`), with or without a country's own. */
export type CodeLists = Readonly<Record<string, CodeList>>

/** The codes of a list as a type: `CodeOf<typeof gender>`. */
export type CodeOf<List extends CodeList> = List['codes'][number]['code']

/** The codes alone, in the order of the list. */
export const codesOf = <const List extends CodeList>(list: List): readonly CodeOf<List>[] =>
  list.codes.map((entry) => entry.code)

/** The codes to choose from today: those given up are left out. */
export const offeredCodes = (list: CodeList): readonly Code[] => list.codes.filter((entry) => !entry.deprecated)

const indexes = new WeakMap<CodeList, ReadonlyMap<string, Code>>()

/** The entry of a code, or undefined where the list has none such. */
export function findCode(list: CodeList, code: string): Code | undefined {
  let index = indexes.get(list)
  if (!index) {
    index = new Map(list.codes.map((entry) => [entry.code, entry]))
    indexes.set(list, index)
  }
  return index.get(code)
}

export const isKnownCode = <List extends CodeList>(list: List, code: string): code is CodeOf<List> =>
  findCode(list, code) !== undefined

const names = new Map<string, Intl.DisplayNames>()

function displayName(type: 'region' | 'language', code: string, language: string): string | undefined {
  const key = `${type} ${language}`
  try {
    let display = names.get(key)
    if (!display) {
      display = new Intl.DisplayNames([language, 'en'], { type, fallback: 'none' })
      names.set(key, display)
    }
    return display.of(code)
  } catch {
    return undefined // a tag or a code that is not well formed
  }
}

/**
 * The words for a code in a language: those of the list, else of the platform, else the English ones.
 * A code that the list does not know is given back as it is, so that old data is still shown.
 */
export function labelOf(list: CodeList, code: string, language: string): string {
  const entry = findCode(list, code)
  if (!entry) return code
  const stored = entry.label[language] ?? entry.label[language.split('-')[0] ?? language]
  if (stored !== undefined) return stored
  const named = list.labelsFrom && displayName(list.labelsFrom, code, language)
  return named ?? entry.label['en'] ?? code
}

/**
 * The code to export where the standard's own are wanted: the code itself, or for one of ours the nearest kind that the
 * standard has. Undefined where it has none, which exports as a blank.
 */
export function standardCodeOf(list: CodeList, code: string): string | undefined {
  let entry = findCode(list, code)
  while (entry?.local) entry = entry.parent === undefined ? undefined : findCode(list, entry.parent)
  return entry?.code
}
