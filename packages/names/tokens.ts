import { parseName, type NameRole, type NameText, type ParseOptions } from './parse.ts'
import { PARTICLE_FORMS } from './particles.ts'
import type { NameScript } from './scripts.ts'
import { skeletonsOf } from './sounds.ts'

/** One part of a name as it is kept for searching. */
export interface TokenPart {
  readonly folded: string
  readonly sound: string
  readonly script: NameScript
  readonly role: NameRole
  readonly alternative?: string
}

/** Rises when a change of the rules would give other tokens. */
export const TOKENS_VERSION = 2

/**
 * All that searching and comparing need of one name: plain JSON, the same for the same name at any time, so that it
 * can be stored sealed and an index be built from it without the name. Tokens of an older version still compare; anyone who
 * keeps them makes them again from the name.
 */
export interface NameTokens {
  readonly version: number
  readonly parts: readonly TokenPart[]
}

/** The tokens of a name. They tell the name to the person who reads them: store them sealed, never in clear. */
export function nameKeys(text: NameText, options: ParseOptions = {}): NameTokens {
  return {
    version: TOKENS_VERSION,
    parts: parseName(text, options).parts.map(({ folded, sound, script, role, alternative }) => ({
      folded,
      sound,
      script,
      role,
      ...(alternative === undefined ? {} : { alternative }),
    })),
  }
}

/** The parts that say who is meant: particles and titles left out. */
export const spokenParts = <Part extends Pick<TokenPart, 'role'>>(name: {
  readonly parts: readonly Part[]
}): readonly Part[] => name.parts.filter(({ role }) => role !== 'particle' && role !== 'title')

/** The particles and titles of a name in one spelling, to tell whether two names differ in them. */
export const extrasOf = (tokens: NameTokens): string =>
  tokens.parts
    .filter((part) => part.role === 'particle' || part.role === 'title')
    .map((part) => PARTICLE_FORMS.get(part.folded) ?? part.folded)
    .join(' ')

/** Most keys that one part has of one kind. */
export const MOST_SKELETONS = 8

/** The consonant skeletons of a part, and of it without its article: what stays the same from script to script. */
export function skeletonKeys(part: TokenPart): readonly string[] {
  if (part.sound === '') return []
  const keys = [...skeletonsOf(part.sound)]
  if (part.alternative !== undefined) keys.push(...skeletonsOf(part.alternative))
  return [...new Set(keys)]
}

/**
 * Pairs of neighbouring letters, with the beginning and the end: what a typo leaves mostly whole. The second of a pair
 * is a pair of its own ("aa", "aa2"): otherwise a part whose letters repeat would have too few of them.
 */
export function bigrams(text: string): readonly string[] {
  const padded = `^${text}$`
  const grams = new Set<string>()
  for (let index = 0; index < padded.length - 1; index++) {
    const pair = padded.slice(index, index + 2)
    let gram = pair
    for (let time = 2; grams.has(gram); time++) gram = `${pair}${time}`
    grams.add(gram)
  }
  return [...grams]
}

/**
 * The consonant skeletons of a name's parts, each once: what spellings of one name share from script to script, for
 * finding candidates and for comparing encodings. They tell the name roughly: seal or key them like the name.
 */
export const nameSkeletons = (name: NameText | NameTokens): readonly string[] => [
  ...new Set(
    spokenParts(typeof name === 'object' && 'version' in name ? name : nameKeys(name)).flatMap((part) =>
      skeletonKeys(part),
    ),
  ),
]
