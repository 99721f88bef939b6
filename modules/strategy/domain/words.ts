/** What a strategy is built of: the four pillars of the Global Plan of Action (UN General Assembly resolution 64/293). */
export const PILLARS = ['prevention', 'protection', 'prosecution', 'partnership'] as const
export type Pillar = (typeof PILLARS)[number]

/**
 * Where an action stands. `claimed` and `verified` are reached by a claim alone, and never by who claims; `carried` to the next plan, by
 * carrying alone.
 */
export const ACTION_STATES = [
  'planned',
  'in_progress',
  'delayed',
  'blocked',
  'claimed',
  'verified',
  'dropped',
  'carried',
] as const
export type ActionState = (typeof ACTION_STATES)[number]

/** What is still to be done: late once its day has passed. */
export const OPEN_STATES = ['planned', 'in_progress', 'delayed', 'blocked'] as const satisfies readonly ActionState[]

/** Whose recommendations are kept. */
export const REVIEW_BODIES = ['tip_report', 'greta', 'upr', 'cedaw', 'crc', 'special_rapporteur'] as const
export type ReviewBody = (typeof REVIEW_BODIES)[number]
