import { defineForm, type Field, type FormDefinition } from '@gloact/forms'
import { CHILD_BANDS } from './lists.ts'
import { choice, choices, day, language, lines, words, yesNo, type Said } from '../words.ts'

/*
 * What a referral to another country says. What is asked before anything goes stays at home; each of the three steps has its part, and
 * none but the last has a place for who the person is: that comes from the file, and is in no form.
 */

const NO_NAMES: Said = [
  'Nothing from which the person can be recognised: no name, date of birth, address or file number.',
  'لا شيء يُعرف منه الشخص: لا اسم ولا تاريخ ميلاد ولا عنوان ولا رقم ملف.',
  'Nada que permita identificar a la persona: ni nombre, ni fecha de nacimiento, ni dirección, ni número de expediente.',
  'Nada que permita identificar a pessoa: nem nome, nem data de nascimento, nem morada, nem número de processo.',
  'Rien qui permette de reconnaître la personne : ni nom, ni date de naissance, ni adresse, ni numéro de dossier.',
  'Ничего, по чему можно узнать человека: ни имени, ни даты рождения, ни адреса, ни номера дела.',
]
const NOTE: Said = ['Note', 'ملاحظة', 'Nota', 'Nota', 'Remarque', 'Примечание']

/** What is asked first: whether there is room. Codes and a day. */
const queryFields = (required: boolean): Field[] => {
  const must = required ? ({ required: true } as const) : {}
  return [
    choice('age_band', 'cooperation_age_band', ['Age', 'العمر', 'Edad', 'Idade', 'Âge', 'Возраст'], must),
    choice('sex', 'cooperation_victim_sex', ['Sex', 'الجنس', 'Sexo', 'Sexo', 'Sexe', 'Пол'], must),
    choices(
      'needs',
      'cooperation_need',
      ['Help needed', 'المساعدة المطلوبة', 'Ayuda necesaria', 'Apoio necessário', 'Aide nécessaire', 'Нужная помощь'],
      must,
    ),
    language('language', ['Language', 'اللغة', 'Idioma', 'Língua', 'Langue', 'Язык'], must),
    choice(
      'urgency',
      'cooperation_victim_urgency',
      ['Urgency', 'الاستعجال', 'Urgencia', 'Urgência', 'Urgence', 'Срочность'],
      must,
    ),
    day(
      'needed_from',
      ['Needed from', 'مطلوب اعتبارًا من', 'Necesaria desde', 'Necessário a partir de', 'À partir du', 'Нужно с'],
      must,
    ),
  ]
}

const RISKS: Said = [
  'Risks to know of',
  'مخاطر يجب معرفتها',
  'Riesgos que conviene conocer',
  'Riscos a conhecer',
  'Risques à connaître',
  'Риски',
]
const NEEDS_WORDS: Said = [
  'Needs and risks, in words',
  'الاحتياجات والمخاطر بالكلمات',
  'Necesidades y riesgos, en palabras',
  'Necessidades e riscos, por palavras',
  'Besoins et risques, en clair',
  'Потребности и риски словами',
]
const EXPECTED: Said = [
  'Arrival expected on',
  'الوصول متوقع في',
  'Llegada prevista el',
  'Chegada prevista em',
  'Arrivée prévue le',
  'Ожидаемый день прибытия',
]
const TRAVEL: Said = [
  'How they travel, and who meets them',
  'كيف يسافر ومن يستقبله',
  'Cómo viaja y quién le recibe',
  'Como viaja e quem a recebe',
  'Mode de voyage et accueil',
  'Как едет и кто встречает',
]

const offerFields = (required: boolean): Field[] => {
  const must = required ? ({ required: true } as const) : {}
  return [
    choices('risks', 'cooperation_risk', RISKS, must),
    lines('needs_words', NEEDS_WORDS, { ...must, maxLength: 4000, help: NO_NAMES }),
  ]
}
const handoverFields = (required: boolean): Field[] => {
  const must = required ? ({ required: true } as const) : {}
  return [day('expected_on', EXPECTED, must), lines('travel', TRAVEL, { ...must, maxLength: 2000 })]
}

