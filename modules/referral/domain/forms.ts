import type { CodeLists } from '@gloact/codes'
import { defineForm, type Field, type FormDefinition } from '@gloact/forms'

export type Said = readonly [en: string, ar: string, es: string, pt: string, fr: string, ru: string]

export const words = ([en, ar, es, pt, fr, ru]: Said) => ({ en, ar, es, pt, fr, ru })
export const code = (name: string, said: Said) => ({ code: name, label: words(said) })
export const list = (id: string, ...codes: readonly ReturnType<typeof code>[]) => ({
  [id]: { id, version: '1', codes },
})

const OTHER = code('other', ['Other', 'سبب آخر', 'Otro', 'Outro', 'Autre', 'Другое'])
const NOT_ELIGIBLE = code('not_eligible', [
  'Not for them',
  'الخدمة غير مخصصة لهم',
  'No cumple los requisitos',
  'Não cumpre os requisitos',
  'Ne remplit pas les conditions',
  'Не подходит по условиям',
])
const SAFETY = code('safety', ['Not safe', 'غير آمن', 'No es seguro', 'Não é seguro', 'Pas sûr', 'Небезопасно'])

/** The lists that the forms of a referral choose from. */
export const REFERRAL_LISTS: CodeLists = {
  ...list(
    'referral_decline',
    code('full', ['No room', 'لا مكان شاغر', 'Sin plazas', 'Sem vagas', 'Complet', 'Нет мест']),
    NOT_ELIGIBLE,
    code('out_of_area', [
      'Outside our area',
      'خارج منطقتنا',
      'Fuera de nuestra zona',
      'Fora da nossa área',
      'Hors de notre secteur',
      'Вне нашего района',
    ]),
    code('accessibility', [
      'Not accessible for them',
      'غير متاحة لذوي الإعاقة لديهم',
      'No es accesible para la persona',
      'Não é acessível para a pessoa',
      'Non accessible à la personne',
      'Недоступно для этого человека',
    ]),
    code('conflict_of_interest', [
      'Conflict of interest',
      'تضارب مصالح',
      'Conflicto de intereses',
      'Conflito de interesses',
      'Conflit d’intérêts',
      'Конфликт интересов',
    ]),
    code('language', ['Language', 'اللغة', 'Idioma', 'Língua', 'Langue', 'Язык']),
    SAFETY,
    code('not_our_service', [
      'Not our service',
      'ليست خدمتنا',
      'No es nuestro servicio',
      'Não é o nosso serviço',
      'Pas notre service',
      'Не наша услуга',
    ]),
    OTHER,
  ),
  ...list(
    'referral_not_delivered',
    code('declined_by_person', [
      'The person decided against it',
      'قرر الشخص عدم المتابعة',
      'La persona decidió no seguir',
      'A pessoa decidiu não seguir',
      'La personne y a renoncé',
      'Человек отказался',
    ]),
    code('no_contact', [
      'Could not be reached',
      'تعذّر الوصول إليه',
      'No se pudo contactar',
      'Não foi possível contactar',
      'Injoignable',
      'Не удалось связаться',
    ]),
    code('unavailable', [
      'Not available after all',
      'لم تعد الخدمة متاحة',
      'Finalmente no disponible',
      'Afinal indisponível',
      'Finalement indisponible',
      'Услуга оказалась недоступна',
    ]),
    NOT_ELIGIBLE,
    code('deceased', ['Died', 'تُوفّي', 'Falleció', 'Faleceu', 'Décès', 'Смерть']),
    code('returned', [
      'Returned home',
      'عاد إلى بلده',
      'Regresó a su país',
      'Regressou ao país',
      'Retour au pays',
      'Возвращение на родину',
    ]),
    code('moved', ['Moved away', 'انتقل إلى مكان آخر', 'Se mudó', 'Mudou-se', 'A déménagé', 'Переезд']),
    SAFETY,
    OTHER,
  ),
  ...list(
    'referral_result',
    code('provided', ['Given', 'قُدّمت', 'Prestado', 'Prestado', 'Fourni', 'Оказана']),
    code('partly_provided', [
      'Given in part',
      'قُدّمت جزئيًا',
      'Prestado en parte',
      'Prestado em parte',
      'Fourni en partie',
      'Оказана частично',
    ]),
    code('ended_early', [
      'Ended early',
      'انتهت قبل أوانها',
      'Terminó antes',
      'Terminou antes',
      'Interrompu',
      'Прекращена раньше',
    ]),
  ),
  ...list(
    'referral_withdrawal',
    code('mistake', [
      'Sent in error',
      'أُرسلت خطأً',
      'Enviada por error',
      'Enviado por engano',
      'Envoyée par erreur',
      'По ошибке',
    ]),
    code('placed_elsewhere', [
      'Found elsewhere',
      'وُجدت خدمة أخرى',
      'Encontrado en otro lugar',
      'Encontrado noutro local',
      'Trouvé ailleurs',
      'Найдено в другом месте',
    ]),
    SAFETY,
  ),
  ...list(
    'referral_ground',
    code('vital_interests', [
      'Danger to life or health',
      'خطر على الحياة أو الصحة',
      'Peligro para la vida o la salud',
      'Perigo para a vida ou a saúde',
      'Danger pour la vie ou la santé',
      'Опасность для жизни или здоровья',
    ]),
    code('legal_duty', [
      'Duty by law',
      'واجب قانوني',
      'Obligación legal',
      'Dever legal',
      'Obligation légale',
      'Обязанность по закону',
    ]),
    code('protect_child', [
      'Protection of a child',
      'حماية طفل',
      'Protección de un menor',
      'Proteção de uma criança',
      'Protection d’un enfant',
      'Защита ребёнка',
    ]),
    code('court_order', [
      'Order of a court',
      'أمر محكمة',
      'Orden judicial',
      'Ordem judicial',
      'Décision de justice',
      'Решение суда',
    ]),
  ),
  ...list(
    'referral_override_verdict',
    code('justified', ['Justified', 'مبرر', 'Justificada', 'Justificada', 'Justifiée', 'Обоснованно']),
    code('not_justified', [
      'Not justified: recall it',
      'غير مبرر: يُسحب',
      'No justificada: se revoca',
      'Não justificada: retirar',
      'Non justifiée : rappel',
      'Необоснованно: отозвать',
    ]),
  ),
  ...list(
    'referral_next',
    code('met', [
      'The need is met',
      'لُبّي الاحتياج',
      'Necesidad cubierta',
      'Necessidade satisfeita',
      'Besoin satisfait',
      'Потребность удовлетворена',
    ]),
    code('referred_again', [
      'Referred elsewhere',
      'أُحيل إلى جهة أخرى',
      'Derivado a otro lugar',
      'Encaminhada para outro serviço',
      'Orienté ailleurs',
      'Направлен в другое место',
    ]),
    code('gap', [
      'Nothing found',
      'لم توجد خدمة',
      'No se encontró nada',
      'Nada encontrado',
      'Rien trouvé',
      'Ничего не найдено',
    ]),
    code('no_longer_wanted', [
      'No longer wanted',
      'لم يعد مرغوبًا',
      'Ya no se desea',
      'Já não é desejado',
      'Plus souhaité',
      'Больше не требуется',
    ]),
  ),
}

