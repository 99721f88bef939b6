import { CODE_LISTS, labelOf } from '@gloact/codes'
import type { Messages } from '@gloact/messages'
import type { FileSummary } from '../contract/reading/files.ts'

type Person = Pick<FileSummary, 'gender' | 'ageStatement' | 'ageAtContact'>

/**
 * Who a file is about, in coded words that name nobody: "Girl, 16 at first contact", "Woman", "Child, age uncertain". In a
 * list, whose column says that it is the age at first contact, the age stands alone.
 */
export function personWords(
  person: Person,
  { t, language }: Pick<Messages, 't' | 'language'>,
  length: 'full' | 'short' = 'full',
): string {
  const age = person.ageAtContact
  const key = ageKey(person)
  return t(`protection.file.person.${key === 'years' && length === 'short' ? 'years_short' : key}`, {
    who: whoOf(person, t, language),
    age: age ?? 0,
  })
}

/** How the age is said: in years where a birth date is known, else as it was stated at first contact. */
function ageKey({ ageAtContact, ageStatement }: Person): 'years' | 'uncertain' | 'stated' {
  if (ageAtContact !== null) return 'years'
  return ageStatement === 'not_sure' ? 'uncertain' : 'stated'
}

const WORDS: Readonly<Record<string, { readonly child: string; readonly adult: string }>> = {
  Feminine: { child: 'girl', adult: 'woman' },
  Masculine: { child: 'boy', adult: 'man' },
}

function whoOf({ gender, ageStatement, ageAtContact }: Person, t: Messages['t'], language: string): string {
  const isChild = ageAtContact === null ? ageStatement === 'child' : ageAtContact < 18
  const unsure = ageAtContact === null && ageStatement === 'not_sure'
  const words = gender === null ? undefined : WORDS[gender]
  if (words && !unsure) return t(`protection.file.who.${isChild ? words.child : words.adult}`)
  const list = CODE_LISTS['gender']
  if (gender !== null && gender !== 'NonSpecifiedUnknown' && list) return labelOf(list, gender, language)
  return t(`protection.file.who.${unsure ? 'person' : isChild ? 'child' : 'adult'}`)
}
