import { asciiDigits, isPartialDate, type PartialDate, type PlainDate } from '@gloact/kernel'

/** How much of a date has to be there at least. */
export type DatePrecision = 'day' | 'month' | 'year'

/** How a language writes dates: its months' names, and the words between that say nothing. */
export interface DateWords {
  readonly of: (date: PartialDate | PlainDate) => string
  /** The number of the month that a word begins; undefined where it is no month's, or more than one's. */
  readonly month: (word: string) => number | undefined
  readonly isFiller: (word: string) => boolean
}

const LANGUAGES = new Map<string, DateWords>()

/** Words of a language, and English month names with them: they are typed out of habit. */
export function dateWords(language: string): DateWords {
  const known = LANGUAGES.get(language)
  if (known) return known
  const made = makeWords(language)
  LANGUAGES.set(language, made)
  return made
}

const folded = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase('en')

/** Gregorian, in digits that every keyboard has, whatever the country writes elsewhere: it is typed over. */
const localeOf = (language: string): string => `${language === 'en' ? 'en-GB' : language}-u-ca-gregory-nu-latn`

const WORD = /\p{L}[\p{L}\p{M}]*/gu

function makeWords(language: string): DateWords {
  const format = (locale: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
  const whole = format(localeOf(language), { day: 'numeric', month: 'long', year: 'numeric' })
  const month = format(localeOf(language), { month: 'long', year: 'numeric' })
  const names: { readonly name: string; readonly number: number }[] = []
  for (const locale of new Set([localeOf(language), localeOf('en')])) {
    const formats = [
      format(locale, { month: 'long' }),
      format(locale, { month: 'short' }),
      format(locale, { day: 'numeric', month: 'long' }),
    ]
    for (let number = 1; number <= 12; number += 1) {
      for (const one of formats) {
        const written = one.formatToParts(new Date(Date.UTC(2026, number - 1, 15))).find(({ type }) => type === 'month')
        for (const word of written?.value.match(WORD) ?? []) names.push({ name: folded(word), number })
      }
    }
  }
  const fillers = new Set(
    [whole, month].flatMap((one) =>
      one
        .formatToParts(new Date(Date.UTC(2026, 2, 15)))
        .filter(({ type }) => type === 'literal')
        .flatMap(({ value }) => value.match(WORD) ?? [])
        .map(folded),
    ),
  )
  return {
    of: (date) => {
      const [year = '', monthOf, day] = date.split('-')
      if (monthOf === undefined) return year
      return (day === undefined ? month : whole).format(new Date(`${year}-${monthOf}-${day ?? '01'}T00:00:00.000Z`))
    },
    month: (word) => {
      const typed = folded(word)
      const exact = new Set(names.filter(({ name }) => name === typed).map(({ number }) => number))
      const found =
        exact.size > 0 ? exact : new Set(names.filter(({ name }) => name.startsWith(typed)).map((one) => one.number))
      return found.size === 1 && typed.length >= 3 ? [...found][0] : exact.size === 1 ? [...exact][0] : undefined
    },
    isFiller: (word) => fillers.has(folded(word)) || /^\d*(?:st|nd|rd|th)$/.test(word),
  }
}

/**
 * The date that a text says, as people write dates: "14 March 2026", "14/3/2026", "14.03.2026", "14032026", "2026-03-14", "March 2026",
 * "3/2026", "2026". Day before month, as in every language of the app. Null where it is empty, undefined where it says no date (30
 * February, a year of two digits) or one that is coarser than is taken.
 */
export function readDate(text: string, precision: DatePrecision, words: DateWords): PartialDate | null | undefined {
  const typed = asciiDigits(text).trim()
  if (typed === '') return null
  const parts = partsOf(typed, words)
  if (parts === undefined) return undefined
  const [year, month, day] = parts
  if (precision !== 'year' && month === undefined) return undefined
  if (precision === 'day' && day === undefined) return undefined
  const date = [year, month, day]
    .filter((part) => part !== undefined)
    .map((part) => String(part).padStart(2, '0'))
    .join('-')
  return isPartialDate(date) ? date : undefined
}

type Parts = readonly [year: string, month?: number, day?: number]

function partsOf(typed: string, words: DateWords): Parts | undefined {
  const together = /^(\d{2})(\d{2})(\d{4})$/.exec(typed)
  if (together) return [together[3]!, Number(together[2]), Number(together[1])]
  const tokens = (typed.match(/\d+|\p{L}[\p{L}\p{M}]*/gu) ?? []).filter((token) => !words.isFiller(token))
  const names = tokens.filter((token) => !/^\d/.test(token))
  const numbers = tokens.filter((token) => /^\d/.test(token))
  const years = numbers.filter((token) => token.length === 4)
  if (years.length !== 1 || names.length > 1 || numbers.some((token) => token.length === 3 || token.length > 4)) {
    return undefined
  }
  const year = years[0]!
  const others = numbers.filter((token) => token !== year).map(Number)
  if (names.length === 1) {
    const month = words.month(names[0]!)
    if (month === undefined || others.length > 1) return undefined
    return [year, month, others[0]]
  }
  if (others.length === 0) return [year]
  // A year at the front is written the long way round: 2026-03-14.
  const [first, second] = others
  if (second === undefined) return [year, first]
  if (others.length > 2) return undefined
  return tokens[0] === year ? [year, first, second] : [year, second, first]
}
