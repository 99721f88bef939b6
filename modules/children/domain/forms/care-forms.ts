import type { FormDefinition, SimpleField } from '@gloact/forms'
import { ALLEGED_NAME, ALLEGED_OF } from './alleged.ts'
import { HEARD_AFTERWARDS, HEARD_UNLESS_URGENT, INFORMED_AND_HEARD } from './heard.ts'
import { IN_REGISTER, REGISTERED_CARER } from './registered-carer.ts'
import { ask, choice, count, day, form, line, list, REASONS, rows, words } from './say.ts'

const WHO = [
  line(
    'carer',
    'Carer or house | مقدم الرعاية أو الدار | Cuidador o centro | Cuidador ou casa | Personne ou foyer d’accueil | Воспитатель или учреждение',
  ),
  line('address', 'Address | العنوان | Dirección | Morada | Adresse | Адрес', false),
  line(
    'agency',
    'Responsible agency | الجهة المسؤولة | Organismo responsable | Entidade responsável | Organisme responsable | Ответственная организация',
  ),
  choice(
    'child_view',
    'children_view',
    'What the child says | ما يقوله الطفل | Qué dice el menor | O que diz a criança | Avis de l’enfant | Что говорит ребёнок',
  ),
] as const
/** Of a carer who was assessed: when, and what the assessment saw. */
const ASSESSED = { in: ['carer_assessment', ['suitable', 'with_support']] } as const
const ofAssessed = (field: SimpleField): SimpleField => ({
  ...field,
  required: false,
  showWhen: { in: [ASSESSED.in[0], [...ASSESSED.in[1]]] },
  requiredWhen: { in: [ASSESSED.in[0], [...ASSESSED.in[1]]] },
})
const CARER = [
  day(
    'carer_assessed_on',
    'Carer assessed on | تاريخ تقييم مقدم الرعاية | Cuidador evaluado el | Cuidador avaliado em | Personne évaluée le | Дата оценки воспитателя',
  ),
  ask(
    'carer_identity_seen',
    'Was the carer’s identity seen? | هل تُحقق من هوية مقدم الرعاية؟ | ¿Se vio la identidad del cuidador? | Foi verificada a identidade do cuidador? | L’identité de la personne a-t-elle été vue ? | Установлена ли личность воспитателя?',
  ),
  line(
    'carer_relation_shown',
    'Relation to the child, and how it is shown | الصلة بالطفل وكيف ثبتت | Relación con el menor y cómo se demuestra | Relação com a criança e como se prova | Lien avec l’enfant, et comment il est établi | Кем приходится ребёнку и чем это подтверждено',
  ),
  ask(
    'home_visited',
    'Was the home visited and studied? | هل زير المنزل ودُرس؟ | ¿Se visitó y estudió el hogar? | A casa foi visitada e avaliada? | Le domicile a-t-il été visité et étudié ? | Посетили ли дом и изучили ли его?',
  ),
  ask(
    'other_children',
    'Are there other children there who are not related? | هل يوجد هناك أطفال آخرون لا قرابة لهم؟ | ¿Hay allí otros menores sin parentesco? | Há lá outras crianças sem parentesco? | Y a-t-il là d’autres enfants sans lien de parenté ? | Есть ли там другие дети, не родственники?',
  ),
  ask(
    'work_expected',
    'Is the child expected to work? | هل يُنتظر من الطفل أن يعمل؟ | ¿Se espera que el menor trabaje? | Espera-se que a criança trabalhe? | Attend-on de l’enfant qu’il travaille ? | Ждут ли, что ребёнок будет работать?',
  ),
  ask(
    'debts',
    'Are there debts between the carer and the child or the family? | هل توجد ديون بين مقدم الرعاية والطفل أو أسرته؟ | ¿Hay deudas entre el cuidador y el menor o su familia? | Há dívidas entre o cuidador e a criança ou a família? | Y a-t-il des dettes entre la personne et l’enfant ou sa famille ? | Есть ли долги между воспитателем и ребёнком или семьёй?',
  ),
  ask(
    'suspects_near',
    'Is anyone suspected near the home? | هل يوجد مشتبه به قرب المنزل؟ | ¿Hay algún sospechoso cerca del hogar? | Há alguma pessoa suspeita perto da casa? | Une personne soupçonnée se trouve-t-elle près du domicile ? | Есть ли рядом с домом подозреваемые?',
  ),
  line(
    'willing_for',
    'For how long the carer is willing | المدة التي يقبلها مقدم الرعاية | Por cuánto tiempo acepta el cuidador | Por quanto tempo o cuidador aceita | Pour combien de temps la personne est d’accord | На какой срок согласен воспитатель',
  ),
].map(ofAssessed)
const HOUSEHOLD = rows(
  'household',
  'Everyone in the household | كل أفراد المنزل | Todos los del hogar | Todos os membros do agregado familiar | Tous les membres du foyer | Все в доме',
  'Member of the household | فرد من المنزل | Miembro del hogar | Membro do agregado familiar | Membre du foyer | Член семьи',
  0,
  [
    line('name', 'Name | الاسم | Nombre | Nome | Nom | Имя'),
    { ...count('age', 'Age | العمر | Edad | Idade | Âge | Возраст', false), sensitivity: 'identifying' },
    line('relation', 'Relation | الصلة | Relación | Relação | Lien | Кем приходится', false),
    ask('checked', 'Checked? | هل تم التحقق؟ | ¿Verificado? | Verificado? | Vérifié ? | Проверен?'),
  ],
)

