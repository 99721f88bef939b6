import { findDefinitionProblems } from './definition-problems.ts'
import { formShape, type FormDefinition } from './form.ts'

/**
 * A form that is sound: ids are unique, every reference resolves and none runs in a circle, free text is never
 * statistical, `restricted` names its audience, and nothing unrestricted depends on a restricted answer.
 */
export const formDefinition = formShape.superRefine((form, context) => {
  for (const problem of findDefinitionProblems(form)) {
    context.addIssue({ code: 'custom', message: problem.message, path: [...problem.path] })
  }
})

/** Writes a form down in code; throws (a bug) where it is not sound. */
export const defineForm = (form: FormDefinition): FormDefinition => formDefinition.parse(form)
