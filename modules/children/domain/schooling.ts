import { addMonths, type PlainDate } from '@gloact/kernel'
import { told, type Said } from './said.ts'

/** For how long a reason why a child has no school stands before it is looked at again, at most. */
const REASON_MONTHS = 6

/** Why there is no school is looked at again on a day to come: a reason does not end the search for good. */
export function reasonMissing(said: Said, on: PlainDate): readonly 'school_again_late'[] {
  const again = told(said, 'again_on')
  return again !== undefined && again > on && again <= addMonths(on, REASON_MONTHS) ? [] : ['school_again_late']
}
