import { createHash, createHmac } from 'node:crypto'

export interface S3Credentials {
  readonly accessKey: string
  readonly secretKey: string
  readonly region: string
}

export interface RequestToSign {
  readonly method: string
  readonly url: URL
  /** Signed as they are; `host`, `x-amz-date` and `x-amz-content-sha256` are added here. */
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  readonly at: Date
}

/**
 * The headers that sign a request to S3 and what speaks its protocol: AWS Signature Version 4, header form, with the
 * body's hash ("Authenticating Requests: Using the Authorization Header", Amazon S3 API reference).
 */
export function signedHeaders(credentials: S3Credentials, request: RequestToSign): Record<string, string> {
  const { method, url, at } = request
  const stamp = at.toISOString().replaceAll(/[:-]|\.\d{3}/g, '')
  const day = stamp.slice(0, 8)
  const payloadHash = sha256(request.body ?? '')
  const headers: Record<string, string> = {
    ...Object.fromEntries(Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value])),
    host: url.host,
    'x-amz-content-sha256': payloadHash,
    'x-amz-date': stamp,
  }
  const names = Object.keys(headers).toSorted()
  const canonical = [
    method,
    url.pathname,
    canonicalQuery(url.searchParams),
    ...names.map((name) => `${name}:${headers[name]!.trim()}`),
    '',
    names.join(';'),
    payloadHash,
  ].join('\n')
  const scope = `${day}/${credentials.region}/s3/aws4_request`
  const signature = hmac(
    signingKey(credentials, day),
    ['AWS4-HMAC-SHA256', stamp, scope, sha256(canonical)].join('\n'),
  ).toString('hex')
  const { host: _host, ...sent } = headers
  return {
    ...sent,
    authorization: `AWS4-HMAC-SHA256 Credential=${credentials.accessKey}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
  }
}

const signingKey = ({ secretKey, region }: S3Credentials, day: string): Buffer =>
  [day, region, 's3', 'aws4_request'].reduce<Buffer>((key, part) => hmac(key, part), Buffer.from(`AWS4${secretKey}`))

const canonicalQuery = (query: URLSearchParams): string =>
  [...query]
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .toSorted()
    .join('&')

/** Everything but the unreserved characters of RFC 3986, which is more than `encodeURIComponent` does. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')
const hmac = (key: Uint8Array, text: string): Buffer => createHmac('sha256', key).update(text).digest()
