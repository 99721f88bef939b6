import { openZip, ZipError, type ZipLimits, type ZipProblem, type ZipSource } from '@gloact/zip'
import { WorkbookError } from './workbook-error.ts'

/** A workbook of some 100,000 full rows fits; a bomb does not. */
export const ARCHIVE_LIMITS: ZipLimits = { entries: 2_000, bytes: 512 * 1024 * 1024, ratio: 120, ratioFrom: 5_000_000 }

export interface Archive {
  has(name: string): boolean
  /** The unpacked bytes of an entry, in pieces. */
  read(name: string): AsyncIterable<Uint8Array>
}

const errorOf = (problem: ZipProblem): WorkbookError =>
  new WorkbookError(problem === 'too_large' ? 'too_large' : 'damaged')

/**
 * Opens the archive that a workbook is. Its entries are read where they lie, in any order, without a temporary file; what
 * is wrong with it is a `WorkbookError`.
 */
export async function openArchive(source: ZipSource, limits: ZipLimits): Promise<Archive> {
  const opened = await openZip(source, limits)
  if (!opened.ok) throw errorOf(opened.error)
  const zip = opened.value
  let left = limits.bytes
  return {
    has: (name) => zip.has(name),
    async *read(name) {
      if (!zip.has(name)) throw errorOf('damaged')
      try {
        for await (const piece of zip.read(name)) {
          // A part may be read more than once: all that is unpacked counts.
          left -= piece.length
          if (left < 0) throw errorOf('too_large')
          yield piece
        }
      } catch (error) {
        throw error instanceof ZipError ? errorOf(error.problem) : error
      }
    },
  }
}
