import { PassThrough } from 'node:stream'
import { neutraliseText } from '../cell.ts'

/** A list as it is written: what stands on its cover, its headers, and which way it runs. */
export interface Sheet {
  readonly cover: readonly (readonly [string, string])[]
  readonly headers: readonly string[]
  readonly rightToLeft: boolean
  /** What the sheet of the files and the cover are called. */
  readonly names: readonly [files: string, about: string]
}

/** Excel's own limit. */
const LONGEST_CELL = 32_767

const safe = (text: string): string => {
  const neutral = neutraliseText(text)
  return neutral.length > LONGEST_CELL ? `${neutral.slice(0, LONGEST_CELL - 1)}…` : neutral
}

const line = (cells: readonly string[]): string =>
  `${cells.map((cell) => `"${safe(cell).replaceAll('"', '""')}"`).join(',')}\r\n`

/**
 * Comma-separated, every cell in quotes, with a mark that it is UTF-8 (spreadsheets read it as something else without).
 * Its first lines say who made it and what for. Nothing in it is a formula.
 */
export async function* writeCsv(
  { cover, headers }: Sheet,
  rows: AsyncIterable<readonly string[]>,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  yield encoder.encode(`\uFEFF${cover.map(([what, value]) => line([`# ${what}`, value])).join('')}${line(headers)}`)
  let text = ''
  for await (const row of rows) {
    text += line(row)
    if (text.length < 32_768) continue
    yield encoder.encode(text)
    text = ''
  }
  if (text !== '') yield encoder.encode(text)
}

/** A workbook: the cover, and the files. Written row by row; every cell is text. */
export async function* writeXlsx(
  { cover, headers, rightToLeft, names: [files, about] }: Sheet,
  rows: AsyncIterable<readonly string[]>,
): AsyncGenerator<Uint8Array> {
  const out = new PassThrough()
  const written = fill().catch((error: unknown) => {
    out.destroy(error instanceof Error ? error : new Error('the workbook could not be written'))
  })

  async function fill(): Promise<void> {
    // Large, and read when somebody takes a workbook for the first time.
    const { default: exceljs } = await import('exceljs')
    const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false })
    const front = workbook.addWorksheet(sheetName(about), { views: [{ rightToLeft }] })
    for (const [what, value] of cover) front.addRow([safe(what), safe(value)]).commit()
    front.commit()
    const sheet = workbook.addWorksheet(sheetName(files), { views: [{ rightToLeft, state: 'frozen', ySplit: 1 }] })
    const head = sheet.addRow(headers.map(safe))
    head.font = { bold: true }
    head.commit()
    for await (const row of rows) {
      sheet.addRow(row.map(safe)).commit()
      // The writer takes whatever it is given: without waiting, a slow reader would have the whole list in memory.
      while (out.writableNeedDrain) await new Promise<void>((resolve) => void out.once('drain', resolve))
    }
    sheet.commit()
    await workbook.commit()
  }

  yield* out as AsyncIterable<Uint8Array>
  await written
}

/** Excel takes no more than 31 characters, and not these. */
const sheetName = (name: string): string => name.replace(/[*?:\\/[\]]/g, ' ').slice(0, 31) || '1'
