import { line, route, sentMoment } from '@gloact/http/contract'
import { requestContracts, requestRow, requestShown, takeStepBody } from '@gloact/records/contract'
import { z } from 'zod'
import { KIND_NAMES, KINDS } from '../domain/kinds.ts'
import { kinShown, siblingShown } from './siblings.ts'

export const ages = requestContracts({ kind: KINDS.age, path: '/children/age', what: 'records of age' })
export const guardianships = requestContracts({
  kind: KINDS.guardianship,
  path: '/children/guardianship',
  what: 'guardianships',
})
export const assessments = requestContracts({
  kind: KINDS.assessment,
  path: '/children/assessment',
  what: 'best-interests assessments',
})
export const cares = requestContracts({ kind: KINDS.care, path: '/children/care', what: 'care arrangements' })
export const determinations = requestContracts({
  kind: KINDS.determination,
  path: '/children/determination',
  what: 'best-interests determinations',
})
export const interviews = requestContracts({
  kind: KINDS.interview,
  path: '/children/interview',
  what: 'interviews of a child',
})
export const schoolings = requestContracts({
  kind: KINDS.schooling,
  path: '/children/schooling',
  what: 'school places of children',
})
export const transitions = requestContracts({
  kind: KINDS.transition,
  path: '/children/transition',
  what: 'plans for turning 18',
})
export const kins = requestContracts({
  kind: KINDS.kin,
  path: '/children/kin',
  what: 'brothers and sisters in another agency’s care',
})
export const solutions = requestContracts({
  kind: KINDS.solution,
  path: '/children/solution',
  what: 'returns, reunifications and transfers',
})

/** The routes of each kind, by the word that stands in addresses. */
export const RECORDS = {
  age: ages,
  guardianship: guardianships,
  assessment: assessments,
  care: cares,
  determination: determinations,
  solution: solutions,
  interview: interviews,
  schooling: schoolings,
  transition: transitions,
  kin: kins,
} as const

const file = z.object({ fileId: z.uuid() })
const kind = z.enum(KIND_NAMES)
const gap = z.string()

const childRecord = requestRow.pick({ id: true, state: true, nextDueAt: true, changedAt: true }).extend({
  kind,
  turn: z.string().nullable(),
  /** The clock with most at stake, and of such the one that ends first; `nextDueAt` is its end. */
  clock: z.string().nullable(),
  /** For what a solution is planned; null of every other kind. */
  option: z.string().nullable(),
  /** The agency that keeps it, by name, where it is not the reader's: of such a one no more is shown than that it is there and how it stands. */
  keptBy: z.string().nullable(),
})
export type ChildRecord = z.infer<typeof childRecord>

const child = z.object({
  fileId: z.uuid(),
  number: z.string(),
  openedOn: z.string(),
  nextDueAt: z.string().nullable(),
  /** What every child has and this one does not: a record of age, a guardian, an assessment, care. */
  lacks: z.array(kind),
  records: z.array(childRecord),
})
export type ChildView = z.infer<typeof child>

export const CHILD_LISTS = ['due', 'missing', 'no_guardian', 'all'] as const

export const listChildren = route({
  method: 'GET',
  path: '/children/files',
  summary:
    'Children whose files the caller sees, the most pressing first: a child without a guardian in time, then by deadline',
  tag: 'children',
  query: z.object({ list: z.enum(CHILD_LISTS).default('due'), after: line(80).optional() }),
  response: z.object({ items: z.array(child), next: z.string().nullable() }),
  failures: ['children.not_allowed'],
})

const agency = z.object({ id: z.uuid(), name: z.string() })

export const readChild = route({
  method: 'GET',
  path: '/children/files/:fileId',
  summary: 'What is decided about one child, what may be begun, and what the gates are missing',
  tag: 'children',
  params: file,
  response: z.object({
    fileId: z.uuid(),
    number: z.string(),
    records: z.array(childRecord),
    /** Who a guardian is asked of, and before which panel a determination goes. */
    authorities: z.array(agency),
    panels: z.array(agency),
    /** Other agencies that keep children's files, and can be asked whether a brother or sister is with them. */
    keepers: z.array(agency),
    /** What family tracing has come to, for the papers of a determination; null where there is no record of it. */
    tracingResult: z.string().nullable(),
    /** How the search for the family stands: the state of what the child says of them; null where nobody has asked the child yet. */
    tracing: z.string().nullable(),
    guardian: z.string().nullable(),
    /** What the child was asked about twice or more within twelve months: asking again needs a reason and a second person. */
    askedEnough: z.array(gap),
    /** Brothers and sisters with files of their own, of those that the asker sees. */
    siblings: z.array(siblingShown),
    /** Brothers and sisters in another agency's care, as both agencies said; the link, and what this side knows of the other. */
    kin: z.array(kinShown),
    gates: z.object({
      /** What keeps the file on the child path. */
      leave: z.array(gap),
      /** What became known against the guardian in force: the authority looks. */
      guardian: z.array(gap),
      /** What is missing for each plan to be decided by the asker, on this day. */
      solutions: z.array(z.object({ id: z.uuid(), missing: z.array(gap) })),
    }),
  }),
  failures: ['children.not_allowed', 'children.no_file'],
})

export const openRecord = route({
  method: 'POST',
  path: '/children/files/:fileId/records',
  summary:
    'Begins a record about a child: an age, a guardian asked for, an assessment, care, a determination, a return, an interview',
  tag: 'children',
  params: file,
  body: takeStepBody.omit({ id: true, deviceTime: true }).extend({
    /** The record's and its first step's ids, made by the client: sent twice, it is begun once. */
    id: z.uuid(),
    stepId: z.uuid(),
    kind,
    happenedAt: sentMoment,
    /** The guardianship authority or the panel that is asked. */
    agencyId: z.uuid().nullable(),
    /** Files of brothers and sisters for whom the panel determines at the same time. */
    together: z.array(z.uuid()).max(12).optional(),
  }),
  response: requestShown,
  status: 201,
  failures: [
    'children.not_allowed',
    'children.no_file',
    'children.agency_unknown',
    'children.already',
    'children.gate',
    'records.id_used',
    'records.invalid_answers',
    'records.in_future',
    'records.unknown_step',
    'records.not_open',
  ],
})
