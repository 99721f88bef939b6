import type { CodeList } from '../code-list.ts'

// Consent is purpose × recipient × data group × time. Purposes and groups ours; recipients after lists in use for consent to release.

/** What data may be used or passed on for. */
export const consentPurpose = {
  id: 'consent_purpose',
  version: '1',
  codes: [
    { code: 'assistance', label: { en: 'To assist the person', ar: 'مساعدة الشخص', es: 'Asistir a la persona' } },
    { code: 'referral', label: { en: 'To refer to a service', ar: 'الإحالة إلى خدمة', es: 'Derivar a un servicio' } },
    {
      code: 'identification',
      label: {
        en: 'To decide on identification',
        ar: 'البت في تحديد الصفة كضحية',
        es: 'Decidir sobre la identificación',
      },
    },
    {
      code: 'safety',
      label: { en: 'To keep the person safe', ar: 'الحفاظ على سلامة الشخص', es: 'Mantener a salvo a la persona' },
    },
    {
      code: 'legal_proceedings',
      label: { en: 'For legal proceedings', ar: 'إجراءات قانونية', es: 'Procesos judiciales' },
    },
    {
      code: 'return_and_reintegration',
      label: { en: 'For return and reintegration', ar: 'العودة وإعادة الإدماج', es: 'Retorno y reintegración' },
    },
    { code: 'family_tracing', label: { en: 'To trace family', ar: 'البحث عن الأسرة', es: 'Localizar a la familia' } },
    {
      code: 'statistics',
      label: {
        en: 'For statistics that name nobody',
        ar: 'إحصاءات لا تكشف هوية أحد',
        es: 'Estadísticas que no nombran a nadie',
      },
    },
    {
      code: 'research',
      label: {
        en: 'For research with data that name nobody',
        ar: 'بحوث ببيانات لا تكشف هوية أحد',
        es: 'Investigación con datos que no nombran a nadie',
      },
    },
  ],
} as const satisfies CodeList

/** Who may be told. */
export const recipientKind = {
  id: 'recipient_kind',
  version: '1',
  codes: [
    { code: 'shelter', label: { en: 'Shelter', ar: 'دار إيواء', es: 'Albergue' } },
    { code: 'health', label: { en: 'Health service', ar: 'خدمة صحية', es: 'Servicio de salud' } },
    {
      code: 'psychosocial',
      label: { en: 'Psychosocial service', ar: 'خدمة نفسية واجتماعية', es: 'Servicio psicosocial' },
    },
    { code: 'legal', label: { en: 'Legal aid', ar: 'مساعدة قانونية', es: 'Asistencia jurídica gratuita' } },
    { code: 'protection', label: { en: 'Protection service', ar: 'خدمة حماية', es: 'Servicio de protección' } },
    {
      code: 'livelihoods',
      label: {
        en: 'Education and livelihood service',
        ar: 'خدمة التعليم وسبل العيش',
        es: 'Servicio de educación y medios de vida',
      },
    },
    { code: 'police', label: { en: 'Police', ar: 'الشرطة', es: 'Policía' } },
    {
      code: 'prosecution',
      label: { en: 'Prosecution or court', ar: 'النيابة العامة أو المحكمة', es: 'Fiscalía o tribunal' },
    },
    {
      code: 'competent_authority',
      label: {
        en: 'The body that decides on identification',
        ar: 'الجهة المختصة بتحديد الضحايا',
        es: 'Organismo que decide sobre la identificación',
      },
    },
    { code: 'immigration', label: { en: 'Immigration service', ar: 'خدمة الهجرة', es: 'Servicio de migración' } },
    {
      code: 'child_protection',
      label: { en: 'Child protection authority', ar: 'سلطة حماية الطفل', es: 'Autoridad de protección de la infancia' },
    },
    { code: 'consulate', label: { en: 'Embassy or consulate', ar: 'السفارة أو القنصلية', es: 'Embajada o consulado' } },
    {
      code: 'foreign_agency',
      label: { en: 'Agency in another country', ar: 'جهة في بلد آخر', es: 'Institución de otro país' },
    },
    { code: 'family', label: { en: 'Family', ar: 'الأسرة', es: 'Familia' } },
    {
      code: 'national_statistics',
      label: { en: 'National statistics', ar: 'الإحصاءات الوطنية', es: 'Estadísticas nacionales' },
    },
    { code: 'other', label: { en: 'Other', ar: 'جهة أخرى', es: 'Otro' } },
  ],
} as const satisfies CodeList

