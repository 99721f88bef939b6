import { line, route, sentMoment, text, words } from '@gloact/http/contract'
import type { Answer } from '@gloact/kernel'
import { requestContracts, requestShown } from '@gloact/records/contract'
import { z } from 'zod'
import { STANDINGS } from '../domain/directory-entry.ts'
import { CAPACITY_UNITS, ROOM, SERVES } from '../domain/directory.ts'
import { RECIPIENT_KINDS } from '../domain/passing-on.ts'
import { FEEDBACK_LEVELS } from '../domain/feedback.ts'
import { referralKind, URGENCIES } from '../domain/referral-kind.ts'

/** The list of referrals, one of them, and its steps; drafting and sending have routes of their own. */
export const referrals = requestContracts({ kind: referralKind, path: '/referral/referrals', what: 'referrals' })

const code = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/)

export const serviceView = z.object({
  id: z.uuid(),
  agencyId: z.uuid(),
  agencyName: z.string().nullable(),
  type: z.string(),
  name: z.string(),
  site: z.string(),
  area: z.string(),
  /** Where it is may be said to nobody who need not go there. */
  confidential: z.boolean(),
  recipientKind: z.enum(RECIPIENT_KINDS),
  languages: z.array(z.string()),
  serves: z.enum(SERVES),
  minAge: z.number().int().nullable(),
  maxAge: z.number().int().nullable(),
  confirmedOn: z.string(),
  standing: z.enum(STANDINGS),
  validUntil: z.string(),
  room: z.enum(ROOM),
  unit: z.enum(CAPACITY_UNITS),
  /** Null where places are not counted, or nobody has said for too long. */
  available: z.number().int().nullable(),
  capacityAt: z.string().nullable(),
  /** It has no accounts: what is sent reaches it by a link, and less of it. */
  byLink: z.boolean(),
  /** Of the asker's own agency: what they keep. */
  own: z
    .object({
      maximum: z.number().int().nullable(),
      occupied: z.number().int(),
      held: z.number().int(),
      outOfUse: z.number().int(),
      version: z.number().int(),
    })
    .nullable(),
})
export type ServiceView = z.infer<typeof serviceView>

const leftOut = z.object({
  id: z.uuid(),
  name: z.string(),
  site: z.string(),
  /** Blocked by hand, which somebody who leads may lift. */
  mayLift: z.boolean(),
})
export type LeftOutService = z.infer<typeof leftOut>

export const listServices = route({
  method: 'GET',
  path: '/referral/services',
  summary: 'Services of the directory, with their free places; those that fit a need first, where one is given',
  tag: 'referral',
  query: z.object({
    type: code.optional(),
    area: words(60).optional(),
    language: words(8).optional(),
    /** For a child what is for adults alone is left out, for an adult what is for children; without it nothing is. */
    child: z.stringbool().optional(),
    own: z.stringbool().optional(),
    /** Only what is in this area, speaks this language, has room or a waiting list now. */
    within: words(60).optional(),
    speaks: words(8).optional(),
    withRoom: z.stringbool().optional(),
    /** For whose file, or to take the place of which referral: what is unsafe for them is not listed. */
    fileId: z.uuid().optional(),
    requestId: z.uuid().optional(),
  }),
  response: z.object({
    items: z.array(serviceView),
    mayKeep: z.boolean(),
    /** There are more than are listed. */
    more: z.boolean(),
    /** Those that are not listed, for this person's safety. */
    unsafe: z.array(leftOut),
    /** How many fit in each area, wherever was asked for, and how many of them have room or a list. */
    areas: z.array(z.object({ area: z.string(), services: z.number().int(), withRoom: z.number().int() })),
  }),
  failures: ['referral.not_allowed'],
})

export const blockSite = route({
  method: 'POST',
  path: '/referral/files/:fileId/unsafe',
  summary:
    'Records that the site of a service is not safe for this person, or, for a supervisor, that it is safe again',
  tag: 'referral',
  params: z.object({ fileId: z.uuid() }),
  body: z.strictObject({ serviceId: z.uuid(), unsafe: z.boolean() }),
  response: z.object({ unsafe: z.boolean() }),
  failures: ['referral.not_allowed', 'referral.no_file', 'referral.no_service'],
})

