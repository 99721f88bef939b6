import type { Evidence } from '../../domain/file/payloads.ts'
import type { Payloads } from '../../domain/file/actions/definitions.ts'
import {
  AGE_BASES,
  DECISION_KINDS,
  DECISION_OUTCOMES,
  EVIDENCE_KINDS,
  FILE_PATHS,
  RECONSIDERATION_ASKERS,
} from '../../domain/file/words.ts'
import {
  day,
  lines,
  questionsOf,
  ticks,
  type AskedOnPaper,
  type FileSheet,
  type PaperPart,
  type PaperQuestion,
} from './paper-questions.ts'

/** As many pieces of evidence stand on a blank; more go on another sheet. */
const PIECES = 4

const bodies: Pick<PaperQuestion, 'answer'> = { answer: { from: 'competent_bodies' } }
const kinds = ticks(...DECISION_KINDS.map((kind) => `protection.decision.kind.${kind}`))

const REQUEST: AskedOnPaper<Payloads['identification_requested']> = {
  kind: { label: 'protection.forms.which_decision', answer: kinds },
  bodyAgencyId: { label: 'protection.decision.which_body', ...bodies },
  requestedOn: { label: 'protection.decision.requested_on', answer: day },
}

const RECONSIDERATION: AskedOnPaper<Payloads['reconsideration_requested']> = {
  // The decision that is meant is known by its day.
  decisionId: { label: 'protection.decision.decided_on', answer: day },
  requestedBy: {
    label: 'protection.decision.who_asks',
    answer: ticks(...RECONSIDERATION_ASKERS.map((by) => `protection.decision.requested_by.${by}`)),
  },
  reasons: {
    label: 'protection.decision.reconsider_reasons',
    help: 'protection.decision.reconsider_reasons_help',
    answer: lines(6),
  },
  requestedOn: { label: 'protection.decision.requested_on', answer: day },
}

export const DECISION_REQUEST_SHEET: FileSheet = {
  parts: [
    {
      records: 'identification_requested',
      title: 'protection.decision.request',
      about: FILE_PATHS.map((path) => ({
        of: `protection.panel.path.${path}`,
        text: `protection.decision.request_about_${path}`,
      })),
      asks: questionsOf(REQUEST),
    },
    {
      records: 'reconsideration_requested',
      title: 'protection.decision.reconsider',
      about: ['protection.decision.reconsider_about'],
      asks: questionsOf(RECONSIDERATION),
    },
  ],
}

const EVIDENCE: AskedOnPaper<Evidence> = {
  kind: {
    label: 'protection.evidence.kind',
    answer: ticks(...EVIDENCE_KINDS.map((kind) => `protection.evidence.kind.${kind}`)),
  },
  source: { label: 'protection.evidence.source', answer: lines() },
  note: { label: 'protection.evidence.note', answer: lines(2) },
}

const DECISION: AskedOnPaper<Payloads['decision_recorded']> = {
  // Which decision it is stands before its outcomes.
  kind: null,
  outcome: DECISION_KINDS.map((kind) => ({
    label: `protection.decision.kind.${kind}`,
    answer: ticks(...DECISION_OUTCOMES.map((outcome) => `protection.decision.outcome.${kind}.${outcome}`)),
  })),
  decidedOn: {
    label: 'protection.decision.decided_on',
    help: 'protection.decision.decided_on_help',
    answer: day,
  },
  body: { label: 'protection.decision.body', ...bodies },
  legalBasis: {
    label: 'protection.decision.legal_basis',
    help: 'protection.decision.legal_basis_help',
    answer: lines(2),
  },
  reasons: { label: 'protection.decision.reasons', help: 'protection.decision.reasons_help', answer: lines(12) },
  notice: { label: 'protection.decision.notice', answer: lines(6) },
  evidence: null,
  reconsiders: null,
  members: null,
}

const LEGAL_TEST: PaperPart = {
  title: 'protection.decision.test',
  about: [
    ...DECISION_KINDS.map((kind) => ({
      of: `protection.decision.kind.${kind}`,
      text: `protection.decision.test.${kind}`,
    })),
    ...FILE_PATHS.map((path) => ({
      of: `protection.panel.path.${path}`,
      text: `protection.decision.test.elements_${path}`,
    })),
    'protection.decision.test.not_counted',
    'protection.decision.test.source',
  ],
}

/** The legal test, evidence, the decision with its reasons, what the person is told. */
export const DECISION_SHEET: FileSheet = {
  parts: [
    LEGAL_TEST,
    { title: 'protection.evidence.title', about: ['protection.evidence.help'] },
    ...Array.from({ length: PIECES }, (_, piece): PaperPart => ({
      title: { id: 'protection.evidence.number', values: { number: piece + 1 } },
      whole: true,
      asks: questionsOf(EVIDENCE),
    })),
    {
      records: 'decision_recorded',
      title: 'protection.decision.outcome',
      asks: questionsOf(DECISION),
    },
  ],
  signs: ['protection.decision.body'],
}

