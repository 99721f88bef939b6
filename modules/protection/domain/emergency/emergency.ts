import type { Instant } from '@gloact/kernel'

/** Why somebody opens a file that is not theirs: a person cannot wait until the person who has the file is there. */
export const EMERGENCY_REASONS = [
  'danger_to_life',
  'person_missing',
  'medical_emergency',
  'child_at_risk',
  'person_present',
  'colleague_absent',
  'other',
] as const
export type EmergencyReason = (typeof EMERGENCY_REASONS)[number]

export const OPENING_VERDICTS = ['justified', 'not_justified'] as const
export type OpeningVerdict = (typeof OPENING_VERDICTS)[number]

/** Whose files may be opened so: those of one's own agency, or of the whole country. */
export const EMERGENCY_REACHES = ['agency', 'country'] as const
export type EmergencyReach = (typeof EMERGENCY_REACHES)[number]

/** The roles that a country may let open files in an emergency. Anyone who sees no files by role opens none so either. */
export const EMERGENCY_ROLES = [
  'frontline_worker',
  'caseworker',
  'supervisor',
  'service_provider',
  'competent_authority',
  'child_protection_officer',
] as const
export type EmergencyRole = (typeof EMERGENCY_ROLES)[number]

/** Nothing stays open longer than this, whatever a country sets. */
export const MOST_EMERGENCY_HOURS = 24

/** What a country has decided about opening files in an emergency. Without it nobody does. */
export interface EmergencyRules {
  readonly roles: readonly EmergencyRole[]
  readonly reach: EmergencyReach
  /** How long a file stays open where nothing else was asked for, and the most that may be asked for. */
  readonly hours: number
  readonly mostHours: number
  /** How often somebody may try within an hour, whether there was such a file or not. */
  readonly attemptsPerHour: number
}

/** Where the country says nothing else. */
export const USUAL_ATTEMPTS_PER_HOUR = 10

/** Somebody opened the file who could not see it. Made by the server alone. */
export interface OpenedInEmergency {
  /** The agency of the person who opened it. */
  readonly agencyId: string
  readonly reason: EmergencyReason
  readonly words: string
  /** The server's clock decides: from then on the file is closed to them again. */
  readonly until: Instant
}

/** The person who opened it needs it no longer: it closes to them before its time. Made by the server alone. */
export interface OpeningEnded {
  /** The action by which the file was opened. */
  readonly openingId: string
}

/** Whether that was right, by somebody else who answers for it. Made by the server alone. */
export interface OpeningReviewed {
  /** The action by which the file was opened. */
  readonly openingId: string
  readonly verdict: OpeningVerdict
  readonly words: string
}
