import { CODE_LISTS, codesOf, labelOf, type CodeList } from '@gloact/codes'
import { err, ok, spanOf, type Absence, type Answer, type PlainDate, type Result } from '@gloact/kernel'
import { textOf, type Cell, type DateSystem } from '@gloact/workbook'
import { countryOf } from '../countries.ts'
import { htcdsCodeOf, splitCodes } from './htcds-codes.ts'
import { readDate, type DateOrder } from './htcds-dates.ts'
import { HTCDS_FIELDS, type HtcdsCodedKey, type HtcdsKey, type HtcdsKind } from './htcds-fields.ts'
import type { HtcdsLayout } from './htcds-header.ts'
import type { RejectionReason, RowRejection } from '../row-rejection.ts'
import { plainValue, type SaidValues } from './value-mapping.ts'

/** What a row says, in the standard's own keys and codes. A blank cell was not asked; it is not "no". */
export type HtcdsAnswers = Readonly<Partial<Record<HtcdsKey, Answer>>>

export interface HtcdsReading {
  readonly today: PlainDate
  readonly dateSystem: DateSystem
  readonly dateOrder?: DateOrder | undefined
  /** The country's own list of countries, where it adds to the canonical one. */
  readonly countries?: CodeList | undefined
  /** What somebody said that values mean which nobody else knows. */
  readonly values?: SaidValues | undefined
}

type Parsed = Answer | { readonly reason: RejectionReason; readonly part?: string }

/** The words for a kind of absence in coded and dated columns. `NA` is not among them: it is a country. */
const ABSENT_WORDS: ReadonlyMap<string, Absence> = new Map([
  ['-99', 'not_known'],
  ['unknown', 'not_known'],
  ['not known', 'not_known'],
  ["don't know", 'not_known'],
  ['declined', 'declined'],
  ['prefer not to say', 'declined'],
  ['n/a', 'not_applicable'],
  ['not applicable', 'not_applicable'],
  ['not asked', 'not_asked'],
])

const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ['yes', true],
  ['true', true],
  ['1', true],
  ['y', true],
  ['no', false],
  ['false', false],
  ['0', false],
  ['n', false],
])

/** Excel's own limit for a cell; no text of a file is longer. */
const LONGEST = { text: 500, long_text: 32_767 } as const

const EARLIEST = '1900-01-01'

/**
 * One row of an HTCDS file. Every rejected value is told, not the first alone, so that a sheet is corrected once. Columns
 * that are not of the standard are left out.
 */
export function readHtcdsRow(
  cells: readonly (Cell | undefined)[],
  layout: HtcdsLayout,
  reading: HtcdsReading,
): Result<HtcdsAnswers, readonly RowRejection[]> {
  const answers: Partial<Record<HtcdsKey, Answer>> = {}
  const rejections: RowRejection[] = []
  for (const [index, key] of layout.columns.entries()) {
    if (key === undefined) continue
    const parsed = readCell(key, cells[index], layout, { ...reading, said: reading.values?.get(index) })
    if ('reason' in parsed) {
      rejections.push({ column: key, value: parsed.part ?? textOf(cells[index]), reason: parsed.reason })
    } else {
      answers[key] = parsed
    }
  }
  return rejections.length > 0 ? err(rejections) : ok(answers)
}

/** Whether a row holds nothing about anybody. IOM's workbooks number a thousand empty rows in an unnamed column. */
export function isBlankRow(cells: readonly (Cell | undefined)[], layout: HtcdsLayout): boolean {
  // Of a file that nobody has said anything about yet, any cell may be about somebody.
  const unknown = layout.columns.every((key) => key === undefined)
  return layout.columns.every((key, index) => (!unknown && key === undefined) || textOf(cells[index]) === '')
}

/** What a cell says that is none of what its column may say; nothing where it can be read. */
export function unknownValues(
  key: HtcdsKey,
  cell: Cell | undefined,
  layout: HtcdsLayout,
  reading: HtcdsReading,
): readonly string[] {
  const found = new Map<string, null>()
  const values: string[] = []
  // One after the other: of several in a cell, the first that is not known is told.
  for (;;) {
    const parsed = readCell(key, cell, layout, { ...reading, said: found })
    if (!('reason' in parsed) || parsed.reason !== 'unknown_value') return values
    const value = parsed.part ?? textOf(cell)
    if (found.has(plainValue(value))) return values
    found.set(plainValue(value), null)
    values.push(value)
  }
}

interface CellReading extends HtcdsReading {
  readonly said?: ReadonlyMap<string, string | null> | undefined
}

/** A part of a cell that somebody said to leave out. */
const LEFT_OUT = ''

