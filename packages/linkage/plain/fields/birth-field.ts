import type { DateOrder } from '../schema.ts'
import { editDistance } from './edit-distance.ts'
import { cachedLevel, createDictionary, MISSING, type ComparedField, type Dictionary } from './field.ts'

/**
 * When somebody was born, as far as a record says: a date (`d19790314`), a year alone, which 1 January often stands
 * for (`y1979`), or the years that an age on a day leaves open (`a1978.41`, the middle of them).
 */
const DATE = 'd'
const YEAR = 'y'
const AGE = 'a'

const two = (text: string): string => text.padStart(2, '0')

/** Year, month and day as they are written, eight signs; undefined where there are no three parts of a date. */
function packed(text: string, order: DateOrder): string | undefined {
  const whole = text.trim()
  if (/^\d{8}$/.test(whole)) {
    if (order === 'ymd') return whole
    const [first, second, year] = [whole.slice(0, 2), whole.slice(2, 4), whole.slice(4)]
    return order === 'dmy' ? year + second + first : year + first + second
  }
  const parts = whole.replace(/[T ]\d{2}:.*$/, '').split(/[-/. ]/)
  if (parts.length !== 3) return undefined
  const [first, second, third] = parts as [string, string, string]
  const [year, month, day] =
    first.length >= 3 || (order === 'ymd' && third.length < 3)
      ? [first, second, third]
      : order === 'mdy'
        ? [third, first, second]
        : [third, second, first]
  if (year.length !== 4 || month.length > 2 || day.length > 2 || month === '' || day === '') return undefined
  return year + two(month) + two(day)
}

/** The year with its part, of a date that is written in eight digits. */
const decimalYear = (date: string): number =>
  Number(date.slice(0, 4)) + (Number(date.slice(4, 6)) - 1) / 12 + (Number(date.slice(6)) - 1) / 372

/** What a record says about somebody's birth, in one text; empty where it says nothing that can be read. */
export function birthText(
  written: { readonly date?: string; readonly age?: string; readonly recordedOn?: string },
  orders: { readonly date?: DateOrder | undefined; readonly recordedOn?: DateOrder | undefined },
  otherwiseOn: number,
): string {
  const date = written.date === undefined ? undefined : packed(written.date, orders.date ?? 'ymd')
  if (date !== undefined) return date.endsWith('0101') ? YEAR + date.slice(0, 4) : DATE + date
  const year = /^\s*(\d{4})(?:-\d{2})?\s*$/.exec(written.date ?? '')?.[1]
  if (year !== undefined) return YEAR + year
  const age = /^\s*(\d{1,3})(?:[.,]\d+)?\s*$/.exec(written.age ?? '')?.[1]
  if (age === undefined || Number(age) > 120) return ''
  const day = written.recordedOn === undefined ? undefined : packed(written.recordedOn, orders.recordedOn ?? 'ymd')
  const on = day !== undefined && /^\d{8}$/.test(day) ? decimalYear(day) : otherwiseOn
  return AGE + (on - Number(age) - 0.5).toFixed(2)
}

const DATE_LEVELS = [
  'is the same day',
  'has day and month swapped, or one slip',
  'agrees in two of year, month and day',
  'is the same year, or close to it',
  'is different',
] as const

const YEAR_LEVELS = ['is the same year', 'is one year apart', 'is two or three years apart', 'is different'] as const

const AGE_LEVELS = [
  'agrees with the age',
  'is a year off the age',
  'is two or three years off the age',
  'is different',
] as const

function dateLevel(a: string, b: string): number {
  const [yearA, yearB] = [a.slice(1, 5), b.slice(1, 5)]
  const [monthA, monthB] = [a.slice(5, 7), b.slice(5, 7)]
  const [dayA, dayB] = [a.slice(7), b.slice(7)]
  const swapped = yearA === yearB && monthA === dayB && dayA === monthB
  const edits = editDistance(a, b)
  if (swapped || edits === 1) return 1
  if (Number(yearA === yearB) + Number(monthA === monthB) + Number(dayA === dayB) === 2 || edits === 2) return 2
  if (yearA === yearB || Math.abs(decimalYear(a.slice(1)) - decimalYear(b.slice(1))) <= 1.1) return 3
  return 4
}

