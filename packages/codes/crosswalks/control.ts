import type { Crosswalk } from '../crosswalk.ts'

/** Means of control in HTCDS `vic_MethodsOfControl`. */
export const meansOfControlToHtcds = {
  id: 'means_of_control_to_htcds_methods_of_control',
  from: 'means_of_control',
  to: 'htcds_methods_of_control',
  version: '1',
  pairs: [
    { from: 'debt_bondage', to: 'DebtBondage' },
    { from: 'takes_earnings', to: 'TakesEarnings' },
    { from: 'restricts_financial_access', to: 'RestrictsFinancialAccess' },
    { from: 'threats', to: 'PhysicalThreats' },
    { from: 'threats_law_enforcement', to: 'ThreatsLawEnforcement' },
    { from: 'threatens_family_or_children', to: 'ThreatensChildrenFamily' },
    { from: 'uses_children', to: 'UsesChildren', note: 'defined in the text of HTCDS and missing from its picklist' },
    { from: 'psychological_abuse', to: 'PsychologicalAbuse' },
    { from: 'physical_abuse', to: 'PhysicalAbuse' },
    { from: 'sexual_abuse', to: 'SexualAbuse' },
    { from: 'false_promises', to: 'FalsePromises' },
    { from: 'psychoactive_substances', to: 'PsychoactiveSubstance' },
    {
      from: 'restricts_movement',
      to: 'RestrictsMovement',
      note: 'defined in the text of HTCDS and missing from its picklist',
    },
    { from: 'restricts_medical_care', to: 'RestrictsMedicalCare' },
    { from: 'excessive_hours', to: 'ExcessiveWorkingHours' },
    { from: 'withholds_necessities', to: 'WithholdsNecessities' },
    { from: 'withholds_documents', to: 'WithholdsDocuments' },
    { from: 'other', to: 'Other' },
  ],
} as const satisfies Crosswalk

/** Means of control as the indicator columns of the CTDC k-anonymised data set. `meansOfControlNotSpecified` is an absence. */
export const meansOfControlToCtdcKanon = {
  id: 'means_of_control_to_ctdc_kanon',
  from: 'means_of_control',
  to: 'ctdc_kanon',
  version: '1',
  pairs: [
    { from: 'debt_bondage', to: 'meansOfControlDebtBondage' },
    { from: 'takes_earnings', to: 'meansOfControlTakesEarnings' },
    { from: 'restricts_financial_access', to: 'meansOfControlRestrictsFinancialAccess' },
    { from: 'threats', to: 'meansOfControlThreats' },
    { from: 'threats_law_enforcement', to: 'meansOfControlThreatOfLawEnforcement' },
    {
      from: 'threatens_family_or_children',
      to: 'meansOfControlThreats',
      note: 'CTDC does not tell these threats apart',
    },
    { from: 'uses_children', to: 'meansOfControlUsesChildren' },
    { from: 'psychological_abuse', to: 'meansOfControlPsychologicalAbuse' },
    { from: 'physical_abuse', to: 'meansOfControlPhysicalAbuse' },
    { from: 'sexual_abuse', to: 'meansOfControlSexualAbuse' },
    { from: 'false_promises', to: 'meansOfControlFalsePromises' },
    { from: 'psychoactive_substances', to: 'meansOfControlPsychoactiveSubstances' },
    { from: 'restricts_movement', to: 'meansOfControlRestrictsMovement' },
    { from: 'restricts_medical_care', to: 'meansOfControlRestrictsMedicalCare' },
    { from: 'excessive_hours', to: 'meansOfControlExcessiveWorkingHours' },
    { from: 'withholds_necessities', to: 'meansOfControlWithholdsNecessities' },
    { from: 'withholds_documents', to: 'meansOfControlWithholdsDocuments' },
    { from: 'other', to: 'meansOfControlOther' },
  ],
} as const satisfies Crosswalk

/** Means of control as the merged columns of the CTDC synthetic data set, which has none for `other`. */
export const meansOfControlToCtdcSynthetic = {
  id: 'means_of_control_to_ctdc_synthetic',
  from: 'means_of_control',
  to: 'ctdc_synthetic',
  version: '1',
  pairs: [
    { from: 'debt_bondage', to: 'meansDebtBondageEarnings' },
    { from: 'takes_earnings', to: 'meansDebtBondageEarnings' },
    { from: 'restricts_financial_access', to: 'meansDenyBasicNeeds' },
    { from: 'threats', to: 'meansThreats' },
    { from: 'threats_law_enforcement', to: 'meansThreats' },
    { from: 'threatens_family_or_children', to: 'meansThreats' },
    { from: 'uses_children', to: 'meansThreats' },
    { from: 'psychological_abuse', to: 'meansAbusePsyPhySex' },
    { from: 'physical_abuse', to: 'meansAbusePsyPhySex' },
    { from: 'sexual_abuse', to: 'meansAbusePsyPhySex' },
    { from: 'false_promises', to: 'meansFalsePromises' },
    { from: 'psychoactive_substances', to: 'meansDrugsAlcohol' },
    { from: 'restricts_movement', to: 'meansDenyBasicNeeds' },
    { from: 'restricts_medical_care', to: 'meansDenyBasicNeeds' },
    { from: 'excessive_hours', to: 'meansExcessiveWorkHours' },
    { from: 'withholds_necessities', to: 'meansDenyBasicNeeds' },
    { from: 'withholds_documents', to: 'meansWithholdDocuments' },
  ],
} as const satisfies Crosswalk
