import type { Principal } from '@gloact/identity/contract/principal'
import type { Clock, Instant } from '@gloact/kernel'
import type { ResetProgress } from '../contract/practice.ts'
import type { Activity } from '../domain/exercises.ts'

/** Setting the sandbox back, done by the person who runs the server: it stops everything that a use case stands on. */
export interface SandboxReset {
  readonly progress: () => ResetProgress
  /** Begins, and goes on after the answer was given; false where it runs already or may not be. */
  readonly begin: () => boolean
}

/** What this module is given; what it needs of others is answered where the server is composed. */
export interface PracticeContext {
  readonly clock: Clock
  /** Whether this is the training sandbox. Everywhere else each use case is refused. */
  readonly training: boolean
  readonly reset: SandboxReset | undefined
  /** Answered by protection: an invented file by the number of its story, and what somebody did in files. */
  readonly fileOf: (story: number) => string
  readonly doneSince: (
    principal: Principal,
    since: Instant,
  ) => Promise<readonly (Activity & { readonly at: Instant })[]>
}
