import type { FailureCatalogue } from '@gloact/http/contract'

/** What the failures of this module mean to a caller. */
export const CHILDREN_FAILURES = {
  'children.not_allowed': { status: 403, title: 'The roles of this account do not allow it.' },
} as const satisfies FailureCatalogue
