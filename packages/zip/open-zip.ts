import { pipeline, Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { err, ok, type Result } from '@gloact/kernel'
import { entriesOf, exactly, LOCAL_BYTES, type ZipEntry, type ZipLimits, type ZipProblem } from './zip-entries.ts'
import type { ZipSource } from './zip-source.ts'

/** Thrown out of a part that is being read, which is an async iterable and has no other way out. */
export class ZipError extends Error {
  readonly problem: ZipProblem

  constructor(problem: ZipProblem) {
    super(`the archive is ${problem}`)
    this.problem = problem
  }
}

export interface Zip {
  readonly entries: readonly ZipEntry[]
  has(name: string): boolean
  /** The unpacked bytes of a part, in pieces; throws `ZipError`. Never more than the part says, nor than the limits allow. */
  read(name: string): AsyncIterable<Uint8Array>
}

const LOCAL = 0x04034b50

/**
 * Opens a ZIP archive by its directory. Parts are read where they lie, in any order, without a temporary file: what a
 * document says about people is never written to disk unsealed. What a part declares and what it really unpacks to are
 * both held against the limits, over all that is read of the archive.
 */
export async function openZip(source: ZipSource, limits: ZipLimits): Promise<Result<Zip, ZipProblem>> {
  const found = await entriesOf(source, limits)
  if (!found.ok) return err(found.error)
  const named = new Map(found.value.map((entry) => [entry.name, entry]))
  return ok({
    entries: found.value,
    has: (name) => named.has(name),
    async *read(name) {
      const entry = named.get(name)
      if (!entry) throw new ZipError('damaged')
      let unpacked = 0
      for await (const piece of unpack(source, entry)) {
        unpacked += piece.length
        // More than was declared: the directory lied, as a bomb's does.
        if (unpacked > entry.unpackedSize) throw new ZipError('too_large')
        yield piece
      }
      if (unpacked < entry.unpackedSize) throw new ZipError('damaged')
    },
  })
}

async function* unpack(source: ZipSource, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const start = await startOf(source, entry)
  if (entry.packedSize === 0) return
  const stored = source.stream(start, start + entry.packedSize)
  if (entry.method === 'stored') {
    yield* stored
    return
  }
  const packed = Readable.from(stored)
  const inflate = createInflateRaw()
  // The error comes out of the iteration below; the callback is only there because pipeline wants one.
  pipeline(packed, inflate, () => undefined)
  try {
    for await (const piece of inflate as AsyncIterable<Uint8Array>) yield piece
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) throw new ZipError('damaged')
    throw error
  } finally {
    packed.destroy()
    inflate.destroy()
  }
}

/** Where the bytes of a part begin: after its local header, which has to speak of the same part and leave it its room. */
async function startOf(source: ZipSource, { offset, method, packedSize, before }: ZipEntry): Promise<number> {
  const header = await exactly(source, offset, LOCAL_BYTES)
  if (!header) throw new ZipError('damaged')
  const view = new DataView(header.buffer, header.byteOffset, LOCAL_BYTES)
  const start = offset + LOCAL_BYTES + view.getUint16(26, true) + view.getUint16(28, true)
  const deflated = view.getUint16(8, true) === 8
  if (view.getUint32(0, true) !== LOCAL || deflated !== (method === 'deflated') || start + packedSize > before)
    throw new ZipError('damaged')
  return start
}
