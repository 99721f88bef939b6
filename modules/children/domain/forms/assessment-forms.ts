import { defineForm, type FormDefinition } from '@gloact/forms'
import { INFORMED_AND_HEARD } from './heard.ts'
import { ask, choice, choices, day, form, line, list, REASONS, rows, say, words } from './say.ts'

/** The eight parts of a child's life that an assessment looks at. */
export const DOMAINS = ['safety', 'family', 'care', 'health', 'education', 'status', 'place', 'vulnerability'] as const
const DOMAIN: Readonly<Record<(typeof DOMAINS)[number], string>> = {
  safety:
    'Safety: suspects near, debts, threats, online | السلامة: مشتبه بهم، ديون، تهديدات، الإنترنت | Seguridad: sospechosos, deudas, amenazas, internet | Segurança: suspeitos, dívidas, ameaças, internet | Sécurité : suspects, dettes, menaces, internet | Безопасность: подозреваемые рядом, долги, угрозы, интернет',
  family:
    'Family and identity: siblings, language, belief | الأسرة والهوية: الإخوة واللغة والمعتقد | Familia e identidad: hermanos, idioma, creencias | Família e identidade: irmãos, língua, crença | Famille et identité : fratrie, langue, croyance | Семья и идентичность: братья и сёстры, язык, вера',
  care: 'Care | الرعاية | Acolhimento | Cuidado | Prise en charge | Уход',
  health:
    'Health, body and mind | الصحة الجسدية والنفسية | Salud física y mental | Saúde física e mental | Santé physique et psychique | Здоровье, телесное и душевное',
  education:
    'School and work | التعليم والعمل | Educación y trabajo | Educação e trabalho | École et travail | Учёба и работа',
  status:
    'Papers, status, birth registration | الوثائق والوضع القانوني وتسجيل الميلاد | Documentos, situación legal, registro de nacimiento | Documentos, estatuto, registo de nascimento | Papiers, statut, enregistrement de naissance | Документы, статус, регистрация рождения',
  place:
    'Place and people around | المكان والناس حوله | Lugar y personas cercanas | Lugar e pessoas próximas | Lieu et entourage | Место и окружение',
  vulnerability:
    'Vulnerability: under 5, disability, pregnancy, armed groups | الهشاشة: دون الخامسة، إعاقة، حمل، جماعات مسلحة | Vulnerabilidad: menor de 5, discapacidad, embarazo, grupos armados | Vulnerabilidade: menos de 5, deficiência, gravidez, grupos armados | Vulnérabilité : moins de 5 ans, handicap, grossesse, groupes armés | Уязвимость: младше 5 лет, инвалидность, беременность, вооружённые группы',
}
const RESTS_ON =
  'What it rests on | ما يستند إليه | En qué se basa | Em que se baseia | Sur quoi cela repose | На чём основано'

