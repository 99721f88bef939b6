import type { CodeList } from '../code-list.ts'

// Local codes after the project's crosswalk of means of control; HTCDS 2.0 (IOM, 24 December 2021, CC BY 4.0): its codes as published; the words are ours.
// HTCDS defines RestrictsMovement and UsesChildren in its text and CTDC counts them, but its picklist lacks them: local extensions.

/** How a person was kept in the situation, as recorded; not specified is an absence. */
export const meansOfControl = {
  id: 'means_of_control',
  version: '1',
  codes: [
    { code: 'debt_bondage', label: { en: 'Debt bondage', ar: 'إسار الدَّين', es: 'Servidumbre por deudas' } },
    {
      code: 'takes_earnings',
      label: { en: 'Takes earnings', ar: 'الاستيلاء على الأجر', es: 'Quedarse con las ganancias' },
    },
    {
      code: 'restricts_financial_access',
      label: { en: 'Restricts access to money', ar: 'تقييد الوصول إلى المال', es: 'Restringir el acceso al dinero' },
    },
    { code: 'threats', label: { en: 'Threats of harm', ar: 'التهديد بالأذى', es: 'Amenazar con hacer daño' } },
    {
      code: 'threats_law_enforcement',
      label: {
        en: 'Threatens to report to the authorities',
        ar: 'التهديد بالتبليغ لدى السلطات',
        es: 'Amenazar con denunciar a las autoridades',
      },
    },
    {
      code: 'threatens_family_or_children',
      label: {
        en: 'Threatens family or children',
        ar: 'تهديد الأسرة أو الأطفال',
        es: 'Amenazar a la familia o a los hijos',
      },
    },
    {
      code: 'uses_children',
      label: {
        en: 'Keeps from own children',
        ar: 'الحرمان من الأبناء أو استخدامهم وسيلة ضغط',
        es: 'Apartar de los propios hijos',
      },
    },
    {
      code: 'psychological_abuse',
      label: { en: 'Psychological abuse', ar: 'الإساءة النفسية', es: 'Maltrato psicológico' },
    },
    { code: 'physical_abuse', label: { en: 'Physical abuse', ar: 'الإساءة الجسدية', es: 'Maltrato físico' } },
    {
      code: 'sexual_abuse',
      label: {
        en: 'Sexual abuse, as a means of control',
        ar: 'الإساءة الجنسية وسيلةً للسيطرة',
        es: 'Abuso sexual, como medio de control',
      },
    },
    { code: 'false_promises', label: { en: 'False promises', ar: 'وعود كاذبة', es: 'Falsas promesas' } },
    {
      code: 'psychoactive_substances',
      label: { en: 'Psychoactive substances', ar: 'مواد ذات تأثير نفسي', es: 'Sustancias psicoactivas' },
    },
    {
      code: 'restricts_movement',
      label: { en: 'Restricts movement', ar: 'تقييد الحركة', es: 'Restringir los movimientos' },
    },
    {
      code: 'restricts_medical_care',
      label: { en: 'Restricts medical care', ar: 'الحرمان من الرعاية الطبية', es: 'Restringir la atención médica' },
    },
    {
      code: 'excessive_hours',
      label: { en: 'Excessive working hours', ar: 'ساعات عمل مفرطة', es: 'Horarios de trabajo excesivos' },
    },
    {
      code: 'withholds_necessities',
      label: { en: 'Withholds necessities', ar: 'الحرمان من الضروريات', es: 'Privar de lo necesario' },
    },
    { code: 'withholds_documents', label: { en: 'Withholds documents', ar: 'حجز الوثائق', es: 'Retener documentos' } },
    { code: 'other', label: { en: 'Other', ar: 'غير ذلك', es: 'Otro' } },
  ],
} as const satisfies CodeList

/** HTCDS `vic_MethodsOfControl`, for exchange; `means_of_control` is what is recorded. */
export const htcdsMethodsOfControl = {
  id: 'htcds_methods_of_control',
  version: '1',
  codes: [
    { code: 'PhysicalThreats', label: { en: 'Physical threats', ar: 'تهديدات جسدية', es: 'Amenazas físicas' } },
    {
      code: 'ThreatsLawEnforcement',
      label: {
        en: 'Threats of law enforcement',
        ar: 'التهديد بسلطات إنفاذ القانون',
        es: 'Amenazas con las fuerzas del orden',
      },
    },
    {
      code: 'ThreatensChildrenFamily',
      label: {
        en: 'Threatens children or family',
        ar: 'تهديد الأطفال أو الأسرة',
        es: 'Amenazar a los hijos o a la familia',
      },
    },
    { code: 'DebtBondage', label: { en: 'Debt bondage', ar: 'إسار الدَّين', es: 'Servidumbre por deudas' } },
    { code: 'FalsePromises', label: { en: 'False promises', ar: 'وعود كاذبة', es: 'Falsas promesas' } },
    { code: 'PhysicalAbuse', label: { en: 'Physical abuse', ar: 'الإساءة الجسدية', es: 'Maltrato físico' } },
    { code: 'SexualAbuse', label: { en: 'Sexual abuse', ar: 'الإساءة الجنسية', es: 'Abuso sexual' } },
    {
      code: 'TakesEarnings',
      label: { en: 'Takes earnings', ar: 'الاستيلاء على الأجر', es: 'Quedarse con las ganancias' },
    },
    {
      code: 'RestrictsFinancialAccess',
      label: { en: 'Restricts financial access', ar: 'تقييد الوصول إلى المال', es: 'Restringir el acceso económico' },
    },
    {
      code: 'RestrictsMedicalCare',
      label: { en: 'Restricts medical care', ar: 'الحرمان من الرعاية الطبية', es: 'Restringir la atención médica' },
    },
    {
      code: 'WithholdsNecessities',
      label: { en: 'Withholds necessities', ar: 'الحرمان من الضروريات', es: 'Privar de lo necesario' },
    },
    {
      code: 'PsychologicalAbuse',
      label: { en: 'Psychological abuse', ar: 'الإساءة النفسية', es: 'Maltrato psicológico' },
    },
    {
      code: 'PsychoactiveSubstance',
      label: { en: 'Psychoactive substance', ar: 'مادة ذات تأثير نفسي', es: 'Sustancia psicoactiva' },
    },
    {
      code: 'ExcessiveWorkingHours',
      label: { en: 'Excessive working hours', ar: 'ساعات عمل مفرطة', es: 'Horarios de trabajo excesivos' },
    },
    { code: 'WithholdsDocuments', label: { en: 'Withholds documents', ar: 'حجز الوثائق', es: 'Retener documentos' } },
    {
      code: 'RestrictsMovement',
      label: { en: 'Restricts movement', ar: 'تقييد الحركة', es: 'Restringir los movimientos' },
      local: true,
    },
    {
      code: 'UsesChildren',
      label: { en: 'Uses children', ar: 'استخدام الأطفال وسيلةً للسيطرة', es: 'Valerse de los hijos' },
      local: true,
    },
    { code: 'Other', label: { en: 'Other', ar: 'غير ذلك', es: 'Otro' } },
  ],
} as const satisfies CodeList
