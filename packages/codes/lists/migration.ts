import type { CodeList } from '../code-list.ts'

// Sources: HTCDS 2.0, guidance 7 (migration and protection status, in words only: the codes are ours); Smuggling Protocol; UNODC SOM Observatory.

/** Where the person stands in the law of the country they are in. `citizen` and `resident` are ours. */
export const migrationStatus = {
  id: 'migration_status',
  version: '1',
  codes: [
    {
      code: 'citizen',
      label: {
        en: 'Citizen of the country',
        ar: 'مواطن/ة في البلد',
        es: 'Nacional del país',
        pt: 'Cidadão/ã do país',
        fr: 'Citoyen du pays',
        ru: 'Гражданство этой страны',
      },
      local: true,
    },
    {
      code: 'resident',
      label: {
        en: 'Permanent resident',
        ar: 'مقيم/ة إقامة دائمة',
        es: 'Residente permanente',
        pt: 'Residente permanente',
        fr: 'Résident permanent',
        ru: 'Постоянное проживание',
      },
      local: true,
    },
    {
      code: 'family_migrant',
      label: {
        en: 'Family migrant',
        ar: 'مهاجر/ة لأسباب عائلية',
        es: 'Migrante por motivos familiares',
        pt: 'Migrante por motivos familiares',
        fr: 'Migrant pour raisons familiales',
        ru: 'Семейная миграция',
      },
    },
    {
      code: 'visitor',
      label: {
        en: 'Visitor or tourist',
        ar: 'زائر/ة أو سائح/ة',
        es: 'Visitante o turista',
        pt: 'Visitante ou turista',
        fr: 'Visiteur ou touriste',
        ru: 'Посещение или туризм',
      },
    },
    {
      code: 'labour_migrant',
      label: {
        en: 'Labour migrant',
        ar: 'عامل/ة مهاجر/ة',
        es: 'Migrante laboral',
        pt: 'Migrante laboral',
        fr: 'Travailleur migrant',
        ru: 'Трудовая миграция',
      },
    },
    {
      code: 'student',
      label: {
        en: 'Student',
        ar: 'طالب/ة',
        es: 'Estudiante',
        pt: 'Estudante',
        fr: 'Étudiant ou étudiante',
        ru: 'Учёба',
      },
    },
    {
      code: 'irregular_migrant',
      label: {
        en: 'In an irregular situation',
        ar: 'في وضع غير نظامي',
        es: 'En situación irregular',
        pt: 'Em situação irregular',
        fr: 'En situation irrégulière',
        ru: 'Неурегулированный статус',
      },
    },
  ],
} as const satisfies CodeList

/** International protection. */
export const protectionStatus = {
  id: 'protection_status',
  version: '1',
  codes: [
    {
      code: 'asylum_seeker',
      label: {
        en: 'Asylum seeker',
        ar: 'طالب/ة لجوء',
        es: 'Solicitante de asilo',
        pt: 'Requerente de asilo',
        fr: 'Demandeur d’asile',
        ru: 'Лицо, ищущее убежища',
      },
    },
    {
      code: 'refugee',
      label: {
        en: 'Refugee',
        ar: 'لاجئ/ة',
        es: 'Persona refugiada',
        pt: 'Pessoa refugiada',
        fr: 'Personne réfugiée',
        ru: 'Беженец',
      },
    },
    {
      code: 'complementary_protection',
      label: {
        en: 'Complementary protection',
        ar: 'حماية تكميلية',
        es: 'Protección complementaria',
        pt: 'Proteção complementar',
        fr: 'Protection complémentaire',
        ru: 'Дополнительная защита',
      },
    },
    {
      code: 'stateless',
      label: {
        en: 'Stateless person',
        ar: 'عديم/ة الجنسية',
        es: 'Persona apátrida',
        pt: 'Pessoa apátrida',
        fr: 'Personne apatride',
        ru: 'Лицо без гражданства',
      },
    },
    {
      code: 'none',
      label: {
        en: 'None of these',
        ar: 'لا شيء مما ذُكر',
        es: 'Nada de lo anterior',
        pt: 'Nenhum destes',
        fr: 'Rien de tout cela',
        ru: 'Ничего из этого',
      },
      local: true,
    },
  ],
} as const satisfies CodeList

