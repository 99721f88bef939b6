import { z } from 'zod'
import { line, page, route } from '@gloact/http/contract'
import { codeSchema as code } from '@gloact/records/contract'
import { CALLED_FOR } from '../domain/contact/call-numbers.ts'
import { OPENING_PURPOSES } from '../domain/file/words.ts'
import { newAction, recordedActions } from './file/actions.ts'
import { fileSummary, fileView, formView, timelineEntry } from './reading/files.ts'

const tag = 'protection'
const riskBands = z.object({ medium: z.number().int(), high: z.number().int(), very_high: z.number().int() })
const fileParams = z.object({ fileId: z.uuid() })

/** Opens a file with its first actions: what was found at first contact, consent, identity. */
export const openCaseFile = route({
  method: 'POST',
  path: '/protection/files',
  summary: "Open a person's file with its first actions",
  tag,
  status: 201,
  bodyLimit: 2_000_000,
  body: z.strictObject({
    fileId: z.uuid(),
    personId: z.uuid(),
    actions: z.array(newAction).min(1).max(50),
  }),
  response: recordedActions,
  failures: [
    'protection.not_allowed',
    'protection.consent_missing',
    'protection.consent_incomplete',
    'protection.invalid_answers',
    'protection.action_id_used',
    'protection.number_taken',
  ],
})

export const recordActions = route({
  method: 'POST',
  path: '/protection/files/:fileId/actions',
  summary: 'Record actions on a file; all of them or none',
  tag,
  bodyLimit: 2_000_000,
  params: fileParams,
  body: z.strictObject({ actions: z.array(newAction).min(1).max(100) }),
  response: recordedActions,
  failures: [
    'protection.not_found',
    'protection.not_allowed',
    'protection.action_id_used',
    'protection.invalid_answers',
    'protection.file_closed',
    'protection.consent_missing',
    'protection.decision_awaited',
    'protection.decision_not_awaited',
    'protection.own_closure',
    'protection.second_person_awaited',
    'protection.own_request',
    'protection.not_two_people',
  ],
})

export const readCaseFile = route({
  method: 'GET',
  path: '/protection/files/:fileId',
  summary: 'A file, without the person’s identity',
  tag,
  params: fileParams,
  response: fileView,
  failures: ['protection.not_found'],
})

/** A POST, since it is recorded: who a person is opens with a purpose, which the person may later ask about. */
export const openIdentity = route({
  method: 'POST',
  path: '/protection/files/:fileId/identity',
  summary: 'Open the person’s identity, for a stated purpose',
  tag,
  params: fileParams,
  body: z.strictObject({ purpose: z.enum(OPENING_PURPOSES) }),
  response: z.object({ forms: z.array(formView) }),
  failures: ['protection.not_found', 'protection.not_allowed'],
})

export const listTimeline = route({
  method: 'GET',
  path: '/protection/files/:fileId/actions',
  summary: "A file's timeline, newest first",
  tag,
  params: fileParams,
  query: z.object({
    cursor: line(40).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  response: page(timelineEntry),
  failures: ['protection.not_found'],
})

export const REASON_KINDS = [
  'exact',
  'prefix',
  'typo',
  'other_script',
  'particle',
  'swapped',
  'part_missing',
  'sounds_like',
] as const

/** A POST, so that what was searched for stands in no address, log or history. */
export const searchFiles = route({
  method: 'POST',
  path: '/protection/search',
  summary: 'Find files by name or number, within what you may see',
  tag,
  body: z.strictObject({ text: line(200), limit: z.number().int().min(1).max(50).default(20) }),
  response: z.object({
    byNumber: fileSummary.nullable(),
    matches: z.array(
      z.object({
        file: fileSummary,
        /** From 0 to 1: how alike the names are. It suggests; people decide. */
        score: z.number(),
        reasons: z.array(z.object({ kind: z.string() })),
      }),
    ),
  }),
  failures: ['protection.not_allowed', 'protection.searched_too_often'],
})

export const recordRefusal = route({
  method: 'POST',
  path: '/protection/refusals',
  summary: 'Count an adult who declined to be recorded, without identity',
  tag,
  status: 201,
  body: z.strictObject({
    /** A random UUID (version 4), which says nothing of when it was made. */
    id: z.uuidv4(),
    sex: code,
    ageBand: code,
    /** ISO 3166-1 alpha-2, or a kind of absence. */
    nationality: code,
  }),
  response: z.object({ recorded: z.literal(true) }),
  failures: ['protection.not_allowed', 'protection.unknown_code'],
})

/** What the browser needs of the country's rules to draw forms and screenings. Codes with their words are in `@gloact/codes`. */
export const readFileRules = route({
  method: 'GET',
  path: '/protection/rules',
  summary: "The country's forms, deadlines and screening rule",
  tag,
  response: z.object({
    country: z.string(),
    numberPrefix: z.string(),
    timeZone: z.string(),
    /** The country's working calendar, for clocks. */
    calendar: z.unknown(),
    consentMonths: z.number().int(),
    /** Who may open a file that is not theirs in an emergency; null: nobody. */
    emergency: z
      .object({
        roles: z.array(z.string()),
        reach: z.enum(['agency', 'country']),
        hours: z.number(),
        mostHours: z.number(),
        attemptsPerHour: z.number(),
      })
      .nullable(),
    /** From which score (likelihood × impact) on a risk is medium, high, very high. */
    riskBands,
    decisionMembers: z.number().int(),
    adultRule: z.string(),
    indicatorSet: z.string(),
    /** The indicators that are asked where there is little time; empty: the full list alone. */
    shortScreening: z.array(z.string()),
    /** Whom staff may call from a first contact: emergency, child protection, a hotline. */
    callNumbers: z.array(
      z.object({ for: z.enum(CALLED_FOR), number: z.string(), about: z.record(z.string(), z.string()).optional() }),
    ),
    forms: z.array(z.unknown()),
    /** Lists of the country's own, or that it changed. */
    codeLists: z.record(z.string(), z.unknown()),
    deadlines: z.array(z.unknown()),
    /** The agencies that may be asked to decide on identification. */
    competentBodies: z.array(z.object({ id: z.uuid(), name: z.string(), type: z.string() })),
    /** The agencies that are told of every child by themselves; empty: the country has designated none. */
    childProtection: z.array(z.object({ id: z.uuid(), name: z.string() })),
  }),
})
