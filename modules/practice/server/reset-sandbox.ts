import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { RESET_WORD, type ResetProgress } from '../contract/practice.ts'
import { practicePolicy } from '../domain/practice-policy.ts'
import type { PracticeContext } from './context.ts'

/**
 * Sets the sandbox back to its first day: for an administrator who typed the word. On any other kind of instance it is
 * refused before anything else is looked at.
 */
export async function resetSandbox(
  { training, reset }: PracticeContext,
  principal: Principal,
  typed: string,
): Promise<Result<{ begun: true }, Failure>> {
  if (!training || reset === undefined) return err(failure('practice.not_training'))
  if (!practicePolicy.decide(principal, 'sandbox.reset', null).allowed) return err(failure('practice.not_allowed'))
  if (typed.trim().toUpperCase() !== RESET_WORD) return err(failure('practice.not_confirmed'))
  return reset.begin() ? ok({ begun: true }) : err(failure('practice.reset_running'))
}

export async function readReset({ training, reset }: PracticeContext): Promise<Result<ResetProgress, Failure>> {
  return training && reset !== undefined ? ok(reset.progress()) : err(failure('practice.not_training'))
}
