import type { CodeList } from '../code-list.ts'

// Sources: union of HTCDS `spl_Type`, service lists of child-protection systems, IOM handbooks; codes ours.

/** What a provider offers. */
export const serviceType = {
  id: 'service_type',
  version: '1',
  codes: [
    { code: 'shelter', label: { en: 'Safe accommodation', ar: 'إيواء آمن', es: 'Alojamiento seguro' } },
    { code: 'health', label: { en: 'Health care', ar: 'رعاية صحية', es: 'Atención de salud' } },
    {
      code: 'sexual_reproductive_health',
      label: { en: 'Sexual and reproductive health', ar: 'الصحة الجنسية والإنجابية', es: 'Salud sexual y reproductiva' },
    },
    {
      code: 'substance_use_treatment',
      label: { en: 'Treatment for substance use', ar: 'علاج تعاطي المواد', es: 'Tratamiento por consumo de sustancias' },
    },
    {
      code: 'psychosocial',
      label: {
        en: 'Psychosocial and mental health support',
        ar: 'الدعم النفسي والاجتماعي',
        es: 'Apoyo psicosocial y de salud mental',
      },
    },
    { code: 'legal_assistance', label: { en: 'Legal assistance', ar: 'مساعدة قانونية', es: 'Asistencia jurídica' } },
    {
      code: 'compensation',
      label: { en: 'Compensation claim', ar: 'المطالبة بالتعويض', es: 'Solicitud de indemnización' },
    },
    {
      code: 'documents',
      label: {
        en: 'Immigration and identity documents',
        ar: 'وثائق الهجرة والهوية',
        es: 'Documentos migratorios y de identidad',
      },
    },
    {
      code: 'police_protection',
      label: { en: 'Protection by police', ar: 'حماية من الشرطة', es: 'Protección policial' },
    },
    {
      code: 'witness_protection',
      label: { en: 'Witness protection', ar: 'حماية الشهود', es: 'Protección de testigos' },
    },
    { code: 'interpretation', label: { en: 'Interpretation', ar: 'ترجمة شفوية', es: 'Interpretación' } },
    { code: 'education', label: { en: 'Education', ar: 'تعليم', es: 'Educación' } },
    {
      code: 'vocational_training',
      label: { en: 'Vocational training', ar: 'تدريب مهني', es: 'Formación profesional' },
    },
    { code: 'livelihood', label: { en: 'Livelihood', ar: 'سبل العيش', es: 'Medios de vida' } },
    {
      code: 'material_support',
      label: {
        en: 'Food, clothing and other material support',
        ar: 'غذاء وملبس ودعم مادي آخر',
        es: 'Alimentos, ropa y otro apoyo material',
      },
    },
    { code: 'financial_support', label: { en: 'Financial support', ar: 'دعم مالي', es: 'Apoyo económico' } },
    {
      code: 'social_welfare',
      label: {
        en: 'Social care and welfare registration',
        ar: 'الرعاية الاجتماعية والتسجيل فيها',
        es: 'Atención social e inscripción en prestaciones',
      },
    },
    { code: 'child_protection', label: { en: 'Child protection', ar: 'حماية الطفل', es: 'Protección de la infancia' } },
    { code: 'family_mediation', label: { en: 'Family mediation', ar: 'وساطة أسرية', es: 'Mediación familiar' } },
    {
      code: 'family_tracing',
      label: {
        en: 'Family tracing and reunification',
        ar: 'البحث عن الأسرة ولم الشمل',
        es: 'Búsqueda y reunificación familiar',
      },
    },
    {
      code: 'voluntary_return',
      label: { en: 'Safe and voluntary return', ar: 'عودة آمنة وطوعية', es: 'Retorno seguro y voluntario' },
    },
    { code: 'travel', label: { en: 'Travel assistance', ar: 'مساعدة في السفر', es: 'Asistencia para el viaje' } },
    { code: 'reception', label: { en: 'Reception on return', ar: 'الاستقبال عند العودة', es: 'Recepción al regreso' } },
    {
      code: 'reintegration_grant',
      label: { en: 'Reintegration grant', ar: 'منحة إعادة إدماج', es: 'Subsidio de reintegración' },
    },
    { code: 'job_placement', label: { en: 'Job placement', ar: 'إيجاد عمل', es: 'Inserción laboral' } },
    {
      code: 'micro_business',
      label: { en: 'Small business support', ar: 'دعم مشروع صغير', es: 'Apoyo a pequeños negocios' },
    },
    { code: 'childcare', label: { en: 'Childcare', ar: 'رعاية الأطفال', es: 'Cuidado de niñas y niños' } },
    { code: 'consular', label: { en: 'Consular assistance', ar: 'مساعدة قنصلية', es: 'Asistencia consular' } },
    {
      code: 'rights_training',
      label: { en: 'Training on rights', ar: 'تدريب على الحقوق', es: 'Formación sobre derechos' },
    },
    {
      code: 'labour_exploitation_recovery',
      label: {
        en: 'Recovery from labour exploitation',
        ar: 'التعافي من الاستغلال في العمل',
        es: 'Recuperación tras explotación laboral',
      },
    },
    {
      code: 'sexual_exploitation_recovery',
      label: {
        en: 'Recovery from sexual exploitation',
        ar: 'التعافي من الاستغلال الجنسي',
        es: 'Recuperación tras explotación sexual',
      },
    },
    { code: 'other', label: { en: 'Other', ar: 'خدمة أخرى', es: 'Otro' } },
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
    { code: 'provided', label: { en: 'Delivered', ar: 'قُدِّمت الخدمة', es: 'Prestado' } },
    { code: 'partly_provided', label: { en: 'Partly delivered', ar: 'قُدِّمت جزئيًا', es: 'Prestado en parte' } },
    { code: 'ended_early', label: { en: 'Ended early', ar: 'انتهت قبل موعدها', es: 'Terminado antes de tiempo' } },
    { code: 'waiting_list', label: { en: 'On a waiting list', ar: 'على قائمة الانتظار', es: 'En lista de espera' } },
    {
      code: 'referred',
      label: { en: 'Referred to another agency', ar: 'أُحيلت إلى جهة أخرى', es: 'Derivado a otra institución' },
    },
    {
      code: 'received_elsewhere',
      label: { en: 'Already received elsewhere', ar: 'يتلقاها من جهة أخرى', es: 'Ya recibido en otro lugar' },
    },
    { code: 'not_applicable', label: { en: 'Not needed after all', ar: 'لم تعد لازمة', es: 'Al final no hizo falta' } },
    {
      code: 'declined',
      label: { en: 'Declined by the person', ar: 'اعتذر الشخص عن قبولها', es: 'Declinado por la persona' },
    },
    { code: 'unavailable', label: { en: 'Not available', ar: 'غير متاحة', es: 'No disponible' } },
    { code: 'recorded_by_mistake', label: { en: 'Recorded by mistake', ar: 'سُجِّلت خطأً', es: 'Registrado por error' } },
  ],
} as const satisfies CodeList

