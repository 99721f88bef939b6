import { isMissing } from './care.ts'
import { inForce } from './in-force.ts'
import type { KindName } from './kinds.ts'
import { told, type Said } from './said.ts'
import { carriedOutBy } from './solution.ts'
import { complaintsOf } from './suspension.ts'

/** A record as it stands, as far as this asks. */
export interface Standing {
  readonly steps: readonly (Said & { readonly id: string })[]
  /** Clocks that run towards a day. */
  readonly running: ReadonlySet<string>
}

/** What is done while a child is missing, each by the clock that asks for it. */
const SEARCHES: readonly (readonly [step: string, clock: string])[] = [
  ['tell_missing', 'missing_told'],
  ['search_day', 'missing_day'],
  ['search_week', 'missing_week'],
  ['search_month', 'missing_month'],
]

const careNotNow = ({ steps, running }: Standing): readonly string[] => [
  ...(isMissing({ steps }) ? ['report_missing', 'end'] : ['find']),
  // None of these clocks runs while nobody is missing.
  ...SEARCHES.flatMap(([step, clock]) => (running.has(clock) ? [] : [step])),
  ...(running.has('urgent') ? [] : ['hear']),
]

const planned = ({ steps }: Standing): string | undefined =>
  told(
    steps.findLast(({ step }) => step === 'plan'),
    'option',
  )

/** Steps that a record would refuse as it stands, whatever is said: they are offered to nobody. */
export function notNow(kind: KindName, standing: Standing): ReadonlySet<string> {
  if (kind === 'care') return new Set(careNotNow(standing))
  if (kind === 'solution')
    return new Set([carriedOutBy(planned(standing)) === 'hand_over' ? 'carry_out' : 'hand_over', 'answer'])
  if (kind !== 'guardianship') return new Set()
  const waits = complaintsOf(standing.steps).some(({ answer }) => answer === undefined)
  const covered = inForce(standing.steps).cover !== undefined
  return new Set([...(waits ? [] : ['answer_complaint']), covered ? 'cover' : 'end_cover'])
}
