import { z } from 'zod'
import { bytes, line, route, words, type FailureCatalogue } from '@gloact/http/contract'
import { HTCDS_KEYS, type HtcdsKey, REJECTION_REASONS } from '@gloact/standards'

/** Why a file cannot be imported. What stands in it is never told, only the place. */
export const IMPORT_FAILURES = {
  'protection.import_upload_unknown': { status: 404, title: 'The uploaded file is no longer here. Upload it again.' },
  'protection.import_uploads_full': { status: 429, title: 'Too many uploads wait. Finish or discard one first.' },
  'protection.import_running': { status: 409, title: 'This file is being imported. Wait for it, or cancel it.' },
  'protection.import_not_found': { status: 422, title: 'The file cannot be read.' },
  'protection.import_unreadable': { status: 422, title: 'The file is damaged, or is not a CSV file or workbook.' },
  'protection.import_not_utf8': { status: 422, title: 'The text is not UTF-8. Save it as CSV UTF-8 or as .xlsx.' },
  'protection.import_too_large': { status: 413, title: 'The file, or what it unpacks to, is too large.' },
  'protection.import_unknown_layout': { status: 422, title: 'The columns are not those of the standard.' },
  'protection.import_training': {
    status: 422,
    title: 'The file comes from a training sandbox: everyone in it is invented. It is not imported here.',
  },
  'protection.import_column_twice': { status: 422, title: 'Two columns hold the same.' },
  'protection.import_cancelled': { status: 409, title: 'The import was cancelled.' },
  'protection.import_no_room': { status: 507, title: 'There is no room left on the server. Nothing was stored.' },
  'protection.import_agency_unknown': { status: 422, title: 'There is no such agency, or not this team in it.' },
  'protection.import_batch_unknown': { status: 404, title: 'There is no such import.' },
  'protection.import_undo_reason': {
    status: 422,
    title:
      'Undoing an import of more than ten files, or bringing it back, needs a reason of three words and twenty letters.',
  },
  'protection.import_undo_waits': { status: 409, title: 'Undoing this import waits for a second person already.' },
  'protection.import_undo_ended': { status: 409, title: 'No request to undo this import waits any more.' },
  'protection.import_not_restorable': {
    status: 409,
    title: 'There is nothing of this import to bring back, or it was undone more than thirty days ago.',
  },
  'protection.import_already_undone': { status: 409, title: 'The import was already undone.' },
} as const satisfies FailureCatalogue

/** The most that can be uploaded at once, in bytes. The command takes more. */
export const UPLOAD_LIMIT = 100 * 1024 * 1024

const params = z.object({ uploadId: z.uuid() })

export const KINDS_OF_IMPORT = ['htcds', 'ctdc'] as const

const htcdsKey = z.enum(HTCDS_KEYS as unknown as [HtcdsKey])
const columns = z.array(htcdsKey.nullable()).max(1_000)

const counts = z.object({
  read: z.number().int(),
  imported: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  rejected: z.number().int(),
})

/** How far one pass through a file is, and its outcome. Rejections name rows, columns and reasons, never values. */
export const importRun = z.object({
  dryRun: z.boolean(),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  counts,
  /** About how many rows there are, once the file has been looked through. */
  rows: z.number().int().nullable(),
  rejections: z.array(
    z.object({
      column: z.string(),
      reason: z.enum(REJECTION_REASONS),
      count: z.number().int(),
      firstRows: z.array(z.number().int()),
    }),
  ),
  batchId: z.uuid().nullable(),
  failure: z
    .object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])).optional() })
    .nullable(),
})

export type ImportRun = z.infer<typeof importRun>

