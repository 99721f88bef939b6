import { createHash } from 'node:crypto'
import { byteReader } from './byte-reader.ts'
import { backupError } from './failures.ts'

/** One part of an archive: what it is, and its bytes. */
export interface Part {
  readonly kind: 'description' | 'table' | 'file' | 'manifest'
  readonly name: string
}

/** A part that has been written or read to its end. */
export interface WholePart extends Part {
  readonly bytes: number
  readonly sha256: string
}

const MOST_PIECE_BYTES = 256 * 1024

/**
 * A part as bytes: a frame of JSON, frames of content, an empty frame, and a frame that says how long it was and what its
 * SHA-256 is. Frames have a length of four bytes before them, since how long a table is shows only at its end.
 */
export async function* writePart(
  part: Part,
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  whole: (part: WholePart) => void,
): AsyncGenerator<Buffer> {
  yield frame(Buffer.from(JSON.stringify({ kind: part.kind, name: part.name }), 'utf8'))
  const hash = createHash('sha256')
  let bytes = 0
  for await (const piece of content) {
    if (piece.length === 0) continue
    hash.update(piece)
    bytes += piece.length
    for (let at = 0; at < piece.length; at += MOST_PIECE_BYTES) yield frame(piece.subarray(at, at + MOST_PIECE_BYTES))
  }
  const sha256 = hash.digest('hex')
  yield frame(Buffer.alloc(0))
  yield frame(Buffer.from(JSON.stringify({ bytes, sha256 }), 'utf8'))
  whole({ ...part, bytes, sha256 })
}

function frame(content: Uint8Array): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  return Buffer.concat([length, content])
}

export interface ReadPart extends Part {
  /** To be fetched to its end before the next part; fails with `backup.damaged` where the sum is another. */
  readonly content: AsyncIterable<Buffer>
  /** Known once the content was fetched. */
  whole(): WholePart
}

/** The parts of an archive in their order. */
export async function* readParts(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<ReadPart> {
  const reader = byteReader(pieces)
  const next = async (): Promise<Buffer> => {
    const length = (await reader.exactly(4)).readUInt32BE()
    if (length > MOST_PIECE_BYTES) throw backupError('backup.damaged')
    return reader.exactly(length)
  }
  while (!(await reader.atEnd())) {
    const part = parse(await next()) as Part
    let whole: WholePart | undefined
    const content = async function* (): AsyncGenerator<Buffer> {
      const hash = createHash('sha256')
      let bytes = 0
      for (;;) {
        const piece = await next()
        if (piece.length === 0) break
        hash.update(piece)
        bytes += piece.length
        yield piece
      }
      const trailer = parse(await next()) as { bytes: number; sha256: string }
      const sha256 = hash.digest('hex')
      if (trailer.bytes !== bytes || trailer.sha256 !== sha256) throw backupError('backup.damaged', { part: part.name })
      whole = { ...part, bytes, sha256 }
    }
    yield {
      ...part,
      content: content(),
      whole: () => {
        if (!whole) throw new Error('the part has not been read to its end')
        return whole
      },
    }
    if (!whole) throw new Error('the part was not read to its end')
  }
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    throw backupError('backup.damaged')
  }
}
