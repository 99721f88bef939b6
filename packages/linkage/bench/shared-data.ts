import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FieldKind } from '../private/agreement.ts'

// Sets for record linkage, open and invented, lie beside the repository, not in it.
const FOLDER = process.env['GLOACT_SHARED_DATA'] ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url))

interface SharedTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

const pathOf = (path: string): string => `${FOLDER}/linkage/${path}`

export const hasShared = (path: string): boolean => existsSync(pathOf(path))

export const readShared = (path: string): string => readFileSync(pathOf(path), 'utf8')

/** A table of the sets, none of which quotes a cell. */
export function loadShared(path: string): SharedTable {
  const [columns = [], ...rows] = readShared(path)
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(',').map((cell) => cell.trim()))
  return { columns, rows }
}

/** The columns of the five parties' lists, and what each holds. */
export const FIVE_PARTY_FIELDS: Readonly<Record<string, FieldKind>> = {
  givenname: 'name',
  surname: 'name',
  dob: 'date',
  gender: 'sex',
  city: 'place',
  income: 'number',
  'phone number': 'number',
}
