import { asciiDigits } from '@gloact/kernel'
import { foldName, nameKeys, partLikeness, romanise, spokenParts, type TokenPart } from '@gloact/names'
import { datesIn } from '../domain/dates-in-words.ts'
import { type IdentifyingKind, type KnownPerson, NOBODY_KNOWN, type Passage } from '../domain/identifying.ts'
import { namedPassages } from '../domain/named-passages.ts'

interface WrittenWord {
  readonly at: number
  readonly written: string
  readonly token: TokenPart | undefined
}

const WORD = /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu
const POSSESSIVE = /['’]s$/u
/** How far two parts of a name may stand from one another. */
const NEAR = 3
/** A part that is shorter is found only next to another one: "Li" and "An" are words too. */
const ALONE = 4
/** How alike another spelling of a part has to be, alone and next to another one. */
const [SURE, LIKELY] = [0.9, 0.75]

function wordsOf(text: string): readonly WrittenWord[] {
  const known = new Map<string, TokenPart | undefined>()
  return [...text.matchAll(WORD)].map(({ 0: found, index }) => {
    const written = found.replace(POSSESSIVE, '')
    if (!known.has(written)) known.set(written, nameKeys({ given: written }).parts[0])
    return { at: index, written, token: known.get(written) }
  })
}

const isCased = (word: string): boolean => word.toLowerCase() !== word.toUpperCase()
const isCapital = (word: string): boolean => !isCased(word) || word[0] !== word[0]?.toLowerCase()

/** The part with the ending of a case, as Russian and others decline names: Petrova, Petrovoi. */
function isInflected(word: string, part: string): boolean {
  const stem = part.slice(0, -1)
  return part.length > ALONE && word.startsWith(stem) && Math.abs(word.length - part.length) <= 2
}

/** In one script, so that an ending is seen for what it is. */
const latin = (word: string): string => foldName(romanise(word))

/** How sure it is that a word is a part of a name, in any script. */
function likeness({ token }: WrittenWord, part: TokenPart): number {
  if (!token) return 0
  if (token.folded === part.folded) return 1
  if (isInflected(latin(token.folded), latin(part.folded))) return SURE
  const { score, how } = partLikeness(token, part)
  return how === 'other_script' || how === 'sounds_like' ? score : 0
}

const isInitialOf = ({ written, token }: WrittenWord, part: TokenPart): boolean =>
  written.length === 1 && token !== undefined && part.folded.startsWith(token.folded)

/** Where a name stands in a text: two parts of it near one another in any order, one of them perhaps an initial; or a whole part. */
function whereNamed(all: readonly WrittenWord[], { given, family }: KnownPerson['names'][number]): number | undefined {
  const parts = spokenParts(nameKeys({ given, family }))
  if (parts.length === 0) return undefined
  for (const [index, word] of all.entries()) {
    for (const part of parts) {
      const sure = likeness(word, part)
      if (sure >= SURE && part.folded.length >= ALONE && isCapital(word.written)) return index
      if (sure < LIKELY) continue
      const near = all.slice(Math.max(0, index - NEAR), index + NEAR + 1).filter((other) => other !== word)
      const others = parts.filter((other) => other !== part)
      const second = near.some((other) =>
        others.some((wanted) => likeness(other, wanted) >= LIKELY || isInitialOf(other, wanted)),
      )
      if (second) return index
    }
  }
  return undefined
}

const excerpt = (text: string, at: number, length: number): string =>
  text.slice(Math.max(0, at - 20), at + length + 20).trim()

/** Numbers as they are compared: digits of any script, letters without marks, nothing between. */
const bareNumber = (text: string): string =>
  asciiDigits(text.normalize('NFKC'))
    .replaceAll(/[^\p{L}\d]/gu, '')
    .toLowerCase()

/** The shortest number that is held against a text. */
const SHORTEST_NUMBER = 5

function ownIn(field: string, text: string, person: KnownPerson): readonly Passage[] {
  const all = wordsOf(text)
  const passage = (kind: IdentifyingKind, at: number, length: number): Passage => ({
    field,
    kind,
    words: excerpt(text, at, length),
  })
  const named = person.names.flatMap((name) => {
    const index = whereNamed(all, name)
    const word = index === undefined ? undefined : all[index]
    return word ? [passage('own_name', word.at, word.written.length)] : []
  })
  const born = datesIn(text)
    .filter(({ days }) => person.birthDates.some((birth) => days.includes(birth)))
    .map(({ at, length }) => passage('own_birth_date', at, length))
  const bare = bareNumber(text)
  const numbered = person.numbers
    .map(bareNumber)
    .filter((number) => number.length >= SHORTEST_NUMBER && bare.includes(number))
    .map((number) => ({ field, kind: 'own_number' as const, words: number }))
  return [...named.slice(0, 1), ...born.slice(0, 1), ...numbered.slice(0, 1)]
}

interface FreeText {
  readonly field: string
  readonly text: string
}

/**
 * What of some texts could tell who somebody is: what the file knows of its own person, dates of birth, and passages that read like a
 * name. Names that the same request gives in a place of their own, of a suspect, are left out.
 */
export function identifyingIn(
  texts: readonly FreeText[],
  {
    person = NOBODY_KNOWN,
    stated = [],
    thisYear,
  }: { readonly person?: KnownPerson; readonly stated?: readonly string[]; readonly thisYear: number },
): readonly Passage[] {
  return texts.flatMap(({ field, text }) => {
    const own = ownIn(field, text, person)
    const ownDay = own.some(({ kind }) => kind === 'own_birth_date')
    const born = datesIn(text)
      .filter(
        ({ isBirth, days }) =>
          isBirth(text, thisYear) && !(ownDay && days.some((day) => person.birthDates.includes(day))),
      )
      .map(({ at, length }) => ({ field, kind: 'birth_date' as const, words: excerpt(text, at, length) }))
    const named = namedPassages(text)
      .filter((words) => !stated.some((name) => isSameName(words, name)))
      .filter(() => !own.some(({ kind }) => kind === 'own_name'))
      .map((words) => ({ field, kind: 'named' as const, words }))
    return [...own, ...born.slice(0, 3), ...named.slice(0, 3)]
  })
}

function isSameName(words: string, name: string): boolean {
  const parts = spokenParts(nameKeys(name))
  const said = wordsOf(words)
  return said.length > 0 && said.every((word) => parts.some((part) => likeness(word, part) >= LIKELY))
}
