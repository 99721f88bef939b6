import { z } from 'zod'
import { ABSENCES, isPlainDate, type Answer, type Json, type PlainDate } from '@gloact/kernel'

/** What payloads are made of. */

export const plainDate = z
  .string()
  .refine(isPlainDate, { error: 'not a date' })
  .meta({ format: 'date' }) as unknown as z.ZodType<PlainDate, string>

// Control characters but tab and newline, and characters that turn text round unseen.
// oxlint-disable-next-line no-control-regex
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/

/** Words that may be empty. */
export const words = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => !HIDDEN.test(text), { error: 'hidden characters' })

/** Words that have to be there. */
export const text = (max: number) => words(max).trim().min(1)

/** Words that may be missing; null says so. */
export const optionalText = (max: number) => text(max).nullable()

export const code = z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/)

const json: z.ZodType<Json> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(json), z.record(z.string(), json)]),
)

export const answer = z.union([
  z.strictObject({ value: json }),
  z.strictObject({ absent: z.enum(ABSENCES) }),
]) as unknown as z.ZodType<Answer>

/** A yes or a no, or the kind of its absence. */
export const yesNo = z.union([
  z.strictObject({ value: z.enum(['yes', 'no']) }),
  z.strictObject({ absent: z.enum(ABSENCES) }),
])

export const answers = z.record(z.string().min(1).max(200), answer).refine((edits) => Object.keys(edits).length <= 500)
