import { CODE_LISTS, codesOf, HTCDS_CODE_LISTS, labelOf, type CodeList } from '@gloact/codes'
import { HTCDS_FIELDS, type HtcdsCodedKey, type HtcdsKey } from './htcds-fields.ts'

/** What somebody said that a value of a column means: a code, or null where it is left out. By column, and by the value without case. */
export type SaidValues = ReadonlyMap<number, ReadonlyMap<string, string | null>>

/** How a value is looked up, however it is written: without case, accents and punctuation, in every script. */
export const plainValue = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}+-]/gu, '')

const LANGUAGES = ['en', 'ar', 'fr', 'es', 'pt', 'ru'] as const

/** A yes or a no, in the languages that a column may be written in. */
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  yes: ['oui', 'si', 'sí', 'sim', 'да', 'نعم', 'x', '+', 'true', 'vrai', 'ja'],
  no: ['non', 'no', 'não', 'нет', 'لا', '-', 'false', 'faux', 'nein'],
}

/** What sexes are called, besides the words of the list. */
const SEXES: Readonly<Record<string, readonly string[]>> = {
  Feminine: [
    'f',
    'w',
    'female',
    'woman',
    'girl',
    'femme',
    'fille',
    'féminin',
    'mujer',
    'niña',
    'femenino',
    'mulher',
    'menina',
  ].concat(['feminino', 'ж', 'жен', 'женский', 'женщина', 'девочка', 'أنثى', 'امرأة', 'فتاة']),
  Masculine: [
    'm',
    'h',
    'male',
    'man',
    'boy',
    'homme',
    'garçon',
    'masculin',
    'hombre',
    'niño',
    'masculino',
    'homem',
    'menino',
  ].concat(['м', 'муж', 'мужской', 'мужчина', 'мальчик', 'ذكر', 'رجل', 'فتى']),
}

/** The list behind a coded column; none where its values are no codes. */
export function listOf(key: HtcdsKey, countries: CodeList | undefined = CODE_LISTS['country']): CodeList | undefined {
  switch (HTCDS_FIELDS[key].kind) {
    case 'choice':
    case 'choices':
      return CODE_LISTS[HTCDS_CODE_LISTS[key as HtcdsCodedKey]]
    case 'country':
    case 'countries':
      return countries
    case 'language':
      return CODE_LISTS['language']
    default:
      return undefined
  }
}

/** Whether what a column says is one of several that are known: then a value that is none of them can be said to be one. */
export const isCoded = (key: HtcdsKey): boolean => HTCDS_FIELDS[key].kind === 'flag' || listOf(key) !== undefined

const indexes = new Map<CodeList, ReadonlyMap<string, string | null>>()

/** What a code is called in any of the languages; null where two codes are called so. */
function names(list: CodeList): ReadonlyMap<string, string | null> {
  let index = indexes.get(list)
  if (!index) {
    const made = new Map<string, string | null>()
    for (const code of codesOf(list)) {
      for (const name of new Set([code, ...LANGUAGES.map((tag) => labelOf(list, code, tag))].map(plainValue))) {
        if (name !== '') made.set(name, made.has(name) && made.get(name) !== code ? null : code)
      }
    }
    index = made
    indexes.set(list, index)
  }
  return index
}

const among = (words: Readonly<Record<string, readonly string[]>>, value: string): string | null =>
  Object.entries(words).find(([, said]) => said.some((word) => plainValue(word) === value))?.[0] ?? null

/** Which code a value seems to mean; null where nothing tells, or two do. A person confirms it. */
export function proposeCode(key: HtcdsKey, text: string, countries?: CodeList): string | null {
  const value = plainValue(text)
  if (value === '') return null
  if (HTCDS_FIELDS[key].kind === 'flag') return among(FLAGS, value)
  if (key === 'prs_Gender') {
    const sex = among(SEXES, value)
    if (sex !== null) return sex
  }
  const list = listOf(key, countries)
  if (!list) return null
  const known = names(list)
  const exact = known.get(value)
  if (exact !== undefined) return exact
  if (value.length < 4) return null
  // The beginning of a word, where it is the beginning of one alone.
  const begin = new Set([...known].flatMap(([name, code]) => (name.startsWith(value) ? [code] : [])))
  return begin.size === 1 ? ([...begin][0] ?? null) : null
}
