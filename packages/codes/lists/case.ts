import type { CodeList } from '../code-list.ts'

// Sources: HTCDS 2.0 (IOM, 24 December 2021, CC BY 4.0): its codes as published; the words are ours. Service types and closure reasons: HTCDS, practice of child-protection systems, our own.

/** HTCDS `vic_TraffickingStatus`. Derived from the decisions; nobody ticks it. */
export const traffickingStatus = {
  id: 'trafficking_status',
  version: '1',
  codes: [
    {
      code: 'PossibleVictimOfTrafficking',
      label: {
        en: 'Possible victim of trafficking',
        ar: 'ضحية محتملة للاتجار',
        es: 'Posible víctima de trata',
        pt: 'Possível vítima de tráfico de pessoas',
        fr: 'Victime possible de la traite',
        ru: 'Предполагаемая жертва торговли людьми',
      },
    },
    {
      code: 'ActualVictimOfTrafficking',
      label: {
        en: 'Victim of trafficking',
        ar: 'ضحية اتجار',
        es: 'Víctima de trata',
        pt: 'Vítima de tráfico de pessoas',
        fr: 'Victime de la traite',
        ru: 'Жертва торговли людьми',
      },
    },
    {
      code: 'NotAVictimOfTrafficking',
      label: {
        en: 'Not a victim of trafficking',
        ar: 'ليس ضحية اتجار',
        es: 'No es víctima de trata',
        pt: 'Não é vítima de tráfico de pessoas',
        fr: 'Pas victime de la traite',
        ru: 'Не жертва торговли людьми',
      },
    },
  ],
} as const satisfies CodeList

/** HTCDS `vic_TraffickingStatusDecisionMakingOrg`. */
export const decisionBody = {
  id: 'decision_body',
  version: '1',
  codes: [
    {
      code: 'Police',
      label: { en: 'Police', ar: 'الشرطة', es: 'Policía', pt: 'Polícia', fr: 'Police', ru: 'Полиция' },
    },
    {
      code: 'NGO',
      label: {
        en: 'Non-governmental organisation',
        ar: 'منظمة غير حكومية',
        es: 'Organización no gubernamental',
        pt: 'Organização não governamental',
        fr: 'Organisation non gouvernementale',
        ru: 'Неправительственная организация',
      },
    },
    {
      code: 'CourtOrProsecution',
      label: {
        en: 'Court or prosecution',
        ar: 'محكمة أو نيابة عامة',
        es: 'Tribunal o fiscalía',
        pt: 'Tribunal ou Ministério Público',
        fr: 'Tribunal ou parquet',
        ru: 'Суд или прокуратура',
      },
    },
    {
      code: 'NonPoliceGovernmentalOrganization',
      label: {
        en: 'Other government body',
        ar: 'جهة حكومية غير الشرطة',
        es: 'Otro organismo público',
        pt: 'Outra entidade pública',
        fr: 'Autre organe public',
        ru: 'Другой орган власти',
      },
    },
    { code: 'Other', label: { en: 'Other', ar: 'جهة أخرى', es: 'Otro', pt: 'Outro', fr: 'Autre', ru: 'Другое' } },
  ],
} as const satisfies CodeList

/** HTCDS `cas_Status`. */
export const caseStatus = {
  id: 'case_status',
  version: '1',
  codes: [
    { code: 'Active', label: { en: 'Active', ar: 'نشط', es: 'Activo', pt: 'Ativo', fr: 'Actif', ru: 'Действует' } },
    {
      code: 'FollowUp',
      label: {
        en: 'Follow-up',
        ar: 'قيد المتابعة',
        es: 'En seguimiento',
        pt: 'Acompanhamento posterior',
        fr: 'Suivi',
        ru: 'Последующее сопровождение',
      },
    },
    { code: 'Closed', label: { en: 'Closed', ar: 'مغلق', es: 'Cerrado', pt: 'Encerrado', fr: 'Clos', ru: 'Закрыто' } },
    {
      code: 'ClosedReferred',
      label: {
        en: 'Closed after referral',
        ar: 'مغلق بعد الإحالة',
        es: 'Cerrado tras derivación',
        pt: 'Encerrado após encaminhamento',
        fr: 'Clos après orientation',
        ru: 'Закрыто после направления',
      },
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
      label: {
        en: 'Further services are needed',
        ar: 'الحاجة إلى خدمات إضافية',
        es: 'Hacen falta más servicios',
        pt: 'São precisos mais serviços',
        fr: 'D’autres services sont nécessaires',
        ru: 'Нужны ещё услуги',
      },
    },
    {
      code: 'MigrationOrChangeOfLocation',
      label: {
        en: 'The person moves elsewhere',
        ar: 'انتقال الشخص أو تغيير مكانه',
        es: 'La persona se traslada a otro lugar',
        pt: 'A pessoa vai viver para outro lugar',
        fr: 'La personne part ailleurs',
        ru: 'Человек переезжает',
      },
    },
    { code: 'Other', label: { en: 'Other', ar: 'سبب آخر', es: 'Otro', pt: 'Outro', fr: 'Autre', ru: 'Другое' } },
  ],
} as const satisfies CodeList

