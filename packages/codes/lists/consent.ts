import type { CodeList } from '../code-list.ts'

// Consent is purpose × recipient × data group × time. Purposes and groups ours; recipients after lists in use for consent to release.

/** What data may be used or passed on for. */
export const consentPurpose = {
  id: 'consent_purpose',
  version: '1',
  codes: [
    {
      code: 'assistance',
      label: {
        en: 'To assist the person',
        ar: 'مساعدة الشخص',
        es: 'Asistir a la persona',
        pt: 'Assistir a pessoa',
        fr: 'Assister la personne',
        ru: 'Помощь человеку',
      },
    },
    {
      code: 'referral',
      label: {
        en: 'To refer to a service',
        ar: 'الإحالة إلى خدمة',
        es: 'Derivar a un servicio',
        pt: 'Encaminhar para um serviço',
        fr: 'Orienter vers un service',
        ru: 'Направление в службу',
      },
    },
    {
      code: 'identification',
      label: {
        en: 'To decide on identification',
        ar: 'البتّ في التعرّف على الضحايا',
        es: 'Decidir sobre la identificación',
        pt: 'Decidir sobre a identificação',
        fr: 'Décider de l’identification',
        ru: 'Решение об идентификации',
      },
    },
    {
      code: 'safety',
      label: {
        en: 'To keep the person safe',
        ar: 'الحفاظ على سلامة الشخص',
        es: 'Mantener a salvo a la persona',
        pt: 'Manter a pessoa em segurança',
        fr: 'Assurer la sécurité de la personne',
        ru: 'Безопасность человека',
      },
    },
    {
      code: 'legal_proceedings',
      label: {
        en: 'For legal proceedings',
        ar: 'إجراءات قانونية',
        es: 'Procesos judiciales',
        pt: 'Processos judiciais',
        fr: 'Procédure judiciaire',
        ru: 'Судебное разбирательство',
      },
    },
    {
      code: 'return_and_reintegration',
      label: {
        en: 'For return and reintegration',
        ar: 'العودة وإعادة الإدماج',
        es: 'Retorno y reintegración',
        pt: 'Regresso e reintegração',
        fr: 'Retour et réintégration',
        ru: 'Возвращение и реинтеграция',
      },
    },
    {
      code: 'family_tracing',
      label: {
        en: 'To trace family',
        ar: 'البحث عن الأسرة',
        es: 'Localizar a la familia',
        pt: 'Procurar a família',
        fr: 'Rechercher la famille',
        ru: 'Розыск семьи',
      },
    },
    {
      code: 'statistics',
      label: {
        en: 'For statistics that name nobody',
        ar: 'إحصاءات لا تكشف هوية أحد',
        es: 'Estadísticas que no nombran a nadie',
        pt: 'Estatísticas que não nomeiam ninguém',
        fr: 'Statistiques qui ne nomment personne',
        ru: 'Статистика, в которой никто не назван',
      },
    },
    {
      code: 'research',
      label: {
        en: 'For research with data that name nobody',
        ar: 'بحوث ببيانات لا تكشف هوية أحد',
        es: 'Investigación con datos que no nombran a nadie',
        pt: 'Investigação com dados que não nomeiam ninguém',
        fr: 'Recherche avec des données qui ne nomment personne',
        ru: 'Исследования на данных, где никто не назван',
      },
    },
  ],
} as const satisfies CodeList

