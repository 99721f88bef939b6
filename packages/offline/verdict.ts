import type { ReceivedProblem } from '@gloact/http/client'
import type { Result } from '@gloact/kernel'

/** What an answer, or that none came, means for what was sent. The one judgement of it: nobody decides by a status. */
export type Verdict<Value = unknown> =
  /** The server has it, now or from an earlier sending. */
  | { readonly kind: 'sent'; readonly value: Value }
  /** Our server judged it and did not take it; sent again as it is, it would not either. */
  | { readonly kind: 'refused'; readonly problem: ReceivedProblem }
  /** It was not taken, and nothing is wrong with it: no session just now, too many requests, no room. Sent again later. */
  | { readonly kind: 'pause'; readonly problem: ReceivedProblem }
  /** Nobody knows: no answer, somebody else's, or one of a server in trouble. Sent again as it is, under the same id. */
  | { readonly kind: 'may_have_arrived'; readonly problem: ReceivedProblem }

/** Statuses at which our own server, or who stands before it, turned the request away before anything was judged. */
const TURNED_AWAY: readonly number[] = [401, 408, 425, 429, 507]

/**
 * Judges an answer. `isOf` says whether a success is the success of what was sent: one that names other ids, or none, is
 * a foreign answer.
 */
export function verdictOf<Value>(
  answer: Result<Value, ReceivedProblem>,
  isOf: (value: Value) => boolean = () => true,
): Verdict<Value> {
  if (answer.ok) {
    return isOf(answer.value)
      ? { kind: 'sent', value: answer.value }
      : { kind: 'may_have_arrived', problem: { ...FOREIGN, status: 0 } }
  }
  const problem = answer.error
  if (problem.code === 'http.signed_out' || TURNED_AWAY.includes(problem.status)) return { kind: 'pause', problem }
  // `http.unexpected_response`, `http.unreachable` and `http.cancelled` are the client's own words for "not our answer".
  const ours = problem.status >= 400 && problem.status < 500 && problem.code !== FOREIGN.code
  return { kind: ours ? 'refused' : 'may_have_arrived', problem }
}

const FOREIGN = { type: 'about:blank', title: 'http.unexpected_response', code: 'http.unexpected_response' } as const

/** What went wrong; undefined where it was sent. */
export const problemIn = (verdict: Verdict): ReceivedProblem | undefined =>
  verdict.kind === 'sent' ? undefined : verdict.problem
