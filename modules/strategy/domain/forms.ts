import { defineForm, type FormDefinition } from '@gloact/forms'
import { sixWords as words } from './lists.ts'

/*
 * What is asked of a plan. Nothing of it is about a person: every field is open. A country that asks more changes the form in a
 * version of its own.
 */

const open = { sensitivity: 'open' } as const
const TITLE = words(['Title', 'العنوان', 'Intitulé', 'Título', 'Título', 'Название'])
const PLAN = words(['Plan', 'الخطة', 'Plan', 'Plan', 'Plano', 'План'])
const STATE = words(['Status', 'الحالة', 'État', 'Estado', 'Estado', 'Статус'])
const CODE = words(['Number', 'الرقم', 'Numéro', 'Número', 'Número', 'Номер'])

export const planForm: FormDefinition = defineForm({
  id: 'plan',
  version: '1',
  title: words(['Plans', 'الخطط', 'Plans', 'Planes', 'Planos', 'Планы']),
  sections: [
    {
      id: 'plan',
      title: PLAN,
      fields: [
        { ...open, id: 'title', type: 'multilingual', required: true, maxLength: 200, label: TITLE },
        {
          ...open,
          id: 'scope',
          type: 'choice',
          codeList: 'plan_scope',
          required: true,
          label: words(['Scope', 'النطاق', 'Portée', 'Alcance', 'Âmbito', 'Уровень']),
        },
        {
          ...open,
          id: 'region',
          type: 'text',
          showWhen: { eq: ['scope', 'local'] },
          requiredWhen: { eq: ['scope', 'local'] },
          label: words(['Region', 'المنطقة', 'Région', 'Región', 'Região', 'Регион']),
        },
        { ...open, id: 'state', type: 'choice', codeList: 'plan_state', required: true, label: STATE },
        {
          ...open,
          id: 'starts_on',
          type: 'date',
          precision: 'day',
          required: true,
          label: words(['Starts on', 'تبدأ في', 'Début', 'Inicio', 'Início', 'Начало']),
        },
        {
          ...open,
          id: 'ends_on',
          type: 'date',
          precision: 'day',
          required: true,
          label: words(['Ends on', 'تنتهي في', 'Fin', 'Fin', 'Fim', 'Окончание']),
        },
        {
          ...open,
          id: 'adopted_by',
          type: 'text',
          label: words([
            'Adopted by',
            'صك الاعتماد',
            'Acte d’adoption',
            'Acto de aprobación',
            'Ato de adoção',
            'Акт о принятии',
          ]),
        },
        {
          ...open,
          id: 'page',
          type: 'url',
          label: words(['Published at', 'منشورة على', 'Publié à', 'Publicado en', 'Publicado em', 'Опубликован']),
        },
        {
          ...open,
          id: 'document',
          type: 'file',
          maxMegabytes: 20,
          label: words([
            'The plan as adopted',
            'الخطة كما اعتُمدت',
            'Le plan tel qu’adopté',
            'El plan tal como se aprobó',
            'O plano tal como adotado',
            'План в принятой редакции',
          ]),
        },
      ],
    },
  ],
  checks: [
    {
      id: 'ends_after_start',
      when: { ge: ['ends_on', { field: 'starts_on' }] },
      message: words([
        'A plan ends after it starts.',
        'تنتهي الخطة بعد بدايتها.',
        'Un plan se termine après son début.',
        'Un plan termina después de empezar.',
        'Um plano termina depois de começar.',
        'План заканчивается после начала.',
      ]),
      fields: ['starts_on', 'ends_on'],
    },
  ],
})

export const goalForm: FormDefinition = defineForm({
  id: 'goal',
  version: '1',
  title: words(['Goals', 'الأهداف', 'Objectifs', 'Objetivos', 'Objetivos', 'Цели']),
  sections: [
    {
      id: 'goal',
      title: words(['Goal', 'الهدف', 'Objectif', 'Objetivo', 'Objetivo', 'Цель']),
      fields: [
        { ...open, id: 'title', type: 'multilingual', required: true, maxLength: 300, label: TITLE },
        { ...open, id: 'code', type: 'text', required: true, maxLength: 20, label: CODE },
        { ...open, id: 'plan', type: 'reference', register: 'strategy.plan', required: true, label: PLAN },
        {
          ...open,
          id: 'pillar',
          type: 'choice',
          codeList: 'pillar',
          required: true,
          label: words(['Pillar', 'الركيزة', 'Pilier', 'Pilar', 'Pilar', 'Направление']),
        },
        {
          ...open,
          id: 'indicator',
          type: 'long_text',
          maxLength: 1_000,
          label: words(['Indicator', 'المؤشر', 'Indicateur', 'Indicador', 'Indicador', 'Показатель']),
        },
      ],
    },
  ],
})

