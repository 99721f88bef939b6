import { addMonths, dateIn, type PlainDate } from '@gloact/kernel'
import { isYes, lastOf, told, type Recorded, type Said } from './said.ts'

/** What a durable solution has to have to be in place, and what it lacks without it. */
const NEEDED = [
  ['stay', 'lasting_no_stay'],
  ['cared_for', 'lasting_no_carer'],
  ['school_or_work', 'lasting_no_school_or_work'],
  ['health', 'lasting_no_health'],
  ['safe', 'lasting_not_safe'],
] as const

/** What some kinds of solution need besides. General knowledge. */
const NEEDED_OF: Readonly<
  Record<string, readonly (readonly [question: string, gap: 'lasting_no_home' | 'lasting_no_order'])[]>
> = {
  local_integration: [['home', 'lasting_no_home']],
  adoption_or_kafala: [['order', 'lasting_no_order']],
}

export const LASTING_GAPS = [
  ...NEEDED.map(([, gap]) => gap),
  'lasting_no_home',
  'lasting_no_order',
  'lasting_too_early',
  'lasting_not_followed_up',
  'lasting_not_seen_alone',
  'lasting_not_going_well',
] as const
export type LastingGap = (typeof LASTING_GAPS)[number]

const FOLLOWED = ['follow_call', 'follow_1', 'follow_3', 'follow_6', 'follow_12']
const GOES_ON: readonly (string | undefined)[] = ['going_well', 'support_needed']
const MONTHS = 12

/** What kind of solution was planned. */
export const optionOf = (solution: Recorded): string | undefined => told(lastOf(solution, 'plan'), 'option')

/** What is missing for a solution to be in place: only a yes is a yes. */
export const inPlaceMissing = (said: Said | undefined, option?: string): readonly LastingGap[] =>
  [...NEEDED, ...(NEEDED_OF[option ?? ''] ?? [])].flatMap(([question, gap]) => (isYes(said, question) ? [] : [gap]))

/**
 * What keeps a solution from being confirmed: twelve months since the child was handed over or settled here, the follow-up at twelve months with the child seen alone, that
 * it goes on, and everything that made it one. `said` is the last word on that; what was said when it was put in place, before anybody confirms.
 */
export function confirmationMissing(
  solution: Recorded,
  { day, timeZone, said }: { readonly day: PlainDate; readonly timeZone: string; readonly said?: Said },
): readonly LastingGap[] {
  const handedOver = lastOf(solution, 'hand_over', 'carry_out')
  const followed = lastOf(solution, 'follow_12')
  const latest = lastOf(solution, ...FOLLOWED)
  const since = handedOver ? addMonths(dateIn(handedOver.happenedAt, timeZone), MONTHS) : null
  return [
    ...inPlaceMissing(said ?? lastOf(solution, 'put_in_place'), optionOf(solution)),
    ...(since === null || day < since ? (['lasting_too_early'] as const) : []),
    ...(followed ? [] : (['lasting_not_followed_up'] as const)),
    ...(followed && !isYes(followed, 'alone') ? (['lasting_not_seen_alone'] as const) : []),
    ...(latest && !GOES_ON.includes(told(latest, 'result')) ? (['lasting_not_going_well'] as const) : []),
  ]
}
