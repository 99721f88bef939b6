import { defineForm, type Field, type FormDefinition } from '@gloact/forms'
import { handlingFields } from './request-form.ts'
import { choice, choices, day, line, lines, words, type Said } from './words.ts'

const form = (id: string, title: Said, fields: readonly Field[]): Readonly<Record<string, FormDefinition>> => ({
  [id]: defineForm({
    id,
    version: '1',
    title: words(title),
    sections: [{ id, title: words(title), fields: [...fields] }],
  }),
})

const REASON: Said = ['Reason', 'السبب', 'Motivo', 'Motivo', 'Motif', 'Причина']
/** Ordinary costs are the requested State's (UNTOC art. 18(28)); what goes beyond is said before it is spent, and with the result. */
const costs = () =>
  lines(
    'costs',
    [
      'Costs beyond the ordinary, and who bears them (18(28))',
      'التكاليف غير العادية ومن يتحملها (18(28))',
      'Gastos extraordinarios y quién los asume (18(28))',
      'Despesas extraordinárias e quem as suporta (18(28))',
      'Frais extraordinaires et qui les assume (18(28))',
      'Чрезвычайные расходы и кто их несёт (18(28))',
    ],
    { maxLength: 2000 },
  )

const ABOUT = [
  'What it is about',
  'ما يتعلق به',
  'A qué se refiere',
  'A que se refere',
  'Ce dont il s’agit',
  'О чём речь',
] as const
const GROUND: Said = ['Ground', 'الأساس', 'Motivo jurídico', 'Fundamento', 'Motif juridique', 'Основание']
const DONE_WITH_IT: Said = [
  'What may be done with it',
  'ما يجوز فعله به',
  'Qué puede hacerse con ello',
  'O que se pode fazer com isso',
  'Ce qui peut en être fait',
  'Что можно с этим делать',
]
const CONSULTED: Said = [
  'Consultation with the other side (18(26))',
  'التشاور مع الطرف الآخر (18(26))',
  'Consulta con la otra parte (18(26))',
  'Consulta com a outra parte (18(26))',
  'Consultation de l’autre partie (18(26))',
  'Консультации с другой стороной (18(26))',
]

const RESULT: Said = ['Result', 'النتيجة', 'Resultado', 'Resultado', 'Résultat', 'Результат']
const resultFields = (): readonly Field[] => [
  lines(
    'result',
    [
      'What was done and obtained',
      'ما أُنجز وما حُصل عليه',
      'Qué se hizo y se obtuvo',
      'O que foi feito e obtido',
      'Ce qui a été fait et obtenu',
      'Что сделано и получено',
    ],
    { required: true, maxLength: 20_000 },
  ),
  lines('conditions', [
    'Conditions that were agreed to',
    'الشروط المتفق عليها',
    'Condiciones aceptadas',
    'Condições aceites',
    'Conditions convenues',
    'Согласованные условия',
  ]),
  costs(),
  lines('use_limits', [
    'Limits on its use (18(19))',
    'حدود الاستعمال (18(19))',
    'Límites de uso (18(19))',
    'Limites de uso (18(19))',
    'Limites d’utilisation (18(19))',
    'Ограничения использования (18(19))',
  ]),
  ...handlingFields(),
]

