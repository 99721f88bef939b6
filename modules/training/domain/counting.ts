/** Somebody at one session of one event. */
export interface Entry {
  readonly practitionerId: string
  readonly eventId: string
  /** The day of the session. */
  readonly day: string
}

/**
 * Distinct people, entries (a person at an event) and participant-days (a person on a day of an event): three figures that are never
 * added to each other nor taken for one another. `sameAs` names who is the same person, where people have merged two.
 */
export function countPeople(entries: readonly Entry[], sameAs: ReadonlyMap<string, string> = new Map()) {
  const who = (id: string) => sameAs.get(id) ?? id
  const people = new Set<string>()
  const events = new Set<string>()
  const days = new Set<string>()
  for (const { practitionerId, eventId, day } of entries) {
    const person = who(practitionerId)
    people.add(person)
    events.add(`${person}|${eventId}`)
    days.add(`${person}|${eventId}|${day}`)
  }
  return { people: people.size, entries: events.size, participantDays: days.size }
}