export const actionForm: FormDefinition = defineForm({
  id: 'action',
  version: '1',
  title: words(['Actions', 'الإجراءات', 'Actions', 'Acciones', 'Ações', 'Мероприятия']),
  sections: [
    {
      id: 'action',
      title: words(['Action', 'الإجراء', 'Action', 'Acción', 'Ação', 'Мероприятие']),
      fields: [
        { ...open, id: 'title', type: 'multilingual', required: true, maxLength: 300, label: TITLE },
        { ...open, id: 'code', type: 'text', required: true, maxLength: 20, label: CODE },
        { ...open, id: 'plan', type: 'reference', register: 'strategy.plan', required: true, label: PLAN },
        {
          ...open,
          id: 'goal',
          type: 'reference',
          register: 'strategy.goal',
          required: true,
          label: words(['Goal', 'الهدف', 'Objectif', 'Objetivo', 'Objetivo', 'Цель']),
        },
        {
          ...open,
          id: 'pillar',
          type: 'choice',
          codeList: 'pillar',
          required: true,
          label: words(['Pillar', 'الركيزة', 'Pilier', 'Pilar', 'Pilar', 'Направление']),
        },
        {
          ...open,
          id: 'crime',
          type: 'choice',
          codeList: 'crime',
          label: words(['Concerns', 'يتعلق بـ', 'Concerne', 'Se refiere a', 'Diz respeito a', 'Касается']),
        },
        {
          ...open,
          id: 'output',
          type: 'long_text',
          maxLength: 1_000,
          label: words([
            'Expected output',
            'الناتج المتوقع',
            'Produit attendu',
            'Producto esperado',
            'Produto esperado',
            'Ожидаемый результат',
          ]),
        },
      ],
    },
    {
      id: 'who_and_when',
      title: words([
        'Who and when',
        'المسؤول والموعد',
        'Qui et quand',
        'Quién y cuándo',
        'Quem e quando',
        'Кто и когда',
      ]),
      fields: [
        {
          ...open,
          id: 'owner',
          type: 'choice',
          codeList: 'agencies',
          label: words([
            'Lead agency',
            'الجهة القائدة',
            'Organisme chef de file',
            'Entidad responsable',
            'Entidade responsável',
            'Ответственное ведомство',
          ]),
        },
        {
          ...open,
          id: 'partners',
          type: 'choices',
          codeList: 'agencies',
          label: words(['Partners', 'الشركاء', 'Partenaires', 'Entidades asociadas', 'Parceiros', 'Партнёры']),
        },
        {
          ...open,
          id: 'starts_on',
          type: 'date',
          precision: 'day',
          label: words(['Starts on', 'يبدأ في', 'Début', 'Inicio', 'Início', 'Начало']),
        },
        {
          ...open,
          id: 'due_on',
          type: 'date',
          precision: 'day',
          label: words(['Due on', 'موعد الإنجاز', 'Échéance', 'Plazo', 'Prazo', 'Срок']),
        },
        { ...open, id: 'state', type: 'choice', codeList: 'action_state', required: true, label: STATE },
        {
          ...open,
          id: 'reason',
          type: 'long_text',
          maxLength: 1_000,
          showWhen: { in: ['state', ['blocked', 'dropped']] },
          requiredWhen: { in: ['state', ['blocked', 'dropped']] },
          label: words(['Reason', 'السبب', 'Motif', 'Motivo', 'Motivo', 'Причина']),
        },
        {
          ...open,
          id: 'depends_on',
          type: 'references',
          register: 'strategy.action',
          label: words(['Depends on', 'يعتمد على', 'Dépend de', 'Depende de', 'Depende de', 'Зависит от']),
        },
        {
          ...open,
          id: 'implements',
          type: 'reference',
          register: 'strategy.action',
          label: words([
            'Implements national action',
            'ينفذ الإجراء الوطني',
            'Met en œuvre l’action nationale',
            'Ejecuta la acción nacional',
            'Executa a ação nacional',
            'Реализует национальное мероприятие',
          ]),
        },
      ],
    },
    {
      id: 'money',
      title: words(['Money', 'التمويل', 'Financement', 'Financiación', 'Financiamento', 'Финансирование']),
      fields: [
        {
          ...open,
          id: 'cost',
          type: 'amount',
          label: words([
            'Estimated cost',
            'الكلفة المقدرة',
            'Coût estimé',
            'Coste estimado',
            'Custo estimado',
            'Оценка стоимости',
          ]),
        },
        {
          ...open,
          id: 'secured',
          type: 'amount',
          label: words([
            'Secured',
            'المؤمَّن',
            'Financement acquis',
            'Financiación asegurada',
            'Financiamento garantido',
            'Обеспечено',
          ]),
          help: words([
            'Leave blank while nothing is secured.',
            'اتركه فارغًا ما دام لا شيء مؤمَّنًا.',
            'Laissez vide tant que rien n’est acquis.',
            'Deje en blanco mientras nada esté asegurado.',
            'Deixe em branco enquanto nada estiver garantido.',
            'Не заполняйте, пока средства не обеспечены.',
          ]),
        },
        {
          ...open,
          id: 'spent',
          type: 'amount',
          label: words(['Spent', 'المُنفَق', 'Dépensé', 'Gastado', 'Gasto', 'Израсходовано']),
        },
        {
          ...open,
          id: 'funding',
          type: 'choices',
          codeList: 'funding',
          label: words([
            'Source of funds',
            'مصدر التمويل',
            'Source de financement',
            'Fuente de financiación',
            'Fonte de financiamento',
            'Источник средств',
          ]),
        },
      ],
    },
  ],
  checks: [
    {
      id: 'due_after_start',
      when: { ge: ['due_on', { field: 'starts_on' }] },
      message: words([
        'An action is due after it starts.',
        'موعد الإنجاز بعد البداية.',
        'L’échéance suit le début.',
        'El plazo es posterior al inicio.',
        'O prazo é posterior ao início.',
        'Срок наступает после начала.',
      ]),
      fields: ['starts_on', 'due_on'],
    },
  ],
})

