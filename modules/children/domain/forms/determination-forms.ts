import type { FormDefinition } from '@gloact/forms'
import { INFORMED_AND_HEARD } from './heard.ts'
import {
  PAPER_LISTS,
  PRIORITY_REASONS,
  SEPARATION_STATUS,
  TRACING_RESULT,
  VIEWS_OF_OTHERS,
} from './determination-papers.ts'
import { ask, choice, choices, day, form, line, list, REASONS, rows, words } from './say.ts'

/** What each option is held against, side by side. No score is added up. */
export const WEIGHED = [
  'safety',
  'view',
  'family',
  'development',
  'health',
  'education',
  'lasting',
  'follow_up',
] as const
const CELL: Readonly<Record<(typeof WEIGHED)[number], string>> = {
  safety: 'Safety | السلامة | Seguridad | Segurança | Sécurité | Безопасность',
  view: 'The child’s view | رأي الطفل | Opinión del menor | Opinião da criança | Avis de l’enfant | Мнение ребёнка',
  family: 'Family and ties | الأسرة والروابط | Familia y vínculos | Família e laços | Famille et liens | Семья и связи',
  development:
    'Development and identity | النمو والهوية | Desarrollo e identidad | Desenvolvimento e identidade | Développement et identité | Развитие и идентичность',
  health: 'Health | الصحة | Salud | Saúde | Santé | Здоровье',
  education: 'School | التعليم | Educación | Educação | Scolarité | Учёба',
  lasting:
    'Lasting, and can be done | دائم وقابل للتنفيذ | Duradera y viable | Duradoura e viável | Durable et réalisable | Надёжно и выполнимо',
  follow_up:
    'Can be followed up | يمكن متابعته | Se puede dar seguimiento | Pode ser acompanhada | Un suivi est possible | Возможно сопровождение',
}
const OPTION = 'Option | الخيار | Opción | Opção | Option | Вариант'
const PLACE = 'Place | المكان | Lugar | Lugar | Lieu | Место'
const ADULT =
  'Adult who takes responsibility | البالغ الذي يتحمل المسؤولية | Adulto que asume la responsabilidad | Adulto que assume a responsabilidade | Adulte qui prend la responsabilité | Взрослый, берущий ответственность'

