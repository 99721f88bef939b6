import { Agent, request } from 'node:https'
import type { PeerCertificate } from 'node:tls'
import { err, ok, type Result } from '@gloact/kernel'
import { isBaseUrl, type Peer } from '../peer.ts'
import { certificateHash, type ExchangeKeys } from './keys.ts'
import { MOST_ENVELOPE_BYTES } from './envelope.ts'

/** Every path there is: none holds a word about what is asked. */
export const PATHS = {
  messages: '/exchange/v1/messages',
  /** Several messages at once, each answered for itself. */
  batch: '/exchange/v1/batch',
  outbox: '/exchange/v1/outbox',
  receipts: '/exchange/v1/receipts',
  files: '/exchange/v1/files',
  capabilities: '/exchange/v1/capabilities',
} as const
export type ExchangePath = (typeof PATHS)[keyof typeof PATHS]

export const SENT_AT = 'gloact-sent-at'
/** Which file a piece is of, and where in it the piece begins: in no path, which others log. */
export const FILE = 'gloact-file'
export const BEGINS = 'gloact-begins'
const TIMEOUT_MS = 15_000
/** How many messages go at once, and with how many bytes; a larger one goes alone. */
export const MOST_AT_ONCE = 25
export const MOST_BATCH_BYTES = 1_000_000
/** Several envelopes of the largest size, for the pull. */
export const MOST_ANSWER_BYTES = 4 * MOST_ENVELOPE_BYTES

/** Why there is no answer: nobody was reached, or it was not the peer, or what it said was not to be read. */
export type ChannelFailure = 'unreachable' | 'wrong_certificate' | 'answer_too_large' | 'timeout'

export interface ChannelAnswer {
  readonly status: number
  readonly body: string
  /** How many seconds the other side asks to wait. */
  readonly retryAfter: number | null
}

/** A piece of a sealed file: whose it is, and where in it it begins. */
export interface PieceOf {
  readonly id: string
  readonly begins: number
}

/** How a peer is called. */
export interface Channel {
  call(
    peer: Pick<Peer, 'baseUrl' | 'certificates' | 'country'>,
    method: 'GET' | 'POST',
    path: ExchangePath,
    body?: string | Uint8Array,
    piece?: PieceOf,
  ): Promise<Result<ChannelAnswer, ChannelFailure>>
  close(): void
}

/**
 * HTTPS to the address in the registry and to no other: TLS 1.3, our certificate shown, theirs one of those that two officers entered,
 * no redirect followed, answers bounded in size and time.
 */
export function httpsChannel({ keys, now }: { readonly keys: ExchangeKeys; readonly now: () => string }): Channel {
  const agents = new Map<string, Agent>()

  const agentFor = (peer: Pick<Peer, 'baseUrl' | 'certificates' | 'country'>): Agent => {
    const id = `${peer.baseUrl}|${peer.certificates.map(certificateHash).join()}`
    const known = agents.get(id)
    if (known) return known
    const { key, cert } = keys.tls()
    const pins = new Set(peer.certificates.map(certificateHash))
    const agent = new Agent({
      keepAlive: true,
      maxSockets: 8,
      key,
      cert,
      // The pinned certificates are the only authorities there are.
      ca: [...peer.certificates],
      minVersion: 'TLSv1.3',
      rejectUnauthorized: true,
      maxCachedSessions: 0,
      // Whose it is, is the pin's to say, not a name's.
      checkServerIdentity: (_host: string, shown: PeerCertificate) =>
        pins.has(hashOf(shown)) ? undefined : Object.assign(new Error('not the pinned certificate'), { code: WRONG }),
    })
    agents.set(id, agent)
    return agent
  }

  return {
    call: (peer, method, path, body, piece) =>
      new Promise((resolve) => {
        // The registry checks it when it is entered; nothing else is ever called.
        if (!isBaseUrl(peer.baseUrl)) return resolve(err('unreachable'))
        const calling = request(
          new URL(path, peer.baseUrl),
          {
            method,
            agent: agentFor(peer),
            timeout: TIMEOUT_MS,
            signal: AbortSignal.timeout(TIMEOUT_MS),
            headers: {
              [SENT_AT]: now(),
              ...(body !== undefined && {
                'content-type': piece ? 'application/octet-stream' : 'application/jose',
                'content-length': Buffer.byteLength(body),
              }),
              ...(piece && { [FILE]: piece.id, [BEGINS]: String(piece.begins) }),
            },
          },
          (answer) => {
            const parts: Buffer[] = []
            let size = 0
            answer.on('data', (part: Buffer) => {
              size += part.length
              if (size > MOST_ANSWER_BYTES) {
                resolve(err('answer_too_large'))
                calling.destroy()
              } else parts.push(part)
            })
            answer.on('end', () => {
              const wait = Number(answer.headers['retry-after'])
              resolve(
                ok({
                  status: answer.statusCode ?? 0,
                  body: Buffer.concat(parts).toString('utf8'),
                  retryAfter: Number.isInteger(wait) && wait > 0 ? Math.min(wait, 3_600) : null,
                }),
              )
            })
            answer.on('error', () => resolve(err('unreachable')))
          },
        )
        calling.on('timeout', () => calling.destroy())
        calling.on('error', (error) => resolve(err(failureOf(error))))
        calling.end(body)
      }),
    close: () => {
      for (const agent of agents.values()) agent.destroy()
      agents.clear()
    },
  }
}

const WRONG = 'WRONG_CERTIFICATE'
/** What OpenSSL says of a certificate that is none of those given. */
const NOT_TRUSTED = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ISSUER/

const hashOf = (shown: PeerCertificate): string => shown.fingerprint256.replaceAll(':', '').toLowerCase()

function failureOf(error: Error): ChannelFailure {
  const code = 'code' in error ? String(error.code) : error.name
  if (code === WRONG || NOT_TRUSTED.test(code)) return 'wrong_certificate'
  return code === 'ABORT_ERR' || error.name === 'TimeoutError' ? 'timeout' : 'unreachable'
}
