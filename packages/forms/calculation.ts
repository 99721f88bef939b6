import { z } from 'zod'
import { condition, fieldId, type Condition } from './condition.ts'

/** A named stretch of numbers, both ends included; an end left out is open. */
export interface Band {
  code: string
  from?: number
  to?: number
}

/**
 * What a calculated field is made of. Small and closed on purpose: no dates of today, no text, nothing that differs
 * between two machines. Where the answers leave more than one result possible there is none, except that a `band`
 * is known as soon as every possible number falls into it (a birth year alone often settles the age band).
 *
 * - `{ field }` a number or a code as answered; `{ value }` a constant
 * - `{ ageOn: [birth, on] }` completed years between two date fields
 * - `{ count }` rows of a group, or codes chosen in a `choices` or `countries` field
 * - `{ sum }` of number fields; `group.field` sums over the rows; the unanswered ones count nothing
 * - `{ band: [calculation, bands] }` the code of the first band that the number falls into
 * - `{ if: [condition, then, else] }` no result where the condition is neither true nor false
 */
export type Calculation =
  | { field: string }
  | { value: string | number }
  | { ageOn: [string, string] }
  | { count: string }
  | { sum: string[] }
  | { band: [Calculation, Band[]] }
  | { if: [Condition, Calculation, Calculation] }

const band = z.strictObject({ code: z.string().min(1), from: z.number().optional(), to: z.number().optional() })
const summand = z.string().regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$/)

export const calculation: z.ZodType<Calculation> = z.lazy(() =>
  z.union([
    z.strictObject({ field: fieldId }),
    z.strictObject({ value: z.union([z.string(), z.number()]) }),
    z.strictObject({ ageOn: z.tuple([fieldId, fieldId]) }),
    z.strictObject({ count: fieldId }),
    z.strictObject({ sum: z.array(summand).min(1) }),
    z.strictObject({ band: z.tuple([calculation, z.array(band).min(1)]) }),
    z.strictObject({ if: z.tuple([condition, calculation, calculation]) }),
  ]),
)
