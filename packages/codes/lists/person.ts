import type { CodeList } from '../code-list.ts'

// Sources: HTCDS 2.0 (IOM, 24 December 2021, CC BY 4.0): its codes as published; the words are ours.

/** HTCDS `prs_Gender`. */
export const gender = {
  id: 'gender',
  version: '1',
  codes: [
    {
      code: 'Feminine',
      label: {
        en: 'Woman or girl',
        ar: 'امرأة أو فتاة',
        es: 'Mujer o niña',
        pt: 'Mulher ou rapariga',
        fr: 'Femme ou fille',
        ru: 'Женщина или девочка',
      },
    },
    {
      code: 'Masculine',
      label: {
        en: 'Man or boy',
        ar: 'رجل أو فتى',
        es: 'Hombre o niño',
        pt: 'Homem ou rapaz',
        fr: 'Homme ou garçon',
        ru: 'Мужчина или мальчик',
      },
    },
    {
      code: 'TransgenderFeminine',
      label: {
        en: 'Transgender woman or girl',
        ar: 'امرأة أو فتاة عابرة جندريًا',
        es: 'Mujer o niña trans',
        pt: 'Mulher ou rapariga transgénero',
        fr: 'Femme ou fille transgenre',
        ru: 'Трансгендерная женщина или девочка',
      },
    },
    {
      code: 'TransgenderMasculine',
      label: {
        en: 'Transgender man or boy',
        ar: 'رجل أو فتى عابر جندريًا',
        es: 'Hombre o niño trans',
        pt: 'Homem ou rapaz transgénero',
        fr: 'Homme ou garçon transgenre',
        ru: 'Трансгендерный мужчина или мальчик',
      },
    },
    {
      code: 'NonConforming',
      label: {
        en: 'Non-conforming',
        ar: 'غير ممتثل للأدوار الجندرية',
        es: 'No conforme con el género',
        pt: 'Não conforme',
        fr: 'Non conforme aux normes de genre',
        ru: 'Небинарная идентичность',
      },
    },
    {
      code: 'NonSpecifiedUnknown',
      label: {
        en: 'Not specified',
        ar: 'غير محدَّد',
        es: 'Sin especificar',
        pt: 'Não especificado',
        fr: 'Non précisé',
        ru: 'Не указано',
      },
    },
  ],
} as const satisfies CodeList

/** As UNODC GLOTIP and SDG 16.2.2 count: `Female`, `Male`, `Other`; unknown is an absence. */
export const sex = {
  id: 'sex',
  version: '1',
  codes: [
    {
      code: 'female',
      label: { en: 'Female', ar: 'أنثى', es: 'Femenino', pt: 'Feminino', fr: 'Féminin', ru: 'Женский' },
    },
    { code: 'male', label: { en: 'Male', ar: 'ذكر', es: 'Masculino', pt: 'Masculino', fr: 'Masculin', ru: 'Мужской' } },
    { code: 'other', label: { en: 'Other', ar: 'غير ذلك', es: 'Otro', pt: 'Outro', fr: 'Autre', ru: 'Другое' } },
  ],
} as const satisfies CodeList

