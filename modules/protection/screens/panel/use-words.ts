import { CODE_LISTS, labelOf, type CodeList } from '@gloact/codes'
import type { PlainDate } from '@gloact/kernel'
import { useMessages } from '@gloact/ui'
import { protecting } from '../contact/grants-in-words.ts'
import { actorWords } from '../reading/actor-words.ts'
import { useFile } from '../reading/file-context.tsx'
import type { SharingWords } from './consent-words.ts'

/** Names of staff and agencies, and the words of codes, as this reader is told them. */
export interface Words {
  readonly t: ReturnType<typeof useMessages>['t']
  readonly formatDate: (day: string) => string
  readonly formatList: ReturnType<typeof useMessages>['formatList']
  /** Who recorded something. Staff of other agencies are not named. */
  readonly staff: (userId: string) => string
  readonly agency: (agencyId: string) => string
  /** The list with this id, with the country's own codes. */
  readonly list: (id: string) => CodeList
  readonly label: (list: string, code: string) => string
  readonly sharing: SharingWords
}

const NO_CODES: CodeList = { id: 'none', version: '1', codes: [] }

export function useWords(): Words {
  const messages = useMessages()
  const { file, rules, directory } = useFile()
  const { t, language, formatList } = messages
  const list = (id: string): CodeList => rules.codeLists[id] ?? CODE_LISTS[id] ?? NO_CODES
  const bodyName = (id: string) =>
    [...rules.competentBodies, ...rules.childProtection].find((body) => body.id === id)?.name
  const agencyName = (id: string) => directory.agencyName(id) ?? bodyName(id)
  return {
    t,
    formatDate: (day) => messages.formatDate(day as PlainDate),
    formatList,
    staff: (userId) => actorWords(messages, directory, userId),
    agency: (agencyId) => agencyName(agencyId) ?? t('protection.panel.agency_not_named'),
    list,
    label: (id, code) => labelOf(list(id), code, language),
    sharing: {
      messages,
      codeLists: rules.codeLists,
      agencyName,
      protecting: protecting(file.path, rules, file.consentStillAsked),
    },
  }
}
