/** The columns that a list of files can show. */
export const LIST_COLUMNS = [
  'number',
  'person',
  'path',
  'status',
  'stage',
  'deadline',
  'who',
  'team',
  'agency',
  'tags',
  'risk',
  'opened',
  'changed',
  'closed',
] as const
export type ListColumn = (typeof LIST_COLUMNS)[number]

/** What is shown until somebody chooses otherwise. */
export const USUAL_COLUMNS: readonly ListColumn[] = ['number', 'person', 'stage', 'deadline', 'who', 'changed']

/** What a list can be sorted by; the server does it. */
export const LIST_SORTS = ['number', 'stage', 'deadline', 'opened', 'changed'] as const
export type ListSort = (typeof LIST_SORTS)[number]

export const SORT_DIRECTIONS = ['ascending', 'descending'] as const
export type SortDirection = (typeof SORT_DIRECTIONS)[number]

/** What says who the person is. Only in an export, and only with a purpose, which is recorded. */
export const IDENTIFYING_COLUMNS = ['name', 'birth_date'] as const
export type IdentifyingColumn = (typeof IDENTIFYING_COLUMNS)[number]

/**
 * Why a list with names is exported: for the work of the agency itself. What is passed on to somebody else (another agency,
 * a court) goes file by file, by what the person agreed that this recipient may know; a list names no recipient.
 */
export const EXPORT_PURPOSES = ['supervise', 'contact_person', 'person_asks', 'check_duplicate'] as const
export type ExportPurpose = (typeof EXPORT_PURPOSES)[number]

export const EXPORT_FORMATS = ['csv', 'xlsx'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]
