import { posix } from 'node:path'
import type { ZipLimits, ZipSource } from '@gloact/zip'
import { dateOfSerial, type Cell, type DateSystem } from '../cell.ts'
import { ARCHIVE_LIMITS, openArchive, type Archive } from './archive.ts'
import { parseWholeXml, parseXml } from './parse-xml.ts'
import { WorkbookError } from './workbook-error.ts'

export interface SheetRow {
  /** The row's number as the sheet counts. */
  readonly row: number
  /** By column from 0 (`A`); a hole where a cell is empty. */
  readonly cells: readonly (Cell | undefined)[]
}

export interface Sheet {
  readonly name: string
  readonly visible: boolean
  /** The cells that are drawn as one (`A2:A5`), once all rows have been read: they stand behind them in the file. */
  readonly merged: readonly string[]
  rows(): AsyncGenerator<SheetRow>
}

export interface Workbook {
  readonly dateSystem: DateSystem
  /** In the workbook's order. */
  readonly sheets: readonly Sheet[]
}

export interface WorkbookLimits extends ZipLimits {
  readonly rows: number
  readonly columns: number
  /** Characters of one cell; Excel's own limit is 32,767. */
  readonly cell: number
  /** Characters of all shared texts together: they are the one part that is kept in memory. */
  readonly sharedTexts: number
}

export const WORKBOOK_LIMITS: WorkbookLimits = {
  ...ARCHIVE_LIMITS,
  rows: 200_000,
  columns: 1_000,
  cell: 40_000,
  sharedTexts: 64 * 1024 * 1024,
}

/**
 * Opens an Office Open XML workbook (ECMA-376, part 1, §18) for reading row by row. Written here rather than taken from
 * the library that writes our workbooks, because that one spools sheets to a temporary file in clear. Formulas are not
 * worked out; links, macros and drawings are not looked at. Throws `WorkbookError`, at once or while rows are read.
 */
export async function openWorkbook(source: ZipSource, limits: WorkbookLimits = WORKBOOK_LIMITS): Promise<Workbook> {
  const zip = await openArchive(source, limits)
  const main = await mainPart(zip)
  const targets = await relationships(zip, main)
  const { dateSystem, sheets } = await readMain(zip, main)
  const texts = await sharedTexts(zip, targets.ofType('sharedStrings'), limits)
  const dates = await dateStyles(zip, targets.ofType('styles'))
  const context: SheetContext = { zip, texts, dates, dateSystem, limits }
  return {
    dateSystem,
    sheets: sheets.flatMap(({ name, visible, id }) => {
      const part = targets.byId(id)
      const merged: string[] = []
      return part === undefined ? [] : [{ name, visible, merged, rows: () => readRows(context, part, merged) }]
    }),
  }
}

interface SheetContext {
  readonly zip: Archive
  readonly texts: readonly string[]
  readonly dates: ReadonlySet<number>
  readonly dateSystem: DateSystem
  readonly limits: WorkbookLimits
}

async function mainPart(zip: Archive): Promise<string> {
  if (!zip.has('_rels/.rels')) throw new WorkbookError('damaged')
  let target = 'xl/workbook.xml'
  await parseWholeXml(zip.read('_rels/.rels'), {
    open: (name, { Type, Target }) => {
      if (name === 'Relationship' && Type?.endsWith('/officeDocument') && Target) target = Target.replace(/^\//, '')
    },
  })
  return target
}

interface Relationships {
  byId(id: string): string | undefined
  ofType(type: string): string | undefined
}

async function relationships(zip: Archive, main: string): Promise<Relationships> {
  const folder = posix.dirname(main)
  const part = `${folder}/_rels/${posix.basename(main)}.rels`
  const ids = new Map<string, string>()
  const types = new Map<string, string>()
  if (zip.has(part)) {
    await parseWholeXml(zip.read(part), {
      open: (name, { Id, Type, Target, TargetMode }) => {
        if (name !== 'Relationship' || !Id || !Target || TargetMode === 'External') return
        const path = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target)
        if (!zip.has(path)) return
        ids.set(Id, path)
        types.set(Type?.slice(Type.lastIndexOf('/') + 1) ?? '', path)
      },
    })
  }
  return { byId: (id) => ids.get(id), ofType: (type) => types.get(type) }
}

async function readMain(
  zip: Archive,
  main: string,
): Promise<{ dateSystem: DateSystem; sheets: { name: string; visible: boolean; id: string }[] }> {
  let dateSystem: DateSystem = '1900'
  const sheets: { name: string; visible: boolean; id: string }[] = []
  await parseWholeXml(zip.read(main), {
    open: (name, attributes) => {
      const { date1904 } = attributes
      if (name === 'workbookPr' && (date1904 === '1' || date1904 === 'true')) dateSystem = '1904'
      if (name !== 'sheet') return
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? ''
      sheets.push({ name: attributes['name'] ?? '', visible: (attributes['state'] ?? 'visible') === 'visible', id })
    },
  })
  return { dateSystem, sheets }
}

