import { defineForm, type Field, type FormDefinition } from '@gloact/forms'
import { asked, choice, CONTACTS, identifying, labelOf, line, text, words, yesNo } from './fields.ts'
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
export const OF_THE_CHILD: readonly Field[] = [
  { ...text('given_name', { required: true }), help: six(SCRIPT) },
  text('family_name'),
  text('nickname'),
  { ...asked, id: 'sex', type: 'choice', codeList: 'tracing_sex', label: labelOf('sex') },
  { ...identifying, id: 'birth_date', type: 'date', precision: 'year', notFuture: true, label: labelOf('birth_date') },
  { ...asked, id: 'age', type: 'number', min: 0, max: 25, label: labelOf('age') },
  { ...asked, id: 'citizenship', type: 'country', label: labelOf('citizenship') },
]
export const OF_THE_FAMILY: readonly Field[] = [
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
  { ...asked, id: 'mother_tongue', type: 'language', label: labelOf('mother_tongue') },
]
export const OF_THE_PAST: readonly Field[] = [
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

export const LANGUAGES: Six = ['Languages', 'اللغات', 'Langues', 'Idiomas', 'Línguas', 'Языки']

export const section = (id: string, title: Six, fields: readonly Field[]) => ({
  id,
  title: six(title),
  fields: [...fields],
})
export const CHILD: Six = ['The child', 'الطفل', 'L’enfant', 'El menor', 'A criança', 'Ребёнок']
export const FAMILY: Six = ['The family', 'الأسرة', 'La famille', 'La familia', 'A família', 'Семья']
export const PAST: Six = ['Where and when', 'أين ومتى', 'Où et quand', 'Dónde y cuándo', 'Onde e quando', 'Где и когда']

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
        ...CONTACTS,
        line('channel', [
          'How they can be reached safely',
          'كيف يمكن التواصل معه بأمان',
          'Comment la joindre sans danger',
          'Cómo contactar sin riesgo',
          'Como contactar em segurança',
          'Как безопасно связаться',
        ]),
        line('languages', LANGUAGES),
        line('asked_elsewhere', [
          'Asked elsewhere: Red Cross or Red Crescent, reference',
          'طلبات أخرى: الصليب الأحمر أو الهلال الأحمر، الرقم',
          'Demandé ailleurs : Croix-Rouge ou Croissant-Rouge, référence',
          'Preguntado en otro lugar: Cruz Roja o Media Luna Roja, referencia',
          'Pedido noutro lado: Cruz Vermelha ou Crescente Vermelho, referência',
          'Куда ещё обращались: Красный Крест или Красный Полумесяц, номер',
        ]),
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
            'Menores que viven con esa persona y no son familia',
            'Crianças que vivem com a pessoa e não são família',
            'Дети, которые живут с человеком и не родственники',
          ]),
        },
        yesNo('agrees', [
          'Do they agree that agencies for children look for the child?',
          'هل يوافق على أن تبحث جهات حماية الطفولة عن الطفل؟',
          'Est-elle d’accord pour que les services de l’enfance cherchent l’enfant ?',
          '¿Está de acuerdo en que los servicios de infancia busquen al menor?',
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