/** HTCDS `prs_MaritalStatus`. */
export const maritalStatus = {
  id: 'marital_status',
  version: '1',
  codes: [
    {
      code: 'Single',
      label: {
        en: 'Single',
        ar: 'غير متزوج/ة',
        es: 'Soltería',
        pt: 'Solteira ou solteiro',
        fr: 'Célibataire',
        ru: 'Вне брака',
      },
    },
    {
      code: 'Married',
      label: {
        en: 'Married',
        ar: 'متزوج/ة',
        es: 'Matrimonio',
        pt: 'Casada ou casado',
        fr: 'Marié ou mariée',
        ru: 'В браке',
      },
    },
    {
      code: 'Widowed',
      label: { en: 'Widowed', ar: 'أرمل/ة', es: 'Viudez', pt: 'Viúva ou viúvo', fr: 'Veuf ou veuve', ru: 'Вдовство' },
    },
    {
      code: 'Divorced',
      label: {
        en: 'Divorced',
        ar: 'مطلَّق/ة',
        es: 'Divorcio',
        pt: 'Divorciada ou divorciado',
        fr: 'Divorcé ou divorcée',
        ru: 'Развод',
      },
    },
    {
      code: 'Separated',
      label: {
        en: 'Separated',
        ar: 'منفصل/ة',
        es: 'Separación',
        pt: 'Separada ou separado',
        fr: 'Séparé ou séparée',
        ru: 'Супруги живут раздельно',
      },
    },
    {
      code: 'RegisteredPartnership',
      label: {
        en: 'Registered partnership',
        ar: 'شراكة مسجَّلة',
        es: 'Unión registrada',
        pt: 'União de facto registada',
        fr: 'Partenariat enregistré',
        ru: 'Зарегистрированное партнёрство',
      },
    },
  ],
} as const satisfies CodeList

/** HTCDS `prs_HighestLevelOfEducation` (ISCED 2011, levels 0 to 8). HTCDS has no code for none: `none` is ours. */
export const education = {
  id: 'education',
  version: '1',
  codes: [
    {
      code: 'none',
      label: {
        en: 'No schooling',
        ar: 'لم يلتحق بالتعليم',
        es: 'Sin escolaridad',
        pt: 'Sem escolaridade',
        fr: 'Aucune scolarité',
        ru: 'Без образования',
      },
      local: true,
    },
    {
      code: 'EarlyChildhoodEducation',
      label: {
        en: 'Early childhood education',
        ar: 'التعليم في مرحلة الطفولة المبكرة',
        es: 'Educación de la primera infancia',
        pt: 'Educação pré-escolar',
        fr: 'Éducation de la petite enfance',
        ru: 'Дошкольное образование',
      },
    },
    {
      code: 'PrimaryEducation',
      label: {
        en: 'Primary education',
        ar: 'التعليم الابتدائي',
        es: 'Educación primaria',
        pt: 'Ensino primário',
        fr: 'Enseignement primaire',
        ru: 'Начальное образование',
      },
    },
    {
      code: 'LowerSecondaryEducation',
      label: {
        en: 'Lower secondary education',
        ar: 'المرحلة الأولى من التعليم الثانوي (الإعدادي)',
        es: 'Educación secundaria baja',
        pt: 'Primeiro ciclo do ensino secundário',
        fr: 'Premier cycle du secondaire',
        ru: 'Основное среднее образование',
      },
    },
    {
      code: 'UpperSecondaryEducation',
      label: {
        en: 'Upper secondary education',
        ar: 'المرحلة الثانية من التعليم الثانوي',
        es: 'Educación secundaria alta',
        pt: 'Segundo ciclo do ensino secundário',
        fr: 'Deuxième cycle du secondaire',
        ru: 'Полное среднее образование',
      },
    },
    {
      code: 'PostSecondaryNonTertiaryEducation',
      label: {
        en: 'Post-secondary, not tertiary',
        ar: 'تعليم ما بعد الثانوي غير العالي',
        es: 'Postsecundaria no terciaria',
        pt: 'Pós-secundário não superior',
        fr: 'Post-secondaire non supérieur',
        ru: 'Послесреднее, не высшее',
      },
    },
    {
      code: 'ShortCycleTertiaryEducation',
      label: {
        en: 'Short-cycle tertiary education',
        ar: 'التعليم العالي قصير المدة',
        es: 'Educación terciaria de ciclo corto',
        pt: 'Ensino superior de curta duração',
        fr: 'Enseignement supérieur de cycle court',
        ru: 'Короткий цикл высшего образования',
      },
    },
    {
      code: 'BachelorsOrEquivalentLevel',
      label: {
        en: 'Bachelor’s or equivalent',
        ar: 'البكالوريوس أو ما يعادله',
        es: 'Grado universitario o equivalente',
        pt: 'Licenciatura ou equivalente',
        fr: 'Licence ou équivalent',
        ru: 'Бакалавриат или равноценное',
      },
    },
    {
      code: 'MastersOrEquivalentLevel',
      label: {
        en: 'Master’s or equivalent',
        ar: 'الماجستير أو ما يعادله',
        es: 'Maestría o equivalente',
        pt: 'Mestrado ou equivalente',
        fr: 'Master ou équivalent',
        ru: 'Магистратура или равноценное',
      },
    },
    {
      code: 'DoctoralOrEquivalentLevel',
      label: {
        en: 'Doctorate or equivalent',
        ar: 'الدكتوراه أو ما يعادلها',
        es: 'Doctorado o equivalente',
        pt: 'Doutoramento ou equivalente',
        fr: 'Doctorat ou équivalent',
        ru: 'Докторантура или равноценное',
      },
    },
  ],
} as const satisfies CodeList

