import { createReadStream } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'

/** What an import reads: bytes that can be gone through from the start, or read where they lie. */
export interface ImportSource {
  /** The file's own name, without its folder. */
  readonly name: string
  /** Where it lies, if it is a file of this machine. */
  readonly path?: string
  size(): Promise<number>
  /** The bytes at a place; fewer at the end. */
  read(position: number, length: number): Promise<Buffer>
  /** From `start` to before `end`, in pieces. */
  stream(start?: number, end?: number): AsyncIterable<Buffer>
  close(): Promise<void>
}

/** A file of this machine by its path, or a source that is there already. */
export type ImportFrom = string | ImportSource

export const sourceOf = (from: ImportFrom): ImportSource => (typeof from === 'string' ? fileSource(from) : from)

/** A file of this machine. It is opened when it is first read. */
function fileSource(path: string): ImportSource {
  let opened: Promise<FileHandle> | undefined
  const handle = (): Promise<FileHandle> => (opened ??= open(path))
  return {
    name: basename(path),
    path,
    size: async () => (await (await handle()).stat()).size,
    read: async (position, length) => {
      const buffer = Buffer.alloc(length)
      const { bytesRead } = await (await handle()).read(buffer, 0, length, position)
      return buffer.subarray(0, bytesRead)
    },
    stream: (start = 0, end = Number.POSITIVE_INFINITY) =>
      createReadStream(path, { start, end: end - 1 }) as AsyncIterable<Buffer>,
    close: async () => {
      // What failed to open was reported to the reader that asked for it, and there is nothing to close.
      const file = await opened?.catch(() => undefined)
      opened = undefined
      await file?.close()
    },
  }
}
