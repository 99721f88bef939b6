import { line, route, sentDate as date, words } from '@gloact/http/contract'
import { z } from 'zod'
import { ALL_REASONS, CRITERIA, DECISIONS, PROFESSIONS, SEXES } from '../domain/nomination.ts'

const tag = 'training'

export const criteria = z.strictObject({
  professions: z.array(z.enum(PROFESSIONS)).max(PROFESSIONS.length),
  yearsInPost: z.int().min(0).max(60),
  seatsAnAgency: z.int().min(1).max(2000).nullable(),
})

export const eventSummary = z.object({
  id: z.uuid(),
  title: z.string(),
  place: z.string(),
  startsOn: z.string(),
  endsOn: z.string(),
  nominateBy: z.string(),
  seats: z.int(),
  published: z.boolean(),
  /** Its last day has passed. */
  over: z.boolean(),
  /** Of the organiser's own team: those who nominate are given no counts of others. */
  counts: z.object({ undecided: z.int(), selected: z.int(), attended: z.int(), certificates: z.int() }).nullable(),
  /** The window in which participants are asked again, months later. */
  followUp: z
    .object({ state: z.enum(['not_yet', 'due', 'over']), from: z.string(), to: z.string(), answered: z.int() })
    .nullable(),
})
export type EventSummary = z.infer<typeof eventSummary>

export const session = z.object({
  id: z.uuid(),
  title: z.string(),
  day: z.string(),
  openedAt: z.string().nullable(),
  closedAt: z.string().nullable(),
})

export const nomination = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  employer: z.string(),
  profession: z.enum(PROFESSIONS),
  yearsInPost: z.int().nullable(),
  decision: z.enum(DECISIONS).nullable(),
  reason: z.enum(ALL_REASONS).nullable(),
  unmet: z.array(z.enum(CRITERIA)),
})
export type NominationView = z.infer<typeof nomination>

export const participant = z.object({
  id: z.uuid(),
  name: z.string(),
  employer: z.string(),
  invited: z.boolean(),
  sessions: z.array(z.object({ sessionId: z.uuid(), how: z.enum(['code', 'facilitator', 'list']) })),
  pre: z.boolean(),
  post: z.boolean(),
  certificate: z.object({ id: z.uuid(), revoked: z.boolean() }).nullable(),
  followUp: z.boolean(),
})
export type ParticipantView = z.infer<typeof participant>

export const testView = z.object({
  id: z.uuid(),
  kind: z.enum(['pre', 'post']),
  questions: z.int(),
  openedAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  answered: z.int(),
})

export const eventPage = z.object({
  event: eventSummary,
  language: z.string(),
  hours: z.int(),
  criteria,
  criteriaText: z.string(),
  passMark: z.int(),
  attendanceNeeded: z.int(),
  repeats: z.boolean(),
  sessions: z.array(session),
  nominations: z.array(nomination),
  /** The nomination that is first on the waiting list, where a seat is free for it. */
  nextInLine: z.uuid().nullable(),
  participants: z.array(participant),
  tests: z.array(testView),
  mayPlan: z.boolean(),
  mayRun: z.boolean(),
  mayNominate: z.boolean(),
})
export type EventPageView = z.infer<typeof eventPage>

export const listEvents = route({
  method: 'GET',
  path: '/training/events',
  summary: 'Events that you hold or may nominate for, the latest first',
  tag,
  response: z.object({
    items: z.array(eventSummary),
    mayPlan: z.boolean(),
    /** Over all events that one holds: three figures that are never taken for one another. */
    totals: z.object({ people: z.int(), entries: z.int(), participantDays: z.int() }).nullable(),
  }),
  failures: ['training.not_allowed'],
})

const eventParams = z.object({ eventId: z.uuid() })

export const readEvent = route({
  method: 'GET',
  path: '/training/events/:eventId',
  summary: 'An event with its sessions, nominations, participants and tests',
  tag,
  params: eventParams,
  response: eventPage,
  failures: ['training.not_allowed', 'training.unknown'],
})

