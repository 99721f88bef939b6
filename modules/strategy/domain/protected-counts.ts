import { readRows, type FormAnswers } from '@gloact/forms'
import { isAbsent, valueOf, type Answer, type FieldFailure } from '@gloact/kernel'

const COUNTS = ['intake', 'completed', 'left'] as const

/**
 * Counts of people in a programme, year by year, as they may stand: none is small enough to single anybody out, and what is withheld is
 * not worked out from the others. Completed and left are parts of those taken in, as are those who are still there.
 */
export function checkCounts(answers: FormAnswers, threshold: number): readonly FieldFailure[] {
  return readRows(answers, 'years').flatMap(({ id, answers: year }): FieldFailure[] => {
    const count = (field: string): number | undefined => {
      const value = valueOf(year[field])
      return typeof value === 'number' ? value : undefined
    }
    const fail = (field: string, code: string): FieldFailure => ({ pointer: `/answers/years~1${id}~1${field}`, code })
    const small = (value: number | undefined) => value !== undefined && value > 0 && value < threshold
    const failures = COUNTS.filter((field) => small(count(field))).map((field) => fail(field, 'strategy.small_number'))
    const [intake, completed, left] = COUNTS.map(count)
    if (intake === undefined) return failures
    const rest = intake - (completed ?? 0) - (left ?? 0)
    if (rest < 0) return [...failures, fail('intake', 'strategy.parts_exceed')]
    const said = completed !== undefined && left !== undefined
    // Those who are still there are what is left over.
    if (said && small(rest)) return [...failures, fail('left', 'strategy.works_out')]
    // All but one of the parts known, the one that is withheld would be too where nobody is left over.
    const withheld = ['completed', 'left'].filter((field) => isWithheld(year[field]))
    if (withheld.length === 1 && rest < threshold) return [...failures, fail(withheld[0]!, 'strategy.works_out')]
    return failures
  })
}

const isWithheld = (answer: Answer | undefined): boolean =>
  answer !== undefined && isAbsent(answer) && answer.absent === 'withheld'
