import type { Payloads } from '../../domain/file/actions/definitions.ts'
import {
  RISK_DIMENSIONS,
  RISK_GRADES,
  RISK_LEVELS,
  type AssessedRisk,
  type RiskAssessed,
  type SafetyPlan,
} from '../../domain/file/risk.ts'
import { APPOINTMENT_OUTCOMES } from '../../domain/file/service-payloads.ts'
import { NOTE_KINDS, REVIEW_DECISIONS, REVIEW_SUBJECTS } from '../../domain/file/words.ts'
import {
  absences,
  day,
  lines,
  questionsOf,
  ticks,
  tookPart,
  type AskedOnPaper,
  type FileSheet,
  type PaperAnswer,
  type PaperQuestion,
} from './paper-questions.ts'

/** Small, so that two risks stand on one page. */
const grades = (of: 'likelihood' | 'impact'): PaperAnswer => ({
  ticks: [...RISK_GRADES.map((grade) => `protection.risk.${of}.${grade}`), ...absences],
  small: true,
})

const RISK: AskedOnPaper<AssessedRisk> = {
  dimension: null,
  likelihood: { label: 'protection.risk.likelihood', answer: grades('likelihood') },
  impact: { label: 'protection.risk.impact', answer: grades('impact') },
  what: { label: 'protection.risk.what', answer: { lines: 3, half: true } },
  mitigation: { label: 'protection.risk.mitigation', answer: { lines: 3, half: true } },
  ownerId: { label: 'protection.risk.owner', answer: lines() },
  reviewOn: { label: 'protection.risk.review_on', answer: day },
}

const assessedOn: PaperQuestion = { label: 'protection.risk.assessed_on', answer: day }

const ASSESSMENT: AskedOnPaper<RiskAssessed> = {
  // Stands before the risks.
  assessedOn: null,
  risks: null,
  overall: {
    label: 'protection.risk.overall',
    help: 'protection.risk.overall_help',
    answer: ticks(...RISK_LEVELS.map((level) => `protection.risk.level.${level}`)),
  },
  overallReason: { label: 'protection.forms.risk_reason', answer: lines(2) },
  personTookPart: { label: 'protection.risk.took_part', answer: tookPart },
  safetyPlan: null,
}

const SAFETY_PLAN: AskedOnPaper<SafetyPlan> = {
  signs: { label: 'protection.safety_plan.signs', answer: lines(3) },
  steps: { label: 'protection.safety_plan.steps', answer: lines(3) },
  people: { label: 'protection.safety_plan.people', answer: lines(3) },
  places: { label: 'protection.safety_plan.places', answer: lines(3) },
}

/** Every risk, the overall level, and the safety plan. */
export const RISK_SHEET: FileSheet = {
  parts: [
    { about: ['protection.forms.risk_how'], asks: [assessedOn] },
    ...RISK_DIMENSIONS.map((dimension) => ({
      title: `protection.risk.dimension.${dimension}`,
      about: [`protection.risk.dimension_help.${dimension}`],
      asks: questionsOf(RISK),
      whole: true,
    })),
    { records: 'risk_assessed', whole: true, asks: questionsOf(ASSESSMENT) },
    {
      title: 'protection.safety_plan.title',
      about: ['protection.safety_plan.about'],
      asks: questionsOf(SAFETY_PLAN),
      whole: true,
    },
  ],
}

const PLAN: AskedOnPaper<Payloads['plan_agreed']> = {
  agreedWithPerson: {
    label: 'protection.plan.with_person',
    answer: ticks('protection.plan.with_person_yes', 'protection.plan.with_person_no'),
  },
  reasons: [
    { label: 'protection.plan.why_not', help: 'protection.plan.why_not_help', answer: lines(3) },
    { label: 'protection.plan.remarks', help: 'protection.plan.remarks_help', answer: lines(3) },
  ],
  agreedOn: { label: 'protection.plan.agreed_on', answer: day },
  review: null,
}

/** The goals themselves are on the country's form of the plan. */
export const PLAN_SHEET: FileSheet = {
  parts: [{ records: 'plan_agreed', about: ['protection.plan.none_about'], asks: questionsOf(PLAN) }],
}

const SERVICE: AskedOnPaper<Payloads['service_recorded']> = {
  type: { label: 'protection.service.type', answer: { list: 'service_type' } },
  providerAgencyId: { label: 'protection.service.provider', answer: lines() },
  provider: null,
  plannedOn: { label: 'protection.service.planned_on', answer: day },
  startedOn: { label: 'protection.service.started_on', answer: day },
  endedOn: { label: 'protection.service.ended_on', answer: day },
  goalId: { label: 'protection.service.goal', answer: lines() },
  note: { label: 'protection.service.note', answer: lines(3) },
  corrects: null,
}

const SERVICE_RESULT: AskedOnPaper<Payloads['service_result_recorded']> = {
  serviceId: null,
  result: { label: 'protection.service.result', answer: { list: 'service_result' } },
  resultOn: { label: 'protection.service.result_on', answer: day },
  reason: { label: 'protection.service.reason', help: 'protection.service.reason_help', answer: lines(3) },
}

