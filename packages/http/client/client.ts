import './no-eval.ts'
import { err, ok, type Result } from '@gloact/kernel'
import {
  type CallInput,
  isBytes,
  type Problem,
  problem as problemSchema,
  type ReceivedOf,
  type RouteContract,
} from '../contract/index.ts'
import { sendWithProgress } from './send-with-progress.ts'

/** Problems that arise on the way, which no server answered with. People read the messages of the same ids. */
export const CLIENT_PROBLEMS = {
  /** Nothing came back: no network, or no server. What was sent may or may not have arrived. */
  unreachable: 'http.unreachable',
  /** Something came back that is not what the contract describes: usually an older page or a proxy's own answer. */
  unexpected: 'http.unexpected_response',
  /** The caller gave up waiting. */
  cancelled: 'http.cancelled',
} as const

export interface ClientOptions {
  /** Where the API is; `/api/v1` of the page's own site where none is given. */
  readonly baseUrl?: string
  readonly fetch?: typeof globalThis.fetch
  /** Told when the server says that there is no session, or no longer one. */
  readonly onSignedOut?: () => void
}

export interface CallOptions {
  /** Makes sending twice record once. Leave it out where the body carries the id of what is created. */
  readonly idempotencyKey?: string
  /** Sent as `if-match`: the change is made only where this is still the stored version. */
  readonly ifMatch?: string
  readonly signal?: AbortSignal
  /** Told how many of a large body's bytes have left, as they go. */
  readonly onSent?: (done: number, total: number) => void
}

/** A problem as a caller is given it, with when the server, or who stands before it, asked to be left alone until. */
export interface ReceivedProblem extends Problem {
  /** Seconds from now, where the answer had a `retry-after`. */
  readonly retryAfter?: number
}

type NoInput = Record<never, never>
type InputArguments<Contract> =
  NoInput extends CallInput<Contract>
    ? [input?: CallInput<Contract>, options?: CallOptions]
    : [input: CallInput<Contract>, options?: CallOptions]

export interface Client {
  /** Sends, and answers with the parsed response or with what went wrong. Never throws. */
  readonly call: <Contract extends RouteContract>(
    contract: Contract,
    ...rest: InputArguments<Contract>
  ) => Promise<Result<ReceivedOf<Contract>, ReceivedProblem>>
  /** The same for those who expect an exception (`queryFn`): throws a `ProblemError`. */
  readonly callOrThrow: <Contract extends RouteContract>(
    contract: Contract,
    ...rest: InputArguments<Contract>
  ) => Promise<ReceivedOf<Contract>>
}

/** A problem as an exception, for libraries that know no other way. */
export class ProblemError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.code)
    this.name = 'ProblemError'
    this.problem = problem
  }
}

/** The problem within whatever was thrown; something that is none is a bug and shows as `http.unexpected_response`. */
export const problemOf = (thrown: unknown): Problem =>
  thrown instanceof ProblemError ? thrown.problem : clientProblem(CLIENT_PROBLEMS.unexpected)

type Plain = string | number | boolean

interface Parts {
  readonly params?: Readonly<Record<string, Plain | undefined>>
  readonly query?: Readonly<Record<string, Plain | readonly Plain[] | null | undefined>>
  readonly body?: unknown
}

/** A caller of the API, typed by the contracts it is given. */
export function createClient(options: ClientOptions = {}): Client {
  const baseUrl = (options.baseUrl ?? '/api/v1').replace(/\/$/, '')
  const send = options.fetch ?? ((input, init) => globalThis.fetch(input, init))

  const call: Client['call'] = async (contract, ...[input, callOptions = {}]) => {
    const parts = (input ?? {}) as Parts
    const request = requestOf(contract, parts, callOptions)
    let response: Response
    let text: string
    try {
      const { onSent } = callOptions
      response = await (onSent ? sendWithProgress(onSent) : send)(`${baseUrl}${request.path}`, request.init)
      if (response.ok && isBytes(contract.response)) return ok((await response.blob()) as ReceivedOf<typeof contract>)
      text = await response.text()
    } catch {
      const gaveUp = callOptions.signal?.aborted === true
      return err(clientProblem(gaveUp ? CLIENT_PROBLEMS.cancelled : CLIENT_PROBLEMS.unreachable))
    }
    if (!response.ok) {
      const failed = problemFrom(response, text)
      if (failed.code === 'http.signed_out') options.onSignedOut?.()
      return err(failed)
    }
    const parsed = contract.response.safeParse(jsonOf(text))
    return parsed.success
      ? ok(parsed.data as ReceivedOf<typeof contract>)
      : err(clientProblem(CLIENT_PROBLEMS.unexpected, response.status))
  }

  return {
    call,
    async callOrThrow(contract, ...rest) {
      const result = await call(contract, ...rest)
      if (result.ok) return result.value
      throw new ProblemError(result.error)
    },
  }
}

