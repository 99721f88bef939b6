import type { CodeList } from '../code-list.ts'

// Local codes after the project's crosswalk of means of control; HTCDS 2.0 (IOM, 24 December 2021, CC BY 4.0): its codes as published; the words are ours.
// HTCDS defines RestrictsMovement and UsesChildren in its text and CTDC counts them, but its picklist lacks them: local extensions.

/** How a person was kept in the situation, as recorded; not specified is an absence. */
export const meansOfControl = {
  id: 'means_of_control',
  version: '1',
  codes: [
    {
      code: 'debt_bondage',
      label: {
        en: 'Debt bondage',
        ar: 'إسار الدَّين',
        es: 'Servidumbre por deudas',
        pt: 'Servidão por dívidas',
        fr: 'Servitude pour dettes',
        ru: 'Долговая кабала',
      },
    },
    {
      code: 'takes_earnings',
      label: {
        en: 'Takes earnings',
        ar: 'الاستيلاء على الأجر',
        es: 'Quedarse con las ganancias',
        pt: 'Fica com os rendimentos',
        fr: 'Prend les revenus',
        ru: 'Забирает заработок',
      },
    },
    {
      code: 'restricts_financial_access',
      label: {
        en: 'Restricts access to money',
        ar: 'تقييد الوصول إلى المال',
        es: 'Restringir el acceso al dinero',
        pt: 'Restringe o acesso ao dinheiro',
        fr: 'Restreint l’accès à l’argent',
        ru: 'Ограничивает доступ к деньгам',
      },
    },
    {
      code: 'threats',
      label: {
        en: 'Threats of harm',
        ar: 'التهديد بالأذى',
        es: 'Amenazar con hacer daño',
        pt: 'Ameaças de fazer mal',
        fr: 'Menaces de violences',
        ru: 'Угрозы причинить вред',
      },
    },
    {
      code: 'threats_law_enforcement',
      label: {
        en: 'Threatens to report to the authorities',
        ar: 'التهديد بالتبليغ لدى السلطات',
        es: 'Amenazar con denunciar a las autoridades',
        pt: 'Ameaça denunciar às autoridades',
        fr: 'Menace de dénoncer aux autorités',
        ru: 'Угрожает сообщить властям',
      },
    },
    {
      code: 'threatens_family_or_children',
      label: {
        en: 'Threatens family or children',
        ar: 'تهديد الأسرة أو الأطفال',
        es: 'Amenazar a la familia o a los hijos',
        pt: 'Ameaça a família ou os filhos',
        fr: 'Menace la famille ou les enfants',
        ru: 'Угрожает семье или детям',
      },
    },
    {
      code: 'uses_children',
      label: {
        en: 'Keeps from own children',
        ar: 'الحرمان من الأبناء أو استخدامهم وسيلة ضغط',
        es: 'Apartar de los propios hijos',
        pt: 'Separa dos próprios filhos',
        fr: 'Tient éloigné de ses propres enfants',
        ru: 'Не даёт видеть собственных детей',
      },
    },
    {
      code: 'psychological_abuse',
      label: {
        en: 'Psychological abuse',
        ar: 'الإساءة النفسية',
        es: 'Maltrato psicológico',
        pt: 'Abuso psicológico',
        fr: 'Violences psychologiques',
        ru: 'Психологическое насилие',
      },
    },
    {
      code: 'physical_abuse',
      label: {
        en: 'Physical abuse',
        ar: 'الإساءة الجسدية',
        es: 'Maltrato físico',
        pt: 'Abuso físico',
        fr: 'Violences physiques',
        ru: 'Физическое насилие',
      },
    },
    {
      code: 'sexual_abuse',
      label: {
        en: 'Sexual abuse, as a means of control',
        ar: 'الإساءة الجنسية وسيلةً للسيطرة',
        es: 'Abuso sexual, como medio de control',
        pt: 'Abuso sexual, como meio de controlo',
        fr: 'Violences sexuelles, comme moyen de contrôle',
        ru: 'Сексуальное насилие как средство контроля',
      },
    },
    {
      code: 'false_promises',
      label: {
        en: 'False promises',
        ar: 'وعود كاذبة',
        es: 'Falsas promesas',
        pt: 'Promessas falsas',
        fr: 'Fausses promesses',
        ru: 'Ложные обещания',
      },
    },
    {
      code: 'psychoactive_substances',
      label: {
        en: 'Psychoactive substances',
        ar: 'مواد ذات تأثير نفسي',
        es: 'Sustancias psicoactivas',
        pt: 'Substâncias psicoativas',
        fr: 'Substances psychoactives',
        ru: 'Психоактивные вещества',
      },
    },
    {
      code: 'restricts_movement',
      label: {
        en: 'Restricts movement',
        ar: 'تقييد الحركة',
        es: 'Restringir los movimientos',
        pt: 'Restringe a liberdade de movimentos',
        fr: 'Restreint les déplacements',
        ru: 'Ограничивает передвижение',
      },
    },
    {
      code: 'restricts_medical_care',
      label: {
        en: 'Restricts medical care',
        ar: 'الحرمان من الرعاية الطبية',
        es: 'Restringir la atención médica',
        pt: 'Restringe os cuidados médicos',
        fr: 'Restreint les soins médicaux',
        ru: 'Ограничивает медицинскую помощь',
      },
    },
    {
      code: 'excessive_hours',
      label: {
        en: 'Excessive working hours',
        ar: 'ساعات عمل مفرطة',
        es: 'Horarios de trabajo excesivos',
        pt: 'Horários de trabalho excessivos',
        fr: 'Heures de travail excessives',
        ru: 'Чрезмерное рабочее время',
      },
    },
    {
      code: 'withholds_necessities',
      label: {
        en: 'Withholds necessities',
        ar: 'الحرمان من الضروريات',
        es: 'Privar de lo necesario',
        pt: 'Priva de bens essenciais',
        fr: 'Prive du nécessaire',
        ru: 'Лишает самого необходимого',
      },
    },
    {
      code: 'withholds_documents',
      label: {
        en: 'Withholds documents',
        ar: 'حجز الوثائق',
        es: 'Retener documentos',
        pt: 'Retém documentos',
        fr: 'Retient les documents',
        ru: 'Удерживает документы',
      },
    },
    { code: 'other', label: { en: 'Other', ar: 'غير ذلك', es: 'Otro', pt: 'Outro', fr: 'Autre', ru: 'Другое' } },
  ],
} as const satisfies CodeList

