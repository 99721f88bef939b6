import { z } from 'zod'
import { ABSENCES, type Absence } from '@gloact/kernel'

/** What a field is compared with: a number, a code, a date text, or another field's answer. */
export type Operand = string | number | { field: string }

/**
 * A question about the answers, as JSON. A name inside a repeating group means the row's own field first, then the
 * form's. What an unanswered field is compared with is neither true nor false (see `truthOf`).
 *
 * - `eq`, `ne`, `in`: for a field that holds several codes, whether one of them matches.
 * - `gt`, `ge`, `lt`, `le`: numbers, or dates; partial dates compare by the span of days they may mean.
 * - `answered`: there is a value (for a group: at least one row). `absent`: there is none, of whatever kind or of those named
 *   (`not_asked` includes a field nobody has touched).
 */
export type Condition =
  | { eq: [string, Operand] }
  | { ne: [string, Operand] }
  | { in: [string, (string | number)[]] }
  | { gt: [string, Operand] }
  | { ge: [string, Operand] }
  | { lt: [string, Operand] }
  | { le: [string, Operand] }
  | { answered: string }
  | { absent: string | [string, Absence[]] }
  | { and: Condition[] }
  | { or: Condition[] }
  | { not: Condition }

/** A field's id: what a path is made of. */
export const fieldId = z
  .string()
  .regex(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/)
  .max(64)

const operand: z.ZodType<Operand> = z.union([z.string(), z.number(), z.strictObject({ field: fieldId })])
const comparison = z.tuple([fieldId, operand])

export const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ eq: comparison }),
    z.strictObject({ ne: comparison }),
    z.strictObject({ in: z.tuple([fieldId, z.array(z.union([z.string(), z.number()])).min(1)]) }),
    z.strictObject({ gt: comparison }),
    z.strictObject({ ge: comparison }),
    z.strictObject({ lt: comparison }),
    z.strictObject({ le: comparison }),
    z.strictObject({ answered: fieldId }),
    z.strictObject({ absent: z.union([fieldId, z.tuple([fieldId, z.array(z.enum(ABSENCES)).min(1)])]) }),
    z.strictObject({ and: z.array(condition).min(1) }),
    z.strictObject({ or: z.array(condition).min(1) }),
    z.strictObject({ not: condition }),
  ]),
)