const GUARDIAN: AskedOnPaper<Payloads['guardian_appointed']> = {
  guardian: { label: 'protection.guardian.who', help: 'protection.guardian.who_help', answer: lines(2) },
  appointedOn: { label: 'protection.guardian.on', help: 'protection.guardian.on_help', answer: day },
  noConflictOfInterest: {
    label: 'protection.guardian.conflict',
    help: 'protection.guardian.free_help',
    answer: ticks('protection.guardian.free'),
  },
}

export const GUARDIAN_SHEET: FileSheet = {
  parts: [
    {
      records: 'guardian_appointed',
      about: ['protection.guardian.about', 'protection.guardian.free_missing'],
      asks: questionsOf(GUARDIAN),
    },
  ],
}

const AGE: AskedOnPaper<Payloads['path_changed']> = {
  to: {
    label: 'protection.panel.path.path',
    answer: ticks(...FILE_PATHS.map((path) => `protection.panel.path.${path}`)),
  },
  basis: {
    label: 'protection.panel.path.on_what',
    help: 'protection.panel.path.on_what_adult',
    answer: ticks(...AGE_BASES.map((basis) => `protection.panel.path.basis.${basis}`)),
  },
  establishedOn: { label: 'protection.panel.path.since', answer: day },
  reasons: { label: 'protection.panel.path.reasons', help: 'protection.panel.path.reasons_help', answer: lines(6) },
}

export const AGE_SHEET: FileSheet = {
  parts: [
    {
      records: 'path_changed',
      about: ['protection.panel.path.about_child', 'protection.panel.path.about_adult'],
      asks: questionsOf(AGE),
    },
  ],
}

/** What a person with a file may decline; recording is declined at first contact, and has no file. */
const DECLINED = ['identification', 'sharing'] as const satisfies readonly Payloads['refusal_recorded']['kind'][]

const DECLINING: AskedOnPaper<Payloads['refusal_recorded']> = {
  kind: {
    label: 'protection.panel.declining.title',
    answer: ticks(...DECLINED.map((kind) => `protection.panel.declining.${kind}`)),
  },
  declinedOn: { label: 'protection.panel.declining.on', answer: day },
  explained: {
    label: 'protection.panel.declining.explained',
    help: 'protection.panel.declining.explained_help',
    answer: lines(4),
  },
}

const WITHDRAWING: AskedOnPaper<Payloads['consent_withdrawn']> = {
  grantIds: { label: 'protection.panel.consent.withdraw_which', answer: lines(4) },
  withdrawnOn: {
    label: 'protection.panel.consent.withdraw_on',
    help: 'protection.panel.consent.withdraw_on_help',
    answer: day,
  },
  reason: {
    label: 'protection.panel.consent.withdraw_reason',
    help: 'protection.panel.consent.withdraw_reason_help',
    answer: lines(2),
  },
}

export const DECLINING_SHEET: FileSheet = {
  parts: [
    {
      records: 'refusal_recorded',
      title: 'protection.panel.declining.title',
      about: [
        'protection.panel.declining.about',
        ...DECLINED.flatMap((kind) => [
          { of: `protection.panel.declining.${kind}`, text: `protection.panel.declining.${kind}_about` },
          `protection.panel.declining.${kind}_goes_on`,
        ]),
      ],
      asks: questionsOf(DECLINING),
    },
    {
      records: 'consent_withdrawn',
      title: 'protection.panel.consent.withdraw_title',
      about: ['protection.panel.consent.withdraw_about', 'protection.panel.consent.told_elsewhere'],
      asks: questionsOf(WITHDRAWING),
    },
  ],
}

const CLOSURE: AskedOnPaper<Payloads['closure_requested']> = {
  reason: { label: 'protection.closure.reason', answer: { list: 'closure_reason' } },
  summary: { label: 'protection.closure.summary', help: 'protection.closure.summary_help', answer: lines(10) },
}

const CLOSED: AskedOnPaper<Payloads['closure_approved']> = {
  closedOn: { label: 'protection.closure.closed_on', answer: day },
}

const RETURNED: AskedOnPaper<Payloads['closure_returned']> = {
  reasons: {
    label: 'protection.closure.return_reasons',
    help: 'protection.closure.return_reasons_help',
    answer: lines(3),
  },
}

const REOPENED: AskedOnPaper<Payloads['file_reopened']> = {
  reasons: { label: 'protection.closure.reopen_reasons', answer: lines(3) },
  reopenedOn: { label: 'protection.closure.reopened_on', answer: day },
}

/** Asked for by one, closed or returned by another; and opened again. */
export const CLOSURE_SHEET: FileSheet = {
  parts: [
    {
      records: 'closure_requested',
      title: 'protection.closure.request',
      about: ['protection.closure.open_about'],
      asks: questionsOf(CLOSURE),
    },
    {
      records: 'closure_approved',
      title: 'protection.closure.approve_title',
      about: ['protection.closure.about', 'protection.closure.stops_work'],
      asks: questionsOf(CLOSED),
    },
    { records: 'closure_returned', title: 'protection.closure.return_title', asks: questionsOf(RETURNED) },
    {
      records: 'file_reopened',
      title: 'protection.closure.reopen',
      about: ['protection.closure.reopen_about'],
      asks: questionsOf(REOPENED),
    },
  ],
  signs: ['protection.closure.asked_by', 'protection.forms.sign_supervisor'],
}
