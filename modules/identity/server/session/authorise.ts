import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { violatedUnique } from '@gloact/postgres'
import { identityPolicy, type IdentityAction } from '../../domain/identity-policy.ts'
import type { IdentityFailureCode } from '../../contract/failures.ts'
import type { IdentityContext, SignedIn } from './context.ts'

/** Asks the policy. A refusal names the rule's reason, whose message a person can read. */
export function authorise(
  context: IdentityContext,
  signedIn: SignedIn,
  action: IdentityAction,
  staffId: string | null = null,
): Result<undefined, Failure> {
  const decision = identityPolicy.decide(signedIn.principal, action, { country: context.country, staffId })
  if (decision.allowed) return ok(undefined)
  // Of one's own account is told to whom it would be open otherwise; to anyone else every account is as closed as any.
  if (decision.rule === 'identity.nobody_manages_themselves') {
    const others = identityPolicy.decide(signedIn.principal, action, { country: context.country, staffId: null })
    if (others.allowed) return err(failure('identity.own_account'))
    return err(failure('identity.not_authorised', { params: { reason: others.reason } }))
  }
  return err(failure('identity.not_authorised', { params: { reason: decision.reason } }))
}

/** Turns a violated unique constraint into the failure that it means. */
export async function orTaken<Value>(
  constraints: Readonly<Record<string, IdentityFailureCode>>,
  run: () => Promise<Result<Value, Failure>>,
): Promise<Result<Value, Failure>> {
  try {
    return await run()
  } catch (error) {
    const code = constraints[violatedUnique(error) ?? '']
    if (code === undefined) throw error
    return err(failure(code))
  }
}
