import { defineForm, type FormDefinition } from '@gloact/forms'
import { EXCHANGE_RATES } from './exchange-rates.ts'
import { CODE, open, PLAN, STATE, TITLE } from './form-words.ts'
import { sixWords as words } from './lists.ts'
import { asked } from './six.ts'

/*
 * What is asked of a plan. Nothing of it is about a person: every field is open. A country that asks more changes the form in a
 * version of its own.
 */

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
          ...asked('crime', 'Concerns|يتعلق بـ|Concerne|Se refiere a|Diz respeito a|Касается'),
          type: 'choice',
          codeList: 'crime',
        },
        {
          ...asked('edition', 'Version|النسخة|Version|Versión|Versão|Редакция'),
          type: 'text',
          maxLength: 40,
        },
        {
          ...asked('languages', 'Languages|اللغات|Langues|Idiomas|Línguas|Языки'),
          type: 'choices',
          codeList: 'language',
        },
        {
          ...open,
          id: 'follows',
          type: 'reference',
          register: 'strategy.plan',
          label: words(['Follows', 'تلي الخطة', 'Fait suite à', 'Sigue a', 'Segue-se a', 'Следует за']),
          help: words([
            'The lessons of its evaluations are answered before this plan is adopted.',
            'يُرد على دروس تقييماتها قبل اعتماد هذه الخطة.',
            'Les leçons de ses évaluations reçoivent une réponse avant l’adoption de ce plan.',
            'Las lecciones de sus evaluaciones se responden antes de aprobar este plan.',
            'As lições das suas avaliações são respondidas antes da adoção deste plano.',
            'На уроки его оценок даётся ответ до принятия этого плана.',
          ]),
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
        {
          ...open,
          id: 'currency',
          type: 'text',
          maxLength: 3,
          label: words([
            'Currency of the sums',
            'عملة المجاميع',
            'Monnaie des totaux',
            'Moneda de los totales',
            'Moeda dos totais',
            'Валюта итогов',
          ]),
        },
        EXCHANGE_RATES,
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
          ...asked(
            'part_of',
            'Specific objective of|هدف محدد ضمن|Objectif spécifique de|Objetivo específico de|Objetivo específico de|Частная цель в составе',
          ),
          type: 'reference',
          register: 'strategy.goal',
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