function readCell(key: HtcdsKey, cell: Cell | undefined, layout: HtcdsLayout, reading: CellReading): Parsed {
  const text = textOf(cell)
  if (cell === undefined || text === '') return { absent: 'not_asked' }
  if (typeof cell === 'object' && 'error' in cell) return { reason: 'not_a_value' }
  const kind: HtcdsKind = HTCDS_FIELDS[key].kind
  if (kind === 'text' || kind === 'long_text') {
    if (text === '-99') return { absent: 'not_known' }
    return text.length > LONGEST[kind] ? { reason: 'too_long' } : { value: text }
  }
  const parsed = readValue(key, kind, cell, text, layout, reading)
  if (!('reason' in parsed)) return parsed
  const absent = ABSENT_WORDS.get(text.toLowerCase())
  return absent === undefined ? parsed : { absent }
}

function readValue(
  key: HtcdsKey,
  kind: Exclude<HtcdsKind, 'text' | 'long_text'>,
  cell: Cell,
  text: string,
  layout: HtcdsLayout,
  reading: CellReading,
): Parsed {
  /** As it was said; what is left out is none of the others. */
  const as = (part: string, read: (word: string) => string | undefined): string | undefined => {
    const said = reading.said?.get(plainValue(part))
    if (said === undefined) return read(part)
    return said === null ? LEFT_OUT : read(said)
  }
  switch (kind) {
    case 'flag': {
      const word = as(text, (each) => each)
      if (word === LEFT_OUT) return { absent: 'not_asked' }
      const flag = FLAGS.get((word ?? text).toLowerCase())
      return flag === undefined ? { reason: 'unknown_value' } : { value: flag }
    }
    case 'number':
      return readNumber(key, text)
    case 'date':
      return readPastDate(key, cell, reading)
    case 'language': {
      const code = as(text, languageOf)
      if (code === LEFT_OUT) return { absent: 'not_asked' }
      return code === undefined ? { reason: 'unknown_value' } : { value: code }
    }
    case 'country':
    case 'countries':
      return several(text, kind === 'countries', false, (part) =>
        as(part, (word) => countryOf(word, reading.countries)),
      )
    case 'choice':
    case 'choices':
      return several(text, kind === 'choices', layout.survey, (part) =>
        as(part, (word) => htcdsCodeOf(key as HtcdsCodedKey, word)),
      )
  }
}

function several(
  text: string,
  multiple: boolean,
  survey: boolean,
  codeOf: (part: string) => string | undefined,
): Parsed {
  const split = splitCodes(text, codeOf, survey)
  if ('unknown' in split) return { reason: 'unknown_value', part: split.unknown }
  const codes = split.codes.filter((code) => code !== LEFT_OUT)
  if (codes.length === 0) return { absent: 'not_asked' }
  if (multiple) return { value: codes }
  return codes.length === 1 ? { value: codes[0]! } : { reason: 'more_than_one' }
}

function readNumber(key: HtcdsKey, text: string): Parsed {
  const number = Number(text.replace(',', '.'))
  if (!Number.isFinite(number)) return { reason: 'unknown_value' }
  if (key.endsWith('Longitude')) return Math.abs(number) <= 180 ? { value: number } : { reason: 'out_of_range' }
  if (key.endsWith('Latitude')) return Math.abs(number) <= 90 ? { value: number } : { reason: 'out_of_range' }
  // Ages and numbers of children.
  return Number.isInteger(number) && number >= 0 && number <= 120 ? { value: number } : { reason: 'out_of_range' }
}

/** Everything dated in the standard lies in the past but the end that a support plan is to have. */
function readPastDate(key: HtcdsKey, cell: Cell, { today, dateSystem, dateOrder }: HtcdsReading): Parsed {
  const read = readDate(cell, dateSystem, dateOrder)
  if ('reason' in read) return read
  const { first } = spanOf(read.date)
  if (first < EARLIEST) return { reason: 'out_of_range' }
  if (first > today && key !== 'spl_PlannedEndDate') return { reason: 'in_the_future' }
  return { value: read.date }
}

let languages: ReadonlyMap<string, string> | undefined

/** ISO 639-1, 639-2 (either kind) or 639-3, or an English name. */
function languageOf(text: string): string | undefined {
  const list = CODE_LISTS['language']
  if (!list) return undefined
  languages ??= new Map(
    codesOf(list).flatMap((code) => [
      [code, code],
      [labelOf(list, code, 'en').toLowerCase(), code],
    ]),
  )
  const word = text.toLowerCase()
  const known = languages.get(word)
  if (known !== undefined || !/^[a-z]{3}$/.test(word)) return known
  return languages.get(Intl.getCanonicalLocales(word)[0] ?? word)
}