const form = (id: string, title: Said, fields: Field[]): Readonly<Record<string, FormDefinition>> => ({
  [id]: defineForm({ id, version: '1', title: words(title), sections: [{ id, title: words(title), fields }] }),
})

const QUERY: Said = [
  'Question about room',
  'سؤال عن توفر مكان',
  'Consulta de plazas',
  'Consulta de vagas',
  'Demande de place',
  'Запрос о наличии места',
]
const OFFER: Said = ['Offer', 'العرض', 'Ofrecimiento', 'Proposta', 'Proposition', 'Предложение']
const HANDOVER: Said = ['Hand-over', 'التسليم', 'Entrega', 'Entrega', 'Transmission', 'Передача']

export const preparationForm: FormDefinition = defineForm({
  id: 'preparation',
  version: '1',
  title: words([
    'Referral to another country',
    'إحالة إلى بلد آخر',
    'Derivación a otro país',
    'Encaminhamento para outro país',
    'Orientation vers un autre pays',
    'Направление в другую страну',
  ]),
  sections: [
    {
      id: 'check',
      title: words([
        'Before any contact',
        'قبل أي اتصال',
        'Antes de cualquier contacto',
        'Antes de qualquer contacto',
        'Avant tout contact',
        'До любого обращения',
      ]),
      fields: [
        yesNo(
          'agreed_to_ask',
          [
            'Does the person want this country to be asked?',
            'هل يريد الشخص أن يُسأل هذا البلد؟',
            '¿Quiere la persona que se pregunte a este país?',
            'A pessoa quer que se pergunte a este país?',
            'La personne veut-elle qu’on interroge ce pays ?',
            'Хочет ли человек, чтобы обратились к этой стране?',
          ],
          {
            help: [
              'What they agree to here is the question. Who they are is handed over only with recorded consent for this recipient.',
              'الموافقة هنا على السؤال فقط. لا تُسلَّم الهوية إلا بموافقة مسجلة لهذه الجهة.',
              'Aquí se acepta solo la consulta. La identidad se entrega únicamente con consentimiento registrado para este destinatario.',
              'Aqui a pessoa só aceita a consulta. A identidade só é entregue com consentimento registado para este destinatário.',
              'L’accord porte ici sur la question. L’identité n’est transmise qu’avec un consentement enregistré pour ce destinataire.',
              'Здесь согласие только на вопрос. Личность передаётся лишь с записанным согласием для этого получателя.',
            ],
          },
        ),
        yesNo(
          'home_state',
          [
            'Is it a country of their nationality or former residence?',
            'هل هو بلد جنسيته أو إقامته السابقة؟',
            '¿Es un país de su nacionalidad o antigua residencia?',
            'É um país da sua nacionalidade ou antiga residência?',
            'Est-ce un pays de sa nationalité ou ancienne résidence ?',
            'Это страна его гражданства или прежнего проживания?',
          ],
          {
            help: [
              'Not known counts as yes.',
              'غير المعروف يُعد نعم.',
              'No saberlo cuenta como sí.',
              '«Não se sabe» conta como sim.',
              'Ne pas savoir compte comme oui.',
              'Неизвестно считается «да».',
            ],
          },
        ),
        yesNo('seeks_protection', [
          'Have they asked, or do they want to ask, for asylum or other protection?',
          'هل طلب اللجوء أو حماية أخرى أو يريد ذلك؟',
          '¿Ha pedido o quiere pedir asilo u otra protección?',
          'Pediu ou quer pedir asilo ou outra proteção?',
          'A-t-elle demandé, ou veut-elle demander, l’asile ou une autre protection ?',
          'Просил ли человек убежища или иной защиты, хочет ли просить?',
        ]),
        yesNo('fears_return', [
          'Do they fear harm there, from the State or from others?',
          'هل يخشى الأذى هناك من الدولة أو من غيرها؟',
          '¿Teme daños allí, del Estado o de otros?',
          'Receia sofrer danos lá, do Estado ou de outros?',
          'Craint-elle d’y subir un préjudice, de l’État ou d’autres ?',
          'Боится ли вреда там от государства или других?',
        ]),
        day('checked_on', ['Asked on', 'سُئل في', 'Se preguntó el', 'Perguntado em', 'Question posée le', 'Спрошено']),
      ],
    },
    { id: 'query', title: words(QUERY), fields: queryFields(false) },
    { id: 'offer', title: words(OFFER), fields: offerFields(false) },
    {
      id: 'handover',
      title: words(HANDOVER),
      fields: [
        ...handoverFields(false),
        yesNo(
          'child_heard',
          [
            'A child: do they want it themselves?',
            'إذا كان طفلًا: هل يريد ذلك بنفسه؟',
            'Si es menor: ¿lo quiere?',
            'Se for criança: ela própria quer?',
            'Enfant : le veut-il lui-même ?',
            'Ребёнок: хочет ли он этого сам?',
          ],
          { showWhen: { in: ['age_band', [...CHILD_BANDS]] } },
        ),
        yesNo(
          'guardian_agrees',
          [
            'A child: does the guardian agree?',
            'إذا كان طفلًا: هل يوافق الوصي؟',
            'Si es menor: ¿está de acuerdo su tutor?',
            'Se for criança: o tutor concorda?',
            'Enfant : le tuteur est-il d’accord ?',
            'Ребёнок: согласен ли опекун?',
          ],
          { showWhen: { in: ['age_band', [...CHILD_BANDS]] } },
        ),
      ],
    },
  ],
})

