import { readFileSync } from 'node:fs'
import { fileAttachmentStore } from './file-store.ts'
import { s3AttachmentStore } from './s3-store.ts'
import type { AttachmentStore } from './store.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The store that the environment asks for: files below `folder`, or with `GLOACT_ATTACHMENTS=s3` a bucket, named by
 * `GLOACT_S3_ENDPOINT`, `GLOACT_S3_BUCKET`, `GLOACT_S3_REGION` and `GLOACT_S3_PREFIX`, with its keys read from the files
 * `GLOACT_S3_ACCESS_KEY_FILE` and `GLOACT_S3_SECRET_KEY_FILE`. Throws a `TypeError` that says what is missing.
 */
export function attachmentStoreFromEnvironment(folder: string, environment: Environment): AttachmentStore {
  const kind = environment.GLOACT_ATTACHMENTS ?? 'files'
  if (kind === 'files') return fileAttachmentStore(environment.GLOACT_ATTACHMENTS_DIR ?? folder)
  if (kind !== 's3') throw new TypeError(`GLOACT_ATTACHMENTS has to be "files" or "s3", not "${kind}".`)
  const needed = (name: string): string => {
    const value = environment[name]
    if (!value) throw new TypeError(`GLOACT_ATTACHMENTS=s3 needs ${name}.`)
    return value
  }
  const secret = (name: string): string => {
    const path = needed(name)
    try {
      return readFileSync(path, 'utf8').trim()
    } catch {
      throw new TypeError(`${name} names a file that cannot be read: ${path}`)
    }
  }
  const endpoint = needed('GLOACT_S3_ENDPOINT')
  if (!URL.canParse(endpoint)) throw new TypeError(`GLOACT_S3_ENDPOINT is not an address: "${endpoint}".`)
  return s3AttachmentStore({
    endpoint,
    bucket: needed('GLOACT_S3_BUCKET'),
    region: environment.GLOACT_S3_REGION ?? 'us-east-1',
    prefix: environment.GLOACT_S3_PREFIX ?? '',
    accessKey: secret('GLOACT_S3_ACCESS_KEY_FILE'),
    secretKey: secret('GLOACT_S3_SECRET_KEY_FILE'),
  })
}
