import type { CodeList } from '../code-list.ts'

// Sources: HTCDS 2.0 (IOM, 24 December 2021, CC BY 4.0): its codes as published; the words are ours. Service types and closure reasons: HTCDS, practice of child-protection systems, our own.

/** HTCDS `vic_TraffickingStatus`. Derived from the decisions; nobody ticks it. */
export const traffickingStatus = {
  id: 'trafficking_status',
  version: '1',
  codes: [
    {
      code: 'PossibleVictimOfTrafficking',
      label: { en: 'Possible victim of trafficking', ar: 'ضحية محتملة للاتجار', es: 'Posible víctima de trata' },
    },
    {
      code: 'ActualVictimOfTrafficking',
      label: { en: 'Victim of trafficking', ar: 'ضحية اتجار', es: 'Víctima de trata' },
    },
    {
      code: 'NotAVictimOfTrafficking',
      label: { en: 'Not a victim of trafficking', ar: 'ليس ضحية اتجار', es: 'No es víctima de trata' },
    },
  ],
} as const satisfies CodeList

/** HTCDS `vic_TraffickingStatusDecisionMakingOrg`. */
export const decisionBody = {
  id: 'decision_body',
  version: '1',
  codes: [
    { code: 'Police', label: { en: 'Police', ar: 'الشرطة', es: 'Policía' } },
    {
      code: 'NGO',
      label: { en: 'Non-governmental organisation', ar: 'منظمة غير حكومية', es: 'Organización no gubernamental' },
    },
    {
      code: 'CourtOrProsecution',
      label: { en: 'Court or prosecution', ar: 'محكمة أو نيابة عامة', es: 'Tribunal o fiscalía' },
    },
    {
      code: 'NonPoliceGovernmentalOrganization',
      label: { en: 'Other government body', ar: 'جهة حكومية غير الشرطة', es: 'Otro organismo público' },
    },
    { code: 'Other', label: { en: 'Other', ar: 'جهة أخرى', es: 'Otro' } },
  ],
} as const satisfies CodeList

/** HTCDS `cas_Status`. */
export const caseStatus = {
  id: 'case_status',
  version: '1',
  codes: [
    { code: 'Active', label: { en: 'Active', ar: 'نشط', es: 'Activo' } },
    { code: 'FollowUp', label: { en: 'Follow-up', ar: 'قيد المتابعة', es: 'En seguimiento' } },
    { code: 'Closed', label: { en: 'Closed', ar: 'مغلق', es: 'Cerrado' } },
    {
      code: 'ClosedReferred',
      label: { en: 'Closed after referral', ar: 'مغلق بعد الإحالة', es: 'Cerrado tras derivación' },
    },
  ],
} as const satisfies CodeList

/** HTCDS `cas_ReasonForIncomingReferral` and `cas_ReasonForOutgoingReferral`. */
export const referralReason = {
  id: 'referral_reason',
  version: '1',
  codes: [
    {
      code: 'AdditionalServicesRequired',
      label: { en: 'Further services are needed', ar: 'الحاجة إلى خدمات إضافية', es: 'Hacen falta más servicios' },
    },
    {
      code: 'MigrationOrChangeOfLocation',
      label: {
        en: 'The person moves elsewhere',
        ar: 'انتقال الشخص أو تغيير مكانه',
        es: 'La persona se traslada a otro lugar',
      },
    },
    { code: 'Other', label: { en: 'Other', ar: 'سبب آخر', es: 'Otro' } },
  ],
} as const satisfies CodeList

/** HTCDS `spl_Type`. */
export const supportPlanType = {
  id: 'support_plan_type',
  version: '1',
  codes: [
    { code: 'Education', label: { en: 'Education', ar: 'التعليم', es: 'Educación' } },
    { code: 'Financial', label: { en: 'Financial support', ar: 'الدعم المالي', es: 'Apoyo económico' } },
    { code: 'Health', label: { en: 'Health', ar: 'الصحة', es: 'Salud' } },
    {
      code: 'LabourExploitationRehabilitation',
      label: {
        en: 'Recovery from labour exploitation',
        ar: 'التعافي من الاستغلال في العمل',
        es: 'Recuperación tras explotación laboral',
      },
    },
    { code: 'Legal', label: { en: 'Legal', ar: 'الشؤون القانونية', es: 'Jurídico' } },
    { code: 'Livelihood', label: { en: 'Livelihood', ar: 'سبل العيش', es: 'Medios de vida' } },
    {
      code: 'RightsBasedTraining',
      label: { en: 'Training on rights', ar: 'التدريب على الحقوق', es: 'Formación sobre derechos' },
    },
    {
      code: 'SexualExploitationRehabilitation',
      label: {
        en: 'Recovery from sexual exploitation',
        ar: 'التعافي من الاستغلال الجنسي',
        es: 'Recuperación tras explotación sexual',
      },
    },
    { code: 'SocialCare', label: { en: 'Social care', ar: 'الرعاية الاجتماعية', es: 'Atención social' } },
  ],
} as const satisfies CodeList