const DIFFERENT = 3

/** How many years lie between what two records leave open; 0 where it may be the same day. */
function yearsApart(a: string, b: string): number {
  const apart = Math.abs(middle(a) - middle(b))
  return Math.max(0, apart - half(a) - half(b))
}

const middle = (birth: string): number =>
  birth[0] === DATE ? decimalYear(birth.slice(1)) : Number(birth.slice(1)) + (birth[0] === YEAR ? 0.5 : 0)

const half = (birth: string): number => (birth[0] === DATE ? 0 : 0.5)

function apartLevel(apart: number): number {
  if (Number.isNaN(apart)) return DIFFERENT
  return apart <= 0.03 ? 0 : apart <= 1.03 ? 1 : apart <= 3.03 ? 2 : DIFFERENT
}

export const createBirthDictionary = (): Dictionary => createDictionary((text) => text)

/**
 * Three fields of one: dates held against dates, years against years or dates, and ages against anything. A pair is
 * compared by one of them at most; the others are missing.
 */
export function birthFields(name: string, codes: Int32Array, dictionary: Dictionary): ComparedField[] {
  const { values } = dictionary
  const has = new Set(values.map((value) => value[0]))
  const of = (fits: (a: string, b: string) => boolean, compute: (a: string, b: string) => number) => {
    const cached = cachedLevel(values, (a, b) => {
      const [first, second] = [values[a]!, values[b]!]
      return fits(first, second) ? (first === second && first[0] === DATE ? 0 : compute(first, second)) : MISSING
    })
    return (a: number, b: number) => cached(a, b)
  }
  const isDate = (value: string): boolean => value[0] === DATE
  const isAge = (value: string): boolean => value[0] === AGE
  const dated = (from: number, to: number) => ({
    of: (code: number) => (isDate(values[code]!) ? values[code]!.slice(from, to) : ''),
  })
  const yearOf = (code: number): string =>
    isDate(values[code]!) || values[code]![0] === YEAR ? values[code]!.slice(1, 5) : ''
  const fields: ComparedField[] = [
    {
      name,
      kind: 'date_of_birth',
      levels: DATE_LEVELS,
      codes,
      values,
      level: of((a, b) => isDate(a) && isDate(b), dateLevel),
      keys: [
        { name: 'whole', ...dated(1, 9) },
        {
          name: 'day and month',
          of: (code) => (isDate(values[code]!) ? values[code]!.slice(5).split('').toSorted().join('') : ''),
        },
        { name: 'year and month', ...dated(1, 7) },
        { name: 'year', of: yearOf },
      ],
    },
  ]
  const years = of(
    (a, b) => (a[0] === YEAR && !isAge(b)) || (b[0] === YEAR && !isAge(a)),
    (a, b) => {
      const apart = Math.abs(Number(a.slice(1, 5)) - Number(b.slice(1, 5)))
      return Number.isNaN(apart) ? DIFFERENT : apart === 0 ? 0 : apart === 1 ? 1 : apart <= 3 ? 2 : DIFFERENT
    },
  )
  if (has.has(YEAR)) {
    fields.push({
      name: 'year of birth',
      kind: 'year_of_birth',
      levels: YEAR_LEVELS,
      codes,
      values,
      level: years,
      keys: [],
    })
  }
  if (has.has(AGE)) {
    const ages = of(
      (a, b) => isAge(a) || isAge(b),
      (a, b) => apartLevel(yearsApart(a, b)),
    )
    fields.push({ name: 'age', kind: 'age', levels: AGE_LEVELS, codes, values, level: ages, keys: [] })
  }
  return fields
}
