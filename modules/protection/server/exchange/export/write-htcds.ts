import type { Writable } from 'node:stream'
import { isPlainDate, valueOf } from '@gloact/kernel'
import { neutraliseText } from '@gloact/workbook'
import {
  HTCDS_FIELDS,
  HTCDS_KEYS,
  HTCDS_WORKBOOK_COLUMNS,
  type HtcdsKey,
  type HtcdsAnswers,
  cellText,
} from '@gloact/standards'
import { TRAINING_MARK, TRAINING_SHEET } from '../../../domain/exchange/training-mark.ts'

/** IOM's 38 columns in their order, and after them the rest of the standard's. */
const COLUMNS: readonly HtcdsKey[] = [
  ...HTCDS_WORKBOOK_COLUMNS,
  ...HTCDS_KEYS.filter((key) => !(HTCDS_WORKBOOK_COLUMNS as readonly HtcdsKey[]).includes(key)),
]

/** Excel's own limit. A longer text is cut, and says so by its last character. */
const LONGEST_CELL = 32_767

/**
 * Writes a workbook in IOM's layout: keys in a hidden first row (spelt as the standard spells them), labels in the
 * second, one person a row. Row by row, so that its length costs no memory. Nothing in it is a formula.
 * That of a training sandbox begins with a sheet that says that everybody in it is invented.
 * @returns how many persons were written
 */
export async function writeHtcdsWorkbook(
  out: Writable,
  people: AsyncIterable<HtcdsAnswers>,
  training = false,
): Promise<number> {
  // Large, and read when somebody takes a workbook for the first time.
  const { default: exceljs } = await import('exceljs')
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false })
  if (training) {
    const cover = workbook.addWorksheet(TRAINING_SHEET)
    cover.addRow([TRAINING_MARK]).commit()
    cover.commit()
  }
  const sheet = workbook.addWorksheet('Case Sheet', { views: [{ state: 'frozen', xSplit: 1, ySplit: 2 }] })
  const keys = sheet.addRow([null, ...COLUMNS])
  keys.hidden = true
  keys.commit()
  const labels = sheet.addRow([null, ...COLUMNS.map((key) => HTCDS_FIELDS[key].label)])
  labels.font = { bold: true }
  labels.commit()
  let count = 0
  for await (const answers of people) {
    count++
    const row = sheet.addRow([count, ...COLUMNS.map((key) => cellOf(answers, key))])
    for (const [index, key] of COLUMNS.entries()) {
      if (HTCDS_FIELDS[key].kind === 'date') row.getCell(index + 2).numFmt = 'yyyy-mm-dd'
    }
    row.commit()
  }
  sheet.commit()
  await workbook.commit()
  return count
}

function cellOf(answers: HtcdsAnswers, key: HtcdsKey): string | number | Date | null {
  const { kind } = HTCDS_FIELDS[key]
  const value = answers[key] && valueOf(answers[key])
  if (kind === 'date' && typeof value === 'string' && isPlainDate(value)) return new Date(`${value}T00:00:00Z`)
  if (kind === 'number' && typeof value === 'number') return value
  const text = neutraliseText(cellText(answers[key]))
  if (text === '') return null
  return text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL - 1)}…` : text
}
