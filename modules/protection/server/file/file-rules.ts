import type { Country } from '@gloact/country'
import {
  RULED_DEADLINE_KINDS,
  type DeadlineKind,
  type FileDeadlineRule,
  type FileRules,
} from '../../domain/file/file-rules.ts'
import { EMERGENCY_ROLES, USUAL_ATTEMPTS_PER_HOUR, type EmergencyRole } from '../../domain/emergency/emergency.ts'
import { CALLED_FOR, type CalledFor } from '../../domain/contact/call-numbers.ts'
import { NAMES } from '../../domain/file/file-names.ts'
import { ILO_2009, type IndicatorSet } from '@gloact/standards/indicators'
import { USUAL_PACE, type PaceRules } from '../../domain/file/pace.ts'
import { USUAL_RISK_BANDS } from '../../domain/file/risk.ts'
import { ADULT_RULES, type AdultRule } from '../../domain/contact/screening-rule.ts'
import { FILE_EVENTS, FILE_PATHS, type FileEventCode, type FilePath } from '../../domain/file/words.ts'

/** The sets that a country may choose from, by the name it calls them. A correction is a new version of a set, not a change. */
const INDICATOR_SETS: Readonly<Record<string, IndicatorSet>> = { 'ilo-2009': ILO_2009 }

/** The words of this module that a country's configuration may use, and the fields that it relies on. */
export const PROTECTION_WORDS = {
  deadlineKinds: RULED_DEADLINE_KINDS,
  events: FILE_EVENTS,
  paths: FILE_PATHS,
  indicatorSets: Object.keys(INDICATOR_SETS),
  indicators: Object.fromEntries(
    Object.entries(INDICATOR_SETS).map(([name, { dimensions }]) => [
      name,
      dimensions.flatMap(({ indicators }) => indicators.map(({ id }) => id)),
    ]),
  ),
  adultRules: ADULT_RULES,
  calledFor: CALLED_FOR,
  emergencyRoles: EMERGENCY_ROLES,
  fields: [
    ...NAMES.parts.map((part) => `${NAMES.form}/${NAMES.group}/${part}`),
    `${NAMES.form}/birth_date`,
    `${NAMES.form}/gender`,
    'assessment/assessed_on',
  ],
} as const

/** A country's configuration as this module uses it. It was held against `PROTECTION_WORDS` when it was loaded. */
export function fileRulesOf(country: Country): FileRules {
  const indicatorSet = INDICATOR_SETS[country.screening.indicatorSet]
  if (!indicatorSet) throw new Error(`the indicator set ${country.screening.indicatorSet} is not there`)
  return {
    country: country.code,
    numberPrefix: country.numberPrefix,
    forms: country.forms,
    codeLists: country.codeLists,
    calendar: country.calendar,
    deadlines: country.deadlines.map(({ path, basis: _basis, ...rule }): FileDeadlineRule => ({
      ...rule,
      kind: rule.kind as DeadlineKind,
      startsOn: rule.startsOn as FileEventCode,
      stoppedBy: rule.stoppedBy as readonly FileEventCode[],
      ...(path !== undefined && { path: path as FilePath }),
    })),
    indicatorSet,
    adultRule: country.screening.adultRule as AdultRule,
    shortScreening: country.screening.short ?? [],
    callNumbers: (country.numbers ?? []).map((one) => ({ ...one, for: one.for as CalledFor })),
    consentMonths: country.consentMonths,
    emergency: country.emergency
      ? {
          ...country.emergency,
          roles: country.emergency.roles as readonly EmergencyRole[],
          attemptsPerHour: country.emergency.attemptsPerHour ?? USUAL_ATTEMPTS_PER_HOUR,
        }
      : null,
    riskBands: country.riskBands ?? USUAL_RISK_BANDS,
    decisionMembers: country.decisionMembers ?? 1,
    retention: country.retention,
    pace: paceOf(country.pace),
  }
}

/** What a country sets of the pace; what it leaves out is as usual. */
function paceOf(pace: Country['pace']): PaceRules {
  if (!pace) return USUAL_PACE
  return {
    search: {
      minute: pace.searchesPerMinute ?? USUAL_PACE.search.minute,
      hour: pace.searchesPerHour ?? USUAL_PACE.search.hour,
    },
    export: {
      hour: pace.exportsPerHour ?? USUAL_PACE.export.hour,
      day: pace.exportsPerDay ?? USUAL_PACE.export.day,
    },
    names: { day: pace.namesPerDay ?? USUAL_PACE.names.day },
    number: {
      minute: pace.numbersPerMinute ?? USUAL_PACE.number.minute,
      hour: pace.numbersPerHour ?? USUAL_PACE.number.hour,
    },
  }
}
