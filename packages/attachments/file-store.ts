import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { asInstant, err, ok } from '@gloact/kernel'
import { isObjectId, type AttachmentStore, type ObjectId, type StoredObject } from './store.ts'

export interface FileStoreOptions {
  /** How a half-written file is opened for writing; tests hand in a disk that is full. */
  readonly openForWriting?: (path: string) => Promise<FileHandle>
}

const INCOMING = 'incoming'

/**
 * Attachments as files below a folder: `<folder>/<first two digits>/<id>`. What is being written lies in
 * `<folder>/incoming` until it is whole and on the disk (fsync), and is then renamed: nobody ever sees half of it. A crash
 * leaves at most a file in `incoming`, which `sweep` removes.
 */
export function fileAttachmentStore(folder: string, options: FileStoreOptions = {}): AttachmentStore {
  const openForWriting = options.openForWriting ?? ((path) => open(path, 'wx', 0o600))
  const pathOf = (id: ObjectId): string => {
    // An id is part of a path: nothing that is not one may become a path.
    if (!isObjectId(id)) throw new TypeError('not the id of a stored object')
    return join(folder, id.slice(0, 2), id)
  }

  return {
    kind: 'files',

    async put(id, bytes) {
      const path = pathOf(id)
      const partial = join(folder, INCOMING, `${id}.part`)
      let size: number
      try {
        await mkdir(dirname(partial), { recursive: true, mode: 0o700 })
        await mkdir(dirname(path), { recursive: true, mode: 0o700 })
        size = await writeWhole(partial, bytes, openForWriting)
        await rename(partial, path)
        await syncFolder(dirname(path))
      } catch (error) {
        await rm(partial, { force: true })
        if (isFull(error)) return err({ code: 'attachments.no_room' })
        if (isAway(error)) return err({ code: 'attachments.unreachable' })
        throw error
      }
      return ok({ size })
    },

    async get(id) {
      try {
        const file = await open(pathOf(id), 'r')
        return ok(file.createReadStream({ highWaterMark: 256 * 1024 }))
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return err({ code: 'attachments.missing' })
        if (isAway(error)) return err({ code: 'attachments.unreachable' })
        throw error
      }
    },

    async delete(id) {
      await rm(pathOf(id), { force: true })
      return ok(undefined)
    },

    async *list() {
      for (const group of await namesIn(folder)) {
        if (!/^[0-9a-f]{2}$/.test(group)) continue
        for (const name of await namesIn(join(folder, group))) {
          if (!isObjectId(name)) continue
          const found = await described(join(folder, group, name), name)
          if (found) yield found
        }
      }
    },

    async sweep(before) {
      let removed = 0
      for (const name of await namesIn(join(folder, INCOMING))) {
        const path = join(folder, INCOMING, name)
        const found = await described(path, name as ObjectId)
        if (!found || found.storedAt >= before) continue
        await rm(path, { force: true })
        removed += 1
      }
      return removed
    },
  }
}

/** Writes every piece and has it on the disk before it says so. */
async function writeWhole(
  path: string,
  bytes: AsyncIterable<Uint8Array>,
  openForWriting: (path: string) => Promise<FileHandle>,
): Promise<number> {
  const file = await openForWriting(path)
  try {
    let size = 0
    for await (const piece of bytes) {
      // A write may take less than it was given, which `writeFile` of a handle goes on with.
      await file.writeFile(piece)
      size += piece.length
    }
    await file.sync()
    return size
  } finally {
    await file.close()
  }
}

/** A renamed file is there after a power cut only once its folder is on the disk. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function described(path: string, id: ObjectId): Promise<StoredObject | undefined> {
  try {
    const { size, mtimeMs } = await stat(path)
    return { id, size, storedAt: asInstant(Math.floor(mtimeMs)) }
  } catch (error) {
    // Deleted since the folder was read.
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  }
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)

/** No space, or no more of it for us. */
const isFull = (error: unknown): boolean => ['ENOSPC', 'EDQUOT'].includes(String(codeOf(error)))

/** The disk is broken, was taken away, or lets us do nothing. */
const isAway = (error: unknown): boolean => ['EACCES', 'EIO', 'EROFS', 'ESTALE'].includes(String(codeOf(error)))
