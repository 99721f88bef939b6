import { line, route, sentMoment } from '@gloact/http/contract'
import { requestContracts, requestShown } from '@gloact/records/contract'
import { rowAnswers } from '@gloact/registers/contract'
import { z } from 'zod'
import { VICTIM_GAPS } from '../domain/victims/gaps.ts'
import { victimReferral } from '../domain/victims/kind.ts'
import { PERSON_FIELDS } from '../domain/victims/person.ts'
import { KEPT_FROM_GOING } from './failures.ts'
import { identifyingPassage, listMessages as listOf, reasonToName } from './requests.ts'

const tag = 'cooperation'
const one = z.object({ requestId: z.uuid() })

/** The list of referrals, one of them, and its steps; what sends something of the person has a route of its own. */
export const victims = requestContracts({
  kind: victimReferral,
  path: '/cooperation/victims',
  what: 'referrals of people to and from other countries',
})
export const { list: listVictims, read: readVictim, take: takeVictimStep } = victims

const recipient = z.object({
  id: z.uuid(),
  country: z.string(),
  name: z.record(z.string(), z.string()),
  languages: z.array(z.string()),
  confirmedOn: z.string(),
  /** The recipient as consent names it. */
  consentId: z.uuid(),
})
export type VictimRecipient = z.infer<typeof recipient>

export const listRecipients = route({
  method: 'GET',
  path: '/cooperation/victims/recipients',
  summary: 'Services of other countries to which a person can be referred, and the desk of one’s own agency',
  tag,
  response: z.object({
    items: z.array(recipient),
    /** The code under which other countries reach this agency; null where it has none. */
    desk: z.string().nullable(),
    mayOpenDesk: z.boolean(),
    countries: z.array(z.object({ code: z.string(), label: z.record(z.string(), z.string()) })),
    labelsFrom: z.string().nullable(),
  }),
  failures: ['cooperation.not_allowed'],
})

export const keepDesk = route({
  method: 'PUT',
  path: '/cooperation/victims/desk',
  summary: 'Enters one’s own agency in the directory as a service that receives people from other countries',
  tag,
  body: z.strictObject({
    code: z.string().regex(/^[a-z][a-z0-9_]{2,39}$/),
    name: line(200),
    languages: z
      .array(z.string().regex(/^[a-z]{2,3}$/))
      .min(1)
      .max(20),
  }),
  response: z.object({ desk: z.string() }),
  failures: ['cooperation.not_allowed', 'cooperation.desk_used', 'registers.invalid'],
})

export const draftVictim = route({
  method: 'POST',
  path: '/cooperation/victims',
  summary: 'Begins a referral of the person in a file to a service of another country; nothing is sent yet',
  tag,
  /** The client makes the ids: sent twice, it is begun once. */
  body: z.strictObject({
    id: z.uuidv7(),
    stepId: z.uuid(),
    fileId: z.uuid(),
    recipientId: z.uuid(),
    happenedAt: sentMoment,
    answers: rowAnswers,
  }),
  response: requestShown,
  status: 201,
  failures: [
    'cooperation.not_allowed',
    'cooperation.no_file',
    'cooperation.no_recipient',
    'cooperation.no_desk',
    'records.id_used',
    'records.in_future',
    'records.invalid_answers',
  ],
})

/** What the next step would send, and what keeps it. */
export const victimPreview = z.object({
  step: z.enum(['ask', 'offer', 'hand_over']).nullable(),
  answers: rowAnswers,
  /** Who the person is, where that would be handed over now. */
  person: z.partialRecord(z.enum(PERSON_FIELDS), z.string()).nullable(),
  /** The groups of data to which the person has not agreed for this recipient. */
  notAgreed: z.array(z.string()),
  missing: z.array(z.enum(VICTIM_GAPS)),
  /** What in the words could tell who the person is: the file's own never go, the rest with a reason. */
  identifying: z.array(identifyingPassage),
  /** What the records about a child still lack. */
  childMissing: z.array(z.string()),
  digest: z.string(),
  /** What was prepared, as it was last written. */
  prepared: rowAnswers,
  child: z.boolean(),
  fileId: z.uuid(),
  fileNumber: z.string().nullable(),
  recipient: recipient.nullable(),
})
export type VictimPreview = z.infer<typeof victimPreview>

export const previewVictim = route({
  method: 'GET',
  path: '/cooperation/victims/:requestId/preview',
  summary: 'Exactly what the next step would send, with its digest, and what is missing before it can go',
  tag,
  params: one,
  response: victimPreview,
  failures: ['cooperation.not_allowed', 'records.not_found'],
})

export const sendVictim = route({
  method: 'POST',
  path: '/cooperation/victims/:requestId/send',
  summary:
    'Sends the question, the offer or the hand-over, if it is what was previewed and the person’s consent covers it',
  tag,
  params: one,
  body: z.strictObject({
    stepId: z.uuid(),
    step: z.enum(['ask', 'offer', 'hand_over']),
    digest: line(100),
    happenedAt: sentMoment,
    ...reasonToName,
  }),
  response: requestShown,
  status: 201,
  failures: [
    ...KEPT_FROM_GOING,
    'cooperation.referral_incomplete',
    'cooperation.changed_since',
    'cooperation.no_recipient',
    'cooperation.no_file',
  ],
})

export const readPerson = route({
  method: 'GET',
  path: '/cooperation/victims/:requestId/person',
  summary: 'Who the person is, as it was handed over, as long as it was not recalled; reading it is recorded',
  tag,
  params: one,
  response: z.object({ person: z.partialRecord(z.enum(PERSON_FIELDS), z.string()), at: z.string() }),
  failures: ['cooperation.not_allowed', 'cooperation.nothing_handed_over', 'records.not_found'],
})

export const listVictimMessages = route({
  method: 'GET',
  path: '/cooperation/victims/:requestId/messages',
  summary: 'What crossed the border for a referral, with hashes and receipts: the other side shows the same',
  tag,
  params: one,
  response: listOf.response,
  failures: ['cooperation.not_allowed', 'records.not_found'],
})
