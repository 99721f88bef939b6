import { asciiDigits, withoutUnseen, type Answer, type Json } from '@gloact/kernel'
import type { FormAnswers } from './answers.ts'
import { fieldsById } from './field-index.ts'
import type { Field } from './field.ts'
import type { FormDefinition } from './form.ts'
import { parsePath } from './paths.ts'

export interface NormaliseOptions {
  /** The country calling code (`961`) that a number written without one is meant in. */
  readonly callingCode?: string
}

const tidy = (text: string): string => withoutUnseen(text.normalize('NFC')).trim()

/** A number as people write it, as E.164 where it can be read so; else tidied, for `checkEdit` to refuse. */
export function normalisePhone(text: string, callingCode?: string): string {
  const written = asciiDigits(tidy(text))
    .replace(/[\s().\-/‐-–]/g, '')
    .replace(/[\u061c\u200e\u200f]/g, '')
  if (written.startsWith('00')) return `+${written.slice(2)}`
  if (/^\d+$/.test(written) && callingCode !== undefined) return `+${callingCode}${written.replace(/^0/, '')}`
  return written
}

/** A language whose text says nothing is left out. */
function normaliseTexts(value: Json): Json | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
  const before = Object.entries(value as { readonly [key: string]: Json })
  const after = before
    .map(([tag, text]) => [tag, typeof text === 'string' ? tidy(text) : text] as const)
    .filter(([, text]) => text !== '')
  if (after.length === 0) return before.length === 0 ? value : undefined
  const same = after.length === before.length && after.every(([, text], at) => text === before[at]?.[1])
  return same ? value : Object.fromEntries(after)
}

function normaliseValue(field: Field, value: Json, options: NormaliseOptions): Json | undefined {
  if (field.type === 'location') {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
    const { place, ...rest } = value as { readonly [key: string]: Json }
    if (typeof place !== 'string') return value
    const text = tidy(place)
    if (text !== '') return { ...rest, place: text }
    return Object.keys(rest).length === 0 ? undefined : rest
  }
  if (field.type === 'multilingual') return normaliseTexts(value)
  if (typeof value !== 'string') return value
  if (field.type === 'url') return tidy(value) || undefined
  if (field.type === 'phone') return normalisePhone(value, options.callingCode) || undefined
  if (field.type === 'text' && field.format === 'digits')
    return asciiDigits(tidy(value)).replace(/\s/g, '') || undefined
  if (field.type === 'text' || field.type === 'long_text') return tidy(value) || undefined
  return value
}

/**
 * What people typed, as it is to be stored: texts in Unicode's composed form without hidden characters and blanks at
 * their ends, phone numbers in E.164. A text of nothing is a question not answered. Total: what it does not
 * understand it leaves as it is.
 */
export function normaliseEdit(form: FormDefinition, edit: FormAnswers, options: NormaliseOptions = {}): FormAnswers {
  const index = fieldsById(form)
  return Object.fromEntries(
    Object.entries(edit).map(([path, answer]): [string, Answer] => {
      const parts = parsePath(path)
      const field = parts && index.get(parts.inner ?? parts.id)?.field
      if (!field || answer === null || typeof answer !== 'object' || !Object.hasOwn(answer, 'value'))
        return [path, answer]
      const given = (answer as { value: Json }).value
      const value = normaliseValue(field, given, options)
      if (value === given) return [path, answer]
      return [path, value === undefined ? { absent: 'not_asked' } : { ...answer, value }]
    }),
  )
}
