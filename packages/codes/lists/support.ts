import type { CodeList } from '../code-list.ts'

// Sources: union of HTCDS `spl_Type`, service lists of child-protection systems, IOM handbooks; codes ours.

/** What a provider offers. */
export const serviceType = {
  id: 'service_type',
  version: '1',
  codes: [
    { code: 'shelter', label: { en: 'Safe accommodation', ar: 'إيواء آمن' } },
    { code: 'health', label: { en: 'Health care', ar: 'رعاية صحية' } },
    {
      code: 'sexual_reproductive_health',
      label: { en: 'Sexual and reproductive health', ar: 'الصحة الجنسية والإنجابية' },
    },
    { code: 'substance_use_treatment', label: { en: 'Treatment for substance use', ar: 'علاج تعاطي المواد' } },
    { code: 'psychosocial', label: { en: 'Psychosocial and mental health support', ar: 'الدعم النفسي والاجتماعي' } },
    { code: 'legal_assistance', label: { en: 'Legal assistance', ar: 'مساعدة قانونية' } },
    { code: 'compensation', label: { en: 'Compensation claim', ar: 'المطالبة بالتعويض' } },
    { code: 'documents', label: { en: 'Immigration and identity documents', ar: 'وثائق الهجرة والهوية' } },
    { code: 'police_protection', label: { en: 'Protection by police', ar: 'حماية من الشرطة' } },
    { code: 'witness_protection', label: { en: 'Witness protection', ar: 'حماية الشهود' } },
    { code: 'interpretation', label: { en: 'Interpretation', ar: 'ترجمة شفوية' } },
    { code: 'education', label: { en: 'Education', ar: 'تعليم' } },
    { code: 'vocational_training', label: { en: 'Vocational training', ar: 'تدريب مهني' } },
    { code: 'livelihood', label: { en: 'Livelihood', ar: 'سبل العيش' } },
    {
      code: 'material_support',
      label: { en: 'Food, clothing and other material support', ar: 'غذاء وملبس ودعم مادي آخر' },
    },
    { code: 'financial_support', label: { en: 'Financial support', ar: 'دعم مالي' } },
    {
      code: 'social_welfare',
      label: { en: 'Social care and welfare registration', ar: 'الرعاية الاجتماعية والتسجيل فيها' },
    },
    { code: 'child_protection', label: { en: 'Child protection', ar: 'حماية الطفل' } },
    { code: 'family_mediation', label: { en: 'Family mediation', ar: 'وساطة أسرية' } },
    { code: 'family_tracing', label: { en: 'Family tracing and reunification', ar: 'البحث عن الأسرة ولم الشمل' } },
    { code: 'voluntary_return', label: { en: 'Safe and voluntary return', ar: 'عودة آمنة وطوعية' } },
    { code: 'travel', label: { en: 'Travel assistance', ar: 'مساعدة في السفر' } },
    { code: 'reception', label: { en: 'Reception on return', ar: 'الاستقبال عند العودة' } },
    { code: 'reintegration_grant', label: { en: 'Reintegration grant', ar: 'منحة إعادة إدماج' } },
    { code: 'job_placement', label: { en: 'Job placement', ar: 'إيجاد عمل' } },
    { code: 'micro_business', label: { en: 'Small business support', ar: 'دعم مشروع صغير' } },
    { code: 'childcare', label: { en: 'Childcare', ar: 'رعاية الأطفال' } },
    { code: 'consular', label: { en: 'Consular assistance', ar: 'مساعدة قنصلية' } },
    { code: 'rights_training', label: { en: 'Training on rights', ar: 'تدريب على الحقوق' } },
    {
      code: 'labour_exploitation_recovery',
      label: { en: 'Recovery from labour exploitation', ar: 'التعافي من الاستغلال في العمل' },
    },
    {
      code: 'sexual_exploitation_recovery',
      label: { en: 'Recovery from sexual exploitation', ar: 'التعافي من الاستغلال الجنسي' },
    },
    { code: 'other', label: { en: 'Other', ar: 'خدمة أخرى' } },
  ],
} as const satisfies CodeList

/**
 * What came of a service. `provided` is one given in full. `recorded_by_mistake` takes back an entry that should never
 * have been made; it counts nowhere.
 */