export const recommendationForm: FormDefinition = defineForm({
  id: 'recommendation',
  version: '1',
  title: words(['Recommendations', 'التوصيات', 'Recommandations', 'Recomendaciones', 'Recomendações', 'Рекомендации']),
  sections: [
    {
      id: 'recommendation',
      title: words(['Recommendation', 'التوصية', 'Recommandation', 'Recomendación', 'Recomendação', 'Рекомендация']),
      fields: [
        {
          ...open,
          id: 'title',
          type: 'multilingual',
          required: true,
          maxLength: 300,
          label: words(['Theme', 'الموضوع', 'Thème', 'Tema', 'Tema', 'Тема']),
        },
        { ...open, id: 'code', type: 'text', required: true, maxLength: 40, label: CODE },
        {
          ...open,
          id: 'body',
          type: 'choice',
          codeList: 'review_body',
          required: true,
          label: words(['Body', 'الهيئة', 'Organe', 'Órgano', 'Órgão', 'Орган']),
        },
        {
          ...open,
          id: 'year',
          type: 'number',
          min: 1990,
          max: 2100,
          required: true,
          label: words(['Year', 'السنة', 'Année', 'Año', 'Ano', 'Год']),
        },
        {
          ...open,
          id: 'round',
          type: 'text',
          maxLength: 40,
          label: words(['Round', 'الجولة', 'Cycle', 'Ciclo', 'Ciclo', 'Цикл']),
        },
        {
          ...open,
          id: 'paragraph',
          type: 'text',
          maxLength: 40,
          label: words(['Paragraph', 'الفقرة', 'Paragraphe', 'Párrafo', 'Parágrafo', 'Пункт']),
        },
        {
          ...open,
          id: 'text',
          type: 'multilingual',
          lines: true,
          maxLength: 4_000,
          required: true,
          label: words(['Exact text', 'النص الحرفي', 'Texte exact', 'Texto exacto', 'Texto exato', 'Точный текст']),
        },
        {
          ...open,
          id: 'strength',
          type: 'choice',
          codeList: 'strength',
          label: words(['Strength', 'قوة الصياغة', 'Formulation', 'Formulación', 'Formulação', 'Формулировка']),
        },
        {
          ...open,
          id: 'acceptance',
          type: 'choice',
          codeList: 'acceptance',
          label: words([
            'Position of the country',
            'موقف البلد',
            'Position du pays',
            'Posición del país',
            'Posição do país',
            'Позиция страны',
          ]),
        },
        {
          ...open,
          id: 'addressee',
          type: 'choice',
          codeList: 'agencies',
          label: words(['Addressed to', 'موجهة إلى', 'Adressée à', 'Dirigida a', 'Dirigida a', 'Адресат']),
        },
        {
          ...open,
          id: 'due_on',
          type: 'date',
          precision: 'month',
          label: words(['Due on', 'الموعد', 'Échéance', 'Plazo', 'Prazo', 'Срок']),
        },
        { ...open, id: 'state', type: 'choice', codeList: 'recommendation_state', required: true, label: STATE },
        {
          ...open,
          id: 'actions',
          type: 'references',
          register: 'strategy.action',
          label: words([
            'Actions that answer it',
            'الإجراءات التي تستجيب لها',
            'Actions correspondantes',
            'Acciones que la atienden',
            'Ações que lhe respondem',
            'Мероприятия во исполнение',
          ]),
        },
      ],
    },
  ],
})