export const planEvent = route({
  method: 'POST',
  path: '/training/events',
  summary: 'Plan an event',
  tag,
  status: 201,
  /** The client makes the ids: sent twice, it is planned once. */
  body: z.strictObject({
    id: z.uuid(),
    title: line(200),
    place: line(200),
    language: line(20),
    startsOn: date,
    endsOn: date,
    nominateBy: date,
    hours: z.int().min(1).max(400),
    seats: z.int().min(1).max(2000),
    criteria,
    criteriaText: words(2000),
    passMark: z.int().min(0).max(100),
    attendanceNeeded: z.int().min(0).max(100),
    repeats: z.boolean(),
    sessions: z
      .array(z.strictObject({ id: z.uuid(), title: line(200), day: date }))
      .min(1)
      .max(60),
  }),
  response: z.object({ id: z.uuid() }),
  failures: ['training.not_allowed', 'training.id_used', 'training.days_do_not_fit'],
})

const done = z.object({ done: z.literal(true) })

export const publishEvent = route({
  method: 'POST',
  path: '/training/events/:eventId/publish',
  summary: 'Announce an event to all agencies, for nominations',
  tag,
  params: eventParams,
  response: done,
  failures: ['training.not_allowed', 'training.unknown'],
})

export const nominate = route({
  method: 'POST',
  path: '/training/events/:eventId/nominations',
  summary: 'Nominate someone from your agency for an event',
  tag,
  status: 201,
  params: eventParams,
  body: z.strictObject({
    id: z.uuid(),
    practitionerId: z.uuid(),
    name: line(200),
    /** Empty where there is none. */
    email: words(254)
      .toLowerCase()
      .refine((text) => text === '' || z.email().safeParse(text).success),
    phone: words(50),
    /** The agency they work for; your own where it is left out. */
    employer: line(200).nullable(),
    profession: z.enum(PROFESSIONS),
    yearsInPost: z.int().min(0).max(60).nullable(),
    /** For counts; nothing where it was not said. */
    sex: z.enum(SEXES).optional(),
  }),
  response: z.object({ id: z.uuid() }),
  failures: [
    'training.not_allowed',
    'training.unknown',
    'training.id_used',
    'training.already_nominated',
    'training.nominations_closed',
  ],
})

export const decideNomination = route({
  method: 'POST',
  path: '/training/nominations/:nominationId/decisions',
  summary: 'Decide about a nomination, with a reason',
  tag,
  params: z.object({ nominationId: z.uuid() }),
  body: z.strictObject({ id: z.uuid(), decision: z.enum(DECISIONS), reason: z.enum(ALL_REASONS) }),
  response: done,
  failures: [
    'training.not_allowed',
    'training.unknown',
    'training.id_used',
    'training.reason_does_not_fit',
    'training.seats_taken',
  ],
})

const invitation = z.object({
  participantId: z.uuid(),
  name: z.string(),
  email: z.string(),
  employer: z.string(),
  code: z.string(),
})
export type Invitation = z.infer<typeof invitation>

export const invite = route({
  method: 'POST',
  path: '/training/events/:eventId/invitations',
  summary: 'The invitations of those selected, with their codes; marks them as invited',
  tag,
  params: eventParams,
  response: z.object({ items: z.array(invitation) }),
  secret: true,
  failures: ['training.not_allowed', 'training.unknown'],
})

export const openSession = route({
  method: 'POST',
  path: '/training/sessions/:sessionId/state',
  summary: 'Open a session, so that codes record attendance, or close it',
  tag,
  params: z.object({ sessionId: z.uuid() }),
  body: z.strictObject({ open: z.boolean() }),
  response: done,
  failures: ['training.not_allowed', 'training.unknown', 'training.day_to_come'],
})

export const recordAttendance = route({
  method: 'POST',
  path: '/training/sessions/:sessionId/attendance',
  summary: 'Record that someone was at a session, or that they were not',
  tag,
  params: z.object({ sessionId: z.uuid() }),
  body: z.strictObject({ participantId: z.uuid(), present: z.boolean(), how: z.enum(['facilitator', 'list']) }),
  response: done,
  failures: ['training.not_allowed', 'training.unknown', 'training.day_to_come'],
})
