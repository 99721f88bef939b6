import { isTrainingMark } from '../../../domain/exchange/training-mark.ts'
import { textOf } from '@gloact/workbook'
import type { ProtectionContext } from '../../file/context.ts'
import { sourceOf, type ImportFrom, type ImportSource } from './import-source.ts'
import { readingFailed } from './read-csv.ts'
import { openWorkbook } from './read-xlsx.ts'
import { UnreadableFile } from './unreadable-file.ts'

/** The mark stands in the first line; a line that is longer is none of ours. */
const FIRST_BYTES = 1_024

/**
 * Refuses what was exported from a training sandbox, wherever people are real: by the file's name, the names of its sheets
 * and what stands in its first line. Somebody who takes all of that away can still deceive it. Throws `UnreadableFile`.
 */
export async function refuseTraining(
  { training }: Pick<ProtectionContext, 'training'>,
  from: ImportFrom,
): Promise<void> {
  if (training) return
  const source = sourceOf(from)
  try {
    const isMarked = isTrainingMark(source.name) || (await beginsWithMark(source))
    if (isMarked) throw new UnreadableFile('protection.import_training')
  } catch (error) {
    throw error instanceof UnreadableFile ? error : readingFailed(error)
  } finally {
    // One that was given to us is its owner's to close.
    if (source !== from) await source.close()
  }
}

async function beginsWithMark(source: ImportSource): Promise<boolean> {
  const start = await source.read(0, FIRST_BYTES)
  if (start.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'))) return workbookHasMark(source)
  return [start.toString('utf8'), start.toString('utf16le')].some((text) =>
    isTrainingMark(text.split(/[\r\n]/)[0] ?? ''),
  )
}

async function workbookHasMark(source: ImportSource): Promise<boolean> {
  const workbook = await openWorkbook(source)
  try {
    for (const sheet of workbook.sheets) {
      if (isTrainingMark(sheet.name)) return true
      const rows = sheet.rows()
      const first = await rows.next()
      await rows.return(undefined)
      if (!first.done && first.value.cells.some((cell) => isTrainingMark(textOf(cell)))) return true
    }
    return false
  } finally {
    await workbook.close()
  }
}