/** Care ends where a child moves on; whether parents are against it names a reason for a panel. Left open, it says neither. */
const LEAVING = ['moved_on', 'child_asked', 'not_safe']
const PARENTS_VIEW: SimpleField = {
  ...choice(
    'parents_view',
    'children_parents_view',
    'What the parents say, if the child leaves the family | رأي الوالدين إذا ترك الطفل أسرته | Qué dicen los padres, si el menor deja a su familia | O que dizem os pais, se a criança deixa a família | Avis des parents, si l’enfant quitte sa famille | Что говорят родители, если ребёнок уходит из семьи',
    false,
  ),
  showWhen: { in: ['reason', LEAVING] },
}

export const CARE_FORMS: Readonly<Record<string, FormDefinition>> = {
  care_placement: form('care_placement', 'Care | الرعاية | Acogida | Acolhimento | Prise en charge | Размещение', [
    choice(
      'type',
      'children_care',
      'Kind of care | نوع الرعاية | Tipo de acogida | Tipo de acolhimento | Type de prise en charge | Вид размещения',
    ),
    ...REGISTERED_CARER,
    ...WHO,
    choice(
      'carer_assessment',
      'children_carer_assessment',
      'Assessment of the carer | تقييم مقدم الرعاية | Evaluación del cuidador | Avaliação do cuidador | Évaluation de la personne qui accueille | Оценка воспитателя',
    ),
    ...CARER,
    ...HEARD_UNLESS_URGENT,
    HOUSEHOLD,
    choice('siblings', 'children_siblings', 'Siblings | الإخوة والأخوات | Hermanos | Irmãos | Fratrie | Братья и сёстры'),
  ]),
  care_irregular: form(
    'care_irregular',
    'Actual situation | الوضع القائم | Situación de hecho | Situação de facto | Situation de fait | Фактическое положение',
    [
      choice(
        'type',
        'children_care_irregular',
        'Where the child is | أين الطفل | Dónde está el menor | Onde está a criança | Où se trouve l’enfant | Где ребёнок',
      ),
      ...WHO,
      words(
        'reason',
        'Reason, and what is done to end it | السبب وما يُفعل لإنهائه | Motivo y qué se hace para ponerle fin | Motivo e o que se faz para acabar com isso | Motif et mesures pour y mettre fin | Причина и что делается, чтобы это прекратить',
      ),
      ...HEARD_UNLESS_URGENT,
      HOUSEHOLD,
    ],
  ),
  care_taken_over: form(
    'care_taken_over',
    'Care as recorded in another system | الرعاية كما في نظام آخر | Acogida según otro sistema | Acolhimento segundo outro sistema | Prise en charge selon un autre système | Уход по данным другой системы',
    [
      choice(
        'type',
        'children_care_all',
        'Kind of care | نوع الرعاية | Tipo de acogida | Tipo de acolhimento | Type de prise en charge | Вид ухода',
      ),
      line(
        'carer',
        'Carer or house | مقدم الرعاية أو الدار | Cuidador o centro | Cuidador ou casa | Personne ou foyer d’accueil | Воспитатель или учреждение',
        false,
      ),
      line(
        'agency',
        'Responsible agency | الجهة المسؤولة | Organismo responsable | Entidade responsável | Organisme responsable | Ответственная организация',
        false,
      ),
      day('from', 'From | من | Desde | Desde | À partir du | С какого дня'),
    ],
  ),
  care_review: form('care_review', 'Review | مراجعة | Revisión | Revisão | Réexamen | Проверка', [
    choice('result', 'children_care_review', 'Result | النتيجة | Resultado | Resultado | Résultat | Результат'),
    words('reasons', REASONS),
    ...INFORMED_AND_HEARD,
    day(
      'until',
      'Review again by | تُراجع مجددًا قبل | Nueva revisión antes del | Nova revisão até | À revoir avant le | Проверить снова до',
    ),
  ]),
  care_visit: form('care_visit', 'Visit | زيارة | Visita | Visita | Visite | Посещение', [
    ask(
      'alone',
      'Alone with the child? | على انفراد مع الطفل؟ | ¿A solas con el menor? | A sós com a criança? | En tête-à-tête avec l’enfant ? | Наедине с ребёнком?',
    ),
    ask(
      'safe',
      'Does the child feel safe? | هل يشعر الطفل بالأمان؟ | ¿Se siente seguro el menor? | A criança sente-se segura? | L’enfant se sent-il en sécurité ? | Чувствует ли себя в безопасности?',
    ),
    words(
      'going',
      'How the child is | حال الطفل | Cómo está el menor | Como está a criança | Comment va l’enfant | Как дела у ребёнка',
    ),
  ]),
  care_incident: form('care_incident', 'Incident | حادثة | Incidente | Incidente | Incident | Происшествие', [
    choice(
      'kind',
      'children_incident',
      'What happened | ما حدث | Qué ocurrió | O que aconteceu | Ce qui s’est passé | Что случилось',
    ),
    ALLEGED_OF,
    ALLEGED_NAME,
    ask(
      'police_told',
      'Were police and guardian told? | هل أُبلغت الشرطة والوصي؟ | ¿Se avisó a la policía y al tutor? | A polícia e o tutor foram informados? | Police et tuteur prévenus ? | Сообщили ли полиции и опекуну?',
    ),
    words('words', 'What is known | المعروف | Lo que se sabe | O que se sabe | Ce que l’on sait | Что известно'),
  ]),
  care_missing: form(
    'care_missing',
    'Child is missing | الطفل مفقود | El menor ha desaparecido | A criança desapareceu | L’enfant a disparu | Ребёнок пропал',
    [
      words(
        'last_seen',
        'When, where and with whom the child was last seen | متى وأين ومع من شوهد الطفل آخر مرة | Cuándo, dónde y con quién se le vio por última vez | Quando, onde e com quem foi vista pela última vez | Quand, où et avec qui l’enfant a été vu pour la dernière fois | Когда, где и с кем ребёнка видели в последний раз',
      ),
      ask(
        'suspects',
        'Is anyone suspected of having taken the child away? | هل يُشتبه في أن أحدًا أخذ الطفل؟ | ¿Se sospecha que alguien se lo llevó? | Suspeita-se de que alguém a levou? | Soupçonne-t-on quelqu’un de l’avoir emmené ? | Есть ли подозрение, что ребёнка кто-то увёл?',
      ),
    ],
  ),
  care_missing_told: form(
    'care_missing_told',
    'Police and guardian told | إبلاغ الشرطة والوصي | Policía y tutor avisados | Polícia e tutor informados | Police et tuteur prévenus | Полиции и опекуну сообщено',
    [
      line(
        'police',
        'Who in the police, and their reference | من أُبلغ في الشرطة ورقم البلاغ | A quién de la policía, y su referencia | A quem na polícia, e a sua referência | Qui à la police, et sa référence | Кому в полиции и номер сообщения',
      ),
      line(
        'guardian',
        'Guardian, or who acts in their place | الوصي أو من ينوب عنه | Tutor, o quien lo sustituye | Tutor, ou quem o substitui | Tuteur, ou qui le remplace | Опекун или тот, кто его замещает',
      ),
    ],
  ),
  care_search: form(
    'care_search',
    'Review of the search | مراجعة البحث | Revisión de la búsqueda | Revisão da procura | Réexamen des recherches | Проверка поиска',
    [
      words(
        'done',
        'What was done, and what is known | ما تم فعله وما هو معروف | Qué se hizo y qué se sabe | O que foi feito e o que se sabe | Ce qui a été fait et ce que l’on sait | Что сделано и что известно',
      ),
      words(
        'next',
        'What is done next, and by whom | ما سيُفعل لاحقًا ومن سيفعله | Qué se hará ahora y quién | O que se faz a seguir e por quem | Ce qui sera fait ensuite, et par qui | Что делается дальше и кем',
      ),
    ],
  ),
  care_found: form(
    'care_found',
    'Child is found | عُثر على الطفل | El menor ha aparecido | A criança foi encontrada | L’enfant est retrouvé | Ребёнок найден',
    [
      ask(
        'alone',
        'Was the child heard alone, by someone of their choice? | هل استُمع إلى الطفل على انفراد من شخص يختاره؟ | ¿Se escuchó al menor a solas, por alguien de su elección? | A criança foi ouvida a sós, por alguém da sua escolha? | L’enfant a-t-il été entendu seul, par une personne de son choix ? | Выслушал ли ребёнка наедине тот, кого он выбрал?',
      ),
      words(
        'child_words',
        'Why the child was away, in the child’s words | سبب غياب الطفل بكلماته | Por qué se fue, con sus palabras | Porque esteve ausente, nas suas palavras | Pourquoi l’enfant est parti, avec ses mots | Почему ребёнок ушёл, его словами',
        false,
      ),
      ask(
        'safe_to_return',
        'Is it safe for the child to live there again? | هل من الآمن أن يعود الطفل للعيش هناك؟ | ¿Es seguro que vuelva a vivir allí? | É seguro que volte a viver lá? | L’enfant peut-il y revivre en sécurité ? | Безопасно ли ребёнку снова жить там?',
      ),
    ],
  ),
  care_heard: form(
    'care_heard',
    'Heard afterwards | الاستماع لاحقًا | Escuchados después | Criança e tutor ouvidos depois | Entendus après coup | Выслушаны после',
    [
      ...HEARD_AFTERWARDS,
      words(
        'words',
        'What child and guardian say, and what follows from it | ما يقوله الطفل والوصي وما يترتب عليه | Qué dicen el menor y el tutor, y qué se hará | O que dizem a criança e o tutor, e o que se fará | Ce que disent l’enfant et le tuteur, et ce qui en découle | Что говорят ребёнок и опекун и что из этого следует',
      ),
    ],
  ),
  care_end: form(
    'care_end',
    'End of this care | انتهاء هذه الرعاية | Fin de esta acogida | Fim deste acolhimento | Fin de cette prise en charge | Прекращение размещения',
    [
      choice('reason', 'children_care_end', 'Why | السبب | Por qué | Porquê | Pourquoi | Почему'),
      choice(
        'child_view',
        'children_view',
        'What the child says | ما يقوله الطفل | Qué dice el menor | O que diz a criança | Avis de l’enfant | Что говорит ребёнок',
      ),
      PARENTS_VIEW,
      ...INFORMED_AND_HEARD,
    ],
  ),
}

