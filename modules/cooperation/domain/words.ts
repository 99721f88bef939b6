import type { CodeList } from '@gloact/codes'
import type { Field } from '@gloact/forms'

/** A text in the six languages: English, Arabic, Spanish, Portuguese, French, Russian. */
export type Said = readonly [en: string, ar: string, es: string, pt: string, fr: string, ru: string]

export const words = ([en, ar, es, pt, fr, ru]: Said) => ({ en, ar, es, pt, fr, ru })

/** A list written down as code and words. */
export const listOf = <Code extends string>(
  id: string,
  codes: readonly Code[],
  said: Readonly<Record<Code, Said>>,
): Readonly<Record<string, CodeList>> => ({
  [id]: { id, version: '1', codes: codes.map((code) => ({ code, label: words(said[code]) })) },
})

interface More {
  readonly help?: Said
  readonly required?: true
  readonly maxLength?: number
  readonly showWhen?: Field['showWhen']
}

/** What a request says lies sealed: `case`, for those who work on it. */
const common = (id: string, label: Said, { help, required, showWhen }: More = {}) => ({
  id,
  label: words(label),
  sensitivity: 'case' as const,
  ...(help && { help: words(help) }),
  ...(required && { required, absences: [] as [] }),
  ...(showWhen && { showWhen }),
})

export const line = (id: string, label: Said, more: More = {}) => ({
  ...common(id, label, more),
  type: 'text' as const,
  maxLength: more.maxLength ?? 300,
})
export const lines = (id: string, label: Said, more: More = {}) => ({
  ...common(id, label, more),
  type: 'long_text' as const,
  maxLength: more.maxLength ?? 5000,
})
export const day = (id: string, label: Said, more: More = {}) => ({
  ...common(id, label, more),
  type: 'date' as const,
  precision: 'day' as const,
})
export const choice = (id: string, codeList: string, label: Said, more: More = {}) => ({
  ...common(id, label, more),
  type: 'choice' as const,
  codeList,
})
export const choices = (id: string, codeList: string, label: Said, more: More = {}) => ({
  ...common(id, label, more),
  type: 'choices' as const,
  codeList,
})
export const yesNo = (id: string, label: Said, more: More = {}) => ({
  ...common(id, label, more),
  type: 'yes_no_unknown' as const,
})
export const country = (id: string, label: Said, more: More = {}) => ({
  ...common(id, label, more),
  type: 'country' as const,
})
export const language = (id: string, label: Said, more: More = {}) => ({
  ...common(id, label, more),
  type: 'language' as const,
})