export const reason = (
  codeList: string,
  said: Said = ['Why', 'السبب', 'Motivo', 'Motivo', 'Motif', 'Причина'],
): Field => ({
  id: 'reason',
  type: 'choice',
  codeList,
  label: words(said),
  sensitivity: 'case',
  required: true,
  absences: [],
})

export const longText = (id: string, said: Said, required = false): Field => ({
  id,
  type: 'long_text',
  label: words(said),
  sensitivity: 'case',
  maxLength: 1000,
  ...(required ? { required, absences: [] } : {}),
})

export const form = (id: string, title: Said, fields: readonly Field[]): Readonly<Record<string, FormDefinition>> => ({
  [id]: defineForm({
    id,
    version: '1',
    title: words(title),
    sections: [{ id, title: words(title), fields: [...fields] }],
  }),
})

const NOTE: Said = [
  'What the other side should know',
  'ما ينبغي أن تعرفه الجهة الأخرى',
  'Qué debe saber la otra parte',
  'O que a outra parte deve saber',
  'Ce que l’autre partie doit savoir',
  'Что нужно знать другой стороне',
]

/** What each step of a referral asks for, by the id that the step names. */
export const REFERRAL_FORMS: Readonly<Record<string, FormDefinition>> = {
  ...form(
    'accept',
    ['Accept', 'قبول', 'Aceptar', 'Aceitar', 'Accepter', 'Принять'],
    [
      {
        id: 'first_on',
        type: 'date',
        precision: 'day',
        label: words(['First day', 'اليوم الأول', 'Primer día', 'Primeiro dia', 'Premier jour', 'Первый день']),
        sensitivity: 'case',
        required: true,
        absences: [],
      },
      {
        id: 'contact',
        type: 'text',
        label: words([
          'Whom to ask for',
          'الشخص المسؤول عن الاستقبال',
          'Por quién preguntar',
          'Pessoa a contactar',
          'Personne à demander',
          'Кого спросить',
        ]),
        sensitivity: 'case',
        maxLength: 200,
      },
    ],
  ),
  ...form(
    'waiting',
    ['Waiting list', 'قائمة الانتظار', 'Lista de espera', 'Lista de espera', 'Liste d’attente', 'Очередь'],
    [
      {
        id: 'place',
        type: 'number',
        min: 1,
        max: 999,
        label: words(['Place in line', 'الترتيب في القائمة', 'Puesto', 'Posição na lista', 'Rang', 'Место в очереди']),
        sensitivity: 'case',
      },
      longText('note', NOTE),
    ],
  ),
  ...form(
    'question',
    ['Question', 'سؤال', 'Pregunta', 'Pergunta', 'Question', 'Вопрос'],
    [
      longText(
        'question',
        [
          'What you need to know',
          'ما تحتاجون إلى معرفته',
          'Qué necesita saber',
          'O que precisa de saber',
          'Ce que vous devez savoir',
          'Что вам нужно знать',
        ],
        true,
      ),
    ],
  ),
  ...form(
    'reply',
    ['Answer', 'جواب', 'Respuesta', 'Resposta', 'Réponse', 'Ответ'],
    [
      longText(
        'reply',
        [
          'Answer, as far as the person agreed',
          'الجواب في حدود ما وافق عليه الشخص',
          'Respuesta, en lo que la persona acordó',
          'Resposta, até onde a pessoa concordou',
          'Réponse, dans les limites de l’accord de la personne',
          'Ответ в пределах согласия человека',
        ],
        true,
      ),
    ],
  ),
  ...form(
    'decline',
    ['Decline', 'اعتذار', 'Rechazar', 'Recusar', 'Refuser', 'Отклонить'],
    [reason('referral_decline'), longText('note', NOTE)],
  ),
  ...form(
    'outcome',
    ['Outcome', 'النتيجة', 'Resultado', 'Resultado', 'Résultat', 'Итог'],
    [
      {
        id: 'result',
        type: 'choice',
        codeList: 'referral_result',
        label: words(['Outcome', 'ما الذي نتج', 'Resultado', 'Resultado obtido', 'Ce qu’il en est', 'Результат']),
        sensitivity: 'case',
        required: true,
        absences: [],
      },
      longText('feedback', NOTE),
    ],
  ),
  ...form(
    'not_delivered',
    ['Not given', 'لم تُقدَّم', 'No prestado', 'Não prestado', 'Non fourni', 'Не оказана'],
    [reason('referral_not_delivered'), longText('note', NOTE)],
  ),
  ...form(
    'withdrawal',
    ['Withdraw', 'سحب', 'Retirar', 'Retirar', 'Retirer', 'Отозвать'],
    [reason('referral_withdrawal')],
  ),
  ...form(
    'override',
    [
      'Exception from consent',
      'استثناء من الموافقة',
      'Excepción al consentimiento',
      'Exceção ao consentimento',
      'Exception au consentement',
      'Исключение из требования согласия',
    ],
    [
      reason('referral_ground', ['Ground', 'الأساس', 'Fundamento', 'Fundamento', 'Motif légal', 'Основание']),
      longText(
        'words',
        [
          'Why it cannot wait for consent',
          'لماذا لا يمكن انتظار الموافقة',
          'Por qué no puede esperar al consentimiento',
          'Porque não pode esperar pelo consentimento',
          'Pourquoi cela ne peut attendre le consentement',
          'Почему нельзя ждать согласия',
        ],
        true,
      ),
    ],
  ),
  ...form(
    'override_review',
    ['Review', 'مراجعة', 'Revisión', 'Revisão', 'Examen', 'Проверка'],
    [
      reason('referral_override_verdict', ['Verdict', 'الحكم', 'Conclusión', 'Conclusão', 'Conclusion', 'Вывод']),
      longText('words', ['Reasons', 'الأسباب', 'Razones', 'Razões', 'Raisons', 'Обоснование'], true),
    ],
  ),
  ...form(
    'closing',
    ['Close', 'إغلاق', 'Cerrar', 'Encerrar', 'Clore', 'Закрыть'],
    [
      reason('referral_next', [
        'What next',
        'الخطوة التالية',
        'Próximo paso',
        'Passo seguinte',
        'La suite',
        'Что дальше',
      ]),
    ],
  ),
}
