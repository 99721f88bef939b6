import type { Field, GroupField, Sensitivity, Audience, SimpleField } from './field.ts'
import type { FormDefinition } from './form.ts'

/** A field with where it stands in its form. */
export interface PlacedField {
  readonly field: Field
  readonly sectionId: string
  /** The repeating group that it is a column of. */
  readonly group?: GroupField
}

const indexes = new WeakMap<FormDefinition, ReadonlyMap<string, PlacedField>>()

/** Every field of a form by its id, those inside groups too: ids are unique in the whole form. */
export function fieldsById(form: FormDefinition): ReadonlyMap<string, PlacedField> {
  let index = indexes.get(form)
  if (!index) {
    const made = new Map<string, PlacedField>()
    for (const { id: sectionId, fields } of form.sections) {
      for (const field of fields) {
        made.set(field.id, { field, sectionId })
        if (field.type === 'group') {
          for (const inner of field.fields) made.set(inner.id, { field: inner, sectionId, group: field })
        }
      }
    }
    index = made
    indexes.set(form, index)
  }
  return index
}

/** Who may read an answer: a predicate that the policy supplies. */
export type MayRead = (sensitivity: Sensitivity, audience?: Audience) => boolean

/** Whether a reader may see a field; inside a group the group must be readable as well. */
export function mayReadField(placed: PlacedField, mayRead: MayRead): boolean {
  const own = mayRead(placed.field.sensitivity, placed.field.audience)
  return own && (!placed.group || mayRead(placed.group.sensitivity, placed.group.audience))
}

/** The fields whose answers people give: groups and what is calculated left out. */
export const isAnswerable = (field: Field): field is Exclude<SimpleField, { type: 'calculated' }> =>
  field.type !== 'group' && field.type !== 'calculated'
