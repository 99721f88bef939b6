import { openZip as openArchive, ZipError, type ZipLimits, type ZipProblem } from '@gloact/zip'
import { sourceOf, type ImportFrom } from './import-source.ts'
import { readingFailed } from './read-csv.ts'
import { UnreadableFile } from './unreadable-file.ts'

/** A workbook of some 100,000 full rows fits; a bomb does not. */
export const ZIP_LIMITS: ZipLimits = { entries: 2_000, bytes: 512 * 1024 * 1024, ratio: 120, ratioFrom: 5_000_000 }

export interface Zip {
  has(name: string): boolean
  /** The unpacked bytes of an entry, in pieces. */
  read(name: string): AsyncIterable<Uint8Array>
  close(): Promise<void>
}

const failureOf = (problem: ZipProblem): UnreadableFile =>
  problem === 'too_large'
    ? new UnreadableFile('protection.import_too_large')
    : new UnreadableFile('protection.import_unreadable', { part: 'archive' })

/**
 * Opens the archive that a workbook is. Its entries are read where they lie, in any order, without a temporary file; what
 * is wrong with it is a failure of the import.
 */
export async function openZip(from: ImportFrom, limits: ZipLimits = ZIP_LIMITS): Promise<Zip> {
  const file = sourceOf(from)
  // One that was given to us is its owner's to close.
  const close = async (): Promise<void> => (file === from ? undefined : file.close())
  try {
    await file.size().catch((error: unknown) => {
      throw readingFailed(error)
    })
    const opened = await openArchive(file, limits)
    if (!opened.ok) throw failureOf(opened.error)
    const zip = opened.value
    let left = limits.bytes
    return {
      has: (name) => zip.has(name),
      close,
      async *read(name) {
        if (!zip.has(name)) throw failureOf('damaged')
        try {
          for await (const piece of zip.read(name)) {
            // A part may be read more than once: all that is unpacked counts.
            left -= piece.length
            if (left < 0) throw failureOf('too_large')
            yield piece
          }
        } catch (error) {
          throw error instanceof ZipError ? failureOf(error.problem) : error
        }
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}
