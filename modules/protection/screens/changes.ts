import type { TimelineEntry } from '../contract/reading/files.ts'
import { ACTION_DEFINITIONS, ACTION_TYPES } from '../domain/file/actions/definitions.ts'
import { sectionNamed } from './file-sections.ts'

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

/** The sections in which actions show, by kind. What shows in the history alone, or in its form, is not here. */
const SECTION_OF_ACTION: ReadonlyMap<string, string> = new Map(
  ACTION_TYPES.flatMap((type) => {
    const { section } = ACTION_DEFINITIONS[type]
    return section === 'history' || section === 'form' ? [] : [[type, sectionNamed(section)] as const]
  }),
)

/** Where something of this kind is done, by the name of its action or of its panel (`decision_reasonable_grounds`). */
export function sectionOfAction(name: string): string {
  const exact = SECTION_OF_ACTION.get(name)
  if (exact !== undefined) return exact
  const [first] = name.split('_')
  const alike = [...SECTION_OF_ACTION].find(([type]) => type.startsWith(`${first}_`))
  return alike?.[1] ?? 'summary'
}

/** The section of a page in which an entry of the timeline shows, of those that the reader has. */
export function sectionOfEntry(
  { type, about }: Pick<TimelineEntry, 'type' | 'about'>,
  has: ReadonlySet<string>,
): string {
  const form = about['form']
  const wanted =
    type === 'answers_recorded' && typeof form === 'string' ? sectionNamed(form) : SECTION_OF_ACTION.get(type)
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
