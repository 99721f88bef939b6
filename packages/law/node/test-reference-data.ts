import { existsSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data')

/** A file of the reference data, which lies next to the project where it is there at all. */
export const referenceFile = (...path: string[]): string => join(FOLDER, ...path)

/** Why tests that read the reference data are skipped; false where it is there. */
export const withoutReference: string | false = existsSync(FOLDER)
  ? false
  : 'the reference data (../shared/data) is not here'
