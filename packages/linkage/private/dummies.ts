import type { AgreedField } from './agreement.ts'
import { normaliseValue } from './normalise.ts'

/** Whole numbers from 0 to `below` − 1, none likelier than another. */
export type Choose = (below: number) => number

const MOST_TRIED = 50

/**
 * Records of nobody: each field’s value comes from another record of the list, and dates and numbers are put together from
 * several, so that dummies look like records and match nobody. One that shares half of its fields with a record is drawn
 * again.
 *
 * @param records one text a field, in the agreement’s order.
 * @returns as many dummies as asked for, their values normalised, or fewer where the list is too small to make them.
 */
export function makeDummies(
  records: readonly (readonly string[])[],
  fields: readonly AgreedField[],
  wanted: number,
  choose: Choose,
): string[][] {
  const normalised = records.map((record) => fields.map(({ kind }, at) => normaliseValue(kind, record[at] ?? '')))
  const holders = fields.map((_, at) => {
    const byValue = new Map<string, number[]>()
    for (const [record, values] of normalised.entries()) {
      const value = values[at]!
      if (value === '') continue
      const found = byValue.get(value)
      if (found) found.push(record)
      else byValue.set(value, [record])
    }
    return byValue
  })
  const closest = (values: readonly string[]): number => {
    const shared = new Map<number, number>()
    let most = 0
    for (const [at, { kind }] of fields.entries()) {
      // Sex tells nobody apart.
      if (kind === 'sex') continue
      for (const record of holders[at]!.get(values[at]!) ?? []) {
        const fieldsShared = (shared.get(record) ?? 0) + 1
        shared.set(record, fieldsShared)
        if (fieldsShared > most) most = fieldsShared
      }
    }
    return most
  }
  const telling = fields.filter(({ kind }) => kind !== 'sex').length
  const dummies: string[][] = []
  for (let tried = 0; dummies.length < wanted && tried < wanted * MOST_TRIED; tried++) {
    const dummy = fields.map((_, at) => mixed(fields[at]!, normalised, at, choose))
    if (closest(dummy) * 2 <= Math.max(2, telling - 1)) dummies.push(dummy)
  }
  return dummies
}

function mixed({ kind }: AgreedField, records: readonly (readonly string[])[], field: number, choose: Choose): string {
  const drawn = (): string => records[choose(records.length)]![field]!
  const value = drawn()
  if (kind === 'date' && value.length === 8) {
    const [month, day] = [drawn(), drawn()]
    const whole = month.length === 8 && day.length === 8
    return whole ? value.slice(0, 4) + month.slice(4, 6) + day.slice(6) : value
  }
  if (kind === 'number') return [...value].map((sign, at) => [...drawn()][at] ?? sign).join('')
  return value
}
