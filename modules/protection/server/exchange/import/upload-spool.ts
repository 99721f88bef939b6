import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { err, failure, newRandomId, ok, type Failure, type Result } from '@gloact/kernel'
import type { ImportSource } from './import-source.ts'

const CHUNK = 64 * 1024
const IV = 12
const TAG = 16
const STORED = IV + CHUNK + TAG

/**
 * Takes in an uploaded file so that an import can read it more than once, and says nothing to the disk that it lies on:
 * it is sealed in chunks (AES-256-GCM, each bound to its position) under a key that is in this process's memory alone and
 * goes with it. `close` removes it. `protection.import_too_large` beyond `limit` bytes, `protection.import_no_room` where
 * the disk is full; of a file that was not taken in whole nothing stays.
 */
export async function spoolUpload(
  bytes: AsyncIterable<Uint8Array>,
  { name, limit, folder = tmpdir() }: { readonly name: string; readonly limit: number; readonly folder?: string },
): Promise<Result<ImportSource, Failure>> {
  const path = join(folder, `gloact-upload-${newRandomId()}`)
  const key = randomBytes(32)
  const file = await open(path, 'wx+', 0o600)
  const remove = async (): Promise<void> => {
    // Closed before, or not: the file is removed and its key cleared, which is what counts.
    await file.close().catch(() => undefined)
    await rm(path, { force: true })
    key.fill(0)
  }
  let size = 0
  let chunks = 0
  let rest = Buffer.alloc(0)
  const write = async (plain: Buffer): Promise<void> => {
    await file.write(sealChunk(key, chunks, plain), 0, undefined, chunks * STORED)
    chunks++
  }
  try {
    for await (const piece of bytes) {
      size += piece.length
      if (size > limit) {
        await remove()
        return err(failure('protection.import_too_large'))
      }
      rest = Buffer.concat([rest, piece])
      let at = 0
      for (; rest.length - at >= CHUNK; at += CHUNK) await write(rest.subarray(at, at + CHUNK))
      rest = Buffer.from(rest.subarray(at))
    }
    if (rest.length > 0) await write(rest)
  } catch (error) {
    await remove()
    if (error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT'))
      return err(failure('protection.import_no_room'))
    throw error
  }

  const chunkAt = async (index: number): Promise<Buffer> => {
    const stored = Buffer.alloc(STORED)
    const { bytesRead } = await file.read(stored, 0, STORED, index * STORED)
    return openChunk(key, index, stored.subarray(0, bytesRead))
  }
  async function* stream(start = 0, end = Number.POSITIVE_INFINITY): AsyncGenerator<Buffer> {
    const last = Math.min(end, size)
    for (let at = start; at < last;) {
      const index = Math.floor(at / CHUNK)
      const piece = (await chunkAt(index)).subarray(at - index * CHUNK, Math.min(last - index * CHUNK, CHUNK))
      at += piece.length
      yield piece
    }
  }
  return ok({
    name,
    size: async () => size,
    stream,
    read: async (position, length) => {
      const pieces: Buffer[] = []
      for await (const piece of stream(position, position + length)) pieces.push(piece)
      return Buffer.concat(pieces)
    },
    close: remove,
  })
}

function sealChunk(key: Buffer, index: number, plain: Buffer): Buffer {
  const iv = randomBytes(IV)
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG })
  cipher.setAAD(Buffer.from(String(index)))
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([iv, sealed, cipher.getAuthTag()])
}

function openChunk(key: Buffer, index: number, stored: Buffer): Buffer {
  const cipher = createDecipheriv('aes-256-gcm', key, stored.subarray(0, IV), { authTagLength: TAG })
  cipher.setAAD(Buffer.from(String(index)))
  cipher.setAuthTag(stored.subarray(stored.length - TAG))
  return Buffer.concat([cipher.update(stored.subarray(IV, stored.length - TAG)), cipher.final()])
}
