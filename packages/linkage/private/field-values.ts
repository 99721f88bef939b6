import { err, ok, type Result } from '@gloact/kernel'
import type { Comparison, Feature, FeatureFormat } from './linkage-schema.ts'

type HashedFeature = Extract<Feature, { ignored: false }>

/** A value as it is hashed (clkhash’s rules), or why it does not fit its format; the reason never holds the value. */
export function formatValue({ format, hashing }: HashedFeature, value: string): Result<string, string> {
  const missing = hashing.missingValue
  if (missing && value === missing.sentinel) return ok(missing.replaceWith)
  return formatRegular(format, value)
}

function formatRegular(format: FeatureFormat, value: string): Result<string, string> {
  switch (format.type) {
    case 'string':
      return formatText(format, value)
    case 'integer':
      return formatInteger(format, value)
    case 'enum':
      return format.values.includes(value) ? ok(value) : err('is not one of the values that the schema names')
    case 'date':
      return formatDate(format.format, value)
  }
}

function formatText(format: Extract<FeatureFormat, { type: 'string' }>, value: string): Result<string, string> {
  const length = [...value].length
  if (format.minLength !== undefined && length < format.minLength) return err('is shorter than the schema allows')
  if (format.maxLength !== undefined && length > format.maxLength) return err('is longer than the schema allows')
  if (format.case === 'lower' && value !== value.toLowerCase()) return err('has capital letters')
  if (format.case === 'upper' && value !== value.toUpperCase()) return err('has small letters')
  if (format.pattern !== undefined && !new RegExp(`^(?:${format.pattern})$`, 'u').test(value)) {
    return err('does not fit the schema’s pattern')
  }
  return ok(value)
}

function formatInteger(format: Extract<FeatureFormat, { type: 'integer' }>, value: string): Result<string, string> {
  const text = value.trim()
  if (!/^[+-]?\d+$/.test(text)) return err('is not a whole number')
  const number = BigInt(text.replace(/^\+/, ''))
  if (format.minimum !== undefined && number < BigInt(Math.ceil(format.minimum))) return err('is below the minimum')
  if (format.maximum !== undefined && number > BigInt(Math.floor(format.maximum))) return err('is above the maximum')
  return ok(String(number))
}

const DIRECTIVES: Readonly<Record<string, readonly [name: string, pattern: string]>> = {
  '%Y': ['year', '\\d{4}'],
  '%m': ['month', '\\d{1,2}'],
  '%d': ['day', '\\d{1,2}'],
}

/** A date in the schema’s `format` (%Y, %m, %d and what stands between) as YYYYMMDD. */
function formatDate(format: string, value: string): Result<string, string> {
  const pattern = format.replace(/%[A-Za-z]|[.*+?^${}()|[\]\\]/g, (found) => {
    const directive = DIRECTIVES[found]
    return directive ? `(?<${directive[0]}>${directive[1]})` : `\\${found}`
  })
  const { year, month, day } = new RegExp(`^${pattern}$`).exec(value)?.groups ?? {}
  if (!year || !month || !day) return err('is not a date of the schema’s format')
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  if (date.getUTCMonth() !== Number(month) - 1) return err('is not a day of the calendar')
  return ok(`${year}${month.padStart(2, '0')}${day.padStart(2, '0')}`)
}

/** A value’s tokens, counted in code points: n-grams with blanks at both ends, with their place where it counts. */
export function tokensOf(comparison: Comparison, value: string): string[] {
  if (value === '') return comparison.type === 'exact' ? [value] : []
  if (comparison.type === 'exact') return [value]
  const { n, positional } = comparison
  const blanks = ' '.repeat(n - 1)
  const letters = [...`${blanks}${value}${blanks}`]
  const tokens: string[] = []
  for (let at = 0; at + n <= letters.length; at++) {
    const gram = letters.slice(at, at + n).join('')
    tokens.push(positional ? `${at + 1} ${gram}` : gram)
  }
  return tokens
}