/** The broad age bands of CTDC (k-anonymised data set, codebook 7.1). */
export const ageBand = {
  id: 'age_band',
  version: '1',
  codes: [
    {
      code: '0_8',
      label: {
        en: '0 to 8 years',
        ar: 'من 0 إلى 8 سنوات',
        es: '0 a 8 años',
        pt: '0 a 8 anos',
        fr: '0 à 8 ans',
        ru: '0–8 лет',
      },
    },
    {
      code: '9_17',
      label: {
        en: '9 to 17 years',
        ar: 'من 9 إلى 17 سنة',
        es: '9 a 17 años',
        pt: '9 a 17 anos',
        fr: '9 à 17 ans',
        ru: '9–17 лет',
      },
    },
    {
      code: '18_20',
      label: {
        en: '18 to 20 years',
        ar: 'من 18 إلى 20 سنة',
        es: '18 a 20 años',
        pt: '18 a 20 anos',
        fr: '18 à 20 ans',
        ru: '18–20 лет',
      },
    },
    {
      code: '21_23',
      label: {
        en: '21 to 23 years',
        ar: 'من 21 إلى 23 سنة',
        es: '21 a 23 años',
        pt: '21 a 23 anos',
        fr: '21 à 23 ans',
        ru: '21–23 года',
      },
    },
    {
      code: '24_26',
      label: {
        en: '24 to 26 years',
        ar: 'من 24 إلى 26 سنة',
        es: '24 a 26 años',
        pt: '24 a 26 anos',
        fr: '24 à 26 ans',
        ru: '24–26 лет',
      },
    },
    {
      code: '27_29',
      label: {
        en: '27 to 29 years',
        ar: 'من 27 إلى 29 سنة',
        es: '27 a 29 años',
        pt: '27 a 29 anos',
        fr: '27 à 29 ans',
        ru: '27–29 лет',
      },
    },
    {
      code: '30_38',
      label: {
        en: '30 to 38 years',
        ar: 'من 30 إلى 38 سنة',
        es: '30 a 38 años',
        pt: '30 a 38 anos',
        fr: '30 à 38 ans',
        ru: '30–38 лет',
      },
    },
    {
      code: '39_47',
      label: {
        en: '39 to 47 years',
        ar: 'من 39 إلى 47 سنة',
        es: '39 a 47 años',
        pt: '39 a 47 anos',
        fr: '39 à 47 ans',
        ru: '39–47 лет',
      },
    },
    {
      code: '48_plus',
      label: {
        en: '48 years and over',
        ar: '48 سنة فأكثر',
        es: '48 años y más',
        pt: '48 anos ou mais',
        fr: '48 ans et plus',
        ru: '48 лет и старше',
      },
    },
  ],
} as const satisfies CodeList

