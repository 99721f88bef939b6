import { isPlainDate, type Instant } from '@gloact/kernel'
import type { Messages } from '@gloact/messages'
import type { AttachmentView } from '../../contract/attachments/attachments.ts'
import type { AppointmentView, ServiceView } from '../../contract/calendar/calendar.ts'
import type { FileView } from '../../contract/reading/files.ts'
import type { Directory } from '../directory.ts'

type Names = Pick<Directory, 'colleagueName' | 'teamName'> & { readonly tagName: (id: string) => string | undefined }

/** One of the file's own facts, in words. */
export function factText(fact: string, value: unknown, messages: Messages, names: Names): string {
  const { t, formatDate, formatList } = messages
  const text = String(value)
  switch (fact) {
    case 'tags':
      return formatList((value as readonly string[]).map((id) => names.tagName(id) ?? t('protection.tags.unknown')))
    case 'path':
    case 'pathWaits':
      return t(`protection.path.${text}`)
    case 'status':
      return t(`protection.status.${text}`)
    case 'stage':
    case 'decisionAwaited':
      return t(`protection.stage.${text}`)
    case 'teamId':
      return names.teamName(text) ?? t('protection.file.somebody')
    case 'assignedTo':
      return names.colleagueName(text) ?? t('protection.file.somebody')
    case 'ageStatement':
      return t(`protection.difference.age.${text}`)
    case 'ageBasis':
      return t(`protection.difference.age_basis.${text}`)
    default:
      return isPlainDate(text) ? formatDate(text) : text
  }
}

/** The word for a code of a list. */
export type Label = (list: string, code: string) => string

/** What kind of entry it is, in words; undefined where its section says all. */
export function entryTitle(section: string, entry: unknown, { t }: Messages, label: Label): string | undefined {
  switch (section) {
    case 'services':
      return label('service_type', (entry as ServiceView).payload.type)
    case 'appointments':
      return label('appointment_kind', (entry as AppointmentView).payload.kind)
    case 'attachments':
      return t(`protection.attachment.kind.${(entry as AttachmentView).kind}`)
    case 'notes':
      return t(`protection.note.kind.${(entry as FileView['notes'][number]).payload.kind}`)
    case 'risks':
      return `${t('protection.risk.overall')}: ${t(`protection.risk.level.${(entry as FileView['risks'][number]).payload.overall}`)}`
    case 'reviews': {
      const { of, decision } = (entry as FileView['reviews'][number]).payload
      return t('protection.review.entry', { of, decision })
    }
    default:
      return undefined
  }
}

/** How an entry of its section stands: what codes and times say of it, then its words. */
export function entryStanding(section: string, entry: unknown, messages: Messages, label: Label): string {
  const { t, formatInstant } = messages
  const said: (string | null | undefined)[] = []
  if (section === 'services') {
    const { state, results } = entry as ServiceView
    const last = results.at(-1)?.payload
    said.push(t(`protection.service.state.${state}`), last && label('service_result', last.result), last?.reason)
  }
  if (section === 'appointments') {
    const { startsAt, status, allDay, changes, outcomes } = entry as AppointmentView
    said.push(
      formatInstant(startsAt as Instant, allDay ? 'date' : undefined),
      t(`protection.appointment.status.${status}`),
      changes.at(-1)?.payload.place,
      outcomes.at(-1)?.payload.note,
    )
  }
  said.push(entryText(entry, messages))
  return messages.formatFacts(said.filter((each): each is string => typeof each === 'string' && each !== ''))
}

/** What an entry says, in its own words and dates; codes and ids are left to the section it stands in. */
export function entryText(entry: unknown, messages: Messages): string {
  const payload = typeof entry === 'object' && entry !== null && 'payload' in entry ? entry.payload : entry
  return messages.formatFacts(wordsOf(payload, messages))
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-/i
/** How codes are written; words that people wrote are told from them by where they stand. */
const CODE = /^[a-z][a-z0-9_.]*$/
const WRITTEN = new Set([
  'text',
  'reason',
  'reasons',
  'note',
  'findings',
  'explained',
  'guardian',
  'explainedBy',
  'words',
  'place',
  'title',
])

function wordsOf(value: unknown, messages: Messages, key = ''): readonly string[] {
  if (typeof value === 'string') {
    if (isPlainDate(value)) return [messages.formatDate(value)]
    // An id, an instant or a code is no sentence.
    if (ID.test(value) || /^\d{4}-\d{2}-\d{2}T/.test(value) || value === '') return []
    return CODE.test(value) && !WRITTEN.has(key) ? [] : [value]
  }
  if (Array.isArray(value)) return value.flatMap((each) => wordsOf(each, messages, key))
  if (typeof value !== 'object' || value === null) return []
  // By which rule something was worked out is told where the result stands.
  return Object.entries(value).flatMap(([name, each]) => (name === 'ruleVersion' ? [] : wordsOf(each, messages, name)))
}