/** Other circumstances of the move; several may hold. */
export const migrationCircumstance = {
  id: 'migration_circumstance',
  version: '1',
  codes: [
    {
      code: 'environmental',
      label: {
        en: 'Environmental migrant',
        ar: 'مهاجر/ة لأسباب بيئية',
        es: 'Migrante por motivos ambientales',
        pt: 'Migrante por motivos ambientais',
        fr: 'Migrant environnemental',
        ru: 'Экологический мигрант',
      },
    },
    {
      code: 'vulnerable',
      label: {
        en: 'Vulnerable migrant',
        ar: 'مهاجر/ة في وضع هش',
        es: 'Migrante en situación de vulnerabilidad',
        pt: 'Migrante em situação de vulnerabilidade',
        fr: 'Migrant vulnérable',
        ru: 'Уязвимый мигрант',
      },
    },
    {
      code: 'stranded',
      label: {
        en: 'Stranded migrant',
        ar: 'مهاجر/ة تقطعت به السبل',
        es: 'Migrante en situación de varamiento',
        pt: 'Migrante sem poder seguir viagem',
        fr: 'Migrant bloqué',
        ru: 'Мигрант, застрявший в пути',
      },
    },
    {
      code: 'forced',
      label: {
        en: 'Forced migrant',
        ar: 'مهاجر/ة قسرًا',
        es: 'Persona en migración forzada',
        pt: 'Pessoa em migração forçada',
        fr: 'Migrant forcé',
        ru: 'Вынужденный мигрант',
      },
    },
    {
      code: 'deportee',
      label: {
        en: 'Deported person',
        ar: 'شخص مُرحَّل',
        es: 'Persona deportada',
        pt: 'Pessoa deportada',
        fr: 'Personne expulsée',
        ru: 'Депортированное лицо',
      },
    },
    {
      code: 'ex_combatant',
      label: {
        en: 'Former combatant',
        ar: 'مقاتل/ة سابق/ة',
        es: 'Excombatiente',
        pt: 'Ex-combatente',
        fr: 'Ex-combattant',
        ru: 'Бывший комбатант',
      },
    },
    {
      code: 'internally_displaced',
      label: {
        en: 'Internally displaced person',
        ar: 'نازح/ة داخليًا',
        es: 'Persona desplazada interna',
        pt: 'Pessoa deslocada internamente',
        fr: 'Personne déplacée à l’intérieur de son pays',
        ru: 'Внутренне перемещённое лицо',
      },
    },
    {
      code: 'separated_or_unaccompanied_child',
      label: {
        en: 'Separated or unaccompanied child',
        ar: 'طفل منفصل عن ذويه أو غير مصحوب',
        es: 'Niña o niño separado o no acompañado',
        pt: 'Criança separada ou não acompanhada',
        fr: 'Enfant séparé ou non accompagné',
        ru: 'Разлучённый или несопровождаемый ребёнок',
      },
    },
    {
      code: 'returnee',
      label: {
        en: 'Returnee',
        ar: 'عائد/ة',
        es: 'Persona retornada',
        pt: 'Pessoa regressada',
        fr: 'Personne de retour',
        ru: 'Возвратившееся лицо',
      },
    },
  ],
} as const satisfies CodeList

