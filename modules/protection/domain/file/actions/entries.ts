import type { PlainDate } from '@gloact/kernel'
import type { FileState } from '../file-state.ts'
import type { Recorded } from '../recorded.ts'
import type { EntryDefinition, Put } from './action-definition.ts'
import { consentRecorded, refusalRecorded } from './consent-actions.ts'
import { decisionRecorded } from './identification.ts'
import { guardianAppointed, noteAdded, screeningRecorded } from './opening.ts'
import { planAgreed } from './plan-and-closure.ts'
import { reviewHeld, riskAssessed } from './risk-and-reviews.ts'

/** The kinds of action that are entries, which can be corrected or struck. */
export const ENTRIES = [
  noteAdded,
  screeningRecorded,
  consentRecorded,
  refusalRecorded,
  guardianAppointed,
  planAgreed,
  riskAssessed,
  reviewHeld,
  decisionRecorded,
] as const

export type EntryType = (typeof ENTRIES)[number]['type']

/** The declaration of a kind of entry, for what is done alike with all of them. */
export const entryKind = (type: EntryType): EntryDefinition<EntryType, object> =>
  BY_TYPE.get(type) as unknown as EntryDefinition<EntryType, object>
const BY_TYPE: ReadonlyMap<string, (typeof ENTRIES)[number]> = new Map(ENTRIES.map((each) => [each.type, each]))

/** The entry of a file that an id names, with its kind. Not there: never was one, was struck, or is no such kind. */
export interface FoundEntry {
  readonly kind: EntryType
  readonly entry: Recorded<object>
}

export function findEntry(state: FileState, entryId: string): FoundEntry | undefined {
  for (const { type } of ENTRIES) {
    const found = entryKind(type)
      .entry.entries(state)
      .find(({ actionId }) => actionId === entryId)
    if (found) return { kind: type, entry: found }
  }
  return undefined
}

/**
 * The state with an entry in place of the one of the same id, or without it where `next` is null. What follows from the
 * entry follows again: the list it stands in, the events of clocks, the days of the next reviews.
 */
export function withEntry(state: FileState, { kind, entry }: FoundEntry, next: Recorded<object> | null): FileState {
  const of = entryKind(kind).entry
  const put: Put = (entries) =>
    entries.flatMap((each) =>
      each.actionId === entry.actionId ? (next === null ? [] : [next as typeof each]) : [each],
    )
  const day = (one: Recorded<object>) => (one as unknown as Record<string, PlainDate>)[of.day]
  const events = state.events.flatMap((event) => {
    // An event that an earlier version recorded does not say by which entry; its day and code do.
    const made =
      event.by === undefined ? of.events.includes(event.code) && event.at === day(entry) : event.by === entry.actionId
    if (!made) return [event]
    return next === null ? [] : [{ ...event, at: day(next) ?? event.at }]
  })
  return { ...state, events, ...of.with(state, put, next === null ? entry : null) }
}
