import type { Field, Standard } from './field.ts'
import { fieldsById } from './field-index.ts'
import type { FormDefinition } from './form.ts'

/** Where a form answers a field of a standard. */
export interface Mapping {
  /** The standard's own name: `prs_FirstName`. */
  readonly target: string
  readonly formId: string
  readonly formVersion: string
  readonly sectionId: string
  readonly field: Field
  readonly groupId?: string
}

/** Every place where forms answer a standard, in the order of the forms; a field may answer several of its fields. */
export const fieldsMappedTo = (forms: readonly FormDefinition[], standard: Standard): readonly Mapping[] =>
  forms.flatMap((form) =>
    [...fieldsById(form).values()].flatMap(({ field, sectionId, group }) =>
      [field.codeMapping?.[standard] ?? []].flat().map((target) => ({
        target,
        formId: form.id,
        formVersion: form.version,
        sectionId,
        field,
        ...(group && { groupId: group.id }),
      })),
    ),
  )

/** The fields of a standard that no form answers, for the test that lists coverage. */
export function unmappedTargets(
  forms: readonly FormDefinition[],
  standard: Standard,
  targets: readonly string[],
): readonly string[] {
  const mapped = new Set(fieldsMappedTo(forms, standard).map((mapping) => mapping.target))
  return targets.filter((target) => !mapped.has(target))
}
