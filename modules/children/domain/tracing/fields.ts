import type { Field } from '@gloact/forms'
import { six, TRACING_LISTS, type ComparedName, type Six } from './lists.ts'

/* Fields of the forms of tracing, alike wherever they are asked. */

export const identifying = { sensitivity: 'identifying' } as const
export const asked = { sensitivity: 'case' } as const

export const labelOf = (id: ComparedName) =>
  TRACING_LISTS['compared_field']!.codes.find(({ code }) => code === id)!.label as Field['label']

export const text = (
  id: ComparedName,
  more: { readonly required?: boolean; readonly maxLength?: number } = {},
): Field => ({
  ...identifying,
  id,
  type: 'text',
  maxLength: 200,
  label: labelOf(id),
  ...more,
})

export const words = (id: string, label: Six, required = false): Field => ({
  ...identifying,
  id,
  type: 'long_text',
  maxLength: 2_000,
  required,
  label: six(label),
})

export const choice = (id: string, codeList: string, label: Six, required = true): Field => ({
  ...asked,
  id,
  type: 'choice',
  codeList,
  required,
  label: six(label),
})

export const yesNo = (id: string, label: Six, required = true): Field => ({
  ...asked,
  id,
  type: 'yes_no_unknown',
  required,
  label: six(label),
})
