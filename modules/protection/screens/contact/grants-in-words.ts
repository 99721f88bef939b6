import { labelOf, type CodeLists } from '@gloact/codes'
import type { PlainDate } from '@gloact/kernel'
import type { Messages } from '@gloact/messages'
import type { ConsentGrantPayload } from '../../domain/file/payloads.ts'
import type { FilePath } from '../../domain/file/words.ts'
import type { BrowserFileRules } from '../rules.ts'

/** What somebody may be told, and until when: one sentence. */
export interface Told {
  readonly recipientKind: string
  readonly recipientAgencyId: string | null
  readonly until: PlainDate
  readonly purposes: readonly string[]
  readonly groups: readonly string[]
}

type Grant = Pick<ConsentGrantPayload, 'purpose' | 'recipientKind' | 'recipientAgencyId' | 'dataGroup' | 'validUntil'>

/**
 * Grants as they are said: one entry for each recipient and last day, and for purposes that allow the same data groups
 * together. Purposes that allow different groups are never joined: that would say more than was allowed.
 */
export function toldBy(grants: readonly Grant[]): readonly Told[] {
  const byPurpose = Map.groupBy(grants, (grant) =>
    JSON.stringify([grant.recipientKind, grant.recipientAgencyId, grant.validUntil, grant.purpose]),
  )
  const told = [...byPurpose.values()].map((members) => {
    const [first] = members as [Grant, ...Grant[]]
    return {
      recipientKind: first.recipientKind,
      recipientAgencyId: first.recipientAgencyId,
      until: first.validUntil,
      purpose: first.purpose,
      groups: [...new Set(members.map(({ dataGroup }) => dataGroup))].toSorted(),
    }
  })
  const together = Map.groupBy(told, ({ purpose: _, ...rest }) => JSON.stringify(rest))
  return [...together.values()].map((members) => {
    const [{ purpose: _, ...rest }] = members as [(typeof told)[number], ...(typeof told)[number][]]
    return { ...rest, purposes: members.map(({ purpose }) => purpose) }
  })
}

export interface GrantWords {
  readonly codeLists: CodeLists
  readonly agencyName: (id: string) => string | undefined
  /** Who is told of a child whatever is agreed, since a child's protection asks for no consent; null where nobody is. */
  readonly protecting: Protecting | null
}

/** The authority and a guardian; a guardian alone where the country designated no authority. */
export type Protecting = 'child' | 'guardian'

/** Who is told of the person of a file or of a first contact without being agreed to. A child's path that nobody confirmed tells nobody yet. */
export const protecting = (
  path: FilePath,
  rules: Pick<BrowserFileRules, 'childProtection'>,
  consentStillAsked = false,
): Protecting | null => {
  if (path !== 'child' || consentStillAsked) return null
  return rules.childProtection.length > 0 ? 'child' : 'guardian'
}

/** Who a recipient is: one agency by its name, or everybody of a kind. */
export function recipientInWords(
  { t, language }: Pick<Messages, 't' | 'language'>,
  { recipientKind, recipientAgencyId }: Pick<Grant, 'recipientKind' | 'recipientAgencyId'>,
  { codeLists, agencyName }: GrantWords,
): string {
  const list = codeLists['recipient_kind']
  const kind = list ? labelOf(list, recipientKind, language) : recipientKind
  if (recipientAgencyId === null) return t('protection.consent.recipient.any', { kind })
  const name = agencyName(recipientAgencyId)
  return name ?? t('protection.consent.recipient.unnamed', { kind })
}

/** "Shelter North may be told, until 24 May 2027: …" for each, and at the end that nobody else is told anything; of a child, who is told whatever was agreed. */
export function grantsInWords(
  messages: Pick<Messages, 't' | 'language' | 'formatDate'>,
  grants: readonly Grant[],
  words: GrantWords,
): readonly string[] {
  const { t, language, formatDate } = messages
  const beside = words.protecting === null ? '' : (`_${words.protecting}` as const)
  if (grants.length === 0) return [t(`protection.consent.nobody${beside}`)]
  const labels = (listId: string, codes: readonly string[]): string => {
    const list = words.codeLists[listId]
    return codes.map((code) => inSentence(list ? labelOf(list, code, language) : code, language)).join('; ')
  }
  return [
    ...toldBy(grants).map((told) =>
      t('protection.consent.may_be_told', {
        recipient: recipientInWords(messages, told, words),
        date: formatDate(told.until),
        groups: labels('data_group', told.groups),
        purposes: labels('consent_purpose', told.purposes),
      }),
    ),
    t(`protection.consent.nobody_else${beside}`),
  ]
}

/** A label within a sentence: its first letter small, where the next is not a capital too. */
function inSentence(label: string, language: string): string {
  const [first = '', second = ''] = label
  const isAcronym = second !== second.toLocaleLowerCase(language)
  return isAcronym ? label : first.toLocaleLowerCase(language) + label.slice(first.length)
}
