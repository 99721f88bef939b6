import { labelOf } from '@gloact/codes'
import type { PlainDate } from '@gloact/kernel'
import type { Messages } from '@gloact/messages'
import type { ConsentGrantPayload } from '../../domain/file/payloads.ts'
import { grantsInWords, type GrantWords } from '../contact/grants-in-words.ts'

/** Grants that differ in their data groups alone: who may be told what, for what, from when until when. */
export interface AgreedSharing {
  /** Tells them apart; made of codes and dates. */
  readonly key: string
  readonly purpose: string
  readonly recipientKind: string
  readonly recipientAgencyId: string | null
  readonly dataGroups: readonly string[]
  readonly validFrom: PlainDate
  readonly validUntil: PlainDate
  readonly grants: readonly ConsentGrantPayload[]
}

/** Who may be told: one agency, or every agency of a kind. */
export interface Recipient {
  readonly key: string
  readonly recipientKind: string
  readonly recipientAgencyId: string | null
}

const recipientKey = ({ recipientKind, recipientAgencyId }: Omit<Recipient, 'key'>): string =>
  `${recipientKind}|${recipientAgencyId ?? ''}`

/** Grants put together by purpose, recipient and time, in the order in which they first appear. */
export function agreedSharings(grants: readonly ConsentGrantPayload[]): readonly AgreedSharing[] {
  const byKey = Map.groupBy(grants, (grant) =>
    [grant.purpose, recipientKey(grant), grant.validFrom, grant.validUntil].join('|'),
  )
  return [...byKey].map(([key, alike]) => {
    const { purpose, recipientKind, recipientAgencyId, validFrom, validUntil } = alike[0]!
    const dataGroups = [...new Set(alike.map(({ dataGroup }) => dataGroup))]
    return { key, purpose, recipientKind, recipientAgencyId, validFrom, validUntil, dataGroups, grants: alike }
  })
}

export interface ConsentGrid {
  readonly recipients: readonly Recipient[]
  readonly purposes: readonly { readonly purpose: string; readonly cells: readonly (readonly AgreedSharing[])[] }[]
}

/** The same as a table: a row a purpose, a column a recipient; only those about which something was agreed. */
export function consentGrid(grants: readonly ConsentGrantPayload[]): ConsentGrid {
  const sharings = agreedSharings(grants)
  const recipients = [...Map.groupBy(sharings, recipientKey)].map(([key, [first]]) => ({
    key,
    recipientKind: first!.recipientKind,
    recipientAgencyId: first!.recipientAgencyId,
  }))
  const purposes = [...Map.groupBy(sharings, ({ purpose }) => purpose)].map(([purpose, row]) => ({
    purpose,
    cells: recipients.map(({ key }) => row.filter((sharing) => recipientKey(sharing) === key)),
  }))
  return { recipients, purposes }
}

/** What a sentence about consent needs: the language, the lists and the names of agencies. */
export interface SharingWords extends GrantWords {
  readonly messages: Pick<Messages, 't' | 'language' | 'formatDate'>
}

/** "Health; needs and plan". */
export function groupsWords({ messages, codeLists }: SharingWords, groups: readonly string[]): string {
  const list = codeLists['data_group']
  const label = (group: string) => (list ? labelOf(list, group, messages.language) : group)
  return groups.map(label).join(messages.t('protection.panel.separator'))
}

/** One sharing as a sentence; where it is for later, from which day on. */
export function sharingWords(words: SharingWords, sharing: AgreedSharing, today: PlainDate): string {
  const { messages } = words
  const sentence = grantsInWords(messages, sharing.grants, words)[0] ?? ''
  if (sharing.validFrom <= today) return sentence
  return messages.t('protection.panel.consent.sharing_later', {
    sentence,
    from: messages.formatDate(sharing.validFrom),
  })
}
