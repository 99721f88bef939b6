/** What the authority asks about a guardian and a child before appointing: each yes, no or not known. */
export const CONFLICT_QUESTIONS = [
  'related',
  'lives_with',
  'works_for',
  'carried',
  'decides_stay',
  'carer_employed',
  'against',
  'sought',
  'same_household',
  'objected',
  'otherwise',
] as const
export type ConflictQuestion = (typeof CONFLICT_QUESTIONS)[number]

/** What nobody clears: anyone who is tied to a suspect this closely is no guardian of this child. */
export const NEVER_CLEARED: readonly ConflictQuestion[] = ['related', 'lives_with', 'works_for', 'carried']
