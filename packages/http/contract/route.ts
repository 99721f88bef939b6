import type { z } from 'zod'
import type { Bytes, BytesToSend } from './bytes.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * A route described: what a caller may send and what comes back. The server registers it, the client calls it and
 * the API's description is made from it, so that the three cannot disagree.
 */
export interface RouteContract<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  readonly method: Method
  /** Below `/api/v1`, with parameters as `:name`. Never holds anything about a person but an id. */
  readonly path: string
  /** What it does, in one line, for the API's documentation. */
  readonly summary: string
  /** The module it belongs to. */
  readonly tag: string
  /** `required` (the default) answers 401 without a session. */
  readonly session?: 'required' | 'none'
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  readonly response: Response
  readonly status?: 200 | 201 | 202
  /** The codes of the failures that a caller must expect, besides those every route may answer with. */
  readonly failures?: readonly string[]
  /** The response holds a `version`, sent as its `ETag`; the request's `If-Match` is given to the handler. */
  readonly versioned?: boolean
  /**
   * The answer holds something that opens something: a link, a code, a secret. It is never packed, so that its length says
   * nothing of it (BREACH).
   */
  readonly secret?: boolean
  /** A larger body than the usual 256 KiB, in bytes. */
  readonly bodyLimit?: number
}

/** Describes a route; keeps its types. */
export const route = <
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Response extends z.ZodType = z.ZodUndefined,
>(
  contract: RouteContract<Params, Query, Body, Response>,
): RouteContract<Params, Query, Body, Response> => contract

/** What a caller passes, as it was before parsing. Parts that the route does not take are not there. */
export type CallInput<Contract> =
  Contract extends RouteContract<infer Params, infer Query, infer Body, z.ZodType>
    ? Part<'params', z.input<Params>> & Part<'query', z.input<Query>> & Part<'body', Sent<z.input<Body>>>
    : never

/** What a handler is given, parsed. */
export type HandlerInput<Contract> =
  Contract extends RouteContract<infer Params, infer Query, infer Body, z.ZodType>
    ? { readonly params: z.output<Params>; readonly query: z.output<Query>; readonly body: Arriving<z.output<Body>> }
    : never

/** What a handler answers with. */
export type ResponseOf<Contract> =
  Contract extends RouteContract<z.ZodType, z.ZodType, z.ZodType, infer Response> ? Answered<z.output<Response>> : never

/** What a caller is given. */
export type ReceivedOf<Contract> =
  Contract extends RouteContract<z.ZodType, z.ZodType, z.ZodType, infer Response> ? Sent<z.output<Response>> : never

/** Bytes as they are in a program that sends or was sent them; this code knows neither the browser's types nor Node's. */
export interface BlobLike {
  readonly size: number
  readonly type: string
}

type IsBytes<Value> = [Value] extends [Bytes] ? ([Bytes] extends [Value] ? true : false) : false
type Sent<Value> = IsBytes<Value> extends true ? BlobLike : Value
type Arriving<Value> = IsBytes<Value> extends true ? AsyncIterable<Uint8Array> : Value
type Answered<Value> = IsBytes<Value> extends true ? BytesToSend : Value

type Part<Name extends string, Value> = [Value] extends [undefined] ? object : { readonly [Key in Name]: Value }