/** Who may be told. */
export const recipientKind = {
  id: 'recipient_kind',
  version: '1',
  codes: [
    {
      code: 'shelter',
      label: {
        en: 'Shelter',
        ar: 'دار إيواء',
        es: 'Albergue',
        pt: 'Casa de abrigo',
        fr: 'Centre d’hébergement',
        ru: 'Приют',
      },
    },
    {
      code: 'health',
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
      code: 'psychosocial',
      label: {
        en: 'Psychosocial service',
        ar: 'خدمة نفسية واجتماعية',
        es: 'Servicio psicosocial',
        pt: 'Serviço psicossocial',
        fr: 'Service psychosocial',
        ru: 'Психосоциальная служба',
      },
    },
    {
      code: 'legal',
      label: {
        en: 'Legal aid',
        ar: 'مساعدة قانونية',
        es: 'Asistencia jurídica gratuita',
        pt: 'Assistência jurídica',
        fr: 'Aide juridique',
        ru: 'Юридическая помощь',
      },
    },
    {
      code: 'protection',
      label: {
        en: 'Protection service',
        ar: 'خدمة حماية',
        es: 'Servicio de protección',
        pt: 'Serviço de proteção',
        fr: 'Service de protection',
        ru: 'Служба защиты',
      },
    },
    {
      code: 'livelihoods',
      label: {
        en: 'Education and livelihood service',
        ar: 'خدمة التعليم وسبل العيش',
        es: 'Servicio de educación y medios de vida',
        pt: 'Serviço de educação e meios de subsistência',
        fr: 'Service d’éducation et de moyens de subsistance',
        ru: 'Служба образования и занятости',
      },
    },
    {
      code: 'police',
      label: { en: 'Police', ar: 'الشرطة', es: 'Policía', pt: 'Polícia', fr: 'Police', ru: 'Полиция' },
    },
    {
      code: 'prosecution',
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
      code: 'competent_authority',
      label: {
        en: 'Competent authority for identification',
        ar: 'السلطة المختصة بالتعرّف على الضحايا',
        es: 'Autoridad competente para la identificación',
        pt: 'Autoridade competente para a identificação',
        fr: 'Autorité compétente pour l’identification',
        ru: 'Компетентный орган по идентификации',
      },
    },
    {
      code: 'immigration',
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
      code: 'child_protection',
      label: {
        en: 'Child protection authority',
        ar: 'سلطة حماية الطفل',
        es: 'Autoridad de protección de la infancia',
        pt: 'Autoridade de proteção de crianças',
        fr: 'Autorité de protection de l’enfance',
        ru: 'Орган по защите детей',
      },
    },
    {
      code: 'consulate',
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
      code: 'foreign_agency',
      label: {
        en: 'Agency in another country',
        ar: 'جهة في بلد آخر',
        es: 'Organismo de otro país',
        pt: 'Entidade de outro país',
        fr: 'Organisme dans un autre pays',
        ru: 'Организация в другой стране',
      },
    },
    { code: 'family', label: { en: 'Family', ar: 'الأسرة', es: 'Familia', pt: 'Família', fr: 'Famille', ru: 'Семья' } },
    {
      code: 'national_statistics',
      label: {
        en: 'National statistics',
        ar: 'الإحصاءات الوطنية',
        es: 'Estadísticas nacionales',
        pt: 'Estatísticas nacionais',
        fr: 'Statistiques nationales',
        ru: 'Национальная статистика',
      },
    },
    { code: 'other', label: { en: 'Other', ar: 'جهة أخرى', es: 'Otro', pt: 'Outro', fr: 'Autre', ru: 'Другое' } },
  ],
} as const satisfies CodeList

/** Which part of what is recorded. */
export const dataGroup = {
  id: 'data_group',
  version: '1',
  codes: [
    {
      code: 'identity',
      label: {
        en: 'Name, age and nationality',
        ar: 'الاسم والعمر والجنسية',
        es: 'Nombre, edad y nacionalidad',
        pt: 'Nome, idade e nacionalidade',
        fr: 'Nom, âge et nationalité',
        ru: 'Имя, возраст и гражданство',
      },
    },
    {
      code: 'contact',
      label: {
        en: 'Contact and whereabouts',
        ar: 'وسائل الاتصال ومكان الوجود',
        es: 'Contacto y paradero',
        pt: 'Contacto e paradeiro',
        fr: 'Coordonnées et lieu de séjour',
        ru: 'Связь и местонахождение',
      },
    },
    {
      code: 'documents',
      label: { en: 'Documents', ar: 'الوثائق', es: 'Documentos', pt: 'Documentos', fr: 'Documents', ru: 'Документы' },
    },
    {
      code: 'circumstances',
      label: {
        en: 'Family and living circumstances',
        ar: 'الظروف الأسرية والمعيشية',
        es: 'Familia y condiciones de vida',
        pt: 'Família e condições de vida',
        fr: 'Famille et conditions de vie',
        ru: 'Семья и условия жизни',
      },
    },
    {
      code: 'exploitation',
      label: {
        en: 'What happened',
        ar: 'ما حدث',
        es: 'Lo ocurrido',
        pt: 'O que aconteceu',
        fr: 'Ce qui s’est passé',
        ru: 'Что произошло',
      },
    },
    { code: 'journey', label: { en: 'Journey', ar: 'الرحلة', es: 'Viaje', pt: 'Viagem', fr: 'Trajet', ru: 'Путь' } },
    { code: 'health', label: { en: 'Health', ar: 'الصحة', es: 'Salud', pt: 'Saúde', fr: 'Santé', ru: 'Здоровье' } },
    {
      code: 'counselling',
      label: {
        en: 'Counselling',
        ar: 'الإرشاد النفسي',
        es: 'Apoyo psicosocial',
        pt: 'Aconselhamento',
        fr: 'Soutien psychologique',
        ru: 'Консультирование',
      },
    },
    {
      code: 'risk',
      label: {
        en: 'Risks and safety',
        ar: 'المخاطر والسلامة',
        es: 'Riesgos y seguridad',
        pt: 'Riscos e segurança',
        fr: 'Risques et sécurité',
        ru: 'Риски и безопасность',
      },
    },
    {
      code: 'needs',
      label: {
        en: 'Needs and plan',
        ar: 'الاحتياجات والخطة',
        es: 'Necesidades y plan',
        pt: 'Necessidades e plano',
        fr: 'Besoins et plan',
        ru: 'Потребности и план',
      },
    },
    {
      code: 'decisions',
      label: { en: 'Decisions', ar: 'القرارات', es: 'Decisiones', pt: 'Decisões', fr: 'Décisions', ru: 'Решения' },
    },
    {
      code: 'photograph',
      label: { en: 'Photograph', ar: 'الصورة', es: 'Fotografía', pt: 'Fotografia', fr: 'Photo', ru: 'Фотография' },
    },
  ],
} as const satisfies CodeList

