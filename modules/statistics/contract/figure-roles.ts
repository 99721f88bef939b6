/** Those who work with figures: who may estimate, and ask by which limits. */
export const FIGURE_ROLES = ['analyst', 'national_coordinator'] as const
