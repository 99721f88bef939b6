import { asciiDigits } from '@gloact/kernel'

/** A date that somebody wrote into a text. Where day and month can be read both ways it is both days. */
export interface WrittenDate {
  readonly at: number
  readonly length: number
  readonly days: readonly string[]
  /** Whether it reads like a date of birth: by the words around it, or because it is of long ago and of no law. */
  readonly isBirth: (text: string, thisYear: number) => boolean
}

const LANGUAGES = ['en', 'ar', 'fr', 'es', 'pt', 'ru']
const folded = (word: string): string =>
  word
    .normalize('NFD')
    .replaceAll(/\p{M}|\./gu, '')
    .toLowerCase()

/** Months as six languages write them, long and short, alone and in a date. */
const MONTHS: ReadonlyMap<string, number> = new Map(
  LANGUAGES.flatMap((language) =>
    Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2001, month, 15))).flatMap((date, month) =>
      (['long', 'short'] as const).flatMap((length) => {
        const alone = new Intl.DateTimeFormat(language, { month: length, timeZone: 'UTC' }).format(date)
        const inDate = new Intl.DateTimeFormat(language, { month: length, day: 'numeric', timeZone: 'UTC' })
          .formatToParts(date)
          .find(({ type }) => type === 'month')?.value
        return [alone, inDate ?? alone].map((word) => [folded(word), month + 1] as const)
      }),
    ),
  ),
)

const YEAR_FIRST = /(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/g
const DAY_FIRST = /(?<!\d)(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?!\d)/g
const WITH_MONTH =
  /(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s+(?:de |of )?([\p{L}\p{M}.]{3,14})\s*(?:de |,)?\s*(\d{4})(?!\d)/gu
const MONTH_FIRST = /([\p{L}\p{M}.]{3,14})\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)/gu

const BORN =
  /\bborn\b|birth|\bdob\b|d\.o\.b|\bn[ée]e?\b|naissance|nacid[oa]|nacimiento|naci[óo]|nascid[oa]|nascimento|nasceu|роди|рожд|г\.\s?р|مولود|ميلاد|وُلد|ولد/iu
const OF_LAW =
  /\b(?:act|law|convention|protocol|treaty|agreement|decree|resolution|loi|décret|traité|ley|decreto|tratado|convenio|lei|convenção|tratado)\b|закон|конвенц|протокол|договор|указ|قانون|اتفاقية|بروتوكول|معاهدة|مرسوم/iu
/** Somebody of whom a text says nothing else is at least this old, and at most that. */
const [YOUNGEST, OLDEST] = [10, 100]

export function datesIn(written: string): readonly WrittenDate[] {
  // Every digit stays where it is.
  const text = asciiDigits(written)
  const found: WrittenDate[] = []
  const add = (match: RegExpMatchArray, year: string, ways: readonly (readonly [number, number])[]) => {
    const days = ways.flatMap(([month, day]) => {
      const there = month >= 1 && month <= 12 && day >= 1 && day <= 31
      return there ? [`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`] : []
    })
    const at = match.index ?? 0
    const { length } = match[0]
    if (days.length === 0) return
    const isBirth = (whole: string, thisYear: number): boolean => {
      const around = whole.slice(Math.max(0, at - 50), at + length + 25)
      if (BORN.test(around)) return true
      const age = thisYear - Number(year)
      return age >= YOUNGEST && age <= OLDEST && !OF_LAW.test(whole.slice(Math.max(0, at - 80), at + length + 40))
    }
    found.push({ at, length, days, isBirth })
  }
  for (const match of text.matchAll(YEAR_FIRST)) add(match, match[1] ?? '', [[Number(match[2]), Number(match[3])]])
  for (const match of text.matchAll(DAY_FIRST)) {
    const [first, second] = [Number(match[1]), Number(match[2])]
    add(
      match,
      match[3] ?? '',
      first === second
        ? [[first, second]]
        : [
            [second, first],
            [first, second],
          ],
    )
  }
  for (const match of text.matchAll(WITH_MONTH)) {
    const month = MONTHS.get(folded(match[2] ?? ''))
    if (month !== undefined) add(match, match[3] ?? '', [[month, Number(match[1])]])
  }
  for (const match of text.matchAll(MONTH_FIRST)) {
    const month = MONTHS.get(folded(match[1] ?? ''))
    if (month !== undefined) add(match, match[3] ?? '', [[month, Number(match[2])]])
  }
  return found
}
