/**
 * Which canonical list holds the codes of a coded HTCDS 2.0 field. Where the list is `htcds_…` what is recorded is another
 * list, and a crosswalk leads to this one.
 */
export const HTCDS_CODE_LISTS = {
  org_Type: 'organisation_type',
  org_ShippingCountry: 'country',
  prs_Gender: 'gender',
  prs_MaritalStatus: 'marital_status',
  prs_HighestLevelOfEducation: 'education',
  prs_Citizenship: 'country',
  prs_MailingCountry: 'country',
  prs_PrimaryLanguage: 'language',
  prs_SecondaryLanguage: 'language',
  vic_TraffickingStatus: 'trafficking_status',
  vic_TraffickingStatusDecisionMakingOrg: 'decision_body',
  vic_RelationshipToTrafficker: 'htcds_relationship_to_trafficker',
  vic_RecruitmentWebsitesAndApps: 'website_or_app',
  vic_MethodOfRecruitment: 'recruitment_method',
  vic_MethodsOfControl: 'htcds_methods_of_control',
  vic_TypeOfExploitation: 'htcds_type_of_exploitation',
  vic_ForcedLabourIndustry: 'labour_sector',
  vic_TypeOfSexExploitation: 'sexual_exploitation_type',
  vic_ExploitationWebsitesAndApps: 'website_or_app',
  vic_Vulnerabilities: 'htcds_vulnerability',
  per_RoleInProcess: 'perpetrator_role',
  cas_Status: 'case_status',
  cas_ReasonForIncomingReferral: 'referral_reason',
  cas_ReasonForOutgoingReferral: 'referral_reason',
  hte_Type: 'stage_type',
  spl_Type: 'support_plan_type',
} as const satisfies Readonly<Record<string, string>>
