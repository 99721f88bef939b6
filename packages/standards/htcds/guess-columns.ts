import { labelOf, type CodeLists } from '@gloact/codes'
import { fieldsById, type FormDefinition } from '@gloact/forms'
import { isHtcdsKey, type HtcdsKey } from './htcds-fields.ts'
import { labelIn } from './htcds-header.ts'
import { USUAL_COLUMN_NAMES } from './usual-column-names.ts'

/** What a column seems to hold, and what tells: its name, or what stands in it. A person confirms it. */
export interface ColumnGuess {
  readonly key: HtcdsKey
  readonly by: 'name' | 'content'
}

export interface GuessedFrom {
  readonly header: string
  /** Some of what stands in it. */
  readonly samples: readonly string[]
}

export interface GuessKnowledge {
  readonly forms: readonly FormDefinition[]
  readonly codeLists: CodeLists
  /** The year that it is: days of the last few years are nobody's birth, or of few. */
  readonly year: number
}

/** Letters and digits of every script, without accents: how people write a heading differs. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')

/** So much of what stands in a column has to fit before its content says what it is. */
const MOSTLY = 0.8
const FEWEST = 2

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/
const PHONE = /^\+?[\d\s()./-]{7,20}$/
const DATE = /^(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4})(?:[T ].*)?$/
const SEX = new Set(
  [
    'm',
    'f',
    'h',
    'male',
    'female',
    'man',
    'woman',
    'boy',
    'girl',
    'homme',
    'femme',
    'masculin',
    'féminin',
    'hombre',
    'mujer',
    'masculino',
    'femenino',
    'feminino',
    'homem',
    'mulher',
    'м',
    'ж',
    'муж',
    'жен',
    'мужской',
    'женский',
    'ذكر',
    'أنثى',
    'رجل',
    'امرأة',
  ].map(plain),
)

/** Named in any of the country's languages. */
function namesOf(codeLists: CodeLists, listId: string, languages: readonly string[]): ReadonlySet<string> {
  const list = codeLists[listId]
  if (!list) return new Set()
  return new Set(
    list.codes.flatMap(({ code }) => [plain(code), ...languages.map((tag) => plain(labelOf(list, code, tag)))]),
  )
}

/** What people usually call a column. */
function usualNames(): ReadonlyMap<string, HtcdsKey> {
  const found = new Map<string, HtcdsKey>()
  for (const [key, names] of Object.entries(USUAL_COLUMN_NAMES))
    for (const name of names ?? []) if (isHtcdsKey(key)) found.set(plain(name), key)
  return found
}

/** The country's own questions, in each of its languages, by the field of the standard that they go to. */
function questionsOf(forms: readonly FormDefinition[]): ReadonlyMap<string, HtcdsKey> {
  const found = new Map<string, HtcdsKey>()
  for (const form of forms) {
    for (const { field } of fieldsById(form).values()) {
      const target = field.codeMapping?.htcds
      // A question that goes to several fields says of a column which only half.
      if (typeof target !== 'string' || !isHtcdsKey(target)) continue
      for (const label of Object.values(field.label)) if (!found.has(plain(label))) found.set(plain(label), target)
    }
  }
  return found
}

type Content = readonly [key: HtcdsKey, fits: (value: string) => boolean]

/**
 * What each column of a list seems to hold. What is named goes before what only looks like it, and nothing is taken twice: two columns
 * that look alike are left for somebody who knows.
 */
export function guessColumns(
  columns: readonly GuessedFrom[],
  { forms, codeLists, year }: GuessKnowledge,
): readonly (ColumnGuess | null)[] {
  const usual = usualNames()
  const questions = questionsOf(forms)
  const spoken = [...new Set(['en', ...forms.flatMap(({ title }) => Object.keys(title))])]
  const countries = namesOf(codeLists, 'country', spoken)
  const languages = namesOf(codeLists, 'language', spoken)
  const contents: readonly Content[] = [
    ['prs_Email', (value) => EMAIL.test(value)],
    ['prs_Gender', (value) => SEX.has(plain(value))],
    ['prs_Birthdate', (value) => DATE.test(value) && Number(/\d{4}/.exec(value)?.[0]) < year - 5],
    ['prs_Citizenship', (value) => countries.has(plain(value))],
    ['prs_PrimaryLanguage', (value) => languages.has(plain(value))],
    ['prs_MobilePhone', (value) => PHONE.test(value) && value.replaceAll(/\D/g, '').length >= 8 && !DATE.test(value)],
  ]
  const guesses: (ColumnGuess | null)[] = columns.map(({ header }) => {
    // A "Phone" in a list of people is a person's, though the standard calls an organisation's so.
    const key = usual.get(plain(header)) ?? labelIn(header) ?? questions.get(plain(header))
    return key === undefined ? null : { key, by: 'name' }
  })
  columns.forEach(({ samples }, index) => {
    if (guesses[index] || samples.length < FEWEST) return
    const found = contents.find(([, fits]) => samples.filter(fits).length >= samples.length * MOSTLY)
    if (found) guesses[index] = { key: found[0], by: 'content' }
  })
  return guesses.map((guess, index) => {
    if (guess === null) return null
    const rivals = guesses.flatMap((other, at) => (other?.key === guess.key && at !== index ? [{ ...other, at }] : []))
    const named = rivals.filter(({ by }) => by === 'name')
    if (guess.by === 'content') return rivals.length > 0 ? null : guess
    // Of two columns of one name the first is meant.
    return named.some(({ at }) => at < index) ? null : guess
  })
}