/** What each step asks for, next to a request itself, by the id that the step names. */
export const ANSWER_FORMS: Readonly<Record<string, FormDefinition>> = {
  ...form(
    'send_back',
    ['Send back', 'إعادة', 'Devolver', 'Devolver', 'Renvoyer', 'Вернуть'],
    [
      lines(
        'reason',
        [
          'What has to change',
          'ما الذي يجب تغييره',
          'Qué debe cambiar',
          'O que deve mudar',
          'Ce qui doit changer',
          'Что нужно изменить',
        ],
        { required: true, maxLength: 2000 },
      ),
    ],
  ),
  ...form(
    'question',
    [
      'More information',
      'معلومات إضافية',
      'Información adicional',
      'Informações adicionais',
      'Complément d’information',
      'Дополнительная информация',
    ],
    [
      lines(
        'question',
        [
          'What is needed to execute the request',
          'ما يلزم لتنفيذ الطلب',
          'Qué se necesita para cumplir la solicitud',
          'O que é preciso para executar o pedido',
          'Ce qu’il faut pour exécuter la demande',
          'Что нужно для исполнения запроса',
        ],
        { required: true },
      ),
    ],
  ),
  ...form(
    'reply',
    [
      'Information supplied',
      'معلومات مقدَّمة',
      'Información facilitada',
      'Informações prestadas',
      'Informations fournies',
      'Предоставленная информация',
    ],
    [
      lines('reply', ['Answer', 'الجواب', 'Respuesta', 'Resposta', 'Réponse', 'Ответ'], {
        required: true,
        maxLength: 20_000,
        help: [
          'No victim may be recognised from it.',
          'لا يجوز أن يُعرف منه أي ضحية.',
          'No debe permitir identificar a ninguna víctima.',
          'Não deve permitir identificar nenhuma vítima.',
          'Aucune victime ne doit être reconnaissable.',
          'По нему нельзя установить личность жертвы.',
        ],
      }),
      ...handlingFields(),
    ],
  ),
  ...form(
    'acceptance',
    ['Acceptance', 'قبول', 'Aceptación', 'Aceitação', 'Acceptation', 'Принятие'],
    [
      line('executing_authority', [
        'Authority that executes it',
        'السلطة المنفِّذة',
        'Autoridad que la cumple',
        'Autoridade que o executa',
        'Autorité d’exécution',
        'Исполняющий орган',
      ]),
      day('expected_on', [
        'Result expected by',
        'النتيجة متوقعة بحلول',
        'Resultado previsto para',
        'Resultado previsto para',
        'Résultat attendu pour le',
        'Результат ожидается к',
      ]),
      costs(),
    ],
  ),
  ...form(
    'conditions',
    ['Conditions', 'الشروط', 'Condiciones', 'Condições', 'Conditions', 'Условия'],
    [
      lines(
        'conditions',
        [
          'Terms on which assistance is given',
          'شروط تقديم المساعدة',
          'Condiciones en que se presta la asistencia',
          'Condições em que o auxílio é prestado',
          'Conditions de l’assistance',
          'Условия оказания помощи',
        ],
        { required: true },
      ),
      costs(),
    ],
  ),
  ...form(
    'postponement',
    ['Postponement', 'إرجاء', 'Aplazamiento', 'Adiamento', 'Report', 'Отсрочка'],
    [
      choice('ground', 'cooperation_postponement', GROUND, { required: true }),
      lines('reason', REASON, { required: true, maxLength: 2000 }),
      lines('consulted', CONSULTED, { required: true, maxLength: 2000 }),
      day('until', [
        'Until about',
        'إلى حوالي',
        'Hasta aproximadamente',
        'Até cerca de',
        'Jusque vers le',
        'Примерно до',
      ]),
    ],
  ),
  ...form(
    'refusal',
    ['Refusal', 'رفض', 'Denegación', 'Recusa', 'Refus', 'Отказ'],
    [
      choice('ground', 'cooperation_refusal', GROUND, { required: true }),
      lines('reason', REASON, {
        required: true,
        maxLength: 2000,
        help: [
          'Reasons are owed for every refusal (18(23)).',
          'يجب تعليل كل رفض (18(23)).',
          'Toda denegación debe motivarse (18(23)).',
          'Toda a recusa deve ser fundamentada (18(23)).',
          'Tout refus doit être motivé (18(23)).',
          'Каждый отказ мотивируется (18(23)).',
        ],
      }),
      lines('consulted', CONSULTED, { required: true, maxLength: 2000 }),
    ],
  ),
  ...form('prepared', RESULT, [
    choice(
      'extent',
      'cooperation_extent',
      [
        'What this executes of the request',
        'ما ينفّذه هذا من الطلب',
        'Qué parte de la solicitud se cumple',
        'O que se executa do pedido',
        'Ce qui est exécuté de la demande',
        'Что исполнено по запросу',
      ],
      { required: true },
    ),
    ...resultFields(),
  ]),
  ...form('result', RESULT, resultFields()),
  ...form(
    'permission_asked',
    [
      'Originator’s permission',
      'إذن الجهة المُصدرة',
      'Permiso del originador',
      'Autorização do autor',
      'Autorisation de l’émetteur',
      'Разрешение отправителя',
    ],
    [
      choices('actions', 'cooperation_handled', DONE_WITH_IT, { required: true }),
      lines(
        'why',
        [
          'Purpose, and who would receive it',
          'الغرض ومن سيتسلّمه',
          'Finalidad y destinatario',
          'Finalidade e destinatário',
          'But et destinataire',
          'Цель и получатель',
        ],
        { required: true, maxLength: 2000 },
      ),
    ],
  ),
  ...form(
    'permission_given',
    ['Permission', 'الإذن', 'Permiso', 'Autorização', 'Autorisation', 'Разрешение'],
    [
      choices('actions', 'cooperation_handled', DONE_WITH_IT, { required: true }),
      lines('conditions', ['Conditions', 'الشروط', 'Condiciones', 'Condições', 'Conditions', 'Условия'], {
        maxLength: 2000,
      }),
      day('until', ['Valid until', 'صالح حتى', 'Válido hasta', 'Válido até', 'Valable jusqu’au', 'Действует до']),
    ],
  ),
  ...form(
    'permission_withheld',
    ['No permission', 'عدم الإذن', 'Sin permiso', 'Sem autorização', 'Pas d’autorisation', 'Отказ в разрешении'],
    [lines('reason', REASON, { required: true, maxLength: 2000 })],
  ),
  ...form(
    'correction',
    ['Correction', 'تصحيح', 'Corrección', 'Correção', 'Correction', 'Исправление'],
    [
      choice('about', 'cooperation_about', ABOUT, { required: true }),
      lines(
        'text',
        [
          'What was wrong, and what is right',
          'ما كان خطأً وما هو الصواب',
          'Qué era erróneo y qué es correcto',
          'O que estava errado e o que está certo',
          'Ce qui était faux, et ce qui est juste',
          'Что было неверно и как верно',
        ],
        { required: true, maxLength: 10_000 },
      ),
      ...handlingFields(),
    ],
  ),
  ...form(
    'recall',
    ['Recall', 'استرجاع', 'Revocación', 'Retirada', 'Rappel', 'Отзыв'],
    [
      choice('about', 'cooperation_about', ABOUT, { required: true }),
      lines('reason', REASON, { required: true, maxLength: 2000 }),
    ],
  ),
  ...form(
    'withdrawal',
    ['Withdrawal', 'سحب', 'Retirada', 'Retirada', 'Retrait', 'Отзыв'],
    [choice('reason', 'cooperation_withdrawal', REASON, { required: true })],
  ),
  ...form(
    'closing',
    ['Closing', 'إغلاق', 'Cierre', 'Encerramento', 'Clôture', 'Закрытие'],
    [
      choice('outcome', 'cooperation_closing', ['Outcome', 'المآل', 'Desenlace', 'Resultado', 'Issue', 'Итог'], {
        required: true,
      }),
      lines('note', ['Note', 'ملاحظة', 'Nota', 'Nota', 'Note', 'Примечание'], { maxLength: 2000 }),
    ],
  ),
}
