import { z } from 'zod'
import { line, route, sentMoment } from '@gloact/http/contract'
import { OPENING_PURPOSES } from '../../domain/file/words.ts'
import { fileView } from '../reading/files.ts'

const tag = 'protection'
const fileParams = z.object({ fileId: z.uuid() })
const moment = sentMoment
/** What who the person is opens for; without it, it stays closed. The opening is recorded with the purpose. */
const purpose = z.enum(OPENING_PURPOSES).optional()
/** What the reader may open who the person is for; empty where they may not. */
const purposes = z.array(z.enum(OPENING_PURPOSES))
const sequence = z.coerce.number().int().min(0).max(1_000_000)

/** The file as it was: after its action of this number, or by when something was recorded, or by when it happened. */
export const readFileAt = route({
  method: 'GET',
  path: '/protection/files/:fileId/at',
  summary: 'A file as it was at a moment; the person’s identity only with a purpose',
  tag,
  params: fileParams,
  query: z
    .object({
      sequence: sequence.optional(),
      /** "What did we know then": all that had been recorded by this moment. */
      recordedAt: moment.optional(),
      /** "What had happened by then": all that happened by this moment, whenever it was recorded. */
      happenedAt: moment.optional(),
      purpose,
    })
    .refine(({ purpose: _, ...given }) => Object.values(given).filter((value) => value !== undefined).length === 1, {
      error: 'one of sequence, recordedAt and happenedAt',
    }),
  response: z.object({
    file: fileView,
    /** The last action that is in it. */
    sequence: z.number().int(),
    /** When that action was recorded. */
    recordedAt: z.string(),
    /** How many actions came after it. */
    later: z.number().int(),
    purposes,
  }),
  failures: ['protection.not_found', 'protection.no_such_moment', 'protection.not_allowed'],
})

export const CHANGE_KINDS = ['added', 'changed', 'withdrawn'] as const

/** One thing that differs between two moments, with both values and the action that made it so. */
export const fileChange = z.object({
  kind: z.enum(CHANGE_KINDS),
  /** Of a form the path within it; of the file's own facts their name; of a list the entry's action. */
  path: z.string(),
  was: z.unknown(),
  now: z.unknown(),
  actor: z.uuid().nullable(),
  recordedAt: z.string().nullable(),
  happenedAt: z.string().nullable(),
  /** Why, where the person who changed it said so. */
  reason: z.string().nullable(),
})
export type FileChange = z.infer<typeof fileChange>

export const fileDifference = z.object({
  from: z.number().int(),
  to: z.number().int(),
  purposes,
  sections: z.array(
    z.object({
      /** `file` for its own facts, `form` with its id, or a list of the file such as `notes`. */
      section: z.string(),
      form: z.string().nullable(),
      changes: z.array(fileChange),
    }),
  ),
})
export type FileDifference = z.infer<typeof fileDifference>

/** A place in a file's log: the number of an action, or a moment by which things were recorded. */
const place = z.union([sequence, moment])

export const compareMoments = route({
  method: 'GET',
  path: '/protection/files/:fileId/difference',
  summary: 'What was added, changed and withdrawn between two moments of a file',
  tag,
  params: fileParams,
  query: z.object({ from: place, to: place, purpose }),
  response: fileDifference,
  failures: ['protection.not_found', 'protection.no_such_moment', 'protection.not_allowed'],
})

/** What somebody does when they read a file, as its readers are shown; other modules declare theirs. */
export const READINGS = [
  'file.read',
  'file.record_read',
  'file.identity_opened',
  'file.restricted_opened',
  'file.attachment_opened',
  'file.glass_broken',
  'file.history_read',
  'file.past_read',
  'file.readers_read',
  'file.printed',
  'file.exported',
] as const

/** What one person did with a file within an hour. */
export const fileReading = z.object({
  actorId: z.uuid().nullable(),
  /** The name of the member of staff, and of their agency. */
  name: z.string().nullable(),
  agency: z.string().nullable(),
  firstAt: z.string(),
  lastAt: z.string(),
  /** How often altogether. */
  times: z.number().int(),
  did: z.array(z.object({ action: z.string(), purpose: z.string().nullable(), times: z.number().int() })),
})
export type FileReading = z.infer<typeof fileReading>

export const listReaders = route({
  method: 'GET',
  path: '/protection/files/:fileId/readers',
  summary: 'Who has read a file, latest first',
  tag,
  params: fileParams,
  query: z.object({
    /** Only what was read before this reading's number: the cursor of the next page. */
    before: z.coerce.number().int().min(1).optional(),
  }),
  response: z.object({ number: z.string(), items: z.array(fileReading), next: z.number().int().nullable() }),
  failures: ['protection.not_found'],
})

/** The number is in the body: no address of ours names a file to the person who reads it over a shoulder or in a log. */
export const findFileForReaders = route({
  method: 'POST',
  path: '/protection/readers',
  summary: 'Find a file by its number, to see who has read it',
  tag,
  body: z.strictObject({ number: line(40) }),
  response: z.object({ fileId: z.uuid() }),
  failures: ['protection.not_found', 'protection.searched_too_often'],
})

export const PRINT_PURPOSES = ['work_on_file', 'person_asks', 'decide', 'supervise'] as const

/** `work`: everything that the reader may read; `summary`: the facts on one sheet; `person`: the person's own data, for them. */
export const PRINT_COPIES = ['work', 'summary', 'person'] as const

/** A document was made of the file: recorded before it can be printed, with its purpose. */
export const printFile = route({
  method: 'POST',
  path: '/protection/files/:fileId/prints',
  summary: 'Record that a document of the file is printed, for a purpose',
  tag,
  params: fileParams,
  body: z.strictObject({
    purpose: z.enum(PRINT_PURPOSES),
    /** Whether who the person is stands in it. */
    identity: z.boolean(),
    copy: z.enum(PRINT_COPIES),
    language: z.string().regex(/^[a-z]{2,3}$/),
  }),
  response: z.object({ printedAt: z.string() }),
  failures: ['protection.not_found', 'protection.not_allowed'],
})
