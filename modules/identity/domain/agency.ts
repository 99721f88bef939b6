/**
 * Kinds of agency: the picklist `org_Type` of the Human Trafficking Case Data Standard 2.0 (IOM), in its order and in
 * our spelling (`CentralGovernmentOrganisation` is `central_government`).
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

/** What the country has designated an agency for: several provisions name a body without saying which it is. */
export const DESIGNATIONS = [
  'competent_authority',
  'child_protection_authority',
  'central_authority',
  'national_coordination',
  'duplicate_desk',
] as const

export type Designation = (typeof DESIGNATIONS)[number]
