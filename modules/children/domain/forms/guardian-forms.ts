import type { FormDefinition, SimpleField } from '@gloact/forms'
import { CONFLICT_QUESTIONS } from '../conflict.ts'
import { ALLEGED_NAME, COMPLAINED_OF } from './alleged.ts'
import { CHILD_HEARD, CHILD_INFORMED, HOW_HEARD } from './heard.ts'
import { ask, choice, choices, day, form, line, list, phone, REASONS, rows, say, words } from './say.ts'

/** The questions of the check for a conflict of interest (children note, section 6). */
const CONFLICT: Readonly<Record<(typeof CONFLICT_QUESTIONS)[number], string>> = {
  related:
    'Related to anyone suspected? | قريب لأي مشتبه به؟ | ¿Pariente de algún sospechoso? | Parente de alguma pessoa suspeita? | Parent d’une personne soupçonnée ? | Родственник подозреваемого?',
  lives_with:
    'Lives with anyone suspected? | يسكن مع أي مشتبه به؟ | ¿Vive con algún sospechoso? | Vive com alguma pessoa suspeita? | Vit avec une personne soupçonnée ? | Живёт с подозреваемым?',
  works_for:
    'Works for, is paid by or pays anyone suspected? | يعمل لدى مشتبه به أو يتقاضى منه أو يدفع له؟ | ¿Trabaja para un sospechoso, le paga o cobra de él? | Trabalha para uma pessoa suspeita, paga-lhe ou recebe dele? | Travaille pour une personne soupçonnée, la paie ou en reçoit de l’argent ? | Работает на подозреваемого, платит ему или получает от него деньги?',
  carried:
    'Carried, housed or recruited the child? | نقل الطفل أو آواه أو جنّده؟ | ¿Transportó, alojó o captó al menor? | Transportou, alojou ou recrutou a criança? | A transporté, hébergé ou recruté l’enfant ? | Перевозил, укрывал или вербовал ребёнка?',
  decides_stay:
    'Employed by an authority that decides on the child’s stay? | يعمل لدى جهة تقرر في إقامة الطفل؟ | ¿Empleado de la autoridad que decide sobre la permanencia? | Funcionário da entidade que decide sobre a permanência? | Employé d’une autorité qui décide du séjour ? | Служит в органе, решающем о пребывании ребёнка?',
  carer_employed:
    'Employed by the carer or the house? | يعمل لدى مقدم الرعاية أو الدار؟ | ¿Empleado del cuidador o del centro? | Empregado do cuidador ou da casa? | Employé de la personne ou du foyer qui accueille ? | Работает на воспитателя или в доме, где живёт ребёнок?',
  against:
    'Guardian of a child against whom this child speaks? | وصي على طفل يشهد هذا الطفل ضده؟ | ¿Tutor de un menor contra el que este declara? | Tutor de uma criança contra a qual esta fala? | Tuteur d’un enfant mis en cause par celui-ci ? | Опекун ребёнка, против которого говорит этот?',
  sought:
    'Has sought this child in a tracing request? | بحث عن هذا الطفل في طلب بحث؟ | ¿Ha buscado a este menor en una solicitud? | Procurou esta criança num pedido de procura? | A recherché cet enfant par une demande ? | Разыскивал этого ребёнка?',
  same_household:
    'Guardian of another child in the same household? | وصي على طفل آخر في المنزل نفسه؟ | ¿Tutor de otro menor del mismo hogar? | Tutor de outra criança do mesmo agregado familiar? | Tuteur d’un autre enfant du même foyer ? | Опекун другого ребёнка в том же доме?',
  objected:
    'Does the child object to this person? | هل يعترض الطفل على هذا الشخص؟ | ¿Se opone el menor a esta persona? | A criança opõe-se a esta pessoa? | L’enfant s’oppose-t-il à cette personne ? | Возражает ли ребёнок против этого человека?',
  otherwise:
    'Any other interest that conflicts, or could? | أي مصلحة أخرى تتعارض أو قد تتعارض؟ | ¿Algún otro interés en conflicto, o que pudiera estarlo? | Outro interesse que esteja ou possa vir a estar em conflito? | Un autre intérêt en conflit, ou qui pourrait l’être ? | Есть ли другой интерес, который противоречит или может противоречить?',
}

