import { serviceType, type CodeLists } from '@gloact/codes'
import { URGENCIES } from '../request-kind.ts'
import { listOf, type Said } from '../words.ts'

export const AGE_BANDS = ['under_12', '12_17', '18_24', '25_59', '60_over'] as const
/** Bands of a child: theirs is another path. */
export const CHILD_BANDS: readonly string[] = ['under_12', '12_17']

/** What may be needed: services of the national list that one country finds for another. */
export const NEEDS = [
  'shelter',
  'reception',
  'health',
  'psychosocial',
  'legal_assistance',
  'child_protection',
  'voluntary_return',
  'education',
  'livelihood',
  'documents',
] as const

export const RISKS = ['known_to_traffickers', 'debt', 'family_pressure', 'self_harm', 'health', 'none_known'] as const
export const NO_ROOM = ['full', 'not_for_them', 'not_safe_here', 'other'] as const
export const DECLINES = ['full', 'needs_not_met', 'not_safe_here', 'other'] as const
export const CALLED_BACK = ['consent_withdrawn', 'other_solution', 'not_safe_there', 'mistake'] as const
export const STATUSES = ['grounds', 'no_grounds', 'identified', 'not_identified', 'ended'] as const
export const CONCLUSIONS = ['settled', 'own_way', 'referred_on', 'returned', 'not_found'] as const
export const WELLBEING = ['well', 'needs_more', 'at_risk', 'not_reached'] as const
export const DESTROYED = ['destroyed', 'never_opened', 'kept_by_law'] as const

const NOT_SAFE_HERE: Said = [
  'Not safe here',
  'غير آمن هنا',
  'No es seguro aquí',
  'Não é seguro aqui',
  'Pas en sécurité ici',
  'Здесь небезопасно',
]
const OTHER_REASON: Said = ['Other', 'سبب آخر', 'Otro', 'Outro', 'Autre', 'Другое']

