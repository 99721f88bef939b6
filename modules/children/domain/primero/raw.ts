import { isPlainDate, type Json, type PlainDate } from '@gloact/kernel'
import { isKeeping } from './fields.ts'
import { KNOWN_VALUES } from './lists.ts'

/** A record of CPIMS+ (Primero) as its interface and its exports in JSON write it. */
export type PrimeroRecord = Readonly<Record<string, Json>>

/** A value that no list here has, or a field that no form there has: shown to those who import, and kept in words. */
export interface Unknown {
  readonly field: string
  readonly value: string
  readonly why: 'field' | 'value'
}

export const isRow = (value: Json): value is PrimeroRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isEmpty = (value: Json | undefined): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

export const written = (value: Json): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)

/** The first of these fields in which something is written. */
export const text = (raw: PrimeroRecord, ...fields: readonly string[]): string => {
  for (const field of fields) {
    const value = raw[field]
    if (typeof value === 'string' && value.trim() !== '') return value.trim()
    if (typeof value === 'number') return String(value)
  }
  return ''
}

/** Days are written as days, as moments, and with slashes by some exports. */
export function day(value: Json | undefined): PlainDate | null {
  if (typeof value !== 'string') return null
  const plain = value.slice(0, 10).replaceAll('/', '-')
  return isPlainDate(plain) ? plain : null
}

export const rowsIn = (raw: PrimeroRecord, section: string): readonly PrimeroRecord[] => {
  const value = raw[section]
  return Array.isArray(value) ? value.filter(isRow) : []
}

/** What stands in a record, without what its server keeps beside it. */
export const saidIn = (raw: PrimeroRecord): readonly (readonly [field: string, value: Json])[] =>
  Object.entries(raw).filter(([field, value]) => !isEmpty(value) && !isKeeping(field))

/** Which fields a form there has, and which of them hold rows that are read field by field. */
export interface Form {
  readonly has: (field: string) => boolean
  readonly opens: (field: string) => boolean
}

/** Every field of a record and of the rows in it, with what stands in it. */
function fieldsOf(raw: PrimeroRecord, form: Form): readonly (readonly [field: string, value: Json])[] {
  return saidIn(raw).flatMap(([field, value]) => {
    const rows = Array.isArray(value) && value.every(isRow) ? value : isRow(value) ? [value] : null
    return rows === null || !form.opens(field) ? [[field, value] as const] : rows.flatMap((row) => fieldsOf(row, form))
  })
}

export function unknownOf(raw: PrimeroRecord, form: Form): readonly Unknown[] {
  return fieldsOf(raw, form).flatMap(([field, value]): Unknown[] => {
    if (!form.has(field)) return [{ field, value: written(value), why: 'field' }]
    const known = KNOWN_VALUES[field]
    if (known === undefined) return []
    return (Array.isArray(value) ? value : [value])
      .map(written)
      .filter((each) => !known.includes(each))
      .map((each) => ({ field, value: each, why: 'value' as const }))
  })
}

/** Sentences of one row: `field: value`, rows numbered as they stand there. */
export const linesOf = (field: string, value: Json): readonly string[] => {
  if (Array.isArray(value) && value.length > 0 && value.every(isRow)) {
    return value.flatMap((row, index) =>
      Object.entries(row)
        .filter(([name, each]) => !isEmpty(each) && name !== 'unique_id')
        .map(([name, each]) => `${index + 1}. ${name}: ${written(each)}`),
    )
  }
  return [`${field}: ${Array.isArray(value) ? value.map(written).join(', ') : written(value)}`]
}