/** The check for a conflict, and what the child says: of everybody who is to act for a child. */
const CHECKED: readonly SimpleField[] = [
  ...CONFLICT_QUESTIONS.map((id) => ask(id, CONFLICT[id])),
  words(
    'cleared',
    'Why a “yes” or “not known” is not a conflict | لماذا لا يُعد «نعم» أو «غير معروف» تضاربًا | Por qué un «sí» o «no se sabe» no es un conflicto | Porque um «sim» ou «não se sabe» não é conflito | Pourquoi un « oui » ou « inconnu » n’est pas un conflit | Почему «да» или «неизвестно» не является конфликтом',
    false,
  ),
  words(
    'child_view',
    'What the child says about this person | ما يقوله الطفل عن هذا الشخص | Qué dice el menor de esta persona | O que a criança diz desta pessoa | Ce que l’enfant dit de cette personne | Что ребёнок говорит об этом человеке',
  ),
  ask(
    'complaint_explained',
    'Was it explained how to complain? | هل شُرحت طريقة الشكوى؟ | ¿Se explicó cómo quejarse? | Explicou-se como apresentar queixa? | A-t-on expliqué comment se plaindre ? | Объяснено ли, как пожаловаться?',
  ),
]

const APPOINTMENT: readonly SimpleField[] = [
  {
    id: 'guardian',
    type: 'reference',
    register: 'children.guardian',
    required: true,
    sensitivity: 'case',
    label: say('Guardian | الوصي | Tutor | Tutor | Tuteur | Опекун'),
  },
  line(
    'decision',
    'Number and date of the decision | رقم القرار وتاريخه | Número y fecha de la decisión | Número e data da decisão | Numéro et date de la décision | Номер и дата решения',
  ),
  choices('scope', 'children_scope', 'For what | لأي غرض | Para qué | Para quê | Pour quoi | Для чего'),
  ...CHECKED,
]

