/** What the data-protection officer is told of: faster than the pace; refused again and again; many names in one list. */
export const UNUSUAL_KINDS = ['slowed', 'refused', 'names_exported'] as const
export type UnusualKind = (typeof UNUSUAL_KINDS)[number]