export const SERVICE_SHEET: FileSheet = {
  parts: [
    { records: 'service_recorded', asks: questionsOf(SERVICE) },
    {
      records: 'service_result_recorded',
      title: 'protection.service.results',
      whole: true,
      asks: questionsOf(SERVICE_RESULT),
    },
  ],
}

const when: readonly PaperQuestion[] = [
  { label: 'protection.appointment.on', answer: day },
  {
    label: 'protection.appointment.time',
    help: 'protection.appointment.at_help',
    answer: { boxes: 'hours_and_minutes' },
  },
]
const minutes: PaperQuestion = { label: 'protection.appointment.minutes', answer: { boxes: 'hours_and_minutes' } }
const place: PaperQuestion = { label: 'protection.appointment.place', answer: lines() }
const goingWith: PaperQuestion = { label: 'protection.appointment.going_with', answer: lines() }

const APPOINTMENT: AskedOnPaper<Payloads['appointment_made']> = {
  kind: { label: 'protection.appointment.kind', answer: { list: 'appointment_kind' } },
  when,
  minutes,
  place,
  with: { label: 'protection.appointment.with', help: 'protection.appointment.with_help', answer: lines() },
  goingWith,
  serviceId: { label: 'protection.appointment.service', answer: lines() },
  remindOn: { label: 'protection.appointment.remind_on', answer: day },
  safeContactRead: {
    label: 'protection.file.safe_contact',
    help: 'protection.appointment.safe_contact_help',
    answer: ticks('protection.appointment.safe_contact'),
  },
}

const APPOINTMENT_MOVED: AskedOnPaper<Payloads['appointment_changed']> = {
  appointmentId: null,
  when,
  minutes,
  place,
  goingWith,
  reasons: { label: 'protection.appointment.reasons', answer: lines(2) },
}

const APPOINTMENT_ENDED: AskedOnPaper<Payloads['appointment_ended']> = {
  appointmentId: null,
  outcome: {
    label: 'protection.appointment.outcome',
    // What was recorded by mistake is not filled in by hand.
    answer: ticks(
      ...APPOINTMENT_OUTCOMES.filter((outcome) => outcome !== 'recorded_by_mistake').map(
        (outcome) => `protection.appointment.status.${outcome}`,
      ),
    ),
  },
  happenedOn: { label: 'protection.appointment.outcome_on', answer: day },
  note: {
    label: 'protection.appointment.outcome_note',
    help: 'protection.appointment.outcome_note_help',
    answer: lines(3),
  },
}

export const APPOINTMENT_SHEET: FileSheet = {
  parts: [
    { records: 'appointment_made', asks: questionsOf(APPOINTMENT) },
    {
      records: 'appointment_changed',
      title: 'protection.appointment.was_moved',
      whole: true,
      asks: questionsOf(APPOINTMENT_MOVED),
    },
    {
      records: 'appointment_ended',
      title: 'protection.appointment.what_came',
      whole: true,
      asks: questionsOf(APPOINTMENT_ENDED),
    },
  ],
}

const REVIEW: AskedOnPaper<Payloads['review_held']> = {
  of: {
    label: 'protection.review.of',
    answer: ticks(...REVIEW_SUBJECTS.map((subject) => `protection.review.subject.${subject}`)),
  },
  heldOn: { label: 'protection.review.held_on', answer: day },
  participants: {
    label: 'protection.review.participants',
    help: 'protection.review.participants_help',
    answer: lines(2),
  },
  personTookPart: { label: 'protection.review.took_part', answer: tookPart },
  findings: { label: 'protection.review.findings', help: 'protection.review.findings_help', answer: lines(6) },
  decision: {
    label: 'protection.review.decision',
    answer: ticks(...REVIEW_DECISIONS.map((decision) => `protection.review.decided.${decision}`)),
  },
  nextReviewOn: { label: 'protection.review.next_on', help: 'protection.review.next_on_close', answer: day },
}

export const REVIEW_SHEET: FileSheet = {
  parts: [
    {
      records: 'review_held',
      about: REVIEW_SUBJECTS.map((subject) => ({
        of: `protection.review.subject.${subject}`,
        text: `protection.review.how.${subject}`,
      })),
      asks: questionsOf(REVIEW),
    },
  ],
}

const NOTE: AskedOnPaper<Payloads['note_added']> = {
  kind: {
    label: 'protection.note.kind',
    answer: ticks(...NOTE_KINDS.map((kind) => `protection.note.kind.${kind}`)),
  },
  text: { label: 'protection.note.text', help: 'protection.note.text_help', answer: lines(14) },
  notedOn: { label: 'protection.note.on', answer: day },
}

export const NOTE_SHEET: FileSheet = {
  parts: [
    {
      records: 'note_added',
      about: [{ of: 'protection.note.no_testimony', text: 'protection.note.no_testimony_about' }],
      asks: questionsOf(NOTE),
    },
  ],
}
