import { defineForm, type FormDefinition } from '@gloact/forms'
import { asked, six } from './six.ts'

/* Needs, costs, consultation, meetings and evaluations of a plan. */

const TITLE = 'Title|العنوان|Intitulé|Título|Título|Название'
const STATE = 'Status|الحالة|État|Estado|Estado|Статус'
const PLAN = 'Plan|الخطة|Plan|Plan|Plano|План'
const ACTION = 'Action|الإجراء|Action|Acción|Ação|Мероприятие'
const ACTIONS =
  'Actions that answer it|الإجراءات التي تستجيب لها|Actions correspondantes|Acciones que la atienden|Ações que lhe respondem|Мероприятия во исполнение'
const REASON = 'Reason|السبب|Motif|Motivo|Motivo|Причина'
const SOURCE = 'Sources|المصادر|Sources|Fuentes|Fontes|Источники'

const short = { type: 'text', maxLength: 200, required: true } as const
const day = { type: 'date', precision: 'day' } as const
const note = { type: 'long_text', maxLength: 2_000 } as const
const plan = { ...asked('plan', PLAN), type: 'reference', register: 'strategy.plan', required: true } as const

export const needForm: FormDefinition = defineForm({
  id: 'need',
  version: '1',
  title: six(
    'Needs assessment|تقييم الاحتياجات|Évaluation des besoins|Evaluación de necesidades|Avaliação de necessidades|Оценка потребностей',
  ),
  sections: [
    {
      id: 'need',
      title: six('Need|الاحتياج|Besoin|Necesidad|Necessidade|Потребность'),
      fields: [
        {
          ...asked('question', 'Question|السؤال|Question|Pregunta|Pergunta|Вопрос'),
          type: 'multilingual',
          required: true,
          maxLength: 300,
        },
        { ...asked('code', 'Number|الرقم|Numéro|Número|Número|Номер'), type: 'text', required: true, maxLength: 20 },
        {
          ...asked('domain', 'Domain|المجال|Domaine|Ámbito|Domínio|Область'),
          type: 'choice',
          codeList: 'need_domain',
          required: true,
        },
        { ...asked('answer', 'Answer|الإجابة|Réponse|Respuesta|Resposta|Ответ'), ...note },
        { ...asked('sources', SOURCE), ...note, requiredWhen: { answered: 'answer' } },
        {
          ...asked(
            'consulted',
            'Who was consulted|من استُشير|Qui a été consulté|A quién se consultó|Quem foi consultado|С кем консультировались',
          ),
          ...note,
        },
        {
          ...asked('gap', 'Gap|الثغرة|Lacune|Carencia|Lacuna|Пробел'),
          type: 'scale',
          min: 0,
          max: 3,
          ends: {
            low: six('none|لا يوجد|aucune|ninguna|nenhuma|нет'),
            high: six('severe|شديدة|grave|grave|grave|серьёзный'),
          },
        },
        {
          ...asked(
            'goals',
            'Goals that answer it|الأهداف التي تستجيب له|Objectifs correspondants|Objetivos que la atienden|Objetivos que lhe respondem|Цели во исполнение',
          ),
          type: 'references',
          register: 'strategy.goal',
        },
      ],
    },
  ],
})

export const unitCostForm: FormDefinition = defineForm({
  id: 'unit_cost',
  version: '1',
  title: six('Unit costs|تكاليف الوحدة|Coûts unitaires|Costos unitarios|Custos unitários|Удельные затраты'),
  sections: [
    {
      id: 'unit_cost',
      title: six('Unit cost|تكلفة الوحدة|Coût unitaire|Costo unitario|Custo unitário|Удельная стоимость'),
      fields: [
        {
          ...asked(
            'title',
            'Type of activity|نوع النشاط|Type d’activité|Tipo de actividad|Tipo de atividade|Вид деятельности',
          ),
          type: 'multilingual',
          required: true,
          maxLength: 200,
        },
        { ...asked('unit', 'Unit|الوحدة|Unité|Unidad|Unidade|Единица'), type: 'text', maxLength: 80, required: true },
        {
          ...asked('heading', 'Heading|البند|Poste|Partida|Rubrica|Статья'),
          type: 'choice',
          codeList: 'heading',
          required: true,
        },
        {
          ...asked(
            'cost',
            'Cost of one|كلفة الوحدة|Coût d’une unité|Costo de una unidad|Custo de uma unidade|Стоимость единицы',
          ),
          type: 'amount',
          required: true,
        },
        { ...asked('source', SOURCE), type: 'text', maxLength: 300 },
        { ...asked('valid_from', 'Valid from|سارية من|Valable dès|Válido desde|Válido desde|Действует с'), ...day },
      ],
    },
  ],
})

