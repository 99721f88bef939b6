import { setTimeout as pause } from 'node:timers/promises'
import { asInstant, err, ok } from '@gloact/kernel'
import { signedHeaders, type S3Credentials } from './s3-signature.ts'
import { isObjectId, type AttachmentStore, type ObjectId, type StoredObject } from './store.ts'

export interface S3Options extends S3Credentials {
  /** `https://s3.eu-central-1.amazonaws.com`, `https://minio.ministry.example:9000`. Buckets are addressed by path. */
  readonly endpoint: string
  readonly bucket: string
  /** What every name begins with, such as `gloact/`; small letters, digits, `/`, `-` and `_`. Empty where none is given. */
  readonly prefix?: string
  /** The waits before a request is sent again, in milliseconds. A second and three, where none are given. */
  readonly waits?: readonly number[]
}

const TIMEOUT_MILLISECONDS = 60_000

/**
 * Attachments in a bucket of S3 or of a server that speaks its protocol (MinIO, Ceph, Garage). An object is there once the
 * whole of it was sent, which the protocol promises; so nothing has to be swept.
 */
export function s3AttachmentStore(options: S3Options): AttachmentStore {
  const prefix = options.prefix ?? ''
  if (!/^[a-z0-9/_-]*$/.test(prefix))
    throw new TypeError('the prefix of the bucket has other characters than a-z 0-9 / - _')
  const waits = options.waits ?? [1_000, 3_000]
  const bucketUrl = new URL(`${options.endpoint.replace(/\/$/, '')}/${options.bucket}`)

  const urlOf = (id: ObjectId): URL => {
    if (!isObjectId(id)) throw new TypeError('not the id of a stored object')
    return new URL(`${bucketUrl.href}/${prefix}${id}`)
  }

  /** Sends, again where the other side is away or busy. Undefined where it stays away. */
  async function send(method: string, url: URL, body?: Uint8Array): Promise<Response | undefined> {
    for (const wait of [...waits, undefined]) {
      const answer = await once(method, url, body)
      if (wait === undefined || (answer && answer.status < 500 && answer.status !== 429)) return answer
      if (answer && isFull(answer)) return answer
      await answer?.body?.cancel()
      await pause(wait)
    }
    return undefined
  }

  async function once(method: string, url: URL, body: Uint8Array | undefined): Promise<Response | undefined> {
    const headers = signedHeaders(options, { method, url, at: new Date(), ...(body && { body }) })
    try {
      return await fetch(url, {
        method,
        headers,
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
        ...(body && { body: body as Uint8Array<ArrayBuffer> }),
      })
    } catch {
      return undefined
    }
  }

  return {
    kind: 's3',

    // Sent whole, with its length and its hash: an attachment is some megabytes at most.
    async put(id, bytes) {
      const pieces: Uint8Array[] = []
      for await (const piece of bytes) pieces.push(piece)
      const body = Buffer.concat(pieces)
      const answer = await send('PUT', urlOf(id), body)
      if (answer?.ok) {
        await answer.body?.cancel()
        return ok({ size: body.length })
      }
      const full = answer !== undefined && (isFull(answer) || FULL_CODES.test(await answer.text()))
      return err({ code: full ? 'attachments.no_room' : 'attachments.unreachable' })
    },

    async get(id) {
      const answer = await send('GET', urlOf(id))
      if (answer?.ok && answer.body) return ok(answer.body)
      await answer?.body?.cancel()
      return err({ code: answer?.status === 404 ? 'attachments.missing' : 'attachments.unreachable' })
    },

    async delete(id) {
      const answer = await send('DELETE', urlOf(id))
      await answer?.body?.cancel()
      return answer && (answer.ok || answer.status === 404) ? ok(undefined) : err({ code: 'attachments.unreachable' })
    },

    async *list() {
      let token: string | undefined
      do {
        const url = new URL(bucketUrl)
        url.search = new URLSearchParams({
          'list-type': '2',
          prefix,
          ...(token !== undefined && { 'continuation-token': token }),
        }).toString()
        const answer = await send('GET', url)
        if (!answer?.ok) throw new Error(`the bucket cannot be listed (${answer?.status ?? 'no answer'})`)
        const page = await answer.text()
        yield* objectsIn(page, prefix)
        token = /<NextContinuationToken>([^<]+)<\/NextContinuationToken>/.exec(page)?.[1]
      } while (token !== undefined)
    },

    sweep: async () => 0,
  }
}

/** Insufficient Storage (RFC 4918, §11.5). */
const isFull = (answer: Response): boolean => answer.status === 507

const FULL_CODES = /<Code>(?:XMinioStorageFull|QuotaExceeded|XMinioAdminBucketQuotaExceeded)<\/Code>/

/** What a page of a listing names. Our names hold nothing that XML would write differently. */
function* objectsIn(page: string, prefix: string): Generator<StoredObject> {
  for (const [, entry] of page.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
    const part = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(entry ?? '')?.[1] ?? ''
    const id = part('Key').slice(prefix.length)
    if (isObjectId(id)) yield { id, size: Number(part('Size')), storedAt: asInstant(Date.parse(part('LastModified'))) }
  }
}