export const GUARDIAN_FORMS: Readonly<Record<string, FormDefinition>> = {
  guardian_need: form(
    'guardian_need',
    'Guardian needed | الحاجة إلى وصي | Se necesita tutor | Precisa-se de tutor | Tuteur nécessaire | Нужен опекун',
    [
      choice('reason', 'children_guardian_reason', 'Why | السبب | Por qué | Porquê | Pourquoi | Почему'),
      ask(
        'asylum',
        'Has asylum been asked for? | هل طُلب اللجوء؟ | ¿Se ha solicitado asilo? | Foi pedido asilo? | L’asile a-t-il été demandé ? | Подано ли прошение об убежище?',
      ),
      words(
        'wishes',
        'What the child wants from a guardian | ما يتمناه الطفل من الوصي | Qué desea el menor de un tutor | O que a criança deseja de um tutor | Ce que l’enfant souhaite d’un tuteur | Чего ребёнок ждёт от опекуна',
        false,
      ),
      rows(
        'keep_away',
        'People a guardian must not be tied to | أشخاص يجب ألا تربطهم صلة بالوصي | Personas con las que el tutor no debe tener vínculo | Pessoas a quem o tutor não pode estar ligado | Personnes auxquelles le tuteur ne doit pas être lié | Люди, с которыми опекун не должен быть связан',
        'Person | الشخص | Persona | Pessoa | Personne | Человек',
        0,
        [
          line('name', 'Name | الاسم | Nombre | Nome | Nom | Имя'),
          phone('phone', 'Telephone | الهاتف | Teléfono | Telefone | Téléphone | Телефон'),
          line('address', 'Address | العنوان | Dirección | Morada | Adresse | Адрес', false),
          line(
            'paper',
            'Number of a document | رقم وثيقة | Número de un documento | Número de um documento | Numéro d’un document | Номер документа',
            false,
          ),
          choice(
            'role',
            'children_keep_away',
            'In what role | بأي صفة | En qué papel | Em que qualidade | À quel titre | В какой роли',
          ),
        ],
      ),
    ],
  ),
  guardian_appointment: form(
    'guardian_appointment',
    'Appointment | التعيين | Nombramiento | Nomeação | Désignation | Назначение',
    APPOINTMENT,
  ),
  guardian_replacement: form(
    'guardian_replacement',
    'Another guardian | وصي آخر | Otro tutor | Outro tutor | Un autre tuteur | Другой опекун',
    [
      choice(
        'ended_because',
        'children_guardian_end',
        'Why the previous guardian no longer acts | لماذا لم يعد الوصي السابق يعمل | Por qué cesa el tutor anterior | Porque cessa o tutor anterior | Pourquoi le tuteur précédent n’agit plus | Почему прежний опекун больше не действует',
      ),
      CHILD_INFORMED,
      CHILD_HEARD,
      ...HOW_HEARD,
      ...APPOINTMENT,
    ],
  ),
  guardian_cover: form(
    'guardian_cover',
    'Cover for some time | إنابة مؤقتة | Sustitución temporal | Substituição temporária | Remplacement temporaire | Временное замещение',
    [
      ...APPOINTMENT,
      words(
        'why',
        'Why the guardian is away | سبب غياب الوصي | Por qué está ausente el tutor | Porque está ausente o tutor | Pourquoi le tuteur est absent | Почему опекун отсутствует',
      ),
      day(
        'until',
        'The guardian is back on | يعود الوصي في | El tutor vuelve el | O tutor regressa em | Le tuteur revient le | Опекун вернётся',
      ),
    ],
  ),
  guardian_stand_in: form(
    'guardian_stand_in',
    'Child protection stands in | حماية الطفل تنوب مؤقتًا | Actúa protección de la infancia | Representação interina pela proteção de crianças | La protection de l’enfance assure l’intérim | Временно представляет служба защиты детей',
    [
      line(
        'stand_in',
        'Who acts for the child | من يتصرف نيابة عن الطفل | Quién actúa por el menor | Quem representa a criança | Qui agit pour l’enfant | Кто действует за ребёнка',
      ),
      line('employer', 'Employer | جهة العمل | Empleador | Empregador | Employeur | Работодатель'),
      phone('phone', 'Telephone | الهاتف | Teléfono | Telefone | Téléphone | Телефон'),
      words(
        'why',
        'Why it cannot wait for a guardian from the register | لماذا لا يمكن انتظار وصي من السجل | Por qué no puede esperar a un tutor del registro | Porque não pode esperar por um tutor do registo | Pourquoi cela ne peut attendre un tuteur du registre | Почему нельзя ждать опекуна из реестра',
      ),
      ...CHECKED,
    ],
  ),
  guardian_refused: form(
    'guardian_refused',
    'Not confirmed | لم يُؤكد | No confirmado | Não confirmado | Non confirmé | Не подтверждено',
    [words('reasons', REASONS)],
  ),
  guardian_tie: form(
    'guardian_tie',
    'A possible tie to another child’s file | صلة محتملة بملف طفل آخر | Posible vínculo con el expediente de otro menor | Possível ligação ao processo de outra criança | Lien possible avec le dossier d’un autre enfant | Возможная связь с делом другого ребёнка',
    [
      {
        id: 'guardian',
        type: 'reference',
        register: 'children.guardian',
        required: true,
        sensitivity: 'case',
        label: say('Guardian | الوصي | Tutor | Tutor | Tuteur | Опекун'),
      },
      choice('result', 'children_tie', 'Finding | النتيجة | Conclusão | Resultado | Constat | Вывод'),
      words(
        'reasons',
        'Who you asked, and what it rests on | من سألتم وعلى ماذا يستند ذلك | A quién preguntó y en qué se basa | A quem perguntou e em que se baseia | Qui vous avez interrogé, et sur quoi cela repose | Кого вы спросили и на чём это основано',
      ),
    ],
  ),
  guardian_visit: form('guardian_visit', 'Visit | زيارة | Visita | Visita | Visite | Посещение', [
    choice('place', 'children_visit_place', 'Where | أين | Dónde | Onde | Où | Где'),
    ask(
      'alone',
      'Alone with the child? | على انفراد مع الطفل؟ | ¿A solas con el menor? | A sós com a criança? | En tête-à-tête avec l’enfant ? | Наедине с ребёнком?',
    ),
    words(
      'going',
      'How the child is | حال الطفل | Cómo está el menor | Como está a criança | Comment va l’enfant | Как дела у ребёнка',
    ),
    choices(
      'concerns',
      'children_concern',
      'Concerns | المخاوف | Preocupaciones | Preocupações | Inquiétudes | Опасения',
      false,
    ),
  ]),
  guardian_complaint: form(
    'guardian_complaint',
    'Complaint by the child | شكوى الطفل | Queja del menor | Queixa da criança | Plainte de l’enfant | Жалоба ребёнка',
    [
      choice(
        'how',
        'children_complaint_how',
        'How it was made | كيف قُدمت | Cómo se presentó | Como foi feita | Comment elle a été faite | Как подана',
      ),
      ask(
        'safety',
        'Is the child’s safety at risk? | هل سلامة الطفل في خطر؟ | ¿Está en riesgo su seguridad? | Está em risco a sua segurança? | Sa sécurité est-elle en jeu ? | Под угрозой ли безопасность?',
      ),
      COMPLAINED_OF,
      ALLEGED_NAME,
      choices(
        'pictures',
        'children_complaint_picture',
        'Pictures that the child chose | الصور التي اختارها الطفل | Imágenes que eligió el menor | Imagens que a criança escolheu | Images que l’enfant a choisies | Картинки, которые выбрал ребёнок',
        false,
      ),
      words(
        'said',
        'In the child’s words | بكلمات الطفل | Con palabras del menor | Nas palavras da criança | Avec les mots de l’enfant | Словами ребёнка',
        false,
      ),
    ],
  ),
  guardian_answer: form(
    'guardian_answer',
    'Answer to the complaint | الرد على الشكوى | Respuesta a la queja | Resposta à queixa | Réponse à la plainte | Ответ на жалобу',
    [
      choice('outcome', 'children_complaint_outcome', 'Outcome | النتيجة | Resultado | Resultado | Issue | Итог'),
      ask(
        'of_guardian',
        'Was it about the guardian? | هل كانت تتعلق بالوصي؟ | ¿Se refería al tutor? | Era sobre o tutor? | Concernait-elle le tuteur ? | Касалась ли она опекуна?',
      ),
      ask(
        'told',
        'Was the child told? | هل أُبلغ الطفل؟ | ¿Se informó al menor? | A criança foi informada? | L’enfant a-t-il été informé ? | Сообщили ли ребёнку?',
      ),
      words(
        'words',
        'In which words | بأي كلمات | Con qué palabras | Com que palavras | En quels termes | Какими словами',
      ),
    ],
  ),
  guardian_end: form(
    'guardian_end',
    'End of the appointment | انتهاء التعيين | Fin del nombramiento | Fim da nomeação | Fin de la désignation | Прекращение опеки',
    [
      choice('reason', 'children_guardian_end', 'Why | السبب | Por qué | Porquê | Pourquoi | Почему'),
      words(
        'words',
        'What happened | ما حدث | Qué ocurrió | O que aconteceu | Ce qui s’est passé | Что произошло',
        false,
      ),
      CHILD_INFORMED,
      CHILD_HEARD,
      ...HOW_HEARD,
    ],
  ),
  guardian_close: form(
    'guardian_close',
    'No guardian needed any more | لم تعد هناك حاجة إلى وصي | Ya no se necesita tutor | Já não é preciso tutor | Plus besoin de tuteur | Опекун больше не нужен',
    [choice('reason', 'children_guardian_close', 'Why | السبب | Por qué | Porquê | Pourquoi | Почему')],
  ),
}

