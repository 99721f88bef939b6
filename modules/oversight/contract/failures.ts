import type { FailureCatalogue } from '@gloact/http/contract'

/** What the failures of this module mean to a caller. */
export const OVERSIGHT_FAILURES = {
  'oversight.not_allowed': { status: 403, title: 'The roles of this account do not open this page.' },
  'oversight.account_unknown': { status: 422, title: 'One of these accounts is not in this country.' },
} as const satisfies FailureCatalogue

export type OversightFailureCode = keyof typeof OVERSIGHT_FAILURES