export const costLineForm: FormDefinition = defineForm({
  id: 'cost_line',
  version: '1',
  title: six('Costs by year|التكاليف بحسب السنة|Coûts par année|Costos por año|Custos por ano|Затраты по годам'),
  sections: [
    {
      id: 'cost_line',
      title: six('Cost|الكلفة|Coût|Costo|Custo|Затраты'),
      fields: [
        { ...asked('title', 'What for|لأجل ماذا|Objet|Concepto|Objeto|На что'), ...short },
        { ...asked('action', ACTION), type: 'reference', register: 'strategy.action', required: true },
        {
          ...asked('year', 'Year|السنة|Année|Año|Ano|Год'),
          type: 'number',
          year: true,
          min: 1990,
          max: 2100,
          required: true,
        },
        {
          ...asked('heading', 'Heading|البند|Poste|Partida|Rubrica|Статья'),
          type: 'choice',
          codeList: 'heading',
          required: true,
        },
        {
          ...asked(
            'unit_cost',
            'Unit cost|تكلفة الوحدة|Coût unitaire|Costo unitario|Custo unitário|Удельная стоимость',
          ),
          type: 'reference',
          register: 'strategy.unit_cost',
        },
        {
          ...asked('quantity', 'Quantity|الكمية|Quantité|Cantidad|Quantidade|Количество'),
          type: 'number',
          decimal: true,
          min: 0,
        },
        {
          ...asked('cost', 'Estimated cost|الكلفة المقدرة|Coût estimé|Costo estimado|Custo estimado|Оценка стоимости'),
          type: 'amount',
          required: true,
        },
        {
          ...asked(
            'secured',
            'Secured|المؤمَّن|Financement acquis|Financiación asegurada|Financiamento garantido|Обеспечено',
          ),
          type: 'amount',
        },
        { ...asked('spent', 'Spent|المُنفَق|Dépensé|Gastado|Gasto|Израсходовано'), type: 'amount' },
        {
          ...asked(
            'funding',
            'Source of funds|مصدر التمويل|Source de financement|Fuente de financiación|Fonte de financiamento|Источник средств',
          ),
          type: 'choice',
          codeList: 'funding',
        },
      ],
    },
  ],
})

export const commentForm: FormDefinition = defineForm({
  id: 'comment',
  version: '1',
  title: six('Consultation|المشاورات|Consultation|Consulta|Consulta|Консультации'),
  sections: [
    {
      id: 'comment',
      title: six('Comment|التعليق|Commentaire|Comentario|Comentário|Замечание'),
      fields: [
        { ...asked('title', 'Subject|الموضوع|Objet|Asunto|Assunto|Тема'), ...short },
        plan,
        { ...asked('action', ACTION), type: 'reference', register: 'strategy.action' },
        {
          ...asked(
            'organisation',
            'From which organisation|من أي منظمة|De quelle organisation|De qué organización|De que organização|От какой организации',
          ),
          ...short,
        },
        {
          ...asked('received_on', 'Received on|تاريخ الاستلام|Reçu le|Recibido el|Recebido em|Получено'),
          ...day,
          required: true,
        },
        { ...asked('comment', 'Comment|التعليق|Commentaire|Comentario|Comentário|Замечание'), ...note, required: true },
        {
          ...asked('outcome', 'Decision|القرار|Décision|Decisión|Decisão|Решение'),
          type: 'choice',
          codeList: 'comment_outcome',
          required: true,
        },
        { ...asked('reason', REASON), ...note, requiredWhen: { in: ['outcome', ['partly', 'not_taken_up']] } },
      ],
    },
  ],
})

export const meetingForm: FormDefinition = defineForm({
  id: 'meeting',
  version: '1',
  title: six('Meetings|الاجتماعات|Réunions|Reuniones|Reuniões|Заседания'),
  sections: [
    {
      id: 'meeting',
      title: six('Meeting|الاجتماع|Réunion|Reunión|Reunião|Заседание'),
      fields: [
        { ...asked('title', TITLE), ...short },
        plan,
        {
          ...asked('level', 'Body|الهيئة|Organe|Órgano|Órgão|Орган'),
          type: 'choice',
          codeList: 'meeting_level',
          required: true,
        },
        {
          ...asked('region', 'Region|المنطقة|Région|Región|Região|Регион'),
          type: 'text',
          maxLength: 120,
          showWhen: { eq: ['level', 'regional'] },
          requiredWhen: { eq: ['level', 'regional'] },
        },
        { ...asked('held_on', 'Date|التاريخ|Date|Fecha|Data|Дата'), ...day, required: true },
        { ...asked('state', STATE), type: 'choice', codeList: 'meeting_state', required: true },
        {
          ...asked('agencies', 'Agencies|الجهات|Organismes|Organismos|Entidades|Организации'),
          type: 'choices',
          codeList: 'agencies',
        },
        {
          ...asked('agenda', 'Agenda|جدول الأعمال|Ordre du jour|Orden del día|Ordem de trabalhos|Повестка'),
          type: 'long_text',
          maxLength: 10_000,
        },
        {
          ...asked('minutes', 'Minutes|المحضر|Compte rendu|Acta|Ata|Протокол'),
          type: 'long_text',
          maxLength: 20_000,
          requiredWhen: { eq: ['state', 'held'] },
        },
      ],
    },
  ],
})

