import { isPartialDate, spanOf, type Answer, type Json } from '@gloact/kernel'
import type { Condition, Operand } from './condition.ts'

/** True, false, or neither: what is asked about has not been answered, or not exactly enough to tell. */
export type Truth = boolean | undefined

/** Where a condition reads from. */
export interface Scope {
  /** The answer to a field, the row's own first; undefined where it is hidden or not answered. */
  answer(id: string): Answer | undefined
  /** The number of rows of a group; undefined where the name is no group's. */
  rowCount(id: string): number | undefined
}

const not = (truth: Truth): Truth => (truth === undefined ? undefined : !truth)

/** Equal as far as is known: two dates of which one may be within the other are neither. */
function same(left: Json, right: Json): Truth {
  if (left === right) return true
  if (typeof left === 'string' && typeof right === 'string' && isPartialDate(left) && isPartialDate(right)) {
    const [a, b] = [spanOf(left), spanOf(right)]
    return a.last < b.first || b.last < a.first ? false : undefined
  }
  return false
}

function less(left: Json, right: Json): Truth {
  if (typeof left === 'number' && typeof right === 'number') return left < right
  if (typeof left === 'string' && typeof right === 'string' && isPartialDate(left) && isPartialDate(right)) {
    const [a, b] = [spanOf(left), spanOf(right)]
    return a.last < b.first ? true : a.first >= b.last ? false : undefined
  }
  return undefined
}

const any = (truths: readonly Truth[]): Truth =>
  truths.includes(true) ? true : truths.includes(undefined) ? undefined : false

const valueIn = (scope: Scope, id: string): Json | undefined => {
  const answer = scope.answer(id)
  return answer && 'value' in answer ? answer.value : undefined
}

function compare(scope: Scope, [id, operand]: [string, Operand], relation: (left: Json, right: Json) => Truth): Truth {
  const left = valueIn(scope, id)
  const right = typeof operand === 'object' ? valueIn(scope, operand.field) : operand
  if (left === undefined || right === undefined) return undefined
  return Array.isArray(left) ? any(left.map((one: Json) => relation(one, right))) : relation(left, right)
}

const isAnswered = (scope: Scope, id: string): boolean => {
  const rows = scope.rowCount(id)
  return rows === undefined ? valueIn(scope, id) !== undefined : rows > 0
}

/**
 * Whether a condition holds. Three-valued (Kleene's strong logic): a comparison with what is not answered is neither true
 * nor false, and so is its negation. Total: every condition has a truth on any answers.
 */
export function truthOf(condition: Condition, scope: Scope): Truth {
  if ('eq' in condition) return compare(scope, condition.eq, same)
  if ('ne' in condition) return not(compare(scope, condition.ne, same))
  if ('gt' in condition) return compare(scope, condition.gt, (left, right) => less(right, left))
  if ('le' in condition) return not(compare(scope, condition.le, (left, right) => less(right, left)))
  if ('lt' in condition) return compare(scope, condition.lt, less)
  if ('ge' in condition) return not(compare(scope, condition.ge, less))
  if ('in' in condition) {
    const [id, options] = condition.in
    return any(options.map((option) => compare(scope, [id, option], same)))
  }
  if ('answered' in condition) return isAnswered(scope, condition.answered)
  if ('absent' in condition) {
    const [id, kinds] = typeof condition.absent === 'string' ? [condition.absent] : condition.absent
    if (isAnswered(scope, id)) return false
    const answer = scope.answer(id)
    return kinds === undefined || kinds.includes(answer && 'absent' in answer ? answer.absent : 'not_asked')
  }
  if ('and' in condition) return not(any(condition.and.map((part) => not(truthOf(part, scope)))))
  if ('or' in condition) return any(condition.or.map((part) => truthOf(part, scope)))
  return not(truthOf(condition.not, scope))
}
