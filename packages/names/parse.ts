import { cleanName, foldName } from './fold.ts'
import {
  ABBREVIATIONS,
  ARTICLES,
  COMPOUND_ENDS,
  NAMES_WHEN_FIRST,
  NOT_THE_ARTICLE,
  PARTICLES,
  SERVANT_OF,
  TITLES,
  TRAILING_PARTICLES,
  VIETNAMESE_FAMILIES,
} from './particles.ts'
import { rawSounds } from './romanise.ts'
import { scriptOf, type NameScript } from './scripts.ts'
import { LONGEST, settleSounds } from './sounds.ts'

/**
 * What a part of a name is there for. `unknown` is a part between the first and the last (a father's name, a second
 * given name), or the only one.
 */
export const NAME_ROLES = ['given', 'family', 'particle', 'title', 'unknown'] as const

export type NameRole = (typeof NAME_ROLES)[number]

export interface NamePart {
  /** The part as it was written, cleaned of invisible characters. */
  readonly text: string
  /** See `foldName`. Two spellings with one folded form are the same part. */
  readonly folded: string
  readonly script: NameScript
  readonly role: NameRole
  /** How it sounds, in the alphabet of `sounds.ts`; empty for a particle, a title, and a script without a table. */
  readonly sound: string
  /** How it sounds without an article or kunya that may be written onto it (Alhassan, Hassan). */
  readonly alternative?: string
}

export interface ParsedName {
  readonly parts: readonly NamePart[]
}

/** A name as it is written, or in the two boxes of a form. */
export type NameText = string | { readonly given?: string | undefined; readonly family?: string | undefined }

export interface ParseOptions {
  /** Which end of a name without a comma is the family's. Without it: the last, but the first for Vietnamese names. */
  readonly order?: 'given_first' | 'family_first'
}

/** A part cannot be longer, nor a name have more parts: what comes after is not compared. */
export const MOST_PARTS = 8

interface Word {
  text: string
  folded: string
  script: NameScript
  kind: 'name' | 'particle' | 'title'
  side: 'given' | 'family' | undefined
  sound: string
  alternative?: string
}