/** The lists that the forms of a referral choose from. */
export const VICTIM_LISTS: CodeLists = {
  cooperation_need: {
    id: 'cooperation_need',
    version: '1',
    codes: serviceType.codes.filter(({ code }) => (NEEDS as readonly string[]).includes(code)),
  },
  ...listOf('cooperation_victim_urgency', URGENCIES, {
    routine: ['Routine', 'عادي', 'Ordinaria', 'Normal', 'Ordinaire', 'Обычная'],
    urgent: ['Urgent', 'عاجل', 'Urgente', 'Urgente', 'Urgente', 'Срочная'],
    emergency: ['Within a day', 'خلال يوم', 'En un día', 'No prazo de um dia', 'Sous un jour', 'В течение суток'],
  }),
  ...listOf('cooperation_age_band', AGE_BANDS, {
    under_12: ['Under 12', 'دون 12', 'Menos de 12', 'Menos de 12', 'Moins de 12 ans', 'Младше 12'],
    '12_17': ['12 to 17', '12–17', '12 a 17', '12 a 17', '12 à 17 ans', '12–17'],
    '18_24': ['18 to 24', '18–24', '18 a 24', '18 a 24', '18 à 24 ans', '18–24'],
    '25_59': ['25 to 59', '25–59', '25 a 59', '25 a 59', '25 à 59 ans', '25–59'],
    '60_over': ['60 or over', '60 فأكثر', '60 o más', '60 ou mais', '60 ans ou plus', '60 и старше'],
  }),
  ...listOf('cooperation_victim_sex', ['female', 'male', 'other'] as const, {
    female: ['Female', 'أنثى', 'Femenino', 'Feminino', 'Féminin', 'Женский'],
    male: ['Male', 'ذكر', 'Masculino', 'Masculino', 'Masculin', 'Мужской'],
    other: ['Other', 'غير ذلك', 'Otro', 'Outro', 'Autre', 'Другой'],
  }),
  ...listOf('cooperation_risk', RISKS, {
    known_to_traffickers: [
      'Traffickers have contacts there',
      'للمتاجرين معارف هناك',
      'Los tratantes tienen contactos allí',
      'Os traficantes têm contactos lá',
      'Les trafiquants y ont des contacts',
      'У торговцев людьми там есть связи',
    ],
    debt: [
      'Debt to be collected',
      'دَين يُطالَب به',
      'Deuda por cobrar',
      'Dívida por cobrar',
      'Dette à recouvrer',
      'Долг, который взыскивают',
    ],
    family_pressure: [
      'Pressure from family',
      'ضغط من الأسرة',
      'Presión de la familia',
      'Pressão da família',
      'Pression de la famille',
      'Давление семьи',
    ],
    self_harm: ['Self-harm', 'إيذاء النفس', 'Autolesión', 'Autoagressão', 'Automutilation', 'Самоповреждение'],
    health: [
      'Needs care on the way',
      'تلزم رعاية في الطريق',
      'Necesita atención en el viaje',
      'Precisa de cuidados na viagem',
      'Soins nécessaires en route',
      'Нужен уход в пути',
    ],
    none_known: [
      'None known',
      'لا يُعرف خطر',
      'Ninguno conocido',
      'Nenhum conhecido',
      'Aucun connu',
      'Рисков не известно',
    ],
  }),
  ...listOf('cooperation_no_room', NO_ROOM, {
    full: ['Full', 'ممتلئ', 'Sin plazas', 'Sem vagas', 'Complet', 'Мест нет'],
    not_for_them: [
      'Not a service for this group',
      'ليست خدمة لهذه الفئة',
      'No es un servicio para este grupo',
      'Não é um serviço para este grupo',
      'Service non destiné à ce groupe',
      'Служба не для этой группы',
    ],
    not_safe_here: NOT_SAFE_HERE,
    other: OTHER_REASON,
  }),
  ...listOf('cooperation_decline', DECLINES, {
    full: ['Full by now', 'امتلأ الآن', 'Ya sin plazas', 'Já sem vagas', 'Complet entre-temps', 'Мест больше нет'],
    needs_not_met: [
      'Needs that we cannot meet',
      'احتياجات لا نستطيع تلبيتها',
      'Necesidades que no podemos cubrir',
      'Necessidades que não podemos satisfazer',
      'Besoins que nous ne pouvons couvrir',
      'Потребности, которые мы не можем обеспечить',
    ],
    not_safe_here: NOT_SAFE_HERE,
    other: OTHER_REASON,
  }),
  ...listOf('cooperation_called_back', CALLED_BACK, {
    consent_withdrawn: [
      'The person no longer agrees',
      'لم يعد الشخص موافقًا',
      'La persona ya no está de acuerdo',
      'A pessoa já não está de acordo',
      'La personne n’est plus d’accord',
      'Человек больше не согласен',
    ],
    other_solution: [
      'Another solution was found',
      'وُجد حل آخر',
      'Se encontró otra solución',
      'Encontrou-se outra solução',
      'Autre solution trouvée',
      'Найдено другое решение',
    ],
    not_safe_there: [
      'Not safe there',
      'غير آمن هناك',
      'No es seguro allí',
      'Não é seguro lá',
      'Pas en sécurité là-bas',
      'Там небезопасно',
    ],
    mistake: ['Sent by mistake', 'أُرسل خطأً', 'Enviada por error', 'Enviado por engano', 'Envoyée par erreur', 'Ошибка'],
  }),
  ...listOf('cooperation_status', STATUSES, {
    grounds: [
      'Reasonable grounds: presumed a victim',
      'أسباب معقولة: يُفترض أنه ضحية',
      'Motivos razonables: presunta víctima',
      'Motivos razoáveis: presumível vítima',
      'Motifs raisonnables : victime présumée',
      'Разумные основания: предполагаемая жертва',
    ],
    no_grounds: [
      'No reasonable grounds',
      'لا أسباب معقولة',
      'Sin motivos razonables',
      'Sem motivos razoáveis',
      'Pas de motifs raisonnables',
      'Нет разумных оснований',
    ],
    identified: [
      'Identified as a victim',
      'حُددت هويته كضحية',
      'Identificada como víctima',
      'Identificada como vítima',
      'Identifiée comme victime',
      'Признан жертвой',
    ],
    not_identified: [
      'Not identified as a victim',
      'لم يُحدد كضحية',
      'No identificada como víctima',
      'Não identificada como vítima',
      'Non identifiée comme victime',
      'Не признан жертвой',
    ],
    ended: [
      'Status has ended',
      'انتهت الصفة',
      'La condición terminó',
      'O estatuto terminou',
      'Le statut a pris fin',
      'Статус прекращён',
    ],
  }),
  ...listOf('cooperation_conclusion', CONCLUSIONS, {
    settled: [
      'Settled, no further help needed',
      'استقر الوضع دون حاجة إلى مزيد',
      'Situación estable, sin más ayuda',
      'Situação estável, sem mais apoio',
      'Situation stable, sans autre aide',
      'Устроено, помощь больше не нужна',
    ],
    own_way: [
      'The person went their own way',
      'مضى الشخص في طريقه',
      'La persona siguió su camino',
      'A pessoa seguiu o seu caminho',
      'La personne a suivi sa voie',
      'Человек пошёл своим путём',
    ],
    referred_on: [
      'In the care of another service there',
      'في رعاية خدمة أخرى هناك',
      'Atendida por otro servicio de allí',
      'Acompanhada por outro serviço local',
      'Pris en charge par un autre service',
      'Под опекой другой службы там',
    ],
    returned: [
      'Came back to the sending country',
      'عاد إلى البلد المُحيل',
      'Volvió al país remitente',
      'Regressou ao país que a encaminhou',
      'Revenue dans le pays d’envoi',
      'Вернулся в направившую страну',
    ],
    not_found: [
      'Did not arrive and was not found',
      'لم يصل ولم يُعثر عليه',
      'No llegó ni fue localizada',
      'Não chegou nem foi localizada',
      'Ni arrivée ni retrouvée',
      'Не прибыл и не найден',
    ],
  }),
  ...listOf('cooperation_wellbeing', WELLBEING, {
    well: ['Well', 'بخير', 'Bien', 'Bem', 'Bien', 'Хорошо'],
    needs_more: [
      'Needs more help',
      'يحتاج إلى مساعدة إضافية',
      'Necesita más ayuda',
      'Precisa de mais apoio',
      'A besoin de plus d’aide',
      'Нужна ещё помощь',
    ],
    at_risk: ['At risk', 'معرّض للخطر', 'En riesgo', 'Em risco', 'En danger', 'В опасности'],
    not_reached: ['Not reached', 'تعذّر الوصول إليه', 'Sin contacto', 'Sem contacto', 'Pas jointe', 'Нет связи'],
  }),
  ...listOf('cooperation_destroyed', DESTROYED, {
    destroyed: [
      'Every copy is destroyed',
      'أُتلفت كل النسخ',
      'Todas las copias destruidas',
      'Todas as cópias destruídas',
      'Toutes les copies sont détruites',
      'Все копии уничтожены',
    ],
    never_opened: [
      'It was never opened or copied',
      'لم يُفتح ولم يُنسخ',
      'No se abrió ni se copió',
      'Nunca foi aberto nem copiado',
      'Jamais ouvert ni copié',
      'Не открывалось и не копировалось',
    ],
    kept_by_law: [
      'A part has to be kept by law',
      'يجب حفظ جزء بموجب القانون',
      'Una parte debe conservarse por ley',
      'Uma parte tem de ser conservada por lei',
      'Une partie est conservée en vertu de la loi',
      'Часть хранится по закону',
    ],
  }),
}
