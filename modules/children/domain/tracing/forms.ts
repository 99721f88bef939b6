import { defineForm, type Field, type FormDefinition } from '@gloact/forms'
import { identifying, asked, labelOf, text, words, choice, yesNo } from './fields.ts'
import { ACTION_FORM } from './action-form.ts'
import { six, type Six } from './lists.ts'

/*
 * What is asked in tracing. A request and the child's side ask the same things under the same ids, so that one can be held against the
 * other; what only the family knows is asked of the child alone and never compared.
 */

const SCRIPT: Six = [
  'In their own script; put another spelling behind a stroke: حسن / Hassan.',
  'بكتابته الأصلية، وضع طريقة كتابة أخرى بعد شرطة: حسن / Hassan.',
  'Dans son écriture ; mettez une autre graphie après une barre : حسن / Hassan.',
  'En su propia escritura; ponga otra grafía tras una barra: حسن / Hassan.',
  'Na sua própria escrita; ponha outra grafia depois de uma barra: حسن / Hassan.',
  'Своим письмом; другое написание через косую черту: حسن / Hassan.',
]

/** What is asked of the child on both sides. */
const OF_THE_CHILD: readonly Field[] = [
  { ...text('given_name', { required: true }), help: six(SCRIPT) },
  text('family_name'),
  text('nickname'),
  { ...asked, id: 'sex', type: 'choice', codeList: 'tracing_sex', label: labelOf('sex') },
  { ...identifying, id: 'birth_date', type: 'date', precision: 'year', notFuture: true, label: labelOf('birth_date') },
  { ...asked, id: 'age', type: 'number', min: 0, max: 25, label: labelOf('age') },
  { ...asked, id: 'citizenship', type: 'country', label: labelOf('citizenship') },
]
const OF_THE_FAMILY: readonly Field[] = [
  text('father_name'),
  text('mother_name'),
  text('grandfather_name'),
  {
    ...text('siblings', { maxLength: 400 }),
    help: six([
      'Names with commas between them.',
      'الأسماء تفصل بينها فواصل.',
      'Les noms, séparés par des virgules.',
      'Nombres separados por comas.',
      'Nomes separados por vírgulas.',
      'Имена через запятую.',
    ]),
  },
  { ...identifying, id: 'family_telephone', type: 'phone', label: labelOf('family_telephone') },
]
const OF_THE_PAST: readonly Field[] = [
  text('origin'),
  text('separation_place'),
  {
    ...identifying,
    id: 'separated_on',
    type: 'date',
    precision: 'year',
    notFuture: true,
    label: labelOf('separated_on'),
  },
  text('last_place'),
]

const section = (id: string, title: Six, fields: readonly Field[]) => ({ id, title: six(title), fields: [...fields] })
const CHILD: Six = ['The child', 'الطفل', 'L’enfant', 'El niño o la niña', 'A criança', 'Ребёнок']
const FAMILY: Six = ['The family', 'الأسرة', 'La famille', 'La familia', 'A família', 'Семья']
const PAST: Six = ['Where and when', 'أين ومتى', 'Où et quand', 'Dónde y cuándo', 'Onde e quando', 'Где и когда']

