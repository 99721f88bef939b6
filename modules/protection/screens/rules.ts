import { useQuery } from '@tanstack/react-query'
import type { WorkingCalendar } from '@gloact/calendar'
import { CODE_LISTS, type CodeLists } from '@gloact/codes'
import { formDefinition, type FormDefinition } from '@gloact/forms'
import { problemOf, type Problem, type ResponseOf } from '@gloact/http/client'
import { useClient, useMessages } from '@gloact/ui'
import { readFileRules } from '../contract/routes.ts'
import type { FileDeadlineRule } from '../domain/file/file-rules.ts'
import type { RiskBands } from '../domain/file/risk.ts'
import { ILO_2009, type IndicatorSet } from '@gloact/standards/indicators'
import { ADULT_RULES, type AdultRule } from '../domain/contact/screening-rule.ts'
import { queryKeys } from './keys.ts'

/** What a country has decided about files, as far as the browser needs it. */
export interface BrowserFileRules {
  readonly country: string
  /** The beginning of every file number, such as `DL`. */
  readonly numberPrefix: string
  readonly timeZone: string
  /** The country's working days, for saying when a clock would end. */
  readonly calendar: WorkingCalendar
  /** How long consent is offered to last, in months. */
  readonly consentMonths: number
  /** Who may open a file that is not theirs in an emergency; null: nobody. */
  readonly emergency: SentRules['emergency']
  /** From which score on a risk is medium, high, very high. */
  readonly riskBands: RiskBands
  readonly decisionMembers: number
  readonly adultRule: AdultRule
  readonly indicatorSet: IndicatorSet
  /** The indicators that are asked where there is little time. */
  readonly shortScreening: readonly string[]
  /** Whom one may call. */
  readonly callNumbers: SentRules['callNumbers']
  readonly forms: readonly FormDefinition[]
  /** The canonical lists, with the country's own and those that it changed. */
  readonly codeLists: CodeLists
  readonly deadlines: readonly FileDeadlineRule[]
  /** The agencies that may be asked to decide on identification. */
  /** Who is told of every child by itself; empty: the country has designated nobody, or the device has not heard. */
  readonly childProtection: readonly { readonly id: string; readonly name: string }[]
  readonly competentBodies: readonly { readonly id: string; readonly name: string; readonly type: string }[]
  /** What phone numbers without a country begin with, such as `+961`. */
  readonly callingCode?: string
}

const INDICATOR_SETS: readonly IndicatorSet[] = [ILO_2009]

/** The country's forms, lists, clocks and screening rule. Asked once a session: they change with a release of the country. */
export function useFileRules(): {
  readonly rules: BrowserFileRules | undefined
  readonly isPending: boolean
  readonly error: Problem | undefined
} {
  const client = useClient()
  const { data, isPending, error } = useQuery({
    queryKey: queryKeys.rules,
    queryFn: async () => browserRules(await client.callOrThrow(readFileRules)),
    staleTime: Infinity,
  })
  return { rules: data, isPending, error: error ? problemOf(error) : undefined }
}

type SentRules = ResponseOf<typeof readFileRules>

/** Where days begin and end: in the country; until that is known where the device is. */
export function useCountryTimeZone(): string {
  const { timeZone } = useMessages()
  return useFileRules().rules?.timeZone ?? timeZone
}

/** The rules as the server sends them, made ready for screens. Throws where a form is not sound: an older page meets a newer country. */
export function browserRules(sent: SentRules): BrowserFileRules {
  const indicatorSet = INDICATOR_SETS.find(({ id, version }) => [id, `${id}@${version}`].includes(sent.indicatorSet))
  return {
    country: sent.country,
    numberPrefix: sent.numberPrefix,
    timeZone: sent.timeZone,
    calendar: sent.calendar as WorkingCalendar,
    consentMonths: sent.consentMonths,
    emergency: sent.emergency,
    riskBands: sent.riskBands,
    decisionMembers: sent.decisionMembers,
    adultRule: ADULT_RULES.find((rule) => rule === sent.adultRule) ?? 'with_vulnerability',
    indicatorSet: indicatorSet ?? ILO_2009,
    shortScreening: sent.shortScreening,
    callNumbers: sent.callNumbers,
    forms: sent.forms.map((form) => formDefinition.parse(form)),
    codeLists: { ...CODE_LISTS, ...(sent.codeLists as CodeLists) },
    deadlines: sent.deadlines as readonly FileDeadlineRule[],
    competentBodies: sent.competentBodies,
    childProtection: sent.childProtection ?? [],
    ...('callingCode' in sent && typeof sent.callingCode === 'string' ? { callingCode: sent.callingCode } : {}),
  }
}