export const importPreview = z.object({
  kind: z.enum(KINDS_OF_IMPORT),
  /** Whether the file's own header says what the columns are; else somebody has to. */
  recognised: z.boolean(),
  rows: z.number().int(),
  columns: z.array(
    z.object({
      header: z.string(),
      /** The field of the standard that the column holds. */
      key: htcdsKey.nullable(),
      /** How many rows have something in it. */
      filled: z.number().int(),
      /** Some of what stands in it, shortened: told to the person who handed the file over, and to nobody else. */
      samples: z.array(z.string()),
      /** What it seems to hold where nothing says so, and whether its name or its content tells. */
      guess: z.object({ key: htcdsKey, by: z.enum(['name', 'content']) }).nullable(),
      /** The country's question that it becomes: words in every language. Null: it is kept in words, or not at all. */
      question: z.record(z.string(), z.string()).nullable(),
      /** Restricted to named staff, so that an import leaves it out. */
      restricted: z.boolean(),
      /** What stands in it that is none of what it may say, with how often, and which code it seems to mean. */
      values: z.array(z.object({ value: z.string(), count: z.number().int(), code: z.string().nullable() })),
    }),
  ),
  /** What such values may be said to mean, by field of the standard; countries and languages are everybody's lists. */
  choices: z.record(z.string(), z.array(z.object({ code: z.string(), label: z.record(z.string(), z.string()) }))),
  /** The country's question for each field of the standard that has one, in every language: what a column may be said to hold. */
  questions: z.record(z.string(), z.record(z.string(), z.string())),
})

export type ImportPreview = z.infer<typeof importPreview>

const UPLOAD_FAILURES = Object.keys(IMPORT_FAILURES)

export const uploadImport = route({
  method: 'POST',
  path: '/protection/imports/uploads',
  summary: 'Hands over a file to import. It waits sealed, under a key in memory, and is gone after an hour.',
  tag: 'protection',
  body: bytes,
  response: z.object({ uploadId: z.uuid(), size: z.number().int() }),
  status: 201,
  failures: UPLOAD_FAILURES,
})

export const previewImport = route({
  method: 'POST',
  path: '/protection/imports/uploads/:uploadId/preview',
  summary: 'What the columns of an uploaded file hold and where it would go. Nothing is recorded.',
  tag: 'protection',
  params,
  body: z.strictObject({
    /** The file's name: a row that comes again in a file of the same name is the same row. */
    name: line(200),
    columns: columns.nullable().default(null),
  }),
  response: importPreview,
  failures: UPLOAD_FAILURES,
})

export const runImport = route({
  method: 'POST',
  path: '/protection/imports/uploads/:uploadId/runs',
  summary: 'Processes an uploaded file: to see what would happen, or to import it.',
  tag: 'protection',
  params,
  body: z.strictObject({
    dryRun: z.boolean(),
    kind: z.enum(KINDS_OF_IMPORT),
    agencyId: z.uuid().nullable(),
    teamId: z.uuid().nullable(),
    dateOrder: z.enum(['day_first', 'month_first']).nullable(),
    columns: columns.nullable(),
    /** What values mean that the file’s columns may not say; null leaves one out. */
    values: z
      .array(z.strictObject({ column: z.number().int().min(0).max(999), value: line(500), code: line(120).nullable() }))
      .max(2_000)
      .default([]),
  }),
  response: importRun,
  status: 202,
  failures: UPLOAD_FAILURES,
})

export const readImport = route({
  method: 'GET',
  path: '/protection/imports/uploads/:uploadId',
  summary: 'The progress of the run.',
  tag: 'protection',
  params,
  response: importRun,
  failures: UPLOAD_FAILURES,
})

export const cancelImport = route({
  method: 'POST',
  path: '/protection/imports/uploads/:uploadId/cancel',
  summary: 'Ends a run. Figures are not kept in part; people’s files imported so far are kept whole.',
  tag: 'protection',
  params,
  response: importRun,
  failures: UPLOAD_FAILURES,
})

export const discardImport = route({
  method: 'DELETE',
  path: '/protection/imports/uploads/:uploadId',
  summary: 'Forgets an uploaded file.',
  tag: 'protection',
  params,
  response: z.object({ discarded: z.literal(true) }),
  failures: UPLOAD_FAILURES,
})

/**
 * A count of persons as the country's rule lets it out: itself, or below what it is. Null: it is not told, since with others
 * it would give one away.
 */
const shownFigure = z.union([z.number().int(), z.object({ below: z.number().int() })]).nullable()

