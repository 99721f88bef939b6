import type { FormDefinition } from '@gloact/forms'
import { HEARD_AFTERWARDS, HEARD_UNLESS_URGENT, INFORMED_AND_HEARD } from './heard.ts'
import { ask, choice, day, form, line, list, REASONS, rows, words } from './say.ts'

const WHO = [
  line(
    'carer',
    'Carer or house | مقدم الرعاية أو الدار | Cuidador o centro | Cuidador ou casa | Personne ou foyer d’accueil | Воспитатель или учреждение',
  ),
  line('address', 'Address | العنوان | Dirección | Morada | Adresse | Адрес', false),
  line(
    'agency',
    'Responsible agency | الجهة المسؤولة | Organismo responsable | Entidade responsável | Organisme responsable | Ответственное ведомство',
  ),
  choice(
    'child_view',
    'children_view',
    'What the child says | ما يقوله الطفل | Qué dice el menor | O que diz a criança | Avis de l’enfant | Что говорит ребёнок',
  ),
] as const
const HOUSEHOLD = rows(
  'household',
  'Everyone in the household | كل أفراد المنزل | Todos los del hogar | Todos na casa | Tous les membres du foyer | Все в доме',
  'Member of the household | فرد من المنزل | Miembro del hogar | Pessoa da casa | Membre du foyer | Член семьи',
  0,
  [
    line('name', 'Name | الاسم | Nombre | Nome | Nom | Имя'),
    line('relation', 'Relation | الصلة | Relación | Relação | Lien | Кем приходится', false),
    ask('checked', 'Checked? | هل تم التحقق؟ | ¿Verificado? | Verificado? | Vérifié ? | Проверен?'),
  ],
)