/** Which part of what is recorded. */
export const dataGroup = {
  id: 'data_group',
  version: '1',
  codes: [
    {
      code: 'identity',
      label: { en: 'Name, age and nationality', ar: 'الاسم والعمر والجنسية', es: 'Nombre, edad y nacionalidad' },
    },
    {
      code: 'contact',
      label: { en: 'Contact and whereabouts', ar: 'وسائل الاتصال ومكان الوجود', es: 'Contacto y paradero' },
    },
    { code: 'documents', label: { en: 'Documents', ar: 'الوثائق', es: 'Documentos' } },
    {
      code: 'circumstances',
      label: {
        en: 'Family and living circumstances',
        ar: 'الظروف الأسرية والمعيشية',
        es: 'Familia y condiciones de vida',
      },
    },
    { code: 'exploitation', label: { en: 'What happened', ar: 'ما حدث', es: 'Lo ocurrido' } },
    { code: 'journey', label: { en: 'Journey', ar: 'الرحلة', es: 'Viaje' } },
    { code: 'health', label: { en: 'Health', ar: 'الصحة', es: 'Salud' } },
    { code: 'counselling', label: { en: 'Counselling', ar: 'الإرشاد النفسي', es: 'Apoyo psicosocial' } },
    { code: 'risk', label: { en: 'Risks and safety', ar: 'المخاطر والسلامة', es: 'Riesgos y seguridad' } },
    { code: 'needs', label: { en: 'Needs and plan', ar: 'الاحتياجات والخطة', es: 'Necesidades y plan' } },
    { code: 'decisions', label: { en: 'Decisions', ar: 'القرارات', es: 'Decisiones' } },
    { code: 'photograph', label: { en: 'Photograph', ar: 'الصورة', es: 'Fotografía' } },
  ],
} as const satisfies CodeList

/** How consent was given. */
export const consentForm = {
  id: 'consent_form',
  version: '1',
  codes: [
    { code: 'written', label: { en: 'In writing', ar: 'خطيًا', es: 'Por escrito' } },
    {
      code: 'oral_witnessed',
      label: { en: 'Orally, before a witness', ar: 'شفهيًا أمام شاهد', es: 'De palabra, ante un testigo' },
    },
    { code: 'thumbprint', label: { en: 'By thumbprint', ar: 'ببصمة الإبهام', es: 'Con huella digital' } },
  ],
} as const satisfies CodeList

/** Who can consent for this person. */
export const consentCapacity = {
  id: 'consent_capacity',
  version: '1',
  codes: [
    {
      code: 'adult',
      label: {
        en: 'An adult who can decide',
        ar: 'بالغ/ة قادر/ة على اتخاذ القرار',
        es: 'Una persona adulta que puede decidir',
      },
    },
    {
      code: 'adult_supported',
      label: {
        en: 'An adult who decides with support',
        ar: 'بالغ/ة يقرر بمساندة',
        es: 'Una persona adulta que decide con apoyo',
      },
    },
    {
      code: 'adult_without_capacity',
      label: {
        en: 'An adult who cannot decide at present',
        ar: 'بالغ/ة غير قادر/ة حاليًا على اتخاذ القرار',
        es: 'Una persona adulta que ahora no puede decidir',
      },
    },
    {
      code: 'child_assent_with_guardian',
      label: {
        en: 'A child who assents, with a guardian’s consent',
        ar: 'طفل يوافق مع موافقة الوصي',
        es: 'Una niña o un niño que asiente, con el consentimiento de su tutor o tutora',
      },
    },
    {
      code: 'child_best_interests',
      label: {
        en: 'A child, on the basis of best interests',
        ar: 'طفل، على أساس مصالحه الفضلى',
        es: 'Una niña o un niño, con base en su interés superior',
      },
    },
  ],
} as const satisfies CodeList

/** What an adult may decline, each by itself. */
export const refusalKind = {
  id: 'refusal_kind',
  version: '1',
  codes: [
    { code: 'recording', label: { en: 'Being recorded', ar: 'تسجيل بياناته', es: 'El registro' } },
    {
      code: 'identification',
      label: { en: 'Being formally identified', ar: 'تحديد صفته رسميًا كضحية', es: 'La identificación formal' },
    },
    {
      code: 'sharing',
      label: { en: 'Having information shared', ar: 'مشاركة معلوماته', es: 'Que se comparta información' },
    },
  ],
} as const satisfies CodeList