async function sharedTexts(zip: Archive, part: string | undefined, limits: WorkbookLimits): Promise<readonly string[]> {
  const texts: string[] = []
  if (part === undefined) return texts
  let current = ''
  let reading = false
  let phonetic = false
  let total = 0
  await parseWholeXml(zip.read(part), {
    open: (name) => {
      if (name === 'si') current = ''
      // How a text is pronounced (Japanese furigana) is beside the text, not of it.
      if (name === 'rPh') phonetic = true
      reading = name === 't' && !phonetic
    },
    text: (text) => {
      if (!reading) return
      total += text.length
      if (total > limits.sharedTexts || current.length + text.length > limits.cell) tooLarge()
      current += text
    },
    close: (name) => {
      reading = false
      if (name === 'rPh') phonetic = false
      if (name === 'si') texts.push(unescapeText(current))
    },
  })
  return texts
}

/** `_x000D_` and its like stand for characters that XML cannot hold (ECMA-376, part 1, §22.9.2.19). */
const unescapeText = (text: string): string =>
  text.includes('_x')
    ? text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text

/** The built-in number formats that show a date (ECMA-376, part 1, §18.8.30; those of East Asian locales with them). */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58)

/** A format shows a date where it has a day, month or year outside quotes, brackets and escapes. */
const showsDate = (format: string): boolean =>
  /[dmy]/i.test(format.replaceAll(/"[^"]*"|\[[^\]]*\]|\\.|_.|\*./g, '').replaceAll(/general|standard/gi, ''))

/** The cell styles whose numbers are dates, by index. */
async function dateStyles(zip: Archive, part: string | undefined): Promise<ReadonlySet<number>> {
  const dates = new Set<number>()
  if (part === undefined) return dates
  const own = new Map<number, boolean>()
  let inCellStyles = false
  let index = 0
  await parseWholeXml(zip.read(part), {
    open: (name, { numFmtId, formatCode }) => {
      if (name === 'numFmt') own.set(Number(numFmtId), showsDate(formatCode ?? ''))
      if (name === 'cellXfs') inCellStyles = true
      if (name === 'xf' && inCellStyles) {
        const id = Number(numFmtId ?? 0)
        if (own.get(id) ?? isBuiltInDate(id)) dates.add(index)
        index++
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCellStyles = false
    },
  })
  return dates
}

async function* readRows(context: SheetContext, part: string, merged: string[]): AsyncGenerator<SheetRow> {
  const { zip, limits } = context
  let ready: SheetRow[] = []
  let row = 0
  let seen = 0
  let cells: (Cell | undefined)[] = []
  let column = -1
  let type = 'n'
  let style = 0
  let text = ''
  let formula = false
  let reading = false
  let phonetic = false
  const pieces = parseXml(zip.read(part), {
    open: (name, { r, t, s, ref }) => {
      switch (name) {
        case 'row':
          if (++seen > limits.rows) tooLarge()
          row = r === undefined ? row + 1 : Number(r)
          cells = []
          column = -1
          break
        case 'c':
          column = r === undefined ? column + 1 : columnOf(r)
          if (column >= limits.columns) tooLarge()
          type = t ?? 'n'
          style = Number(s ?? 0)
          text = ''
          formula = false
          break
        case 'f':
          formula = true
          break
        case 'rPh':
          phonetic = true
          break
        case 'mergeCell':
          if (ref !== undefined && merged.length < limits.rows) merged.push(ref)
          break
      }
      reading = name === 'v' || (name === 't' && !phonetic)
    },
    text: (part) => {
      if (!reading) return
      if (text.length + part.length > limits.cell) tooLarge()
      text += part
    },
    close: (name) => {
      reading = false
      if (name === 'rPh') phonetic = false
      if (name === 'c') {
        const cell = cellOf(context, type, text, style, formula)
        if (cell !== undefined) cells[column] = cell
      }
      if (name === 'row') ready.push({ row, cells })
    },
  })
  for await (const _ of pieces) {
    if (ready.length === 0) continue
    const rows = ready
    ready = []
    yield* rows
  }
}

function cellOf(
  { texts, dates, dateSystem }: SheetContext,
  type: string,
  text: string,
  style: number,
  formula: boolean,
): Cell | undefined {
  // A formula whose result was never stored says nothing that could be read.
  if (text === '') return formula && type !== 'str' ? { error: '=' } : undefined
  switch (type) {
    case 's':
      return texts[Number(text)]
    case 'b':
      return text === '1' || text === 'true'
    case 'e':
      return { error: text }
    case 'str':
    case 'inlineStr':
      return unescapeText(text)
    case 'd':
      return text
  }
  const number = Number(text)
  if (!Number.isFinite(number)) return text
  const date = dates.has(style) ? dateOfSerial(number, dateSystem) : undefined
  return date === undefined ? number : { date }
}

/** The column of a cell's reference, from 0: `A1` is 0, `AA7` is 26. */
function columnOf(reference: string): number {
  let column = 0
  for (const letter of reference) {
    const value = letter.charCodeAt(0) - 64
    if (value < 1 || value > 26) break
    column = column * 26 + value
  }
  return column - 1
}

function tooLarge(): never {
  throw new WorkbookError('too_large')
}