const DONE_ON = words(['Done on', 'أُنجز في', 'Réalisée le', 'Cumplida el', 'Cumprida em', 'Выполнено'])

/** What the steps of a claim ask. */
export const CLAIM_FORMS: Readonly<Record<string, FormDefinition>> = {
  claim: defineForm({
    id: 'claim',
    version: '1',
    title: words([
      'Report as done',
      'الإبلاغ عن الإنجاز',
      'Déclarer réalisée',
      'Declarar cumplida',
      'Declarar cumprida',
      'Сообщить о выполнении',
    ]),
    sections: [
      {
        id: 'claim',
        title: words([
          'What was done',
          'ما أُنجز',
          'Ce qui a été fait',
          'Lo realizado',
          'O que foi feito',
          'Что сделано',
        ]),
        fields: [
          { ...open, id: 'done_on', type: 'date', precision: 'day', notFuture: true, required: true, label: DONE_ON },
          {
            ...open,
            id: 'summary',
            type: 'long_text',
            maxLength: 4_000,
            required: true,
            label: words(['Result', 'النتيجة', 'Résultat', 'Resultado', 'Resultado', 'Результат']),
          },
        ],
      },
    ],
  }),
  verification: defineForm({
    id: 'verification',
    version: '1',
    title: words(['Verify', 'التحقق', 'Vérifier', 'Verificar', 'Verificar', 'Проверить']),
    sections: [
      {
        id: 'verification',
        title: words(['Verification', 'التحقق', 'Vérification', 'Verificación', 'Verificação', 'Проверка']),
        fields: [
          {
            ...open,
            id: 'how',
            type: 'long_text',
            maxLength: 2_000,
            required: true,
            label: words([
              'How it was verified',
              'كيف تم التحقق',
              'Mode de vérification',
              'Cómo se verificó',
              'Como foi verificada',
              'Как проверено',
            ]),
          },
        ],
      },
    ],
  }),
  send_back: defineForm({
    id: 'send_back',
    version: '1',
    title: words(['Send back', 'إعادة', 'Renvoyer', 'Devolver', 'Devolver', 'Вернуть']),
    sections: [
      {
        id: 'send_back',
        title: words(['Reason', 'السبب', 'Motif', 'Motivo', 'Motivo', 'Причина']),
        fields: [
          {
            ...open,
            id: 'missing',
            type: 'long_text',
            maxLength: 2_000,
            required: true,
            label: words([
              'What is missing',
              'ما ينقص',
              'Ce qui manque',
              'Qué falta',
              'O que falta',
              'Чего не хватает',
            ]),
          },
        ],
      },
    ],
  }),
}