export const ASSESSMENT_FORMS: Readonly<Record<string, FormDefinition>> = {
  bia_why: form('bia_why', 'Why now | لماذا الآن | Por qué ahora | Porquê agora | Pourquoi maintenant | Почему сейчас', [
    choice(
      'why',
      'children_bia_why',
      'For which decision | لأي قرار | Para qué decisión | Para que decisão | Pour quelle décision | Для какого решения',
    ),
    choice(
      'band',
      'children_band',
      'How soon | متى | Con qué urgencia | Com que urgência | Sous quel délai | Как срочно',
    ),
  ]),
  bia: defineForm({
    id: 'bia',
    version: '1',
    title: say(
      'Best interests assessment | تقييم المصالح الفضلى | Evaluación del interés superior | Avaliação do interesse superior | Évaluation de l’intérêt supérieur | Оценка наилучших интересов',
    ),
    sections: [
      {
        id: 'how',
        title: say(
          'How the child was asked | كيف سُئل الطفل | Cómo se preguntó al menor | Como se perguntou à criança | Comment l’enfant a été entendu | Как спрашивали ребёнка',
        ),
        fields: [
          day('seen_on', 'Seen on | تاريخ المقابلة | Visto el | Visto em | Vu le | Дата встречи'),
          ask(
            'alone',
            'Was the child seen alone? | هل قُوبل الطفل على انفراد؟ | ¿Se vio a solas al menor? | A criança foi vista a sós? | L’enfant a-t-il été vu seul ? | Говорили ли с ребёнком наедине?',
          ),
          words(
            'why_not_alone',
            'Why not alone | لماذا ليس على انفراد | Por qué no a solas | Porque não a sós | Pourquoi pas seul | Почему не наедине',
            false,
          ),
          line('where', 'Where | أين | Dónde | Onde | Où | Где', false),
          ask(
            'home_visit',
            'Was it a visit where the child lives? | هل كانت زيارة حيث يعيش الطفل؟ | ¿Fue una visita donde vive el menor? | Foi uma visita ao local onde a criança vive? | Était-ce une visite là où vit l’enfant ? | Это было посещение там, где живёт ребёнок?',
            false,
          ),
          ask(
            'interpreter',
            'Was there an interpreter? | هل كان هناك مترجم؟ | ¿Hubo intérprete? | Houve intérprete? | Y avait-il un interprète ? | Был ли переводчик?',
            false,
          ),
          choice('method', 'children_method', 'How | الطريقة | Cómo | Como | De quelle manière | Способ'),
          choice(
            'age_group',
            'children_age_group',
            'Explained for the age of | شُرح بما يناسب عمر | Explicado para la edad de | Explicado para a idade de | Expliqué pour l’âge de | Объяснено для возраста',
          ),
          choice(
            'assent',
            'children_assent_all',
            'Does the child agree to the assessment? | هل يوافق الطفل على التقييم؟ | ¿Está de acuerdo el menor con la evaluación? | A criança concorda com a avaliação? | L’enfant accepte-t-il l’évaluation ? | Согласен ли ребёнок на оценку?',
          ),
          choices(
            'others',
            'children_heard',
            'Others heard | آخرون استُمع إليهم | Otras personas escuchadas | Outros ouvidos | Autres personnes entendues | Кого ещё выслушали',
            false,
          ),
        ],
      },
      {
        id: 'views',
        title: say('Views | الآراء | Opiniones | Opiniões | Avis | Мнения'),
        fields: [
          words(
            'child_views',
            'What the child says, in the child’s words | ما يقوله الطفل بكلماته | Lo que dice el menor, con sus palabras | O que diz a criança, nas suas palavras | Ce que dit l’enfant, avec ses mots | Что говорит ребёнок, его словами',
          ),
          choice(
            'tracing_wish',
            'children_tracing_wish',
            'Does the child want family looked for? | هل يريد الطفل البحث عن أسرته؟ | ¿Quiere que se busque a su familia? | A criança quer que se procure a família? | Veut-il qu’on recherche sa famille ? | Хочет ли ребёнок, чтобы искали семью?',
          ),
          words(
            'guardian_views',
            'What the guardian says | ما يقوله الوصي | Lo que dice el tutor | O que diz o tutor | Ce que dit le tuteur | Что говорит опекун',
            false,
          ),
          words(
            'carer_views',
            'What the carer says | ما يقوله مقدم الرعاية | Lo que dice el cuidador | O que diz o cuidador | Ce que dit la personne qui accueille | Что говорит воспитатель',
            false,
          ),
          // How the child was asked stands above.
          ...INFORMED_AND_HEARD.filter(({ id }) => id !== 'child_heard_how'),
        ],
      },
      {
        id: 'domains',
        title: say(
          'Eight parts of life | ثمانية جوانب من الحياة | Ocho ámbitos de la vida | Oito áreas da vida | Huit domaines de vie | Восемь сторон жизни',
        ),
        fields: DOMAINS.flatMap((id) => [
          choice(id, 'children_domain_level', DOMAIN[id]),
          choices(`${id}_rests_on`, 'children_rests_on', RESTS_ON, false),
        ]),
      },
      {
        id: 'result',
        title: say('Result | النتيجة | Resultado | Resultado | Résultat | Результат'),
        fields: [
          rows(
            'options',
            'Options considered; one is “no change” | الخيارات المدروسة، أحدها «لا تغيير» | Opciones examinadas; una es «sin cambios» | Opções analisadas; uma é «sem alteração» | Options examinées, dont « aucun changement » | Рассмотренные варианты, один из них «без изменений»',
            'Option | الخيار | Opción | Opção | Option | Вариант',
            2,
            [
              line('option', 'Option | الخيار | Opción | Opção | Option | Вариант'),
              words(
                'weighed',
                'For and against | ما له وما عليه | A favor y en contra | A favor e contra | Pour et contre | За и против',
              ),
            ],
          ),
          words(
            'recommended',
            'Recommendation | التوصية | Recomendación | Recomendação | Recommandation | Рекомендация',
          ),
          rows(
            'next_steps',
            'Steps | الخطوات | Pasos | Passos | Étapes | Шаги',
            'Step | الخطوة | Paso | Passo | Étape | Шаг',
            0,
            [
              line('what', 'What | ماذا | Qué | O quê | Quoi | Что'),
              line('owner', 'Responsible | من يتولاه | Responsable | Responsável | Qui s’en charge | Кто отвечает'),
              day('by', 'By | بحلول | Antes del | Até | Avant le | До'),
            ],
          ),
          choices(
            'panel_needed',
            'children_panel_needed',
            'Why a panel must determine | لماذا يجب أن تقرر لجنة | Por qué debe decidir una comisión | Porque tem de ser um painel a determinar | Pourquoi une commission doit décider | Почему решать должна комиссия',
            false,
          ),
          day(
            'next_review',
            'Next review | المراجعة التالية | Próxima revisión | Próxima revisão | Prochain réexamen | Следующий пересмотр',
          ),
        ],
      },
    ],
  }),
  bia_back: form('bia_back', 'Sent back | أُعيد | Devuelta | Devolvida | Renvoyée | Возвращено', [
    words('reasons', REASONS),
  ]),
}

