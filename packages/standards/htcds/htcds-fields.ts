import type { HTCDS_CODE_LISTS } from '@gloact/codes'

/**
 * What a column holds. `flag` is yes or no. Look-ups of organisations and staff come as text: a file names them in words.
 */
export const HTCDS_KINDS = [
  'text',
  'long_text',
  'number',
  'date',
  'flag',
  'choice',
  'choices',
  'country',
  'countries',
  'language',
] as const

export type HtcdsKind = (typeof HTCDS_KINDS)[number]

export interface HtcdsField {
  /** As IOM's workbooks show it. */
  readonly label: string
  readonly kind: HtcdsKind
}

/**
 * The 84 fields of the Human Trafficking Case Data Standard 2.0 (IOM, 24 December 2021, CC BY 4.0) in its order, by the
 * standard's key. Two depart from its letter: the industry is a single choice in the field list and several in IOM's own
 * form, and so several are read; `per_Organisation` has no type there and is text here.
 */
export const HTCDS_FIELDS = {
  org_Name: { label: 'Organisation Name', kind: 'text' },
  org_ShippingCity: { label: 'Shipping City', kind: 'text' },
  org_ShippingCountry: { label: 'Shipping Country', kind: 'country' },
  org_ShippingState: { label: 'Shipping State/Province', kind: 'text' },
  org_ShippingStreet: { label: 'Shipping Street', kind: 'text' },
  org_ShippingPostalCode: { label: 'Shipping Zip/Postal Code', kind: 'text' },
  org_ShippingLongitude: { label: 'Longitude', kind: 'number' },
  org_ShippingLatitude: { label: 'Latitude', kind: 'number' },
  org_Phone: { label: 'Phone', kind: 'text' },
  org_Type: { label: 'Type', kind: 'choice' },
  prs_Salutation: { label: 'Salutation', kind: 'text' },
  prs_FirstName: { label: 'First Name', kind: 'text' },
  prs_MiddleName: { label: 'Middle Name', kind: 'text' },
  prs_SecondName: { label: 'Second Name', kind: 'text' },
  prs_Birthdate: { label: 'Birthdate', kind: 'date' },
  prs_Gender: { label: 'Gender', kind: 'choice' },
  prs_Deceased: { label: 'Deceased', kind: 'flag' },
  prs_MaritalStatus: { label: 'Marital Status', kind: 'choice' },
  prs_NumberOfChildren: { label: 'Number of Children', kind: 'number' },
  prs_PrimaryLanguage: { label: 'Primary Language', kind: 'language' },
  prs_SecondaryLanguage: { label: 'Secondary Language', kind: 'language' },
  prs_HighestLevelOfEducation: { label: 'Highest Level of Education', kind: 'choice' },
  prs_Citizenship: { label: 'Citizenship', kind: 'countries' },
  prs_IdentityNumber: { label: 'Identity Number', kind: 'text' },
  prs_Title: { label: 'Title', kind: 'text' },
  prs_Email: { label: 'Email', kind: 'text' },
  prs_HomePhone: { label: 'Home Phone', kind: 'text' },
  prs_MobilePhone: { label: 'Mobile Phone', kind: 'text' },
  prs_MailingCity: { label: 'Mailing City', kind: 'text' },
  prs_MailingCountry: { label: 'Mailing Country', kind: 'country' },
  prs_MailingState: { label: 'Mailing State/Province', kind: 'text' },
  prs_MailingStreet: { label: 'Mailing Street', kind: 'text' },
  prs_MailingPostalCode: { label: 'Mailing Zip/Postal Code', kind: 'text' },
  prs_MailingLongitude: { label: 'Longitude', kind: 'number' },
  prs_MailingLatitude: { label: 'Latitude', kind: 'number' },
  vic_AgreementToManagePersonalData: { label: 'Agreement to Manage Personal Data', kind: 'flag' },
  vic_TraffickingStatus: { label: 'Trafficking Status', kind: 'choice' },
  vic_TraffickingStatusDecisionMakingOrg: { label: 'Trafficking Status Decision Making Organization', kind: 'choice' },
  vic_RelationshipToTrafficker: { label: 'Relationship to Trafficker', kind: 'choice' },
  vic_AgeWhenTrafficked: { label: 'Age when Trafficked', kind: 'number' },
  vic_RecruitmentWebsitesAndApps: { label: 'Recruitment Websites and Apps', kind: 'choices' },
  vic_MethodOfRecruitment: { label: 'Method of Recruitment', kind: 'choices' },
  vic_LocationOfRecruitment: { label: 'Location of Recruitment', kind: 'text' },
  vic_MethodsOfControl: { label: 'Methods of Control', kind: 'choices' },
  vic_TypeOfExploitation: { label: 'Type of Exploitation', kind: 'choices' },
  vic_ForcedLabourIndustry: { label: 'Forced Labour Industry', kind: 'choices' },
  vic_TypeOfSexExploitation: { label: 'Type of Sex Exploitation', kind: 'choices' },
  vic_LocationOfExploitation: { label: 'Location of Exploitation', kind: 'text' },
  vic_ExploitationWebsitesAndApps: { label: 'Exploitation Websites and Apps', kind: 'choices' },
  vic_Vulnerabilities: { label: 'Vulnerabilities', kind: 'choices' },
  vic_DetailsOfVulnerabilities: { label: 'Details Of Vulnerabilities', kind: 'long_text' },
  per_RoleInProcess: { label: 'Role in Process', kind: 'choices' },
  per_RoleDetails: { label: 'Role Details', kind: 'long_text' },
  per_Organisation: { label: 'Organisation', kind: 'text' },
  cas_Status: { label: 'Status', kind: 'choice' },
  cas_ReasonForCaseClosure: { label: 'Reason for Case Closure', kind: 'long_text' },
  cas_CaseOwner: { label: 'Case Owner', kind: 'text' },
  cas_ReferringOrganisation: { label: 'Referring Organisation', kind: 'text' },
  cas_IncomingReferralDate: { label: 'Incoming Referral Date', kind: 'date' },
  cas_ReferringPrimaryCaseWorker: { label: 'Referring Primary Case Worker', kind: 'text' },
  cas_ReasonForIncomingReferral: { label: 'Reason for Incoming Referral', kind: 'choice' },
  cas_IncomingReferralDetails: { label: 'Incoming Referral Details', kind: 'long_text' },
  cas_ReferredOrganisation: { label: 'Referred Organisation', kind: 'text' },
  cas_ReferredPrimaryCaseWorker: { label: 'Referred Primary Case Worker', kind: 'text' },
  cas_ReasonForOutgoingReferral: { label: 'Reason for Outgoing Referral', kind: 'choice' },
  cas_OutgoingReferralDate: { label: 'Outgoing Referral Date', kind: 'date' },
  cas_OutgoingReferralDetails: { label: 'Outgoing Referral Details', kind: 'long_text' },
  cco_CaseComment: { label: 'Case Comment', kind: 'long_text' },
  hte_Longitude: { label: 'Longitude', kind: 'number' },
  hte_Latitude: { label: 'Latitude', kind: 'number' },
  hte_City: { label: 'City', kind: 'text' },
  hte_Country: { label: 'Country', kind: 'country' },
  hte_State: { label: 'State', kind: 'text' },
  hte_Street: { label: 'Street', kind: 'text' },
  hte_PostalCode: { label: 'PostalCode', kind: 'text' },
  hte_Date: { label: 'Date', kind: 'date' },
  hte_Type: { label: 'Type', kind: 'choice' },
  hte_Description: { label: 'Description', kind: 'long_text' },
  spl_Objectives: { label: 'Objectives', kind: 'long_text' },
  spl_ActionPlan: { label: 'Action Plan', kind: 'long_text' },
  spl_PlannedEndDate: { label: 'Planned End Date', kind: 'date' },
  spl_ActualEndDate: { label: 'Actual End Date', kind: 'date' },
  spl_Type: { label: 'Type', kind: 'choice' },
  con_Consent: { label: 'Consent', kind: 'flag' },
} as const satisfies Readonly<Record<string, HtcdsField>>