export const tracingRequestForm: FormDefinition = defineForm({
  id: 'tracing_request',
  version: '1',
  title: six([
    'Tracing request',
    'طلب بحث عن طفل',
    'Demande de recherche',
    'Solicitud de búsqueda',
    'Pedido de procura',
    'Запрос на розыск',
  ]),
  sections: [
    section(
      'inquirer',
      ['Who is asking', 'مقدّم الطلب', 'Qui demande', 'Quién pregunta', 'Quem pede', 'Кто обращается'],
      [
        { ...text('relative_name', { required: true }), help: six(SCRIPT) },
        {
          ...asked,
          id: 'relation',
          type: 'choice',
          codeList: 'tracing_relation',
          required: true,
          label: labelOf('relation'),
        },
        choice('identity_seen', 'identity_seen', [
          'How we know who they are',
          'كيف عرفنا من هو',
          'Comment nous savons qui c’est',
          'Cómo sabemos quién es',
          'Como sabemos quem é',
          'Откуда мы знаем, кто это',
        ]),
        {
          ...identifying,
          id: 'paper_number',
          type: 'text',
          maxLength: 60,
          label: six([
            'Number of the document',
            'رقم الوثيقة',
            'Numéro du document',
            'Número del documento',
            'Número do documento',
            'Номер документа',
          ]),
        },
        {
          ...identifying,
          id: 'telephone',
          type: 'phone',
          label: six(['Telephone', 'الهاتف', 'Téléphone', 'Teléfono', 'Telefone', 'Телефон']),
        },
        {
          ...identifying,
          id: 'address',
          type: 'text',
          maxLength: 300,
          label: six(['Address', 'العنوان', 'Adresse', 'Dirección', 'Morada', 'Адрес']),
        },
        {
          ...asked,
          id: 'children_at_home',
          type: 'number',
          min: 0,
          max: 60,
          label: six([
            'Children living with them who are not family',
            'أطفال يعيشون معه من غير أسرته',
            'Enfants vivant chez elle qui ne sont pas de la famille',
            'Niños que viven con esa persona y no son familia',
            'Crianças que vivem com a pessoa e não são família',
            'Дети, которые живут с человеком и не родственники',
          ]),
        },
        yesNo('agrees', [
          'Do they agree that agencies for children look for the child?',
          'هل يوافق على أن تبحث جهات حماية الطفولة عن الطفل؟',
          'Est-elle d’accord pour que les services de l’enfance cherchent l’enfant ?',
          '¿Está de acuerdo en que los servicios de infancia busquen al niño?',
          'Concorda que os serviços da infância procurem a criança?',
          'Согласен ли человек, чтобы ребёнка искали службы защиты детей?',
        ]),
      ],
    ),
    section('child', CHILD, OF_THE_CHILD),
    section('family', FAMILY, OF_THE_FAMILY),
    section('past', PAST, [
      ...OF_THE_PAST,
      words('said', [
        'What they say, in their words',
        'ما يقوله بكلماته',
        'Ce qu’elle dit, dans ses mots',
        'Lo que dice, con sus palabras',
        'O que diz, pelas suas palavras',
        'Что человек говорит, его словами',
      ]),
    ]),
  ],
})

