import { isUuid } from './ids.ts'

/**
 * A value that names something and says nothing about anybody: a UUID, a code (`file.read`, `KG`), a whole number below
 * 10^9 (a count; a telephone number is longer) or a truth value. Nothing else may lie in an audit entry or a queue.
 */
export type Reference = string | number | boolean

const CODE = /^(?:[a-z][a-z0-9_.-]{0,79}|[A-Z]{2,3})$/
const GREATEST = 999_999_999

export function isReference(value: unknown): value is Reference {
  if (typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) <= GREATEST
  return typeof value === 'string' && (isUuid(value) || CODE.test(value))
}
