import type { Evaluation } from '@gloact/exchange'

/**
 * Three tracks cross borders, and never mix: intelligence about suspects, requests for evidence, and people who are referred. Each
 * has its own desks, messages and records; nothing of one refers to another, and a link between them is a decision made at home.
 */
export const TRACKS = ['evidence', 'intelligence', 'referral'] as const
export type Track = (typeof TRACKS)[number]

/** The messages of the track of evidence: mutual legal assistance (UNTOC art. 18). */
export const EVIDENCE_MESSAGES = [
  'cooperation.mla_request',
  'cooperation.mla_acknowledged',
  'cooperation.mla_more_asked',
  'cooperation.mla_more_supplied',
  'cooperation.mla_accepted',
  'cooperation.mla_conditions_offered',
  'cooperation.mla_conditions_agreed',
  'cooperation.mla_postponed',
  'cooperation.mla_refused',
  'cooperation.mla_part_result',
  'cooperation.mla_result',
  'cooperation.mla_progress_asked',
  'cooperation.mla_permission_asked',
  'cooperation.mla_permission_given',
  'cooperation.mla_permission_withheld',
  'cooperation.mla_corrected',
  'cooperation.mla_recalled',
  'cooperation.mla_withdrawn',
  'cooperation.mla_closed',
] as const
export type EvidenceMessage = (typeof EVIDENCE_MESSAGES)[number]

/** The messages of the track of intelligence: about suspects, graded, and never evidence. */
export const INTELLIGENCE_MESSAGES = [
  'cooperation.intel_report',
  'cooperation.intel_assessed',
  'cooperation.intel_permission_asked',
  'cooperation.intel_permission_given',
  'cooperation.intel_permission_withheld',
  'cooperation.intel_corrected',
  'cooperation.intel_recalled',
  'cooperation.intel_closed',
] as const
export type IntelligenceMessage = (typeof INTELLIGENCE_MESSAGES)[number]

/** The messages of the track of referrals: of people, with their consent, to a service that helps them. */
export const REFERRAL_MESSAGES = [
  'cooperation.victim_capacity_asked',
  'cooperation.victim_room',
  'cooperation.victim_no_room',
  'cooperation.victim_offered',
  'cooperation.victim_accepted',
  'cooperation.victim_declined',
  'cooperation.victim_handed_over',
  'cooperation.victim_arrived',
  'cooperation.victim_missing',
  'cooperation.victim_followed_up',
  'cooperation.victim_status_told',
  'cooperation.victim_status_told_back',
  'cooperation.victim_concluded',
  'cooperation.victim_arrival_asked',
  'cooperation.victim_recalled',
  'cooperation.victim_destroyed',
  'cooperation.victim_closed',
] as const
export type ReferralMessage = (typeof REFERRAL_MESSAGES)[number]

const PREFIXES: Readonly<Record<string, Track>> = {
  'cooperation.mla': 'evidence',
  'cooperation.intel': 'intelligence',
  'cooperation.victim': 'referral',
}

/** The track of a type of message; undefined for a type that is of none. */
export const trackOf = (type: string): Track | undefined => PREFIXES[type.split('_')[0] ?? '']

/** Whether a message of this type may stand in a conversation of that track. One of no track stands in none. */
export const belongsTo = (type: string, track: Track): boolean => trackOf(type) === track

/**
 * Whom a request for evidence may name. No victim and nobody who seeks asylum is among them: what identifies them goes to no
 * home country (Trafficking Protocol art. 6 and 14, Smuggling Protocol art. 19); they are referred, with their consent.
 */
export const PERSON_ROLES = [
  'suspect',
  'accused',
  'convicted',
  'witness',
  'expert',
  'legal_person',
  'returnee',
] as const
/** What no message for evidence has a place for, whatever a later form asks. */
export const NEVER_IN_EVIDENCE = [
  'person_id',
  'file_id',
  'case_file',
  'victim',
  'consent',
  'referral',
  'asylum',
  'health',
] as const

/** The answers of a message that are of another track, by what their questions are called. */
export const strayAnswers = (paths: readonly string[]): readonly string[] =>
  paths.filter((path) =>
    path.split('/').some((part) => NEVER_IN_EVIDENCE.some((word) => part === word || part.startsWith(`${word}_`))),
  )

/**
 * What is wrong with an evaluation: intelligence is graded, evidence is weighed by a court, and nobody grades a victim.
 */
export const evaluationProblem = (track: Track, evaluation: Evaluation | null): 'missing' | 'forbidden' | undefined => {
  if (track === 'intelligence') return evaluation === null ? 'missing' : undefined
  return evaluation === null ? undefined : 'forbidden'
}
