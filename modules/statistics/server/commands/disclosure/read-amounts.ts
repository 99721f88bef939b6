import { haveExactSum, inLastDigits, readAmount, type ReadAmounts } from '@gloact/disclosure'
import { err, ok, type Result } from '@gloact/kernel'
import type { Problem } from '@gloact/command'
import { roomFor, type CellReader } from './code-rows.ts'

const COUNT = /^(\d{1,12})(?:\.0+)?$/
const START = 1 << 12

/** Numbers of a column, one a row. */
export interface NumbersReader extends CellReader {
  numbers(): Float64Array
}

/** Reads how many persons each row stands for. */
export function countsReader(name: string): NumbersReader {
  let values = new Float64Array(START)
  let count = 0
  return {
    name,
    bytesARow: 24,
    take(value, row) {
      const match = COUNT.exec(value)
      if (!match) {
        const message = `Row ${row} has no whole number in the column of counts (digits only: no signs, no words, no thousands separators).`
        return { code: 'disclosure.not_a_count', message }
      }
      values = roomFor(values, count + 1)
      values[count++] = Number(match[1])
      return undefined
    },
    numbers: () => values.subarray(0, count),
  }
}

/** Reads amounts, as the digits that are written and where their point stands. */
export function amountsReader(name: string): CellReader & { amounts(): { values: Float64Array; decimals: number } } {
  let digits = new Float64Array(START)
  let places = new Uint16Array(START)
  let count = 0
  return {
    name,
    bytesARow: 30,
    take(value, row) {
      const amount = readAmount(value)
      if (!amount) {
        const message = `Row ${row} has no amount in its column: digits and at most one point, no sign, no currency, no thousands separators.`
        return { code: 'disclosure.not_an_amount', message }
      }
      digits = roomFor(digits, count + 1)
      places = roomFor(places, count + 1)
      digits[count] = amount.digits
      places[count++] = amount.places
      return undefined
    },
    amounts: () => inLastDigits(digits.subarray(0, count), places),
  }
}

/** Reads whose each row is: a number for each contributor, however many there are. */
export function contributorsReader(name: string): CellReader & { contributors(): Uint32Array } {
  const known = new Map<string, number>()
  let values = new Uint32Array(START)
  let count = 0
  return {
    name,
    // What a map takes for a name, where every row has another.
    bytesARow: 150,
    take(value, row) {
      if (value === '') {
        return { code: 'disclosure.contributor_missing', message: `Row ${row} does not say who its amount belongs to.` }
      }
      let contributor = known.get(value)
      // A copy: what was cut out of the text would hold the whole piece in memory.
      if (contributor === undefined) known.set(Buffer.from(value).toString(), (contributor = known.size))
      values = roomFor(values, count + 1)
      values[count++] = contributor
      return undefined
    },
    contributors: () => values.subarray(0, count),
  }
}

/** The amounts that were read, where their sum is exact. */
export function amountsRead(
  amounts: ReturnType<typeof amountsReader>,
  contributors: ReturnType<typeof contributorsReader> | undefined,
): Result<ReadAmounts, Problem> {
  const { values, decimals } = amounts.amounts()
  if (!haveExactSum(values)) {
    const message = 'The amounts are too large to be summed exactly: round them first.'
    return err({ code: 'disclosure.amounts_too_large', message })
  }
  return ok({ values, decimals, contributors: contributors?.contributors() })
}
