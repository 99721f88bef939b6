import type { Failure, Result } from '@gloact/kernel'
import { traced } from '@gloact/telemetry'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import {
  COMMON_FAILURES,
  isBytes,
  type FailureCatalogue,
  type HandlerInput,
  type ResponseOf,
  type RouteContract,
} from '../contract/index.ts'
import { whileAnswering } from './apart/apart.ts'
import { acceptBytes, BYTES, sendBytes, validateOrHandOn } from './bytes.ts'
import { installProblems, sendFailure, statusOf } from './problems.ts'
import { writeOnce } from './write-once.ts'

/** Where contracts are mounted. `Session` is anyone who is signed in, as the identity module knows them. */
export interface Api<Session> {
  readonly app: FastifyInstance
  readonly authenticate: (request: FastifyRequest) => Promise<Session | null>
  readonly catalogue: FailureCatalogue
  /** What has been mounted, in order: the API's description is made from it. */
  readonly contracts: AnyContract[]
}

export interface ApiOptions<Session> {
  readonly authenticate: Api<Session>['authenticate']
  /** The failures of the mounted modules. */
  readonly failures: readonly FailureCatalogue[]
  readonly isUnavailable: (error: unknown) => boolean
  readonly isOutOfRoom: (error: unknown) => boolean
}

/** The address below which every contract is mounted. */
export const API_PREFIX = '/api/v1'

/** Prepares a Fastify instance for contracts: parsing by schema, problem details, no requests from other sites. */
export function createApi<Session>(app: FastifyInstance, options: ApiOptions<Session>): Api<Session> {
  const catalogue: FailureCatalogue = Object.fromEntries(
    [COMMON_FAILURES, ...options.failures].flatMap((failures) => Object.entries(failures)),
  )
  app.setValidatorCompiler(validateOrHandOn)
  app.setSerializerCompiler(writeOnce)
  app.removeContentTypeParser('text/plain')
  acceptBytes(app)
  installProblems(app, { catalogue, isUnavailable: options.isUnavailable, isOutOfRoom: options.isOutOfRoom })
  app.addHook('onRequest', async (request, reply) => {
    if (isFromAnotherSite(request)) return sendFailure(request, reply, catalogue, { code: 'http.cross_site' })
    return undefined
  })
  return { app, authenticate: options.authenticate, catalogue, contracts: [] }
}

/**
 * A request that changes something must come from our own pages or a program, never from a form or script of another
 * site: browsers cannot add our header to a cross-site request without asking first, and they say where a request is from.
 */
function isFromAnotherSite(request: FastifyRequest): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return false
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  return request.headers['x-gloact-request'] === undefined
}

// A contract whatever it takes and gives.
export type AnyContract = RouteContract<z.ZodType, z.ZodType, z.ZodType, z.ZodType>