export const serviceResult = {
  id: 'service_result',
  version: '1',
  codes: [
    { code: 'provided', label: { en: 'Delivered', ar: 'قُدِّمت الخدمة' } },
    { code: 'partly_provided', label: { en: 'Partly delivered', ar: 'قُدِّمت جزئيًا' } },
    { code: 'ended_early', label: { en: 'Ended early', ar: 'انتهت قبل موعدها' } },
    { code: 'waiting_list', label: { en: 'On a waiting list', ar: 'على قائمة الانتظار' } },
    { code: 'referred', label: { en: 'Referred to another agency', ar: 'أُحيلت إلى جهة أخرى' } },
    { code: 'received_elsewhere', label: { en: 'Already received elsewhere', ar: 'يتلقاها من جهة أخرى' } },
    { code: 'not_applicable', label: { en: 'Not needed after all', ar: 'لم تعد لازمة' } },
    { code: 'declined', label: { en: 'Declined by the person', ar: 'اعتذر الشخص عن قبولها' } },
    { code: 'unavailable', label: { en: 'Not available', ar: 'غير متاحة' } },
    { code: 'recorded_by_mistake', label: { en: 'Recorded by mistake', ar: 'سُجِّلت خطأً' } },
  ],
} as const satisfies CodeList

/** What an appointment is for. */
export const appointmentKind = {
  id: 'appointment_kind',
  version: '1',
  codes: [
    { code: 'medical', label: { en: 'Medical', ar: 'موعد طبي' } },
    { code: 'psychosocial', label: { en: 'Psychosocial', ar: 'دعم نفسي واجتماعي' } },
    { code: 'legal', label: { en: 'Legal', ar: 'موعد قانوني' } },
    { code: 'police_or_court', label: { en: 'Police or court', ar: 'الشرطة أو المحكمة' } },
    { code: 'home_visit', label: { en: 'Home visit', ar: 'زيارة منزلية' } },
    { code: 'school', label: { en: 'School or training', ar: 'المدرسة أو التدريب' } },
    { code: 'work', label: { en: 'Work', ar: 'العمل' } },
    { code: 'embassy', label: { en: 'Embassy or consulate', ar: 'السفارة أو القنصلية' } },
    { code: 'documents', label: { en: 'Documents and stay', ar: 'الوثائق والإقامة' } },
    { code: 'meeting', label: { en: 'Meeting at the agency', ar: 'لقاء في الجهة' } },
    { code: 'other', label: { en: 'Other', ar: 'موعد آخر' } },
  ],
} as const satisfies CodeList

/** What the person needs, in their own order of importance. */
export const needType = {
  id: 'need_type',
  version: '1',
  codes: [
    { code: 'safety', label: { en: 'Safety', ar: 'السلامة' } },
    { code: 'accommodation', label: { en: 'A place to stay', ar: 'مكان للإقامة' } },
    { code: 'food_and_clothing', label: { en: 'Food and clothing', ar: 'الغذاء والملبس' } },
    { code: 'medical', label: { en: 'Medical care', ar: 'الرعاية الطبية' } },
    {
      code: 'sexual_reproductive_health',
      label: { en: 'Sexual and reproductive health', ar: 'الصحة الجنسية والإنجابية' },
    },
    { code: 'mental_health', label: { en: 'Psychological support', ar: 'الدعم النفسي' } },
    { code: 'substance_use', label: { en: 'Help with substance use', ar: 'المساعدة في التعافي من تعاطي المواد' } },
    { code: 'legal', label: { en: 'Legal advice', ar: 'مشورة قانونية' } },
    { code: 'documents', label: { en: 'Documents and stay', ar: 'الوثائق والإقامة' } },
    { code: 'interpretation', label: { en: 'Interpretation', ar: 'ترجمة شفوية' } },
    { code: 'family_contact', label: { en: 'Contact with family', ar: 'التواصل مع الأسرة' } },
    { code: 'childcare', label: { en: 'Care for children', ar: 'رعاية الأطفال' } },
    { code: 'disability_support', label: { en: 'Support with a disability', ar: 'دعم متعلق بالإعاقة' } },
    { code: 'education', label: { en: 'Education', ar: 'التعليم' } },
    { code: 'work_and_income', label: { en: 'Work and income', ar: 'العمل والدخل' } },
    { code: 'wages_owed', label: { en: 'Wages owed', ar: 'أجور مستحقة' } },
    { code: 'return', label: { en: 'Return home', ar: 'العودة إلى الوطن' } },
    {
      code: 'protection_in_proceedings',
      label: { en: 'Protection in proceedings', ar: 'الحماية أثناء الإجراءات القضائية' },
    },
    { code: 'guardian', label: { en: 'A guardian', ar: 'وصي' } },
    { code: 'other', label: { en: 'Other', ar: 'احتياج آخر' } },
  ],
} as const satisfies CodeList
