import type { Said, SaidValue } from '@gloact/kernel'
import { type Catalogue, createMessages, type Direction, type MessageParams } from '@gloact/messages'

/** What a report is worded with: its language’s sentences, and its ways of writing numbers. */
export interface ReportWords {
  readonly language: string
  readonly direction: Direction
  t(id: string, params?: MessageParams): string
  /** What is said, in this language. */
  word(words: Said): string
  /** Sentences one after another. */
  sentences(parts: readonly (string | undefined)[]): string
  list(items: readonly string[]): string
  /** Things set apart from one another in one sentence. */
  items(parts: readonly string[]): string
  number(value: number): string
  /** A number of people, whole; “none” where there is none. */
  count(value: number | null): string
  /** With so many places; “none” where there is none. */
  fixed(value: number | null | undefined, places: number): string
  /** A share, to one place below a tenth. */
  percent(share: number): string
  /** A share, to one place. */
  share(share: number): string
  /** To so many significant figures, and at least so many. */
  significant(value: number, most: number, least?: number): string
  /** The level of an interval, in per cent. */
  level(share: number): string
  /** An interval, whose upper limit may be none; `write` writes its limits. */
  span(limits: { readonly lower: number; readonly upper: number | null }, write?: (value: number) => string): string
  /** A p-value, to three places. */
  probability(value: number): string
  /** People for each 100,000 residents: to one place, and to two figures where that would show none. */
  rate(value: number): string
}

/** The words of a report in a language, from its catalogue and, for what that lacks, the English one. */
export function reportWords(language: string, catalogues: Readonly<Record<string, Catalogue>>): ReportWords {
  const messages = createMessages({ language, catalogues, timeZone: 'UTC' })
  const { t, formatList, formatNumber } = messages
  const none = (): string => t('reports.none')
  const resolve = (value: SaidValue): string | number => {
    if (typeof value !== 'object') return value
    if ('id' in value) return word(value)
    const parts = value.of.map((one) => (typeof one === 'string' ? one : 'id' in one ? word(one) : formatList(one)))
    if (value.as === 'sentences') return sentences(parts)
    return value.as === 'and' ? formatList(parts) : items(parts)
  }
  const word = ({ id, params }: Said): string =>
    t(
      `reports.${id}`,
      params && Object.fromEntries(Object.entries(params).map(([name, value]) => [name, resolve(value)])),
    )
  const sentences = (parts: readonly (string | undefined)[]): string =>
    parts.filter((part) => part !== undefined && part !== '').join(' ')
  // A list of one isolates what is written the other way.
  const items = (parts: readonly string[]): string =>
    parts.map((part) => formatList([part])).join(t('reports.item_separator'))
  const count = (value: number | null): string =>
    value === null || !Number.isFinite(value) ? none() : formatNumber(Math.round(value))
  const fixed = (value: number | null | undefined, places: number): string =>
    value === null || value === undefined || !Number.isFinite(value)
      ? none()
      : formatNumber(value, { minimumFractionDigits: places, maximumFractionDigits: places })
  return {
    language,
    direction: messages.direction,
    t,
    word,
    sentences,
    list: (parts) => formatList(parts),
    items,
    number: (value) => formatNumber(value),
    count,
    fixed,
    percent: (share) => formatNumber(share, { style: 'percent', maximumFractionDigits: share < 0.1 ? 1 : 0 }),
    share: (share) => formatNumber(share, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    significant: (value, most, least = 1) =>
      formatNumber(value, { minimumSignificantDigits: least, maximumSignificantDigits: most }),
    level: (share) => formatNumber(share, { style: 'percent', maximumFractionDigits: 1 }),
    span: ({ lower, upper }, write = count) =>
      upper === null || !Number.isFinite(upper)
        ? t('reports.from_without_limit', { lower: write(lower) })
        : t('reports.from_to', { lower: write(lower), upper: write(upper) }),
    probability: (value) => {
      if (Number.isNaN(value)) return none()
      return value < 0.001 ? t('reports.below', { value: formatNumber(0.001) }) : fixed(value, 3)
    },
    rate: (value) =>
      value < 1 ? formatNumber(value, { minimumSignificantDigits: 2, maximumSignificantDigits: 2 }) : fixed(value, 1),
  }
}
