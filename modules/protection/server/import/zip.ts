import { pipeline, Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { sourceOf, type ImportFrom, type ImportSource } from './import-source.ts'
import { readingFailed } from './read-csv.ts'
import { UnreadableFile } from './unreadable-file.ts'

export interface ZipLimits {
  readonly entries: number
  /** Bytes of all entries together, unpacked. */
  readonly bytes: number
}

/** A workbook of some 100,000 full rows fits; a bomb does not. */
export const ZIP_LIMITS: ZipLimits = { entries: 2_000, bytes: 512 * 1024 * 1024 }

interface Entry {
  readonly name: string
  readonly method: number
  readonly packed: number
  readonly size: number
  readonly offset: number
}

export interface Zip {
  has(name: string): boolean
  /** The unpacked bytes of an entry, in pieces. */
  read(name: string): AsyncIterable<Uint8Array>
  close(): Promise<void>
}

/**
 * Opens a ZIP archive by its directory (APPNOTE.TXT 6.3, §4.3): entries are read where they lie, in any order, without a
 * temporary file; what a workbook says about people is never written to disk unsealed. What it declares and what it
 * really unpacks to are both held against the limits. Encrypted and ZIP64 archives are refused: no workbook needs them.
 */
export async function openZip(from: ImportFrom, limits: ZipLimits = ZIP_LIMITS): Promise<Zip> {
  const file = sourceOf(from)
  // One that was given to us is its owner's to close.
  const close = async (): Promise<void> => (file === from ? undefined : file.close())
  try {
    await file.size().catch((error: unknown) => {
      throw readingFailed(error)
    })
    const entries = await readDirectory(file, limits)
    let left = limits.bytes
    return {
      has: (name) => entries.has(name),
      close,
      async *read(name) {
        const entry = entries.get(name)
        if (!entry) throw new UnreadableFile('protection.import_unreadable', { part: 'archive' })
        for await (const piece of unpack(file, entry)) {
          left -= piece.length
          if (left < 0) throw new UnreadableFile('protection.import_too_large')
          yield piece
        }
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_HEADER = 0x04034b50
const LONGEST_END = 65_535 + 22

const unreadable = (): UnreadableFile => new UnreadableFile('protection.import_unreadable', { part: 'archive' })

async function bytesAt(file: ImportSource, position: number, length: number): Promise<Buffer> {
  const buffer = await file.read(position, length)
  if (buffer.length < length) throw unreadable()
  return buffer
}

async function readDirectory(file: ImportSource, limits: ZipLimits): Promise<ReadonlyMap<string, Entry>> {
  const size = await file.size()
  const tailLength = Math.min(size, LONGEST_END)
  const tail = await bytesAt(file, size - tailLength, tailLength)
  let end = tail.length - 22
  while (end >= 0 && tail.readUInt32LE(end) !== END_OF_DIRECTORY) end--
  if (end < 0) throw unreadable()
  const count = tail.readUInt16LE(end + 10)
  const length = tail.readUInt32LE(end + 12)
  const start = tail.readUInt32LE(end + 16)
  if (count > limits.entries) throw new UnreadableFile('protection.import_too_large')
  if (start + length > size) throw unreadable()

  const directory = await bytesAt(file, start, length)
  const entries = new Map<string, Entry>()
  let total = 0
  let at = 0
  for (let index = 0; index < count; index++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== DIRECTORY_ENTRY) throw unreadable()
    const encrypted = (directory.readUInt16LE(at + 8) & 1) === 1
    const nameLength = directory.readUInt16LE(at + 28)
    const entry: Entry = {
      name: directory.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/'),
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    }
    if (encrypted || entry.offset === 0xffffffff || (entry.method !== 0 && entry.method !== 8)) throw unreadable()
    total += entry.size
    if (total > limits.bytes) throw new UnreadableFile('protection.import_too_large')
    entries.set(entry.name, entry)
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return entries
}

async function* unpack(file: ImportSource, entry: Entry): AsyncGenerator<Buffer> {
  const header = await bytesAt(file, entry.offset, 30)
  if (header.readUInt32LE(0) !== LOCAL_HEADER) throw unreadable()
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  if (entry.packed === 0) return
  const stored = file.stream(start, start + entry.packed)
  if (entry.method === 0) {
    yield* stored
    return
  }
  const packed = Readable.from(stored)
  const inflate = createInflateRaw()
  // The error comes out of the iteration below; the callback is only there because pipeline wants one.
  pipeline(packed, inflate, () => undefined)
  let unpacked = 0
  try {
    for await (const piece of inflate as AsyncIterable<Buffer>) {
      unpacked += piece.length
      // More than was declared: the directory lied, as a bomb's does.
      if (unpacked > entry.size) throw new UnreadableFile('protection.import_too_large')
      yield piece
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) throw unreadable()
    throw error
  } finally {
    packed.destroy()
    inflate.destroy()
  }
}
