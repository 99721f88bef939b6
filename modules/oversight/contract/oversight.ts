import { z } from 'zod'
import { route } from '@gloact/http/contract'
import { RETENTION_KINDS } from '../domain/retention.ts'

const tag = 'oversight'
const instant = z.iso.datetime()
const count = z.number().int()
const denied = ['oversight.not_allowed'] as const

/** An account as a review of access sees it. */
export const accessRow = z.object({
  staffId: z.uuid(),
  name: z.string(),
  agencyName: z.string(),
  /** The teams whose files it sees. */
  teams: z.array(z.string()),
  state: z.enum(['invited', 'active', 'disabled']),
  secondFactor: z.boolean(),
  /** Whether one of its roles opens files, so that a second factor is needed. */
  opensFiles: z.boolean(),
  roles: z.array(
    z.object({
      role: z.string(),
      /** Which rows it opens: `none`, `own`, `team`, `agency`. */
      scope: z.string(),
      inForce: z.boolean(),
      since: instant,
      /** Null: the console. */
      grantedBy: z.string().nullable(),
      /** The second administrator; null where none was needed or none has yet. */
      confirmedBy: z.string().nullable(),
    }),
  ),
  lastSignInAt: instant.nullable(),
  /** Nobody signed in with it for ninety days, or since it was made. */
  unused: z.boolean(),
  review: z.object({ at: instant, by: z.string() }).nullable(),
  /** Its roles, teams or address were changed, or it was reset or enabled, after it was last reviewed; or it never was. */
  toReview: z.boolean(),
  /** Roles and teams that stand in the tables and that the server did not give: they open nothing. */
  unproven: count,
})

export type AccessRow = z.output<typeof accessRow>

export const readAccess = route({
  method: 'GET',
  tag,
  path: '/oversight/access',
  summary: 'Who holds which role and scope, since when and by whom, and what was reviewed',
  response: z.object({
    items: z.array(accessRow),
    unusedAfterDays: count,
    /** Whether the person who asks may mark accounts as reviewed. */
    mayReview: z.boolean(),
  }),
  failures: denied,
})

export const reviewAccess = route({
  method: 'POST',
  tag,
  path: '/oversight/access/reviews',
  summary: 'Mark accounts as reviewed: their roles and scope are correct',
  body: z.strictObject({ id: z.uuid(), staffIds: z.array(z.uuid()).min(1).max(500) }),
  response: z.object({ reviewed: count }),
  status: 201,
  failures: [...denied, 'oversight.account_unknown'],
})

export const readOpenings = route({
  method: 'GET',
  tag,
  path: '/oversight/openings',
  summary: 'Whose identity was opened and for what purpose, by staff and day, and which days are unusual',
  query: z.object({ days: z.coerce.number().int().min(1).max(180).default(60) }),
  response: z.object({
    from: z.iso.date(),
    items: z.array(
      z.object({
        staffId: z.uuid(),
        name: z.string(),
        day: z.iso.date(),
        opened: count,
        files: count,
        purposes: z.array(z.object({ purpose: z.string(), count })),
        usual: z.number(),
        score: z.number(),
        unusual: z.boolean(),
      }),
    ),
    /** Files opened in an emergency. Their review is in protection. */
    emergencies: z.array(
      z.object({ at: instant, name: z.string(), fileId: z.uuid(), reason: z.string(), reviewed: z.boolean() }),
    ),
    /** Who asked for what they may not see, or what is not there: how often within an hour. */
    refused: z.array(z.object({ at: instant, lastAt: instant, name: z.string(), times: count })),
    /** Who searched, took lists out or tried numbers faster than the country's pace allows. */
    slowed: z.array(z.object({ at: instant, name: z.string(), kind: z.string(), span: z.string(), limit: count })),
  }),
  failures: denied,
})

export const readExports = route({
  method: 'GET',
  tag,
  path: '/oversight/exports',
  summary: 'What left the system: lists, files, figures, copies and proofs, by whom and for what purpose',
  query: z.object({ before: z.coerce.number().int().positive().optional() }),
  response: z.object({
    items: z.array(
      z.object({
        sequence: count,
        at: instant,
        action: z.string(),
        /** Null: the console. */
        name: z.string().nullable(),
        purpose: z.string().nullable(),
        details: z.array(z.object({ name: z.string(), value: z.string() })),
      }),
    ),
    next: count.nullable(),
  }),
  failures: denied,
})

export const readRetention = route({
  method: 'GET',
  tag,
  path: '/oversight/retention',
  summary: 'Which closed files reach the end of their retention in the next twelve months',
  response: z.object({
    rule: z.object({ adultYears: count, childYearsAfter18: count, basis: z.string() }),
    /** The end of their retention is past. */
    overdue: count,
    months: z.array(z.object({ month: z.string(), count })),
    files: z.array(
      z.object({
        fileId: z.uuid(),
        number: z.string(),
        /** The agency that keeps it. */
        agencyName: z.string().nullable(),
        kind: z.enum(RETENTION_KINDS),
        endsOn: z.iso.date(),
        overdue: z.boolean(),
      }),
    ),
  }),
  failures: denied,
})

/** The outcome of holding every file against its own chain and against the audit log. */
export interface FilesVerified {
  readonly files: number
  readonly actions: number
  /** Of the actions, those that a hash in the audit log covers. */
  readonly held: number
  readonly broken?: { readonly fileId: string; readonly break: { readonly brokenAt: number; readonly reason: string } }
}

/** How a check of the audit log and of the files goes, or went. */
export const verification = z.object({
  state: z.enum(['none', 'running', 'done', 'failed']),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  /** Blocks read so far, of so many. */
  blocks: count,
  ofBlocks: count,
  filesRead: count,
  /** What the check of the last night came to; `whole`, or which kind of break was found first. */
  night: z.object({ at: instant, result: z.string(), files: count }).nullable(),
  result: z
    .object({
      ok: z.boolean(),
      blocks: count,
      entries: count,
      open: count,
      /** Which kind of break was found first; see `audit.break.*` for the words. */
      broken: z.object({ kind: z.string(), block: count.optional(), entry: count.optional() }).nullable(),
      files: z.object({
        files: count,
        actions: count,
        held: count,
        /** The first file that is not what was recorded, from which action on; see `oversight.audit.file.*` for the words. */
        broken: z.object({ fileId: z.uuid(), reason: z.string(), brokenAt: count }).nullable(),
      }),
      /** Requests between agencies, as referrals are; the first that is not what was recorded. */
      requests: z.object({
        requests: count,
        steps: count,
        broken: z.object({ requestId: z.uuid(), reason: z.string(), brokenAt: count }).nullable(),
      }),
    })
    .nullable(),
})

export type Verification = z.output<typeof verification>

export const startVerification = route({
  method: 'POST',
  tag,
  path: '/oversight/audit/verification',
  summary: 'Begin to check the whole audit log, and every file against it; one check runs at a time',
  response: verification,
  status: 202,
  failures: denied,
})

export const readVerification = route({
  method: 'GET',
  tag,
  path: '/oversight/audit/verification',
  summary: 'Progress of the check of the audit log and of the files, and the result of last night’s',
  response: verification,
  failures: denied,
})

export const exportProof = route({
  method: 'POST',
  tag,
  path: '/oversight/audit/proof',
  summary: 'A signed proof of the audit log, to be checked anywhere with ./gloact audit check',
  body: z.strictObject({ firstBlock: count.min(1).optional(), lastBlock: count.min(1).optional() }),
  response: z.object({ fileName: z.string(), proof: z.record(z.string(), z.unknown()) }),
  failures: denied,
})
