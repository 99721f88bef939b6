import type { CodeList } from '../code-list.ts'

// Sources: HTCDS 2.0 (IOM, 24 December 2021, CC BY 4.0): its codes as published; the words are ours. Service types and closure reasons: HTCDS, practice of child-protection systems, our own.

/** HTCDS `vic_TraffickingStatus`. Derived from the decisions; nobody ticks it. */
export const traffickingStatus = {
  id: 'trafficking_status',
  version: '1',
  codes: [
    { code: 'PossibleVictimOfTrafficking', label: { en: 'Possible victim of trafficking', ar: 'ضحية محتملة للاتجار' } },
    { code: 'ActualVictimOfTrafficking', label: { en: 'Victim of trafficking', ar: 'ضحية اتجار' } },
    { code: 'NotAVictimOfTrafficking', label: { en: 'Not a victim of trafficking', ar: 'ليس ضحية اتجار' } },
  ],
} as const satisfies CodeList

/** HTCDS `vic_TraffickingStatusDecisionMakingOrg`. */
export const decisionBody = {
  id: 'decision_body',
  version: '1',
  codes: [
    { code: 'Police', label: { en: 'Police', ar: 'الشرطة' } },
    { code: 'NGO', label: { en: 'Non-governmental organisation', ar: 'منظمة غير حكومية' } },
    { code: 'CourtOrProsecution', label: { en: 'Court or prosecution', ar: 'محكمة أو نيابة عامة' } },
    { code: 'NonPoliceGovernmentalOrganization', label: { en: 'Other government body', ar: 'جهة حكومية غير الشرطة' } },
    { code: 'Other', label: { en: 'Other', ar: 'جهة أخرى' } },
  ],
} as const satisfies CodeList

/** HTCDS `cas_Status`. */
export const caseStatus = {
  id: 'case_status',
  version: '1',
  codes: [
    { code: 'Active', label: { en: 'Active', ar: 'نشط' } },
    { code: 'FollowUp', label: { en: 'Follow-up', ar: 'قيد المتابعة' } },
    { code: 'Closed', label: { en: 'Closed', ar: 'مغلق' } },
    { code: 'ClosedReferred', label: { en: 'Closed after referral', ar: 'مغلق بعد الإحالة' } },
  ],
} as const satisfies CodeList

/** HTCDS `cas_ReasonForIncomingReferral` and `cas_ReasonForOutgoingReferral`. */
export const referralReason = {
  id: 'referral_reason',
  version: '1',
  codes: [
    { code: 'AdditionalServicesRequired', label: { en: 'Further services are needed', ar: 'الحاجة إلى خدمات إضافية' } },
    {
      code: 'MigrationOrChangeOfLocation',
      label: { en: 'The person moves elsewhere', ar: 'انتقال الشخص أو تغيير مكانه' },
    },
    { code: 'Other', label: { en: 'Other', ar: 'سبب آخر' } },
  ],
} as const satisfies CodeList

/** HTCDS `spl_Type`. */
export const supportPlanType = {
  id: 'support_plan_type',
  version: '1',
  codes: [
    { code: 'Education', label: { en: 'Education', ar: 'التعليم' } },
    { code: 'Financial', label: { en: 'Financial support', ar: 'الدعم المالي' } },
    { code: 'Health', label: { en: 'Health', ar: 'الصحة' } },
    {
      code: 'LabourExploitationRehabilitation',
      label: { en: 'Recovery from labour exploitation', ar: 'التعافي من الاستغلال في العمل' },
    },
    { code: 'Legal', label: { en: 'Legal', ar: 'الشؤون القانونية' } },
    { code: 'Livelihood', label: { en: 'Livelihood', ar: 'سبل العيش' } },
    { code: 'RightsBasedTraining', label: { en: 'Training on rights', ar: 'التدريب على الحقوق' } },
    {
      code: 'SexualExploitationRehabilitation',
      label: { en: 'Recovery from sexual exploitation', ar: 'التعافي من الاستغلال الجنسي' },
    },
    { code: 'SocialCare', label: { en: 'Social care', ar: 'الرعاية الاجتماعية' } },
  ],
} as const satisfies CodeList

/** HTCDS `org_Type`; the last three are ours. */
export const organisationType = {
  id: 'organisation_type',
  version: '1',
  codes: [
    { code: 'NGO', label: { en: 'Non-governmental organisation', ar: 'منظمة غير حكومية' } },
    { code: 'LawEnforcement', label: { en: 'Law enforcement', ar: 'إنفاذ القانون' } },
    { code: 'HealthServiceOrganisation', label: { en: 'Health service', ar: 'خدمة صحية' } },
    { code: 'CentralGovernmentOrganisation', label: { en: 'Central government', ar: 'حكومة مركزية' } },
    { code: 'LocalGovernmentOrganisation', label: { en: 'Local government', ar: 'حكومة محلية' } },
    { code: 'ImmigrationService', label: { en: 'Immigration service', ar: 'خدمة الهجرة' } },
    { code: 'LegalService', label: { en: 'Legal service', ar: 'خدمة قانونية' } },
    { code: 'CorporateBusiness', label: { en: 'Business', ar: 'شركة' } },
    { code: 'SchoolOrCollege', label: { en: 'School or college', ar: 'مدرسة أو معهد' } },
    { code: 'InternationalOrganisation', label: { en: 'International organisation', ar: 'منظمة دولية' }, local: true },
    { code: 'CourtOrProsecution', label: { en: 'Court or prosecution', ar: 'محكمة أو نيابة عامة' }, local: true },
    {
      code: 'ChildProtectionAuthority',
      label: { en: 'Child protection authority', ar: 'سلطة حماية الطفل' },
      local: true,
    },
  ],
} as const satisfies CodeList

