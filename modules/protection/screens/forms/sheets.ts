/** Blanks that are no form of the country's: what is filled in at first contact, and a consent. */
export const SHEETS = ['screening_sheet', 'consent_sheet'] as const

export const blankAddress = (form: string): string => `/forms/${form}/blank`