/** HTCDS `vic_MethodsOfControl`, for exchange; `means_of_control` is what is recorded. */
export const htcdsMethodsOfControl = {
  id: 'htcds_methods_of_control',
  version: '1',
  codes: [
    {
      code: 'PhysicalThreats',
      label: {
        en: 'Physical threats',
        ar: 'تهديدات جسدية',
        es: 'Amenazas físicas',
        pt: 'Ameaças físicas',
        fr: 'Menaces physiques',
        ru: 'Угрозы физической расправой',
      },
    },
    {
      code: 'ThreatsLawEnforcement',
      label: {
        en: 'Threats of law enforcement',
        ar: 'التهديد بسلطات إنفاذ القانون',
        es: 'Amenazas con las fuerzas del orden',
        pt: 'Ameaças com a polícia',
        fr: 'Menaces de recours aux forces de l’ordre',
        ru: 'Угрозы правоохранительными органами',
      },
    },
    {
      code: 'ThreatensChildrenFamily',
      label: {
        en: 'Threatens children or family',
        ar: 'تهديد الأطفال أو الأسرة',
        es: 'Amenazar a los hijos o a la familia',
        pt: 'Ameaça os filhos ou a família',
        fr: 'Menace les enfants ou la famille',
        ru: 'Угрожает детям или семье',
      },
    },
    {
      code: 'DebtBondage',
      label: {
        en: 'Debt bondage',
        ar: 'إسار الدَّين',
        es: 'Servidumbre por deudas',
        pt: 'Servidão por dívidas',
        fr: 'Servitude pour dettes',
        ru: 'Долговая кабала',
      },
    },
    {
      code: 'FalsePromises',
      label: {
        en: 'False promises',
        ar: 'وعود كاذبة',
        es: 'Falsas promesas',
        pt: 'Promessas falsas',
        fr: 'Fausses promesses',
        ru: 'Ложные обещания',
      },
    },
    {
      code: 'PhysicalAbuse',
      label: {
        en: 'Physical abuse',
        ar: 'الإساءة الجسدية',
        es: 'Maltrato físico',
        pt: 'Abuso físico',
        fr: 'Violences physiques',
        ru: 'Физическое насилие',
      },
    },
    {
      code: 'SexualAbuse',
      label: {
        en: 'Sexual abuse',
        ar: 'الإساءة الجنسية',
        es: 'Abuso sexual',
        pt: 'Abuso sexual',
        fr: 'Violences sexuelles',
        ru: 'Сексуальное насилие',
      },
    },
    {
      code: 'TakesEarnings',
      label: {
        en: 'Takes earnings',
        ar: 'الاستيلاء على الأجر',
        es: 'Quedarse con las ganancias',
        pt: 'Fica com os rendimentos',
        fr: 'Prend les revenus',
        ru: 'Забирает заработок',
      },
    },
    {
      code: 'RestrictsFinancialAccess',
      label: {
        en: 'Restricts financial access',
        ar: 'تقييد الوصول إلى المال',
        es: 'Restringir el acceso económico',
        pt: 'Restringe o acesso financeiro',
        fr: 'Restreint l’accès financier',
        ru: 'Ограничивает доступ к средствам',
      },
    },
    {
      code: 'RestrictsMedicalCare',
      label: {
        en: 'Restricts medical care',
        ar: 'الحرمان من الرعاية الطبية',
        es: 'Restringir la atención médica',
        pt: 'Restringe os cuidados médicos',
        fr: 'Restreint les soins médicaux',
        ru: 'Ограничивает медицинскую помощь',
      },
    },
    {
      code: 'WithholdsNecessities',
      label: {
        en: 'Withholds necessities',
        ar: 'الحرمان من الضروريات',
        es: 'Privar de lo necesario',
        pt: 'Priva de bens essenciais',
        fr: 'Prive du nécessaire',
        ru: 'Лишает самого необходимого',
      },
    },
    {
      code: 'PsychologicalAbuse',
      label: {
        en: 'Psychological abuse',
        ar: 'الإساءة النفسية',
        es: 'Maltrato psicológico',
        pt: 'Abuso psicológico',
        fr: 'Violences psychologiques',
        ru: 'Психологическое насилие',
      },
    },
    {
      code: 'PsychoactiveSubstance',
      label: {
        en: 'Psychoactive substance',
        ar: 'مادة ذات تأثير نفسي',
        es: 'Sustancia psicoactiva',
        pt: 'Substância psicoativa',
        fr: 'Substance psychoactive',
        ru: 'Психоактивное вещество',
      },
    },
    {
      code: 'ExcessiveWorkingHours',
      label: {
        en: 'Excessive working hours',
        ar: 'ساعات عمل مفرطة',
        es: 'Horarios de trabajo excesivos',
        pt: 'Horários de trabalho excessivos',
        fr: 'Heures de travail excessives',
        ru: 'Чрезмерное рабочее время',
      },
    },
    {
      code: 'WithholdsDocuments',
      label: {
        en: 'Withholds documents',
        ar: 'حجز الوثائق',
        es: 'Retener documentos',
        pt: 'Retém documentos',
        fr: 'Retient les documents',
        ru: 'Удерживает документы',
      },
    },
    {
      code: 'RestrictsMovement',
      label: {
        en: 'Restricts movement',
        ar: 'تقييد الحركة',
        es: 'Restringir los movimientos',
        pt: 'Restringe a liberdade de movimentos',
        fr: 'Restreint les déplacements',
        ru: 'Ограничивает передвижение',
      },
      local: true,
    },
    {
      code: 'UsesChildren',
      label: {
        en: 'Uses children',
        ar: 'استخدام الأطفال وسيلةً للسيطرة',
        es: 'Valerse de los hijos',
        pt: 'Usa crianças',
        fr: 'Se sert des enfants',
        ru: 'Использует детей',
      },
      local: true,
    },
    { code: 'Other', label: { en: 'Other', ar: 'غير ذلك', es: 'Otro', pt: 'Outro', fr: 'Autre', ru: 'Другое' } },
  ],
} as const satisfies CodeList
