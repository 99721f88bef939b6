import { fieldsMappedTo, type FormDefinition } from '@gloact/forms'
import { CTDC_PUBLISHED_COLUMNS } from './ctdc/ctdc-record.ts'
import { HTCDS_KEYS } from './htcds/htcds-fields.ts'

/** The units and variables of IC-TIP (formerly ICS-TIP). A working table: the published categories could not be read, so that it is
 * general knowledge, to be replaced by the classification’s own list. */
export const ICTIP_VARIABLES = [
  'event.act',
  'event.means',
  'event.purpose',
  'event.recruitment_place',
  'event.recruitment_date',
  'event.recruitment_channel',
  'event.transit_place',
  'event.transit_date',
  'event.exploitation_place',
  'event.exploitation_start',
  'event.exploitation_end',
  'event.internal_or_cross_border',
  'event.economic_activity',
  'event.transport',
  'event.border_crossing',
  'victim.sex',
  'victim.gender',
  'victim.date_of_birth',
  'victim.age_at_identification',
  'victim.age_at_entry',
  'victim.age_at_exploitation',
  'victim.citizenship',
  'victim.country_of_birth',
  'victim.usual_residence',
  'victim.migration_status',
  'victim.education',
  'victim.marital_status',
  'victim.household',
  'victim.disability',
  'victim.relation_to_perpetrator',
  'victim.identification_status',
  'victim.identification_date',
  'victim.identified_by',
  'victim.referral',
  'victim.services_received',
  'victim.criminal_justice_participation',
  'perpetrator.sex',
  'perpetrator.age',
  'perpetrator.citizenship',
  'perpetrator.role',
  'perpetrator.relation_to_victim',
  'perpetrator.organised_group',
  'perpetrator.stage',
  'perpetrator.offence',
  'perpetrator.sentence',
  'reporting_entity.type',
  'reporting_entity.level',
  'reporting_entity.place',
  'reporting_entity.registration_date',
  'reporting_entity.detection',
] as const

/** The variables of each standard, in its own order. */
export const STANDARD_VARIABLES = {
  htcds: HTCDS_KEYS,
  ctdc: CTDC_PUBLISHED_COLUMNS,
  ictip: ICTIP_VARIABLES,
} as const

/** The standards of which every variable has a home. */
export const COVERED_STANDARDS = ['htcds', 'ctdc', 'ictip'] as const
export type CoveredStandard = (typeof COVERED_STANDARDS)[number]

/** Where a variable of a standard lives in a country: in fields of its forms, elsewhere in words, or nowhere. */
export interface VariableHome {
  readonly standard: CoveredStandard
  readonly variable: string
  /** `form/field` or `form/group/field`. */
  readonly fields: readonly string[]
  readonly elsewhere: string | undefined
}

/** Every variable of the three standards with its home, in the standards' order. */
export function homesOfVariables(country: {
  readonly forms: readonly FormDefinition[]
  readonly standardsElsewhere: Readonly<Partial<Record<CoveredStandard, Readonly<Record<string, string>>>>>
}): readonly VariableHome[] {
  return COVERED_STANDARDS.flatMap((standard) => {
    const mappings = fieldsMappedTo(country.forms, standard)
    return STANDARD_VARIABLES[standard].map((variable) => ({
      standard,
      variable,
      fields: mappings
        .filter((mapping) => mapping.target === variable)
        .map(({ formId, groupId, field }) => [formId, ...(groupId === undefined ? [] : [groupId]), field.id].join('/')),
      elsewhere: country.standardsElsewhere[standard]?.[variable],
    }))
  })
}
