import { z } from 'zod'
import { ABSENCES } from '@gloact/kernel'
import { calculation } from './calculation.ts'
import { condition, fieldId } from './condition.ts'
import type { FileAnswer } from './file-answer.ts'
import { words } from './words.ts'

/**
 * Who may read an answer and where it may lie. `identifying`: never in a log, list or export without a stated purpose.
 * `restricted`: for named staff of an audience. `case`: those who work on the file. `statistical`: coded, leaves only
 * through disclosure control. `open`: concerns no person, such as a law or a course; never in a form about somebody.
 */
export const SENSITIVITIES = ['identifying', 'restricted', 'case', 'statistical', 'open'] as const
export type Sensitivity = (typeof SENSITIVITIES)[number]

export const AUDIENCES = ['medical', 'counselling', 'testimony'] as const
export type Audience = (typeof AUDIENCES)[number]

/**
 * What an answer that is pinned to the top of a file says of reaching the person: whether it is safe (`safe`, whose `no` is
 * a warning), how it may be done (`do`), how never (`never`), what to say and who may know (`say`).
 */
export const PINS = ['safe', 'do', 'never', 'say'] as const
export type Pin = (typeof PINS)[number]

/** Why a question is out of daily sight. */
export const ASIDES = ['more', 'imported'] as const

/** The standards that a field may be mapped to. */
export const STANDARDS = ['htcds', 'ictip', 'ctdc', 'glotip', 'unhcr'] as const
export type Standard = (typeof STANDARDS)[number]

/** The kinds of absence that a field may offer. `not_asked` is where every field starts, and how an answer is taken back. */
export const OFFERED_ABSENCES = ABSENCES.filter((kind) => kind !== 'not_asked')

const target = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)])

const common = {
  id: fieldId,
  label: words,
  /** Read by everybody who fills in the form, below the label. */
  help: words.optional(),
  /** For who asks: how to put the question, when not to. Opens on demand. */
  guidance: words.optional(),
  sensitivity: z.enum(SENSITIVITIES),
  audience: z.enum(AUDIENCES).optional(),
  /** Has to be answered before its section is finished; an absence with its kind is an answer. */
  required: z.boolean().optional(),
  requiredWhen: condition.optional(),
  showWhen: condition.optional(),
  /** Shown at the top of a file, on each of its pages, to everybody who may read it. */
  pinned: z.enum(PINS).optional(),
  /** Told in the summary of a file to everybody who may read it; of a group, its rows with the fields that are marked. */
  summary: z.boolean().optional(),
  /**
   * Out of daily sight. `more`: asked where there is time, below the other questions and folded. `imported`: filled by imports and
   * asked by nobody; shown only once something stands in it.
   */
  aside: z.enum(ASIDES).optional(),
  /** Where the answer goes in a standard: `{ htcds: 'prs_FirstName' }`. */
  codeMapping: z.partialRecord(z.enum(STANDARDS), target).optional(),
  /** Default: all but `not_asked`, which need not be offered. */
  absences: z.array(z.enum(ABSENCES)).optional(),
}

/** How texts are written; screens take the keyboard from it. */
export const TEXT_FORMATS = ['email', 'digits'] as const

/**
 * The dates (of a year: the years) that this one is never before: an end and its beginning. Refused as soon as it is typed, on the
 * screen and on the server, at whichever of both was changed. In a row of a group, the row's own field first, then the form's.
 */
const notBefore = z.array(fieldId).min(1).optional()

