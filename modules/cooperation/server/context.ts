import { createHash } from 'node:crypto'
import type { WorkingCalendar } from '@gloact/calendar'
import type { CodeLists } from '@gloact/codes'
import type { DisclosureRule } from '@gloact/disclosure'
import type { Exchange } from '@gloact/exchange/server'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { dateIn, type Clock, type PlainDate } from '@gloact/kernel'
import type { Database, Scope } from '@gloact/postgres'
import type { Vault } from '@gloact/vault'
import { cooperationPolicy, type CooperationAction } from '../domain/policy.ts'
import type { AssistanceClocks } from '../domain/request-kind.ts'
import type { VictimClocks } from '../domain/victims/kind.ts'

/** What of the exchange this module uses. */
export type ExchangeInUse = Pick<
  Exchange,
  | 'registerMessageType'
  | 'openDesk'
  | 'desks'
  | 'enqueueMessage'
  | 'sendReceipt'
  | 'messagesOf'
  | 'eraseConversation'
  | 'peers'
  | 'alarms'
  | 'seeAlarm'
  | 'sendAgain'
  | 'tellOfStop'
  | 'openMessage'
  | 'compare'
  | 'comparisons'
  | 'lastComparisons'
  | 'makeBundle'
  | 'takeBundle'
  | 'files'
>

/** What every use case of this module is given. */
export interface CooperationContext {
  readonly db: Database
  readonly vault: Vault
  readonly clock: Clock
  readonly country: string
  readonly calendar: WorkingCalendar
  /** The country's lists: what countries are called. */
  readonly codeLists: CodeLists
  /** The rule for figures that leave this module. */
  readonly smallCounts: DisclosureRule
  /** How long clocks run, and requests open, as far as the country decided. */
  readonly config: {
    readonly clocks: AssistanceClocks
    readonly victimClocks: VictimClocks
    readonly keepYears: number
    readonly victimMonths: number
  }
  /** Nothing is sent or received where it is left out. */
  readonly exchange: ExchangeInUse | undefined
  /** The agencies of this country. */
  readonly agencies: () => Promise<readonly { readonly id: string; readonly name: string }[]>
  readonly staffNames: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** With whom somebody does not make two people for now: one of them lately made, reset or let in the other. */
  readonly notIndependentOf: (userId: string) => Promise<ReadonlySet<string>>
  /** In whose name invented requests are written; nothing is loaded where it is left out. */
  readonly demo?: DemoPeople
}

export interface DemoPeople {
  readonly officer: () => Promise<Principal>
  readonly approver: () => Promise<Principal>
  /** Who refers people and receives them: the head of a shelter and a caseworker of it. */
  readonly shelter: () => Promise<Principal>
  readonly caseworker: () => Promise<Principal>
  /** Who writes intelligence to other countries' police, and approves it. */
  readonly intelligence: () => Promise<Principal>
  readonly intelligenceApprover: () => Promise<Principal>
  /** An invented adult's file; null in a country that has none. */
  readonly file: string | null
}

export const may = ({ agencyId, roles }: Principal, action: CooperationAction): boolean =>
  cooperationPolicy.decide({ agencyId, roles }, action, { agencyId }).allowed

export const scopeOf = (who: Principal): Scope => ({ ...principalScope(who) })

export const todayIn = ({ clock, calendar }: Pick<CooperationContext, 'clock' | 'calendar'>): PlainDate =>
  dateIn(clock.now(), calendar.timeZone)

/** Who acts where the other country does: its officers have no names here. */
export const ABROAD = '00000000-0000-7000-8000-0000000000ab'
/** The second of two there, where two are asked for: that they are two is the other country's to see to. */
export const ABROAD_SECOND = '00000000-0000-7000-8000-0000000000ac'

/** An authority of another country as a party of a request: drawn from its country and desk, and no agency of this one. */
export function abroadId({ country, authority }: { readonly country: string; readonly authority: string }): string {
  const digest = createHash('sha256').update(`gloact authority abroad|${country}|${authority}`).digest()
  digest[6] = (digest[6]! & 0x0f) | 0x80
  digest[8] = (digest[8]! & 0x3f) | 0x80
  const hex = digest.toString('hex', 0, 16)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

const ALPHABET = '23456789abcdefghjkmnpqrstvwxyz'

/** A request's number to say aloud, made from its own id: both countries say the same. */
export function numberOf(requestId: string, prefix: 'mla' | 'vr' | 'int' = 'mla'): string {
  const digest = createHash('sha256').update(requestId).digest()
  const letters = [...digest.subarray(0, 8)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')
  return `${prefix}-${letters.slice(0, 4)}-${letters.slice(4, 8)}`
}

/** The same day of another year; the last of February where there is none. */
export function addYears(day: PlainDate, years: number): string {
  const year = String(Number(day.slice(0, 4)) + years).padStart(4, '0')
  const moved = `${year}-${day.slice(5)}`
  return day.endsWith('02-29') && new Date(`${moved}T00:00:00Z`).toISOString().slice(0, 10) !== moved
    ? `${year}-02-28`
    : moved
}