function requestOf(contract: RouteContract, parts: Parts, options: CallOptions): { path: string; init: RequestInit } {
  // The guard against requests from other sites: a form or an image on another site cannot send this header.
  const headers: Record<string, string> = { accept: 'application/json', 'x-gloact-request': '1' }
  const ofBytes = isBytes(contract.body)
  if (parts.body !== undefined) headers['content-type'] = ofBytes ? 'application/octet-stream' : 'application/json'
  if (options.idempotencyKey !== undefined) headers['idempotency-key'] = options.idempotencyKey
  if (options.ifMatch !== undefined) headers['if-match'] = options.ifMatch
  return {
    path: pathOf(contract.path, parts.params ?? {}) + queryOf(parts.query ?? {}),
    init: {
      method: contract.method,
      headers,
      credentials: 'same-origin',
      ...(parts.body === undefined ? {} : { body: ofBytes ? (parts.body as Blob) : JSON.stringify(parts.body) }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    },
  }
}

function pathOf(pattern: string, params: NonNullable<Parts['params']>): string {
  return pattern.replaceAll(/:([A-Za-z]\w*)/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined) throw new TypeError(`the path ${pattern} needs ${name}`)
    return encodeURIComponent(String(value))
  })
}

/** Lists repeat their name; what is undefined or null is left out. */
function queryOf(query: NonNullable<Parts['query']>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const one of value === undefined || value === null ? [] : [value].flat()) {
      search.append(name, String(one))
    }
  }
  return search.size === 0 ? '' : `?${search.toString()}`
}

/**
 * What went wrong. Only what is built as our server builds it, with its own status, is its judgement: a captive portal, a
 * proxy and another program's JSON answer too, and have judged nothing.
 */
function problemFrom({ status, headers }: Response, text: string): ReceivedProblem {
  const retryAfter = secondsOf(headers.get('retry-after'))
  const wait = retryAfter === undefined ? {} : { retryAfter }
  const parsed = problemSchema.safeParse(jsonOf(text))
  if (parsed.success && parsed.data.status === status && OUR_CODE.test(parsed.data.code)) {
    return { ...parsed.data, ...wait }
  }
  // A proxy in front of the server answers in its own words.
  if (status === 502 || status === 503 || status === 504) {
    return { ...clientProblem('http.unavailable', status), ...wait }
  }
  if (status === 401) return clientProblem('http.signed_out', status)
  if (status === 429) return { ...clientProblem('http.too_many_requests', status), ...wait }
  return { ...clientProblem(CLIENT_PROBLEMS.unexpected, status), ...wait }
}

const OUR_CODE = /^[a-z][a-z_]*\.[a-z][a-z0-9_]*$/

/** `retry-after` in seconds or as a date (RFC 9110 §10.2.3). */
function secondsOf(said: string | null): number | undefined {
  if (said === null) return undefined
  const seconds = /^\s*\d{1,6}\s*$/.test(said) ? Number(said) : (Date.parse(said) - Date.now()) / 1000
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined
}

/** A problem that no server answered with, or whose answer says only what its status says. */
export const clientProblem = (code: string, status = 0): Problem => ({ type: 'about:blank', title: code, status, code })

/** What the text says, or undefined where it is empty or no JSON. */
function jsonOf(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
