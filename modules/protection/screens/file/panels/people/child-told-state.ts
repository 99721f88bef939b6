import { daysBetween, type PlainDate } from '@gloact/kernel'
import type { FileView } from '../../../../contract/reading/files.ts'
import type { BrowserFileRules } from '../../../rules.ts'

type File = Pick<FileView, 'path' | 'status' | 'agencyId' | 'openedOn' | 'childTold' | 'consentStillAsked'>

/**
 * How it stands with the authority for the protection of children: null where it is not asked of this file; `waits` for a second person,
 * `being_told` by the platform within moments, `not_told` where the file is of before, `none` where the country designated nobody.
 */
export function childToldState(
  file: File,
  rules: Pick<BrowserFileRules, 'childProtection'>,
  today: PlainDate,
): 'told' | 'received' | 'waits' | 'being_told' | 'not_told' | 'none' | null {
  if (file.path !== 'child' || file.status === 'closed' || file.status === 'import_undone') return null
  if (file.childTold.some(({ received }) => received !== null)) return 'received'
  if (file.childTold.length > 0) return 'told'
  // The authority's own file is there already.
  if (rules.childProtection.some(({ id }) => id === file.agencyId)) return null
  if (rules.childProtection.length === 0) return 'none'
  if (file.consentStillAsked) return 'waits'
  return daysBetween(file.openedOn as PlainDate, today) <= 7 ? 'being_told' : 'not_told'
}
