import type { Facts } from '@gloact/records'

/** What each side sends in a request: it corrects and recalls its own. */
export const SENT_PARTS = ['request', 'reply', 'result'] as const
export type SentPart = (typeof SENT_PARTS)[number]

/** The step that each part arrived by, and so what its answers stand with. */
const STEP_OF_PART: Readonly<Record<string, SentPart>> = {
  arrive: 'request',
  approve: 'request',
  draft: 'request',
  amend: 'request',
  give_more: 'reply',
  send_part: 'result',
  send_result: 'result',
}

export const partySending = (part: string): 'requesting' | 'requested' =>
  part === 'result' ? 'requested' : 'requesting'

const recalledIn = ({ recalled }: Facts): readonly string[] => (typeof recalled === 'string' ? recalled.split(' ') : [])

/** What is recalled by now, with one more: nothing that was recalled comes back. */
export const recalledWith = (facts: Facts, part: string): string => [...new Set([...recalledIn(facts), part])].join(' ')

/** The earlier of two days until which something may be used: a term only gets shorter. */
export const earlierDay = (one: unknown, other: unknown): string | null => {
  const days = [one, other].filter((day): day is string => typeof day === 'string' && day !== '')
  return days.toSorted()[0] ?? null
}

/** Whether a part may not be read any more by the side that it came to: recalled, or the day is over until which it could be used. */
export function isWithheld(facts: Facts, part: SentPart, today?: string): boolean {
  if (recalledIn(facts).includes(part) || facts['use_ended'] === true) return true
  const until = facts['use_until']
  return today !== undefined && typeof until === 'string' && until < today
}

/** A step as somebody sees it: what the other side sent and has recalled says nothing any more. */
export function readable<Step extends { readonly step: string; readonly party: string; readonly answers: object }>(
  step: Step,
  view: { readonly you: readonly string[]; readonly facts: Facts },
): Step {
  const part = STEP_OF_PART[step.step]
  const theirs = part !== undefined && !view.you.includes(partySending(part))
  return theirs && isWithheld(view.facts, part) ? { ...step, answers: {} } : step
}