/** What an appointment is for. */
export const appointmentKind = {
  id: 'appointment_kind',
  version: '1',
  codes: [
    { code: 'medical', label: { en: 'Medical', ar: 'موعد طبي', es: 'Médica' } },
    { code: 'psychosocial', label: { en: 'Psychosocial', ar: 'دعم نفسي واجتماعي', es: 'Psicosocial' } },
    { code: 'legal', label: { en: 'Legal', ar: 'موعد قانوني', es: 'Jurídico' } },
    { code: 'police_or_court', label: { en: 'Police or court', ar: 'الشرطة أو المحكمة', es: 'Policía o tribunal' } },
    { code: 'home_visit', label: { en: 'Home visit', ar: 'زيارة منزلية', es: 'Visita domiciliaria' } },
    { code: 'school', label: { en: 'School or training', ar: 'المدرسة أو التدريب', es: 'Escuela o formación' } },
    { code: 'work', label: { en: 'Work', ar: 'العمل', es: 'Trabajo' } },
    { code: 'embassy', label: { en: 'Embassy or consulate', ar: 'السفارة أو القنصلية', es: 'Embajada o consulado' } },
    { code: 'documents', label: { en: 'Documents and stay', ar: 'الوثائق والإقامة', es: 'Documentos y permanencia' } },
    { code: 'meeting', label: { en: 'Meeting at the agency', ar: 'لقاء في الجهة', es: 'Reunión en la institución' } },
    { code: 'other', label: { en: 'Other', ar: 'موعد آخر', es: 'Otro' } },
  ],
} as const satisfies CodeList

