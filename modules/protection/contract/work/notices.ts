import { route, sentMoment } from '@gloact/http/contract'
import { z } from 'zod'

const tag = 'protection'

/** What others did that concerns somebody: a decision made, a file assigned, a request answered, an approval asked. */
export const NOTICE_KINDS = [
  'assigned',
  /** A child's file, or one with indicators, that no worker has. */
  'file_opened',
  'decision_recorded',
  'decision_agreed',
  'decision_asked',
  'closure_requested',
  'closure_approved',
  'closure_returned',
  'path_confirmed',
  'path_returned',
  'child_received',
  /** An import was undone, and files that one answers for left the lists. */
  'import_undone',
  /** A file that one answers for was closed to a member of staff. */
  'staff_excluded',
  'consent_confirmed',
  'reconsideration_requested',
  'information_requested',
  'information_given',
  // A step of a request of another module, which says what and where in `about`.
  'request_step',
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** Codes, a number and a moment: nobody's name. */
export const notice = z.object({
  /** Of the action that it tells of, or of the share by which a decision was asked. */
  id: z.uuid(),
  kind: z.enum(NOTICE_KINDS),
  /** Of a file of this module; null where `about` says what it is. */
  file: z.object({ id: z.uuid(), number: z.string() }).nullable(),
  /** Of another module: what it is about, in that module's codes, and the step that was taken. */
  about: z.object({ kind: z.string(), id: z.uuid(), step: z.string(), number: z.string().nullable() }).nullable(),
  /** Of files of an agency: how many, where it is the reader's own; null for another kind of notice. */
  files: z.object({ agencyId: z.uuid(), count: z.number().int().nullable() }).nullable(),
  at: z.string(),
  /** Whether it came after the reader last looked. */
  unseen: z.boolean(),
})
export type Notice = z.infer<typeof notice>

export const readNotices = route({
  method: 'GET',
  path: '/protection/notices',
  summary:
    'What others did on your files and requests in the last 30 days, latest first, and how much of it is new to you',
  tag,
  response: z.object({ items: z.array(notice), unseen: z.number().int() }),
})

export const seeNotices = route({
  method: 'POST',
  path: '/protection/notices/seen',
  summary: 'Say that you have looked at your notices up to one of them',
  tag,
  body: z.strictObject({
    /** The moment of the latest that was shown. */
    upTo: sentMoment,
  }),
  response: z.object({ unseen: z.number().int() }),
})
