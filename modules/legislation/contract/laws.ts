import { bytes, line, route, sentDate, storedDate, words } from '@gloact/http/contract'
import { PROVISION_KINDS } from '../domain/law-words.ts'
import { z } from 'zod'

const tag = 'legislation'

/** A text and the JSON around it. */
const TEXT_LIMIT = 12_000_000

const expressionEntry = z.object({
  id: z.uuid(),
  language: z.string(),
  validFrom: storedDate,
  addedAt: z.string(),
})

export const lawEntry = z.object({
  id: z.uuid(),
  title: z.string(),
  type: z.enum(['act', 'bill']),
  number: z.string(),
  madeOn: storedDate,
  /** The latest first. */
  expressions: z.array(expressionEntry),
})
export type LawEntry = z.infer<typeof lawEntry>

export const listLaws = route({
  method: 'GET',
  path: '/legislation/laws',
  summary: 'The laws of your library by title, each with its texts',
  tag,
  response: z.object({ items: z.array(lawEntry), mayEdit: z.boolean() }),
  failures: ['legislation.not_allowed'],
})

const language = z.string().regex(/^[a-z]{2,3}$/)
const source = z.string().min(1).max(10_000_000)

/** What a person corrected in the structure that was read, in order: each names a provision by the address that it has by then. */
const corrections = z
  .array(
    z.strictObject({
      eId: line(300),
      change: z.enum(['deeper', 'shallower', 'number']),
      num: words(60).optional(),
    }),
  )
  .max(2000)
  .optional()

export const addLaw = route({
  method: 'POST',
  path: '/legislation/laws',
  summary: 'Import a law from plain text, Markdown or Akoma Ntoso, with its first text',
  tag,
  status: 201,
  bodyLimit: TEXT_LIMIT,
  /** The client makes the ids: sent twice, it is added once. */
  body: z.strictObject({
    id: z.uuid(),
    expressionId: z.uuid(),
    title: line(300),
    type: z.enum(['act', 'bill']),
    number: words(40).trim(),
    madeOn: sentDate,
    language,
    validFrom: sentDate,
    source,
    corrections,
  }),
  response: lawEntry,
  failures: [
    'legislation.not_allowed',
    'legislation.id_used',
    'legislation.no_text',
    'legislation.not_text',
    'legislation.doctype',
    'legislation.not_akn',
    'legislation.before_law',
    'legislation.too_many_provisions',
  ],
})

export const addExpression = route({
  method: 'POST',
  path: '/legislation/laws/:lawId/expressions',
  summary: 'Add the text of a law from another day on, or in another language',
  tag,
  status: 201,
  bodyLimit: TEXT_LIMIT,
  params: z.object({ lawId: z.uuid() }),
  body: z.strictObject({ id: z.uuid(), language, validFrom: sentDate, source, corrections }),
  response: lawEntry,
  failures: [
    'legislation.not_allowed',
    'legislation.unknown',
    'legislation.id_used',
    'legislation.same_day',
    'legislation.before_law',
    'legislation.too_many_provisions',
    'legislation.no_text',
    'legislation.not_text',
    'legislation.doctype',
    'legislation.not_akn',
  ],
})

export const provisionView = z.object({
  eId: z.string(),
  /** How deep it stands: 0 for a part or a section of no part. */
  depth: z.number().int(),
  kind: z.enum(PROVISION_KINDS),
  num: z.string(),
  heading: z.string(),
  text: z.array(z.string()),
  /** Its words after what stands below it. */
  after: z.array(z.string()),
})
export type ProvisionView = z.infer<typeof provisionView>

export const ORIGINAL_FORMATS = ['text', 'xml', 'html', 'json', 'docx', 'pdf'] as const

const original = z.object({ format: z.enum(ORIGINAL_FORMATS), sha256: z.string() })

export const lawText = z.object({
  law: lawEntry,
  id: z.uuid(),
  language: z.string(),
  validFrom: storedDate,
  /** SHA-256 of the text as it was given. */
  sha256: z.string(),
  /** The file that it was read from, where one was kept. */
  original: original.nullable(),
  longTitle: z.string(),
  preface: z.array(z.string()),
  preamble: z.array(z.string()),
  provisions: z.array(provisionView),
})
export type LawTextView = z.infer<typeof lawText>

export const readExpression = route({
  method: 'GET',
  path: '/legislation/expressions/:expressionId',
  summary: 'A law’s text, provision by provision',
  tag,
  params: z.object({ expressionId: z.uuid() }),
  response: lawText,
  failures: ['legislation.not_allowed', 'legislation.unknown'],
})

export const LAW_FORMATS = ['akn', 'html', 'docx'] as const
export type LawFormat = (typeof LAW_FORMATS)[number]

export const exportExpression = route({
  method: 'GET',
  path: '/legislation/expressions/:expressionId/file',
  summary: 'A law’s text as Akoma Ntoso 3.0, a web page or a Word document',
  tag,
  params: z.object({ expressionId: z.uuid() }),
  query: z.object({ format: z.enum(LAW_FORMATS) }),
  response: bytes,
  failures: ['legislation.not_allowed', 'legislation.unknown'],
})

/** The file that a text was read from, as it was uploaded. */
export const keepOriginal = route({
  method: 'PUT',
  path: '/legislation/expressions/:expressionId/original',
  summary: 'Keep the file that a text was imported from (Word, PDF, HTML) with it',
  tag,
  params: z.object({ expressionId: z.uuid() }),
  query: z.object({ format: z.enum(ORIGINAL_FORMATS) }),
  body: bytes,
  response: original,
  failures: [
    'legislation.not_allowed',
    'legislation.unknown',
    'legislation.id_used',
    'legislation.no_text',
    'legislation.original_refused',
    'legislation.too_large',
  ],
})

export const readOriginal = route({
  method: 'GET',
  path: '/legislation/expressions/:expressionId/original',
  summary: 'The file that a text was imported from, as it was given',
  tag,
  params: z.object({ expressionId: z.uuid() }),
  response: bytes,
  failures: ['legislation.not_allowed', 'legislation.unknown'],
})

const found = z.object({
  expressionId: z.uuid(),
  title: z.string(),
  language: z.string(),
  validFrom: storedDate,
  eId: z.string(),
  num: z.string(),
  heading: z.string(),
  /** Its words where they were found. */
  excerpt: z.string(),
})
export type FoundProvision = z.infer<typeof found>

export const searchLaws = route({
  method: 'GET',
  path: '/legislation/search',
  summary: 'Provisions by words or by number, in the latest texts of all laws and languages',
  tag,
  query: z.object({ q: line(200) }),
  response: z.object({ items: z.array(found), more: z.boolean() }),
  failures: ['legislation.not_allowed'],
})