export const keepCapacity = route({
  method: 'PUT',
  path: '/referral/services/:serviceId/capacity',
  summary: 'Reports the current number of free places; reporting the same again keeps it fresh',
  tag: 'referral',
  params: z.object({ serviceId: z.uuid() }),
  body: z.strictObject({
    version: z.number().int(),
    maximum: z.number().int().min(0).max(9999).nullable(),
    occupied: z.number().int().min(0).max(9999),
    outOfUse: z.number().int().min(0).max(9999),
  }),
  response: serviceView,
  failures: ['referral.not_allowed', 'referral.no_service', 'referral.capacity_changed'],
})

/** What a child thinks of it, and what their guardian knows. */
export const ASSENTS = ['yes', 'no', 'too_young', 'not_asked'] as const
export const GUARDIANS = ['informed', 'consulted', 'absent', 'implicated', 'unsafe'] as const

export const draftReferral = route({
  method: 'POST',
  path: '/referral/referrals',
  summary: 'Drafts a referral of a file to a service; nobody else sees it until it is sent',
  tag: 'referral',
  body: z.strictObject({
    id: z.uuid(),
    stepId: z.uuid(),
    fileId: z.uuid(),
    serviceId: z.uuid(),
    /** An entry of the file about the same service, which the referral takes the place of when it is sent. */
    continues: z.uuid().optional(),
    urgency: z.enum(URGENCIES),
    /** The need, in words for this receiver. */
    words: text(2000),
    groups: z.array(code).max(20),
    child: z.strictObject({ assent: z.enum(ASSENTS), guardian: z.enum(GUARDIANS) }).nullable(),
    /** What the person agreed that the sender hears back; the outcome by its code where it was not asked. */
    feedback: z.enum(FEEDBACK_LEVELS).default('coded'),
    /** Of one that is referred on: the person agreed that the first sender hears that they were. */
    tellsFirst: z.boolean().default(false),
    /** Somebody who leads has weighed that the file names someone of this service: it is another person, or safe all the same. */
    tieWeighed: z.boolean().default(false),
    /** An unanswered referral of the same need and file: the first service that accepts takes it. */
    offeredWith: z.uuid().nullish(),
    /** A referral that came to nothing, or one that came to the asker’s agency and is referred on. */
    follows: z.uuid().nullish(),
    happenedAt: sentMoment,
  }),
  response: requestShown,
  status: 201,
  failures: [
    'referral.not_allowed',
    'referral.no_file',
    'referral.no_service',
    'referral.not_for_them',
    'referral.entry_unconfirmed',
    'referral.unsafe_there',
    'referral.tied',
    'referral.tie_unweighed',
    'referral.assent_missing',
    'referral.not_connected',
    'referral.loop',
    'referral.too_many_hops',
    'referral.too_many_offers',
    'records.id_used',
  ],
})

export const offerAlso = route({
  method: 'POST',
  path: '/referral/referrals/:requestId/offers',
  summary:
    'Drafts the same for another service: in parallel to one that nobody has answered, or after one that led nowhere',
  tag: 'referral',
  params: z.object({ requestId: z.uuid() }),
  body: z.strictObject({ id: z.uuid(), stepId: z.uuid(), serviceId: z.uuid(), happenedAt: sentMoment }),
  response: requestShown,
  status: 201,
  failures: [
    'records.not_found',
    'referral.not_allowed',
    'referral.no_file',
    'referral.no_service',
    'referral.not_for_them',
    'referral.entry_unconfirmed',
    'referral.unsafe_there',
    'referral.tied',
    'referral.tie_unweighed',
    'referral.assent_missing',
    'referral.not_connected',
    'referral.loop',
    'referral.too_many_hops',
    'referral.too_many_offers',
    'records.id_used',
  ],
})

const answers = z.record(z.string(), z.json()) as unknown as z.ZodType<Readonly<Record<string, Answer>>>
const part = z.object({
  form: z.string(),
  version: z.string(),
  answers,
  /** Questions with two answers between which nobody at the sender has chosen: neither is sent. */
  unsettled: z.array(z.string()).optional(),
})

/** Exactly what the receiver gets. A group that is not agreed is not there: no heading, no count. */
export const packageView = z.object({
  number: z.string(),
  need: z.string(),
  urgency: z.string(),
  words: z.string(),
  senderAgencyId: z.uuid(),
  child: z.object({ assent: z.string(), guardian: z.string() }).nullable(),
  /** The ground on which some of it goes without consent. */
  withoutConsent: z.string().optional(),
  groups: z.array(z.object({ group: z.string(), parts: z.array(part) })),
})
export type PackageView = z.infer<typeof packageView>

