import type { Crosswalk } from '../crosswalk.ts'

/** Gender in the CTDC k-anonymised data set. */
export const genderToCtdcKanon = {
  id: 'gender_to_ctdc_kanon_gender',
  from: 'gender',
  to: 'ctdc_kanon_gender',
  version: '1',
  pairs: [
    { from: 'Feminine', to: 'Female' },
    { from: 'Masculine', to: 'Male' },
    { from: 'NonConforming', to: 'Transgender/NonConforming', note: 'CTDC keeps these together' },
    { from: 'TransgenderFeminine', to: 'Transgender/NonConforming' },
    { from: 'TransgenderMasculine', to: 'Transgender/NonConforming' },
  ],
} as const satisfies Crosswalk

/** Gender in the CTDC synthetic data set. */
export const genderToCtdcSynthetic = {
  id: 'gender_to_ctdc_synthetic_gender',
  from: 'gender',
  to: 'ctdc_synthetic_gender',
  version: '1',
  pairs: [
    { from: 'Feminine', to: 'Woman' },
    { from: 'Masculine', to: 'Man' },
    { from: 'NonConforming', to: 'Trans/Transgender/NonConforming', note: 'CTDC keeps these together' },
    { from: 'TransgenderFeminine', to: 'Trans/Transgender/NonConforming' },
    { from: 'TransgenderMasculine', to: 'Trans/Transgender/NonConforming' },
  ],
} as const satisfies Crosswalk

/** Gender in the sexes that GLOTIP and SDG 16.2.2 count. Not specified counts as unknown: it has no pair. */
export const genderToSex = {
  id: 'gender_to_sex',
  from: 'gender',
  to: 'sex',
  version: '1',
  pairs: [
    { from: 'Feminine', to: 'female' },
    { from: 'Masculine', to: 'male' },
    { from: 'NonConforming', to: 'other' },
    { from: 'TransgenderFeminine', to: 'other' },
    { from: 'TransgenderMasculine', to: 'other' },
  ],
} as const satisfies Crosswalk

/** Sex in the words of UNODC GLOTIP. */
export const sexToGlotip = {
  id: 'sex_to_glotip_sex',
  from: 'sex',
  to: 'glotip_sex',
  version: '1',
  pairs: [
    { from: 'female', to: 'Female' },
    { from: 'male', to: 'Male' },
    { from: 'other', to: 'Other' },
  ],
} as const satisfies Crosswalk

/** Age bands in the words of CTDC. */
export const ageBandToCtdc = {
  id: 'age_band_to_ctdc_age_band',
  from: 'age_band',
  to: 'ctdc_age_band',
  version: '1',
  pairs: [
    { from: '0_8', to: '0--8' },
    { from: '9_17', to: '9--17' },
    { from: '18_20', to: '18--20' },
    { from: '21_23', to: '21--23' },
    { from: '24_26', to: '24--26' },
    { from: '27_29', to: '27--29' },
    { from: '30_38', to: '30--38' },
    { from: '39_47', to: '39--47' },
    { from: '48_plus', to: '48+' },
  ],
} as const satisfies Crosswalk

/** Child or adult by the age band. */
export const ageBandToAgeGroup = {
  id: 'age_band_to_age_group',
  from: 'age_band',
  to: 'age_group',
  version: '1',
  pairs: [
    { from: '0_8', to: 'child' },
    { from: '9_17', to: 'child' },
    { from: '18_20', to: 'adult' },
    { from: '21_23', to: 'adult' },
    { from: '24_26', to: 'adult' },
    { from: '27_29', to: 'adult' },
    { from: '30_38', to: 'adult' },
    { from: '39_47', to: 'adult' },
    { from: '48_plus', to: 'adult' },
  ],
} as const satisfies Crosswalk

/** Child or adult in the words of UNODC GLOTIP. */
export const ageGroupToGlotip = {
  id: 'age_group_to_glotip_age',
  from: 'age_group',
  to: 'glotip_age',
  version: '1',
  pairs: [
    { from: 'child', to: '0 to 17 years' },
    { from: 'adult', to: '18 years or over' },
  ],
} as const satisfies Crosswalk

/** Child or adult as CTDC majority. */
export const ageGroupToCtdcMajority = {
  id: 'age_group_to_ctdc_majority',
  from: 'age_group',
  to: 'ctdc_majority',
  version: '1',
  pairs: [
    { from: 'child', to: 'Minor' },
    { from: 'adult', to: 'Adult' },
  ],
} as const satisfies Crosswalk

/** Months in the situation in the words of the CTDC synthetic data set. */
export const traffickingDurationToCtdc = {
  id: 'trafficking_duration_to_ctdc_duration',
  from: 'trafficking_duration',
  to: 'ctdc_duration',
  version: '1',
  pairs: [
    { from: '0_12', to: '0--12' },
    { from: '13_24', to: '13--24' },
    { from: '25_plus', to: '25+' },
  ],
} as const satisfies Crosswalk