const text = z.strictObject({
  ...common,
  type: z.literal('text'),
  maxLength: z.number().int().positive().max(2000).optional(),
  format: z.enum(TEXT_FORMATS).optional(),
})
const longText = z.strictObject({
  ...common,
  type: z.literal('long_text'),
  maxLength: z.number().int().positive().max(100_000).optional(),
})
const number = z.strictObject({
  ...common,
  type: z.literal('number'),
  /** Fractions are refused unless `decimal`. */
  decimal: z.boolean().optional(),
  /** A year of the calendar: written without the separator of thousands. */
  year: z.boolean().optional(),
  /** Of a year: one that has not begun is refused. */
  notFuture: z.boolean().optional(),
  notBefore,
  min: z.number().optional(),
  max: z.number().optional(),
  /** Shown behind the number. */
  unit: words.optional(),
})
/** A judgement in whole steps, the ends of it in words: "1, not useful" to "5, very useful". */
const scale = z.strictObject({
  ...common,
  type: z.literal('scale'),
  min: z.number().int(),
  max: z.number().int(),
  /** What the two ends mean. */
  ends: z.strictObject({ low: words, high: words }),
})
const date = z.strictObject({
  ...common,
  type: z.literal('date'),
  /** The coarsest answer taken; default `year`, since that is often all that a person knows. */
  precision: z.enum(['day', 'month', 'year']).optional(),
  /** For what has happened: a day that has not come is refused. */
  notFuture: z.boolean().optional(),
  notBefore,
})
const yesNoUnknown = z.strictObject({ ...common, type: z.literal('yes_no_unknown') })
const choice = z.strictObject({ ...common, type: z.literal('choice'), codeList: z.string().min(1) })
const choices = z.strictObject({ ...common, type: z.literal('choices'), codeList: z.string().min(1) })
const country = z.strictObject({ ...common, type: z.literal('country') })
const countries = z.strictObject({ ...common, type: z.literal('countries') })
const location = z.strictObject({
  ...common,
  type: z.literal('location'),
  /** A list of the country's configuration (regions, districts) that a place may be picked from. */
  locationList: z.string().min(1).optional(),
})
const language = z.strictObject({ ...common, type: z.literal('language') })
const phone = z.strictObject({ ...common, type: z.literal('phone') })
const register = z.string().regex(/^[a-z][a-z_]*\.[a-z][a-z_]*$/)
/** A row of a register, by its kind: `strategy.goal`. */
const reference = z.strictObject({ ...common, type: z.literal('reference'), register })
const references = z.strictObject({ ...common, type: z.literal('references'), register })
const amount = z.strictObject({
  ...common,
  type: z.literal('amount'),
  /** The currencies to choose from (ISO 4217), the usual one first; any where it is left out. */
  currencies: z
    .array(z.string().regex(/^[A-Z]{3}$/))
    .min(1)
    .optional(),
})
const url = z.strictObject({ ...common, type: z.literal('url') })
/** A document, picture or recording. The answer says which one it is; its bytes lie sealed in the store of attachments. */
const file = z.strictObject({
  ...common,
  type: z.literal('file'),
  /** Where it is left out, the server's own limit holds. */
  maxMegabytes: z.number().int().positive().optional(),
})
/** One text in several languages, each of them as it was adopted or translated. */
const multilingual = z.strictObject({
  ...common,
  type: z.literal('multilingual'),
  maxLength: z.number().int().positive().max(100_000).optional(),
  /** Written in as many lines as it takes. */
  lines: z.boolean().optional(),
})
const calculated = z.strictObject({
  ...common,
  type: z.literal('calculated'),
  calculation,
  /** Where the result is a code: the list that has its words. */
  codeList: z.string().min(1).optional(),
  unit: words.optional(),
})

/** A field that may stand in a row of a repeating group. */
export const simpleField = z.discriminatedUnion('type', [
  text,
  longText,
  number,
  scale,
  date,
  yesNoUnknown,
  choice,
  choices,
  country,
  countries,
  location,
  language,
  phone,
  reference,
  references,
  amount,
  url,
  file,
  multilingual,
  calculated,
])
export type SimpleField = z.infer<typeof simpleField>

const group = z.strictObject({
  ...common,
  type: z.literal('group'),
  /** What one row is called, above it: "Situation of exploitation" 1. Left out, the label says it of one as of many. */
  rowLabel: words.optional(),
  fields: z.array(simpleField).min(1),
  minRows: z.number().int().nonnegative().optional(),
  maxRows: z.number().int().positive().optional(),
})
export type GroupField = z.infer<typeof group>

/** A field of a form. Groups do not nest. */
export const field = z.discriminatedUnion('type', [...simpleField.options, group])
export type Field = z.infer<typeof field>
export type FieldType = Field['type']
export type FieldOf<Type extends FieldType> = Extract<Field, { type: Type }>

/** The types whose answers are free text, or a document full of it: never statistical, never stored in clear. */
export const FREE_TEXT_TYPES = [
  'text',
  'long_text',
  'phone',
  'location',
  'url',
  'multilingual',
  'file',
] as const satisfies readonly FieldType[]

/** The types whose answers are codes and numbers, which a derived row may hold in clear. */
export const CODED_TYPES = [
  'number',
  'scale',
  'yes_no_unknown',
  'choice',
  'choices',
  'country',
  'countries',
  'language',
  'reference',
  'references',
  'amount',
  'calculated',
] as const satisfies readonly FieldType[]

/** What a place is answered with: words, the country, and the code of the country's own location list. */
export interface Place {
  readonly place?: string
  readonly country?: string
  readonly location?: string
}

/** Money: a number with as many places as the currency has at most (three), and its code by ISO 4217. */
export interface Amount {
  readonly amount: number
  readonly currency: string
}

/** The JSON value that a field of each type holds. */
export interface FieldValues {
  text: string
  long_text: string
  number: number
  /** A whole number from `min` to `max`. */
  scale: number
  /** A `PartialDate`: YYYY, YYYY-MM or YYYY-MM-DD. */
  date: string
  /** The third button, "not known", is the absence `not_known`: one way of saying it. */
  yes_no_unknown: 'yes' | 'no'
  choice: string
  /** At least one code, each once. */
  choices: readonly string[]
  /** ISO 3166-1 alpha-2, or `XX` for a person without citizenship. `NA` is Namibia. */
  country: string
  countries: readonly string[]
  location: Place
  /** ISO 639. */
  language: string
  /** E.164: `+96171123456`. */
  phone: string
  /** The id of a row. */
  reference: string
  /** At least one id, each once. */
  references: readonly string[]
  amount: Amount
  url: string
  file: FileAnswer
  /** BCP 47 tag → the text in it; at least one. */
  multilingual: Readonly<Record<string, string>>
  calculated: string | number
}