export const decisionForm: FormDefinition = defineForm({
  id: 'decision',
  version: '1',
  title: six('Decisions|القرارات|Décisions|Decisiones|Decisões|Решения'),
  sections: [
    {
      id: 'decision',
      title: six('Decision|القرار|Décision|Decisión|Decisão|Решение'),
      fields: [
        { ...asked('title', 'Decision|القرار|Décision|Decisión|Decisão|Решение'), ...short },
        {
          ...asked('meeting', 'Meeting|الاجتماع|Réunion|Reunión|Reunião|Заседание'),
          type: 'reference',
          register: 'strategy.meeting',
          required: true,
        },
        { ...asked('action', ACTION), type: 'reference', register: 'strategy.action' },
        {
          ...asked('owner', 'Who carries it out|الجهة المنفذة|Exécution|Responsable|Responsável|Исполнитель'),
          type: 'choice',
          codeList: 'agencies',
          required: true,
        },
        { ...asked('due_on', 'Due on|موعد الإنجاز|Échéance|Plazo|Prazo|Срок'), ...day, required: true },
        { ...asked('state', STATE), type: 'choice', codeList: 'decision_state', required: true },
        {
          ...asked('outcome', 'Result|النتيجة|Résultat|Resultado|Resultado|Результат'),
          ...note,
          requiredWhen: { in: ['state', ['done', 'dropped']] },
        },
      ],
    },
  ],
})

export const evaluationForm: FormDefinition = defineForm({
  id: 'evaluation',
  version: '1',
  title: six('Evaluations|التقييمات|Évaluations|Evaluaciones|Avaliações|Оценки'),
  sections: [
    {
      id: 'evaluation',
      title: six('Evaluation|التقييم|Évaluation|Evaluación|Avaliação|Оценка'),
      fields: [
        { ...asked('title', TITLE), ...short },
        plan,
        { ...asked('state', STATE), type: 'choice', codeList: 'evaluation_state', required: true },
        { ...asked('held_on', 'Date|التاريخ|Date|Fecha|Data|Дата'), ...day, required: true },
        {
          ...asked('by_whom', 'Evaluated by|جهة التقييم|Évaluée par|Evaluada por|Avaliada por|Кто оценивал'),
          ...short,
        },
        { ...asked('method', 'Method|المنهج|Méthode|Método|Método|Метод'), ...note },
        {
          ...asked('criteria', 'Criterion|المعيار|Critère|Criterio|Critério|Критерий'),
          type: 'group',
          maxRows: 12,
          fields: [
            {
              ...asked('criterion', 'Criterion|المعيار|Critère|Criterio|Critério|Критерий'),
              type: 'choice',
              codeList: 'criterion',
              required: true,
            },
            {
              ...asked('score', 'Score|الدرجة|Note|Puntuación|Pontuação|Балл'),
              type: 'scale',
              min: 1,
              max: 4,
              required: true,
              ends: {
                low: six('poor|ضعيف|faible|deficiente|fraco|плохо'),
                high: six('very good|جيد جدًا|très bon|muy bueno|muito bom|очень хорошо'),
              },
            },
            { ...asked('score_reason', REASON), ...note, required: true },
          ],
        },
        {
          ...asked(
            'lessons',
            'Lesson for the next plan|درس للخطة التالية|Leçon pour le plan suivant|Lección para el plan siguiente|Lição para o plano seguinte|Урок для следующего плана',
          ),
          type: 'group',
          maxRows: 50,
          fields: [
            { ...asked('lesson', 'Lesson|الدرس|Leçon|Lección|Lição|Урок'), ...note, required: true },
            {
              ...asked(
                'lesson_state',
                'Answer of the next plan|رد الخطة التالية|Réponse du plan suivant|Respuesta del plan siguiente|Resposta do plano seguinte|Ответ следующего плана',
              ),
              type: 'choice',
              codeList: 'lesson_state',
              required: true,
            },
            {
              ...asked('lesson_actions', ACTIONS),
              type: 'references',
              register: 'strategy.action',
              requiredWhen: { eq: ['lesson_state', 'answered'] },
            },
            { ...asked('lesson_reason', REASON), ...note, requiredWhen: { eq: ['lesson_state', 'not_followed'] } },
          ],
        },
      ],
    },
  ],
})
