import { fieldsById, type FormAnswers } from '@gloact/forms'
import { valueOf, type Json } from '@gloact/kernel'
import type { Register } from './register.ts'

/**
 * A text as it is looked for: without large letters, accents and vowel signs, and with one form of the letters that Arabic and
 * Persian write in several ways. A blank stands between words.
 */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\u0640]/gu, '')
    .toLowerCase()
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/[ىي]/g, 'ی')
    .replace(/ك/g, 'ک')
    .replace(/ة/g, 'ه')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** The words to look for, at most eight. */
export const searchWords = (text: string): readonly string[] => foldText(text).split(' ').filter(Boolean).slice(0, 8)

const LONGEST = 4_000

/** All words of a row that are open, folded: what the list is searched in. */
export function searchTextOf(of: Register, answers: FormAnswers): string {
  const index = fieldsById(of.form)
  const texts = Object.entries(answers).flatMap(([path, answer]) => {
    const id = path.split('/').at(-1) ?? path
    const field = index.get(id)?.field
    if (!field || field.sensitivity !== 'open') return []
    if (!['text', 'long_text', 'multilingual', 'url'].includes(field.type)) return []
    return textsIn(valueOf(answer))
  })
  return foldText(texts.join(' ')).slice(0, LONGEST)
}

const textsIn = (value: Json | undefined): string[] =>
  typeof value === 'string' ? [value] : value && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : []
