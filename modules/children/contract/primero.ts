import { line, route, words } from '@gloact/http/contract'
import type { Json } from '@gloact/kernel'
import { z } from 'zod'

/** Cases of CPIMS+ that are read at a time. */
export const CASES_AT_A_TIME = 20

/** What one field of another system holds: words, numbers, rows of a subform. */
const sentValue: z.ZodType<Json> = z.lazy(() =>
  z.union([
    words(20_000),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(sentValue).max(1_000),
    z.record(line(120), sentValue),
  ]),
)
const sentCase = z.record(line(120), sentValue)
/** A case as it is sent: whatever its configuration has. */
export type SentCase = z.infer<typeof sentCase>

const sentCases = z.array(sentCase).min(1).max(CASES_AT_A_TIME)
/** Says what would be imported, and records nothing. */
const tryOut = z.boolean()

const unknown = z.object({ field: z.string(), value: z.string(), why: z.enum(['field', 'value']) })

/** What no list or form here has: looked through by those who import, kept in words all the same. */
const unknowns = z.array(unknown)

/** The outcome of one case, in the order in which they were sent. */
const imported = z.object({
  /**
   * `ready`: it would be imported. `already`: it was. `erased`: it was, and its file has been erased since. `no_child`, `no_number`: it is
   * none for this list. In these three nothing was recorded.
   */
  outcome: z.enum(['ready', 'imported', 'already', 'erased', 'no_child', 'no_number']),
  fileId: z.uuid().nullable(),
  number: z.string().nullable(),
  /** What has a record of its own here; all else is kept in words. */
  records: z.array(z.enum(['age', 'care'])),
  /** Consents that were given elsewhere: none holds here. */
  consents: z.int(),
  /** Whether a request of a relative was matched there: it is not confirmed here. */
  matchedThere: z.boolean(),
  unknown: unknowns,
})
export type ImportedCase = z.infer<typeof imported>

export const importCases = route({
  method: 'POST',
  path: '/children/imports',
  summary: 'Opens children’s files from cases of CPIMS+ (Primero), or says what would be opened',
  tag: 'children',
  body: z.object({ cases: sentCases, tryOut }),
  response: z.object({ items: z.array(imported) }),
  failures: ['children.not_allowed', 'children.import_refused'],
})

/** The outcome of one record of a registry. */
const importedCarer = z.object({
  /** `number_used`: another carer here has the number. That, `no_number` and `too_long`: nothing was recorded. */
  outcome: z.enum(['ready', 'imported', 'already', 'no_number', 'number_used', 'too_long']),
  carerId: z.uuid().nullable(),
  unknown: unknowns,
})
export type ImportedCarer = z.infer<typeof importedCarer>

export const importRegistry = route({
  method: 'POST',
  path: '/children/carer-imports',
  summary: 'Adds carers from a registry of CPIMS+ (Primero) to the register, none of them screened here',
  tag: 'children',
  body: z.object({ carers: sentCases, tryOut }),
  response: z.object({ items: z.array(importedCarer) }),
  failures: ['children.not_allowed', 'registers.invalid'],
})

/** The outcome of one tracing request of CPIMS+, in which several children may be sought. */
const importedInquiry = z.object({
  /** `nobody_sought`, `no_number`, `too_long`: nothing of it was recorded. */
  outcome: z.enum(['ready', 'imported', 'already', 'nobody_sought', 'no_number', 'too_long']),
  /** How many requests come of it: one a child, those that are there already left out. */
  requests: z.int(),
  requestIds: z.array(z.uuid()),
  /** Consents that were given elsewhere: none holds here. */
  consents: z.int(),
  /** Whether a case was matched there: it is not confirmed here. */
  matchedThere: z.boolean(),
  unknown: unknowns,
})
export type ImportedInquiry = z.infer<typeof importedInquiry>

export const importInquiries = route({
  method: 'POST',
  path: '/children/tracing/imports',
  summary: 'Imports tracing requests from CPIMS+ (Primero), each to be reviewed, or says what would be imported',
  tag: 'children',
  body: z.object({
    inquiries: z.array(sentCase).min(1).max(CASES_AT_A_TIME),
    /** Says what would be taken over, and records nothing. */
    tryOut: z.boolean(),
  }),
  response: z.object({ items: z.array(importedInquiry) }),
  failures: ['children.not_allowed', 'records.invalid_answers', 'records.in_future'],
})
