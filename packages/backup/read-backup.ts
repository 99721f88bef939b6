import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { err, ok, type Result } from '@gloact/kernel'
import { readParts, type ReadPart } from './archive.ts'
import type { BackupKey } from './backup-key.ts'
import { backupError, failureOf, type BackupFailure } from './failures.ts'
import type { BackupContent, BackupDescription, BackupManifest, ListedPart } from './manifest.ts'
import { openStream } from './sealed-stream.ts'

/** The parts of a backup's file, opened. Errors carry a failure (`failureOf`). */
export async function* partsOfFile(path: string, key: BackupKey): AsyncGenerator<ReadPart> {
  const file = createReadStream(path, { highWaterMark: 512 * 1024 })
  const opened = Readable.from(openStream(file, key), { objectMode: false })
  const gunzip = createGunzip({ chunkSize: 256 * 1024 })
  opened.on('error', (error) => gunzip.destroy(error))
  try {
    yield* readParts(opened.pipe(gunzip))
  } catch (error) {
    throw isZlibError(error) ? backupError('backup.damaged') : error
  } finally {
    gunzip.destroy()
    opened.destroy()
    file.destroy()
  }
}

const isZlibError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')

/** All bytes of a small part. */
export async function bytesOf(part: ReadPart): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of part.content) pieces.push(piece)
  return Buffer.concat(pieces)
}

/**
 * Reads a backup from its first byte to its last and holds every part against the sums that were taken when it was
 * written. Changes nothing, needs no database, and memory stays bounded.
 */
export async function verifyBackup(
  path: string,
  key: BackupKey,
  progress?: (line: string) => void,
): Promise<Result<BackupContent, BackupFailure>> {
  try {
    let description: BackupDescription | undefined
    let manifest: BackupManifest | undefined
    const read: Pick<ListedPart, 'kind' | 'name' | 'bytes' | 'sha256'>[] = []
    for await (const part of partsOfFile(path, key)) {
      progress?.(`${part.name} …`)
      if (part.kind === 'description') description = JSON.parse(String(await bytesOf(part))) as BackupDescription
      else if (part.kind === 'manifest') manifest = JSON.parse(String(await bytesOf(part))) as BackupManifest
      else for await (const _piece of part.content);
      if (part.kind !== 'manifest') read.push(part.whole())
    }
    if (!description || !manifest || !sameParts(read, manifest.parts)) return err({ code: 'backup.damaged' })
    return ok({ description, manifest })
  } catch (error) {
    const failed = failureOf(error)
    if (failed) return err(failed)
    throw error
  }
}

const sameParts = (read: readonly Omit<ListedPart, 'rows'>[], listed: readonly ListedPart[]): boolean =>
  read.length === listed.length &&
  read.every(({ kind, name, bytes, sha256 }, index) => {
    const part = listed[index]!
    return part.kind === kind && part.name === name && part.bytes === bytes && part.sha256 === sha256
  })
