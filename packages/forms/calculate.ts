import { ageOn, isPartialDate, spanOf, type Answer, type Json } from '@gloact/kernel'
import type { Band, Calculation } from './calculation.ts'
import { truthOf, type Scope } from './truth.ts'

/** A scope that also reads the rows of a group, for sums and counts over them. */
export interface CalculationScope extends Scope {
  /** The answers to a field in the rows of its group. */
  column(groupId: string, fieldId: string): readonly (Answer | undefined)[]
}

/** The numbers that a result may be: `low` and `high` are the same where it is known exactly. */
interface Range {
  readonly low: number
  readonly high: number
}

const exactly = (value: number): Range => ({ low: value, high: value })

const valueOf = (answer: Answer | undefined): Json | undefined =>
  answer && 'value' in answer ? answer.value : undefined

const bandOf = (bands: readonly Band[], value: number): Band | undefined =>
  bands.find((band) => (band.from ?? -Infinity) <= value && value <= (band.to ?? Infinity))

function ageRange(birth: Json | undefined, on: Json | undefined): Range | undefined {
  if (typeof birth !== 'string' || typeof on !== 'string' || !isPartialDate(birth) || !isPartialDate(on))
    return undefined
  const [born, day] = [spanOf(birth), spanOf(on)]
  const high = ageOn(born.first, day.last)
  return high < 0 ? undefined : { low: Math.max(0, ageOn(born.last, day.first)), high }
}

function evaluate(calculation: Calculation, scope: CalculationScope): Range | string | undefined {
  if ('value' in calculation)
    return typeof calculation.value === 'number' ? exactly(calculation.value) : calculation.value
  if ('field' in calculation) {
    const value = valueOf(scope.answer(calculation.field))
    return typeof value === 'number' ? exactly(value) : typeof value === 'string' ? value : undefined
  }
  if ('ageOn' in calculation) {
    const [birth, on] = calculation.ageOn
    return ageRange(valueOf(scope.answer(birth)), valueOf(scope.answer(on)))
  }
  if ('count' in calculation) {
    const rows = scope.rowCount(calculation.count)
    if (rows !== undefined) return exactly(rows)
    const value = valueOf(scope.answer(calculation.count))
    return Array.isArray(value) ? exactly(value.length) : undefined
  }
  if ('sum' in calculation) {
    const values = calculation.sum
      .flatMap((name) => {
        const [group, field] = name.split('.') as [string, string?]
        return field === undefined ? [scope.answer(group)] : scope.column(group, field)
      })
      .map(valueOf)
      .filter((value) => typeof value === 'number')
    return values.length === 0 ? undefined : exactly(values.reduce((total, value) => total + value, 0))
  }
  if ('band' in calculation) {
    const [inner, bands] = calculation.band
    const range = evaluate(inner, scope)
    if (typeof range !== 'object') return undefined
    const band = bandOf(bands, range.low)
    return band === bandOf(bands, range.high) ? band?.code : undefined
  }
  const [when, then, otherwise] = calculation.if
  const truth = truthOf(when, scope)
  return truth === undefined ? undefined : evaluate(truth ? then : otherwise, scope)
}

/** The result of a calculation, or undefined where the answers do not settle it. */
export function calculate(calculation: Calculation, scope: CalculationScope): string | number | undefined {
  const result = evaluate(calculation, scope)
  if (typeof result !== 'object') return result
  return result.low === result.high && Number.isFinite(result.low) ? result.low : undefined
}
