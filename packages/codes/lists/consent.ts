import type { CodeList } from '../code-list.ts'

// Consent is purpose × recipient × data group × time. Purposes and groups ours; recipients after lists in use for consent to release.

/** What data may be used or passed on for. */
export const consentPurpose = {
  id: 'consent_purpose',
  version: '1',
  codes: [
    { code: 'assistance', label: { en: 'To assist the person', ar: 'مساعدة الشخص' } },
    { code: 'referral', label: { en: 'To refer to a service', ar: 'الإحالة إلى خدمة' } },
    { code: 'identification', label: { en: 'To decide on identification', ar: 'البت في تحديد الصفة كضحية' } },
    { code: 'safety', label: { en: 'To keep the person safe', ar: 'الحفاظ على سلامة الشخص' } },
    { code: 'legal_proceedings', label: { en: 'For legal proceedings', ar: 'إجراءات قانونية' } },
    { code: 'return_and_reintegration', label: { en: 'For return and reintegration', ar: 'العودة وإعادة الإدماج' } },
    { code: 'family_tracing', label: { en: 'To trace family', ar: 'البحث عن الأسرة' } },
    { code: 'statistics', label: { en: 'For statistics that name nobody', ar: 'إحصاءات لا تكشف هوية أحد' } },
    { code: 'research', label: { en: 'For research with data that name nobody', ar: 'بحوث ببيانات لا تكشف هوية أحد' } },
  ],
} as const satisfies CodeList

/** Who may be told. */
export const recipientKind = {
  id: 'recipient_kind',
  version: '1',
  codes: [
    { code: 'shelter', label: { en: 'Shelter', ar: 'دار إيواء' } },
    { code: 'health', label: { en: 'Health service', ar: 'خدمة صحية' } },
    { code: 'psychosocial', label: { en: 'Psychosocial service', ar: 'خدمة نفسية واجتماعية' } },
    { code: 'legal', label: { en: 'Legal aid', ar: 'مساعدة قانونية' } },
    { code: 'protection', label: { en: 'Protection service', ar: 'خدمة حماية' } },
    { code: 'livelihoods', label: { en: 'Education and livelihood service', ar: 'خدمة التعليم وسبل العيش' } },
    { code: 'police', label: { en: 'Police', ar: 'الشرطة' } },
    { code: 'prosecution', label: { en: 'Prosecution or court', ar: 'النيابة العامة أو المحكمة' } },
    {
      code: 'competent_authority',
      label: { en: 'The body that decides on identification', ar: 'الجهة المختصة بتحديد الضحايا' },
    },
    { code: 'immigration', label: { en: 'Immigration service', ar: 'خدمة الهجرة' } },
    { code: 'child_protection', label: { en: 'Child protection authority', ar: 'سلطة حماية الطفل' } },
    { code: 'consulate', label: { en: 'Embassy or consulate', ar: 'السفارة أو القنصلية' } },
    { code: 'foreign_agency', label: { en: 'Agency in another country', ar: 'جهة في بلد آخر' } },
    { code: 'family', label: { en: 'Family', ar: 'الأسرة' } },
    { code: 'national_statistics', label: { en: 'National statistics', ar: 'الإحصاءات الوطنية' } },
    { code: 'other', label: { en: 'Other', ar: 'جهة أخرى' } },
  ],
} as const satisfies CodeList

/** Which part of what is recorded. */
export const dataGroup = {
  id: 'data_group',
  version: '1',
  codes: [
    { code: 'identity', label: { en: 'Name, age and nationality', ar: 'الاسم والعمر والجنسية' } },
    { code: 'contact', label: { en: 'Contact and whereabouts', ar: 'وسائل الاتصال ومكان الوجود' } },
    { code: 'documents', label: { en: 'Documents', ar: 'الوثائق' } },
    { code: 'circumstances', label: { en: 'Family and living circumstances', ar: 'الظروف الأسرية والمعيشية' } },
    { code: 'exploitation', label: { en: 'What happened', ar: 'ما حدث' } },
    { code: 'journey', label: { en: 'Journey', ar: 'الرحلة' } },
    { code: 'health', label: { en: 'Health', ar: 'الصحة' } },
    { code: 'counselling', label: { en: 'Counselling', ar: 'الإرشاد النفسي' } },
    { code: 'risk', label: { en: 'Risks and safety', ar: 'المخاطر والسلامة' } },
    { code: 'needs', label: { en: 'Needs and plan', ar: 'الاحتياجات والخطة' } },
    { code: 'decisions', label: { en: 'Decisions', ar: 'القرارات' } },
    { code: 'photograph', label: { en: 'Photograph', ar: 'الصورة' } },
  ],
} as const satisfies CodeList

/** How consent was given. */
export const consentForm = {
  id: 'consent_form',
  version: '1',
  codes: [
    { code: 'written', label: { en: 'In writing', ar: 'خطيًا' } },
    { code: 'oral_witnessed', label: { en: 'Orally, before a witness', ar: 'شفهيًا أمام شاهد' } },
    { code: 'thumbprint', label: { en: 'By thumbprint', ar: 'ببصمة الإبهام' } },
  ],
} as const satisfies CodeList

/** Who can consent for this person. */
export const consentCapacity = {
  id: 'consent_capacity',
  version: '1',
  codes: [
    { code: 'adult', label: { en: 'An adult who can decide', ar: 'بالغ/ة قادر/ة على اتخاذ القرار' } },
    { code: 'adult_supported', label: { en: 'An adult who decides with support', ar: 'بالغ/ة يقرر بمساندة' } },
    {
      code: 'adult_without_capacity',
      label: { en: 'An adult who cannot decide at present', ar: 'بالغ/ة غير قادر/ة حاليًا على اتخاذ القرار' },
    },
    {
      code: 'child_assent_with_guardian',
      label: { en: 'A child who assents, with a guardian’s consent', ar: 'طفل يوافق مع موافقة الوصي' },
    },
    {
      code: 'child_best_interests',
      label: { en: 'A child, on the basis of best interests', ar: 'طفل، على أساس مصالحه الفضلى' },
    },
  ],
} as const satisfies CodeList

/** What an adult may decline, each by itself. */
export const refusalKind = {
  id: 'refusal_kind',
  version: '1',
  codes: [
    { code: 'recording', label: { en: 'Being recorded', ar: 'تسجيل بياناته' } },
    { code: 'identification', label: { en: 'Being formally identified', ar: 'تحديد صفته رسميًا كضحية' } },
    { code: 'sharing', label: { en: 'Having information shared', ar: 'مشاركة معلوماته' } },
  ],
} as const satisfies CodeList