const AGREED: Said = [
  'Does the person agree that this service learns of the decision?',
  'هل يوافق الشخص على أن تعرف هذه الخدمة بالقرار؟',
  '¿Está de acuerdo la persona en que este servicio conozca la decisión?',
  'A pessoa concorda que este serviço conheça a decisão?',
  'La personne accepte-t-elle que ce service connaisse la décision ?',
  'Согласен ли человек, чтобы эта служба узнала о решении?',
]

/** The forms of the steps, by what the steps call them. */
export const VICTIM_FORMS: Readonly<Record<string, FormDefinition>> = {
  preparation: preparationForm,
  ...form('query', QUERY, queryFields(true)),
  ...form('offer', OFFER, offerFields(true)),
  ...form('handover', HANDOVER, handoverFields(true)),
  ...form(
    'room',
    ['Room', 'توفر مكان', 'Plazas', 'Vagas', 'Place', 'Место'],
    [
      day(
        'held_until',
        ['Held until', 'محجوز حتى', 'Reservada hasta', 'Reservada até', 'Réservée jusqu’au', 'Держим до'],
        { required: true },
      ),
      lines('note', NOTE, { maxLength: 2000, help: NO_NAMES }),
    ],
  ),
  ...form(
    'no_room',
    ['No room', 'لا مكان', 'Sin plazas', 'Sem vagas', 'Pas de place', 'Мест нет'],
    [
      choice('reason', 'cooperation_no_room', ['Reason', 'السبب', 'Motivo', 'Motivo', 'Motif', 'Причина'], {
        required: true,
      }),
    ],
  ),
  ...form(
    'acceptance',
    ['Acceptance', 'قبول', 'Aceptación', 'Aceitação', 'Acceptation', 'Принятие'],
    [
      lines(
        'service',
        [
          'Service that receives them, and how it is reached',
          'الخدمة المستقبِلة وكيفية الاتصال بها',
          'Servicio receptor y cómo contactarlo',
          'Serviço que acolhe e como o contactar',
          'Service d’accueil et moyen de le joindre',
          'Принимающая служба и как с ней связаться',
        ],
        { required: true, maxLength: 1000 },
      ),
      day('held_until', [
        'Place held until',
        'المكان محجوز حتى',
        'Plaza reservada hasta',
        'Vaga reservada até',
        'Place réservée jusqu’au',
        'Место держим до',
      ]),
    ],
  ),
  ...form(
    'decline',
    ['Not accepted', 'عدم القبول', 'No aceptada', 'Não aceite', 'Refus', 'Отказ'],
    [
      choice('reason', 'cooperation_decline', ['Reason', 'السبب', 'Motivo', 'Motivo', 'Motif', 'Причина'], {
        required: true,
      }),
      lines('note', NOTE, { maxLength: 1000, help: NO_NAMES }),
    ],
  ),
  ...form(
    'arrival',
    ['Arrival', 'الوصول', 'Llegada', 'Chegada', 'Arrivée', 'Прибытие'],
    [
      day('arrived_on', ['Arrived on', 'وصل في', 'Llegó el', 'Chegou em', 'Arrivée le', 'Прибыл'], { required: true }),
      choice(
        'wellbeing',
        'cooperation_wellbeing',
        ['How they are', 'حالته', 'Cómo está', 'Como está', 'État', 'Состояние'],
        {
          required: true,
        },
      ),
    ],
  ),
  ...form(
    'missing',
    ['Not arrived', 'لم يصل', 'No llegó', 'Não chegou', 'Pas arrivée', 'Не прибыл'],
    [
      lines(
        'tried',
        [
          'What was tried to reach them',
          'ما جرى لمحاولة الوصول إليه',
          'Qué se intentó para localizarla',
          'O que se tentou para a contactar',
          'Ce qui a été tenté',
          'Что предпринято для связи',
        ],
        { required: true, maxLength: 2000, help: NO_NAMES },
      ),
    ],
  ),
  ...form(
    'follow_up',
    ['Follow-up', 'المتابعة', 'Seguimiento', 'Acompanhamento', 'Suivi', 'Сопровождение'],
    [
      day('seen_on', ['Seen on', 'جرى لقاؤه في', 'Se le vio el', 'Visto em', 'Vue le', 'Видели'], { required: true }),
      choice(
        'wellbeing',
        'cooperation_wellbeing',
        ['How they are', 'حالته', 'Cómo está', 'Como está', 'État', 'Состояние'],
        {
          required: true,
        },
      ),
      lines('note', NOTE, { maxLength: 2000, help: NO_NAMES }),
    ],
  ),
  ...form(
    'status',
    [
      'Decision on status',
      'قرار بشأن الصفة',
      'Decisión sobre la condición de víctima',
      'Decisão sobre o estatuto',
      'Décision sur le statut',
      'Решение о статусе',
    ],
    [
      choice('status', 'cooperation_status', ['Decision', 'القرار', 'Decisión', 'Decisão', 'Décision', 'Решение'], {
        required: true,
      }),
      day('decided_on', ['Decided on', 'بتاريخ', 'Decidido el', 'Decidido em', 'Décidé le', 'Дата решения'], {
        required: true,
      }),
      lines(
        'body',
        ['Body that decided', 'الجهة المقرِّرة', 'Órgano que decidió', 'Autoridade que decidiu', 'Organe', 'Кто решил'],
        { required: true, maxLength: 300, help: NO_NAMES },
      ),
      yesNo('agreed', AGREED, { required: true }),
    ],
  ),
  ...form(
    'conclusion',
    ['Conclusion', 'الختام', 'Conclusión', 'Conclusão', 'Conclusion', 'Завершение'],
    [
      choice('outcome', 'cooperation_conclusion', ['Outcome', 'المآل', 'Desenlace', 'Resultado', 'Issue', 'Итог'], {
        required: true,
      }),
      lines('note', NOTE, { maxLength: 2000, help: NO_NAMES }),
    ],
  ),
  ...form(
    'withdrawal',
    ['Recall', 'استرجاع', 'Revocación', 'Retirada', 'Rappel', 'Отзыв'],
    [
      choice('reason', 'cooperation_called_back', ['Reason', 'السبب', 'Motivo', 'Motivo', 'Motif', 'Причина'], {
        required: true,
      }),
    ],
  ),
  ...form(
    'destruction',
    ['Destruction', 'الإتلاف', 'Destrucción', 'Destruição', 'Destruction', 'Уничтожение'],
    [
      choice(
        'done',
        'cooperation_destroyed',
        ['What was done', 'ما جرى', 'Qué se hizo', 'O que se fez', 'Ce qui a été fait', 'Что сделано'],
        { required: true },
      ),
    ],
  ),
}

/** Which questions of the preparation each of the three steps sends, and nothing beside them. */
export const SENT_WITH = {
  ask: ['age_band', 'sex', 'needs', 'language', 'urgency', 'needed_from'],
  offer: ['risks', 'needs_words'],
  hand_over: ['expected_on', 'travel'],
} as const
export type SendingStep = keyof typeof SENT_WITH