export const DETERMINATION_FORMS: Readonly<Record<string, FormDefinition>> = {
  bid_request: form('bid_request', 'Request | الطلب | Solicitud | Pedido | Demande | Запрос', [
    choice('purpose', 'children_purpose', 'For what | لأي غرض | Para qué | Para quê | Pour quoi | Для чего'),
    choice(
      'priority',
      'children_priority',
      'How soon | متى | Con qué urgencia | Com que urgência | Sous quel délai | Как срочно',
    ),
    PRIORITY_REASONS,
    SEPARATION_STATUS,
    ask(
      'short_form',
      'Short form: the same place, child and adult both say yes, nothing speaks against it | نموذج مختصر: المكان نفسه، الطفل والبالغ موافقان ولا مانع | Forma abreviada: mismo lugar, ambos dicen sí, nada en contra | Forma curta: mesmo lugar, a criança e o adulto dizem que sim, nada contra | Forme courte : même lieu, accord des deux, aucune réserve | Краткая форма: то же место, оба согласны, возражений нет',
    ),
    words(
      'history',
      'History, and how each part was verified | القصة وكيف تُحقق من كل جزء | Historia y cómo se verificó cada parte | História e como cada parte foi verificada | Histoire et vérification de chaque point | История и как проверена каждая её часть',
    ),
    words(
      'situation',
      'Present situation | الوضع الحالي | Situación actual | Situação atual | Situation actuelle | Нынешнее положение',
    ),
  ]),
  bid_options: form(
    'bid_options',
    'Options side by side | الخيارات جنبًا إلى جنب | Opciones comparadas | Opções lado a lado | Options côte à côte | Варианты рядом',
    [
      rows(
        'options',
        'Options; one is to stay as now | الخيارات، أحدها البقاء كما هو الآن | Opciones; una es seguir como ahora | Opções; uma é ficar como está | Options, dont le maintien de la situation actuelle | Варианты, один из них: всё как сейчас',
        OPTION,
        2,
        [
          choice('option', 'children_option', OPTION),
          line('place', PLACE, false),
          line('adult', ADULT, false),
          ...WEIGHED.map((id) => choice(id, 'children_weight', CELL[id])),
          words('evidence', 'Evidence | الأدلة | Pruebas | Elementos de prova | Éléments | Доказательства'),
        ],
      ),
      words(
        'child_view',
        'The child’s view, in the child’s words | رأي الطفل بكلماته | Opinión del menor, con sus palabras | Opinião da criança, nas suas palavras | Avis de l’enfant, avec ses mots | Мнение ребёнка его словами',
      ),
      ...VIEWS_OF_OTHERS,
      TRACING_RESULT,
    ],
  ),
  bid_vote: form('bid_vote', 'My view | رأيي | Mi opinión | O meu parecer | Mon avis | Моё мнение', [
    choice(
      'profession',
      'children_profession',
      'My profession | مهنتي | Mi profesión | A minha profissão | Ma profession | Моя профессия',
    ),
    choice(
      'sits_for',
      'children_sits_for',
      'I sit for | أمثل | Represento a | Represento | Je siège pour | Я представляю',
    ),
    ask(
      'conflict',
      'Do I have any interest of my own in this? | هل لي مصلحة شخصية في هذا؟ | ¿Tengo algún interés propio? | Tenho algum interesse próprio? | Ai-je un intérêt personnel ? | Есть ли у меня личный интерес?',
    ),
    choice('outcome', 'children_outcome', 'I am for | أؤيد | Estoy a favor de | Sou a favor de | Je suis pour | Я за'),
    choice(
      'option',
      'children_option',
      'Option I find best | الخيار الذي أراه الأفضل | Opción que considero mejor | Opção que considero melhor | Option que je juge la meilleure | Лучший, по-моему, вариант',
    ),
    words('reasons', REASONS),
    words(
      'safety_words',
      'Where safety speaks against it: what is done about that | إن كانت السلامة ضده: ما يعالج ذلك | Si la seguridad está en contra: qué se hace al respecto | Se a segurança é contra: o que se faz a esse respeito | Si la sécurité s’y oppose : ce qui y répond | Если этому препятствует безопасность: что для неё делается',
      false,
    ),
    words(
      'dissent',
      'Where I dissent | ما أخالف فيه | En qué disiento | Em que divirjo | Ce sur quoi je diverge | В чём я не согласен',
      false,
    ),
  ]),
  bid_decision: form('bid_decision', 'Decision | القرار | Decisión | Decisão | Décision | Решение', [
    choice('option', 'children_option', OPTION),
    { ...line('place', PLACE, false), requiredWhen: { not: { eq: ['option', 'age_adult'] } } },
    line('adult', ADULT, false),
    words('reasons', REASONS),
    rows(
      'conditions',
      'Conditions | الشروط | Condiciones | Condições | Conditions | Условия',
      'Condition | الشرط | Condición | Condição | Condition | Условие',
      0,
      [
        line('what', 'What | ماذا | Qué | O quê | Quoi | Что'),
        line('owner', 'Who sees to it | من يتولاه | Responsable | Responsável | Qui s’en charge | Кто отвечает'),
        day('by', 'By | بحلول | Antes del | Até | Avant le | До'),
      ],
    ),
    words(
      'safety_words',
      'What is done about the risk to safety | ما يعالج الخطر على السلامة | Qué responde al riesgo para la seguridad | O que se faz quanto ao risco de segurança | Ce qui répond au risque pour la sécurité | Что делается для безопасности',
      false,
    ),
    words(
      'against_view',
      'Why against the child’s view | لماذا خلافًا لرأي الطفل | Por qué contra la opinión del menor | Porquê contra a opinião da criança | Pourquoi contre l’avis de l’enfant | Почему вопреки мнению ребёнка',
      false,
    ),
    ...INFORMED_AND_HEARD,
    choice(
      'siblings',
      'children_siblings_determined',
      'Brothers and sisters | الإخوة والأخوات | Hermanos y hermanas | Irmãos e irmãs | Frères et sœurs | Братья и сёстры',
      false,
    ),
    {
      ...words(
        'contact_plan',
        'How they stay in contact where they live apart | كيف يبقون على اتصال إن عاشوا متفرقين | Cómo mantienen el contacto si viven separados | Como mantêm o contacto se viverem separados | Comment ils restent en contact s’ils vivent séparés | Как они общаются, если живут врозь',
        false,
      ),
      showWhen: { or: [{ eq: ['siblings', 'apart'] }, { eq: ['option', 'separation'] }] },
    },
    day(
      'review_on',
      'Reviewed by | تُراجع قبل | Revisión antes del | Revisão até | À réexaminer avant le | Пересмотреть до',
    ),
  ]),
  bid_reasons: form('bid_reasons', 'Reasons | الأسباب | Motivos | Motivos | Motifs | Обоснование', [
    words('reasons', REASONS),
  ]),
  bid_conditions_met: form(
    'bid_conditions_met',
    'Conditions that were due | الشروط التي حان أجلها | Condiciones que vencían | Condições que venciam | Conditions échues | Условия, срок которых наступил',
    [
      ask(
        'met',
        'Are all conditions met that were due so far? | هل استُوفيت جميع الشروط التي حان أجلها حتى الآن؟ | ¿Se cumplen todas las condiciones que vencían hasta ahora? | Estão cumpridas todas as condições que venciam até agora? | Toutes les conditions échues à ce jour sont-elles remplies ? | Выполнены ли все условия, срок которых уже наступил?',
      ),
      words(
        'words',
        'Which, and how it is known | أيها وكيف عُرف ذلك | Cuáles y cómo se sabe | Quais e como se sabe | Lesquelles, et comment on le sait | Какие и откуда это известно',
      ),
    ],
  ),
  bid_reopened: form('bid_reopened', 'Reopened | أُعيد فتحها | Reabierta | Reaberta | Rouverte | Возобновлено', [
    choice('asked_by', 'children_reopened_by', 'Why | السبب | Por qué | Porquê | Pourquoi | Почему'),
    words('reasons', REASONS),
  ]),
  bid_told: form(
    'bid_told',
    'Told to the child | أُبلغ به الطفل | Comunicado al menor | Comunicado à criança | Communiqué à l’enfant | Сообщено ребёнку',
    [
      line('told_by', 'By whom | بواسطة من | Por quién | Por quem | Par qui | Кем'),
      words(
        'words',
        'In which words | بأي كلمات | Con qué palabras | Com que palavras | En quels termes | Какими словами',
      ),
      ask(
        'guardian_told',
        'Was the guardian told? | هل أُبلغ الوصي؟ | ¿Se informó al tutor? | O tutor foi informado? | Le tuteur a-t-il été informé ? | Сообщили ли опекуну?',
      ),
    ],
  ),
  bid_change: form(
    'bid_change',
    'Something has changed | تغيّر شيء ما | Algo ha cambiado | Algo mudou | Un élément a changé | Что-то изменилось',
    [
      choices('changed', 'children_changed', 'What | ماذا | Qué | O quê | Quoi | Что именно'),
      words('words', 'What is known | المعروف | Lo que se sabe | O que se sabe | Ce que l’on sait | Что известно'),
    ],
  ),
}

