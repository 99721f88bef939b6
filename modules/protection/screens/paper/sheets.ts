import type { FilePath } from '../../domain/file/words.ts'

/** Blanks that are no form of the country's: what is filled in at first contact, and a consent. */
const FIRST_SHEETS = ['screening_sheet', 'consent_sheet', 'consent_sheet_child'] as const

/** Blanks of what is recorded in the course of a file, as its sections ask for it. */
export const FILE_SHEETS = [
  'risk_sheet',
  'plan_sheet',
  'service_sheet',
  'appointment_sheet',
  'review_sheet',
  'note_sheet',
  'decision_request_sheet',
  'decision_sheet',
  'guardian_sheet',
  'age_sheet',
  'declining_sheet',
  'closure_sheet',
] as const
export type FileSheetId = (typeof FILE_SHEETS)[number]

export const SHEETS = { first_contact: FIRST_SHEETS, file: FILE_SHEETS } as const

/** The consent on paper for a person on this path: a child is told otherwise, and somebody consents beside them. */
export const consentSheetOf = (path: FilePath): (typeof FIRST_SHEETS)[number] =>
  path === 'child' ? 'consent_sheet_child' : 'consent_sheet'

export const blankAddress = (form: string): string => `/forms/${form}/blank`
