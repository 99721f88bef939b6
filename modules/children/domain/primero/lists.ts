/**
 * Codes of CPIMS+ (Primero) as they come in. Source: primeroIMS/primero 2.15, db/configuration/lookups and forms. `null` where it has the code
 * and this has none: the words are kept. `poverty` stands twice among its causes, and one reason is written with a capital.
 */
const CARE: Readonly<Record<string, string | null>> = {
  parent_s: 'parents',
  step_parent: 'step_parent',
  customary_caregiver_s: 'customary',
  adult_sibling: 'adult_sibling',
  kinship_care_extended_family: 'kinship',
  foster_care: 'foster',
  residential_care: 'residential',
  kafala: 'kafala',
  independent_living: 'supported',
  child_headed_household: 'child_headed',
  unrelated_adult: 'unrelated_adult',
  no_care_arrangement: 'none',
  other: null,
}
/** How a child is cared for here, of what it is called there; undefined where there is nothing like it. */
export const careOf = (theirs: string): string | undefined => CARE[theirs] ?? undefined

const RELATIONS = [
  'mother',
  'father',
  'aunt',
  'uncle',
  'grandmother',
  'grandfather',
  'brother',
  'sister',
  'husband',
  'wife',
  'partner',
  'other_family',
  'other_nonfamily',
]
/** The relations that a request here knows by themselves; all others there are `other`, and kept in words. */
const OURS = ['mother', 'father', 'aunt', 'uncle', 'grandmother', 'grandfather', 'brother', 'sister']
/** Who asks is what to the child, of what it is called there; undefined where no list there has it. */
export const relationOf = (theirs: string): string | undefined =>
  OURS.includes(theirs) ? theirs : RELATIONS.includes(theirs) ? 'other' : undefined

const CAUSES = [
  'conflict',
  'death',
  'family_abuse_violence_exploitation',
  'lack_of_access_to_services_support',
  'caafag',
  'sickness_of_family_member',
  'entrusted_into_the_care_of_an_individual',
  'arrest_and_detention',
  'abandonment',
  'repatriation',
  'population_movement',
  'migration',
  'poverty',
  'natural_disaster',
  'divorce_remarriage',
  'other_please_specify',
]
const TRACING_STATUS = ['open', 'tracing_in_progress', 'verified', 'reunified', 'closed']
const YES_NO = ['true', 'false', 'yes', 'no']

/** The values that its lists have, by the field that takes them. Another is somebody's own, and is shown to those who import. */
export const KNOWN_VALUES: Readonly<Record<string, readonly string[]>> = {
  status: ['open', 'closed', 'transferred', 'duplicate'],
  sex: ['male', 'female'],
  relation_sex: ['male', 'female'],
  protection_status: ['unaccompanied', 'separated'],
  urgent_protection_concern: YES_NO,
  risk_level: ['high', 'medium', 'low'],
  displacement_status: [
    'resident',
    'idp',
    'refugee',
    'stateless_person',
    'returnee',
    'foreign_national',
    'asylum_seeker',
  ],
  tracing_status: TRACING_STATUS,
  tracing_request_status: TRACING_STATUS,
  tracing_type: [
    'case_by_case_tracing',
    'individual_tracing',
    'mass_tracing',
    'photo_tracing',
    'referral_to_ngo',
    'referral_to_icrc',
  ],
  tracing_outcome: ['pending', 'successful', 'unsuccessful'],
  separation_cause: CAUSES,
  care_arrangements_type: Object.keys(CARE),
  current_care_arrangements_type: Object.keys(CARE),
  child_caregiver_reason_change: [
    'abuse_exploitation',
    'death_of_caregiver',
    'Education',
    'ill_health_of_caregiver',
    'other',
    'poverty',
    'relationship_breakdown',
  ],
  relation: RELATIONS,
  relationship_caregiver: RELATIONS,
  wishes_relationship: RELATIONS,
  wishes_child_family_tracing: YES_NO,
  followup_type: ['after_reunification', 'in_care', 'for_service', 'for_assesment'],
}
