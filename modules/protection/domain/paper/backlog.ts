import type { DeadlineKind } from '../file/file-rules.ts'

/**
 * Clocks that stand for a danger and not for a step of the procedure: however late a file was entered, they are never
 * put aside. A child without a guardian has nobody who acts for them alone (CoE Convention, art. 10(4)).
 */
export const DANGER_CLOCKS = ['guardian'] as const satisfies readonly DeadlineKind[]
