import type { ActionId } from '@gloact/ledger'
import type { PlainDate } from '@gloact/kernel'
import type { FileState } from './file-state.ts'
import type { MistakenType, Payloads } from './payloads.ts'
import type { Recorded } from './recorded.ts'
import type { FileEventCode } from './words.ts'

/** The entry of a file that an id names, with its kind. Not there: never was one, was struck, or is no such kind. */
export type FoundEntry = {
  readonly [Type in MistakenType]: { readonly kind: Type; readonly entry: Recorded<Payloads[Type]> }
}[MistakenType]

export function findEntry(state: FileState, entryId: string): FoundEntry | undefined {
  for (const [kind, entries] of Object.entries(entriesOf(state))) {
    const entry = entries.find(({ actionId }) => actionId === entryId)
    if (entry) return { kind, entry } as FoundEntry
  }
  return undefined
}

const entriesOf = (state: FileState): Readonly<Record<MistakenType, readonly Recorded<object>[]>> => ({
  note_added: state.notes,
  screening_recorded: state.screenings,
  consent_recorded: state.consents,
  refusal_recorded: state.refusals,
  guardian_appointed: [...state.formerGuardians, ...(state.guardian ? [state.guardian] : [])],
  plan_agreed: state.plans,
  risk_assessed: state.risks,
  review_held: state.reviews,
  decision_recorded: state.decisions,
})

/** The day by which an entry stands, and the events of clocks that it made on that day. */
export const DAY_OF: { readonly [Type in MistakenType]: keyof Payloads[Type] & string } = {
  note_added: 'notedOn',
  screening_recorded: 'screenedOn',
  consent_recorded: 'consentOn',
  refusal_recorded: 'declinedOn',
  guardian_appointed: 'appointedOn',
  plan_agreed: 'agreedOn',
  risk_assessed: 'assessedOn',
  review_held: 'heldOn',
  decision_recorded: 'decidedOn',
}

const EVENTS_OF: { readonly [Type in MistakenType]?: readonly FileEventCode[] } = {
  guardian_appointed: ['guardian_appointed'],
  plan_agreed: ['plan_agreed', 'plan_reviewed'],
  review_held: ['plan_reviewed'],
  decision_recorded: [
    'reasonable_grounds_decided',
    'reasonable_grounds_positive',
    'reasonable_grounds_negative',
    'conclusive_grounds_decided',
  ],
}

/**
 * The state with an entry in place of the one of the same id, or without it where `next` is null. What follows from the
 * entry follows again: the list it stands in, the events of clocks, the days of the next reviews.
 */
export function withEntry(state: FileState, { kind, entry }: FoundEntry, next: Recorded<object> | null): FileState {
  const put = <Entry extends Recorded<object>>(entries: readonly Entry[]): readonly Entry[] =>
    entries.flatMap((each) => (each.actionId === entry.actionId ? (next === null ? [] : [next as Entry]) : [each]))
  const day = (of: Recorded<object>) => (of as unknown as Record<string, PlainDate>)[DAY_OF[kind]]
  const events = state.events.flatMap((event) => {
    // An event that an earlier version recorded does not say by which entry; its day and code do.
    const made =
      event.by === undefined
        ? (EVENTS_OF[kind]?.includes(event.code) ?? false) && event.at === day(entry)
        : event.by === entry.actionId
    if (!made) return [event]
    return next === null ? [] : [{ ...event, at: day(next) ?? event.at }]
  })
  const moved = { ...state, events }
  switch (kind) {
    case 'note_added':
      return { ...moved, notes: put(state.notes) }
    case 'screening_recorded':
      return { ...moved, screenings: put(state.screenings) }
    case 'consent_recorded':
      return {
        ...moved,
        consents: put(state.consents),
        grants: next === null ? neverGiven(state, entry.actionId) : state.grants,
      }
    case 'refusal_recorded':
      return { ...moved, refusals: put(state.refusals) }
    case 'guardian_appointed': {
      const guardians = put([...state.formerGuardians, ...(state.guardian ? [state.guardian] : [])])
      return { ...moved, formerGuardians: guardians.slice(0, -1), guardian: guardians.at(-1) ?? null }
    }
    case 'plan_agreed':
      return { ...moved, plans: put(state.plans) }
    case 'risk_assessed':
    case 'review_held':
      return { ...moved, risks: put(state.risks), reviews: put(state.reviews) }
    case 'decision_recorded':
      return { ...moved, decisions: put(state.decisions) }
  }
}

/** What a consent that was recorded in error had allowed was never allowed: withdrawn from its first day on. */
const neverGiven = (state: FileState, consentId: ActionId): FileState['grants'] =>
  state.grants.map((grant) => (grant.consentId === consentId ? { ...grant, withdrawnOn: grant.validFrom } : grant))
