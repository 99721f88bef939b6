import type { TimelineEntry } from '../../contract/files.ts'

/** Something that somebody else recorded while the file is on this screen. */
export interface Change {
  readonly id: string
  readonly sequence: number
  /** The section of the file page in which it shows. */
  readonly section: string
  readonly actorId: string
  readonly agencyId: string
  readonly at: string
  readonly about: TimelineEntry['about']
}

/** Where an action shows that is not an answer to a form. What is not named here shows in the history. */
const SECTION_OF_ACTION: Readonly<Record<string, string>> = {
  screening_recorded: 'summary',
  consent_recorded: 'consent',
  consent_withdrawn: 'consent',
  consent_confirmed: 'consent',
  refusal_recorded: 'consent',
  note_added: 'notes',
  assigned: 'people',
  audience_set: 'people',
  path_changed: 'age',
  path_confirmed: 'age',
  path_returned: 'age',
  guardian_appointed: 'age',
  identification_requested: 'decisions',
  decision_recorded: 'decisions',
  reconsideration_requested: 'decisions',
  plan_agreed: 'plan',
  closure_requested: 'closure',
  closure_approved: 'closure',
  closure_returned: 'closure',
  file_reopened: 'closure',
  risk_assessed: 'risk',
  review_held: 'reviews',
  service_recorded: 'services',
  service_result_recorded: 'services',
  appointment_made: 'appointments',
  appointment_changed: 'appointments',
  appointment_ended: 'appointments',
  attachment_added: 'attachments',
  attachment_removed: 'attachments',
}

/** Where something of this kind is done, by the name of its action or of its panel (`decision_reasonable_grounds`). */
export function sectionOfAction(name: string): string {
  const exact = SECTION_OF_ACTION[name]
  if (exact !== undefined) return exact
  const [first] = name.split('_')
  const alike = Object.keys(SECTION_OF_ACTION).find((type) => type.startsWith(`${first}_`))
  return (alike !== undefined && SECTION_OF_ACTION[alike]) || 'summary'
}

/** The section of a page in which an entry of the timeline shows, of those that the reader has. */
export function sectionOfEntry(
  { type, about }: Pick<TimelineEntry, 'type' | 'about'>,
  has: ReadonlySet<string>,
): string {
  const form = about['form']
  const wanted = type === 'answers_recorded' && typeof form === 'string' ? form : SECTION_OF_ACTION[type]
  return wanted !== undefined && has.has(wanted) ? wanted : 'history'
}

/** What others recorded after an action of the file, the newest first; what I did myself, here or in another tab, is no news. */
export function changesSince(
  entries: readonly TimelineEntry[],
  since: number,
  me: string | undefined,
  sections: ReadonlySet<string>,
): readonly Change[] {
  return entries
    .filter(({ sequence, actorId }) => sequence > since && actorId !== me)
    .map((entry) => ({
      id: entry.id,
      sequence: entry.sequence,
      section: sectionOfEntry(entry, sections),
      actorId: entry.actorId,
      agencyId: entry.agencyId,
      at: entry.recordedAt,
      about: entry.about,
    }))
    .toSorted((one, other) => other.sequence - one.sequence)
}

/** With newly learnt changes, each once, the newest first. */
export const withChanges = (known: readonly Change[], found: readonly Change[]): readonly Change[] =>
  [...found.filter(({ id }) => known.every((one) => one.id !== id)), ...known].toSorted(
    (one, other) => other.sequence - one.sequence,
  )
