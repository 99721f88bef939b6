import type { CodeList } from '../code-list.ts'

// Sources: HTCDS 2.0 (IOM, 24 December 2021, CC BY 4.0): its codes as published; the words are ours.

/** HTCDS `prs_Gender`. */
export const gender = {
  id: 'gender',
  version: '1',
  codes: [
    { code: 'Feminine', label: { en: 'Woman or girl', ar: 'امرأة أو فتاة' } },
    { code: 'Masculine', label: { en: 'Man or boy', ar: 'رجل أو فتى' } },
    { code: 'TransgenderFeminine', label: { en: 'Transgender woman or girl', ar: 'امرأة أو فتاة عابرة جندريًا' } },
    { code: 'TransgenderMasculine', label: { en: 'Transgender man or boy', ar: 'رجل أو فتى عابر جندريًا' } },
    { code: 'NonConforming', label: { en: 'Non-conforming', ar: 'غير ممتثل للأدوار الجندرية' } },
    { code: 'NonSpecifiedUnknown', label: { en: 'Not specified', ar: 'غير محدَّد' } },
  ],
} as const satisfies CodeList

/** As UNODC GLOTIP and SDG 16.2.2 count: `Female`, `Male`, `Other`; unknown is an absence. */
export const sex = {
  id: 'sex',
  version: '1',
  codes: [
    { code: 'female', label: { en: 'Female', ar: 'أنثى' } },
    { code: 'male', label: { en: 'Male', ar: 'ذكر' } },
    { code: 'other', label: { en: 'Other', ar: 'غير ذلك' } },
  ],
} as const satisfies CodeList

/** HTCDS `prs_MaritalStatus`. */
export const maritalStatus = {
  id: 'marital_status',
  version: '1',
  codes: [
    { code: 'Single', label: { en: 'Single', ar: 'غير متزوج/ة' } },
    { code: 'Married', label: { en: 'Married', ar: 'متزوج/ة' } },
    { code: 'Widowed', label: { en: 'Widowed', ar: 'أرمل/ة' } },
    { code: 'Divorced', label: { en: 'Divorced', ar: 'مطلَّق/ة' } },
    { code: 'Separated', label: { en: 'Separated', ar: 'منفصل/ة' } },
    { code: 'RegisteredPartnership', label: { en: 'Registered partnership', ar: 'شراكة مسجَّلة' } },
  ],
} as const satisfies CodeList

/** HTCDS `prs_HighestLevelOfEducation` (ISCED 2011, levels 0 to 8). HTCDS has no code for none: `none` is ours. */
export const education = {
  id: 'education',
  version: '1',
  codes: [
    { code: 'none', label: { en: 'No schooling', ar: 'لم يلتحق بالتعليم' }, local: true },
    {
      code: 'EarlyChildhoodEducation',
      label: { en: 'Early childhood education', ar: 'التعليم في مرحلة الطفولة المبكرة' },
    },
    { code: 'PrimaryEducation', label: { en: 'Primary education', ar: 'التعليم الابتدائي' } },
    {
      code: 'LowerSecondaryEducation',
      label: { en: 'Lower secondary education', ar: 'المرحلة الأولى من التعليم الثانوي (الإعدادي)' },
    },
    {
      code: 'UpperSecondaryEducation',
      label: { en: 'Upper secondary education', ar: 'المرحلة الثانية من التعليم الثانوي' },
    },
    {
      code: 'PostSecondaryNonTertiaryEducation',
      label: { en: 'Post-secondary, not tertiary', ar: 'تعليم ما بعد الثانوي غير العالي' },
    },
    {
      code: 'ShortCycleTertiaryEducation',
      label: { en: 'Short-cycle tertiary education', ar: 'التعليم العالي قصير المدة' },
    },
    { code: 'BachelorsOrEquivalentLevel', label: { en: 'Bachelor’s or equivalent', ar: 'البكالوريوس أو ما يعادله' } },
    { code: 'MastersOrEquivalentLevel', label: { en: 'Master’s or equivalent', ar: 'الماجستير أو ما يعادله' } },
    { code: 'DoctoralOrEquivalentLevel', label: { en: 'Doctorate or equivalent', ar: 'الدكتوراه أو ما يعادلها' } },
  ],
} as const satisfies CodeList

/** The broad age bands of CTDC (k-anonymised data set, codebook 7.1). */
export const ageBand = {
  id: 'age_band',
  version: '1',
  codes: [
    { code: '0_8', label: { en: '0 to 8 years', ar: 'من 0 إلى 8 سنوات' } },
    { code: '9_17', label: { en: '9 to 17 years', ar: 'من 9 إلى 17 سنة' } },
    { code: '18_20', label: { en: '18 to 20 years', ar: 'من 18 إلى 20 سنة' } },
    { code: '21_23', label: { en: '21 to 23 years', ar: 'من 21 إلى 23 سنة' } },
    { code: '24_26', label: { en: '24 to 26 years', ar: 'من 24 إلى 26 سنة' } },
    { code: '27_29', label: { en: '27 to 29 years', ar: 'من 27 إلى 29 سنة' } },
    { code: '30_38', label: { en: '30 to 38 years', ar: 'من 30 إلى 38 سنة' } },
    { code: '39_47', label: { en: '39 to 47 years', ar: 'من 39 إلى 47 سنة' } },
    { code: '48_plus', label: { en: '48 years and over', ar: '48 سنة فأكثر' } },
  ],
} as const satisfies CodeList

/** Child or adult, as GLOTIP, SDG 16.2.2 and CTDC (majority) count; a child is a person under 18 (Trafficking Protocol, art. 3(d)). */
export const ageGroup = {
  id: 'age_group',
  version: '1',
  codes: [
    { code: 'child', label: { en: 'Child (0 to 17 years)', ar: 'طفل (من 0 إلى 17 سنة)' } },
    { code: 'adult', label: { en: 'Adult (18 years and over)', ar: 'بالغ (18 سنة فأكثر)' } },
  ],
} as const satisfies CodeList

/** What can be said of the age at first contact. Not sure is treated as a child (Council of Europe Convention, art. 10(3)). */
export const ageAnswer = {
  id: 'age_answer',
  version: '1',
  codes: [
    { code: 'adult', label: { en: 'Adult', ar: 'بالغ/ة' } },
    { code: 'child', label: { en: 'Child', ar: 'طفل/ة' } },
    { code: 'not_sure', label: { en: 'Not sure', ar: 'غير متأكد/ة' } },
  ],
} as const satisfies CodeList

/** How an age is known. A disputed age keeps the person on the child path. */
export const ageBasis = {
  id: 'age_basis',
  version: '1',
  codes: [
    { code: 'documented', label: { en: 'Shown by a document', ar: 'مثبت بوثيقة' } },
    { code: 'declared', label: { en: 'Said by the person', ar: 'بحسب قول الشخص' } },
    { code: 'estimated', label: { en: 'Estimated', ar: 'تقديري' } },
    { code: 'disputed', label: { en: 'Disputed', ar: 'محل خلاف' } },
  ],
} as const satisfies CodeList

/** Months in the situation, in the bands of the CTDC synthetic data set (`traffickMonths`). */
export const trafficDuration = {
  id: 'trafficking_duration',
  version: '1',
  codes: [
    { code: '0_12', label: { en: 'Up to 12 months', ar: 'حتى 12 شهرًا' } },
    { code: '13_24', label: { en: '13 to 24 months', ar: 'من 13 إلى 24 شهرًا' } },
    { code: '25_plus', label: { en: 'More than 24 months', ar: 'أكثر من 24 شهرًا' } },
  ],
} as const satisfies CodeList