/** Care that has to have a carer who was assessed. */
export const BY_ASSESSED_CARERS: readonly string[] = ['kinship', 'foster', 'kafala', 'customary', 'adult_sibling']

/** Care by parents or kin: from it a child is removed. */
export const FAMILY_CARE: readonly string[] = [
  'parents',
  'step_parent',
  'victim_parent',
  'customary',
  'adult_sibling',
  'kinship',
]

const REGULAR = {
  parents: 'Parents | الوالدان | Padres | Pais | Parents | Родители',
  step_parent:
    'Step-parent | زوج أحد الوالدين | Padrastro o madrastra | Padrasto ou madrasta | Beau-parent | Отчим или мачеха',
  victim_parent:
    'With a parent who is a victim | مع والد ضحية | Con progenitor víctima | Com progenitor vítima | Avec un parent victime | С родителем-жертвой',
  customary:
    'Customary carer | مقدم رعاية عرفي | Cuidador segundo o costume | Cuidador habitual | Personne qui s’en occupe d’habitude | Привычный воспитатель',
  adult_sibling:
    'Adult sibling | أخ أو أخت بالغ | Hermano adulto | Irmão adulto | Frère ou sœur majeur | Взрослый брат или сестра',
  kinship: 'Extended family | الأسرة الممتدة | Familia extensa | Família alargada | Famille élargie | Родственники',
  foster:
    'Foster family | أسرة حاضنة | Familia de acogida | Família de acolhimento | Famille d’accueil | Приёмная семья',
  kafala: 'Kafala | كفالة | Kafala | Kafala | Kafala | Кафала',
  small_residential:
    'Small home for children | دار صغيرة للأطفال | Hogar pequeño | Lar de pequena dimensão para crianças | Petit foyer | Малый детский дом',
  residential: 'Home for children | دار للأطفال | Centro de menores | Lar para crianças | Foyer d’enfants | Детский дом',
  supported:
    'Supported independent living | معيشة مستقلة مدعومة | Vida independiente con apoyo | Vida autónoma apoiada | Logement autonome accompagné | Самостоятельно с поддержкой',
  independent:
    'Independent living | معيشة مستقلة | Vida independiente | Vida autónoma | Logement autonome | Самостоятельное проживание',
  hospital: 'Hospital | مستشفى | Hospital | Hospital | Hôpital | Больница',
  other: 'Other | غير ذلك | Otra | Outra | Autre | Другое',
} as const
/** What carers of the register are called, in the words of the care they give. */
export const CARERS_OF = Object.fromEntries(IN_REGISTER.map((kind) => [kind, REGULAR[kind]]))
/** What nobody may choose, and is recorded as what it is. */
const IRREGULAR = {
  unrelated_adult:
    'With unrelated adults | مع بالغين لا قرابة لهم | Con adultos sin parentesco | Com adultos sem parentesco | Avec des adultes sans lien de parenté | С посторонними взрослыми',
  detained: 'Detained | محتجز | Detenido | Detida | En rétention | Под стражей',
  employer:
    'With an employer | لدى صاحب عمل | Con un empleador | Com um empregador | Chez un employeur | У работодателя',
  child_headed:
    'Children on their own | أطفال بمفردهم | Menores solos | Crianças sozinhas | Enfants livrés à eux-mêmes | Дети одни',
  none: 'No care | بلا رعاية | Sin acogida | Sem cuidados | Aucune prise en charge | Без ухода',
  emergency:
    'One night, in an emergency | ليلة واحدة للطوارئ | Una noche, por urgencia | Uma noite, por urgência | Une nuit, en urgence | Одна ночь, экстренно',
} as const