/** HTCDS `spl_Type`. */
export const supportPlanType = {
  id: 'support_plan_type',
  version: '1',
  codes: [
    {
      code: 'Education',
      label: { en: 'Education', ar: 'التعليم', es: 'Educación', pt: 'Educação', fr: 'Éducation', ru: 'Образование' },
    },
    {
      code: 'Financial',
      label: {
        en: 'Financial support',
        ar: 'الدعم المالي',
        es: 'Apoyo económico',
        pt: 'Apoio financeiro',
        fr: 'Appui financier',
        ru: 'Финансовая поддержка',
      },
    },
    { code: 'Health', label: { en: 'Health', ar: 'الصحة', es: 'Salud', pt: 'Saúde', fr: 'Santé', ru: 'Здоровье' } },
    {
      code: 'LabourExploitationRehabilitation',
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
      code: 'Legal',
      label: {
        en: 'Legal',
        ar: 'الشؤون القانونية',
        es: 'Jurídico',
        pt: 'Jurídico',
        fr: 'Juridique',
        ru: 'Юридическая помощь',
      },
    },
    {
      code: 'Livelihood',
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
      code: 'RightsBasedTraining',
      label: {
        en: 'Training on rights',
        ar: 'التدريب على الحقوق',
        es: 'Formación sobre derechos',
        pt: 'Formação sobre direitos',
        fr: 'Formation sur les droits',
        ru: 'Обучение правам',
      },
    },
    {
      code: 'SexualExploitationRehabilitation',
      label: {
        en: 'Recovery from sexual exploitation',
        ar: 'التعافي من الاستغلال الجنسي',
        es: 'Recuperación tras explotación sexual',
        pt: 'Recuperação da exploração sexual',
        fr: 'Rétablissement après une exploitation sexuelle',
        ru: 'Восстановление после сексуальной эксплуатации',
      },
    },
    {
      code: 'SocialCare',
      label: {
        en: 'Social care',
        ar: 'الرعاية الاجتماعية',
        es: 'Atención social',
        pt: 'Apoio social',
        fr: 'Aide sociale',
        ru: 'Социальная помощь',
      },
    },
  ],
} as const satisfies CodeList

