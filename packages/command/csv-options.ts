import type { Option } from './command.ts'

/** What several commands on CSV files take, by one name and in the same words. */
export const DELIMITER = {
  type: 'string',
  value: 'C',
  description: 'What separates the columns, where it is not detected',
} as const satisfies Option

export const COLUMN_SCHEMA = {
  type: 'string',
  value: 'S.json',
  description: 'What the columns hold, where it is not recognised correctly',
} as const satisfies Option

export const FORM = {
  type: 'string',
  value: 'FORM.json',
  multiple: true,
  description: 'A form of the country: of its fields only statistical ones are published; may be given several times',
} as const satisfies Option

export const LANGUAGE = {
  type: 'string',
  value: 'ar|en|es|fr|pt|ru',
  description:
    'The language of what people read, on the screen and in reports (default: the country’s first, else that of the terminal, ' +
    'else English)',
} as const satisfies Option

/** How commands fail that write files, all or none. */
export const NOTHING_WRITTEN =
  'A file does not exist or cannot be written, or the work was cancelled; nothing was written.'
