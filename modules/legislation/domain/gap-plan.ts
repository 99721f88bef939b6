export const PRIORITIES = ['high', 'medium', 'low'] as const

/** What help a country asks for to close a gap. */
export const ASSISTANCE = ['none', 'drafting', 'legal_review', 'model_law', 'training', 'translation', 'other'] as const