/** HTCDS `org_Type`; the last three are ours. */
export const organisationType = {
  id: 'organisation_type',
  version: '1',
  codes: [
    {
      code: 'NGO',
      label: {
        en: 'Non-governmental organisation',
        ar: 'منظمة غير حكومية',
        es: 'Organización no gubernamental',
        pt: 'Organização não governamental',
        fr: 'Organisation non gouvernementale',
        ru: 'Неправительственная организация',
      },
    },
    {
      code: 'LawEnforcement',
      label: {
        en: 'Law enforcement',
        ar: 'إنفاذ القانون',
        es: 'Fuerzas del orden',
        pt: 'Força ou serviço policial',
        fr: 'Forces de l’ordre',
        ru: 'Правоохранительный орган',
      },
    },
    {
      code: 'HealthServiceOrganisation',
      label: {
        en: 'Health service',
        ar: 'خدمة صحية',
        es: 'Servicio de salud',
        pt: 'Serviço de saúde',
        fr: 'Service de santé',
        ru: 'Служба здравоохранения',
      },
    },
    {
      code: 'CentralGovernmentOrganisation',
      label: {
        en: 'Central government',
        ar: 'حكومة مركزية',
        es: 'Gobierno central',
        pt: 'Administração central',
        fr: 'Administration centrale',
        ru: 'Центральный орган власти',
      },
    },
    {
      code: 'LocalGovernmentOrganisation',
      label: {
        en: 'Local government',
        ar: 'حكومة محلية',
        es: 'Gobierno local',
        pt: 'Administração local',
        fr: 'Administration locale',
        ru: 'Местный орган власти',
      },
    },
    {
      code: 'ImmigrationService',
      label: {
        en: 'Immigration service',
        ar: 'خدمة الهجرة',
        es: 'Servicio de migración',
        pt: 'Serviço de imigração',
        fr: 'Service de l’immigration',
        ru: 'Миграционная служба',
      },
    },
    {
      code: 'LegalService',
      label: {
        en: 'Legal service',
        ar: 'خدمة قانونية',
        es: 'Servicio jurídico',
        pt: 'Serviço jurídico',
        fr: 'Service juridique',
        ru: 'Юридическая служба',
      },
    },
    {
      code: 'CorporateBusiness',
      label: {
        en: 'Business',
        ar: 'شركة',
        es: 'Empresa',
        pt: 'Empresa',
        fr: 'Entreprise',
        ru: 'Коммерческая организация',
      },
    },
    {
      code: 'SchoolOrCollege',
      label: {
        en: 'School or college',
        ar: 'مدرسة أو معهد',
        es: 'Escuela o centro de estudios',
        pt: 'Escola ou estabelecimento de ensino',
        fr: 'École ou université',
        ru: 'Школа или колледж',
      },
    },
    {
      code: 'InternationalOrganisation',
      label: {
        en: 'International organisation',
        ar: 'منظمة دولية',
        es: 'Organización internacional',
        pt: 'Organização internacional',
        fr: 'Organisation internationale',
        ru: 'Международная организация',
      },
      local: true,
    },
    {
      code: 'CourtOrProsecution',
      label: {
        en: 'Court or prosecution',
        ar: 'محكمة أو نيابة عامة',
        es: 'Tribunal o fiscalía',
        pt: 'Tribunal ou Ministério Público',
        fr: 'Tribunal ou parquet',
        ru: 'Суд или прокуратура',
      },
      local: true,
    },
    {
      code: 'ChildProtectionAuthority',
      label: {
        en: 'Child protection authority',
        ar: 'سلطة حماية الطفل',
        es: 'Autoridad de protección de la infancia',
        pt: 'Autoridade de proteção de crianças',
        fr: 'Autorité de protection de l’enfance',
        ru: 'Орган по защите детей',
      },
      local: true,
    },
  ],
} as const satisfies CodeList

/** Who met the person first: the reporting entities of the IC-TIP working table. */
export const detectionChannel = {
  id: 'detection_channel',
  version: '1',
  codes: [
    {
      code: 'police',
      label: { en: 'Police', ar: 'الشرطة', es: 'Policía', pt: 'Polícia', fr: 'Police', ru: 'Полиция' },
    },
    {
      code: 'border_or_immigration',
      label: {
        en: 'Border or immigration service',
        ar: 'حرس الحدود أو خدمة الهجرة',
        es: 'Servicio de fronteras o migración',
        pt: 'Serviço de fronteiras ou de imigração',
        fr: 'Service des frontières ou de l’immigration',
        ru: 'Пограничная или миграционная служба',
      },
    },
    {
      code: 'labour_inspectorate',
      label: {
        en: 'Labour inspectorate',
        ar: 'تفتيش العمل',
        es: 'Inspección del trabajo',
        pt: 'Inspeção do trabalho',
        fr: 'Inspection du travail',
        ru: 'Инспекция труда',
      },
    },
    {
      code: 'prosecution_or_court',
      label: {
        en: 'Prosecution or court',
        ar: 'النيابة العامة أو المحكمة',
        es: 'Fiscalía o tribunal',
        pt: 'Ministério Público ou tribunal',
        fr: 'Parquet ou tribunal',
        ru: 'Прокуратура или суд',
      },
    },
    {
      code: 'social_service',
      label: {
        en: 'Social service',
        ar: 'الخدمات الاجتماعية',
        es: 'Servicio social',
        pt: 'Serviço social',
        fr: 'Service social',
        ru: 'Социальная служба',
      },
    },
    {
      code: 'health_service',
      label: {
        en: 'Health service',
        ar: 'الخدمات الصحية',
        es: 'Servicio de salud',
        pt: 'Serviço de saúde',
        fr: 'Service de santé',
        ru: 'Служба здравоохранения',
      },
    },
    {
      code: 'hotline',
      label: {
        en: 'Hotline',
        ar: 'خط ساخن',
        es: 'Línea de ayuda',
        pt: 'Linha telefónica de ajuda',
        fr: 'Ligne d’assistance',
        ru: 'Горячая линия',
      },
    },
    {
      code: 'ngo',
      label: {
        en: 'Non-governmental organisation',
        ar: 'منظمة غير حكومية',
        es: 'Organización no gubernamental',
        pt: 'Organização não governamental',
        fr: 'Organisation non gouvernementale',
        ru: 'Неправительственная организация',
      },
    },
    {
      code: 'international_organisation',
      label: {
        en: 'International organisation',
        ar: 'منظمة دولية',
        es: 'Organización internacional',
        pt: 'Organização internacional',
        fr: 'Organisation internationale',
        ru: 'Международная организация',
      },
    },
    {
      code: 'consulate',
      label: {
        en: 'Embassy or consulate',
        ar: 'سفارة أو قنصلية',
        es: 'Embajada o consulado',
        pt: 'Embaixada ou consulado',
        fr: 'Ambassade ou consulat',
        ru: 'Посольство или консульство',
      },
    },
    { code: 'school', label: { en: 'School', ar: 'مدرسة', es: 'Escuela', pt: 'Escola', fr: 'École', ru: 'Школа' } },
    {
      code: 'self',
      label: {
        en: 'The person came themselves',
        ar: 'حضر الشخص بنفسه',
        es: 'La persona acudió por sí misma',
        pt: 'A pessoa apresentou-se por iniciativa própria',
        fr: 'La personne est venue d’elle-même',
        ru: 'Человек обратился сам',
      },
    },
    {
      code: 'family_or_public',
      label: {
        en: 'Family or member of the public',
        ar: 'الأسرة أو أحد أفراد الجمهور',
        es: 'Familia o particular',
        pt: 'Família ou particular',
        fr: 'Famille ou particulier',
        ru: 'Семья или кто-то из населения',
      },
    },
    { code: 'other', label: { en: 'Other', ar: 'جهة أخرى', es: 'Otro', pt: 'Outro', fr: 'Autre', ru: 'Другое' } },
  ],
} as const satisfies CodeList

