import type { FailureCatalogue } from '@gloact/http/contract'

/** What the failures of this module mean to a caller. */
export const PRACTICE_FAILURES = {
  'practice.not_training': {
    status: 409,
    title: 'This is not the training sandbox. What is recorded here stays: nothing is reset or practised here.',
  },
  'practice.not_allowed': { status: 403, title: 'Only an administrator resets the training sandbox.' },
  'practice.not_confirmed': { status: 422, title: 'The word that confirms it was not typed.' },
  'practice.reset_running': { status: 409, title: 'The training sandbox is already being reset.' },
} as const satisfies FailureCatalogue

export type PracticeFailureCode = keyof typeof PRACTICE_FAILURES