/** How a leg of a journey was made. */
export const transportMode = {
  id: 'transport_mode',
  version: '1',
  codes: [
    {
      code: 'on_foot',
      label: { en: 'On foot', ar: 'سيرًا على الأقدام', es: 'A pie', pt: 'A pé', fr: 'À pied', ru: 'Пешком' },
    },
    {
      code: 'car',
      label: {
        en: 'Car or taxi',
        ar: 'سيارة أو سيارة أجرة',
        es: 'Automóvil o taxi',
        pt: 'Carro ou táxi',
        fr: 'Voiture ou taxi',
        ru: 'Автомобиль или такси',
      },
    },
    {
      code: 'motorcycle',
      label: { en: 'Motorcycle', ar: 'دراجة نارية', es: 'Motocicleta', pt: 'Motociclo', fr: 'Moto', ru: 'Мотоцикл' },
    },
    { code: 'bus', label: { en: 'Bus', ar: 'حافلة', es: 'Autobús', pt: 'Autocarro', fr: 'Bus', ru: 'Автобус' } },
    {
      code: 'truck',
      label: { en: 'Truck or lorry', ar: 'شاحنة', es: 'Camión', pt: 'Camião', fr: 'Camion', ru: 'Грузовик' },
    },
    { code: 'train', label: { en: 'Train', ar: 'قطار', es: 'Tren', pt: 'Comboio', fr: 'Train', ru: 'Поезд' } },
    {
      code: 'aeroplane',
      label: { en: 'Aeroplane', ar: 'طائرة', es: 'Avión', pt: 'Avião', fr: 'Avion', ru: 'Самолёт' },
    },
    {
      code: 'small_boat',
      label: {
        en: 'Small boat',
        ar: 'قارب صغير',
        es: 'Embarcación pequeña',
        pt: 'Barco pequeno',
        fr: 'Petit bateau',
        ru: 'Лодка',
      },
    },
    {
      code: 'ship',
      label: {
        en: 'Ship or ferry',
        ar: 'سفينة أو عبَّارة',
        es: 'Barco o transbordador',
        pt: 'Navio ou ferry',
        fr: 'Navire ou ferry',
        ru: 'Судно или паром',
      },
    },
    { code: 'animal', label: { en: 'Animal', ar: 'دابة', es: 'Animal', pt: 'Animal', fr: 'Animal', ru: 'Животное' } },
    { code: 'other', label: { en: 'Other', ar: 'غير ذلك', es: 'Otro', pt: 'Outro', fr: 'Autre', ru: 'Другое' } },
  ],
} as const satisfies CodeList

/** How smugglers were or are to be paid. A debt raises the trafficking screen. */
export const smugglingPayment = {
  id: 'smuggling_payment',
  version: '1',
  codes: [
    {
      code: 'advance',
      label: {
        en: 'In advance',
        ar: 'مقدمًا',
        es: 'Por adelantado',
        pt: 'Antecipadamente',
        fr: 'D’avance',
        ru: 'Заранее',
      },
    },
    {
      code: 'instalments',
      label: {
        en: 'In instalments on the way',
        ar: 'على دفعات خلال الرحلة',
        es: 'A plazos durante el viaje',
        pt: 'Em prestações durante a viagem',
        fr: 'Par versements en route',
        ru: 'Частями в пути',
      },
    },
    {
      code: 'on_arrival',
      label: {
        en: 'On arrival',
        ar: 'عند الوصول',
        es: 'A la llegada',
        pt: 'À chegada',
        fr: 'À l’arrivée',
        ru: 'По прибытии',
      },
    },
    {
      code: 'debt',
      label: {
        en: 'By a debt still owed',
        ar: 'بدَين لا يزال قائمًا',
        es: 'Con una deuda pendiente',
        pt: 'Por uma dívida ainda por pagar',
        fr: 'Par une dette encore due',
        ru: 'Долгом, который ещё не выплачен',
      },
    },
    {
      code: 'work',
      label: {
        en: 'By work on the way',
        ar: 'بالعمل خلال الرحلة',
        es: 'Con trabajo durante el viaje',
        pt: 'Com trabalho durante a viagem',
        fr: 'Par du travail en route',
        ru: 'Работой в пути',
      },
    },
    {
      code: 'none',
      label: {
        en: 'Nothing was paid',
        ar: 'لم يُدفع شيء',
        es: 'No se pagó nada',
        pt: 'Nada foi pago',
        fr: 'Rien n’a été payé',
        ru: 'Ничего не платили',
      },
    },
  ],
} as const satisfies CodeList

