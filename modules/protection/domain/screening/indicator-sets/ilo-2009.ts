import type {
  Indicator,
  IndicatorDimension,
  IndicatorDimensionId,
  IndicatorSet,
  IndicatorWeight,
  Labels,
  WeightStatus,
} from '../indicator-set.ts'

/** A line of the ILO's list with its weights in labour exploitation; null: not in the children's list. */
interface Row {
  readonly name: string
  readonly labels: Labels
  readonly ilo11: readonly number[]
  readonly adult: IndicatorWeight
  readonly child: IndicatorWeight | null
}

/**
 * The weights of the sexual-exploitation lists that differ from the labour lists, as far as a source says so. All
 * their other weights are those of labour, and provisional.
 */
const SEXUAL_DIFFERENCES: Readonly<
  Record<string, { readonly adult?: IndicatorWeight; readonly child?: IndicatorWeight }>
> = {
  'exploitation.excessive_hours': { adult: 'medium' },
  'exploitation.hazardous_work': { child: 'strong' },
  'coercion_destination.forced_tasks': { adult: 'strong', child: 'strong' },
}

/** From general knowledge, to be checked with the rest of the sexual-exploitation lists. */
const SEXUAL_LABELS: Readonly<Record<string, Labels>> = {
  'deceptive_recruitment.conditions_of_work': {
    en: 'Deceived about conditions of prostitution',
    ar: 'الخداع بشأن ظروف ممارسة البغاء',
    es: 'Engaño sobre las condiciones de la prostitución',
    pt: 'Engano quanto às condições da prostituição',
    fr: 'Tromperie sur les conditions de la prostitution',
    ru: 'Обман относительно условий проституции',
  },
}

