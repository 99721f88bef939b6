import { z } from 'zod'
import { condition, fieldId } from './condition.ts'
import { field } from './field.ts'
import { words } from './words.ts'

/** What must hold between several answers, with the sentence that says so to who fills in the form. */
export const check = z.strictObject({
  id: fieldId,
  /** Must hold. Where an answer it needs is missing it is neither true nor false, and nothing is said. */
  when: condition,
  message: words,
  /** Where the sentence is shown. */
  fields: z.array(fieldId).min(1),
})
export type Check = z.infer<typeof check>

export const section = z.strictObject({
  id: fieldId,
  title: words,
  help: words.optional(),
  fields: z.array(field).min(1),
})
export type Section = z.infer<typeof section>

/** The parts of a file that a form may belong to, in the order in which they are shown. */
export const FORM_PARTS = ['person', 'history', 'assessment', 'support', 'procedure', 'file'] as const
export type FormPart = (typeof FORM_PARTS)[number]

/** The shape alone; `formDefinition` also asks whether it makes sense. */
export const formShape = z.strictObject({
  id: fieldId,
  /** Stored with every answer; a published version never changes. */
  version: z.string().min(1),
  title: words,
  /** Where it stands among the sections of a file; among the assessments where nothing is said. */
  part: z.enum(FORM_PARTS).optional(),
  sections: z.array(section).min(1),
  checks: z.array(check).optional(),
})

/** A form as data: what a country's configuration holds. */
export type FormDefinition = z.infer<typeof formShape>
