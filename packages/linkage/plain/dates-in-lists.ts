import { said, type Said } from '@gloact/kernel'
import type { DatesRead } from './dates-read.ts'
import { orderOfDates } from './recognise.ts'
import type { DateOrder, LinkageSchema } from './schema.ts'

/** Why dates cannot be compared. */
interface Problem {
  readonly code: string
  readonly message: string
}

const grouped = (count: number): string => count.toLocaleString('en-US', { maximumFractionDigits: 0 })
const counted = (count: number, one: string, several = `${one}s`): string =>
  `${grouped(count)} ${count === 1 ? one : several}`

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

/** How the dates or ages of a column were read: in a file, or in all lists together that a column names. */
export interface DatesTold extends Pick<DatesRead, 'column' | 'kind' | 'filled' | 'unread' | 'odd'> {
  /** Empty where a column names the lists: what its cells hold is not told. */
  readonly file: string
  /** How many lists it is about; records that stand on none are about no list. */
  readonly lists: number
}

/** The lists of a column are put together: what the cells hold is left out of what is told. */
export function datesTold(dates: readonly DatesRead[]): DatesTold[] {
  const told = new Map<string, DatesTold>()
  for (const { list, isFromColumn, column, kind, filled, unread, odd } of dates) {
    const file = isFromColumn ? '' : list
    const key = `${kind} ${file}`
    const before = told.get(key) ?? { lists: 0, filled: 0, unread: 0, odd: 0 }
    told.set(key, {
      file,
      lists: before.lists + Number(list !== ''),
      column,
      kind,
      filled: before.filled + filled,
      unread: before.unread + unread,
      odd: before.odd + odd,
    })
  }
  return [...told.values()]
}

const toldUnread = (dates: readonly DatesRead[]): DatesTold[] => datesTold(dates.filter(({ unread }) => unread > 0))
const toldOdd = (dates: readonly DatesRead[]): DatesTold[] => datesTold(dates.filter(({ odd }) => odd > 0))

/** Notes of one kind, and sentences of a refusal, that are told one by one. */
const MOST_NOTES = 10
const MOST_SENTENCES = 3

/** What somebody should know of how dates were read. */
interface DateWarning {
  readonly code: string
  readonly said: Said
}

/** The first of them, and in place of the others a note how many they are. */
function few(code: string, notes: readonly Said[]): DateWarning[] {
  const told = notes.slice(0, MOST_NOTES).map((note) => ({ code, said: note }))
  const more = notes.length - told.length
  return more === 0 ? told : [...told, { code, said: said('link.more_notes', { more }) }]
}

/** What somebody should know of how dates were read. */
export function dateWarnings(orders: readonly FileOrder[], dates: readonly DatesRead[]): readonly DateWarning[] {
  const ambiguous = orders
    .filter(({ isCertain }) => !isCertain)
    .map(({ file, column, order }) =>
      said('link.dates_ambiguous', { file, column, order: order === 'mdy' ? 'mdy' : 'dmy' }),
    )
  const unread = toldUnread(dates).map((one) =>
    said('link.dates_unread', {
      where: whereSaid(one),
      unread: one.unread,
      filled: one.filled,
      kind: one.kind === 'age' ? 'age' : 'date',
    }),
  )
  const odd = toldOdd(dates).map((one) =>
    said('link.dates_odd', { where: whereSaid(one), odd: one.odd, filled: one.filled }),
  )
  return [...few('dates_ambiguous', ambiguous), ...few('dates_unread', unread), ...few('dates_odd', odd)]
}

function whereSaid({ file, lists, column }: DatesTold): Said {
  if (file !== '') return said('link.in_column', { file, column })
  return lists === 0 ? said('link.on_no_list', { column }) : said('link.in_lists', { column, lists })
}

function inWords({ file, lists, column, filled }: DatesTold, count: number): string {
  const of = `${grouped(count)} of ${counted(filled, 'filled cell')}`
  if (file !== '') return `${file}: “${column}”: ${of}`
  return `“${column}” ${lists === 0 ? 'of records on no list' : `in ${counted(lists, 'list')}`}: ${of}`
}

const unreadWords = (one: DatesTold): string =>
  `${inWords(one, one.unread)} ${one.unread === 1 ? 'holds' : 'hold'} no ${one.kind === 'age' ? 'age' : 'date'} that can be read`

const oddWords = (one: DatesTold): string =>
  `${inWords(one, one.odd)} ${one.odd === 1 ? 'holds a date' : 'hold dates'} of no calendar (no such month, no such day in it, or no year from 1000 to 2199)`

/**
 * Of so large a part of a list's records, and no fewer records than that, a date may not be read: with more, whom it would have
 * told apart or brought together is left to chance.
 */
const MOST_UNREAD = 0.1
const LEAST_UNREAD = 5

/** @param records of the list, or of all. */
const areTooMany = (unread: number, records: number): boolean =>
  unread >= LEAST_UNREAD && unread > MOST_UNREAD * records

/** The lists, and columns in them, of which too many dates cannot be read: each by itself, or else all together. */
function overIn(dates: readonly DatesRead[], records: number): readonly DatesRead[] {
  const over = dates.filter((one) => areTooMany(one.unread + one.odd, one.records))
  if (over.length > 0) return over
  const all = new Map<DatesRead['kind'], number>()
  for (const { kind, unread, odd } of dates) all.set(kind, (all.get(kind) ?? 0) + unread + odd)
  return dates.filter(({ kind, unread, odd }) => unread + odd > 0 && areTooMany(all.get(kind)!, records))
}

/** Why lists are not compared of which too many dates cannot be read; `records` is how many there are on all lists. */
export function objectionToDates(dates: readonly DatesRead[], records: number): Problem | undefined {
  const over = overIn(dates, records)
  if (over.length === 0) return undefined
  const words = [...toldUnread(over).map(unreadWords), ...toldOdd(over).map(oddWords)]
  const more = words.length - MOST_SENTENCES
  const told = [
    ...words.slice(0, MOST_SENTENCES),
    ...(more > 0 ? [`And ${grouped(more)} more like ${more === 1 ? 'it' : 'them'}`] : []),
  ]
  const columns = over.some(({ kind }) => kind !== 'age')
    ? 'Write dates as YYYY-MM-DD (in a spreadsheet: format the column so and save it as CSV again), with a year of four digits and ' +
      'the month as a number; name an order of day and month in a schema ("order": "dmy" or "mdy"); '
    : 'Write an age as a number alone; '
  const message =
    `${told.join('. ')}. Without them people are mistaken for others, or not found. ${columns}` +
    'or leave the column out there ("kind": "ignored"). --despite-unreadable compares anyway.'
  return { code: 'linkage.dates_unreadable', message }
}