const DIMENSIONS: readonly IndicatorDimension[] = [
  dimension(
    'deceptive_recruitment',
    {
      en: 'Deceptive recruitment (deception during recruitment, transfer or transportation)',
      ar: 'التجنيد بالخداع (الخداع أثناء التجنيد أو النقل أو التنقيل)',
      es: 'Captación engañosa (engaño durante la captación, el traslado o el transporte)',
      pt: 'Recrutamento enganoso (engano durante o recrutamento, a transferência ou o transporte)',
      fr: 'Recrutement trompeur (tromperie pendant le recrutement, le transfert ou le transport)',
      ru: 'Обманная вербовка (обман при вербовке, передаче или перевозке)',
    },
    'means',
    'recruitment',
    [
      row(
        'nature_of_job',
        'Deceived about the nature of the job, location or employer',
        'الخداع بشأن طبيعة العمل أو مكانه أو صاحب العمل',
        [2],
        'strong',
      ),
      row('wages', 'Deceived about wages/earnings', 'الخداع بشأن الأجر أو الدخل', [2, 8], 'medium'),
      row('conditions_of_work', 'Deceived about conditions of work', 'الخداع بشأن ظروف العمل', [2], 'medium'),
      row(
        'contract',
        'Deceived about content or legality of work contract',
        'الخداع بشأن مضمون عقد العمل أو قانونيته',
        [2],
        'medium',
      ),
      row('housing', 'Deceived about housing and living conditions', 'الخداع بشأن السكن وظروف المعيشة', [2], 'medium'),
      row(
        'legal_documents',
        'Deceived about legal documentation or obtaining legal migration status',
        'الخداع بشأن الوثائق القانونية أو الحصول على إقامة قانونية',
        [2],
        'medium',
      ),
      row(
        'travel_conditions',
        'Deceived about travel and recruitment conditions',
        'الخداع بشأن ظروف السفر والتجنيد',
        [2, 9],
        'medium',
      ),
      row('family_reunification', 'Deceived about family reunification', 'الخداع بشأن لمّ شمل الأسرة', [2], 'medium'),
      row(
        'marriage_adoption_promise',
        'Deceived through promises of marriage or adoption',
        'الخداع بوعود الزواج أو التبنّي',
        [2],
        'medium',
      ),
      row(
        'education_access',
        'Deceived about access to education opportunities',
        'الخداع بشأن فرص التعليم',
        [2],
        'weak',
        'strong',
      ),
    ],
  ),
  dimension(
    'coercive_recruitment',
    {
      en: 'Coercive recruitment (coercion during recruitment, transfer or transportation)',
      ar: 'التجنيد بالإكراه (الإكراه أثناء التجنيد أو النقل أو التنقيل)',
      es: 'Captación coercitiva (coacción durante la captación, el traslado o el transporte)',
      pt: 'Recrutamento coercivo (coação durante o recrutamento, a transferência ou o transporte)',
      fr: 'Recrutement sous la contrainte (contrainte pendant le recrutement, le transfert ou le transport)',
      ru: 'Вербовка с принуждением (принуждение при вербовке, передаче или перевозке)',
    },
    'means',
    'recruitment',
    [
      row('violence_on_victim', 'Violence against the person', 'العنف ضد الشخص', [5], 'strong'),
      row(
        'threats_of_violence',
        'Threats of violence against the person',
        'تهديد الشخص بالعنف',
        [6],
        'medium',
        'strong',
      ),
      row(
        'abduction_sale',
        'Abduction, forced marriage, forced adoption or selling of the person',
        'الاختطاف أو الزواج القسري أو التبنّي القسري أو بيع الشخص',
        [5, 6],
        'medium',
        'strong',
      ),
      row('debt_bondage', 'Debt bondage', 'إسار الدين (العمل سدادًا لدين)', [9], 'medium', 'strong'),
      row('confiscation_documents', 'Confiscation of documents', 'مصادرة الوثائق', [7], 'medium'),
      row(
        'isolation_confinement',
        'Isolation, confinement or surveillance',
        'العزل أو الاحتجاز أو المراقبة',
        [3, 4],
        'medium',
      ),
      row('denunciation_threat', 'Threat of denunciation to authorities', 'التهديد بالإبلاغ لدى السلطات', [6], 'medium'),
      row(
        'threat_inform_family',
        'Threats to inform family, community or public',
        'التهديد بإخبار الأسرة أو المجتمع أو العامة',
        [6],
        'medium',
      ),
      row(
        'violence_on_family',
        'Violence on family (threats or effective)',
        'العنف ضد الأسرة (بالتهديد أو بالفعل)',
        [5, 6],
        'medium',
      ),
      row('withholding_money', 'Withholding of money', 'حجز المال', [8], 'medium'),
    ],
  ),
  dimension(
    'abuse_vulnerability_recruitment',
    {
      en: 'Recruitment by abuse of vulnerability',
      ar: 'التجنيد باستغلال حالة الاستضعاف',
      es: 'Captación mediante abuso de la vulnerabilidad',
      pt: 'Recrutamento por abuso de vulnerabilidade',
      fr: 'Recrutement par abus de vulnérabilité',
      ru: 'Вербовка путём злоупотребления уязвимостью',
    },
    'means',
    'recruitment',
    [
      row('difficult_family_situation', 'Abuse of difficult family situation', 'استغلال ظروف أسرية صعبة', [1], 'medium'),
      row('illegal_status', 'Abuse of illegal status', 'استغلال عدم قانونية الإقامة', [1], 'medium'),
      row('lack_of_education', 'Abuse of lack of education (language)', 'استغلال قلة التعليم (اللغة)', [1], 'medium'),
      row('lack_of_information', 'Abuse of lack of information', 'استغلال نقص المعلومات', [1, 2], 'medium'),
      row('control_of_exploiters', 'Control of exploiters', 'سيطرة المستغِلّين', [1], 'medium'),
      row('economic_reasons', 'Economic reasons', 'أسباب اقتصادية', [1], 'medium'),
      row(
        'false_info_migration',
        'False information about successful migration',
        'معلومات كاذبة عن نجاح الهجرة',
        [1, 2],
        'medium',
      ),
      row(
        'false_info_law',
        'False information about law, attitude of authorities',
        'معلومات كاذبة عن القانون أو عن موقف السلطات',
        [1, 2],
        'medium',
        null,
      ),
      row('family_situation', 'Family situation', 'الوضع الأسري', [1], 'medium'),
      row('personal_situation', 'Personal situation', 'الوضع الشخصي', [1], 'medium'),
      row('emotional_dependency', 'Psychological and emotional dependency', 'التبعية النفسية والعاطفية', [1], 'medium'),
      row(
        'relation_authorities',
        'Relationship with authorities/legal status',
        'العلاقة بالسلطات أو الوضع القانوني',
        [1],
        'medium',
      ),
      row('past_difficulties', 'Difficulties in the past', 'صعوبات في الماضي', [1], 'medium'),
      row('travel_difficulty', 'Difficulty to organise the travel', 'صعوبة تنظيم السفر', [1], 'medium'),
      row(
        'cultural_religious',
        'Abuse of cultural/religious beliefs',
        'استغلال المعتقدات الثقافية أو الدينية',
        [1],
        'weak',
        'medium',
      ),
      row('general_context', 'General context', 'السياق العام', [1], 'weak', 'medium'),
    ],
  ),
  dimension(
    'exploitation',
    {
      en: 'Exploitative conditions of work / exploitation',
      ar: 'الاستغلال: ظروف العمل أو غرض الاستغلال',
      es: 'Condiciones de trabajo abusivas / explotación',
      pt: 'Condições de trabalho abusivas / exploração',
      fr: 'Conditions de travail abusives / exploitation',
      ru: 'Эксплуататорские условия труда / эксплуатация',
    },
    'purpose',
    'destination',
    [
      row('excessive_hours', 'Excessive working days or hours', 'أيام أو ساعات عمل مفرطة', [11, 10], 'strong'),
      row('low_salary', 'Low or no salary', 'أجر متدنٍّ أو انعدام الأجر', [8], 'medium'),
      row('wage_manipulation', 'Wage manipulation', 'التلاعب بالأجر', [8, 9], 'medium'),
      row('bad_living', 'Bad living conditions', 'ظروف معيشة سيئة', [10], 'medium'),
      row('very_bad_working', 'Very bad working conditions', 'ظروف عمل سيئة جدًا', [10], 'medium'),
      row('hazardous_work', 'Hazardous work', 'عمل خطِر', [10], 'medium'),
      row(
        'no_respect_labour_law',
        'No respect of labour laws or contract signed',
        'عدم احترام قوانين العمل أو العقد الموقَّع',
        [10, 2],
        'medium',
      ),
      row(
        'no_social_protection',
        'No social protection (contract, social insurance, etc.)',
        'انعدام الحماية الاجتماعية (العقد والتأمين الاجتماعي وما شابه)',
        [10],
        'medium',
        null,
      ),
      row('no_education', 'No access to education', 'الحرمان من التعليم', [10], 'weak', 'medium'),
    ],
  ),
  dimension(
    'coercion_destination',
    {
      en: 'Coercion at destination',
      ar: 'الإكراه في مكان الوصول',
      es: 'Coacción en el lugar de destino',
      pt: 'Coação no destino',
      fr: 'Contrainte à destination',
      ru: 'Принуждение в месте прибытия',
    },
    'means',
    'destination',
    [
      row('confiscation_documents', 'Confiscation of documents', 'مصادرة الوثائق', [7], 'strong'),
      row('debt_bondage', 'Debt bondage', 'إسار الدين (العمل سدادًا لدين)', [9], 'strong'),
      row(
        'isolation_confinement',
        'Isolation, confinement or surveillance',
        'العزل أو الاحتجاز أو المراقبة',
        [3, 4],
        'strong',
      ),
      row('violence_on_victim', 'Violence against the person', 'العنف ضد الشخص', [5], 'strong'),
      row(
        'threats_of_violence',
        'Threats of violence against the person',
        'تهديد الشخص بالعنف',
        [6],
        'medium',
        'strong',
      ),
      row(
        'forced_illicit',
        'Forced into illicit/criminal activities',
        'الإجبار على أنشطة غير مشروعة أو إجرامية',
        [],
        'medium',
        'strong',
      ),
      row('forced_tasks', 'Forced tasks or clients', 'الإجبار على مهام أو زبائن', [], 'medium', 'strong'),
      row('under_strong_influence', 'Under strong influence', 'الوقوع تحت تأثير قوي', [1, 6], 'medium', 'strong'),
      row('act_against_peers', 'Forced to act against peers', 'الإجبار على التصرف ضد الزملاء أو الأقران', [6], 'medium'),
      row(
        'lie_to_authorities',
        'Forced to lie to authorities, family, etc.',
        'الإجبار على الكذب على السلطات أو الأسرة أو غيرهما',
        [6, 4],
        'medium',
      ),
      row('denunciation_threat', 'Threat of denunciation to authorities', 'التهديد بالإبلاغ لدى السلطات', [6], 'medium'),
      row(
        'threat_worse_conditions',
        'Threat to impose even worse working conditions',
        'التهديد بفرض ظروف عمل أسوأ',
        [6],
        'medium',
      ),
      row(
        'violence_on_family',
        'Violence on family (threats or effective)',
        'العنف ضد الأسرة (بالتهديد أو بالفعل)',
        [5, 6],
        'medium',
      ),
      row('withholding_wages', 'Withholding of wages', 'حجز الأجور', [8], 'medium'),
      row(
        'threat_inform_family',
        'Threats to inform family, community or public',
        'التهديد بإخبار الأسرة أو المجتمع أو العامة',
        [6],
        'weak',
        'medium',
      ),
    ],
  ),
  dimension(
    'abuse_vulnerability_destination',
    {
      en: 'Abuse of vulnerability at destination',
      ar: 'استغلال حالة الاستضعاف في مكان الوصول',
      es: 'Abuso de la vulnerabilidad en el lugar de destino',
      pt: 'Abuso de vulnerabilidade no destino',
      fr: 'Abus de vulnérabilité à destination',
      ru: 'Злоупотребление уязвимостью в месте прибытия',
    },
    'means',
    'destination',
    [
      row('dependency', 'Dependency on exploiters', 'التبعية للمستغِلّين', [1], 'medium'),
      row('unknown_area', 'Difficulty to live in an unknown area', 'صعوبة العيش في مكان غير معروف', [1], 'medium'),
      row('economic_reasons', 'Economic reasons', 'أسباب اقتصادية', [1], 'medium'),
      row('family_situation', 'Family situation', 'الوضع الأسري', [1], 'medium'),
      row(
        'relation_authorities',
        'Relationship with authorities/legal status',
        'العلاقة بالسلطات أو الوضع القانوني',
        [1],
        'medium',
      ),
      row('past_difficulties', 'Difficulties in the past', 'صعوبات في الماضي', [1], 'weak', 'medium'),
      row('personal_characteristics', 'Personal characteristics', 'صفات شخصية', [1], 'weak', 'medium'),
    ],
  ),
]