const ATTACHED_ELISION = /^((?:[od]|dell|l|al|el)')(?=\p{L}{3,})/iu
const ATTACHED_CAPITAL = /^(Al|El|Mc|Mac)(?=\p{Lu}\p{Ll}{2,})/u
const ATTACHED_ARABIC = /^ال(?=.{3,})/u

/** Splits what is written together: spaces, hyphens, full stops, and particles that a name carries in front. */
function split(text: string): string[] {
  return text
    .split(/[\s\-.,،;/_()"“”«»·]+/u)
    .filter((piece) => piece !== '')
    .flatMap((piece) => {
      const particle =
        ATTACHED_ELISION.exec(piece)?.[1] ??
        ATTACHED_CAPITAL.exec(piece)?.[1] ??
        (/^Mc(?=\p{Ll}{4,})/iu.exec(piece)?.[0] || undefined)
      return particle === undefined ? [piece] : [particle, piece.slice(particle.length)]
    })
}

function word(text: string, side: Word['side']): Word {
  return { text, folded: foldName(text), script: scriptOf(text), kind: 'name', side, sound: '' }
}

/** The sounds of one name written in one word, with the compounds of Arabic brought to one form. */
function soundOf(text: string, script: NameScript): string {
  if (script === 'arabic') {
    const letters = foldName(text)
    const servant = /^عبدال?(?=.{2,})/u.exec(letters)
    if (servant) return settleSounds(`abd@${rawSounds(text.replace(/^[^د]*د(?:ال)?/u, ''), script)}`)
    if (/^.{2,}الدين$/u.test(letters)) return settleSounds(`${rawSounds(letters.slice(0, -5), script)}@din`)
    if (/^.{2,}الله$/u.test(letters)) return settleSounds(`${rawSounds(letters.slice(0, -4), script)}@la`)
    return settleSounds(rawSounds(text, script))
  }
  const raw = rawSounds(text, script)
  const servant = /^[ae]bd[aeouiKU8@]+(?:l(?!ah?$))?(?=.{2,})/.exec(raw)
  if (servant) return settleSounds(`abd@${raw.slice(servant[0].length)}`)
  const faith = /^(.{2,}?)[aeouiU@]{1,2}l?d+[ieK]+ne?$/.exec(raw)
  if (faith) return settleSounds(`${faith[1]}@din`)
  const god = /^(.{3,})[aouU]lla$/.exec(raw)
  if (god) return settleSounds(`${god[1]}@la`)
  return settleSounds(raw)
}

/** The same part without what may be written onto its front; undefined where nothing is. */
function alternativeOf(folded: string, text: string, script: NameScript): string | undefined {
  if (script !== 'latin' && script !== 'cyrillic') return undefined
  const front = /^(?:[ae]l(?=.{5,})|ab(?:u|ou|o)(?=.{4,})|mac(?=.{4,})|[аэ]ль?(?=.{5,})|абу(?=.{4,}))/u.exec(folded)
  return front && cleanName(text).length === folded.length
    ? settleSounds(rawSounds(cleanName(text).slice(front[0].length), script))
    : undefined
}

const joined = (words: readonly Word[], sound: string): Word => ({
  ...words[0]!,
  text: words.map((part) => part.text).join(' '),
  folded: words.map((part) => part.folded).join(''),
  kind: 'name',
  sound,
})

/** "Abdul Rahman", "Abd al-Rahman", "Nur ad-Din", "Saad Allah": one name each, however it is spaced. */
function joinCompounds(words: readonly Word[]): Word[] {
  const out: Word[] = []
  for (let index = 0; index < words.length; index++) {
    const here = words[index]!
    const second = words[index + 1]
    const third = words[index + 2]
    if (SERVANT_OF.has(here.folded) && second === undefined) {
      // Alone, or not typed to its end.
      out.push({ ...here, sound: 'abd' })
      continue
    }
    if (SERVANT_OF.has(here.folded) && second && second.script === here.script) {
      const hasArticle = third !== undefined && ARTICLES.has(second.folded)
      const name = hasArticle ? third : second
      const bare = name.script === 'arabic' ? name.text.replace(/^ال(?=.{2,})/u, '') : name.text
      out.push(
        joined(words.slice(index, index + (hasArticle ? 3 : 2)), settleSounds(`abd@${rawSounds(bare, name.script)}`)),
      )
      index += hasArticle ? 2 : 1
      continue
    }
    const hasArticle =
      second !== undefined && third !== undefined && ARTICLES.has(second.folded) && COMPOUND_ENDS.has(third.folded)
    const end = hasArticle ? third : second
    if (end && COMPOUND_ENDS.has(end.folded) && !PARTICLES.has(here.folded) && here.folded.length > 1) {
      const ofGod = /lah$|له$|ллах$|ल्लाह$/u.test(end.folded)
      out.push(
        joined(
          words.slice(index, index + (hasArticle ? 3 : 2)),
          settleSounds(`${rawSounds(here.text, here.script)}@${ofGod ? 'la' : 'din'}`),
        ),
      )
      index += hasArticle ? 2 : 1
      continue
    }
    out.push(here)
  }
  return out
}

/** Says which words are particles and titles, and takes the Arabic article off the word it is written onto. */
function markParticles(words: readonly Word[]): Word[] {
  const vietnamese = words[0] !== undefined && words.length > 2 && VIETNAMESE_FAMILIES.has(words[0].folded)
  let named = false
  return words.flatMap((here, index): Word[] => {
    const last = index === words.length - 1
    if (here.sound === '') {
      if (!named && !last && TITLES.has(here.folded)) return [{ ...here, kind: 'title' }]
      if (named && TRAILING_PARTICLES.has(here.folded)) return [{ ...here, kind: 'particle' }]
      const particle =
        !last && PARTICLES.has(here.folded) && (named || here.text.endsWith("'") || !NAMES_WHEN_FIRST.has(here.folded))
      if (particle && !(vietnamese && here.folded === 'van')) return [{ ...here, kind: 'particle' }]
    }
    named = true
    if (
      here.script === 'arabic' &&
      here.sound === '' &&
      ATTACHED_ARABIC.test(here.folded) &&
      !NOT_THE_ARTICLE.has(here.folded)
    ) {
      const [article, rest] = [here.text.slice(0, 2), here.text.slice(2)]
      if (foldName(article) === 'ال') {
        return [
          { ...here, text: article, folded: 'ال', kind: 'particle' },
          { ...here, text: rest, folded: foldName(rest) },
        ]
      }
    }
    return [here]
  })
}

function roles(words: readonly Word[], options: ParseOptions): NameRole[] {
  const names = words.filter((here) => here.kind === 'name')
  const familyFirst =
    options.order === 'family_first' ||
    (options.order === undefined && names.length > 1 && VIETNAMESE_FAMILIES.has(names[0]!.folded))
  return words.map((here): NameRole => {
    if (here.kind !== 'name') return here.kind
    if (here.side !== undefined) return here.side
    if (names.length < 2) return 'unknown'
    const at = names.indexOf(here)
    if (at === 0) return familyFirst ? 'family' : 'given'
    if (at === names.length - 1) return familyFirst ? 'given' : 'family'
    return 'unknown'
  })
}

/**
 * Takes a name apart. Total: any text gives a list, at worst an empty one. A comma puts the family before the given
 * names ("Hassan, Amina"); parts are split at spaces, hyphens and full stops; compounds such as "Abdul Rahman" are one
 * part however they are spaced. Roles are a guess by position unless the two boxes or a comma said so, and no
 * comparison rests on them.
 */
export function parseName(text: NameText, options: ParseOptions = {}): ParsedName {
  let given: string
  let family: string
  let sided = true
  if (typeof text === 'string') {
    const comma = /^([^,،]+)[,،](.+)$/u.exec(cleanName(text))
    sided = comma !== null
    given = comma ? comma[2]! : cleanName(text)
    family = comma ? comma[1]! : ''
  } else {
    given = cleanName(text.given ?? '')
    family = cleanName(text.family ?? '')
  }
  const words = [
    ...split(given).map((piece) => word(piece, sided ? 'given' : undefined)),
    ...split(family).map((piece) => word(piece, 'family')),
  ].filter((here) => here.folded !== '')
  const marked = markParticles(joinCompounds(words))
  const all = marked.some((here) => here.kind === 'name')
    ? marked
    : marked.map((here): Word => ({ ...here, kind: 'name' }))
  const byRole = roles(all, options)
  let names = 0
  const parts: NamePart[] = []
  all.forEach((here, index) => {
    const role = byRole[index]!
    if (here.kind === 'name' && ++names > MOST_PARTS) return
    const spoken = here.kind === 'name'
    const abbreviated = all.length > 1 ? ABBREVIATIONS.get(here.folded) : undefined
    const sound = spoken ? (abbreviated ?? (here.sound || soundOf(here.text, here.script))) : ''
    const alternative = spoken && here.sound === '' ? alternativeOf(here.folded, here.text, here.script) : undefined
    parts.push({
      text: here.text,
      folded: here.folded.slice(0, LONGEST),
      script: here.script,
      role,
      sound: sound.slice(0, LONGEST),
      ...(alternative === undefined || alternative === '' ? {} : { alternative: alternative.slice(0, LONGEST) }),
    })
  })
  return { parts }
}
