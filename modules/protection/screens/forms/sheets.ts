import type { FilePath } from '../../domain/words.ts'

/** Blanks that are no form of the country's: what is filled in at first contact, and a consent. */
export const SHEETS = ['screening_sheet', 'consent_sheet', 'consent_sheet_child'] as const

/** The consent on paper for a person on this path: a child is told otherwise, and somebody consents beside them. */
export const consentSheetOf = (path: FilePath): (typeof SHEETS)[number] =>
  path === 'child' ? 'consent_sheet_child' : 'consent_sheet'

export const blankAddress = (form: string): string => `/forms/${form}/blank`