export const CARE_LISTS = {
  ...list('children_care', REGULAR),
  ...list('children_care_irregular', IRREGULAR),
  ...list('children_care_all', { ...REGULAR, ...IRREGULAR }),
  ...list('children_view', {
    agrees: 'Agrees | يوافق | De acuerdo | Concorda | D’accord | Согласен',
    unsure: 'Unsure | غير متأكد | Duda | Hesita | Hésite | Сомневается',
    against: 'Against | يرفض | En contra | Contra | Contre | Против',
    too_young:
      'Too young to say | أصغر من أن يُبدي رأيًا | Demasiado pequeño | Demasiado nova para se pronunciar | Trop jeune | Слишком мал',
  }),
  ...list('children_parents_view', {
    agree: 'Agree | يوافقان | De acuerdo | Concordam | D’accord | Согласны',
    unsure: 'Unsure | غير متأكدين | Dudan | Hesitam | Hésitent | Сомневаются',
    against:
      'One or both are against | أحدهما أو كلاهما يرفض | Uno o ambos en contra | Um ou ambos contra | L’un ou les deux sont contre | Один или оба против',
    not_reached:
      'Not found or could not be reached | لم يُعثر عليهما أو تعذر الوصول إليهما | No localizados | Não encontrados ou contactados | Introuvables ou injoignables | Не найдены или недоступны',
    unsafe:
      'Not asked: it would not be safe | لم يُسألا: لن يكون ذلك آمنًا | No se les preguntó: no sería seguro | Não perguntado: não seria seguro | Non interrogés : ce ne serait pas sûr | Не спрашивали: это небезопасно',
    no_parents: 'There are no parents | لا والدين له | No tiene padres | Não tem pais | Pas de parents | Родителей нет',
  }),
  ...list('children_carer_assessment', {
    suitable: 'Suitable | مناسب | Adecuado | Adequado | Convient | Подходит',
    with_support:
      'Suitable with support | مناسب مع الدعم | Adecuado con apoyo | Adequado com apoio | Convient avec un soutien | Подходит с поддержкой',
    not_suitable: 'Not suitable | غير مناسب | No adecuado | Não adequado | Ne convient pas | Не подходит',
    not_done: 'Not done | لم يُجرَ | No realizada | Não feita | Non faite | Не проведена',
    licensed:
      'Licensed house | دار مرخصة | Centro autorizado | Lar licenciado | Foyer agréé | Лицензированное учреждение',
  }),
  ...list('children_siblings', {
    none_known: 'None known | لا إخوة معروفون | Ninguno conocido | Nenhum conhecido | Aucun connu | Неизвестны',
    together: 'Together | معًا | Juntos | Juntos | Ensemble | Вместе',
    apart:
      'Apart, by a determination | متفرقون بموجب قرار لجنة | Separados, por decisión | Separados, por determinação | Séparés, par décision | Врозь, по решению комиссии',
  }),
  ...list('children_care_review', {
    ends: 'It ends now | تنتهي الآن | Termina ahora | Termina agora | Prend fin maintenant | Прекращается',
    for_now:
      'For now, with a day to end it | مؤقتًا مع تحديد يوم لإنهائه | Provisional, con fecha límite | Por agora, com data limite | Provisoirement, avec une échéance | Пока, до назначенного дня',
  }),
  ...list('children_incident', {
    missing: 'Missing | مفقود | Desaparecido | Desaparecida | Disparu | Пропал',
    violence: 'Violence | عنف | Violencia | Violência | Violence | Насилие',
    exploitation: 'Exploitation | استغلال | Explotación | Exploração | Exploitation | Эксплуатация',
    contact_by_suspect:
      'Contact by a suspect | اتصال من مشتبه به | Contacto de un sospechoso | Contacto de uma pessoa suspeita | Contact par un suspect | Контакт подозреваемого',
    self_harm: 'Self-harm | إيذاء النفس | Autolesión | Autoagressão | Automutilation | Самоповреждение',
    allegation:
      'Allegation against the carer | ادعاء ضد مقدم الرعاية | Acusación contra el cuidador | Alegação contra o cuidador | Mise en cause de la personne qui accueille | Обвинение воспитателя',
    moved:
      'Moved without notice | نُقل دون إشعار | Trasladado sin aviso | Mudada sem aviso | Déplacé sans préavis | Перемещён без уведомления',
    detention: 'Detention | احتجاز | Detención | Detenção | Rétention | Задержание',
    found: 'Found again | عُثر عليه | Reaparecido | Encontrada | Retrouvé | Найден',
  }),
  ...list('children_care_end', {
    moved_on:
      'Moves to other care | ينتقل إلى رعاية أخرى | Pasa a otra acogida | Passa para outro acolhimento | Change de prise en charge | Переходит в другое размещение',
    child_asked:
      'The child asked | طلب الطفل | A petición del menor | A pedido da criança | À la demande de l’enfant | По просьбе ребёнка',
    not_safe: 'Not safe | غير آمن | No es seguro | Não é seguro | Pas sûr | Небезопасно',
    released: 'Released | أُفرج عنه | Liberado | Libertada | Libéré | Освобождён',
    reunified:
      'Reunited with family | اجتمع بأسرته | Reunido con su familia | Reunida com a família | Réuni avec sa famille | Воссоединён с семьёй',
    turned_18: 'Turned 18 | بلغ 18 عامًا | Cumplió 18 años | Fez 18 anos | A eu 18 ans | Исполнилось 18',
    missing: 'Missing | مفقود | Desaparecido | Desaparecida | Disparu | Пропал',
  }),
}
