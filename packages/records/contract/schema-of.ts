import { z } from 'zod'
import { line, sentDate, sentMoment, storedDate, text, words } from '@gloact/http/contract'
import { ABSENCES, asInstant, isMomentInRange, type Answer, type Instant, type Json } from '@gloact/kernel'
import type { AnyShape, ObjectShape, Shape } from '../action/shape.ts'

/** A moment that is sent by itself, in whatever zone it was said. */
export const sentInstant = sentMoment.transform((sent) => asInstant(sent)) as unknown as z.ZodType<Instant, string>

/** A code of a list, or of what another rule knows. */
export const codeSchema = z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/)

const json: z.ZodType<Json> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(json), z.record(z.string(), json)]),
)

const answerOf = (value: z.ZodType) =>
  z.union([z.strictObject({ value }), z.strictObject({ absent: z.enum(ABSENCES) })])

export const answerSchema = answerOf(json) as unknown as z.ZodType<Answer>

/** A moment in UTC with milliseconds, as it is kept: nothing is changed on the way. */
const storedMoment = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  .refine((said) => !Number.isNaN(Date.parse(said)) && asInstant(said) === said, { error: 'not a moment in UTC' })
  .meta({ format: 'date-time' })

const MOMENTS = {
  sent: storedMoment.refine(isMomentInRange, { error: 'not a moment that can be meant' }).meta({ format: 'date-time' }),
  stored: storedMoment,
}
const DAYS = { sent: sentDate, stored: storedDate }

/** `sent`: days and moments that can be meant. `stored`: as they were recorded, from before there was such a range too. */
export type Reading = 'sent' | 'stored'

/** The schema that a shape describes. */
export const schemaOf = <Said>(shape: Shape<Said>, reading: Reading = 'sent'): z.ZodType<Said, unknown> =>
  made(shape, reading) as z.ZodType<Said, unknown>

/** The same of an object, whose parts can be read by themselves. */
export const objectSchemaOf = <Said>(shape: ObjectShape<Said>, reading: Reading = 'sent') =>
  fieldsOf(shape, reading) as z.ZodObject<{ readonly [Key in keyof Said]: z.ZodType<Said[Key]> }>

function made(shape: AnyShape, reading: Reading): z.ZodType {
  switch (shape.kind) {
    case 'text':
      return text(shape.max)
    case 'line':
      return line(shape.max)
    case 'words':
      return words(shape.max)
    case 'id':
      return z.uuid()
    case 'day':
      return DAYS[reading]
    case 'moment':
      return MOMENTS[reading]
    case 'yes_or_no':
      return z.boolean()
    case 'code':
      return codeSchema
    case 'choice':
      return choiceOf(shape.of)
    case 'number':
      return shape.max === null ? z.number().int().min(shape.min) : z.number().int().min(shape.min).max(shape.max)
    case 'pattern':
      return z.string().regex(shape.pattern)
    case 'answer':
      return answerOf(made(shape.of, reading))
    case 'answers':
      return z.record(z.string().min(1).max(200), answerSchema).refine((edits) => Object.keys(edits).length <= 500)
    case 'nullable':
      return made(shape.of, reading).nullable()
    case 'optional':
      return made(shape.of, reading).optional()
    case 'list':
      return listOf(shape, reading)
    case 'record': {
      const keys = shape.keys instanceof RegExp ? z.string().regex(shape.keys) : z.enum(shape.keys)
      return z.record(keys, made(shape.of, reading))
    }
    case 'object':
      return shape.notAllEmpty
        ? fieldsOf(shape, reading).refine((said) => Object.values(said).some((each) => (each as unknown[]).length > 0))
        : fieldsOf(shape, reading)
    case 'one_of':
      return oneOf(shape, reading)
  }
}

const fieldsOf = ({ fields }: Extract<AnyShape, { kind: 'object' }>, reading: Reading) =>
  z.strictObject(Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, made(field, reading)])))

function choiceOf(of: readonly (string | number)[]): z.ZodType {
  const texts = of.filter((each) => typeof each === 'string')
  return texts.length === of.length && texts.length > 1 ? z.enum(texts) : z.literal(of)
}

function listOf(shape: Extract<AnyShape, { kind: 'list' }>, reading: Reading): z.ZodType {
  const { min, max, unique } = shape
  const whole = z.array(made(shape.of, reading))
  const list = min > 0 ? whole.min(min).max(max) : whole.max(max)
  if (unique === undefined) return list
  const keyOf = (each: unknown) => (each as Readonly<Record<string, unknown>>)[unique]
  return list.refine((all) => new Set(all.map(keyOf)).size === all.length, { error: `a ${unique} stands here twice` })
}

function oneOf({ of, by }: Extract<AnyShape, { kind: 'one_of' }>, reading: Reading): z.ZodType {
  const all = of.map((each) => made(each, reading))
  return by === undefined ? z.union(all) : z.discriminatedUnion(by, all as unknown as [z.ZodObject])
}
