import { z } from 'zod'

/** RFC 9457 problem details, with the failure's code and the inputs that are meant. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  fields: z
    .array(
      z.object({
        pointer: z.string(),
        code: z.string(),
        params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
      }),
    )
    .optional(),
  /** Names the request in the logs; holds nothing about a person. */
  requestId: z.string().optional(),
})

export type Problem = z.infer<typeof problem>

/** What a module's failures mean to a caller. Mapped exhaustively: a code that is not here does not compile. */
export type FailureCatalogue<Code extends string = string> = Readonly<Record<Code, FailureMeaning>>

export interface FailureMeaning {
  readonly status: 400 | 401 | 403 | 404 | 409 | 412 | 413 | 415 | 421 | 422 | 423 | 429 | 503 | 507
  /** What happened and what to do, in plain English, for a developer. People read the message of the same id. */
  readonly title: string
}

/** The failures that any route may answer with. */
export const COMMON_FAILURES = {
  'http.invalid_request': { status: 400, title: 'The request is not of the described form; `fields` says where.' },
  'http.signed_out': { status: 401, title: 'There is no session, or it has ended. Sign in and send again.' },
  'http.not_found': { status: 404, title: 'There is nothing here that you may see.' },
  'http.body_too_large': { status: 413, title: 'The request is larger than this route accepts.' },
  'http.unsupported_media_type': { status: 415, title: 'Send JSON (`content-type: application/json`).' },
  'http.too_heavy': {
    status: 422,
    title: 'Reading this takes more time or memory than one request is given. Nothing was recorded; send it in parts.',
  },
  'http.busy': {
    status: 503,
    title: 'Too many large files are being read at the moment. Nothing was recorded; send again shortly.',
  },
  'http.too_many_requests': { status: 429, title: 'Too many requests. Wait a little and send again.' },
  'http.cross_site': { status: 403, title: 'The request came from another site and was not carried out.' },
  'http.unknown_host': { status: 421, title: 'The request names a host that is not one of this server’s.' },
  'http.unavailable': {
    status: 503,
    title: 'The database cannot be reached. Nothing was recorded; send again shortly.',
  },
  'http.no_room': {
    status: 507,
    title: 'The database has no room left on its disk. Nothing was recorded; send again once there is room.',
  },
} as const satisfies FailureCatalogue

/** One page of a list: the items, and the cursor of the next page where there is one. */
export const page = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().nullable() })
