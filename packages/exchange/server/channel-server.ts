import { createHash, type X509Certificate } from 'node:crypto'
import { createServer, type Server } from 'node:https'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { TLSSocket } from 'node:tls'
import type { AddressInfo } from 'node:net'
import { isUuid } from '@gloact/kernel'
import {
  BEGINS,
  FILE,
  MOST_ANSWER_BYTES,
  MOST_AT_ONCE,
  MOST_BATCH_BYTES,
  PATHS,
  SENT_AT,
  type PieceOf,
} from './channel-client.ts'
import { MOST_ENVELOPE_BYTES } from './envelope.ts'
import type { ExchangeKeys } from './keys.ts'
import type { Runs } from './receive.ts'
import { CHUNK_BYTES, type ChunkTaken } from './take-files.ts'

/** What the channel hands on, once it is known who calls. */
export interface ChannelHandlers {
  /** The country that a certificate is pinned for, and whether the exchange with it is in force. */
  readonly peerOf: (
    certificateHash: string,
  ) => Promise<{ readonly country: string; readonly inForce: boolean } | undefined>
  readonly message: (peer: string, jwe: string, sentAt: string | undefined) => Promise<{ signed: string }>
  /** Of several at once: null for what has no answer, and comes again. */
  readonly messages: (peer: string, runs: Runs<string>, sentAt: string | undefined) => Promise<Runs<string | null>>
  readonly outbox: (peer: string) => Promise<readonly string[]>
  readonly receipts: (peer: string, signed: readonly string[]) => Promise<void>
  readonly give: (peer: string, piece: PieceOf) => Promise<Uint8Array | undefined>
  readonly piece: (peer: string, piece: PieceOf & { readonly bytes: Uint8Array }) => Promise<ChunkTaken>
  readonly capabilities: () => object
  readonly onError: (error: unknown) => void
}

export interface ChannelLimits {
  /** Requests and bytes that one peer may send within a minute; and at once. */
  readonly requestsPerMinute: number
  readonly bytesPerMinute: number
  readonly atOnce: number
}

export const LIMITS: ChannelLimits = { requestsPerMinute: 6_000, bytesPerMinute: 500_000_000, atOnce: 16 }

export interface ListeningChannel {
  readonly port: number
  close(): Promise<void>
}

/**
 * The exchange's own port: TLS 1.3, a client certificate required, and nothing served to one that is not pinned. It knows eight
 * answers, none of which says more than whether to come again.
 */
export async function listenForPeers(
  {
    host,
    port,
    keys,
    limits = LIMITS,
  }: {
    readonly host: string
    readonly port: number
    readonly keys: ExchangeKeys
    readonly limits?: ChannelLimits
  },
  handlers: ChannelHandlers,
): Promise<ListeningChannel> {
  const quota = quotaOf(limits)
  const { key, cert } = keys.tls()
  const server: Server = createServer(
    {
      key,
      cert,
      minVersion: 'TLSv1.3',
      requestCert: true,
      // A certificate signed by itself is no authority's to confirm. That the caller holds its key TLS has proved; whose it is, the
      // registry says for each request, so that a revocation counts at once.
      rejectUnauthorized: false,
      handshakeTimeout: 10_000,
      requestTimeout: 30_000,
      headersTimeout: 10_000,
      keepAliveTimeout: 60_000,
      maxHeaderSize: 8_192,
    },
    (request, response) => {
      serve(request, response).catch((error: unknown) => {
        handlers.onError(error)
        if (!response.headersSent) answer(response, 503, '', { 'retry-after': '5' })
        else response.destroy()
      })
    },
  )
  server.maxConnections = 200

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const shown = (request.socket as TLSSocket).getPeerX509Certificate()
    const known = shown && isValidNow(shown) ? await handlers.peerOf(hashOf(shown)) : undefined
    // Nobody in particular: they learn nothing, and are gone. Who was stopped is told so of a message, signed, and is served nothing else.
    if (!known || (!known.inForce && `${request.method} ${request.url}` !== `POST ${PATHS.messages}`)) {
      return turnAway(response, 403)
    }
    const peer = known.country
    const entered = quota.enter(peer)
    if (entered !== 'in') return turnAway(response, 429)
    try {
      await serveFor(peer, request, response)
    } finally {
      quota.leave(peer)
    }
  }

  async function serveFor(peer: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    switch (`${request.method} ${request.url}`) {
      case `POST ${PATHS.messages}`: {
        const body = (await read(request, MOST_ENVELOPE_BYTES))?.toString('latin1')
        if (body === undefined) return turnAway(response, 413)
        if (!quota.bytes(peer, body.length)) return turnAway(response, 429)
        const sentAt = request.headers[SENT_AT]
        const { signed } = await handlers.message(peer, body, typeof sentAt === 'string' ? sentAt : undefined)
        return answer(response, 200, signed, { 'content-type': 'application/jose' })
      }
      case `POST ${PATHS.batch}`: {
        const body = (await read(request, MOST_BATCH_BYTES + 1_000))?.toString('latin1')
        if (body === undefined) return turnAway(response, 413)
        if (!quota.bytes(peer, body.length)) return turnAway(response, 429)
        const runs = runsIn(body)
        if (!runs) return turnAway(response, 400)
        const sentAt = request.headers[SENT_AT]
        const answers = await handlers.messages(peer, runs, typeof sentAt === 'string' ? sentAt : undefined)
        return answerJson(response, { answers })
      }
      case `GET ${PATHS.outbox}`:
        return answerJson(response, { messages: await handlers.outbox(peer) })
      case `POST ${PATHS.receipts}`: {
        const body = (await read(request, 1_000_000))?.toString('latin1')
        const signed = body === undefined ? undefined : listIn(body)
        if (!signed) return turnAway(response, 400)
        await handlers.receipts(peer, signed)
        return answerJson(response, {})
      }
      case `GET ${PATHS.files}`: {
        const piece = pieceOf(request)
        const given = piece && (await handlers.give(peer, piece))
        if (!given) return turnAway(response, 404)
        return answerJson(response, { piece: Buffer.from(given).toString('base64') })
      }
      case `POST ${PATHS.files}`: {
        const piece = pieceOf(request)
        if (!piece) return turnAway(response, 400)
        const bytes = await read(request, CHUNK_BYTES)
        if (bytes === undefined) return turnAway(response, 413)
        if (!quota.bytes(peer, bytes.length)) return turnAway(response, 429)
        const taken = await handlers.piece(peer, { ...piece, bytes })
        if ('held' in taken) return answerJson(response, { held: taken.held })
        return turnAway(response, taken.refused === 'full' ? 429 : 413)
      }
      case `GET ${PATHS.capabilities}`:
        return answerJson(response, handlers.capabilities())
      default:
        return turnAway(response, 404)
    }
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port }, () => {
      server.off('error', reject)
      resolve()
    })
  })
  server.on('error', handlers.onError)
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const hashOf = (certificate: X509Certificate): string => createHash('sha256').update(certificate.raw).digest('hex')

