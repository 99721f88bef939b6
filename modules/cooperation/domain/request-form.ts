import { defineForm, type FormDefinition } from '@gloact/forms'
import { ownFields } from './own-fields.ts'
import { choice, choices, country, day, language, line, lines, words, yesNo } from './words.ts'

/*
 * What a request for mutual legal assistance says (UNTOC art. 18(15)). Nothing here is required by the form: a draft is kept as far as
 * it is written, and `content-check.ts` says what is missing before it can go. It has no place for a victim.
 */

const TLP_LABEL = [
  'Sharing level (TLP)',
  'مستوى المشاركة (TLP)',
  'Nivel de difusión (TLP)',
  'Nível de partilha (TLP)',
  'Niveau de partage (TLP)',
  'Уровень распространения (TLP)',
] as const
const CODES_LABEL = [
  'Restrictions (H0 always holds)',
  'القيود (H0 سارٍ دائمًا)',
  'Restricciones (H0 rige siempre)',
  'Restrições (H0 vigora sempre)',
  'Restrictions (H0 toujours applicable)',
  'Ограничения (H0 действует всегда)',
] as const
const NOTE_LABEL = [
  'Restriction in your own words',
  'نص القيد',
  'Restricción en palabras',
  'Restrição por palavras suas',
  'Restriction en toutes lettres',
  'Ограничение словами',
] as const

const UNTIL_LABEL = [
  'Use until',
  'يُستعمل حتى',
  'Se puede usar hasta',
  'Pode ser usado até',
  'Utilisable jusqu’au',
  'Можно использовать до',
] as const
const UNTIL_HELP = [
  'After that day the other side can no longer read, print or pass it on here.',
  'بعد ذلك اليوم لا يستطيع الطرف الآخر قراءته أو طباعته أو نقله هنا.',
  'Después la otra parte ya no puede leerlo, imprimirlo ni transmitirlo aquí.',
  'Depois desse dia, a outra parte já não pode lê-lo, imprimi-lo nem transmiti-lo aqui.',
  'Ensuite l’autre partie ne peut plus le lire, l’imprimer ni le transmettre ici.',
  'После этого другая сторона не сможет здесь читать, печатать и передавать.',
] as const

/** How a message may be handled: the same questions wherever something is handed over. */
export const handlingFields = () => [
  choice('tlp', 'cooperation_tlp', TLP_LABEL),
  choices('codes', 'cooperation_code', CODES_LABEL),
  lines('handling_note', NOTE_LABEL, { maxLength: 1000 }),
  day('use_until', UNTIL_LABEL, { help: UNTIL_HELP }),
]

