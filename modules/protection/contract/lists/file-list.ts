import { z } from 'zod'
import { bytes, line, page, route, sentDate, words } from '@gloact/http/contract'
import {
  EXPORT_FORMATS,
  EXPORT_PURPOSES,
  IDENTIFYING_COLUMNS,
  LIST_COLUMNS,
  LIST_SORTS,
  SORT_DIRECTIONS,
} from '../../domain/lists/file-list.ts'
import { RISK_LEVELS } from '../../domain/file/risk.ts'
import { FILE_PATHS, FILE_STAGES, FILE_STATUSES } from '../../domain/file/words.ts'
import { fileSummary } from '../reading/files.ts'

const tag = 'protection'
const flag = z.enum(['true', 'false']).optional()

/** Open, or open until its closure is approved: what somebody still works on. */
export const IN_HAND = 'in_hand'

/** What a list of files can be narrowed to. Holds nothing about a person: it may stand in an address. */
export const fileFilter = {
  mine: flag,
  status: z.enum([...FILE_STATUSES, IN_HAND]).optional(),
  path: z.enum(FILE_PATHS).optional(),
  stage: z.enum(FILE_STAGES).optional(),
  teamId: z.uuid().optional(),
  assignedTo: z.uuid().optional(),
  /** No worker has it, whatever team it stands with. */
  unassigned: flag,
  overdue: flag,
  awaited: flag,
  /** Entered from paper, or imported. */
  backlog: flag,
  tag: z.uuid().optional(),
  risk: z.enum(RISK_LEVELS).optional(),
  openedFrom: sentDate.optional(),
  openedTo: sentDate.optional(),
  changedFrom: sentDate.optional(),
  changedTo: sentDate.optional(),
}

export const filterSchema = z.strictObject(fileFilter)
export type FileFilterInput = z.infer<typeof filterSchema>

const sorting = { sort: z.enum(LIST_SORTS), direction: z.enum(SORT_DIRECTIONS) }

