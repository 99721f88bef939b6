import { bytes, line, route } from '@gloact/http/contract'
import { rowFilter } from '@gloact/registers/contract'
import { z } from 'zod'
import { CUTS } from '../domain/costing.ts'
import { QUALITY_POINTS } from '../domain/quality.ts'
import { REVIEW_BODIES } from '../domain/words.ts'

const tag = 'strategy'
const params = z.object({ id: z.uuid() })
const failures = ['strategy.not_allowed', 'strategy.unknown'] as const
const title = z.record(z.string(), z.string())

const language = z.string().regex(/^[a-z]{2,3}$/)

const sum = { cost: z.number(), secured: z.number(), spent: z.number() }

export const readCosting = route({
  method: 'GET',
  path: '/strategy/plans/:id/costing',
  summary: 'What a plan costs by year, pillar, agency, source and heading, in its currency at its stated rates',
  tag,
  params,
  response: z.object({
    currency: z.string().nullable(),
    rates: z.array(z.object({ currency: z.string(), worth: z.number(), on: z.string(), source: z.string() })),
    total: z.object(sum),
    cuts: z.array(
      z.object({
        cut: z.enum(CUTS),
        rows: z.array(z.object({ key: z.string(), ...sum })),
      }),
    ),
    /** Currencies that no rate is stated for, and how many amounts in them are in no sum. */
    unrated: z.array(z.object({ currency: z.string(), amounts: z.number().int() })),
  }),
  failures,
})

export const readQuality = route({
  method: 'GET',
  path: '/strategy/plans/:id/quality',
  summary: 'Ten points that a plan is checked against, each with the list of what is lacking',
  tag,
  params,
  response: z.object({
    points: z.array(
      z.object({
        point: z.enum(QUALITY_POINTS),
        lacking: z.number().int(),
        of: z.number().int(),
        /** The list of what lacks, where there is one. */
        path: z.string().nullable(),
        filters: z.record(z.string(), rowFilter),
      }),
    ),
    /** The actions that count, and those dropped or carried to the next plan, which do not. */
    actions: z.number().int(),
    leftOut: z.number().int(),
  }),
  failures,
})

const version = z.object({
  id: z.uuid(),
  label: z.string(),
  why: z.enum(['draft', 'adopted', 'evaluation']),
  takenAt: z.string(),
  actions: z.number().int(),
  sha256: z.string(),
})
export type PlanVersion = z.infer<typeof version>

export const listVersions = route({
  method: 'GET',
  path: '/strategy/plans/:id/versions',
  summary: 'The frozen versions of a plan, the latest first',
  tag,
  params,
  response: z.object({ items: z.array(version), mayEdit: z.boolean() }),
  failures,
})

export const takeVersion = route({
  method: 'POST',
  path: '/strategy/plans/:id/versions',
  summary: 'Freeze a plan as it is now; sent twice, it is frozen once',
  tag,
  status: 201,
  params,
  body: z.strictObject({ versionId: z.uuid(), label: line(120), why: z.enum(['draft', 'evaluation']) }),
  response: version,
  failures: [...failures, 'strategy.id_used'],
})

const compared = z.object({ id: z.uuid(), title, code: z.string() })

export const compareVersions = route({
  method: 'GET',
  path: '/strategy/plans/:id/comparison',
  summary: 'Two versions of a plan, action by action; without `to`, against the current plan',
  tag,
  params,
  query: z.object({ from: z.uuid(), to: z.uuid().optional() }),
  response: z.object({
    added: z.array(compared),
    removed: z.array(compared),
    changed: z.array(compared.extend({ fields: z.array(z.string()) })),
    same: z.number().int(),
  }),
  failures,
})

export const carryActions = route({
  method: 'POST',
  path: '/strategy/plans/:id/carry',
  summary: 'Carry the open actions of a plan to the next one; sent twice, each is carried once',
  tag,
  params,
  body: z.strictObject({ toPlanId: z.uuid() }),
  response: z.object({ carried: z.number().int(), already: z.number().int() }),
  failures: [...failures, 'strategy.same_plan'],
})

export const draftAgenda = route({
  method: 'GET',
  path: '/strategy/plans/:id/agenda',
  summary: 'What a meeting on a plan has to discuss: what is late, blocked, reported, undecided',
  tag,
  params,
  query: z.object({ language }),
  response: z.object({ agenda: z.string() }),
  failures,
})

export const readUpcoming = route({
  method: 'GET',
  path: '/strategy/upcoming',
  summary: 'The next 60 days across all agencies, and which days clash',
  tag,
  response: z.object({
    items: z.array(
      z.object({
        /** A kind of this module, or one of another, such as `training`. */
        kind: z.string(),
        id: z.uuid(),
        title,
        /** Where it is read, for those who may. */
        to: z.string().nullable(),
        on: z.string(),
        /** Others of the same day that ask the same agency to be there. */
        clashes: z.number().int(),
      }),
    ),
  }),
  failures: ['strategy.not_allowed'],
})

/** Of what a calendar is taken: everything, or prevention alone. */
export const CALENDARS = ['all', 'activity'] as const

export const takeCalendar = route({
  method: 'GET',
  path: '/strategy/calendar',
  summary: 'The next year across all agencies, as a file for a calendar program',
  tag,
  query: z.object({ of: z.enum(CALENDARS).default('all'), language }),
  response: bytes,
  failures: ['strategy.not_allowed'],
})

export const printAnswer = route({
  method: 'GET',
  path: '/strategy/answer',
  summary: 'The answer to a review body as a Word document: its recommendations, their actions, what was verified',
  tag,
  query: z.object({ body: z.enum(REVIEW_BODIES), language }),
  response: bytes,
  failures: ['strategy.not_allowed'],
})

export const printOverview = route({
  method: 'GET',
  path: '/strategy/overview/page',
  summary: 'The status of a plan, on a page to print (PDF)',
  tag,
  query: z.object({ planId: z.uuid().optional(), language }),
  response: bytes,
  failures: ['strategy.not_allowed'],
})