export const DETERMINATION_LISTS = {
  ...PAPER_LISTS,
  ...list('children_purpose', {
    durable_solution:
      'Durable solution | حل دائم | Solución duradera | Solução duradoura | Solution durable | Долгосрочное решение',
    family_reunification:
      'Family reunification | لمّ شمل الأسرة | Reunificación familiar | Reunificação familiar | Réunification familiale | Воссоединение семьи',
    temporary_care:
      'Temporary care | رعاية مؤقتة | Acogida temporal | Acolhimento temporário | Prise en charge provisoire | Временное размещение',
    separation:
      'Separation from parents | فصل عن الوالدين | Separación de los padres | Separação dos pais | Séparation des parents | Разлучение с родителями',
    return: 'Return | العودة | Retorno | Regresso | Retour | Возвращение',
    age: 'Age, where assessments differ | العمر عند اختلاف التقييمات | Edad, si las evaluaciones difieren | Idade, se as avaliações divergem | Âge, si les évaluations divergent | Возраст, если оценки расходятся',
    transfer_abroad:
      'Transfer abroad | نقل إلى الخارج | Traslado al extranjero | Transferência para o estrangeiro | Transfert à l’étranger | Перевод за границу',
    other: 'Other | غير ذلك | Otro | Outro | Autre | Другое',
  }),
  ...list('children_priority', {
    emergency: 'Emergency | طارئ | Emergencia | Emergência | Urgence absolue | Экстренно',
    high: 'High | عالية | Alta | Alta | Élevée | Высокая',
    medium: 'Medium | متوسطة | Media | Média | Moyenne | Средняя',
    low: 'Low | منخفضة | Baja | Baixa | Faible | Низкая',
  }),
  ...list('children_option', {
    remain:
      'Stay as now | البقاء كما هو الآن | Seguir como ahora | Ficar como está | Maintien de la situation actuelle | Всё как сейчас',
    reunification_here:
      'Family reunification here | لمّ الشمل هنا | Reunificación aquí | Reunificação familiar aqui | Réunification ici | Воссоединение здесь',
    reunification_abroad:
      'Family reunification abroad | لمّ الشمل في الخارج | Reunificación en el extranjero | Reunificação familiar no estrangeiro | Réunification à l’étranger | Воссоединение за границей',
    return_to_family:
      'Return to the family | العودة إلى الأسرة | Retorno con la familia | Regresso à família | Retour dans la famille | Возвращение в семью',
    return_to_care:
      'Return to care | العودة إلى رعاية | Retorno a acogida | Regresso a acolhimento | Retour vers une prise en charge | Возвращение под опеку',
    local_integration:
      'Integration here | الاندماج هنا | Integración aquí | Integração aqui | Intégration ici | Интеграция здесь',
    third_country:
      'Transfer to another country | النقل إلى بلد آخر | Traslado a otro país | Transferência para outro país | Transfert dans un autre pays | Перевод в другую страну',
    change_of_carer:
      'Another carer | مقدم رعاية آخر | Otro cuidador | Outro cuidador | Une autre personne qui accueille | Другой воспитатель',
    kinship:
      'Extended family here | الأسرة الممتدة هنا | Familia extensa aquí | Família alargada aqui | Famille élargie ici | Родственники здесь',
    foster:
      'Foster family | أسرة حاضنة | Familia de acogida | Família de acolhimento | Famille d’accueil | Приёмная семья',
    adoption_or_kafala:
      'Adoption or kafala | تبنٍّ أو كفالة | Adopción o kafala | Adoção ou kafala | Adoption ou kafala | Усыновление или кафала',
    separation: 'Separation | الفصل | Separación | Separação | Séparation | Разлучение',
    age_adult: 'Age: an adult | العمر: بالغ | Edad: adulto | Idade: adulto | Âge : majeur | Возраст: взрослый',
  }),
  ...list('children_weight', {
    for: 'For | مؤيد | A favor | A favor | Pour | За',
    against: 'Against | معارض | En contra | Contra | Contre | Против',
    mixed: 'Mixed | مختلط | Mixto | Misto | Partagé | Двояко',
    unknown: 'Not known | غير معروف | No se sabe | Não se sabe | Inconnu | Неизвестно',
  }),
  ...list('children_profession', {
    child_protection:
      'Child protection | حماية الطفل | Protección de la infancia | Proteção de crianças | Protection de l’enfance | Защита детей',
    law: 'Law | القانون | Derecho | Direito | Droit | Право',
    health: 'Health | الصحة | Salud | Saúde | Santé | Здравоохранение',
    psychology: 'Psychology | علم النفس | Psicología | Psicologia | Psychologie | Психология',
    education: 'Education | التعليم | Educación | Educação | Éducation | Образование',
    social_work: 'Social work | العمل الاجتماعي | Trabajo social | Serviço social | Travail social | Социальная работа',
    other: 'Other | غير ذلك | Otra | Outra | Autre | Другое',
  }),
  ...list('children_sits_for', {
    child_protection:
      'Child protection authority | سلطة حماية الطفل | Autoridad de protección | Autoridade de proteção de crianças | Autorité de protection de l’enfance | Орган защиты детей',
    justice: 'Justice | العدل | Justicia | Justiça | Justice | Юстиция',
    health: 'Health | الصحة | Sanidad | Saúde | Santé | Здравоохранение',
    education: 'Education | التعليم | Educación | Educação | Éducation | Образование',
    ngo: 'Civil society | المجتمع المدني | Sociedad civil | Sociedade civil | Société civile | Общественная организация',
    international:
      'International organisation | منظمة دولية | Organización internacional | Organização internacional | Organisation internationale | Международная организация',
  }),
  ...list('children_outcome', {
    approve: 'Approving | الموافقة | Aprobar | Aprovar | Approuver | Утвердить',
    conditions:
      'Approving with conditions | الموافقة بشروط | Aprobar con condiciones | Aprovar com condições | Approuver sous conditions | Утвердить с условиями',
    defer: 'Deferring | التأجيل | Aplazar | Adiar | Reporter | Отложить',
    not_approve: 'Not approving | عدم الموافقة | No aprobar | Não aprovar | Ne pas approuver | Не утверждать',
  }),
  ...list('children_siblings_determined', {
    none_known: 'None known | لا إخوة معروفون | Ninguno conocido | Nenhum conhecido | Aucun connu | Неизвестны',
    together: 'They stay together | يبقون معًا | Siguen juntos | Ficam juntos | Ils restent ensemble | Остаются вместе',
    apart: 'They live apart | يعيشون متفرقين | Viven separados | Vivem separados | Ils vivent séparés | Живут врозь',
  }),
  ...list('children_reopened_by', {
    child:
      'The child asks for it | طلب الطفل ذلك | Lo pide el menor | A criança pede | L’enfant le demande | Просит ребёнок',
    guardian:
      'The guardian asks for it | طلب الوصي ذلك | Lo pide el tutor | O tutor pede | Le tuteur le demande | Просит опекун',
    new_fact: 'A new fact | واقعة جديدة | Un hecho nuevo | Um facto novo | Un fait nouveau | Новое обстоятельство',
  }),
  ...list('children_changed', {
    adult: 'The adult | البالغ | El adulto | O adulto | L’adulte | Взрослый',
    household: 'The household | المنزل | El hogar | O agregado familiar | Le foyer | Семья или жильцы',
    place: 'The place | المكان | El lugar | O lugar | Le lieu | Место',
    child_view:
      'The child’s view | رأي الطفل | La opinión del menor | A opinião da criança | L’avis de l’enfant | Мнение ребёнка',
    allegation:
      'A new allegation | ادعاء جديد | Una nueva acusación | Uma nova alegação | Une nouvelle mise en cause | Новое обвинение',
    condition:
      'A condition was missed | لم يُستوفَ شرط | Se incumplió una condición | Uma condição falhou | Une condition non remplie | Условие не выполнено',
  }),
}
