import type { CodeList } from '../code-list.ts'

// Sources: union of HTCDS `spl_Type`, service lists of child-protection systems, IOM handbooks; codes ours.

/** What a provider offers. */
export const serviceType = {
  id: 'service_type',
  version: '1',
  codes: [
    {
      code: 'shelter',
      label: {
        en: 'Safe accommodation',
        ar: 'إيواء آمن',
        es: 'Alojamiento seguro',
        pt: 'Alojamento seguro',
        fr: 'Hébergement sûr',
        ru: 'Безопасное жильё',
      },
    },
    {
      code: 'health',
      label: {
        en: 'Health care',
        ar: 'رعاية صحية',
        es: 'Atención de salud',
        pt: 'Cuidados de saúde',
        fr: 'Soins de santé',
        ru: 'Медицинская помощь',
      },
    },
    {
      code: 'sexual_reproductive_health',
      label: {
        en: 'Sexual and reproductive health',
        ar: 'الصحة الجنسية والإنجابية',
        es: 'Salud sexual y reproductiva',
        pt: 'Saúde sexual e reprodutiva',
        fr: 'Santé sexuelle et reproductive',
        ru: 'Сексуальное и репродуктивное здоровье',
      },
    },
    {
      code: 'substance_use_treatment',
      label: {
        en: 'Treatment for substance use',
        ar: 'علاج تعاطي المواد',
        es: 'Tratamiento por consumo de sustancias',
        pt: 'Tratamento do consumo de substâncias',
        fr: 'Traitement lié aux substances',
        ru: 'Лечение зависимости от веществ',
      },
    },
    {
      code: 'psychosocial',
      label: {
        en: 'Psychosocial and mental health support',
        ar: 'الدعم النفسي والاجتماعي',
        es: 'Apoyo psicosocial y de salud mental',
        pt: 'Apoio psicossocial e de saúde mental',
        fr: 'Soutien psychosocial et en santé mentale',
        ru: 'Психосоциальная поддержка и психическое здоровье',
      },
    },
    {
      code: 'legal_assistance',
      label: {
        en: 'Legal assistance',
        ar: 'مساعدة قانونية',
        es: 'Asistencia jurídica',
        pt: 'Assistência jurídica',
        fr: 'Assistance juridique',
        ru: 'Юридическая помощь',
      },
    },
    {
      code: 'compensation',
      label: {
        en: 'Compensation claim',
        ar: 'المطالبة بالتعويض',
        es: 'Solicitud de indemnización',
        pt: 'Pedido de indemnização',
        fr: 'Demande d’indemnisation',
        ru: 'Требование компенсации',
      },
    },
    {
      code: 'documents',
      label: {
        en: 'Immigration and identity documents',
        ar: 'وثائق الهجرة والهوية',
        es: 'Documentos migratorios y de identidad',
        pt: 'Documentos de imigração e de identidade',
        fr: 'Documents de séjour et d’identité',
        ru: 'Миграционные документы и удостоверения личности',
      },
    },
    {
      code: 'police_protection',
      label: {
        en: 'Protection by police',
        ar: 'حماية من الشرطة',
        es: 'Protección policial',
        pt: 'Proteção policial',
        fr: 'Protection par la police',
        ru: 'Защита полицией',
      },
    },
    {
      code: 'witness_protection',
      label: {
        en: 'Witness protection',
        ar: 'حماية الشهود',
        es: 'Protección de testigos',
        pt: 'Proteção de testemunhas',
        fr: 'Protection des témoins',
        ru: 'Защита свидетелей',
      },
    },
    {
      code: 'interpretation',
      label: {
        en: 'Interpretation',
        ar: 'ترجمة شفوية',
        es: 'Interpretación',
        pt: 'Interpretação',
        fr: 'Interprétation',
        ru: 'Устный перевод',
      },
    },
    {
      code: 'education',
      label: { en: 'Education', ar: 'تعليم', es: 'Educación', pt: 'Educação', fr: 'Éducation', ru: 'Образование' },
    },
    {
      code: 'vocational_training',
      label: {
        en: 'Vocational training',
        ar: 'تدريب مهني',
        es: 'Formación profesional',
        pt: 'Formação profissional',
        fr: 'Formation professionnelle',
        ru: 'Профессиональное обучение',
      },
    },
    {
      code: 'livelihood',
      label: {
        en: 'Livelihood',
        ar: 'سبل العيش',
        es: 'Medios de vida',
        pt: 'Meios de subsistência',
        fr: 'Moyens de subsistance',
        ru: 'Средства к существованию',
      },
    },
    {
      code: 'material_support',
      label: {
        en: 'Food, clothing and other material support',
        ar: 'غذاء وملبس ودعم مادي آخر',
        es: 'Alimentos, ropa y otro apoyo material',
        pt: 'Comida, roupa e outro apoio material',
        fr: 'Nourriture, vêtements et autre aide matérielle',
        ru: 'Еда, одежда и другая материальная помощь',
      },
    },
    {
      code: 'financial_support',
      label: {
        en: 'Financial support',
        ar: 'دعم مالي',
        es: 'Apoyo económico',
        pt: 'Apoio financeiro',
        fr: 'Appui financier',
        ru: 'Финансовая поддержка',
      },
    },
    {
      code: 'social_welfare',
      label: {
        en: 'Social care and welfare registration',
        ar: 'الرعاية الاجتماعية والتسجيل فيها',
        es: 'Atención social e inscripción en prestaciones',
        pt: 'Apoio social e inscrição na segurança social',
        fr: 'Aide sociale et inscription aux prestations',
        ru: 'Социальная помощь и оформление пособий',
      },
    },
    {
      code: 'child_protection',
      label: {
        en: 'Child protection',
        ar: 'حماية الطفل',
        es: 'Protección de la infancia',
        pt: 'Proteção de crianças',
        fr: 'Protection de l’enfance',
        ru: 'Защита детей',
      },
    },
    {
      code: 'family_mediation',
      label: {
        en: 'Family mediation',
        ar: 'وساطة أسرية',
        es: 'Mediación familiar',
        pt: 'Mediação familiar',
        fr: 'Médiation familiale',
        ru: 'Семейная медиация',
      },
    },
    {
      code: 'family_tracing',
      label: {
        en: 'Family tracing and reunification',
        ar: 'البحث عن الأسرة ولم الشمل',
        es: 'Búsqueda y reunificación familiar',
        pt: 'Procura de familiares e reunificação familiar',
        fr: 'Recherche et réunification familiales',
        ru: 'Розыск и воссоединение семьи',
      },
    },
    {
      code: 'voluntary_return',
      label: {
        en: 'Safe and voluntary return',
        ar: 'عودة آمنة وطوعية',
        es: 'Retorno seguro y voluntario',
        pt: 'Regresso seguro e voluntário',
        fr: 'Retour sûr et volontaire',
        ru: 'Безопасное добровольное возвращение',
      },
    },
    {
      code: 'travel',
      label: {
        en: 'Travel assistance',
        ar: 'مساعدة في السفر',
        es: 'Asistencia para el viaje',
        pt: 'Assistência na viagem',
        fr: 'Aide au voyage',
        ru: 'Помощь в поездке',
      },
    },
    {
      code: 'reception',
      label: {
        en: 'Reception on return',
        ar: 'الاستقبال عند العودة',
        es: 'Recepción al regreso',
        pt: 'Receção no regresso',
        fr: 'Accueil au retour',
        ru: 'Встреча при возвращении',
      },
    },
    {
      code: 'reintegration_grant',
      label: {
        en: 'Reintegration grant',
        ar: 'منحة إعادة إدماج',
        es: 'Subsidio de reintegración',
        pt: 'Subsídio de reintegração',
        fr: 'Aide financière à la réintégration',
        ru: 'Пособие на реинтеграцию',
      },
    },
    {
      code: 'job_placement',
      label: {
        en: 'Job placement',
        ar: 'إيجاد عمل',
        es: 'Inserción laboral',
        pt: 'Colocação em emprego',
        fr: 'Placement en emploi',
        ru: 'Трудоустройство',
      },
    },
    {
      code: 'micro_business',
      label: {
        en: 'Small business support',
        ar: 'دعم مشروع صغير',
        es: 'Apoyo a pequeños negocios',
        pt: 'Apoio a pequenos negócios',
        fr: 'Appui à une petite entreprise',
        ru: 'Поддержка малого бизнеса',
      },
    },
    {
      code: 'childcare',
      label: {
        en: 'Childcare',
        ar: 'رعاية الأطفال',
        es: 'Cuidado de niñas y niños',
        pt: 'Cuidado de crianças',
        fr: 'Garde d’enfants',
        ru: 'Уход за детьми',
      },
    },
    {
      code: 'consular',
      label: {
        en: 'Consular assistance',
        ar: 'مساعدة قنصلية',
        es: 'Asistencia consular',
        pt: 'Assistência consular',
        fr: 'Assistance consulaire',
        ru: 'Консульская помощь',
      },
    },
    {
      code: 'rights_training',
      label: {
        en: 'Training on rights',
        ar: 'تدريب على الحقوق',
        es: 'Formación sobre derechos',
        pt: 'Formação sobre direitos',
        fr: 'Formation sur les droits',
        ru: 'Обучение правам',
      },
    },
    {
      code: 'labour_exploitation_recovery',
      label: {
        en: 'Recovery from labour exploitation',
        ar: 'التعافي من الاستغلال في العمل',
        es: 'Recuperación tras explotación laboral',
        pt: 'Recuperação da exploração laboral',
        fr: 'Rétablissement après une exploitation au travail',
        ru: 'Восстановление после трудовой эксплуатации',
      },
    },
    {
      code: 'sexual_exploitation_recovery',
      label: {
        en: 'Recovery from sexual exploitation',
        ar: 'التعافي من الاستغلال الجنسي',
        es: 'Recuperación tras explotación sexual',
        pt: 'Recuperação da exploração sexual',
        fr: 'Rétablissement après une exploitation sexuelle',
        ru: 'Восстановление после сексуальной эксплуатации',
      },
    },
    { code: 'other', label: { en: 'Other', ar: 'خدمة أخرى', es: 'Otro', pt: 'Outro', fr: 'Autre', ru: 'Другое' } },
  ],
} as const satisfies CodeList