/** Why a file is closed; HTCDS keeps free text and takes the words on export. */
export const closureReason = {
  id: 'closure_reason',
  version: '1',
  codes: [
    {
      code: 'goals_achieved',
      label: {
        en: 'Goals achieved',
        ar: 'تحققت الأهداف',
        es: 'Objetivos alcanzados',
        pt: 'Objetivos alcançados',
        fr: 'Objectifs atteints',
        ru: 'Цели достигнуты',
      },
    },
    {
      code: 'transferred',
      label: {
        en: 'Transferred to another agency',
        ar: 'نُقل إلى جهة أخرى',
        es: 'Traspaso a otro organismo',
        pt: 'Transferida para outra entidade',
        fr: 'Transféré à un autre organisme',
        ru: 'Передано другой организации',
      },
    },
    {
      code: 'returned_and_handed_over',
      label: {
        en: 'Returned and handed over',
        ar: 'عاد وتسلمته جهة أخرى',
        es: 'Retorno y entrega del caso',
        pt: 'Regressou e o acompanhamento foi transferido',
        fr: 'Retour et passage de relais',
        ru: 'Человек вернулся, дело передано',
      },
    },
    {
      code: 'person_withdrew',
      label: {
        en: 'The person no longer wishes support',
        ar: 'لم يعد الشخص يرغب في الدعم',
        es: 'La persona ya no desea apoyo',
        pt: 'A pessoa já não quer apoio',
        fr: 'La personne ne souhaite plus d’accompagnement',
        ru: 'Человек больше не хочет поддержки',
      },
    },
    {
      code: 'lost_contact',
      label: {
        en: 'Contact was lost',
        ar: 'انقطع التواصل',
        es: 'Se perdió el contacto',
        pt: 'Perdeu-se o contacto',
        fr: 'Contact perdu',
        ru: 'Связь потеряна',
      },
    },
    {
      code: 'became_adult',
      label: {
        en: 'Became an adult',
        ar: 'بلغ سن الرشد',
        es: 'Cumplió la mayoría de edad',
        pt: 'Atingiu a maioridade',
        fr: 'La personne est devenue adulte',
        ru: 'Исполнилось 18 лет',
      },
    },
    {
      code: 'not_a_victim',
      label: {
        en: 'Not a victim of trafficking, referred elsewhere',
        ar: 'ليس ضحية اتجار وأُحيل إلى جهة أخرى',
        es: 'No es víctima de trata, derivación a otro servicio',
        pt: 'Não é vítima de tráfico de pessoas, encaminhada para outra entidade',
        fr: 'Pas victime de la traite, orientation ailleurs',
        ru: 'Не жертва торговли людьми, направлено в другое место',
      },
    },
    {
      code: 'duplicate',
      label: {
        en: 'Duplicate of another file',
        ar: 'ملف مكرر',
        es: 'Duplicado de otro expediente',
        pt: 'Duplicado de outro processo',
        fr: 'Doublon d’un autre dossier',
        ru: 'Дубликат другого дела',
      },
    },
    {
      code: 'deceased',
      label: {
        en: 'Deceased',
        ar: 'وفاة',
        es: 'Fallecimiento',
        pt: 'Faleceu',
        fr: 'Décès de la personne',
        ru: 'Человек умер',
      },
    },
    { code: 'other', label: { en: 'Other', ar: 'سبب آخر', es: 'Otro', pt: 'Outro', fr: 'Autre', ru: 'Другое' } },
  ],
} as const satisfies CodeList

