import { isPlainDate } from '@gloact/kernel'
import type { Messages } from '@gloact/messages'
import type { Directory } from '../../directory.ts'

type Names = Pick<Directory, 'colleagueName' | 'teamName'>

/** One of the file's own facts, in words. */
export function factText(fact: string, value: unknown, { t, formatDate }: Messages, names: Names): string {
  const text = String(value)
  switch (fact) {
    case 'path':
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

/** What an entry says, in its own words and dates; codes and ids are left to the section it stands in. */
export function entryText(entry: unknown, messages: Messages): string {
  const payload = typeof entry === 'object' && entry !== null && 'payload' in entry ? entry.payload : entry
  return wordsOf(payload, messages).join(' · ')
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-/i
/** How codes are written; words that people wrote are told from them by where they stand. */
const CODE = /^[a-z][a-z0-9_.]*$/
const WRITTEN = new Set([
  'text',
  'reasons',
  'note',
  'findings',
  'explained',
  'guardian',
  'explainedBy',
  'words',
  'place',
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
  return Object.entries(value).flatMap(([name, each]) => wordsOf(each, messages, name))
}
