import type { Answer, Json } from '@gloact/kernel'
import { z } from 'zod'
import { PERSON_FIELDS, type Person } from '../domain/victims/person.ts'

/** The version of what these messages hold. A later one is told apart by its number. */
export const MESSAGE_VERSION = 1

const json: z.ZodType<Json> = z.lazy(() =>
  z.union([
    z.string().max(50_000),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(json).max(500),
    z.record(z.string().max(80), json),
  ]),
)
const answer = z.union([z.strictObject({ value: json }), z.strictObject({ absent: z.string().max(40) })])

/**
 * What crosses the border with a step: the answers of its form, and nothing else. No id of a person, a file, an officer or an agency:
 * the conversation is the request, and the desk is the sender.
 */
export const messageBody = z.strictObject({
  answers: z.record(z.string().max(200), answer).refine((answers) => Object.keys(answers).length <= 500),
  /** Of a request: what both sides call it aloud. */
  number: z
    .string()
    .regex(/^mla-[a-z2-9]{4}-[a-z2-9]{4}$/)
    .optional(),
})
export interface MessageBody {
  readonly answers: Readonly<Record<string, Answer>>
  readonly number?: string
}

/** The same of intelligence. */
export const reportBody = messageBody.extend({
  number: z
    .string()
    .regex(/^int-[a-z2-9]{4}-[a-z2-9]{4}$/)
    .optional(),
})

/** The same of a referral. Who the person is comes once, with the hand-over, in fields of one list. */
export const victimBody = z.strictObject({
  answers: messageBody.shape.answers,
  number: z
    .string()
    .regex(/^vr-[a-z2-9]{4}-[a-z2-9]{4}$/)
    .optional(),
  person: z.partialRecord(z.enum(PERSON_FIELDS), z.string().min(1).max(1000)).optional(),
})
export interface VictimBody {
  readonly answers: Readonly<Record<string, Answer>>
  readonly number?: string
  readonly person?: Person
}
