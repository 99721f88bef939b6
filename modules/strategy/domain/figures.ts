import { addDays, type PlainDate } from '@gloact/kernel'
import { OPEN_STATES } from './words.ts'

/** What a list is asked for, as `rowFilter` of the registers has it. */
type Filter =
  | { readonly any: string[] }
  | { readonly from: string | null; readonly to: string | null }
  | { readonly blank: boolean }
type Filters = Record<string, Filter>

/** The lists behind the figures of a plan, by what they are called. */
export function actionFilters(planId: string | null, today: PlainDate, pillar?: string) {
  const within: Filters = {
    ...(planId !== null && { plan: { any: [planId] } }),
    ...(pillar !== undefined && { pillar: { any: [pillar] } }),
  }
  const open = [...OPEN_STATES]
  const made = (more: Filters): Filters => ({ ...within, ...more })
  return {
    all: made({}),
    verified: made({ state: { any: ['verified'] } }),
    claimed: made({ state: { any: ['claimed'] } }),
    // Its day has passed, and it is neither done nor dropped. What is claimed waits for the office, not for its owner.
    late: made({ state: { any: open }, due_on: { from: null, to: addDays(today, -1) } }),
    blocked: made({ state: { any: ['blocked'] } }),
    unfunded: made({ state: { any: [...open, 'claimed'] }, secured: { blank: true } }),
  }
}

/** The lists behind the figures of recommendations. */
export function recommendationFilters(body?: string) {
  const within: Filters = body === undefined ? {} : { body: { any: [body] } }
  const made = (more: Filters): Filters => ({ ...within, ...more })
  return {
    all: made({}),
    without_action: made({ actions: { blank: true } }),
    // What the country says of itself, and what the body says: the one is never shown as the other.
    implemented: made({ state: { any: ['implemented'] } }),
    assessed: made({ state: { any: ['assessed'] } }),
  }
}