/**
 * Operational indicators of trafficking in human beings: results of a Delphi survey by the ILO and the European
 * Commission (March 2009, revised September 2009, WCMS_105023). Six dimensions, 67 indicators, four profiles.
 *
 * The labour lists were read in a transcription whose counts per dimension an independent page confirms. The lists
 * for sexual exploitation could not be had: their profiles are provisional and must be replaced, as a new version,
 * from the ILO's document before a country relies on them. Until then a screen that uses them says so.
 *
 * Labels are the ILO's, but for "victim": at a screening nobody has been found to be one, and they say "the person".
 */
export const ILO_2009: IndicatorSet = {
  id: 'ilo',
  version: 'ilo-2009.1',
  labels: {
    en: 'ILO operational indicators of trafficking in human beings (2009)',
    ar: 'المؤشرات العملية للاتجار بالبشر الصادرة عن منظمة العمل الدولية (2009)',
    es: 'Indicadores operativos de la OIT sobre la trata de seres humanos (2009)',
    pt: 'Indicadores operacionais da OIT sobre o tráfico de seres humanos (2009)',
    fr: 'Indicateurs opérationnels de l’OIT de la traite des êtres humains (2009)',
    ru: 'Оперативные показатели торговли людьми МОТ (2009)',
  },
  source: 'ILO and European Commission, WCMS_105023, March 2009, revised September 2009',
  profiles: {
    adult_labour: 'verified',
    child_labour: 'verified',
    adult_sexual: 'provisional',
    child_sexual: 'provisional',
  },
  dimensions: DIMENSIONS,
}

