import { line, route, sentDate, sentMoment, storedDate, words } from '@gloact/http/contract'
import { requestContracts } from '@gloact/records/contract'
import { z } from 'zod'
import { drafting, REMARK_DECISIONS } from '../domain/drafting.ts'
import { instruction, outcome } from './amendments.ts'

const tag = 'legislation'

export const draftingContracts = requestContracts({
  kind: drafting,
  path: '/legislation/drafting',
  what: 'drafting files',
})
export const { read: readDrafting, take: takeDraftingStep } = draftingContracts

const draftEntry = z.object({
  id: z.uuid(),
  title: z.string(),
  lawTitle: z.string(),
  state: z.string(),
  openedAt: z.string(),
  /** Whether the person asking was invited to comment; it is their own agency's otherwise. */
  invited: z.boolean(),
})

export const listDrafts = route({
  method: 'GET',
  path: '/legislation/drafts',
  summary: 'The drafting files of your agency, and those on which it was invited to comment',
  tag,
  response: z.object({ items: z.array(draftEntry), mayEdit: z.boolean() }),
  failures: ['legislation.not_allowed'],
})

export const openDraft = route({
  method: 'POST',
  path: '/legislation/drafts',
  summary: 'Open a drafting file on a law’s text; from a gap, with the assessment and the obligation',
  tag,
  status: 201,
  body: z.strictObject({
    id: z.uuid(),
    stepId: z.uuid(),
    happenedAt: sentMoment,
    title: line(300),
    beforeId: z.uuid(),
    assessmentId: z.uuid().nullable(),
    obligation: words(80),
  }),
  response: draftEntry,
  failures: ['legislation.not_allowed', 'legislation.unknown', 'legislation.id_used', 'records.in_future'],
})

const remark = z.object({
  id: z.uuid(),
  clauseId: z.uuid(),
  by: z.string(),
  agency: z.string(),
  words: z.string(),
  suggestion: z.string().nullable(),
  at: z.string(),
  decision: z.enum(REMARK_DECISIONS).nullable(),
  why: z.string(),
  decidedBy: z.string(),
})
export type RemarkView = z.infer<typeof remark>

const clause = z.object({
  id: z.uuid(),
  version: z.number().int(),
  instruction,
  outcome,
  /** How the law refers to the provision that it changes, `6(1) Protection of identity`; empty for the whole law. */
  place: z.string(),
})
export type ClauseView = z.infer<typeof clause>

export const draftView = z.object({
  ...draftEntry.shape,
  lawId: z.uuid(),
  beforeId: z.uuid(),
  obligation: z.string(),
  assessmentId: z.uuid().nullable(),
  clauses: z.array(clause),
  remarks: z.array(remark),
  consulted: z.array(z.object({ agencyId: z.uuid(), agency: z.string(), until: storedDate })),
  /** How the draft answers the treaties, held against the law in force; null until it was assessed. */
  assessed: z
    .object({
      assessmentId: z.uuid(),
      closes: z.array(z.string()),
      opens: z.array(z.string()),
      /** Obligations that are answered both of the law in force and of the draft: only of these it is known. */
      answered: z.number().int(),
      unanswered: z.number().int(),
      /** The draft was changed since. */
      outdated: z.boolean(),
    })
    .nullable(),
  enactedId: z.uuid().nullable(),
  mayEdit: z.boolean(),
  mayRemark: z.boolean(),
  /** Whom one can invite. */
  agencies: z.array(z.object({ id: z.uuid(), name: z.string() })),
})
export type DraftView = z.infer<typeof draftView>

const params = z.object({ draftId: z.uuid() })
const refusals = ['legislation.not_allowed', 'legislation.unknown', 'legislation.id_used'] as const

export const readDraft = route({
  method: 'GET',
  path: '/legislation/drafts/:draftId',
  summary: 'A draft: its clauses with the words before and after, remarks, and which gaps it closes and opens',
  tag,
  params,
  response: draftView,
  failures: ['legislation.not_allowed', 'legislation.unknown'],
})

export const saveClause = route({
  method: 'PUT',
  path: '/legislation/drafts/:draftId/clauses/:clauseId',
  summary: 'Write a clause (`If-Match` with the version that was loaded, none for a new one), or withdraw it',
  tag,
  params: z.object({ draftId: z.uuid(), clauseId: z.uuid() }),
  body: z.strictObject({ instruction, withdrawn: z.boolean() }),
  response: draftView,
  versioned: true,
  failures: [...refusals, 'legislation.not_draftable', 'legislation.changed'],
})

export const addRemark = route({
  method: 'POST',
  path: '/legislation/drafts/:draftId/remarks',
  summary: 'Comment on a clause, with other wording for it where there is one',
  tag,
  status: 201,
  params,
  body: z.strictObject({
    id: z.uuid(),
    clauseId: z.uuid(),
    words: line(4000),
    suggestion: words(100_000).nullable(),
  }),
  response: draftView,
  failures: [...refusals, 'legislation.not_draftable', 'legislation.consultation_ended'],
})

export const decideRemark = route({
  method: 'POST',
  path: '/legislation/drafts/:draftId/remarks/:remarkId/decision',
  summary: 'Accept or reject a remark, with the reason; suggested wording that is accepted becomes the clause’s',
  tag,
  status: 201,
  params: z.object({ draftId: z.uuid(), remarkId: z.uuid() }),
  body: z.strictObject({ decision: z.enum(REMARK_DECISIONS), why: line(2000) }),
  response: draftView,
  failures: [...refusals, 'legislation.not_draftable', 'legislation.already'],
})

export const invite = route({
  method: 'POST',
  path: '/legislation/drafts/:draftId/consultations',
  summary: 'Invite an agency to comment until a day, through its own accounts',
  tag,
  status: 201,
  params,
  body: z.strictObject({ agencyId: z.uuid(), until: sentDate }),
  response: draftView,
  failures: [...refusals, 'legislation.not_draftable'],
})

export const assessDraft = route({
  method: 'POST',
  path: '/legislation/drafts/:draftId/assessment',
  summary: 'Open an assessment of the law as it would read, carrying over what the draft leaves unchanged',
  tag,
  status: 201,
  params,
  body: z.strictObject({ lawId: z.uuid(), expressionId: z.uuid(), assessmentId: z.uuid() }),
  response: draftView,
  failures: [...refusals, 'legislation.nothing_applied', 'legislation.too_many_provisions'],
})

export const enactDraft = route({
  method: 'POST',
  path: '/legislation/drafts/:draftId/enactment',
  summary:
    'Record that the bill was enacted: it becomes the amending law, and the law that it amends gets its next text',
  tag,
  status: 201,
  params,
  body: z.strictObject({
    stepId: z.uuid(),
    happenedAt: sentMoment,
    number: words(40).trim(),
    madeOn: sentDate,
    inForceOn: sentDate,
  }),
  response: draftView,
  failures: [
    ...refusals,
    'legislation.before_law',
    'legislation.same_day',
    'legislation.later_amended',
    'legislation.circular',
    'legislation.nothing_applied',
    'records.not_open',
    'records.not_permitted',
    'records.in_future',
  ],
})
