import { bytes, line, page, route, words } from '@gloact/http/contract'
import { ABSENCES, type Answer, type Json } from '@gloact/kernel'
import { z } from 'zod'
import type { Register } from '../register.ts'

const json: z.ZodType<Json> = z.lazy(() =>
  z.union([words(100_000), z.number(), z.boolean(), z.null(), z.array(json).max(500), z.record(line(80), json)]),
)

const answer = z.union([
  z.strictObject({ value: json }),
  z.strictObject({ absent: z.enum(ABSENCES) }),
]) as unknown as z.ZodType<Answer>

/** The answers of a row by their path. What they may be says the form of the register. */
export const rowAnswers = z
  .record(line(200), answer)
  .refine((answers) => Object.keys(answers).length <= 500, { error: 'too many answers' })

const title = z.record(z.string(), z.string())

export const registerRow = z.object({
  id: z.uuid(),
  version: z.number().int(),
  answers: rowAnswers,
  agencyId: z.uuid(),
  addedAt: z.string(),
  changedAt: z.string(),
  archivedAt: z.string().nullable(),
})
export type RegisterRow = z.infer<typeof registerRow>

/** What rows are called, by id: those that answers refer to. */
export type RowTitles = Record<string, Record<string, string>>

/** What a list is narrowed to by one field: codes or ids, from and to (both included), or that nothing is answered. */
export const rowFilter = z.union([
  z.strictObject({ any: z.array(line(300)).min(1).max(100) }),
  z.strictObject({
    from: z.union([line(40), z.number()]).nullable(),
    to: z.union([line(40), z.number()]).nullable(),
  }),
  z.strictObject({ blank: z.boolean() }),
])
export type RowFilter = z.infer<typeof rowFilter>

const rowsAsked = z.strictObject({
  /** Words to look for. They stand in the body: nothing that people type is in an address. */
  search: words(200).default(''),
  filters: z.record(z.string().regex(/^[a-z][a-z0-9_]{0,63}$/), rowFilter).default({}),
  sort: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,63}$/)
    .optional(),
  direction: z.enum(['ascending', 'descending']).optional(),
  archived: z.boolean().default(false),
})
export type RowsAsked = z.infer<typeof rowsAsked>

export const rowChange = z.object({
  version: z.number().int(),
  at: z.string(),
  by: z.string().nullable(),
  how: z.enum(['added', 'changed', 'archived', 'restored', 'imported']),
  /** What changed, with what it was and became; of what is sealed only that it changed. */
  changes: z.array(z.object({ path: z.string(), before: answer.nullable(), after: answer.nullable() })),
})
export type RowChange = z.infer<typeof rowChange>

export const importReport = z.object({
  lines: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  /** Columns of the file that are none of the register's. */
  passedOver: z.array(z.string()),
  /** The first 200 of what is wrong; `problemCount` counts all. */
  problems: z.array(
    z.object({
      line: z.number().int(),
      column: z.string().nullable(),
      code: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    }),
  ),
  problemCount: z.number().int(),
  /** Whether it was recorded: never on a trial, and never while a line has a problem. */
  imported: z.boolean(),
})
export type ImportReport = z.infer<typeof importReport>

const params = z.object({ id: z.uuid() })
const answered = registerRow.extend({
  titles: z.record(z.string(), title),
  mayEdit: z.boolean(),
})