/** HTCDS `org_Type`; the last three are ours. */
export const organisationType = {
  id: 'organisation_type',
  version: '1',
  codes: [
    {
      code: 'NGO',
      label: { en: 'Non-governmental organisation', ar: 'منظمة غير حكومية', es: 'Organización no gubernamental' },
    },
    { code: 'LawEnforcement', label: { en: 'Law enforcement', ar: 'إنفاذ القانون', es: 'Fuerzas del orden' } },
    { code: 'HealthServiceOrganisation', label: { en: 'Health service', ar: 'خدمة صحية', es: 'Servicio de salud' } },
    {
      code: 'CentralGovernmentOrganisation',
      label: { en: 'Central government', ar: 'حكومة مركزية', es: 'Gobierno central' },
    },
    { code: 'LocalGovernmentOrganisation', label: { en: 'Local government', ar: 'حكومة محلية', es: 'Gobierno local' } },
    {
      code: 'ImmigrationService',
      label: { en: 'Immigration service', ar: 'خدمة الهجرة', es: 'Servicio de migración' },
    },
    { code: 'LegalService', label: { en: 'Legal service', ar: 'خدمة قانونية', es: 'Servicio jurídico' } },
    { code: 'CorporateBusiness', label: { en: 'Business', ar: 'شركة', es: 'Empresa' } },
    {
      code: 'SchoolOrCollege',
      label: { en: 'School or college', ar: 'مدرسة أو معهد', es: 'Escuela o centro de estudios' },
    },
    {
      code: 'InternationalOrganisation',
      label: { en: 'International organisation', ar: 'منظمة دولية', es: 'Organización internacional' },
      local: true,
    },
    {
      code: 'CourtOrProsecution',
      label: { en: 'Court or prosecution', ar: 'محكمة أو نيابة عامة', es: 'Tribunal o fiscalía' },
      local: true,
    },
    {
      code: 'ChildProtectionAuthority',
      label: { en: 'Child protection authority', ar: 'سلطة حماية الطفل', es: 'Autoridad de protección de la infancia' },
      local: true,
    },
  ],
} as const satisfies CodeList

/** Who met the person first: the reporting entities of the IC-TIP working table. */
export const detectionChannel = {
  id: 'detection_channel',
  version: '1',
  codes: [
    { code: 'police', label: { en: 'Police', ar: 'الشرطة', es: 'Policía' } },
    {
      code: 'border_or_immigration',
      label: {
        en: 'Border or immigration service',
        ar: 'حرس الحدود أو خدمة الهجرة',
        es: 'Servicio de fronteras o migración',
      },
    },
    {
      code: 'labour_inspectorate',
      label: { en: 'Labour inspectorate', ar: 'تفتيش العمل', es: 'Inspección del trabajo' },
    },
    {
      code: 'prosecution_or_court',
      label: { en: 'Prosecution or court', ar: 'النيابة العامة أو المحكمة', es: 'Fiscalía o tribunal' },
    },
    { code: 'social_service', label: { en: 'Social service', ar: 'الخدمات الاجتماعية', es: 'Servicio social' } },
    { code: 'health_service', label: { en: 'Health service', ar: 'الخدمات الصحية', es: 'Servicio de salud' } },
    { code: 'hotline', label: { en: 'Hotline', ar: 'خط ساخن', es: 'Línea de ayuda' } },
    {
      code: 'ngo',
      label: { en: 'Non-governmental organisation', ar: 'منظمة غير حكومية', es: 'Organización no gubernamental' },
    },
    {
      code: 'international_organisation',
      label: { en: 'International organisation', ar: 'منظمة دولية', es: 'Organización internacional' },
    },
    { code: 'consulate', label: { en: 'Embassy or consulate', ar: 'سفارة أو قنصلية', es: 'Embajada o consulado' } },
    { code: 'school', label: { en: 'School', ar: 'مدرسة', es: 'Escuela' } },
    {
      code: 'self',
      label: { en: 'The person came themselves', ar: 'حضر الشخص بنفسه', es: 'La persona acudió por sí misma' },
    },
    {
      code: 'family_or_public',
      label: { en: 'Family or member of the public', ar: 'الأسرة أو أحد أفراد الجمهور', es: 'Familia o particular' },
    },
    { code: 'other', label: { en: 'Other', ar: 'جهة أخرى', es: 'Otro' } },
  ],
} as const satisfies CodeList

