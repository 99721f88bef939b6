import type { Instant, PartialDate, PlainDate } from '@gloact/kernel'
import type { Catalogue } from './catalogue.ts'
import { isolate, IsolatedArgument } from './isolate.ts'
import { type Direction, directionOf } from './languages.ts'
import { compileSentence, type Sentence } from './sentence.ts'

export type MessageParams = Readonly<Record<string, string | number>>

export interface MessagesOptions {
  /** BCP 47 tag of the language to speak. */
  readonly language: string
  /** IANA name, such as `Asia/Bishkek`: where instants are shown. */
  readonly timeZone: string
  /** A Unicode calendar (`gregory`, `persian`, `islamic-umalqura`, `ethiopic` …); `gregory` where none is given. */
  readonly calendar?: string
  /**
   * `latin` (the default) writes 0–9 in every language, as file numbers and phone numbers are written;
   * `native` writes the digits of the language (٠–٩ in Arabic).
   */
  readonly digits?: 'latin' | 'native'
  /** Language tag → its sentences. */
  readonly catalogues: Readonly<Record<string, Catalogue>>
  /** The language that a missing sentence is taken from; English where none is given. */
  readonly fallback?: string
  /** Told once of each sentence that is missing or does not parse. */
  readonly onMissing?: (missing: { readonly id: string; readonly language: string }) => void
}

export interface Messages {
  /**
   * The sentence with its parameters filled in; texts that are written the other way are isolated, so that they move nothing
   * beside them. Never throws: a missing one is the fallback's, else the id.
   */
  t(id: string, params?: MessageParams): string
  /** Whether the language or the fallback has this sentence. */
  has(id: string): boolean
  readonly language: string
  readonly direction: Direction
  readonly timeZone: string
  /** A date as precise as it is known: "24 November 2026", "November 2026", "2026". */
  formatDate(date: PlainDate | PartialDate): string
  /** The date with its weekday, without the year: "Monday 24 November". */
  formatDay(date: PlainDate): string
  /** A moment in the time zone: "24 Nov 2026, 15:35"; `time` leaves the date out. */
  formatInstant(instant: Instant, style?: 'dateTime' | 'date' | 'time'): string
  formatNumber(value: number, options?: Intl.NumberFormatOptions): string
  /** "a, b and c", or "a, b or c". */
  formatList(items: readonly string[], kind?: 'and' | 'or'): string
  /** What is told side by side, in no sentence: "a · b · c". */
  formatFacts(facts: readonly string[]): string
  /** "today", "in 3 days", "yesterday". */
  relativeDays(days: number): string
  /** "in 3 hours", "2 days ago": in the largest unit that is not zero, down to minutes. */
  relativeTime(from: Instant, to: Instant): string
  /** The same language with instants shown in another time zone. */
  inZone(timeZone: string): Messages
}

const MINUTE = 60_000

/**
 * The language of a session: its sentences and its ways of writing dates, numbers and lists.
 * Sentences are ICU MessageFormat; each is compiled once.
 */
