export * from './command.ts'
export { CANCELLED, failed, refused, usage, type Problem } from './outcome.ts'
export { Cancelled, interruptible, type Pause } from './interruptible.ts'
export { COLUMN_SCHEMA, DELIMITER, FORM, LANGUAGE, NOTHING_WRITTEN } from './csv-options.ts'