export type Handling<Contract, Session> = HandlerInput<Contract> & {
  readonly session: Session
  /** The number of the version that the caller saw (`If-Match: "7"`), for contracts that are `versioned`. */
  readonly ifMatch: number | undefined
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

export type Handler<Contract, Session> = (
  input: Handling<Contract, Session>,
) => Promise<Result<ResponseOf<Contract>, Failure>>

/** Mounts a contract that needs a session; without one the answer is 401, before the request is even parsed. */
export function serve<Contract extends AnyContract, Session>(
  api: Api<Session>,
  contract: Contract,
  handler: Handler<Contract, Session>,
): void {
  if (contract.session === 'none')
    throw new Error(`${contract.method} ${contract.path} needs no session: use serveOpen()`)
  mount(api, contract, handler as Handler<AnyContract, Session | null>)
}

/** Mounts a contract that answers without a session too (`session: 'none'`). */
export function serveOpen<Contract extends AnyContract, Session>(
  api: Api<Session>,
  contract: Contract,
  handler: Handler<Contract, Session | null>,
): void {
  if (contract.session !== 'none') throw new Error(`${contract.method} ${contract.path} needs a session: use serve()`)
  mount(api, contract, handler as Handler<AnyContract, Session | null>)
}

function mount<Session>(api: Api<Session>, contract: AnyContract, handler: Handler<AnyContract, Session | null>): void {
  const status = contract.status ?? 200
  api.contracts.push(contract)
  const sessions = new WeakMap<FastifyRequest, { readonly session: Session | null }>()
  api.app.route({
    method: contract.method,
    url: API_PREFIX + contract.path,
    ...(contract.bodyLimit && { bodyLimit: contract.bodyLimit }),
    ...(contract.secret && UNPACKED),
    schema: {
      summary: contract.summary,
      tags: [contract.tag],
      operationId: operationId(contract),
      ...(contract.session === 'none' && { security: [] }),
      ...(contract.params && { params: contract.params }),
      ...(contract.query && { querystring: contract.query }),
      ...(contract.body && { body: contract.body }),
      ...(isBytes(contract.body) && { consumes: [BYTES] }),
      ...(isBytes(contract.response) && { produces: [BYTES] }),
      response: { [status]: contract.response },
      description: describeFailures(api.catalogue, contract),
    },
    onRequest: async (request, reply) => {
      const session = await api.authenticate(request)
      if (session === null && contract.session !== 'none') {
        return sendFailure(request, reply, api.catalogue, { code: 'http.signed_out' })
      }
      sessions.set(request, { session })
      return undefined
    },
    handler: async (request, reply) => {
      const result = await traced(
        `${contract.method} ${contract.path}`,
        { 'http.request.method': contract.method, 'http.route': contract.path, 'gloact.module': contract.tag },
        () => {
          const session = sessions.get(request)?.session ?? null
          return whileAnswering({ response: reply.raw, asker: askerOf(session) }, () =>
            handler({
              params: request.params,
              query: request.query,
              body: request.body,
              session,
              ifMatch: versionOf(request.headers['if-match']),
              request,
              reply,
            }),
          )
        },
        (answer) => ({
          'gloact.outcome': answer.ok ? 'ok' : answer.error.code,
          'http.response.status_code': answer.ok ? status : statusOf(api.catalogue, answer.error),
        }),
      )
      if (!result.ok) return sendFailure(request, reply, api.catalogue, result.error)
      if (isBytes(contract.response)) return sendBytes(reply.status(status), result.value)
      const version = contract.versioned ? (result.value as { version?: number }).version : undefined
      if (version !== undefined) reply.header('etag', `"${version}"`)
      return reply.status(status).header('cache-control', 'no-store').send(result.value)
    },
  })
}

/** Whose request it is, where a session says so: heavy work is done for one person at a time. */
const askerOf = (session: unknown): string | undefined =>
  typeof session === 'object' && session !== null && 'userId' in session ? String(session.userId) : undefined

/** Told to `@fastify/compress`, where the server has it. */
const UNPACKED = { compress: false } as object

const versionOf = (header: string | undefined): number | undefined => {
  const digits = /^"(\d+)"$/.exec(header ?? '')?.[1]
  return digits === undefined ? undefined : Number(digits)
}

export const operationId = (contract: AnyContract): string =>
  `${contract.method.toLowerCase()}${contract.path.replace(/[/:-]+(.)?/g, (_, letter: string | undefined) => letter?.toUpperCase() ?? '')}`

function describeFailures(catalogue: FailureCatalogue, contract: AnyContract): string {
  const lines = (contract.failures ?? []).map((code) => {
    const meaning = (catalogue as Record<string, { status: number; title: string } | undefined>)[code]
    if (!meaning)
      throw new Error(`${contract.method} ${contract.path} names the failure ${code}, which no catalogue describes`)
    return `- \`${code}\` (${meaning.status}): ${meaning.title}`
  })
  return lines.length === 0 ? '' : `Failures:\n${lines.join('\n')}`
}
