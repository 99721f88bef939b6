import { addMonths, type PlainDate } from '@gloact/kernel'

/** Follow-up at six months: from the fifth to the end of the eighth (Kirkpatrick, level 3). */
export const FOLLOW_UP_MONTHS = { from: 5, to: 8 } as const

export const followUpWindow = (endedOn: PlainDate): { readonly from: PlainDate; readonly to: PlainDate } => ({
  from: addMonths(endedOn, FOLLOW_UP_MONTHS.from),
  to: addMonths(endedOn, FOLLOW_UP_MONTHS.to),
})

export type FollowUpState = 'not_yet' | 'due' | 'over'

export function followUpState(endedOn: PlainDate, today: PlainDate): FollowUpState {
  const { from, to } = followUpWindow(endedOn)
  if (today < from) return 'not_yet'
  return today <= to ? 'due' : 'over'
}

/** What keeps people from using what they learnt: a fixed list, so that events can be compared. */
export const BARRIERS = [
  'not_selected_properly',
  'transferred',
  'no_legal_basis',
  'no_resources',
  'no_supervisor_support',
  'no_cases',
] as const