export const listCaseFiles = route({
  method: 'GET',
  path: '/protection/files',
  summary: 'The files that you may see, last changed first unless sorted otherwise',
  tag,
  query: z.object({
    ...fileFilter,
    sort: sorting.sort.default('changed'),
    direction: sorting.direction.default('descending'),
    cursor: line(300).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  response: page(fileSummary),
  failures: ['protection.not_allowed'],
})

/** A POST, since it answers for what is about to be done with all of them. */
export const countCaseFiles = route({
  method: 'POST',
  path: '/protection/files/count',
  summary: 'How many files fit a filter, and the ids of the first of them',
  tag,
  body: z.strictObject({ filter: filterSchema, ids: z.number().int().min(0).max(5_000).default(0) }),
  response: z.object({ count: z.number().int(), ids: z.array(z.uuid()) }),
  failures: ['protection.not_allowed'],
})

/** A POST, since it is recorded. What comes is exactly what the list shows to the person who asks. */
export const exportCaseFiles = route({
  method: 'POST',
  path: '/protection/files/export',
  summary: 'The list as a file for a spreadsheet; identities only for a stated purpose',
  tag,
  body: z
    .strictObject({
      filter: filterSchema,
      ...sorting,
      columns: z.array(z.enum(LIST_COLUMNS)).min(1).max(LIST_COLUMNS.length),
      identifying: z.array(z.enum(IDENTIFYING_COLUMNS)).max(IDENTIFYING_COLUMNS.length).default([]),
      purpose: z.enum(EXPORT_PURPOSES).nullable(),
      format: z.enum(EXPORT_FORMATS),
      /** `ar` turns the sheet round. */
      language: line(20),
      /** The words of the screen for headers and codes (`column.stage`, `stage.plan`, an id of staff); codes where there are none. */
      words: z.record(line(80), words(300)).default({}),
    })
    .refine(({ identifying, purpose }) => identifying.length === 0 || purpose !== null, {
      error: 'a purpose is missing',
      path: ['purpose'],
    }),
  response: bytes,
  bodyLimit: 1_000_000,
  failures: ['protection.not_allowed', 'protection.exported_too_often', 'protection.names_exported_too_many'],
})

export const savedView = z.object({
  id: z.uuid(),
  name: z.string(),
  ownerId: z.uuid(),
  /** The team that it is shared with; null: nobody else sees it. */
  teamId: z.uuid().nullable(),
  filter: filterSchema,
  sort: z.enum(LIST_SORTS),
  direction: z.enum(SORT_DIRECTIONS),
  columns: z.array(z.enum(LIST_COLUMNS)),
})
export type SavedView = z.infer<typeof savedView>

export const listViews = route({
  method: 'GET',
  path: '/protection/views',
  summary: 'Your saved lists, those shared with you, and what you last chose',
  tag,
  response: z.object({
    items: z.array(savedView),
    defaultView: z.uuid().nullable(),
    columns: z.array(z.enum(LIST_COLUMNS)).nullable(),
  }),
})

export const saveView = route({
  method: 'PUT',
  path: '/protection/views/:viewId',
  summary: 'Save a list under a name; under the id of one of yours it replaces it',
  tag,
  params: z.object({ viewId: z.uuid() }),
  body: z.strictObject({
    name: line(60),
    teamId: z.uuid().nullable(),
    filter: filterSchema,
    ...sorting,
    columns: z.array(z.enum(LIST_COLUMNS)).min(1),
  }),
  response: savedView,
  failures: ['protection.view_unknown', 'protection.view_says_who', 'protection.assignee_unknown'],
})

export const removeView = route({
  method: 'DELETE',
  path: '/protection/views/:viewId',
  summary: 'Delete one of your lists',
  tag,
  params: z.object({ viewId: z.uuid() }),
  response: z.object({ removed: z.literal(true) }),
  failures: ['protection.view_unknown'],
})

export const preferList = route({
  method: 'PUT',
  path: '/protection/list-preference',
  summary: 'Remember which columns you want to see, and which list opens first',
  tag,
  body: z.strictObject({
    columns: z.array(z.enum(LIST_COLUMNS)).min(1).nullable().optional(),
    defaultView: z.uuid().nullable().optional(),
  }),
  response: z.object({ remembered: z.literal(true) }),
  failures: ['protection.view_unknown'],
})

const tagNames = z
  .record(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/), line(40))
  .refine((names) => Object.keys(names).length > 0)

export const fileTag = z.object({
  id: z.uuid(),
  /** Null: of the whole country. */
  agencyId: z.uuid().nullable(),
  names: z.record(z.string(), z.string()),
  active: z.boolean(),
  version: z.number().int(),
})
export type FileTag = z.infer<typeof fileTag>

export const listTags = route({
  method: 'GET',
  path: '/protection/tags',
  summary: 'The tags of your agency and of the country, including those no longer used',
  tag,
  response: z.object({ items: z.array(fileTag), mayManage: z.boolean() }),
})

export const addTag = route({
  method: 'POST',
  path: '/protection/tags',
  summary: 'Add a tag to the list of your agency, or of the country (administrators)',
  tag,
  status: 201,
  body: z.strictObject({ id: z.uuid(), ofCountry: z.boolean().default(false), names: tagNames }),
  response: fileTag,
  versioned: true,
  failures: ['protection.not_allowed', 'protection.tag_name_taken'],
})

export const editTag = route({
  method: 'PUT',
  path: '/protection/tags/:tagId',
  summary: 'Rename a tag, or stop offering it (`If-Match` with the version that was loaded)',
  tag,
  params: z.object({ tagId: z.uuid() }),
  body: z.strictObject({ names: tagNames, active: z.boolean() }),
  response: fileTag,
  versioned: true,
  failures: [
    'protection.not_allowed',
    'protection.tag_unknown',
    'protection.tag_name_taken',
    'protection.changed_meanwhile',
  ],
})