/** What the person needs, in their own order of importance. */
export const needType = {
  id: 'need_type',
  version: '1',
  codes: [
    { code: 'safety', label: { en: 'Safety', ar: 'السلامة', es: 'Seguridad' } },
    { code: 'accommodation', label: { en: 'A place to stay', ar: 'مكان للإقامة', es: 'Un lugar donde alojarse' } },
    { code: 'food_and_clothing', label: { en: 'Food and clothing', ar: 'الغذاء والملبس', es: 'Alimentos y ropa' } },
    { code: 'medical', label: { en: 'Medical care', ar: 'الرعاية الطبية', es: 'Atención médica' } },
    {
      code: 'sexual_reproductive_health',
      label: { en: 'Sexual and reproductive health', ar: 'الصحة الجنسية والإنجابية', es: 'Salud sexual y reproductiva' },
    },
    { code: 'mental_health', label: { en: 'Psychological support', ar: 'الدعم النفسي', es: 'Apoyo psicológico' } },
    {
      code: 'substance_use',
      label: {
        en: 'Help with substance use',
        ar: 'المساعدة في التعافي من تعاطي المواد',
        es: 'Ayuda por consumo de sustancias',
      },
    },
    { code: 'legal', label: { en: 'Legal advice', ar: 'مشورة قانونية', es: 'Asesoramiento jurídico' } },
    { code: 'documents', label: { en: 'Documents and stay', ar: 'الوثائق والإقامة', es: 'Documentos y permanencia' } },
    { code: 'interpretation', label: { en: 'Interpretation', ar: 'ترجمة شفوية', es: 'Interpretación' } },
    {
      code: 'family_contact',
      label: { en: 'Contact with family', ar: 'التواصل مع الأسرة', es: 'Contacto con la familia' },
    },
    { code: 'childcare', label: { en: 'Care for children', ar: 'رعاية الأطفال', es: 'Cuidado de los hijos' } },
    {
      code: 'disability_support',
      label: { en: 'Support with a disability', ar: 'دعم متعلق بالإعاقة', es: 'Apoyo por una discapacidad' },
    },
    { code: 'education', label: { en: 'Education', ar: 'التعليم', es: 'Educación' } },
    { code: 'work_and_income', label: { en: 'Work and income', ar: 'العمل والدخل', es: 'Trabajo e ingresos' } },
    { code: 'wages_owed', label: { en: 'Wages owed', ar: 'أجور مستحقة', es: 'Salarios adeudados' } },
    { code: 'return', label: { en: 'Return home', ar: 'العودة إلى الوطن', es: 'Regreso a su lugar de origen' } },
    {
      code: 'protection_in_proceedings',
      label: { en: 'Protection in proceedings', ar: 'الحماية أثناء الإجراءات القضائية', es: 'Protección en el proceso' },
    },
    { code: 'guardian', label: { en: 'A guardian', ar: 'وصي', es: 'Un tutor o tutora' } },
    { code: 'other', label: { en: 'Other', ar: 'احتياج آخر', es: 'Otro' } },
  ],
} as const satisfies CodeList