/** The routes of a register. A module’s contract exports them together. */
export function registerRoutes(of: Register) {
  const { path, kind, module: tag } = of
  const common = ['registers.not_allowed'] as const
  return {
    list: route({
      method: 'POST',
      path: `${path}/list`,
      summary: `Rows of ${kind}, searched, filtered and sorted`,
      tag,
      body: rowsAsked.extend({ cursor: line(2_000).optional(), limit: z.number().int().min(1).max(200).default(50) }),
      response: page(registerRow.extend({ title })).extend({
        /** What the rows are called that answers refer to. */
        titles: z.record(z.string(), title),
        /** How many there are; null beyond 1,000, and on every page but the first. */
        total: z.number().int().nullable(),
        mayAdd: z.boolean(),
      }),
      failures: common,
    }),
    read: route({
      method: 'GET',
      path: `${path}/:id`,
      summary: `A row of ${kind}`,
      tag,
      params,
      response: answered,
      versioned: true,
      failures: [...common, 'registers.unknown'],
    }),
    save: route({
      method: 'PUT',
      path: `${path}/:id`,
      summary: `Add a row of ${kind}, or with \`if-match\` change it`,
      tag,
      params,
      /** All answers of the row: what is left out is no longer answered. */
      body: z.strictObject({ answers: rowAnswers }),
      response: answered,
      versioned: true,
      failures: [
        ...common,
        'registers.unknown',
        'registers.id_used',
        'registers.changed_meanwhile',
        'registers.not_unique',
        'registers.invalid',
        'registers.archived',
      ],
    }),
    archive: route({
      method: 'POST',
      path: `${path}/:id/archive`,
      summary: `Archive a row of ${kind}, or restore it`,
      tag,
      params,
      body: z.strictObject({ archived: z.boolean() }),
      response: answered,
      versioned: true,
      failures: [
        ...common,
        'registers.unknown',
        'registers.changed_meanwhile',
        'registers.not_unique',
        'registers.rested_on',
      ],
    }),
    history: route({
      method: 'GET',
      path: `${path}/:id/history`,
      summary: `The versions of a row of ${kind}`,
      tag,
      params,
      response: z.object({ items: z.array(rowChange), titles: z.record(z.string(), title) }),
      failures: [...common, 'registers.unknown'],
    }),
    export: route({
      method: 'POST',
      path: `${path}/export`,
      summary: `Rows of ${kind} as CSV or a workbook`,
      tag,
      body: rowsAsked.extend({ format: z.enum(['csv', 'xlsx']), language: line(20) }),
      response: bytes,
      failures: common,
    }),
    import: route({
      method: 'POST',
      path: `${path}/import`,
      summary: `Import rows of ${kind}, or do a trial run`,
      tag,
      /** The client makes the id: a file that is sent twice under it is imported once. */
      query: z.object({ importId: z.uuid(), trial: z.enum(['yes', 'no']) }),
      body: bytes,
      bodyLimit: 12 * 1024 * 1024,
      response: importReport,
      failures: [...common, 'registers.import_unreadable', 'registers.import_no_columns', 'registers.import_too_large'],
    }),
  }
}

/** A document as an answer holds it. */
const fileAnswer = z.object({ id: z.uuid(), contentType: z.string(), bytes: z.number().int(), sha256: z.string() })

/** The routes of a register that keeps documents, beside its others. Export these by name as well. */
export function registerFileRoutes(of: Register) {
  const { path, kind, module: tag } = of
  return {
    upload: route({
      method: 'PUT',
      path: `${path}/documents/:documentId`,
      summary: `Send a document for a row of ${kind}; sent twice, it is kept once. It is the row's when the row is saved with it`,
      tag,
      params: z.object({ documentId: z.uuid() }),
      query: z.object({ field: line(60), contentType: line(100).optional() }),
      body: bytes,
      bodyLimit: 30 * 1024 * 1024,
      response: fileAnswer,
      failures: [
        'registers.not_allowed',
        'registers.unknown',
        'registers.file_refused',
        'registers.file_too_large',
        'registers.file_differs',
        'registers.no_room',
      ],
    }),
    open: route({
      method: 'GET',
      path: `${path}/:id/documents/:documentId`,
      summary: `A document of a row of ${kind}`,
      tag,
      params: z.object({ id: z.uuid(), documentId: z.uuid() }),
      response: bytes,
      failures: ['registers.not_allowed', 'registers.unknown'],
    }),
  }
}

export type RegisterFileRoutes = ReturnType<typeof registerFileRoutes>
export type RegisterRoutes = ReturnType<typeof registerRoutes>