export const tracingSubjectForm: FormDefinition = defineForm({
  id: 'tracing_subject',
  version: '1',
  title: six([
    'The child’s side',
    'ما يقوله الطفل',
    'Ce que dit l’enfant',
    'Lo que dice el niño',
    'O que diz a criança',
    'Что говорит ребёнок',
  ]),
  sections: [
    section(
      'wish',
      [
        'Wish and safety',
        'الرغبة والسلامة',
        'Souhait et sécurité',
        'Deseo y seguridad',
        'Desejo e segurança',
        'Желание и безопасность',
      ],
      [
        choice('wish', 'tracing_wish', [
          'Does the child want their family looked for?',
          'هل يريد الطفل البحث عن أسرته؟',
          'L’enfant souhaite-t-il qu’on cherche sa famille ?',
          '¿Quiere el niño que se busque a su familia?',
          'A criança quer que se procure a família?',
          'Хочет ли ребёнок, чтобы искали его семью?',
        ]),
        choice('safety', 'tracing_safety', [
          'Would it be safe?',
          'هل سيكون ذلك آمنًا؟',
          'Serait-ce sans danger ?',
          '¿Sería seguro?',
          'Seria seguro?',
          'Было бы это безопасно?',
        ]),
        choice('guardian', 'tracing_guardian', ['The guardian', 'الوصي', 'Le tuteur', 'El tutor', 'O tutor', 'Опекун']),
        yesNo(
          'photograph',
          [
            'May an officer who judges a suggestion look at a photograph?',
            'هل يجوز للموظف الذي يقيّم الاقتراح الاطلاع على صورة؟',
            'Un agent qui examine une suggestion peut-il voir une photographie ?',
            '¿Puede ver una fotografía quien valora una sugerencia?',
            'Quem avalia uma sugestão pode ver uma fotografia?',
            'Может ли сотрудник, который проверяет подсказку, видеть фотографию?',
          ],
          false,
        ),
        {
          ...identifying,
          id: 'against',
          type: 'group',
          maxRows: 10,
          label: six([
            'Who must not find the child',
            'من يجب ألا يجد الطفل',
            'Qui ne doit pas trouver l’enfant',
            'Quién no debe encontrar al niño',
            'Quem não deve encontrar a criança',
            'Кто не должен найти ребёнка',
          ]),
          rowLabel: six(['Person', 'الشخص', 'Personne', 'Persona', 'Pessoa', 'Человек']),
          fields: [
            {
              ...identifying,
              id: 'name',
              type: 'text',
              maxLength: 200,
              label: six(['Name', 'الاسم', 'Nom', 'Nombre', 'Nome', 'Имя']),
            },
            {
              ...identifying,
              id: 'telephone',
              type: 'phone',
              label: six(['Telephone', 'الهاتف', 'Téléphone', 'Teléfono', 'Telefone', 'Телефон']),
            },
          ],
        },
      ],
    ),
    section('child', CHILD, OF_THE_CHILD),
    section('family', FAMILY, [
      text('relative_name'),
      { ...asked, id: 'relation', type: 'choice', codeList: 'tracing_relation', label: labelOf('relation') },
      ...OF_THE_FAMILY,
    ]),
    section('past', PAST, OF_THE_PAST),
    section(
      'secrets',
      [
        'What only the family knows',
        'ما لا تعرفه إلا الأسرة',
        'Ce que seule la famille sait',
        'Lo que solo sabe la familia',
        'O que só a família sabe',
        'Что знает только семья',
      ],
      [
        {
          ...words('secrets', [
            'Three things: a mark, a habit, an animal, a song',
            'ثلاثة أشياء: علامة أو عادة أو حيوان أو أغنية',
            'Trois choses : une marque, une habitude, un animal, une chanson',
            'Tres cosas: una marca, una costumbre, un animal, una canción',
            'Três coisas: uma marca, um hábito, um animal, uma canção',
            'Три вещи: примета, привычка, животное, песня',
          ]),
          help: six([
            'Never compared. Asked of the adult when both are heard.',
            'لا تُقارن أبدًا. يُسأل عنها البالغ عند الاستماع إلى الطرفين.',
            'Jamais comparé. Demandé à l’adulte quand les deux sont entendus.',
            'Nunca se compara. Se pregunta al adulto cuando se escucha a ambos.',
            'Nunca se compara. Pergunta-se ao adulto quando ambos são ouvidos.',
            'Никогда не сравнивается. Об этом спрашивают взрослого на беседе.',
          ]),
        },
      ],
    ),
  ],
})

/** Why, in words: everything that is decided has a reason. */
const REASON: Six = ['Why', 'السبب', 'Pourquoi', 'Por qué', 'Porquê', 'Почему']

const QUESTIONS: Field = {
  ...identifying,
  id: 'questions',
  type: 'group',
  minRows: 3,
  maxRows: 20,
  required: true,
  label: six(['Questions', 'الأسئلة', 'Questions', 'Preguntas', 'Perguntas', 'Вопросы']),
  rowLabel: six(['Question', 'السؤال', 'Question', 'Pregunta', 'Pergunta', 'Вопрос']),
  help: six([
    'The same open questions for both. Never give the answer away: "What is your mother called?"',
    'الأسئلة المفتوحة نفسها للطرفين. لا توحِ بالجواب أبدًا: «ما اسم أمك؟»',
    'Les mêmes questions ouvertes pour les deux. Ne soufflez jamais la réponse : « Comment s’appelle ta mère ? »',
    'Las mismas preguntas abiertas para ambos. Nunca sugiera la respuesta: «¿Cómo se llama tu madre?».',
    'As mesmas perguntas abertas para ambos. Nunca sugira a resposta: «Como se chama a tua mãe?»',
    'Одни и те же открытые вопросы обоим. Никогда не подсказывайте ответ: «Как зовут твою маму?»',
  ]),
  fields: [
    {
      ...identifying,
      id: 'question',
      type: 'text',
      maxLength: 300,
      required: true,
      label: six(['Question', 'السؤال', 'Question', 'Pregunta', 'Pergunta', 'Вопрос']),
    },
    {
      ...identifying,
      id: 'answer',
      type: 'text',
      maxLength: 500,
      label: six([
        'Answer, in their words',
        'الجواب بكلماته',
        'Réponse, dans ses mots',
        'Respuesta, con sus palabras',
        'Resposta, pelas suas palavras',
        'Ответ дословно',
      ]),
    },
    {
      ...asked,
      id: 'alike',
      type: 'choice',
      codeList: 'said_alike',
      required: true,
      label: six([
        'Against what we know',
        'مقارنة بما نعرفه',
        'Par rapport à ce que nous savons',
        'Frente a lo que sabemos',
        'Face ao que sabemos',
        'По сравнению с тем, что известно',
      ]),
    },
  ],
}