/**
 * The outcome of a service. `provided` is one given in full. `recorded_by_mistake` withdraws an entry that should never
 * have been made; it counts nowhere.
 */
export const serviceResult = {
  id: 'service_result',
  version: '1',
  codes: [
    {
      code: 'provided',
      label: { en: 'Delivered', ar: 'قُدِّمت الخدمة', es: 'Prestado', pt: 'Prestado', fr: 'Assuré', ru: 'Оказана' },
    },
    {
      code: 'partly_provided',
      label: {
        en: 'Partly delivered',
        ar: 'قُدِّمت جزئيًا',
        es: 'Prestado en parte',
        pt: 'Prestado em parte',
        fr: 'Assuré en partie',
        ru: 'Оказана частично',
      },
    },
    {
      code: 'ended_early',
      label: {
        en: 'Ended early',
        ar: 'انتهت قبل موعدها',
        es: 'Terminado antes de tiempo',
        pt: 'Terminado antes do previsto',
        fr: 'Terminé plus tôt',
        ru: 'Прекращена досрочно',
      },
    },
    {
      code: 'waiting_list',
      label: {
        en: 'On a waiting list',
        ar: 'على قائمة الانتظار',
        es: 'En lista de espera',
        pt: 'Em lista de espera',
        fr: 'En liste d’attente',
        ru: 'В очереди',
      },
    },
    {
      code: 'referred',
      label: {
        en: 'Referred to another agency',
        ar: 'أُحيلت إلى جهة أخرى',
        es: 'Derivado a otro organismo',
        pt: 'Encaminhado para outra entidade',
        fr: 'Orientation vers un autre organisme',
        ru: 'Направление в другую организацию',
      },
    },
    {
      code: 'received_elsewhere',
      label: {
        en: 'Already received elsewhere',
        ar: 'يتلقاها من جهة أخرى',
        es: 'Ya recibido en otro lugar',
        pt: 'Já recebido noutro local',
        fr: 'Déjà reçu ailleurs',
        ru: 'Уже получена в другом месте',
      },
    },
    {
      code: 'not_applicable',
      label: {
        en: 'Not needed after all',
        ar: 'لم تعد لازمة',
        es: 'Al final no hizo falta',
        pt: 'Afinal não foi necessário',
        fr: 'Finalement pas nécessaire',
        ru: 'Больше не нужна',
      },
    },
    {
      code: 'declined',
      label: {
        en: 'Declined by the person',
        ar: 'رفضها الشخص',
        es: 'Declinado por la persona',
        pt: 'Recusado pela pessoa',
        fr: 'Décliné par la personne',
        ru: 'Человек отказался',
      },
    },
    {
      code: 'unavailable',
      label: {
        en: 'Not available',
        ar: 'غير متاحة',
        es: 'No disponible',
        pt: 'Não disponível',
        fr: 'Pas disponible',
        ru: 'Недоступна',
      },
    },
    {
      code: 'recorded_by_mistake',
      label: {
        en: 'Recorded by mistake',
        ar: 'سُجِّلت خطأً',
        es: 'Registrado por error',
        pt: 'Registado por engano',
        fr: 'Consigné par erreur',
        ru: 'Записано по ошибке',
      },
    },
  ],
} as const satisfies CodeList

