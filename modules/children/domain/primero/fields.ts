/** What a field of CPIMS+ (Primero) is about: under this its words are kept with the file. */
export const PRIMERO_PARTS = [
  'identity',
  'protection',
  'consents',
  'tracing',
  'wishes',
  'care',
  'family',
  'follow_up',
  'register',
  'outside_documents',
  'closing',
] as const
export type PrimeroPart = (typeof PRIMERO_PARTS)[number]

const FIELDS: Readonly<Record<PrimeroPart, string>> = {
  identity:
    'case_id short_id case_id_display cpims_id name name_first name_middle name_last name_nickname name_other registration_date assessment_due_date sex age date_of_birth estimated ration_card_no icrc_ref_no rc_id_no unhcr_id_no unhcr_individual_no un_no national_id_no family_number other_id_type other_id_no other_agency_id other_agency_name nationality maritial_status occupation address_current location_current address_is_permanent telephone_current',
  protection:
    'protection_status urgent_protection_concern risk_level displacement_status unhcr_protection_code protection_concerns protection_concerns_other unhcr_needs_codes disability_type disability_special_needs disability_communications',
  consents:
    'interview_subject consent_source_other consent_for_services consent_reporting consent_for_tracing disclosure_other_orgs consent_info_sharing consent_info_sharing_others disclosure_deny_details withholding_info_reason withholding_info_other_reason unhcr_export_opt_in legitimate_basis',
  tracing:
    'matched_tracing_request_id tracing_status date_of_separation separation_cause separation_cause_other location_separation tracing_actions_section date_tracing tracing_type address_tracing location_tracing tracing_action_description tracing_outcome',
  wishes:
    'wishes_child_family_tracing child_preferences_section wishes_name wishes_preference_relocated wishes_relationship',
  care: 'current_name_caregiver current_care_arrangements_type current_care_arrangement_started_date care_arrangements_section child_caregiver_status child_caregiver_reason_change care_arrangements_include_referral_form care_arrangements_type care_arrangements_type_other care_arrangements_type_notes care_agency_name name_caregiver nickname_caregiver caregiver_age caregiver_dob relationship_caregiver care_arrangement_started_date',
  family:
    'family_details_section relation_name relation relation_is_caregiver relation_nickname relation_is_alive relation_death_details relation_age relation_date_of_birth relation_sex relation_language relation_religion relation_ethnicity relation_nationality relation_address_current relation_location_current relation_telephone relation_other_family',
  follow_up:
    'followup_subform_section followup_type followup_service_type followup_assessment_type protection_concern_type followup_needed_by_date followup_date followup_comments',
  register: 'registry_id registry_id_display registry_category registry_no other_id_no_system',
  outside_documents: 'upload_bid_document bid_document other_documents',
  closing:
    'status case_status_reopened closure_approved closure_approved_date closure_approved_comments approval_status_closure closure_reason closure_reason_other date_closure',
}

const PART_OF = new Map(
  PRIMERO_PARTS.flatMap((part) => FIELDS[part].split(' ').map((field): [string, PrimeroPart] => [field, part])),
)

/** What a field is about; undefined where the seed's forms do not have it: a configuration's own. */
export const partOf = (field: string): PrimeroPart | undefined => PART_OF.get(field)

/** What its server keeps beside a record, and says nothing about a child. */
export const isKeeping = (field: string): boolean =>
  /^(id|enabled|module_id|record_state|record_in_scope|owned_by\w*|created_\w+|last_updated_\w+|previously_owned_by|previous_agency|assigned_user_names|marked_for_mobile|unique_id|flag_count|permitted_actions|workflow|has_photo|photos|hidden_name)$/.test(
    field,
  )
