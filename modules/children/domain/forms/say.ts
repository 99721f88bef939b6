import type { CodeLists } from '@gloact/codes'
import { defineForm, type Field, type FormDefinition, type SimpleField, type Words } from '@gloact/forms'

const LANGUAGES = ['en', 'ar', 'es', 'pt', 'fr', 'ru'] as const

/** A sentence in six languages, in the order of `LANGUAGES`: `Yes | نعم | Sí | Sim | Oui | Да`. */
export function say(said: string): Words {
  const parts = said.split('|').map((part) => part.trim())
  if (parts.length !== LANGUAGES.length || parts.includes('')) throw new TypeError(`not six languages: ${said}`)
  return Object.fromEntries(LANGUAGES.map((language, index) => [language, parts[index]!]))
}

const coded = (codes: Readonly<Record<string, string>>) =>
  Object.entries(codes).map(([code, said]) => ({ code, label: say(said) }))

/** A code list: each code and its sentence, in the order in which they are offered. What was given up is still read. */
export const list = (
  id: string,
  codes: Readonly<Record<string, string>>,
  givenUp: Readonly<Record<string, string>> = {},
): CodeLists => ({
  [id]: {
    id,
    version: '1',
    codes: [...coded(codes), ...coded(givenUp).map((code) => ({ ...code, deprecated: true as const }))],
  },
})

/** Asked only where another question of the form was answered so, and then an answer is needed. */
export const where = (question: string, answer: string, field: SimpleField): SimpleField => ({
  ...field,
  required: false,
  showWhen: { eq: [question, answer] },
  requiredWhen: { eq: [question, answer] },
})

const common = (id: string, said: string, required: boolean) => ({ id, label: say(said), required })

/** A choice from one of the lists; what is chosen lies sealed all the same, but may be counted. */
export const choice = (id: string, codeList: string, said: string, required = true): SimpleField => ({
  ...common(id, said, required),
  type: 'choice',
  codeList,
  sensitivity: 'case',
})
export const choices = (id: string, codeList: string, said: string, required = true): SimpleField => ({
  ...common(id, said, required),
  type: 'choices',
  codeList,
  sensitivity: 'case',
})
/** A line about a person: a name, a place. */
export const line = (id: string, said: string, required = true): SimpleField => ({
  ...common(id, said, required),
  type: 'text',
  maxLength: 300,
  sensitivity: 'identifying',
})
export const words = (id: string, said: string, required = true): SimpleField => ({
  ...common(id, said, required),
  type: 'long_text',
  maxLength: 10_000,
  sensitivity: 'case',
})
export const phone = (id: string, said: string): SimpleField => ({
  ...common(id, said, false),
  type: 'phone',
  sensitivity: 'identifying',
})
export const day = (id: string, said: string, required = true): SimpleField => ({
  ...common(id, said, required),
  type: 'date',
  precision: 'day',
  sensitivity: 'case',
})
export const count = (id: string, said: string, required = true): SimpleField => ({
  ...common(id, said, required),
  type: 'number',
  min: 0,
  max: 999,
  sensitivity: 'case',
})
/** Not known is an answer, and never taken for a no. */
export const ask = (id: string, said: string, required = true): SimpleField => ({
  ...common(id, said, required),
  type: 'yes_no_unknown',
  sensitivity: 'case',
})
/** The same questions several times; `one` is what a single row is called. */
export const rows = (
  id: string,
  said: string,
  one: string,
  minRows: number,
  fields: readonly SimpleField[],
): Field => ({
  ...common(id, said, minRows > 0),
  type: 'group',
  rowLabel: say(one),
  sensitivity: 'case',
  minRows,
  maxRows: 12,
  fields: [...fields],
})

/** A form of one part. */
export const form = (id: string, title: string, fields: readonly Field[]): FormDefinition =>
  defineForm({
    id,
    version: '1',
    title: say(title),
    sections: [{ id: 'said', title: say(title), fields: [...fields] }],
  })

/** What several forms ask in the same words. */
export const REASONS = 'Reasons | الأسباب | Motivos | Motivos | Motifs | Обоснование'