/** What an appointment is for. */
export const appointmentKind = {
  id: 'appointment_kind',
  version: '1',
  codes: [
    {
      code: 'medical',
      label: { en: 'Medical', ar: 'موعد طبي', es: 'Médica', pt: 'Médico', fr: 'Médical', ru: 'Медицинская' },
    },
    {
      code: 'psychosocial',
      label: {
        en: 'Psychosocial',
        ar: 'دعم نفسي واجتماعي',
        es: 'Psicosocial',
        pt: 'Psicossocial',
        fr: 'Psychosocial',
        ru: 'Психосоциальная',
      },
    },
    {
      code: 'legal',
      label: {
        en: 'Legal',
        ar: 'موعد قانوني',
        es: 'Jurídico',
        pt: 'Jurídico',
        fr: 'Juridique',
        ru: 'Юридическая помощь',
      },
    },
    {
      code: 'police_or_court',
      label: {
        en: 'Police or court',
        ar: 'الشرطة أو المحكمة',
        es: 'Policía o tribunal',
        pt: 'Polícia ou tribunal',
        fr: 'Police ou tribunal',
        ru: 'Полиция или суд',
      },
    },
    {
      code: 'home_visit',
      label: {
        en: 'Home visit',
        ar: 'زيارة منزلية',
        es: 'Visita domiciliaria',
        pt: 'Visita ao domicílio',
        fr: 'Visite à domicile',
        ru: 'Визит на дом',
      },
    },
    {
      code: 'school',
      label: {
        en: 'School or training',
        ar: 'المدرسة أو التدريب',
        es: 'Escuela o formación',
        pt: 'Escola ou formação',
        fr: 'École ou formation',
        ru: 'Школа или обучение',
      },
    },
    { code: 'work', label: { en: 'Work', ar: 'العمل', es: 'Trabajo', pt: 'Trabalho', fr: 'Travail', ru: 'Работа' } },
    {
      code: 'embassy',
      label: {
        en: 'Embassy or consulate',
        ar: 'السفارة أو القنصلية',
        es: 'Embajada o consulado',
        pt: 'Embaixada ou consulado',
        fr: 'Ambassade ou consulat',
        ru: 'Посольство или консульство',
      },
    },
    {
      code: 'documents',
      label: {
        en: 'Documents and stay',
        ar: 'الوثائق والإقامة',
        es: 'Documentos y permanencia',
        pt: 'Documentos e permanência',
        fr: 'Documents et séjour',
        ru: 'Документы и пребывание',
      },
    },
    {
      code: 'meeting',
      label: {
        en: 'Meeting at the agency',
        ar: 'لقاء في الجهة',
        es: 'Reunión en el organismo',
        pt: 'Reunião na entidade',
        fr: 'Rencontre à l’organisme',
        ru: 'Встреча в организации',
      },
    },
    { code: 'other', label: { en: 'Other', ar: 'موعد آخر', es: 'Otro', pt: 'Outro', fr: 'Autre', ru: 'Другое' } },
  ],
} as const satisfies CodeList