export const GUARDIAN_LISTS = {
  ...list('children_guardian_reason', {
    unaccompanied:
      'Nobody with them | لا أحد معه | Sin acompañar | Ninguém a acompanha | Non accompagné | Без сопровождения',
    adult_unchecked:
      'The accompanying adult is not checked | البالغ المرافق لم يُتحقق منه | El adulto que lo acompaña no está verificado | O adulto que a acompanha não foi verificado | L’adulte présent n’est pas vérifié | Взрослый рядом не проверен',
    parent_implicated:
      'A parent is implicated | أحد الوالدين متورط | Un progenitor está implicado | Um dos pais está envolvido | Un parent est impliqué | Родитель причастен',
    guardian_ended:
      'The previous guardian has left | انتهت مهمة الوصي السابق | El tutor anterior cesó | O tutor anterior saiu | Le tuteur précédent est parti | Прежний опекун ушёл',
  }),
  ...list('children_keep_away', {
    suspect: 'Suspected | مشتبه به | Sospechoso | Suspeito | Personne soupçonnée | Подозреваемый',
    carrier:
      'Carried or housed the child | نقل الطفل أو آواه | Transportó o alojó al menor | Transportou ou alojou a criança | A transporté ou hébergé l’enfant | Перевозил или укрывал',
    seeker:
      'Asks for the child | يسأل عن الطفل | Pregunta por el menor | Procura a criança | Recherche l’enfant | Разыскивает ребёнка',
    carer: 'Carer | مقدم رعاية | Cuidador | Cuidador | Personne qui accueille | Воспитатель',
  }),
  ...list('children_tie', {
    no_tie:
      'Another person: no tie | شخص آخر: لا صلة | Otra persona: sin vínculo | Outra pessoa: sem ligação | Une autre personne : aucun lien | Другой человек: связи нет',
    tie: 'The same person, or tied to them | الشخص نفسه أو على صلة به | La misma persona, o vinculada | A mesma pessoa, ou ligada | La même personne, ou liée à elle | Тот же человек или связан с ним',
  }),
  ...list('children_scope', {
    all: 'Everything | كل شيء | Todo | Tudo | Tout | Всё',
    care: 'Care | الرعاية | Acolhimento | Cuidado | Prise en charge | Уход',
    health: 'Health | الصحة | Salud | Saúde | Santé | Здоровье',
    education: 'School | التعليم | Educación | Educação | Scolarité | Учёба',
    documents: 'Papers | الوثائق | Documentos | Documentos | Papiers | Документы',
    asylum: 'Asylum | اللجوء | Asilo | Asilo | Asile | Убежище',
    criminal:
      'Criminal proceedings | الإجراءات الجنائية | Proceso penal | Processo penal | Procédure pénale | Уголовное дело',
    age: 'Age | العمر | Edad | Idade | Âge | Возраст',
    return: 'Return | العودة | Retorno | Regresso | Retour | Возвращение',
  }),
  ...list('children_visit_place', {
    home: 'Where the child lives | مكان إقامة الطفل | Donde vive el menor | Onde a criança vive | Là où vit l’enfant | Где живёт ребёнок',
    school: 'School | المدرسة | Escuela | Escola | École | Школа',
    office: 'Office | المكتب | Oficina | Gabinete | Bureau | Кабинет',
    hospital: 'Hospital | المستشفى | Hospital | Hospital | Hôpital | Больница',
    detention: 'Detention | مكان الاحتجاز | Detención | Detenção | Rétention | Место задержания',
    online:
      'By telephone or video | بالهاتف أو الفيديو | Por teléfono o vídeo | Por telefone ou vídeo | Par téléphone ou vidéo | По телефону или видео',
  }),
  ...list('children_concern', {
    safety: 'Safety | السلامة | Seguridad | Segurança | Sécurité | Безопасность',
    care: 'Care | الرعاية | Acolhimento | Cuidado | Prise en charge | Уход',
    health: 'Health | الصحة | Salud | Saúde | Santé | Здоровье',
    school: 'School | المدرسة | Escuela | Escola | École | Школа',
    suspects_near:
      'Suspects near | مشتبه بهم في الجوار | Sospechosos cerca | Suspeitos por perto | Suspects à proximité | Подозреваемые рядом',
  }),
  ...list('children_complaint_how', {
    words: 'In words | بالكلام | Con palabras | Por palavras | Par des mots | Словами',
    picture: 'With a picture | برسم | Con un dibujo | Com um desenho | Par un dessin | Рисунком',
    voice: 'By voice message | برسالة صوتية | Mensaje de voz | Mensagem de voz | Message vocal | Голосом',
    adult:
      'Through another adult | عبر بالغ آخر | Por otro adulto | Através de outro adulto | Par un autre adulte | Через другого взрослого',
  }),
  ...list('children_complaint_picture', {
    nobody_comes:
      'Nobody comes to see me | لا أحد يزورني | Nadie viene a verme | Ninguém me vem ver | Personne ne vient me voir | Ко мне никто не приходит',
    not_listened:
      'Nobody listens to me | لا أحد يسمعني | Nadie me escucha | Ninguém me ouve | Personne ne m’écoute | Меня никто не слушает',
    afraid: 'I am afraid | أنا خائف | Tengo miedo | Tenho medo | J’ai peur | Мне страшно',
    hurts:
      'Somebody hurts me | هناك من يؤذيني | Alguien me hace daño | Alguém me magoa | Quelqu’un me fait mal | Меня кто-то обижает',
    things_taken:
      'My things were taken | أُخذت أشيائي | Me quitaron mis cosas | Tiraram-me as minhas coisas | On a pris mes affaires | У меня забрали вещи',
    somebody_else:
      'I want someone else | أريد شخصًا آخر | Quiero a otra persona | Quero outra pessoa | Je veux quelqu’un d’autre | Я хочу другого человека',
  }),
  ...list('children_complaint_outcome', {
    upheld: 'Upheld | مقبولة | Estimada | Procedente | Fondée | Обоснована',
    upheld_safety:
      'Upheld, safety at risk | مقبولة والسلامة في خطر | Estimada, seguridad en riesgo | Procedente, segurança em risco | Fondée, sécurité en jeu | Обоснована, угроза безопасности',
    not_upheld: 'Not upheld | غير مقبولة | Desestimada | Improcedente | Non fondée | Не подтвердилась',
  }),
  ...list('children_guardian_end', {
    child_asked:
      'The child asked | طلب الطفل | A petición del menor | A pedido da criança | À la demande de l’enfant | По просьбе ребёнка',
    conflict:
      'Conflict of interest | تضارب مصالح | Conflicto de intereses | Conflito de interesses | Conflit d’intérêts | Конфликт интересов',
    misconduct: 'Misconduct | سوء سلوك | Mala conducta | Má conduta | Faute | Проступок',
    limit:
      'Too many children | عدد الأطفال كبير | Demasiados menores | Demasiadas crianças | Trop d’enfants | Слишком много детей',
    left_service:
      'Left the service | ترك الخدمة | Dejó el servicio | Deixou o serviço | A quitté le service | Ушёл со службы',
    replaced:
      'Another guardian takes over | يتولى وصي آخر | Otro tutor asume | Outro tutor assume | Un autre tuteur prend le relais | Сменён другим опекуном',
  }),
  ...list('children_guardian_close', {
    turned_18: 'Turned 18 | بلغ 18 عامًا | Cumplió 18 años | Fez 18 anos | A eu 18 ans | Исполнилось 18',
    reunified:
      'Reunited with family | اجتمع بأسرته | Reunido con su familia | Reunida com a família | Réuni avec sa famille | Воссоединён с семьёй',
    left_country: 'Left the country | غادر البلد | Salió del país | Saiu do país | A quitté le pays | Покинул страну',
    found_adult:
      'Found to be an adult | تبيّن أنه بالغ | Resultó ser adulto | Verificou-se que é adulto | Reconnu majeur | Признан взрослым',
    died: 'Died | توفي | Falleció | Faleceu | Décédé | Умер',
  }),
}
