import { defineForm, type Field, type FormDefinition, type SimpleField } from '@gloact/forms'
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

/** A line about a person that is not compared. */
export const line = (id: string, label: Six): SimpleField => ({
  ...identifying,
  id,
  type: 'text',
  maxLength: 300,
  label: six(label),
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

/** Why, in words: everything that is decided has a reason. */
export const REASON: Six = ['Why', 'السبب', 'Pourquoi', 'Por qué', 'Porquê', 'Почему']

/** A form of one part. */
export const form = (id: string, title: Six, fields: readonly Field[]): FormDefinition =>
  defineForm({ id, version: '1', title: six(title), sections: [{ id, title: six(title), fields: [...fields] }] })

/** How an adult is reached, wherever one is named. */
export const CONTACTS: readonly SimpleField[] = [
  {
    ...identifying,
    id: 'telephone',
    type: 'phone',
    label: six(['Telephone', 'الهاتف', 'Téléphone', 'Teléfono', 'Telefone', 'Телефон']),
  },
  line('address', ['Address', 'العنوان', 'Adresse', 'Dirección', 'Morada', 'Адрес']),
]
