/**
 * What may be suspected besides exploitation at work and sexual exploitation: no list of indicators with weights is known for these.
 * Codes of the list `exploitation_form`.
 */
export const SUSPICIONS = [
  'begging',
  'criminal_activities',
  'forced_marriage',
  'organ_removal',
  'illegal_adoption',
] as const
export type Suspicion = (typeof SUSPICIONS)[number]

/** What endangered a smuggled migrant on the way (Smuggling of Migrants Protocol, art. 6(3) and 16(3)). */
export const SMUGGLING_DANGERS = ['life_endangered', 'violence', 'abandoned', 'debt', 'separated'] as const
export type SmugglingDanger = (typeof SMUGGLING_DANGERS)[number]

export const ASYLUM_ANSWERS = ['yes', 'no', 'not_known', 'declined', 'not_asked'] as const
export type AsylumAnswer = (typeof ASYLUM_ANSWERS)[number]

/** Of somebody who was smuggled and shows no indication of trafficking: assisted and handed over, identified as nothing. */
export interface Smuggled {
  readonly asylum: AsylumAnswer
  readonly dangers: readonly SmugglingDanger[]
}
