import type { ScopedTransaction } from '@gloact/postgres'

/** What an examination came to: well, worth knowing, wrong, or not looked at because something before it is wrong. */
export const FINDING_STATES = ['ok', 'warning', 'failed', 'skipped'] as const

export interface Finding {
  readonly state: (typeof FINDING_STATES)[number]
  /** What was found, in plain words, with numbers and ids and nobody's name. */
  readonly found: string
  /** What to do about it. */
  readonly advice?: string
}

/** One thing of a module that `gloact doctor` looks at. */
export interface ModuleExamination {
  readonly name: string
  /** Why it matters, for somebody who reads it for the first time. */
  readonly why: string
  /** Asks the database, in the system's scope and for reading only. It opens no key. */
  readonly examine: (trx: ScopedTransaction) => Promise<Finding>
}
