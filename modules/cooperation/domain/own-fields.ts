import type { Field } from '@gloact/forms'
import { ABOUT_RETURN } from './other-types.ts'
import { country, line, lines, yesNo } from './words.ts'

const of = (...types: readonly string[]) => ({ showWhen: { in: ['type', [...types]] as [string, string[]] } })

/** The questions that one type of request asks and others do not. */
export const ownFields = (): Field[] => [
  line(
    'warrant',
    [
      'Arrest warrant or judgment: number, date, court',
      'أمر القبض أو الحكم: الرقم والتاريخ والمحكمة',
      'Orden de detención o sentencia: número, fecha, tribunal',
      'Mandado ou sentença: número, data, tribunal',
      'Mandat d’arrêt ou jugement : numéro, date, juridiction',
      'Постановление о задержании или приговор: номер, дата, суд',
    ],
    of('extradition'),
  ),
  line(
    'penalty',
    [
      'Heaviest penalty, or sentence left to serve',
      'أشد عقوبة أو المدة المتبقية',
      'Pena máxima o condena pendiente',
      'Pena máxima ou pena por cumprir',
      'Peine maximale ou restant à purger',
      'Наибольшее наказание или неотбытый срок',
    ],
    of('extradition'),
  ),
  yesNo(
    'provisional_arrest',
    [
      'Provisional arrest asked for (16(9))',
      'طلب القبض المؤقت (16(9))',
      'Se pide detención preventiva (16(9))',
      'Pede-se detenção provisória (16(9))',
      'Arrestation provisoire demandée (16(9))',
      'Просим о предварительном аресте (16(9))',
    ],
    of('extradition'),
  ),
  lines(
    'information',
    [
      'Information given, and what it may be used for',
      'المعلومات المقدمة وما يجوز استعمالها فيه',
      'Información que se da y para qué puede usarse',
      'Informação prestada e para que pode ser usada',
      'Information donnée et usage permis',
      'Сообщаемые сведения и их допустимое использование',
    ],
    { ...of('spontaneous'), maxLength: 20_000 },
  ),
  lines(
    'team_members',
    [
      'Authorities, leader and members, by function',
      'السلطات والقائد والأعضاء بوظائفهم',
      'Autoridades, jefe y miembros, por función',
      'Autoridades, chefe e membros, por função',
      'Autorités, chef et membres, par fonction',
      'Органы, руководитель и члены по должностям',
    ],
    of('joint_team'),
  ),
  line(
    'team_period',
    [
      'Period, and how it is extended',
      'المدة وكيفية تمديدها',
      'Plazo y su prórroga',
      'Período e prorrogação',
      'Durée et prolongation',
      'Срок и его продление',
    ],
    of('joint_team'),
  ),
  lines(
    'team_rules',
    [
      'Place, law that applies, evidence, confidentiality, costs',
      'المكان والقانون المنطبق والأدلة والسرية والتكاليف',
      'Lugar, ley aplicable, pruebas, reserva, costos',
      'Lugar, lei aplicável, prova, sigilo, custos',
      'Lieu, droit applicable, preuves, secret, frais',
      'Место, право, доказательства, тайна, расходы',
    ],
    of('joint_team'),
  ),
  lines(
    'detained_consent',
    [
      'Free and informed consent of the person: how and when it was given',
      'موافقة الشخص الحرة والمستنيرة: كيف ومتى أُعطيت',
      'Consentimiento libre e informado: cómo y cuándo se dio',
      'Consentimento livre e informado: como e quando foi dado',
      'Consentement libre et éclairé : comment et quand il a été donné',
      'Свободное и осознанное согласие: как и когда дано',
    ],
    of('detained_transfer'),
  ),
  lines(
    'detained_terms',
    [
      'Conditions: custody, safe conduct, day of return, time served credited',
      'الشروط: الحجز والأمان ويوم العودة واحتساب المدة',
      'Condiciones: custodia, salvoconducto, devolución, abono del tiempo',
      'Condições: custódia, salvo-conduto, dia da devolução, desconto do tempo cumprido',
      'Conditions : garde, sauf-conduit, retour, imputation de la durée',
      'Условия: содержание, неприкосновенность, возврат, зачёт срока',
    ],
    of('detained_transfer'),
  ),
  lines(
    'transfer_case',
    [
      'Case: number, stage, evidence that goes with it',
      'القضية: الرقم والمرحلة والأدلة المرفقة',
      'Causa: número, fase, pruebas que se remiten',
      'Processo: número, fase, provas que seguem',
      'Affaire : numéro, stade, preuves transmises',
      'Дело: номер, стадия, передаваемые доказательства',
    ],
    of('transfer_of_proceedings'),
  ),
  lines(
    'transfer_reason',
    [
      'Why justice is better served there',
      'لماذا يخدم النقل حسن سير العدالة',
      'Por qué beneficia a la administración de justicia',
      'Porque ali se serve melhor a justiça',
      'Pourquoi le transfert sert la bonne administration de la justice',
      'Почему передача служит надлежащему правосудию',
    ],
    of('transfer_of_proceedings'),
  ),
  line(
    'police_unit',
    [
      'Unit that asks, and its line for questions',
      'الوحدة السائلة وخطها للاستفسار',
      'Unidad que pregunta y su línea de contacto',
      'Unidade que pede e a sua linha de contacto',
      'Service qui interroge et sa ligne de contact',
      'Запрашивающее подразделение и его линия связи',
    ],
    {
      ...of('police_enquiry'),
      help: [
        'The unit and line, not a name. The answer is not evidence: for use in court ask for assistance.',
        'الوحدة والخط لا اسم شخص. الجواب ليس دليلًا: للاستعمال أمام المحكمة اطلب مساعدة قانونية.',
        'La unidad y la línea, no un nombre. La respuesta no es prueba: para el juicio pida asistencia.',
        'A unidade e a linha, não um nome. A resposta não é prova: para uso em tribunal, peça auxílio.',
        'Le service et la ligne, pas un nom. La réponse n’est pas une preuve : pour la justice, demandez l’entraide.',
        'Подразделение и линия, не имя. Ответ не доказательство: для суда просите правовую помощь.',
      ],
    },
  ),
  line(
    'vessel',
    [
      'Vessel: name, number, description',
      'السفينة: الاسم والرقم والوصف',
      'Buque: nombre, número, descripción',
      'Navio: nome, número, descrição',
      'Navire : nom, numéro, description',
      'Судно: название, номер, описание',
    ],
    of('boarding'),
  ),
  country(
    'vessel_flag',
    [
      'Flag claimed or shown',
      'العلم المرفوع أو المدعى',
      'Pabellón que enarbola o alega',
      'Bandeira arvorada ou alegada',
      'Pavillon battu ou allégué',
      'Флаг',
    ],
    of('boarding'),
  ),
  line(
    'vessel_position',
    [
      'Position, course and time (UTC)',
      'الموقع والمسار والوقت (UTC)',
      'Posición, rumbo y hora (UTC)',
      'Posição, rumo e hora (UTC)',
      'Position, cap et heure (UTC)',
      'Координаты, курс и время (UTC)',
    ],
    of('boarding'),
  ),
  lines(
    'measures',
    [
      'Asked for: registry confirmed, boarding, search, other measures',
      'المطلوب: تأكيد التسجيل أو الصعود أو التفتيش أو غيره',
      'Se pide: confirmar la matrícula, visita, registro, otras medidas',
      'Pede-se: confirmar registo, abordagem, busca, outras medidas',
      'Demandé : confirmation, arraisonnement, fouille, autres mesures',
      'Просим: подтвердить регистр, высадку, досмотр, иные меры',
    ],
    of('boarding'),
  ),
  line(
    'documents_held',
    [
      'Documents held, or that there are none',
      'الوثائق الموجودة أو عدم وجودها',
      'Documentos que tiene, o que no tiene',
      'Documentos que tem, ou que não tem',
      'Documents détenus, ou absence de documents',
      'Какие документы есть, или что их нет',
    ],
    of(...ABOUT_RETURN),
  ),
  yesNo(
    'seeks_no_protection',
    [
      'Established that the person seeks no protection, fears no harm there and is not a victim of trafficking?',
      'هل ثبت أن الشخص لا يطلب حماية ولا يخشى أذى هناك وليس ضحية اتجار؟',
      '¿Consta que la persona no busca protección, no teme daños allí y no es víctima de trata?',
      'Está estabelecido que a pessoa não pede proteção, não receia sofrer danos lá e não é vítima de tráfico?',
      'Est-il établi que la personne ne cherche pas de protection, ne craint rien là-bas et n’est pas victime de la traite ?',
      'Установлено ли, что человек не ищет защиты, не боится вреда там и не является жертвой торговли людьми?',
    ],
    {
      ...of(...ABOUT_RETURN),
      help: [
        'Without a clear yes the other country is not asked. Victims are referred on another track.',
        'دون نعم واضحة لا يُسأل البلد الآخر. يُحال الضحايا بمسار آخر.',
        'Sin un sí claro no se pregunta al otro país. Las víctimas se derivan por otra vía.',
        'Sem um sim claro não se pergunta ao outro país. As vítimas são encaminhadas por outra via.',
        'Sans un oui clair, l’autre pays n’est pas interrogé. Les victimes sont orientées par une autre voie.',
        'Без ясного «да» другую страну не спрашивают. Жертв направляют иным путём.',
      ],
    },
  ),
]