/** What the person needs, in their own order of importance. */
export const needType = {
  id: 'need_type',
  version: '1',
  codes: [
    {
      code: 'safety',
      label: { en: 'Safety', ar: 'السلامة', es: 'Seguridad', pt: 'Segurança', fr: 'Sécurité', ru: 'Безопасность' },
    },
    {
      code: 'accommodation',
      label: {
        en: 'A place to stay',
        ar: 'مكان للإقامة',
        es: 'Un lugar donde alojarse',
        pt: 'Um lugar para ficar',
        fr: 'Un endroit où loger',
        ru: 'Жильё',
      },
    },
    {
      code: 'food_and_clothing',
      label: {
        en: 'Food and clothing',
        ar: 'الغذاء والملبس',
        es: 'Alimentos y ropa',
        pt: 'Comida e roupa',
        fr: 'Nourriture et vêtements',
        ru: 'Еда и одежда',
      },
    },
    {
      code: 'medical',
      label: {
        en: 'Medical care',
        ar: 'الرعاية الطبية',
        es: 'Atención médica',
        pt: 'Cuidados médicos',
        fr: 'Soins médicaux',
        ru: 'Медицинская помощь',
      },
    },
    {
      code: 'sexual_reproductive_health',
      label: {
        en: 'Sexual and reproductive health',
        ar: 'الصحة الجنسية والإنجابية',
        es: 'Salud sexual y reproductiva',
        pt: 'Saúde sexual e reprodutiva',
        fr: 'Santé sexuelle et reproductive',
        ru: 'Сексуальное и репродуктивное здоровье',
      },
    },
    {
      code: 'mental_health',
      label: {
        en: 'Psychological support',
        ar: 'الدعم النفسي',
        es: 'Apoyo psicológico',
        pt: 'Apoio psicológico',
        fr: 'Soutien psychologique',
        ru: 'Психологическая поддержка',
      },
    },
    {
      code: 'substance_use',
      label: {
        en: 'Help with substance use',
        ar: 'المساعدة في التعافي من تعاطي المواد',
        es: 'Ayuda por consumo de sustancias',
        pt: 'Ajuda no consumo de substâncias',
        fr: 'Aide liée aux substances',
        ru: 'Помощь при употреблении веществ',
      },
    },
    {
      code: 'legal',
      label: {
        en: 'Legal advice',
        ar: 'مشورة قانونية',
        es: 'Asesoramiento jurídico',
        pt: 'Aconselhamento jurídico',
        fr: 'Conseil juridique',
        ru: 'Юридическая консультация',
      },
    },
    {
      code: 'documents',
      label: {
        en: 'Documents and stay',
        ar: 'الوثائق والإقامة',
        es: 'Documentos y permanencia',
        pt: 'Documentos e permanência',
        fr: 'Documents et séjour',
        ru: 'Документы и пребывание',
      },
    },
    {
      code: 'interpretation',
      label: {
        en: 'Interpretation',
        ar: 'ترجمة شفوية',
        es: 'Interpretación',
        pt: 'Interpretação',
        fr: 'Interprétation',
        ru: 'Устный перевод',
      },
    },
    {
      code: 'family_contact',
      label: {
        en: 'Contact with family',
        ar: 'التواصل مع الأسرة',
        es: 'Contacto con la familia',
        pt: 'Contacto com a família',
        fr: 'Contact avec la famille',
        ru: 'Связь с семьёй',
      },
    },
    {
      code: 'childcare',
      label: {
        en: 'Care for children',
        ar: 'رعاية الأطفال',
        es: 'Cuidado de los hijos',
        pt: 'Cuidado dos filhos',
        fr: 'Garde et soin des enfants',
        ru: 'Забота о детях',
      },
    },
    {
      code: 'disability_support',
      label: {
        en: 'Support with a disability',
        ar: 'دعم متعلق بالإعاقة',
        es: 'Apoyo por una discapacidad',
        pt: 'Apoio numa deficiência',
        fr: 'Appui lié à un handicap',
        ru: 'Поддержка при инвалидности',
      },
    },
    {
      code: 'education',
      label: { en: 'Education', ar: 'التعليم', es: 'Educación', pt: 'Educação', fr: 'Éducation', ru: 'Образование' },
    },
    {
      code: 'work_and_income',
      label: {
        en: 'Work and income',
        ar: 'العمل والدخل',
        es: 'Trabajo e ingresos',
        pt: 'Trabalho e rendimento',
        fr: 'Travail et revenu',
        ru: 'Работа и доход',
      },
    },
    {
      code: 'wages_owed',
      label: {
        en: 'Wages owed',
        ar: 'أجور مستحقة',
        es: 'Salarios adeudados',
        pt: 'Salários em dívida',
        fr: 'Salaires dus',
        ru: 'Невыплаченная зарплата',
      },
    },
    {
      code: 'return',
      label: {
        en: 'Return home',
        ar: 'العودة إلى الوطن',
        es: 'Regreso a su lugar de origen',
        pt: 'Regresso a casa',
        fr: 'Retour au pays',
        ru: 'Возвращение домой',
      },
    },
    {
      code: 'protection_in_proceedings',
      label: {
        en: 'Protection in proceedings',
        ar: 'الحماية أثناء الإجراءات القضائية',
        es: 'Protección en el proceso',
        pt: 'Proteção em processos judiciais',
        fr: 'Protection pendant la procédure',
        ru: 'Защита в ходе разбирательства',
      },
    },
    {
      code: 'guardian',
      label: { en: 'A guardian', ar: 'وصي', es: 'Un tutor o tutora', pt: 'Um tutor', fr: 'Un tuteur', ru: 'Опекун' },
    },
    { code: 'other', label: { en: 'Other', ar: 'احتياج آخر', es: 'Otro', pt: 'Outro', fr: 'Autre', ru: 'Другое' } },
  ],
} as const satisfies CodeList
