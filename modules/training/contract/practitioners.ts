import { bytes, line, route, sentDate as date, words } from '@gloact/http/contract'
import { z } from 'zod'
import { PROFESSIONS } from '../domain/nomination.ts'

const tag = 'training'
const done = z.object({ done: z.literal(true) })
const failures = ['training.not_allowed', 'training.unknown', 'training.id_used'] as const

export const practitioner = z.object({
  id: z.uuid(),
  name: z.string(),
  employer: z.string(),
  profession: z.enum(PROFESSIONS),
  /** Events attended, and the latest of them. */
  events: z.int(),
  lastOn: z.string().nullable(),
  certificates: z.int(),
  /** Courses completed, each once. */
  courses: z.int(),
  /** What they said at their latest follow-up. */
  inPost: z.boolean().nullable(),
  /** Whether they may be contacted; null where nobody asked. */
  consent: z.boolean().nullable(),
  /** How many entries of the register are this person. */
  entries: z.int(),
})
export type PractitionerView = z.infer<typeof practitioner>

const barePost = z.object({
  employer: z.string(),
  profession: z.enum(PROFESSIONS),
  left: z.int(),
  since: z.string().nullable(),
})

export type BarePost = z.infer<typeof barePost>

export const listPractitioners = route({
  method: 'GET',
  path: '/training/practitioners',
  summary: 'Who was nominated for your events, one line per person, with posts no longer held by anyone trained',
  tag,
  response: z.object({ items: z.array(practitioner), bare: z.array(barePost), mayPlan: z.boolean() }),
  failures: ['training.not_allowed'],
})

const one = z.object({
  id: z.uuid(),
  name: z.string(),
  employer: z.string(),
  profession: z.enum(PROFESSIONS),
  email: z.string(),
})

/** What spoke for or against, in bits: each doubles the odds, or halves them. */
export const DOUBLE_FIELDS = ['name', 'employer', 'profession', 'email', 'phone'] as const

const double = z.object({
  one,
  other: one,
  probability: z.number(),
  reasons: z.array(z.object({ field: z.enum(DOUBLE_FIELDS), weight: z.number() })),
})
export type DoubleView = z.infer<typeof double>

const decided = z.object({ id: z.uuid(), one, other: one, same: z.boolean(), decidedAt: z.string() })
export type DecidedView = z.infer<typeof decided>

export const listDoubles = route({
  method: 'GET',
  path: '/training/doubles',
  summary: 'Practitioners who may be one person, and what was decided; a person decides',
  tag,
  response: z.object({
    items: z.array(double),
    decided: z.array(decided),
    /** A large register is compared in the background: ask again for what is found. */
    comparing: z.boolean(),
  }),
  failures: ['training.not_allowed', 'training.too_many_to_compare'],
})

export const decideDouble = route({
  method: 'POST',
  path: '/training/doubles',
  summary: 'Decide that two practitioners are one person, or two; neither entry is changed',
  tag,
  body: z.strictObject({ id: z.uuid(), one: z.uuid(), other: z.uuid(), same: z.boolean() }),
  response: done,
  failures: [...failures, 'training.already_decided'],
})

export const undoDouble = route({
  method: 'POST',
  path: '/training/doubles/:doubleId/undo',
  summary: 'Undo what was decided about two practitioners: both are as they were',
  tag,
  params: z.object({ doubleId: z.uuid() }),
  response: done,
  failures: ['training.not_allowed', 'training.unknown'],
})

const practitionerParams = z.object({ practitionerId: z.uuid() })

export const recordConsent = route({
  method: 'POST',
  path: '/training/practitioners/:practitionerId/consent',
  summary: 'Record whether a practitioner may be contacted after an event',
  tag,
  params: practitionerParams,
  body: z.strictObject({ id: z.uuid(), given: z.boolean() }),
  response: done,
  failures,
})

export const recordTransfer = route({
  method: 'POST',
  path: '/training/practitioners/:practitionerId/transfers',
  summary: 'Record that a practitioner moved to another post',
  tag,
  params: practitionerParams,
  body: z.strictObject({ id: z.uuid(), employer: line(200), profession: z.enum(PROFESSIONS), since: date }),
  response: done,
  failures,
})

const trainer = z.object({
  practitionerId: z.uuid(),
  name: z.string(),
  employer: z.string(),
  topics: z.string(),
  languages: z.array(z.string()),
  cleared: z.boolean(),
  /** What they taught, the latest first. */
  deliveries: z.array(
    z.object({
      title: z.string(),
      on: z.string(),
      observed: z.boolean(),
      rating: z.int().nullable(),
      note: z.string(),
    }),
  ),
  /** The mean of what observers gave, of so many. */
  rated: z.int(),
  rating: z.number().nullable(),
  transferredOn: z.string().nullable(),
})
export type TrainerView = z.infer<typeof trainer>

export const listTrainers = route({
  method: 'GET',
  path: '/training/trainers',
  summary: 'The roster of trainers: topics, languages, clearance, what they taught and how observers rated it',
  tag,
  response: z.object({ items: z.array(trainer) }),
  failures: ['training.not_allowed'],
})

export const listTrainer = route({
  method: 'POST',
  path: '/training/practitioners/:practitionerId/roster',
  summary: 'Add a practitioner to the roster of trainers, change their entry, or remove them',
  tag,
  params: practitionerParams,
  body: z.strictObject({
    id: z.uuid(),
    topics: words(300),
    languages: z.array(line(20)).max(20),
    cleared: z.boolean(),
    listed: z.boolean(),
  }),
  response: done,
  failures,
})

export const recordDelivery = route({
  method: 'POST',
  path: '/training/practitioners/:practitionerId/deliveries',
  summary: 'Record that a trainer taught at an event, and how an observer rated it',
  tag,
  params: practitionerParams,
  body: z.strictObject({
    id: z.uuid(),
    eventId: z.uuid(),
    observed: z.boolean(),
    /** 1 to 5; only of what was observed. */
    rating: z.int().min(1).max(5).nullable(),
    note: words(1000),
  }),
  response: done,
  failures: [...failures, 'training.rating_without_observer'],
})

export const readCalendar = route({
  method: 'GET',
  path: '/training/events/:eventId/calendar',
  summary: 'The sessions of an event as a calendar file (RFC 5545)',
  tag,
  params: z.object({ eventId: z.uuid() }),
  response: bytes,
  failures: ['training.not_allowed', 'training.unknown'],
})
