import type { CodeList } from '../code-list.ts'

// Local codes after the project's crosswalk of means of control; HTCDS 2.0 (IOM, 24 December 2021, CC BY 4.0): its codes as published; the words are ours.
// HTCDS defines RestrictsMovement and UsesChildren in its text and CTDC counts them, but its picklist lacks them: local extensions.

/** How a person was kept in the situation, as recorded; not specified is an absence. */
export const meansOfControl = {
  id: 'means_of_control',
  version: '1',
  codes: [
    { code: 'debt_bondage', label: { en: 'Debt bondage', ar: 'إسار الدَّين' } },
    { code: 'takes_earnings', label: { en: 'Takes earnings', ar: 'الاستيلاء على الأجر' } },
    { code: 'restricts_financial_access', label: { en: 'Restricts access to money', ar: 'تقييد الوصول إلى المال' } },
    { code: 'threats', label: { en: 'Threats of harm', ar: 'التهديد بالأذى' } },
    {
      code: 'threats_law_enforcement',
      label: { en: 'Threatens to report to the authorities', ar: 'التهديد بالتبليغ لدى السلطات' },
    },
    {
      code: 'threatens_family_or_children',
      label: { en: 'Threatens family or children', ar: 'تهديد الأسرة أو الأطفال' },
    },
    { code: 'uses_children', label: { en: 'Keeps from own children', ar: 'الحرمان من الأبناء أو استخدامهم وسيلة ضغط' } },
    { code: 'psychological_abuse', label: { en: 'Psychological abuse', ar: 'الإساءة النفسية' } },
    { code: 'physical_abuse', label: { en: 'Physical abuse', ar: 'الإساءة الجسدية' } },
    { code: 'sexual_abuse', label: { en: 'Sexual abuse, as a means of control', ar: 'الإساءة الجنسية وسيلةً للسيطرة' } },
    { code: 'false_promises', label: { en: 'False promises', ar: 'وعود كاذبة' } },
    { code: 'psychoactive_substances', label: { en: 'Psychoactive substances', ar: 'مواد ذات تأثير نفسي' } },
    { code: 'restricts_movement', label: { en: 'Restricts movement', ar: 'تقييد الحركة' } },
    { code: 'restricts_medical_care', label: { en: 'Restricts medical care', ar: 'الحرمان من الرعاية الطبية' } },
    { code: 'excessive_hours', label: { en: 'Excessive working hours', ar: 'ساعات عمل مفرطة' } },
    { code: 'withholds_necessities', label: { en: 'Withholds necessities', ar: 'الحرمان من الضروريات' } },
    { code: 'withholds_documents', label: { en: 'Withholds documents', ar: 'حجز الوثائق' } },
    { code: 'other', label: { en: 'Other', ar: 'غير ذلك' } },
  ],
} as const satisfies CodeList

/** HTCDS `vic_MethodsOfControl`, for exchange; `means_of_control` is what is recorded. */
export const htcdsMethodsOfControl = {
  id: 'htcds_methods_of_control',
  version: '1',
  codes: [
    { code: 'PhysicalThreats', label: { en: 'Physical threats', ar: 'تهديدات جسدية' } },
    { code: 'ThreatsLawEnforcement', label: { en: 'Threats of law enforcement', ar: 'التهديد بسلطات إنفاذ القانون' } },
    { code: 'ThreatensChildrenFamily', label: { en: 'Threatens children or family', ar: 'تهديد الأطفال أو الأسرة' } },
    { code: 'DebtBondage', label: { en: 'Debt bondage', ar: 'إسار الدَّين' } },
    { code: 'FalsePromises', label: { en: 'False promises', ar: 'وعود كاذبة' } },
    { code: 'PhysicalAbuse', label: { en: 'Physical abuse', ar: 'الإساءة الجسدية' } },
    { code: 'SexualAbuse', label: { en: 'Sexual abuse', ar: 'الإساءة الجنسية' } },
    { code: 'TakesEarnings', label: { en: 'Takes earnings', ar: 'الاستيلاء على الأجر' } },
    { code: 'RestrictsFinancialAccess', label: { en: 'Restricts financial access', ar: 'تقييد الوصول إلى المال' } },
    { code: 'RestrictsMedicalCare', label: { en: 'Restricts medical care', ar: 'الحرمان من الرعاية الطبية' } },
    { code: 'WithholdsNecessities', label: { en: 'Withholds necessities', ar: 'الحرمان من الضروريات' } },
    { code: 'PsychologicalAbuse', label: { en: 'Psychological abuse', ar: 'الإساءة النفسية' } },
    { code: 'PsychoactiveSubstance', label: { en: 'Psychoactive substance', ar: 'مادة ذات تأثير نفسي' } },
    { code: 'ExcessiveWorkingHours', label: { en: 'Excessive working hours', ar: 'ساعات عمل مفرطة' } },
    { code: 'WithholdsDocuments', label: { en: 'Withholds documents', ar: 'حجز الوثائق' } },
    { code: 'RestrictsMovement', label: { en: 'Restricts movement', ar: 'تقييد الحركة' }, local: true },
    { code: 'UsesChildren', label: { en: 'Uses children', ar: 'استخدام الأطفال وسيلةً للسيطرة' }, local: true },
    { code: 'Other', label: { en: 'Other', ar: 'غير ذلك' } },
  ],
} as const satisfies CodeList