export const requestForm: FormDefinition = defineForm({
  id: 'request',
  version: '1',
  title: words([
    'Request for mutual legal assistance',
    'طلب مساعدة قانونية متبادلة',
    'Solicitud de asistencia judicial recíproca',
    'Pedido de auxílio judiciário mútuo',
    'Demande d’entraide judiciaire',
    'Запрос о взаимной правовой помощи',
  ]),
  sections: [
    {
      id: 'authority',
      title: words([
        'Authority and basis',
        'السلطة والأساس القانوني',
        'Autoridad y fundamento',
        'Autoridade e base legal',
        'Autorité et fondement',
        'Орган и основание',
      ]),
      fields: [
        line('requesting_authority', [
          'Requesting authority',
          'السلطة الطالبة',
          'Autoridad requirente',
          'Autoridade requerente',
          'Autorité requérante',
          'Запрашивающий орган',
        ]),
        choice('legal_basis', 'cooperation_basis', [
          'Legal basis',
          'الأساس القانوني',
          'Fundamento jurídico',
          'Base legal',
          'Base juridique',
          'Правовое основание',
        ]),
        line('treaty', [
          'Other treaty',
          'المعاهدة إن كانت غيرها',
          'Tratado, si es otro',
          'Tratado, se for outro',
          'Traité, s’il s’agit d’un autre',
          'Договор, если иной',
        ]),
      ],
    },
    {
      id: 'proceedings',
      title: words(['Proceedings', 'الإجراءات', 'Proceso', 'Processo', 'Procédure', 'Производство']),
      fields: [
        choice('proceedings', 'cooperation_proceedings', [
          'Nature of the proceedings',
          'طبيعة الإجراءات',
          'Naturaleza del proceso',
          'Natureza do processo',
          'Nature de la procédure',
          'Характер производства',
        ]),
        choices('offences', 'cooperation_offence', [
          'Offences',
          'الجرائم',
          'Delitos',
          'Crimes',
          'Infractions',
          'Преступления',
        ]),
        line('offence_law', [
          'Provisions of domestic law',
          'أحكام قانوننا',
          'Disposiciones de nuestra ley',
          'Disposições do direito interno',
          'Dispositions de notre droit',
          'Положения нашего закона',
        ]),
        line('conducting_authority', [
          'Authority conducting the proceedings',
          'السلطة التي تتولاها',
          'Autoridad que lo tramita',
          'Autoridade que conduz o processo',
          'Autorité qui la conduit',
          'Орган, который его ведёт',
        ]),
        line('conducting_functions', [
          'Functions of that authority',
          'وظائفها',
          'Sus funciones',
          'Funções dessa autoridade',
          'Ses fonctions',
          'Его функции',
        ]),
      ],
    },
    {
      id: 'facts',
      title: words(['Facts', 'الوقائع', 'Hechos', 'Factos', 'Faits', 'Факты']),
      fields: [
        lines(
          'facts',
          [
            'Summary of the relevant facts',
            'ملخص الوقائع ذات الصلة',
            'Resumen de los hechos pertinentes',
            'Resumo dos factos relevantes',
            'Résumé des faits pertinents',
            'Краткое изложение фактов',
          ],
          {
            help: [
              'Describe victims by number and role only. No name, no date of birth, no address.',
              'صِف الضحايا بالعدد والدور فقط، دون اسم أو تاريخ ميلاد أو عنوان.',
              'Describa a las víctimas solo por número y papel. Sin nombre, fecha de nacimiento ni dirección.',
              'Descreva as vítimas apenas por número e qualidade. Sem nome, data de nascimento nem morada.',
              'Décrivez les victimes par leur nombre et leur rôle. Ni nom, ni date de naissance, ni adresse.',
              'Описывайте жертв только числом и ролью: без имени, даты рождения и адреса.',
            ],
            maxLength: 20_000,
          },
        ),
        yesNo(
          'names_victim',
          [
            'Could a victim or asylum seeker be identified from this request?',
            'هل يمكن التعرف من هذا الطلب على ضحية أو طالب لجوء؟',
            '¿Se podría identificar a una víctima o a un solicitante de asilo?',
            'Este pedido permite identificar uma vítima ou um requerente de asilo?',
            'Peut-on reconnaître une victime ou un demandeur d’asile ?',
            'Можно ли установить личность жертвы или лица, ищущего убежища?',
          ],
          {
            help: [
              'Then it cannot be sent. Victims are referred on another track, with their consent.',
              'عندئذٍ لا يمكن إرساله. يُحال الضحايا بمسار آخر وبموافقتهم.',
              'Entonces no se puede enviar. Las víctimas se derivan por otra vía, con su consentimiento.',
              'Nesse caso não pode ser enviado. As vítimas são encaminhadas por outra via, com o seu consentimento.',
              'Dans ce cas, elle ne peut partir. Les victimes sont orientées par une autre voie, avec leur accord.',
              'Тогда отправить его нельзя. Жертв направляют другим путём и с их согласия.',
            ],
          },
        ),
      ],
    },
    {
      id: 'assistance',
      title: words([
        'Assistance requested',
        'المساعدة المطلوبة',
        'Asistencia solicitada',
        'Auxílio pedido',
        'Assistance demandée',
        'Запрашиваемая помощь',
      ]),
      fields: [
        choice('type', 'cooperation_type', ['Type', 'النوع', 'Tipo', 'Tipo', 'Type', 'Вид']),
        lines('assistance', [
          'Details of the assistance',
          'تفاصيل المساعدة',
          'Detalles de la asistencia',
          'Pormenores do auxílio',
          'Ce qui est demandé',
          'Что запрашивается',
        ]),
        lines('procedure', [
          'Procedure to be followed',
          'إجراء خاص يُرغب في اتباعه',
          'Procedimiento particular deseado',
          'Procedimento a seguir',
          'Procédure particulière souhaitée',
          'Желаемая особая процедура',
        ]),
        lines('dual_criminality', [
          'Dual criminality: the same act in both laws',
          'ازدواجية التجريم: الفعل نفسه في القانونين',
          'Doble incriminación: el mismo acto en ambas leyes',
          'Dupla incriminação: o mesmo ato nas duas leis',
          'Double incrimination : le même acte dans les deux droits',
          'Обоюдное признание деяния преступлением: деяние в обоих законах',
        ]),
      ],
    },
    {
      id: 'particulars',
      title: words([
        'Particulars of this type',
        'بيانات خاصة بهذا النوع',
        'Datos propios de este tipo',
        'Dados próprios deste tipo',
        'Précisions propres à ce type',
        'Сведения для этого вида',
      ]),
      fields: ownFields(),
    },
    {
      id: 'persons',
      title: words([
        'Persons concerned',
        'الأشخاص المعنيون',
        'Personas de que se trata',
        'Pessoas em causa',
        'Personnes concernées',
        'Лица, о которых идёт речь',
      ]),
      fields: [
        {
          id: 'persons',
          type: 'group',
          label: words([
            'Suspects and others, never a victim',
            'المشتبه بهم وغيرهم، دون الضحايا',
            'Sospechosos y otros, nunca una víctima',
            'Suspeitos e outros, nunca uma vítima',
            'Suspects et autres, jamais une victime',
            'Подозреваемые и другие, но не жертвы',
          ]),
          rowLabel: words(['Person', 'الشخص', 'Persona', 'Pessoa', 'Personne', 'Лицо']),
          sensitivity: 'case',
          maxRows: 30,
          fields: [
            choice('role', 'cooperation_person_role', ['Role', 'الصفة', 'Calidad', 'Qualidade', 'Qualité', 'Роль'], {
              required: true,
            }),
            line('name', ['Name', 'الاسم', 'Nombre', 'Nome', 'Nom', 'Имя']),
            country('nationality', [
              'Nationality',
              'الجنسية',
              'Nacionalidad',
              'Nacionalidade',
              'Nationalité',
              'Гражданство',
            ]),
            line('location', [
              'Whereabouts, if known',
              'مكان الوجود إن عُرف',
              'Paradero, si se conoce',
              'Localização, se conhecida',
              'Lieu, s’il est connu',
              'Местонахождение, если известно',
            ]),
          ],
        },
      ],
    },
    {
      id: 'purpose',
      title: words([
        'Purpose and limits',
        'الغرض والحدود',
        'Finalidad y límites',
        'Finalidade e limites',
        'Finalité et limites',
        'Цель и ограничения',
      ]),
      fields: [
        lines('purpose', [
          'Purpose of the request',
          'الغرض من الطلب',
          'Finalidad para la que se pide',
          'Finalidade do pedido',
          'But de la demande',
          'Цель запроса',
        ]),
        lines('confidentiality', [
          'Confidentiality requested',
          'السرية المطلوبة',
          'Confidencialidad que se pide',
          'Confidencialidade pedida',
          'Confidentialité demandée',
          'Запрошенная конфиденциальность',
        ]),
        ...handlingFields(),
      ],
    },
    {
      id: 'urgency',
      title: words([
        'Urgency and language',
        'الاستعجال واللغة',
        'Urgencia e idioma',
        'Urgência e língua',
        'Urgence et langue',
        'Срочность и язык',
      ]),
      fields: [
        choice('urgency', 'cooperation_urgency', [
          'Urgency',
          'الاستعجال',
          'Urgencia',
          'Urgência',
          'Urgence',
          'Срочность',
        ]),
        day('deadline', [
          'Needed by',
          'مطلوب بحلول',
          'Se necesita antes del',
          'Necessário até',
          'Attendue avant le',
          'Требуется к',
        ]),
        lines('deadline_reason', [
          'Reason for the date or urgency',
          'سبب التاريخ أو الاستعجال',
          'Motivo del plazo o la urgencia',
          'Motivo do prazo ou urgência',
          'Motif du délai ou de l’urgence',
          'Причина срока или срочности',
        ]),
        yesNo(
          'oral',
          [
            'Made orally first (18(14))',
            'قُدّم شفويًا من قبل (18(14))',
            'Formulada antes oralmente (18(14))',
            'Feito antes oralmente (18(14))',
            'Présentée oralement avant (18(14))',
            'Ранее сделан устно (18(14))',
          ],
          {
            help: [
              'In urgent circumstances, where both agree. This request confirms it in writing.',
              'في الحالات العاجلة وباتفاق الطرفين. هذا الطلب يؤكده كتابةً.',
              'En casos urgentes y de común acuerdo. Esta solicitud la confirma por escrito.',
              'Em casos urgentes e por acordo. Este pedido confirma-o por escrito.',
              'En cas d’urgence et d’un commun accord. Cette demande la confirme par écrit.',
              'В срочных случаях и по согласию. Этот запрос подтверждает его письменно.',
            ],
          },
        ),
        day(
          'oral_on',
          [
            'Made by voice on',
            'قُدّم شفويًا في',
            'Formulada oralmente el',
            'Feito oralmente em',
            'Présentée oralement le',
            'Сделан устно',
          ],
          {
            showWhen: { eq: ['oral', 'yes'] },
          },
        ),
        line(
          'oral_to',
          [
            'Office that took it',
            'المكتب الذي تلقّاه',
            'Oficina que la recibió',
            'Serviço que o recebeu',
            'Service qui l’a reçue',
            'Кто принял',
          ],
          {
            showWhen: { eq: ['oral', 'yes'] },
            help: [
              'The office and line, not a name.',
              'المكتب والخط، لا اسم شخص.',
              'La oficina y la línea, no un nombre.',
              'O serviço e a linha, não um nome.',
              'Le service et la ligne, pas un nom.',
              'Служба и линия, не имя.',
            ],
          },
        ),
        language('language', [
          'Language of this request',
          'لغة هذا الطلب',
          'Idioma de esta solicitud',
          'Língua deste pedido',
          'Langue de la demande',
          'Язык этого запроса',
        ]),
        language('translation_language', [
          'Translated into',
          'مترجم إلى',
          'Traducida al',
          'Traduzido para',
          'Traduite en',
          'Переведён на',
        ]),
        lines('translation', ['Translation', 'الترجمة', 'Traducción', 'Tradução', 'Traduction', 'Перевод'], {
          maxLength: 40_000,
        }),
      ],
    },
  ],
})
