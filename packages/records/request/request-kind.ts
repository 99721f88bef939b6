import type { RequestKind } from './definition.ts'
import { problemsOfKind } from './kind-problems.ts'

/**
 * Declares a kind of request.
 *
 * Throws a TypeError on one that is invalid: a state that no step reaches or from which no end is reached, a clock that
 * starts and never can stop, a second person who would be the first, a state in which it is nobody's turn or the turn of
 * somebody who has no step, a name that is not declared. `problemsOfKind` says which.
 */
export function requestKind<
  const Party extends string,
  const State extends string,
  const Clock extends string,
  const Step extends string,
>(declared: RequestKind<Party, State, Clock, Step>): RequestKind<Party, State, Clock, Step> {
  const problems = problemsOfKind(declared)
  if (problems.length > 0) throw new TypeError(`${declared.kind}: ${problems.join('; ')}`)
  return declared
}