const ASKED_BY: Field = {
  ...identifying,
  id: 'asked_by',
  type: 'text',
  required: true,
  maxLength: 200,
  label: six(['Who asked', 'من سأل', 'Qui a posé les questions', 'Quién preguntó', 'Quem perguntou', 'Кто спрашивал']),
}

const form = (id: string, title: Six, fields: readonly Field[]): FormDefinition =>
  defineForm({ id, version: '1', title: six(title), sections: [{ id, title: six(title), fields: [...fields] }] })

/** The forms of the steps, by the ids that `needs` names. */
export const TRACING_FORMS: Readonly<Record<string, FormDefinition>> = {
  tracing_request: tracingRequestForm,
  tracing_subject: tracingSubjectForm,
  hold_review: form(
    'hold_review',
    ['Review', 'المراجعة', 'Examen', 'Revisión', 'Análise', 'Проверка'],
    [
      words('why', REASON, true),
      words('authority', [
        'What the child-protection authority answered, and who',
        'ما أجابت به سلطة حماية الطفل ومن أجاب',
        'Ce que l’autorité de protection de l’enfance a répondu, et qui',
        'Qué respondió la autoridad de protección de la infancia, y quién',
        'O que respondeu a autoridade de proteção de crianças, e quem',
        'Что ответил орган защиты детей и кто ответил',
      ]),
    ],
  ),
  request_told: form(
    'request_told',
    ['Message', 'الرسالة', 'Message', 'Mensaje', 'Mensagem', 'Сообщение'],
    [
      words(
        'message',
        [
          'What was said to them',
          'ما قيل له',
          'Ce qui lui a été dit',
          'Lo que se le dijo',
          'O que lhe foi dito',
          'Что сказали человеку',
        ],
        true,
      ),
    ],
  ),
  request_closing: form(
    'request_closing',
    ['Closing', 'الإغلاق', 'Clôture', 'Cierre', 'Encerramento', 'Закрытие'],
    [
      choice('because', 'closed_because', REASON),
      words('words', ['In words', 'بالكلمات', 'En quelques mots', 'En palabras', 'Em palavras', 'Словами']),
    ],
  ),
  match_look: form(
    'match_look',
    ['Look', 'النظر في الاقتراح', 'Examen', 'Examen', 'Exame', 'Просмотр'],
    [
      yesNo('seen_both', [
        'Were both sides read?',
        'هل قُرئ الجانبان؟',
        'Les deux côtés ont-ils été lus ?',
        '¿Se leyeron ambos lados?',
        'Foram lidos os dois lados?',
        'Прочитаны ли обе стороны?',
      ]),
      words('why', REASON, true),
    ],
  ),
  match_rejection: form(
    'match_rejection',
    ['Rejection', 'الرفض', 'Rejet', 'Rechazo', 'Rejeição', 'Отклонение'],
    [
      {
        ...asked,
        id: 'against',
        type: 'choices',
        codeList: 'compared_field',
        required: true,
        label: six([
          'What speaks against it',
          'ما يعارضه',
          'Ce qui s’y oppose',
          'Qué habla en contra',
          'O que fala contra',
          'Что говорит против',
        ]),
      },
      words('why', REASON, true),
    ],
  ),
  child_heard: form(
    'child_heard',
    [
      'The child is heard',
      'الاستماع إلى الطفل',
      'L’enfant est entendu',
      'Se escucha al niño',
      'A criança é ouvida',
      'Беседа с ребёнком',
    ],
    [
      ASKED_BY,
      yesNo('alone', [
        'Was the child seen alone?',
        'هل قوبل الطفل وحده؟',
        'L’enfant a-t-il été vu seul ?',
        '¿Se vio al niño a solas?',
        'A criança foi ouvida a sós?',
        'Говорили ли с ребёнком наедине?',
      ]),
      QUESTIONS,
      yesNo('afraid', [
        'Is the child afraid of them?',
        'هل يخاف الطفل منه؟',
        'L’enfant en a-t-il peur ?',
        '¿Le tiene miedo el niño?',
        'A criança tem medo dessa pessoa?',
        'Боится ли ребёнок этого человека?',
      ]),
      choice('wants', 'tracing_wish', [
        'Does the child want contact?',
        'هل يريد الطفل التواصل؟',
        'L’enfant souhaite-t-il un contact ?',
        '¿Quiere el niño contacto?',
        'A criança quer contacto?',
        'Хочет ли ребёнок общаться?',
      ]),
    ],
  ),
  adult_heard: form(
    'adult_heard',
    [
      'The adult is heard',
      'الاستماع إلى البالغ',
      'L’adulte est entendu',
      'Se escucha al adulto',
      'O adulto é ouvido',
      'Беседа со взрослым',
    ],
    [
      ASKED_BY,
      yesNo('apart', [
        'Apart from the child?',
        'بمعزل عن الطفل؟',
        'Sans l’enfant ?',
        '¿Sin el niño?',
        'Sem a criança?',
        'Отдельно от ребёнка?',
      ]),
      choice('identity_seen', 'identity_seen', [
        'How we know who they are',
        'كيف عرفنا من هو',
        'Comment nous savons qui c’est',
        'Cómo sabemos quién es',
        'Como sabemos quem é',
        'Откуда мы знаем, кто это',
      ]),
      QUESTIONS,
      words('household', [
        'Who lives with them',
        'من يعيش معه',
        'Qui vit avec elle',
        'Quién vive con esa persona',
        'Quem vive com a pessoa',
        'Кто живёт с человеком',
      ]),
    ],
  ),
  match_finding: form(
    'match_finding',
    ['Finding', 'النتيجة', 'Conclusion', 'Conclusión', 'Conclusão', 'Вывод'],
    [
      choice('finding', 'match_finding', ['Finding', 'النتيجة', 'Conclusion', 'Conclusión', 'Conclusão', 'Вывод']),
      choice('shown_by', 'link_shown_by', [
        'Shown by',
        'بدليل',
        'Établi par',
        'Demostrado por',
        'Demonstrado por',
        'Чем подтверждено',
      ]),
      words('why', REASON, true),
    ],
  ),
  tracing_action: ACTION_FORM,
  match_contact: form(
    'match_contact',
    ['Contact', 'التواصل', 'Contact', 'Contacto', 'Contacto', 'Контакт'],
    [
      yesNo('child_says_yes', [
        'Did the child say yes today?',
        'هل وافق الطفل اليوم؟',
        'L’enfant a-t-il dit oui aujourd’hui ?',
        '¿Dijo hoy que sí el niño?',
        'A criança disse hoje que sim?',
        'Сказал ли ребёнок сегодня «да»?',
      ]),
      choice('safety', 'tracing_safety', [
        'Is it safe today?',
        'هل الأمر آمن اليوم؟',
        'Est-ce sans danger aujourd’hui ?',
        '¿Es seguro hoy?',
        'É seguro hoje?',
        'Безопасно ли это сегодня?',
      ]),
      choice('guardian', 'tracing_guardian', ['The guardian', 'الوصي', 'Le tuteur', 'El tutor', 'O tutor', 'Опекун']),
      words('why', REASON, true),
    ],
  ),
  family_link: form(
    'family_link',
    ['Family link', 'صلة أسرية', 'Lien familial', 'Vínculo familiar', 'Laço familiar', 'Родственная связь'],
    [
      choice('shown_by', 'link_shown_by', [
        'Shown by',
        'بدليل',
        'Établi par',
        'Demostrado por',
        'Demonstrado por',
        'Чем подтверждено',
      ]),
    ],
  ),
  link_ended: form(
    'link_ended',
    ['End of the link', 'إنهاء الصلة', 'Fin du lien', 'Fin del vínculo', 'Fim do laço', 'Прекращение связи'],
    [words('why', REASON, true)],
  ),
}