export type HtcdsKey = keyof typeof HTCDS_FIELDS

export const HTCDS_KEYS = Object.keys(HTCDS_FIELDS) as readonly HtcdsKey[]

/** A coded field always has its list: this does not compile where one is missing. */
export type HtcdsCodedKey = keyof typeof HTCDS_CODE_LISTS

export const isHtcdsKey = (text: string): text is HtcdsKey => Object.hasOwn(HTCDS_FIELDS, text)

/** The 38 columns of IOM's workbooks, in their order. Written on export, followed by what else there is to say. */
export const HTCDS_WORKBOOK_COLUMNS = [
  'cas_CaseOwner',
  'prs_Salutation',
  'prs_FirstName',
  'prs_SecondName',
  'con_Consent',
  'prs_Birthdate',
  'prs_Gender',
  'prs_Citizenship',
  'prs_Title',
  'prs_Email',
  'prs_HomePhone',
  'prs_MobilePhone',
  'prs_MailingStreet',
  'prs_MailingCity',
  'prs_MailingState',
  'prs_MailingPostalCode',
  'prs_MailingCountry',
  'vic_TraffickingStatus',
  'vic_TraffickingStatusDecisionMakingOrg',
  'vic_MethodOfRecruitment',
  'vic_LocationOfRecruitment',
  'vic_MethodsOfControl',
  'vic_TypeOfExploitation',
  'vic_ForcedLabourIndustry',
  'vic_TypeOfSexExploitation',
  'vic_LocationOfExploitation',
  'cas_Status',
  'cas_ReferringOrganisation',
  'cas_IncomingReferralDate',
  'cas_ReferringPrimaryCaseWorker',
  'cas_ReasonForIncomingReferral',
  'cas_IncomingReferralDetails',
  'cas_ReferredOrganisation',
  'cas_ReferredPrimaryCaseWorker',
  'cas_ReasonForOutgoingReferral',
  'cas_OutgoingReferralDate',
  'cas_OutgoingReferralDetails',
  'cas_ReasonForCaseClosure',
] as const satisfies readonly HtcdsKey[]
