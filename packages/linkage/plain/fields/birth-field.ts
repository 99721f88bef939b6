import { isPlainDate } from '@gloact/kernel'
import type { DateOrder } from '../schema.ts'
import { createDictionary, MISSING, type ComparedField, type Dictionary } from './field.ts'
import { plainFigures } from './figures.ts'

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
  const whole = plainFigures(text)
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

const DAY_OF_MONTH = /^(?:1\d|2[01])\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/
/** Every month has so many days. */
const EVERY_MONTH = '28'

/** Whether there is such a day in the years 1000 to 2199, which registers of old have, too: 31 February is none. `date` in eight signs. */
const isOnCalendar = (date: string): boolean =>
  DAY_OF_MONTH.test(date) &&
  (date.slice(6) <= EVERY_MONTH || isPlainDate(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`))

const YEAR_ALONE = /^(\d{4})(?:-\d{2})?$/
const AGE_ALONE = /^(\d{1,3})(?:[.,]\d+)?$/
const OLDEST = 120

/** How a text was read: well, not at all, or as a date that is on no calendar, which is compared as it stands. */
export type Reading = 'read' | 'unread' | 'odd'

export function readingOfDate(text: string, order: DateOrder | undefined): Reading {
  const date = packed(text, order ?? 'ymd')
  if (date !== undefined) return isOnCalendar(date) ? 'read' : 'odd'
  const year = YEAR_ALONE.exec(plainFigures(text))?.[1]
  return year === undefined ? 'unread' : isOnCalendar(`${year}0101`) ? 'read' : 'odd'
}

export function readingOfAge(text: string): Reading {
  const age = AGE_ALONE.exec(plainFigures(text))?.[1]
  return age === undefined || Number(age) > OLDEST ? 'unread' : 'read'
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
  const year = YEAR_ALONE.exec(plainFigures(written.date ?? ''))?.[1]
  if (year !== undefined) return YEAR + year
  const age = AGE_ALONE.exec(plainFigures(written.age ?? ''))?.[1]
  if (age === undefined || Number(age) > OLDEST) return ''
  const day = written.recordedOn === undefined ? undefined : packed(written.recordedOn, orders.recordedOn ?? 'ymd')
  const on = day !== undefined && /^\d{8}$/.test(day) ? decimalYear(day) : otherwiseOn
  return AGE + (on - Number(age) - 0.5).toFixed(2)
}

const DATE_LEVELS = [
  'is the same day',
  'has day and month swapped, or one slip',
  'agrees in two of year, month and day, or is within a month',
  'is the same year, close to it, or two slips apart',
  'is different',
] as const

const YEAR_LEVELS = ['is the same year', 'is one year apart', 'is two or three years apart', 'is different'] as const

const AGE_LEVELS = [
  'agrees with the age',
  'is a year off the age',
  'is two or three years off the age',
  'is different',
] as const

/** What comparing dates needs of each value, in arrays. */
interface Births {
  readonly types: Uint8Array
  /** Eight digits, four bits each; a sign that is no digit is a number from 10 on. */
  readonly digits: Int32Array
  /** Year with its part, the middle of what is left open, and half of how much that is. */
  readonly middles: Float64Array
  readonly halves: Float64Array
}

const TYPES = [DATE, YEAR, AGE]
const [A_DATE, A_YEAR, AN_AGE] = [0, 1, 2]
const YEAR_DIGITS = 0xffff0000 | 0
const MONTH_DIGITS = 0xff00
const DAY_DIGITS = 0xff

/** One more place than there are values: that of a guest. */
function birthsOf(values: readonly string[]): Births {
  const births = {
    types: new Uint8Array(values.length + 1),
    digits: new Int32Array(values.length + 1),
    middles: new Float64Array(values.length + 1),
    halves: new Float64Array(values.length + 1),
  }
  values.forEach((value, at) => setBirth(births, at, value))
  return births
}

function setBirth(births: Births, at: number, value: string): void {
  const digits = (value: string): number => {
    let packed = 0
    for (const sign of value.slice(1, 9)) {
      const digit = sign.charCodeAt(0) - 48
      packed = (packed << 4) | (digit >= 0 && digit <= 9 ? digit : 10 + (Math.abs(digit) % 6))
    }
    return packed
  }
  births.types[at] = TYPES.indexOf(value[0]!)
  births.digits[at] = digits(value)
  births.middles[at] = middleOf(value)
  births.halves[at] = half(value)
}

/** How many of eight digits differ; crossed neighbours count as one. */
function digitsApart(a: number, b: number): number {
  let apart = 0
  for (let shift = 0; shift < 32; shift += 4) {
    if (((a ^ b) >>> shift) % 16 === 0) continue
    apart++
    const [high, low] = [(a >>> shift) & 15, (a >>> (shift + 4)) & 15]
    if (shift < 28 && high === ((b >>> (shift + 4)) & 15) && low === ((b >>> shift) & 15)) shift += 4
  }
  return apart
}

/** In years. Days are guessed, and reckoned over from other calendars. */
const A_MONTH = 1 / 12

function dateLevel({ digits, middles }: Births, first: number, second: number): number {
  const [a, b] = [digits[first]!, digits[second]!]
  if (a === b) return 0
  const unlike = a ^ b
  const sameYear = (unlike & YEAR_DIGITS) === 0
  if (sameYear && ((a >>> 8) & 0xff) === (b & 0xff) && (a & 0xff) === ((b >>> 8) & 0xff)) return 1
  const apart = digitsApart(a, b)
  if (apart === 1) return 1
  const parts = Number(sameYear) + Number((unlike & MONTH_DIGITS) === 0) + Number((unlike & DAY_DIGITS) === 0)
  const years = Math.abs(middles[first]! - middles[second]!)
  if (parts === 2 || years <= A_MONTH) return 2
  return apart === 2 || sameYear || years <= 1.1 ? 3 : 4
}

/** The middle of what a birth leaves open, as a year with its part; `birth` as `birthText` gives it, and not empty. */
export const middleOf = (birth: string): number =>
  birth[0] === DATE ? decimalYear(birth.slice(1)) : Number(birth.slice(1)) + (birth[0] === YEAR ? 0.5 : 0)

const half = (birth: string): number => (birth[0] === DATE ? 0 : 0.5)

const DIFFERENT = 3

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
  let births = birthsOf(values)
  let known = values.length
  dictionary.onForget(() => (known = Math.min(known, dictionary.own)))
  const ready = (): Births => {
    if (known === values.length) return births
    if (values.length > births.types.length) births = birthsOf(values)
    else for (let at = known; at < values.length; at++) setBirth(births, at, values[at]!)
    known = values.length
    return births
  }
  const isDate = (value: string): boolean => value[0] === DATE
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
      level(a, b) {
        const { types } = ready()
        return types[a] === A_DATE && types[b] === A_DATE ? dateLevel(births, a, b) : MISSING
      },
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
  if (births.types.includes(A_YEAR)) {
    fields.push({
      name: 'year of birth',
      kind: 'year_of_birth',
      levels: YEAR_LEVELS,
      codes,
      values,
      level(a, b) {
        const { types, middles } = ready()
        if (types[a] === AN_AGE || types[b] === AN_AGE || (types[a] === A_DATE && types[b] === A_DATE)) return MISSING
        const apart = Math.abs(Math.floor(middles[a]!) - Math.floor(middles[b]!))
        return Number.isNaN(apart) ? DIFFERENT : apart === 0 ? 0 : apart === 1 ? 1 : apart <= 3 ? 2 : DIFFERENT
      },
      keys: [],
    })
  }
  if (births.types.includes(AN_AGE)) {
    fields.push({
      name: 'age',
      kind: 'age',
      levels: AGE_LEVELS,
      codes,
      values,
      level(a, b) {
        const { types, middles, halves } = ready()
        if (types[a] !== AN_AGE && types[b] !== AN_AGE) return MISSING
        return apartLevel(Math.max(0, Math.abs(middles[a]! - middles[b]!) - halves[a]! - halves[b]!))
      },
      keys: [],
    })
  }
  return fields
}