const one = z.object({ requestId: z.uuid() })

/** Why nothing goes of a group that was agreed: it is only ever written for the receiver, nothing is recorded, or a link holds less. */
export const EMPTY_BECAUSE = ['in_words', 'nothing_recorded', 'by_link'] as const

export const previewPackage = route({
  method: 'GET',
  path: '/referral/referrals/:requestId/preview',
  summary:
    'What the receiver would get if it were sent now, with a digest; what was selected and does not go is named, with the reason',
  tag: 'referral',
  params: one,
  response: z.object({
    package: packageView,
    digest: z.string(),
    notAgreed: z.array(z.string()),
    /** Agreed groups of which nothing goes, and why. */
    empty: z.array(z.object({ group: z.string(), because: z.enum(EMPTY_BECAUSE) })),
  }),
  failures: ['records.not_found', 'referral.not_allowed', 'referral.no_file', 'referral.not_consented'],
})

/** They expect the person, or nobody answered: the sender calls on. */
export const CALLED = ['expected', 'no_answer'] as const

export const sendReferral = route({
  method: 'POST',
  path: '/referral/referrals/:requestId/send',
  summary: 'Sends it, if what would be sent is what was previewed; consent is judged in the same moment',
  tag: 'referral',
  params: one,
  body: z.strictObject({
    stepId: z.uuid(),
    digest: words(100),
    /** Of an emergency: what the call to the service, which is required, came to. */
    called: z.enum(CALLED).optional(),
    happenedAt: sentMoment,
  }),
  response: requestShown,
  status: 201,
  failures: [
    'records.not_found',
    'records.not_open',
    'records.not_permitted',
    'records.id_used',
    'referral.not_allowed',
    'referral.no_file',
    'referral.no_service',
    'referral.not_consented',
    'referral.taken_elsewhere',
    'referral.call_missing',
    'referral.unsafe_there',
    'referral.tied',
    'referral.tie_unweighed',
    'referral.preview_changed',
  ],
})

export const readPartners = route({
  method: 'GET',
  path: '/referral/partners',
  summary: 'The agencies with which the caller’s agency exchanges referrals, by name',
  tag: 'referral',
  response: z.object({ agencies: z.array(z.object({ id: z.uuid(), name: z.string() })) }),
  failures: ['referral.not_allowed'],
})

export const readAround = route({
  method: 'GET',
  path: '/referral/referrals/:requestId/around',
  summary: 'Who sent a referral and to whom, and for its sender the file that it is about',
  tag: 'referral',
  params: one,
  response: z.object({
    sender: z.string().nullable(),
    receiver: z.string().nullable(),
    service: z.object({ name: z.string(), site: z.string() }).nullable(),
    /** Null for anyone who does not work on it. */
    file: z.object({ id: z.uuid(), number: z.string() }).nullable(),
  }),
  failures: ['records.not_found', 'referral.not_allowed'],
})

export const readPackage = route({
  method: 'GET',
  path: '/referral/referrals/:requestId/package',
  summary: 'What was sent, as long as the person agrees; reading it as the receiver acknowledges it',
  tag: 'referral',
  params: one,
  response: packageView,
  failures: ['records.not_found', 'referral.not_allowed', 'referral.no_package', 'referral.paused'],
})

export const copyIntoFile = route({
  method: 'POST',
  path: '/referral/referrals/:requestId/copies',
  summary: 'Copies what was selected from a package into the caller’s own file, which says where each answer came from',
  tag: 'referral',
  params: one,
  body: z.strictObject({
    stepId: z.uuid(),
    /** Of the own file. */
    number: line(40),
    /** Questions and tables by form, as `identity/birth_date`. */
    fields: z
      .array(z.string().regex(/^[a-z][a-z0-9_]{0,63}\/[a-z][a-z0-9_]{0,63}$/))
      .min(1)
      .max(300),
    happenedAt: sentMoment,
  }),
  response: z.object({ fileId: z.uuid() }),
  status: 201,
  failures: [
    'records.not_found',
    'records.not_open',
    'records.not_permitted',
    'records.id_used',
    'records.in_future',
    'referral.not_allowed',
    'referral.no_file',
    'referral.no_package',
    'referral.paused',
    'referral.not_in_package',
    'referral.not_copied',
  ],
})
