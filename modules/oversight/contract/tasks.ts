/** What the data-protection officer is told of: faster than the pace; refused again and again; many names in one list. */
export const UNUSUAL_KINDS = ['slowed', 'refused', 'names_exported'] as const
export type UnusualKind = (typeof UNUSUAL_KINDS)[number]

/** What waits for the officer: the nightly check found a change; accounts to review; accounts in use without a second factor. */
export const OFFICER_TASKS = ['night_broken', 'accounts_to_review', 'no_second_factor'] as const
export type OfficerTaskKind = (typeof OFFICER_TASKS)[number]