/** Who met the person first: the reporting entities of the IC-TIP working table. */
export const detectionChannel = {
  id: 'detection_channel',
  version: '1',
  codes: [
    { code: 'police', label: { en: 'Police', ar: 'الشرطة' } },
    { code: 'border_or_immigration', label: { en: 'Border or immigration service', ar: 'حرس الحدود أو خدمة الهجرة' } },
    { code: 'labour_inspectorate', label: { en: 'Labour inspectorate', ar: 'تفتيش العمل' } },
    { code: 'prosecution_or_court', label: { en: 'Prosecution or court', ar: 'النيابة العامة أو المحكمة' } },
    { code: 'social_service', label: { en: 'Social service', ar: 'الخدمات الاجتماعية' } },
    { code: 'health_service', label: { en: 'Health service', ar: 'الخدمات الصحية' } },
    { code: 'hotline', label: { en: 'Hotline', ar: 'خط ساخن' } },
    { code: 'ngo', label: { en: 'Non-governmental organisation', ar: 'منظمة غير حكومية' } },
    { code: 'international_organisation', label: { en: 'International organisation', ar: 'منظمة دولية' } },
    { code: 'consulate', label: { en: 'Embassy or consulate', ar: 'سفارة أو قنصلية' } },
    { code: 'school', label: { en: 'School', ar: 'مدرسة' } },
    { code: 'self', label: { en: 'The person came themselves', ar: 'حضر الشخص بنفسه' } },
    { code: 'family_or_public', label: { en: 'Family or member of the public', ar: 'الأسرة أو أحد أفراد الجمهور' } },
    { code: 'other', label: { en: 'Other', ar: 'جهة أخرى' } },
  ],
} as const satisfies CodeList

/** Why a file is closed; HTCDS keeps free text and takes the words on export. */
export const closureReason = {
  id: 'closure_reason',
  version: '1',
  codes: [
    { code: 'goals_achieved', label: { en: 'Goals achieved', ar: 'تحققت الأهداف' } },
    { code: 'transferred', label: { en: 'Transferred to another agency', ar: 'نُقل إلى جهة أخرى' } },
    { code: 'returned_and_handed_over', label: { en: 'Returned and handed over', ar: 'عاد وتسلمته جهة أخرى' } },
    { code: 'person_withdrew', label: { en: 'The person no longer wishes support', ar: 'لم يعد الشخص يرغب في الدعم' } },
    { code: 'lost_contact', label: { en: 'Contact was lost', ar: 'انقطع التواصل' } },
    { code: 'became_adult', label: { en: 'Became an adult', ar: 'بلغ سن الرشد' } },
    {
      code: 'not_a_victim',
      label: { en: 'Not a victim of trafficking, referred elsewhere', ar: 'ليس ضحية اتجار وأُحيل إلى جهة أخرى' },
    },
    { code: 'duplicate', label: { en: 'Duplicate of another file', ar: 'ملف مكرر' } },
    { code: 'deceased', label: { en: 'Deceased', ar: 'وفاة' } },
    { code: 'other', label: { en: 'Other', ar: 'سبب آخر' } },
  ],
} as const satisfies CodeList

/** Of a risk, its likelihood and its impact. */
export const riskLevel = {
  id: 'risk_level',
  version: '1',
  codes: [
    { code: 'high', label: { en: 'High', ar: 'مرتفع' } },
    { code: 'medium', label: { en: 'Medium', ar: 'متوسط' } },
    { code: 'low', label: { en: 'Low', ar: 'منخفض' } },
  ],
} as const satisfies CodeList

/** What a risk assessment looks at. */
export const riskDimension = {
  id: 'risk_dimension',
  version: '1',
  codes: [
    { code: 'threat_by_traffickers', label: { en: 'Threat by traffickers', ar: 'تهديد من المتاجرين' } },
    { code: 'location_known', label: { en: 'Whereabouts known to them', ar: 'معرفتهم بمكان الشخص' } },
    { code: 'family_at_risk', label: { en: 'Family at risk', ar: 'تعرُّض الأسرة للخطر' } },
    { code: 'self_harm', label: { en: 'Self-harm or suicide', ar: 'إيذاء النفس أو الانتحار' } },
    { code: 'health_emergency', label: { en: 'Health emergency', ar: 'حالة صحية طارئة' } },
    { code: 're_trafficking', label: { en: 'Being trafficked again', ar: 'التعرض للاتجار مجددًا' } },
    {
      code: 'digital_exposure',
      label: { en: 'Exposure through devices and accounts', ar: 'الانكشاف عبر الأجهزة والحسابات' },
    },
    { code: 'staff_safety', label: { en: 'Safety of staff', ar: 'سلامة العاملين' } },
    { code: 'return_risk', label: { en: 'Risk on return', ar: 'خطر عند العودة' } },
  ],
} as const satisfies CodeList