/** How consent was given. */
export const consentForm = {
  id: 'consent_form',
  version: '1',
  codes: [
    {
      code: 'written',
      label: { en: 'In writing', ar: 'خطيًا', es: 'Por escrito', pt: 'Por escrito', fr: 'Par écrit', ru: 'Письменно' },
    },
    {
      code: 'oral_witnessed',
      label: {
        en: 'Orally, before a witness',
        ar: 'شفهيًا أمام شاهد',
        es: 'De palabra, ante un testigo',
        pt: 'Oralmente, perante uma testemunha',
        fr: 'Oralement, devant un témoin',
        ru: 'Устно, при свидетеле',
      },
    },
    {
      code: 'thumbprint',
      label: {
        en: 'By thumbprint',
        ar: 'ببصمة الإبهام',
        es: 'Con huella digital',
        pt: 'Por impressão do polegar',
        fr: 'Par empreinte du pouce',
        ru: 'Отпечатком пальца',
      },
    },
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
        pt: 'Uma pessoa adulta que pode decidir',
        fr: 'Un adulte qui peut décider',
        ru: 'Взрослый, который может решать',
      },
    },
    {
      code: 'adult_supported',
      label: {
        en: 'An adult who decides with support',
        ar: 'بالغ/ة يقرر بمساندة',
        es: 'Una persona adulta que decide con apoyo',
        pt: 'Uma pessoa adulta que decide com apoio',
        fr: 'Un adulte qui décide avec un appui',
        ru: 'Взрослый, который решает с поддержкой',
      },
    },
    {
      code: 'adult_without_capacity',
      label: {
        en: 'An adult who cannot decide at present',
        ar: 'بالغ/ة غير قادر/ة حاليًا على اتخاذ القرار',
        es: 'Una persona adulta que ahora no puede decidir',
        pt: 'Uma pessoa adulta que de momento não pode decidir',
        fr: 'Un adulte qui ne peut pas décider pour l’instant',
        ru: 'Взрослый, который сейчас не может решать',
      },
    },
    {
      code: 'child_assent_with_guardian',
      label: {
        en: 'A child who assents, with a guardian’s consent',
        ar: 'طفل يوافق مع موافقة الوصي',
        es: 'Una niña o un niño que asiente, con el consentimiento de su tutor o tutora',
        pt: 'Uma criança que dá o seu assentimento, com o consentimento de um tutor',
        fr: 'Un enfant qui donne son assentiment, avec le consentement d’un tuteur',
        ru: 'Ребёнок согласен, согласие даёт опекун',
      },
    },
    {
      code: 'child_best_interests',
      label: {
        en: 'A child, on the basis of best interests',
        ar: 'طفل، على أساس مصالحه الفضلى',
        es: 'Una niña o un niño, con base en su interés superior',
        pt: 'Uma criança, com base no interesse superior',
        fr: 'Un enfant, sur la base de son intérêt supérieur',
        ru: 'Ребёнок, исходя из наилучших интересов',
      },
    },
  ],
} as const satisfies CodeList

/** What an adult may decline, each by itself. */
export const refusalKind = {
  id: 'refusal_kind',
  version: '1',
  codes: [
    {
      code: 'recording',
      label: {
        en: 'Being recorded',
        ar: 'تسجيل بياناته',
        es: 'El registro',
        pt: 'Ser registada',
        fr: 'L’enregistrement de ses informations',
        ru: 'Запись сведений',
      },
    },
    {
      code: 'identification',
      label: {
        en: 'Being formally identified',
        ar: 'التعرّف الرسمي عليه بصفته ضحية',
        es: 'La identificación formal',
        pt: 'Identificação formal',
        fr: 'L’identification formelle',
        ru: 'Официальная идентификация',
      },
    },
    {
      code: 'sharing',
      label: {
        en: 'Having information shared',
        ar: 'مشاركة معلوماته',
        es: 'Que se comparta información',
        pt: 'Partilha de informação',
        fr: 'Le partage d’informations',
        ru: 'Передача сведений',
      },
    },
  ],
} as const satisfies CodeList