export const ASSESSMENT_LISTS = {
  ...list('children_bia_why', {
    first_contact:
      'First contact | اللقاء الأول | Primer contacto | Primeiro contacto | Premier contact | Первый контакт',
    placement: 'Care | الرعاية | Acogida | Acolhimento | Placement | Размещение',
    interview: 'Interview | مقابلة | Entrevista | Entrevista | Entretien | Беседа',
    referral: 'Referral | إحالة | Derivación | Encaminhamento | Orientation | Направление',
    transfer: 'Transfer | نقل | Traslado | Transferência | Transfert | Перевод',
    tracing:
      'Family tracing | البحث عن الأسرة | Búsqueda de familiares | Procura de familiares | Recherche de la famille | Розыск семьи',
    reunification:
      'Family reunification | لمّ الشمل | Reunificación familiar | Reunificação familiar | Réunification familiale | Воссоединение',
    return: 'Return | العودة | Retorno | Regresso | Retour | Возвращение',
    incident: 'Incident | حادثة | Incidente | Incidente | Incident | Происшествие',
    review: 'Review | مراجعة | Revisión | Revisão | Réexamen | Пересмотр',
    turning_18: 'Turning 18 | بلوغ 18 عامًا | Mayoría de edad | Maioridade | Passage à la majorité | Скоро 18 лет',
  }),
  ...list('children_band', {
    days_2: 'Within 2 days | خلال يومين | En 2 días | Em 2 dias | Sous 2 jours | За 2 дня',
    days_7: 'Within 1 week | خلال أسبوع | En 1 semana | Em 1 semana | Sous 1 semaine | За неделю',
    days_30: 'Within 30 days | خلال 30 يومًا | En 30 días | Em 30 dias | Sous 30 jours | За 30 дней',
    non_urgent: 'Not urgent | غير عاجل | No urgente | Não urgente | Non urgent | Не срочно',
  }),
  ...list('children_method', {
    conversation: 'Conversation | محادثة | Conversación | Conversa | Conversation | Беседа',
    drawing: 'Drawing | رسم | Dibujo | Desenho | Dessin | Рисование',
    play: 'Play | لعب | Juego | Jogo | Jeu | Игра',
    observation: 'Observation | ملاحظة | Observación | Observação | Observation | Наблюдение',
  }),
  ...list('children_age_group', {
    under_7: 'Under 7 | دون 7 سنوات | Menos de 7 | Menos de 7 | Moins de 7 ans | Младше 7',
    from_7: '7 to 11 | 7–11 | 7 a 11 | 7 a 11 | 7 à 11 ans | 7–11',
    from_12: '12 to 15 | 12–15 | 12 a 15 | 12 a 15 | 12 à 15 ans | 12–15',
    from_16: '16 to 17 | 16–17 | 16 a 17 | 16 a 17 | 16 à 17 ans | 16–17',
  }),
  ...list('children_assent_all', {
    yes: 'Yes | نعم | Sí | Sim | Oui | Да',
    no: 'No | لا | No | Não | Non | Нет',
    too_young:
      'Too young to say | أصغر من أن يُبدي رأيًا | Demasiado pequeño | Demasiado nova para se pronunciar | Trop jeune | Слишком мал',
    not_asked: 'Not asked | لم يُسأل | No se preguntó | Não perguntado | Non demandé | Не спрашивали',
  }),
  ...list('children_heard', {
    guardian: 'Guardian | الوصي | Tutor | Tutor | Tuteur | Опекун',
    carer: 'Carer | مقدم الرعاية | Cuidador | Cuidador | Personne qui accueille | Воспитатель',
    parent: 'Parent | أحد الوالدين | Progenitor | Pai ou mãe | Parent | Родитель',
    teacher: 'Teacher | معلم | Docente | Professor | Enseignant | Учитель',
    doctor: 'Doctor | طبيب | Médico | Médico | Médecin | Врач',
    sibling: 'Sibling | أخ أو أخت | Hermano | Irmão | Frère ou sœur | Брат или сестра',
  }),
  ...list('children_tracing_wish', {
    yes_as_soon_as_possible:
      'Yes, as soon as possible | نعم، في أقرب وقت | Sí, cuanto antes | Sim, o mais cedo possível | Oui, au plus vite | Да, как можно скорее',
    yes_but_later:
      'Yes, but later | نعم، لكن لاحقًا | Sí, más adelante | Sim, mais tarde | Oui, plus tard | Да, но позже',
    not_sure: 'Not sure | غير متأكد | No lo tiene claro | Não tem a certeza | Ne sait pas | Не уверен',
    no: 'No | لا | No | Não | Non | Нет',
  }),
  ...list('children_domain_level', {
    strength: 'Strength | نقطة قوة | Fortaleza | Ponto forte | Point fort | Опора',
    neutral: 'Neutral | محايد | Neutral | Neutro | Neutre | Нейтрально',
    concern: 'Concern | مثير للقلق | Preocupación | Preocupação | Inquiétude | Опасение',
    serious:
      'Serious concern | قلق بالغ | Preocupación grave | Preocupação grave | Inquiétude grave | Серьёзное опасение',
    not_known: 'Not known | غير معروف | No se sabe | Não se sabe | Inconnu | Неизвестно',
  }),
  ...list('children_rests_on', {
    child: 'The child | الطفل | El menor | A criança | L’enfant | Ребёнок',
    family: 'Family | الأسرة | La familia | A família | La famille | Семья',
    worker: 'The worker | العامل | El profesional | O técnico | Le travailleur social | Работник',
    document: 'A document | وثيقة | Un documento | Um documento | Un document | Документ',
    third: 'Somebody else | شخص آخر | Otra persona | Outra pessoa | Un tiers | Другое лицо',
  }),
  ...list('children_panel_needed', {
    durable_solution:
      'Durable solution | حل دائم | Solución duradera | Solução duradoura | Solution durable | Долгосрочное решение',
    return: 'Return | العودة | Retorno | Regresso | Retour | Возвращение',
    transfer:
      'Transfer abroad | نقل إلى الخارج | Traslado al extranjero | Transferência para o estrangeiro | Transfert à l’étranger | Перевод за границу',
    reunification:
      'Family reunification | لمّ الشمل | Reunificación familiar | Reunificação familiar | Réunification familiale | Воссоединение семьи',
    separation:
      'Separation from parents or carers | فصل عن الوالدين أو مقدمي الرعاية | Separación de padres o cuidadores | Separação de pais ou cuidadores | Séparation des parents ou de l’entourage | Разлучение с родителями',
    adoption:
      'Adoption or kafala | تبنٍّ أو كفالة | Adopción o kafala | Adoção ou kafala | Adoption ou kafala | Усыновление или кафала',
    siblings:
      'Siblings apart | تفريق الإخوة | Hermanos separados | Irmãos separados | Fratrie séparée | Разделение братьев и сестёр',
    risk: 'Exceptional risk | خطر استثنائي | Riesgo excepcional | Risco excecional | Risque exceptionnel | Исключительный риск',
  }),
}