function row(
  name: string,
  en: string,
  ar: string,
  ilo11: readonly number[],
  adult: IndicatorWeight,
  child: IndicatorWeight | null = adult,
): Row {
  return { name, labels: { en, ar }, ilo11, adult, child }
}

function dimension(
  id: IndicatorDimensionId,
  labels: Labels,
  element: IndicatorDimension['element'],
  phase: IndicatorDimension['phase'],
  rows: readonly Row[],
): IndicatorDimension {
  return { id, labels, element, phase, indicators: rows.map((line) => indicator(`${id}.${line.name}`, line)) }
}

function indicator(id: string, line: Row): Indicator {
  const differs = SEXUAL_DIFFERENCES[id]
  const sexualLabels = SEXUAL_LABELS[id]
  const copied = (weight: IndicatorWeight | undefined): WeightStatus =>
    weight ? 'verified_secondary_hint' : 'provisional_copied_from_labour'
  return {
    id,
    labels: line.labels,
    ...(sexualLabels && { sexualLabels }),
    ilo11: line.ilo11,
    weights: {
      adult_labour: line.adult,
      child_labour: line.child,
      adult_sexual: differs?.adult ?? line.adult,
      child_sexual: differs?.child ?? line.child,
    },
    statuses: {
      adult_labour: 'verified_secondary',
      child_labour: 'verified_secondary',
      adult_sexual: copied(differs?.adult),
      child_sexual: copied(differs?.child),
    },
  }
}