/** Of a risk, its likelihood and its impact. */
export const riskLevel = {
  id: 'risk_level',
  version: '1',
  codes: [
    { code: 'high', label: { en: 'High', ar: 'مرتفع', es: 'Alto', pt: 'Alto', fr: 'Élevé', ru: 'Высокий' } },
    { code: 'medium', label: { en: 'Medium', ar: 'متوسط', es: 'Medio', pt: 'Médio', fr: 'Moyen', ru: 'Средний' } },
    { code: 'low', label: { en: 'Low', ar: 'منخفض', es: 'Bajo', pt: 'Baixo', fr: 'Faible', ru: 'Низкий' } },
  ],
} as const satisfies CodeList

/** What a risk assessment looks at. */
export const riskDimension = {
  id: 'risk_dimension',
  version: '1',
  codes: [
    {
      code: 'threat_by_traffickers',
      label: {
        en: 'Threat by traffickers',
        ar: 'تهديد من المتاجرين',
        es: 'Amenaza de tratantes',
        pt: 'Ameaça por parte dos traficantes',
        fr: 'Menace des trafiquants',
        ru: 'Угроза со стороны торговцев людьми',
      },
    },
    {
      code: 'location_known',
      label: {
        en: 'Whereabouts known to them',
        ar: 'معرفتهم بمكان الشخص',
        es: 'Conocen su paradero',
        pt: 'Paradeiro conhecido pelos traficantes',
        fr: 'Lieu de séjour connu d’eux',
        ru: 'Им известно местонахождение',
      },
    },
    {
      code: 'family_at_risk',
      label: {
        en: 'Family at risk',
        ar: 'تعرُّض الأسرة للخطر',
        es: 'Familia en riesgo',
        pt: 'Família em risco',
        fr: 'Famille en danger',
        ru: 'Семья в опасности',
      },
    },
    {
      code: 'self_harm',
      label: {
        en: 'Self-harm or suicide',
        ar: 'إيذاء النفس أو الانتحار',
        es: 'Autolesión o suicidio',
        pt: 'Autoagressão ou suicídio',
        fr: 'Automutilation ou suicide',
        ru: 'Причинение себе вреда или самоубийство',
      },
    },
    {
      code: 'health_emergency',
      label: {
        en: 'Health emergency',
        ar: 'حالة صحية طارئة',
        es: 'Emergencia de salud',
        pt: 'Emergência médica',
        fr: 'Urgence médicale',
        ru: 'Неотложное медицинское состояние',
      },
    },
    {
      code: 're_trafficking',
      label: {
        en: 'Being trafficked again',
        ar: 'التعرض للاتجار مجددًا',
        es: 'Volver a ser objeto de trata',
        pt: 'Novo tráfico',
        fr: 'Nouvelle situation de traite',
        ru: 'Повторное вовлечение в торговлю людьми',
      },
    },
    {
      code: 'digital_exposure',
      label: {
        en: 'Exposure through devices and accounts',
        ar: 'الانكشاف عبر الأجهزة والحسابات',
        es: 'Exposición por dispositivos y cuentas',
        pt: 'Exposição através de dispositivos e contas',
        fr: 'Exposition par les appareils et les comptes',
        ru: 'Уязвимость через устройства и аккаунты',
      },
    },
    {
      code: 'staff_safety',
      label: {
        en: 'Safety of staff',
        ar: 'سلامة العاملين',
        es: 'Seguridad del personal',
        pt: 'Segurança do pessoal',
        fr: 'Sécurité du personnel',
        ru: 'Безопасность сотрудников',
      },
    },
    {
      code: 'return_risk',
      label: {
        en: 'Risk on return',
        ar: 'خطر عند العودة',
        es: 'Riesgo en caso de retorno',
        pt: 'Risco no regresso',
        fr: 'Risque en cas de retour',
        ru: 'Риск при возвращении',
      },
    },
  ],
} as const satisfies CodeList
