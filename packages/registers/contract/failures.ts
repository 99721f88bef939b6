import type { FailureCatalogue } from '@gloact/http/contract'

/** What the failures of registers mean to a caller, whichever module the register is of. */
export const REGISTER_FAILURES = {
  'registers.not_allowed': { status: 403, title: 'The roles of this account do not allow it.' },
  'registers.unknown': { status: 404, title: 'There is no such row, or you may not see it.' },
  'registers.id_used': { status: 409, title: 'Another row has this id.' },
  'registers.changed_meanwhile': {
    status: 412,
    title: 'The row has changed since the version in `if-match`; `fields` says where. Load it and decide.',
  },
  'registers.not_unique': { status: 409, title: 'Another row has the same in the fields that `fields` names.' },
  'registers.invalid': { status: 422, title: 'The row cannot be recorded as it is; `fields` says why.' },
  'registers.rested_on': {
    status: 409,
    title: 'Something depends on the row, and `count` says how much: it is not archived.',
  },
  'registers.archived': { status: 409, title: 'The row is archived. Restore it before you change it.' },
  'registers.file_refused': {
    status: 422,
    title: 'The document is of a type that is not accepted, or is not what it says it is.',
  },
  'registers.file_too_large': { status: 413, title: 'The document is larger than is allowed.' },
  'registers.file_differs': { status: 409, title: 'Another document was sent under this id.' },
  'registers.no_room': { status: 507, title: 'There is no room left for documents. Nothing was recorded.' },
  'registers.import_unreadable': { status: 422, title: 'The file is neither a workbook nor a table of text.' },
  'registers.import_no_columns': { status: 422, title: 'No column of the file is one of this register.' },
  'registers.import_too_large': { status: 413, title: 'The file has more rows or bytes than are accepted at once.' },
} as const satisfies FailureCatalogue

/** What may be wrong with a line of a file, beside what may be wrong with an answer. */
export const LINE_PROBLEMS = [
  'registers.line_not_an_id',
  'registers.line_unknown_id',
  'registers.line_twice',
  'registers.line_archived',
  'registers.line_not_yours',
  'registers.line_not_understood',
  'registers.line_not_unique',
  'registers.line_merged',
] as const
