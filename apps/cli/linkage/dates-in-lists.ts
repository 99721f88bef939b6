import { orderOfDates, type DateOrder, type DatesRead, type LinkageSchema } from '@gloact/linkage/plain'
import type { Problem } from '../outcome.ts'
import { counted, grouped } from './counted.ts'

/** The order that one file writes the dates of one column in. */
export interface FileOrder {
  readonly file: string
  readonly column: string
  readonly order: DateOrder
  /** Whether the schema says so, or the file's own dates leave no other. */
  readonly isCertain: boolean
}

const IN_WORDS: Readonly<Record<DateOrder, string>> = {
  ymd: 'year first',
  dmy: 'day first',
  mdy: 'month first',
}

/** Rows of a file that its orders are told by. */
export const ROWS_FOR_ORDER = 2000

/** In which order a file writes its dates: as the schema says for all, or by the file's first rows. */
export function ordersIn(
  file: string,
  { columns }: LinkageSchema,
  named: readonly string[],
  rows: readonly (readonly string[])[],
): readonly FileOrder[] {
  return columns.flatMap(({ name, kind, order }) => {
    const place = named.indexOf(name)
    if ((kind !== 'date_of_birth' && kind !== 'recorded_on') || place < 0) return []
    const cells = rows.map((row) => row[place]!)
    const told = orderOfDates(cells)
    if (told.dates === 0) return []
    const { order: likeliest, isCertain } = told
    return [
      { file, column: name, ...(order === undefined ? { order: likeliest, isCertain } : { order, isCertain: true }) },
    ]
  })
}

export const orderLines = (orders: readonly FileOrder[]): readonly string[] =>
  orders.map(({ file, column, order }) => `  ${file}, ${column}: ${IN_WORDS[order]}`)

/** What somebody should know of how dates were read. */
export function dateWarnings(orders: readonly FileOrder[], dates: readonly DatesRead[]): readonly Problem[] {
  const open = orders.filter(({ isCertain }) => !isCertain)
  return [
    ...open.map(({ file, column, order }) => ({
      code: 'dates_ambiguous',
      message:
        `${file}: whether the day or the month comes first in “${column}” cannot be told from its dates; they are read ${IN_WORDS[order === 'ymd' ? 'dmy' : order]}. ` +
        `Name the order in a schema ("order": "${order === 'mdy' ? 'mdy' : 'dmy'}"), or write them as YYYY-MM-DD.`,
    })),
    ...dates
      .filter(({ unread }) => unread > 0)
      .map((one) => ({ code: 'dates_unread', message: `${unreadWords(one)}; they are missing.` })),
    ...dates
      .filter(({ odd }) => odd > 0)
      .map((one) => ({ code: 'dates_odd', message: `${oddWords(one)}; they are compared as they stand.` })),
  ]
}

const inWords = ({ list, column, filled }: DatesRead, count: number): string =>
  `${list === '' ? '' : `${list}: `}“${column}”: ${grouped(count)} of ${counted(filled, 'filled cell')}`

const unreadWords = (one: DatesRead): string =>
  `${inWords(one, one.unread)} ${one.unread === 1 ? 'holds' : 'hold'} no ${one.kind === 'age' ? 'age' : 'date'} that can be read`

const oddWords = (one: DatesRead): string =>
  `${inWords(one, one.odd)} ${one.odd === 1 ? 'holds a date' : 'hold dates'} of no calendar (no such month, day or year from 1800 to 2099)`

/** Of a list's dates so many may be none: with more, whom they would have told apart or brought together is left to chance. */
const MOST_UNREAD = 0.1

/** Why lists are not compared of which too many dates cannot be read. */
export function objectionToDates(dates: readonly DatesRead[]): Problem | undefined {
  const over = dates.filter(({ filled, unread, odd }) => unread + odd > MOST_UNREAD * filled)
  if (over.length === 0) return undefined
  const words = over.flatMap((one) => [
    ...(one.unread > 0 ? [unreadWords(one)] : []),
    ...(one.odd > 0 ? [oddWords(one)] : []),
  ])
  const columns = over.some(({ kind }) => kind !== 'age')
    ? 'Write dates as YYYY-MM-DD (in a spreadsheet: format the column so and save it as CSV again), with a year of four digits and ' +
      'the month as a number; name an order of day and month in a schema ("order": "dmy" or "mdy"); '
    : 'Write an age as a number alone; '
  const message =
    `${words.join('. ')}. Without them people are taken for others, or not found. ${columns}` +
    'or leave the column out there ("kind": "ignored"). --despite-unreadable compares all the same.'
  return { code: 'linkage.dates_unreadable', message }
}
