import type { Calculation } from './calculation.ts'
import type { Condition } from './condition.ts'

/** The fields that a condition asks about. */
export function fieldsOfCondition(condition: Condition): string[] {
  if ('and' in condition) return condition.and.flatMap(fieldsOfCondition)
  if ('or' in condition) return condition.or.flatMap(fieldsOfCondition)
  if ('not' in condition) return fieldsOfCondition(condition.not)
  if ('answered' in condition) return [condition.answered]
  if ('absent' in condition) return [typeof condition.absent === 'string' ? condition.absent : condition.absent[0]]
  if ('in' in condition) return [condition.in[0]]
  const [name, operand] = Object.values(condition)[0] as [string, unknown]
  return typeof operand === 'object' && operand !== null && 'field' in operand
    ? [name, (operand as { field: string }).field]
    : [name]
}

/** The fields that a calculation is made from; a summand `group.field` counts as both. */
export function fieldsOfCalculation(calculation: Calculation): string[] {
  if ('field' in calculation) return [calculation.field]
  if ('value' in calculation) return []
  if ('ageOn' in calculation) return [...calculation.ageOn]
  if ('count' in calculation) return [calculation.count]
  if ('sum' in calculation) return calculation.sum.flatMap((name) => name.split('.'))
  if ('band' in calculation) return fieldsOfCalculation(calculation.band[0])
  const [when, then, otherwise] = calculation.if
  return [...fieldsOfCondition(when), ...fieldsOfCalculation(then), ...fieldsOfCalculation(otherwise)]
}