export const CARE_FORMS: Readonly<Record<string, FormDefinition>> = {
  care_placement: form('care_placement', 'Care | الرعاية | Acogida | Acolhimento | Prise en charge | Размещение', [
    choice(
      'type',
      'children_care',
      'Kind of care | نوع الرعاية | Tipo de acogida | Tipo de acolhimento | Type de prise en charge | Вид размещения',
    ),
    ...WHO,
    choice(
      'carer_assessment',
      'children_carer_assessment',
      'Assessment of the carer | تقييم مقدم الرعاية | Evaluación del cuidador | Avaliação do cuidador | Évaluation de la personne qui accueille | Оценка воспитателя',
    ),
    ...HEARD_UNLESS_URGENT,
    HOUSEHOLD,
    choice('siblings', 'children_siblings', 'Siblings | الإخوة والأخوات | Hermanos | Irmãos | Fratrie | Братья и сёстры'),
  ]),
  care_irregular: form(
    'care_irregular',
    'What is the case | الوضع القائم | Situación de hecho | Situação de facto | Situation de fait | Фактическое положение',
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
  care_review: form('care_review', 'Review | مراجعة | Revisión | Revisão | Réexamen | Проверка', [
    choice('result', 'children_care_review', 'Result | النتيجة | Resultado | Resultado | Résultat | Результат'),
    words('reasons', REASONS),
    ...INFORMED_AND_HEARD,
    day(
      'until',
      'Looked at again by | تُراجع مجددًا قبل | Nueva revisión antes del | Nova revisão até | À revoir avant le | Проверить снова до',
    ),
  ]),
  care_visit: form('care_visit', 'Visit | زيارة | Visita | Visita | Visite | Посещение', [
    ask(
      'alone',
      'Alone with the child? | على انفراد مع الطفل؟ | ¿A solas con el menor? | A sós com a criança? | Seul avec l’enfant ? | Наедине с ребёнком?',
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
    ask(
      'police_told',
      'Were police and guardian told? | هل أُبلغت الشرطة والوصي؟ | ¿Se avisó a la policía y al tutor? | A polícia e o tutor foram avisados? | Police et tuteur prévenus ? | Сообщили ли полиции и опекуну?',
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
    'Police and guardian told | إبلاغ الشرطة والوصي | Policía y tutor avisados | Polícia e tutor avisados | Police et tuteur prévenus | Полиции и опекуну сообщено',
    [
      line(
        'police',
        'Whom of the police, and their reference | من أُبلغ في الشرطة ورقم البلاغ | A quién de la policía, y su referencia | A quem na polícia, e a sua referência | Qui à la police, et sa référence | Кому в полиции и номер сообщения',
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
        'Was the child heard alone, by somebody of their choice? | هل استُمع إلى الطفل على انفراد من شخص يختاره؟ | ¿Se escuchó al menor a solas, por alguien de su elección? | A criança foi ouvida a sós, por alguém da sua escolha? | L’enfant a-t-il été entendu seul, par une personne de son choix ? | Выслушал ли ребёнка наедине тот, кого он выбрал?',
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
    'Heard afterwards | الاستماع لاحقًا | Escuchados después | Ouvidos depois | Entendus après coup | Выслушаны после',
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
      ...INFORMED_AND_HEARD,
    ],
  ),
}

/** Care that has to have a carer who was assessed. */
export const BY_ASSESSED_CARERS: readonly string[] = ['kinship', 'foster', 'kafala', 'customary', 'adult_sibling']

export const CARE_LISTS = {
  ...list('children_care', {
    parents: 'Parents | الوالدان | Padres | Pais | Parents | Родители',
    step_parent:
      'Step-parent | زوج أحد الوالدين | Padrastro o madrastra | Padrasto ou madrasta | Beau-parent | Отчим или мачеха',
    victim_parent:
      'With a parent who is a victim | مع والد ضحية | Con progenitor víctima | Com progenitor vítima | Avec un parent victime | С родителем-жертвой',
    customary:
      'Customary carer | مقدم رعاية عرفي | Cuidador habitual | Cuidador habitual | Personne qui s’en occupe d’habitude | Привычный воспитатель',
    adult_sibling:
      'Adult sibling | أخ أو أخت بالغ | Hermano adulto | Irmão adulto | Frère ou sœur majeur | Взрослый брат или сестра',
    kinship: 'Extended family | الأسرة الممتدة | Familia extensa | Família alargada | Famille élargie | Родственники',
    foster:
      'Foster family | أسرة حاضنة | Familia de acogida | Família de acolhimento | Famille d’accueil | Приёмная семья',
    kafala: 'Kafala | كفالة | Kafala | Kafala | Kafala | Кафала',
    small_residential:
      'Small home for children | دار صغيرة للأطفال | Hogar pequeño | Casa pequena para crianças | Petit foyer | Малый детский дом',
    residential:
      'Home for children | دار للأطفال | Centro de menores | Casa para crianças | Foyer d’enfants | Детский дом',
    supported:
      'Supported independent living | معيشة مستقلة مدعومة | Vida independiente con apoyo | Vida autónoma apoiada | Logement autonome accompagné | Самостоятельно с поддержкой',
    hospital: 'Hospital | مستشفى | Hospital | Hospital | Hôpital | Больница',
  }),
  ...list('children_care_irregular', {
    unrelated_adult:
      'With unrelated adults | مع بالغين لا قرابة لهم | Con adultos sin parentesco | Com adultos sem parentesco | Avec des adultes sans lien | С посторонними взрослыми',
    detained: 'Detained | محتجز | Detenido | Detida | Retenu | Под стражей',
    employer:
      'With an employer | لدى صاحب عمل | Con un empleador | Com um empregador | Chez un employeur | У работодателя',
    child_headed:
      'Children on their own | أطفال بمفردهم | Menores solos | Crianças sozinhas | Enfants livrés à eux-mêmes | Дети одни',
    none: 'No care | بلا رعاية | Sin cuidado | Sem cuidado | Aucune prise en charge | Без ухода',
    emergency:
      'One night, in an emergency | ليلة واحدة للطوارئ | Una noche, por urgencia | Uma noite, por urgência | Une nuit, en urgence | Одна ночь, экстренно',
  }),
  ...list('children_view', {
    agrees: 'Agrees | يوافق | De acuerdo | Concorda | D’accord | Согласен',
    unsure: 'Unsure | غير متأكد | Duda | Hesita | Hésite | Сомневается',
    against: 'Against | يرفض | En contra | Contra | Contre | Против',
    too_young: 'Too young to say | صغير جدًا | Demasiado pequeño | Pequena demais | Trop jeune | Слишком мал',
  }),
  ...list('children_carer_assessment', {
    suitable: 'Suitable | مناسب | Adecuado | Adequado | Convient | Подходит',
    with_support:
      'Suitable with support | مناسب مع الدعم | Adecuado con apoyo | Adequado com apoio | Convient avec un soutien | Подходит с поддержкой',
    not_suitable: 'Not suitable | غير مناسب | No adecuado | Não adequado | Ne convient pas | Не подходит',
    not_done: 'Not done | لم يُجرَ | No realizada | Não feita | Non faite | Не проведена',
    licensed:
      'Licensed house | دار مرخصة | Centro autorizado | Casa licenciada | Foyer agréé | Лицензированное учреждение',
  }),
  ...list('children_siblings', {
    none_known: 'None known | لا يُعرف | Ninguno conocido | Nenhum conhecido | Aucun connu | Неизвестны',
    together: 'Together | معًا | Juntos | Juntos | Ensemble | Вместе',
    apart:
      'Apart, by a determination | متفرقون بموجب قرار لجنة | Separados, por decisión | Separados, por decisão | Séparés, par décision | Врозь, по решению комиссии',
  }),
  ...list('children_care_review', {
    ends: 'It ends now | تنتهي الآن | Termina ahora | Termina agora | Prend fin maintenant | Прекращается',
    for_now:
      'For now, with a day to end it | مؤقتًا مع تحديد يوم لإنهائه | De momento, con fecha límite | Por agora, com data limite | Provisoirement, avec une échéance | Пока, до назначенного дня',
  }),
  ...list('children_incident', {
    missing: 'Missing | مفقود | Desaparecido | Desaparecida | Disparu | Пропал',
    violence: 'Violence | عنف | Violencia | Violência | Violence | Насилие',
    exploitation: 'Exploitation | استغلال | Explotación | Exploração | Exploitation | Эксплуатация',
    contact_by_suspect:
      'Contact by a suspect | اتصال من مشتبه به | Contacto de un sospechoso | Contacto de um suspeito | Contact par un suspect | Контакт подозреваемого',
    self_harm: 'Self-harm | إيذاء النفس | Autolesión | Automutilação | Automutilation | Самоповреждение',
    allegation:
      'Allegation against the carer | ادعاء ضد مقدم الرعاية | Acusación contra el cuidador | Acusação contra o cuidador | Mise en cause de la personne qui accueille | Обвинение воспитателя',
    moved:
      'Moved without notice | نُقل دون إشعار | Trasladado sin aviso | Mudada sem aviso | Déplacé sans préavis | Перемещён без уведомления',
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
