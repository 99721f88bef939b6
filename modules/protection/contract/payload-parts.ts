import { z } from 'zod'
import { sentDate } from '@gloact/http/contract'
import { ABSENCES, type Answer, type Json } from '@gloact/kernel'

/** What payloads are made of. */

export const plainDate = sentDate

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