/** What was suffered on the route; the first two are the aggravating circumstances of the Smuggling Protocol, art. 6(3). */
export const smugglingHarm = {
  id: 'smuggling_harm',
  version: '1',
  codes: [
    {
      code: 'life_endangered',
      label: {
        en: 'Life or safety endangered',
        ar: 'تعريض الحياة أو السلامة للخطر',
        es: 'Peligro para la vida o la seguridad',
        pt: 'Vida ou segurança em perigo',
        fr: 'Vie ou sécurité mise en danger',
        ru: 'Угроза жизни или безопасности',
      },
    },
    {
      code: 'inhuman_treatment',
      label: {
        en: 'Inhuman or degrading treatment',
        ar: 'معاملة لا إنسانية أو مهينة',
        es: 'Trato inhumano o degradante',
        pt: 'Tratamento desumano ou degradante',
        fr: 'Traitement inhumain ou dégradant',
        ru: 'Бесчеловечное или унижающее достоинство обращение',
      },
    },
    {
      code: 'physical_violence',
      label: {
        en: 'Physical violence',
        ar: 'عنف جسدي',
        es: 'Violencia física',
        pt: 'Violência física',
        fr: 'Violences physiques',
        ru: 'Физическое насилие',
      },
    },
    {
      code: 'sexual_violence',
      label: {
        en: 'Sexual violence',
        ar: 'عنف جنسي',
        es: 'Violencia sexual',
        pt: 'Violência sexual',
        fr: 'Violences sexuelles',
        ru: 'Сексуальное насилие',
      },
    },
    {
      code: 'exploitation',
      label: {
        en: 'Exploitation',
        ar: 'استغلال',
        es: 'Explotación',
        pt: 'Exploração',
        fr: 'Exploitation',
        ru: 'Эксплуатация',
      },
    },
    {
      code: 'detention',
      label: {
        en: 'Deprived of liberty',
        ar: 'حرمان من الحرية',
        es: 'Privación de libertad',
        pt: 'Privação da liberdade',
        fr: 'Privation de liberté',
        ru: 'Лишение свободы',
      },
    },
    {
      code: 'extortion',
      label: {
        en: 'Extortion of the person or family',
        ar: 'ابتزاز الشخص أو أسرته',
        es: 'Extorsión a la persona o a la familia',
        pt: 'Extorsão à pessoa ou à família',
        fr: 'Extorsion de la personne ou de sa famille',
        ru: 'Вымогательство у человека или семьи',
      },
    },
    {
      code: 'abandonment',
      label: {
        en: 'Abandoned',
        ar: 'التخلي عنه في الطريق',
        es: 'Abandono',
        pt: 'Abandono',
        fr: 'Abandon',
        ru: 'Оставление в пути без помощи',
      },
    },
    { code: 'none', label: { en: 'None', ar: 'لا شيء', es: 'Nada', pt: 'Nenhum', fr: 'Aucun', ru: 'Ничего' } },
  ],
} as const satisfies CodeList

/** The protection status of a child (CRC General Comment 6). */
export const separationStatus = {
  id: 'separation_status',
  version: '1',
  codes: [
    {
      code: 'unaccompanied',
      label: {
        en: 'Unaccompanied',
        ar: 'غير مصحوب',
        es: 'No acompañada o no acompañado',
        pt: 'Não acompanhada',
        fr: 'Non accompagné',
        ru: 'Несопровождаемый ребёнок',
      },
    },
    {
      code: 'separated',
      label: {
        en: 'Separated from parents, with other relatives',
        ar: 'منفصل عن والديه ومع أقارب آخرين',
        es: 'Separada o separado de los padres, con otros familiares',
        pt: 'Separada dos pais, com outros familiares',
        fr: 'Séparé des parents, avec d’autres membres de la famille',
        ru: 'Ребёнок, разлучённый с родителями, с другими родственниками',
      },
    },
    {
      code: 'accompanied',
      label: {
        en: 'With parents or customary caregiver',
        ar: 'مع الوالدين أو مقدم الرعاية المعتاد',
        es: 'Con los padres o su cuidador habitual',
        pt: 'Com os pais ou o cuidador segundo o costume',
        fr: 'Avec les parents ou la personne qui s’en occupe selon la coutume',
        ru: 'С родителями или тем, кто обычно заботится',
      },
    },
  ],
} as const satisfies CodeList