/** Child or adult, as GLOTIP, SDG 16.2.2 and CTDC (majority) count; a child is a person under 18 (Trafficking Protocol, art. 3(d)). */
export const ageGroup = {
  id: 'age_group',
  version: '1',
  codes: [
    {
      code: 'child',
      label: {
        en: 'Child (0 to 17 years)',
        ar: 'طفل (من 0 إلى 17 سنة)',
        es: 'Niña o niño (0 a 17 años)',
        pt: 'Criança (0 a 17 anos)',
        fr: 'Enfant (0 à 17 ans)',
        ru: 'Ребёнок (0–17 лет)',
      },
    },
    {
      code: 'adult',
      label: {
        en: 'Adult (18 years and over)',
        ar: 'بالغ (18 سنة فأكثر)',
        es: 'Persona adulta (18 años y más)',
        pt: 'Pessoa adulta (18 anos ou mais)',
        fr: 'Adulte (18 ans et plus)',
        ru: 'Взрослый (18 лет и старше)',
      },
    },
  ],
} as const satisfies CodeList

/** What can be said of the age at first contact. Not sure is treated as a child (Council of Europe Convention, art. 10(3)). */
export const ageAnswer = {
  id: 'age_answer',
  version: '1',
  codes: [
    {
      code: 'adult',
      label: { en: 'Adult', ar: 'بالغ/ة', es: 'Persona adulta', pt: 'Pessoa adulta', fr: 'Adulte', ru: 'Взрослый' },
    },
    {
      code: 'child',
      label: { en: 'Child', ar: 'طفل/ة', es: 'Niña o niño', pt: 'Criança', fr: 'Enfant', ru: 'Ребёнок' },
    },
    {
      code: 'not_sure',
      label: {
        en: 'Not sure',
        ar: 'غير متأكد/ة',
        es: 'No hay certeza',
        pt: 'Não há certeza',
        fr: 'Pas certain',
        ru: 'Неясно',
      },
    },
  ],
} as const satisfies CodeList

/** How an age is known. A disputed age keeps the person on the child path. */
export const ageBasis = {
  id: 'age_basis',
  version: '1',
  codes: [
    {
      code: 'documented',
      label: {
        en: 'Shown by a document',
        ar: 'مثبت بوثيقة',
        es: 'Acreditada con un documento',
        pt: 'Comprovada por um documento',
        fr: 'Établi par un document',
        ru: 'Подтверждён документом',
      },
    },
    {
      code: 'declared',
      label: {
        en: 'Said by the person',
        ar: 'بحسب قول الشخص',
        es: 'Dicha por la persona',
        pt: 'Dita pela pessoa',
        fr: 'Dit par la personne',
        ru: 'Со слов человека',
      },
    },
    {
      code: 'estimated',
      label: { en: 'Estimated', ar: 'تقديري', es: 'Estimada', pt: 'Estimada', fr: 'Estimé', ru: 'По оценке' },
    },
    {
      code: 'disputed',
      label: { en: 'Disputed', ar: 'محل خلاف', es: 'En duda', pt: 'Em dúvida', fr: 'En doute', ru: 'Под сомнением' },
    },
  ],
} as const satisfies CodeList

/** Months in the situation, in the bands of the CTDC synthetic data set (`traffickMonths`). */
export const trafficDuration = {
  id: 'trafficking_duration',
  version: '1',
  codes: [
    {
      code: '0_12',
      label: {
        en: 'Up to 12 months',
        ar: 'حتى 12 شهرًا',
        es: 'Hasta 12 meses',
        pt: 'Até 12 meses',
        fr: 'Jusqu’à 12 mois',
        ru: 'До 12 месяцев',
      },
    },
    {
      code: '13_24',
      label: {
        en: '13 to 24 months',
        ar: 'من 13 إلى 24 شهرًا',
        es: '13 a 24 meses',
        pt: '13 a 24 meses',
        fr: '13 à 24 mois',
        ru: 'От 13 до 24 месяцев',
      },
    },
    {
      code: '25_plus',
      label: {
        en: 'More than 24 months',
        ar: 'أكثر من 24 شهرًا',
        es: 'Más de 24 meses',
        pt: 'Mais de 24 meses',
        fr: 'Plus de 24 mois',
        ru: 'Больше 24 месяцев',
      },
    },
  ],
} as const satisfies CodeList