const isValidNow = (certificate: X509Certificate): boolean =>
  certificate.validFromDate.getTime() <= Date.now() && Date.now() < certificate.validToDate.getTime()

/** Of which file a piece is and where it begins, where the caller says so. */
function pieceOf({ headers }: IncomingMessage): PieceOf | undefined {
  const [id, begins] = [headers[FILE], headers[BEGINS]]
  if (typeof id !== 'string' || !isUuid(id) || typeof begins !== 'string' || !/^\d{1,9}$/.test(begins)) return undefined
  return { id, begins: Number(begins) }
}

/** The whole body, or undefined where it is larger than it may be: the rest is not read. */
async function read(request: IncomingMessage, most: number): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > most) return undefined
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > most) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}

const isListOfWords = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string')

function runsIn(body: string): Runs<string> | undefined {
  try {
    const value = JSON.parse(body) as unknown
    return Array.isArray(value) && value.every(isListOfWords) && value.flat().length <= MOST_AT_ONCE ? value : undefined
  } catch {
    return undefined
  }
}

function listIn(body: string): readonly string[] | undefined {
  try {
    const value = JSON.parse(body) as unknown
    return isListOfWords(value) && value.length <= 100 ? value : undefined
  } catch {
    return undefined
  }
}

function answer(response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body)
}

function answerJson(response: ServerResponse, value: object): void {
  const body = JSON.stringify(value)
  if (body.length > MOST_ANSWER_BYTES) throw new RangeError('an answer is larger than a peer reads')
  answer(response, 200, body, { 'content-type': 'application/json' })
}

/** Without reading what they still have to say. */
function turnAway(response: ServerResponse, status: number): void {
  answer(response, status, '', { connection: 'close', ...(status === 429 && { 'retry-after': '10' }) })
}

function quotaOf({ requestsPerMinute, bytesPerMinute, atOnce }: ChannelLimits) {
  const used = new Map<string, { minute: number; requests: number; bytes: number; now: number }>()
  const of = (peer: string) => {
    const minute = Math.floor(Date.now() / 60_000)
    let each = used.get(peer)
    if (!each) used.set(peer, (each = { minute, requests: 0, bytes: 0, now: 0 }))
    if (each.minute !== minute) Object.assign(each, { minute, requests: 0, bytes: 0 })
    return each
  }
  return {
    enter(peer: string): 'in' | 'full' {
      const each = of(peer)
      if (each.now >= atOnce || each.requests >= requestsPerMinute) return 'full'
      each.now++
      each.requests++
      return 'in'
    },
    bytes(peer: string, size: number): boolean {
      const each = of(peer)
      each.bytes += size
      return each.bytes <= bytesPerMinute
    },
    leave(peer: string): void {
      of(peer).now--
    },
  }
}
