import { addDays, type PlainDate } from '@gloact/kernel'

/**
 * A cell as a file holds it. A date is a cell that the workbook shows as one; a date may also come as a bare number or
 * as text. A formula is never worked out: its stored result is read, as what it is.
 */
export type Cell = string | number | boolean | { readonly date: PlainDate } | { readonly error: string }

export type DateSystem = '1900' | '1904'

const EPOCHS: Readonly<Record<DateSystem, PlainDate>> = {
  // Excel counts a 29 February 1900 that never was: from 1 March 1900 on the count is that from 30 December 1899.
  '1900': '1899-12-30' as PlainDate,
  '1904': '1904-01-01' as PlainDate,
}

/** The last day that Excel counts: 31 December 9999. */
const LAST_SERIAL = 2_958_465

/** The date of an Excel day number; undefined where it is none. The time of day is dropped. */
export function dateOfSerial(serial: number, system: DateSystem): PlainDate | undefined {
  if (!Number.isFinite(serial) || serial < 1 || serial >= LAST_SERIAL + 1) return undefined
  return addDays(EPOCHS[system], Math.floor(serial))
}

/** The cell as text, trimmed of blanks of every kind (codes carry trailing blanks in IOM's own files). */
export function textOf(cell: Cell | undefined): string {
  if (cell === undefined) return ''
  if (typeof cell === 'object') return 'date' in cell ? cell.date : cell.error
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE'
  return restoreText(String(cell).trim())
}

/**
 * What a spreadsheet would take for a formula (OWASP, "CSV injection"), the signs in full width and small form too, as
 * spreadsheets of East Asia read them: such a text gets an apostrophe in front, which
 * spreadsheets show as plain text. One that already has the apostrophe gets another, so that nothing is lost on the way.
 */
const FORMULA_LIKE = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B\u2212]/

export const neutraliseText = (text: string): string => (FORMULA_LIKE.test(text) ? `'${text}` : text)

const restoreText = (text: string): string => (text.startsWith("'") && FORMULA_LIKE.test(text) ? text.slice(1) : text)
