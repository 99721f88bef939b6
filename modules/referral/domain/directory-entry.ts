import { addDays, type PlainDate } from '@gloact/kernel'
import type { CapacityUnit, Serves } from './directory.ts'
import type { RecipientKind } from './passing-on.ts'
import type { DetailField } from './service-detail.ts'

/** What is said publicly of a service besides its entry. */
export const EXCHANGED_DETAILS = ['hours', 'night', 'fees', 'contact'] as const satisfies readonly DetailField[]
export type ExchangedDetails = Readonly<Partial<Record<(typeof EXCHANGED_DETAILS)[number], string>>>

/** What the directory says of a service and of the site where it is given; how much room there is now is not part of it. */
export interface DirectoryEntry {
  readonly id: string
  readonly agencyId: string
  readonly type: string
  readonly name: string
  readonly recipientKind: RecipientKind
  readonly languages: readonly string[]
  readonly serves: Serves
  readonly minAge: number | null
  readonly maxAge: number | null
  readonly validUntil: PlainDate
  readonly unit: CapacityUnit
  readonly maximum: number | null
  readonly keepsList: boolean
  readonly site: {
    readonly id: string
    readonly name: string
    readonly area: string
    readonly confidential: boolean
    readonly address: string | null
  }
  /** Where a document was read: what it says, or what is known, of these. Nothing is known of them where it is left out. */
  readonly details?: ExchangedDetails
}

/** Types of service whose sites are confidential unless a person says otherwise: where people sleep who may be looked for. */
const CONFIDENTIAL_TYPES: readonly string[] = ['shelter', 'reception', 'child_protection']

export const isConfidentialByType = (type: string): boolean => CONFIDENTIAL_TYPES.includes(type)

/** What is compared, by the name under which a difference is shown. */
const COMPARED = {
  type: ({ type }) => type,
  name: ({ name }) => name,
  recipient_kind: ({ recipientKind }) => recipientKind,
  languages: ({ languages }) => languages.toSorted().join(', '),
  serves: ({ serves }) => serves,
  min_age: ({ minAge }) => minAge,
  max_age: ({ maxAge }) => maxAge,
  valid_until: ({ validUntil }) => validUntil,
  site: ({ site }) => site.name,
  area: ({ site }) => site.area,
  confidential: ({ site }) => site.confidential,
  address: ({ site }) => site.address,
  hours: ({ details }) => details?.hours ?? null,
  night: ({ details }) => details?.night ?? null,
  fees: ({ details }) => details?.fees ?? null,
  contact: ({ details }) => details?.contact ?? null,
} as const satisfies Readonly<Record<string, (entry: DirectoryEntry) => string | number | boolean | null>>

export const ENTRY_FIELDS = Object.keys(COMPARED) as readonly EntryField[]
export type EntryField = keyof typeof COMPARED

/** The fields in which two entries differ. */
export const differences = (before: DirectoryEntry, after: DirectoryEntry): readonly EntryField[] =>
  ENTRY_FIELDS.filter((field) => COMPARED[field](before) !== COMPARED[field](after))

/** A wrong answer here leads people to the wrong door, or somebody else to theirs: the coordinator decides. */
export const touchesSafety = (fields: readonly EntryField[]): boolean =>
  fields.some((field) => ['address', 'confidential', 'recipient_kind', 'contact', 'night'].includes(field))

/** No entry holds for longer than a year without being looked at. */
export const LONGEST_DAYS = 365

/** What is approved: never with the address of a confidential site, and no longer than a year. */
export function asApproved(entry: DirectoryEntry, today: PlainDate): DirectoryEntry {
  const longest = addDays(today, LONGEST_DAYS)
  const { site } = entry
  return {
    ...entry,
    validUntil: entry.validUntil > longest ? longest : entry.validUntil,
    site: site.confidential ? { ...site, address: null } : site,
  }
}

/** How well an entry is confirmed: `due` may be referred to, `unconfirmed` after a call alone, `lapsed` not at all. */
export const STANDINGS = ['confirmed', 'due', 'unconfirmed', 'lapsed'] as const
export type Standing = (typeof STANDINGS)[number]

export interface ConfirmationRule {
  /** For how many days a confirmation holds; for places where people sleep, fewer. */
  readonly days: number
  readonly daysOfConfidential: number
  /** So many days after its end it counts as unconfirmed, and after so many it is hidden. */
  readonly unconfirmedAfter: number
  readonly hiddenAfter: number
}

export const USUAL_CONFIRMATION: ConfirmationRule = {
  days: 90,
  daysOfConfidential: 30,
  unconfirmedAfter: 21,
  hiddenAfter: 45,
}

interface Confirmed {
  readonly confirmedOn: PlainDate
  /** Since when what happened speaks against it: a confirmation of a later day settles it. */
  readonly doubtedOn?: PlainDate | null
  readonly confidential: boolean
}

/** The last day of a confirmation. */
export const confirmedUntil = ({ confirmedOn, confidential }: Confirmed, rule: ConfirmationRule): PlainDate =>
  addDays(confirmedOn, confidential ? rule.daysOfConfidential : rule.days)

/** Whether something since its last confirmation asks for the next one early. */
export const isDoubted = ({ confirmedOn, doubtedOn }: Pick<Confirmed, 'confirmedOn' | 'doubtedOn'>): boolean =>
  doubtedOn !== undefined && doubtedOn !== null && doubtedOn > confirmedOn

/** So often within so many days a service said "not our service", or so many referrals in a row found nobody to answer. [G] */
export const DOUBTED_BY = { notOurs: 2, days: 30, expiredInARow: 3 } as const

export function standingOf(entry: Confirmed, rule: ConfirmationRule, today: PlainDate): Standing {
  const due = confirmedUntil(entry, rule)
  if (today <= due) return isDoubted(entry) ? 'due' : 'confirmed'
  if (today > addDays(due, rule.hiddenAfter)) return 'lapsed'
  return today > addDays(due, rule.unconfirmedAfter) ? 'unconfirmed' : 'due'
}