/** Why a file is closed; HTCDS keeps free text and takes the words on export. */
export const closureReason = {
  id: 'closure_reason',
  version: '1',
  codes: [
    { code: 'goals_achieved', label: { en: 'Goals achieved', ar: 'تحققت الأهداف', es: 'Objetivos alcanzados' } },
    {
      code: 'transferred',
      label: { en: 'Transferred to another agency', ar: 'نُقل إلى جهة أخرى', es: 'Traspaso a otra institución' },
    },
    {
      code: 'returned_and_handed_over',
      label: { en: 'Returned and handed over', ar: 'عاد وتسلمته جهة أخرى', es: 'Retorno y entrega del caso' },
    },
    {
      code: 'person_withdrew',
      label: {
        en: 'The person no longer wishes support',
        ar: 'لم يعد الشخص يرغب في الدعم',
        es: 'La persona ya no desea apoyo',
      },
    },
    { code: 'lost_contact', label: { en: 'Contact was lost', ar: 'انقطع التواصل', es: 'Se perdió el contacto' } },
    { code: 'became_adult', label: { en: 'Became an adult', ar: 'بلغ سن الرشد', es: 'Cumplió la mayoría de edad' } },
    {
      code: 'not_a_victim',
      label: {
        en: 'Not a victim of trafficking, referred elsewhere',
        ar: 'ليس ضحية اتجار وأُحيل إلى جهة أخرى',
        es: 'No es víctima de trata, derivación a otro servicio',
      },
    },
    {
      code: 'duplicate',
      label: { en: 'Duplicate of another file', ar: 'ملف مكرر', es: 'Duplicado de otro expediente' },
    },
    { code: 'deceased', label: { en: 'Deceased', ar: 'وفاة', es: 'Fallecimiento' } },
    { code: 'other', label: { en: 'Other', ar: 'سبب آخر', es: 'Otro' } },
  ],
} as const satisfies CodeList

/** Of a risk, its likelihood and its impact. */
export const riskLevel = {
  id: 'risk_level',
  version: '1',
  codes: [
    { code: 'high', label: { en: 'High', ar: 'مرتفع', es: 'Alto' } },
    { code: 'medium', label: { en: 'Medium', ar: 'متوسط', es: 'Medio' } },
    { code: 'low', label: { en: 'Low', ar: 'منخفض', es: 'Bajo' } },
  ],
} as const satisfies CodeList

/** What a risk assessment looks at. */
export const riskDimension = {
  id: 'risk_dimension',
  version: '1',
  codes: [
    {
      code: 'threat_by_traffickers',
      label: { en: 'Threat by traffickers', ar: 'تهديد من المتاجرين', es: 'Amenaza de tratantes' },
    },
    {
      code: 'location_known',
      label: { en: 'Whereabouts known to them', ar: 'معرفتهم بمكان الشخص', es: 'Conocen su paradero' },
    },
    { code: 'family_at_risk', label: { en: 'Family at risk', ar: 'تعرُّض الأسرة للخطر', es: 'Familia en riesgo' } },
    {
      code: 'self_harm',
      label: { en: 'Self-harm or suicide', ar: 'إيذاء النفس أو الانتحار', es: 'Autolesión o suicidio' },
    },
    { code: 'health_emergency', label: { en: 'Health emergency', ar: 'حالة صحية طارئة', es: 'Emergencia de salud' } },
    {
      code: 're_trafficking',
      label: { en: 'Being trafficked again', ar: 'التعرض للاتجار مجددًا', es: 'Volver a ser objeto de trata' },
    },
    {
      code: 'digital_exposure',
      label: {
        en: 'Exposure through devices and accounts',
        ar: 'الانكشاف عبر الأجهزة والحسابات',
        es: 'Exposición por dispositivos y cuentas',
      },
    },
    { code: 'staff_safety', label: { en: 'Safety of staff', ar: 'سلامة العاملين', es: 'Seguridad del personal' } },
    { code: 'return_risk', label: { en: 'Risk on return', ar: 'خطر عند العودة', es: 'Riesgo en caso de retorno' } },
  ],
} as const satisfies CodeList
