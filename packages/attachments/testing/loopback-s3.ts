import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { signedHeaders, type S3Credentials } from '../s3-signature.ts'

export interface LoopbackS3 {
  readonly endpoint: string
  readonly objects: Map<string, { readonly bytes: Buffer; readonly at: Date }>
  /** Answers the next request with this status and body instead. */
  failNext(status: number, body?: string): void
  readonly requests: { readonly method: string; readonly path: string; readonly status: number }[]
  close(): Promise<void>
}

/**
 * A server on this machine that speaks as much of S3 as the store does, for tests: it checks every signature against the
 * credentials, and the hash of every body, and knows one bucket.
 */
export async function loopbackS3(bucket: string, credentials: S3Credentials, pageSize = 1_000): Promise<LoopbackS3> {
  const objects: LoopbackS3['objects'] = new Map()
  const requests: { method: string; path: string; status: number }[] = []
  const failures: { readonly status: number; readonly body: string }[] = []

  const answer = async (request: IncomingMessage): Promise<{ status: number; body: Buffer | string }> => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece as Buffer)
    const body = Buffer.concat(pieces)
    const failure = failures.shift()
    if (failure) return failure
    const url = new URL(`http://${request.headers.host}${request.url}`)
    if (!isSigned(request, url, body)) return { status: 403, body: '<Error><Code>SignatureDoesNotMatch</Code></Error>' }
    const [, name, ...rest] = url.pathname.split('/')
    if (name !== bucket) return { status: 404, body: '<Error><Code>NoSuchBucket</Code></Error>' }
    const key = rest.join('/')
    if (key === '') return { status: 200, body: listing(url.searchParams) }
    if (request.method === 'PUT') {
      objects.set(key, { bytes: body, at: new Date() })
      return { status: 200, body: '' }
    }
    if (request.method === 'DELETE') {
      objects.delete(key)
      return { status: 204, body: '' }
    }
    const found = objects.get(key)
    return found ? { status: 200, body: found.bytes } : { status: 404, body: '<Error><Code>NoSuchKey</Code></Error>' }
  }

  function isSigned(request: IncomingMessage, url: URL, body: Buffer): boolean {
    const stamp = String(request.headers['x-amz-date'])
    const at = new Date(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
    const hash = createHash('sha256').update(body).digest('hex')
    if (request.headers['x-amz-content-sha256'] !== hash || Math.abs(Date.now() - at.getTime()) > 900_000) return false
    const expected = signedHeaders(credentials, { method: request.method!, url, body, at })
    return request.headers.authorization === expected.authorization
  }

  function listing(query: URLSearchParams): string {
    const names = [...objects.keys()].filter((name) => name.startsWith(query.get('prefix') ?? '')).toSorted()
    const from = Number(query.get('continuation-token') ?? 0)
    const shown = names.slice(from, from + pageSize)
    const more = from + pageSize < names.length
    return `<?xml version="1.0"?><ListBucketResult>${shown
      .map((name) => {
        const { bytes, at } = objects.get(name)!
        return `<Contents><Key>${name}</Key><LastModified>${at.toISOString()}</LastModified><Size>${bytes.length}</Size></Contents>`
      })
      .join('')}<IsTruncated>${more}</IsTruncated>${
      more ? `<NextContinuationToken>${from + pageSize}</NextContinuationToken>` : ''
    }</ListBucketResult>`
  }

  const server = createServer((request, response) => {
    void answer(request).then(({ status, body }) => {
      requests.push({ method: request.method ?? '', path: request.url ?? '', status })
      response.writeHead(status).end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    requests,
    failNext: (status, body = '') => void failures.push({ status, body }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