export function createMessages(options: MessagesOptions): Messages {
  const { language, timeZone, catalogues } = options
  const fallback = options.fallback ?? 'en'
  const direction = directionOf(language)
  const locale = localeWithDigitsAndCalendar(options)
  const compiled = new Map<string, Sentence | null>()
  const reported = new Set<string>()

  const report = (id: string, of: string) => {
    const key = `${of}:${id}`
    if (reported.has(key)) return
    reported.add(key)
    options.onMissing?.({ id, language: of })
  }

  const compile = (id: string, of: string): Sentence | null => {
    const key = `${of}:${id}`
    const known = compiled.get(key)
    if (known !== undefined) return known
    const text = catalogues[of]?.[id]
    let made: Sentence | null = null
    if (text === undefined) report(id, of)
    else {
      try {
        made = compileSentence(typeset(text, of), of === language ? locale : of)
      } catch {
        report(id, of)
      }
    }
    compiled.set(key, made)
    return made
  }

  const argumentsOf = (params: MessageParams) =>
    Object.fromEntries(
      Object.entries(params).map(([name, value]) => [
        name,
        typeof value === 'string' ? new IsolatedArgument(value, direction) : value,
      ]),
    )

  const say = (id: string, of: string, params: MessageParams | undefined): string | null => {
    const message = compile(id, of)
    if (message === null) return null
    try {
      return message(params && argumentsOf(params))
    } catch {
      // A parameter that the sentence needs is not there.
      report(id, of)
      return null
    }
  }

  const memoised = new Map<string, Intl.DateTimeFormat>()
  const dates = (parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
    const key = JSON.stringify(parts)
    const format = memoised.get(key) ?? new Intl.DateTimeFormat(locale, parts)
    memoised.set(key, format)
    return format
  }
  /** The first of a month is an ordinal in French alone, which the system's data does not know. */
  const dayPart = ({ type, value }: Intl.DateTimeFormatPart): string =>
    type === 'day' && value === '1' && new Intl.Locale(locale).language === 'fr' ? '1er' : value
  const inWords = (parts: Intl.DateTimeFormatOptions, at: Date): string =>
    dates(parts).formatToParts(at).map(dayPart).join('')
  let readyRelative: Intl.RelativeTimeFormat | undefined
  /** Few sentences are of days from now, and its data takes the system some milliseconds to read. */
  const relative = (): Intl.RelativeTimeFormat =>
    (readyRelative ??= new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))
  const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
  const shortDate: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' }

  return {
    language,
    timeZone,
    inZone: (other) => createMessages({ ...options, timeZone: other }),
    direction,
    t: (id, params) => say(id, language, params) ?? (fallback === language ? null : say(id, fallback, params)) ?? id,
    has: (id) => catalogues[language]?.[id] !== undefined || catalogues[fallback]?.[id] !== undefined,
    formatDate(date) {
      const [year = '', month, day] = date.split('-')
      // A year alone has no counterpart in another calendar: it is written as it was said.
      if (month === undefined) return new Intl.NumberFormat(locale, { useGrouping: false }).format(Number(year))
      const at = new Date(`${year}-${month}-${day ?? '01'}T00:00:00.000Z`)
      const parts: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'long', timeZone: 'UTC' }
      return inWords(day === undefined ? parts : { ...parts, day: 'numeric' }, at)
    },
    formatDay: (date) =>
      inWords({ weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }, new Date(`${date}T00:00:00.000Z`)),
    formatInstant(instant, style = 'dateTime') {
      const parts = style === 'time' ? clock : style === 'date' ? shortDate : { ...shortDate, ...clock }
      return inWords({ ...parts, timeZone }, new Date(instant))
    },
    formatNumber: (value, numberOptions) => new Intl.NumberFormat(locale, numberOptions).format(value),
    formatList: (items, kind = 'and') =>
      new Intl.ListFormat(locale, { type: kind === 'and' ? 'conjunction' : 'disjunction' }).format(
        items.map((item) => isolate(item, direction)),
      ),
    formatFacts: (facts) => facts.map((fact) => isolate(fact, direction)).join(' · '),
    relativeDays: (days) => relative().format(days, 'day'),
    relativeTime(from, to) {
      const minutes = Math.round((Date.parse(to) - Date.parse(from)) / MINUTE)
      const size = Math.abs(minutes)
      if (size < 60) return relative().format(minutes, 'minute')
      if (size < 48 * 60) return relative().format(Math.trunc(minutes / 60), 'hour')
      return relative().format(Math.trunc(minutes / (24 * 60)), 'day')
    },
  }
}

/** French sets a space before a colon and its like that no line breaks at: on a phone the colon would begin the next line. Two colons are a number's format. */
const typeset = (text: string, language: string): string =>
  new Intl.Locale(language).language === 'fr'
    ? text.replaceAll(/ (?=[:;?!»](?!:))/g, '\u00a0').replaceAll('« ', '«\u00a0')
    : text

/** The digits that belong to a language (CLDR's `native`), where they are not 0–9. */
const NATIVE_DIGITS: Readonly<Record<string, string>> = {
  ar: 'arab',
  bn: 'beng',
  fa: 'arabext',
  hi: 'deva',
  lo: 'laoo',
  my: 'mymr',
  ne: 'deva',
  ps: 'arabext',
  ur: 'arabext',
}

/**
 * The country whose ways a language that names none is written in, where the tag alone would mean another: "en" puts the
 * month before the day as nowhere else in the world; our Portuguese is that of Portugal and Africa, "pt" that of Brazil.
 */
const WRITTEN_AS: Readonly<Record<string, string>> = { en: 'en-001', pt: 'pt-PT' }

function localeWithDigitsAndCalendar({ language, calendar, digits }: MessagesOptions): string {
  const locale = new Intl.Locale(WRITTEN_AS[language] ?? language)
  const numberingSystem = digits === 'native' ? (NATIVE_DIGITS[locale.language] ?? 'latn') : 'latn'
  return new Intl.Locale(locale, { calendar: calendar ?? 'gregory', numberingSystem }).toString()
}
