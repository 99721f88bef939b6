import { createWriteStream, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { attachmentStoreFromEnvironment, isObjectId, type AttachmentStore } from '@gloact/attachments'
import type { BackupFile } from '@gloact/backup'
import type { Settings } from './settings.ts'

/**
 * What belongs to an instance beside its database. The session secret goes along, since second factors are sealed with it;
 * the audit log's private key does not: a machine that is made again signs with a new one, and the old public keys verify
 * what was signed before. The keys of the exchange go along: other countries know this one by them, and without them a machine that is made
 * again is nobody to them, and opens nothing that is on its way. The KEK never does.
 */
const SMALL_FILES = [
  /^keys\/session-secret$/,
  // Without it the restored machine would seal whatever stands in its tables.
  /^keys\/access-sealed$/,
  /^keys\/audit-public-[0-9a-f]{16}\.pem$/,
  /^keys\/exchange-[a-z]+-[A-Za-z0-9_-]{43}\.json$/,
  /^audit-heads\.jsonl$/,
]
const ATTACHMENT = /^attachments\/([^/]+)$/

export const attachmentStore = ({ dataDir, environment }: Settings): AttachmentStore =>
  attachmentStoreFromEnvironment(join(dataDir, 'attachments'), environment)

/** The folder that attachments lie in; undefined where that is a bucket. */
export function attachmentsFolder({ dataDir, environment }: Settings): string | undefined {
  if ((environment['GLOACT_ATTACHMENTS'] ?? 'files') !== 'files') return undefined
  return resolve(environment['GLOACT_ATTACHMENTS_DIR'] ?? join(dataDir, 'attachments'))
}

/** Read before the database's snapshot: a head of the audit log never names a block that the snapshot lacks. */
export function smallFiles({ dataDir, keysDir }: Settings): BackupFile[] {
  const names = [
    ...(existsSync(keysDir) ? readdirSync(keysDir).map((name) => `keys/${name}`) : []),
    ...(existsSync(dataDir) ? readdirSync(dataDir) : []),
  ]
  return names
    .filter((name) => SMALL_FILES.some((pattern) => pattern.test(name)))
    .map((name) => ({ name, content: [readFileSync(join(dataDir, name))] }))
}

/** Sealed attachments, one after another. One that was erased since it was listed is left out. */
export async function* attachments(store: AttachmentStore): AsyncGenerator<BackupFile> {
  for await (const { id } of store.list()) {
    const found = await store.get(id)
    if (found.ok) yield { name: `attachments/${id}`, content: found.value }
    else if (found.error.code !== 'attachments.missing') {
      throw new Error(`An attachment could not be read (${found.error.code}).`)
    }
  }
}

/** Puts a file of a backup where it belongs. Throws where it belongs nowhere, or finds no room. */
export function fileKeeper(settings: Settings): (name: string, content: AsyncIterable<Uint8Array>) => Promise<void> {
  const store = attachmentStore(settings)
  return async (name, content) => {
    const id = ATTACHMENT.exec(name)?.[1]
    if (id !== undefined && isObjectId(id)) {
      const put = await store.put(id, content)
      if (!put.ok) throw new Error(`An attachment could not be stored (${put.error.code}). Nothing was restored.`)
      return
    }
    if (!SMALL_FILES.some((pattern) => pattern.test(name)))
      throw new Error(`The backup holds a file that does not belong in it: ${name}`)
    const path = join(settings.dataDir, name)
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    await pipeline(Readable.from(content), createWriteStream(path, { mode: 0o600, flush: true }))
  }
}