/** Exact to those whose import it is; to who coordinates the country, what another agency imported goes by the rule. */
export const importBatch = z.object({
  read: shownFigure,
  imported: shownFigure,
  updated: shownFigure,
  unchanged: shownFigure,
  rejected: shownFigure,
  id: z.uuid(),
  kind: z.enum(KINDS_OF_IMPORT),
  agencyId: z.uuid().nullable(),
  startedBy: z.uuid().nullable(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  undoneAt: z.string().nullable(),
  /** When it was last brought back after it had been undone. */
  restoredAt: z.string().nullable(),
  /** Until when what undoing took away can be brought back; null: nothing was, or it cannot. */
  restorableUntil: z.string().nullable(),
  /** Undoing it, or bringing it back, was asked for, and waits for a second person. */
  undoAsked: z
    .object({
      what: z.enum(['undo', 'restore']),
      files: shownFigure,
      /** Null: of another agency's. */
      reason: z.string().nullable(),
      /** Null: by the command, on the server. */
      askedBy: z.uuid().nullable(),
      askedAt: z.string(),
    })
    .nullable(),
})

export type ImportBatchView = z.infer<typeof importBatch>

/** Whose files somebody may import into, and undo the import of: their own agency's, or any agency's, with figures of the country. */
export const importReach = z.enum(['agency', 'country'])
export type ImportReach = z.infer<typeof importReach>

export const listImports = route({
  method: 'GET',
  path: '/protection/imports',
  summary: 'The imports of your agency, the last first; of the country where your agency coordinates it.',
  tag: 'protection',
  response: z.object({
    items: z.array(importBatch),
    reach: importReach,
  }),
})

const UNDO_FAILURES = [
  'protection.not_allowed',
  'protection.import_batch_unknown',
  'protection.import_already_undone',
  'protection.import_undo_ended',
]

const undoAnswer = z.object({
  batch: z.uuid(),
  /** `asked`: nothing is undone yet; a second person confirms it. */
  state: z.enum(['undone', 'restored', 'asked']),
  /** No file stays, or stays away. */
  whole: z.boolean(),
  /** Null: of another agency's import no number is told; nor of one that waits. */
  undone: z.number().int().nullable(),
  kept: z.number().int().nullable(),
})

export const undoImport = route({
  method: 'POST',
  path: '/protection/imports/:batchId/undo',
  summary:
    'Undoes an import of up to ten files; of more it is asked for, and a second person confirms. Files that people have worked on since are kept, and reported.',
  tag: 'protection',
  params: z.object({ batchId: z.uuid() }),
  /** The client makes the id: sent twice, it is asked for once. */
  body: z.strictObject({ id: z.uuid(), reason: words(1_000).default('') }),
  response: undoAnswer,
  failures: [...UNDO_FAILURES, 'protection.import_undo_reason', 'protection.import_undo_waits'],
})

export const restoreImport = route({
  method: 'POST',
  path: '/protection/imports/:batchId/restore',
  summary:
    'Brings back what undoing an import took away, within thirty days; of more than ten files it is asked for, and a second person confirms',
  tag: 'protection',
  params: z.object({ batchId: z.uuid() }),
  body: z.strictObject({ id: z.uuid(), reason: words(1_000).default('') }),
  response: undoAnswer,
  failures: [
    'protection.not_allowed',
    'protection.import_batch_unknown',
    'protection.import_not_restorable',
    'protection.import_undo_ended',
    'protection.import_undo_reason',
    'protection.import_undo_waits',
  ],
})

export const confirmUndo = route({
  method: 'POST',
  path: '/protection/imports/:batchId/undo/confirmation',
  summary: 'Confirms, as the second person, that an import is undone or brought back, and does it',
  tag: 'protection',
  params: z.object({ batchId: z.uuid() }),
  response: undoAnswer,
  failures: [
    ...UNDO_FAILURES,
    'protection.import_not_restorable',
    'protection.own_request',
    'protection.not_two_people',
  ],
})

export const declineUndo = route({
  method: 'POST',
  path: '/protection/imports/:batchId/undo/decline',
  summary: 'Declines, as the second person, that an import is undone, or withdraws one’s own request',
  tag: 'protection',
  params: z.object({ batchId: z.uuid() }),
  response: z.object({ declined: z.literal(true) }),
  failures: UNDO_FAILURES,
})
