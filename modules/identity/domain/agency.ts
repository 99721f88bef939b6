/**
 * Kinds of agency: the picklist `org_Type` of the Human Trafficking Case Data Standard 2.0 (IOM), in its order.
 * The standard's own codes are in `HTCDS_AGENCY_TYPE`.
 */
export const AGENCY_TYPES = [
  'ngo',
  'law_enforcement',
  'health_service',
  'central_government',
  'local_government',
  'immigration_service',
  'legal_service',
  'corporate_business',
  'school_or_college',
] as const

export type AgencyType = (typeof AGENCY_TYPES)[number]

export const HTCDS_AGENCY_TYPE: Readonly<Record<AgencyType, string>> = {
  ngo: 'NGO',
  law_enforcement: 'LawEnforcement',
  health_service: 'HealthServiceOrganisation',
  central_government: 'CentralGovernmentOrganisation',
  local_government: 'LocalGovernmentOrganisation',
  immigration_service: 'ImmigrationService',
  legal_service: 'LegalService',
  corporate_business: 'CorporateBusiness',
  school_or_college: 'SchoolOrCollege',
}

/** What the country has designated an agency for: several provisions name a body without saying which it is. */
export const DESIGNATIONS = [
  'competent_authority',
  'child_protection_authority',
  'central_authority',
  'national_coordination',
  'duplicate_desk',
] as const

export type Designation = (typeof DESIGNATIONS)[number]
