import { defineForm, type FormDefinition } from '@gloact/forms'
import { listOf, words, type Said } from './words.ts'

/* Regional meetings and the recommendations agreed at them: about what countries do, and about no person. */

const MEETING_STATES = ['planned', 'held', 'cancelled'] as const
const RECOMMENDATION_STATES = ['open', 'done', 'dropped'] as const

export const MEETING_LISTS = {
  ...listOf('cooperation_meeting_state', MEETING_STATES, {
    planned: ['Planned', 'مخطط', 'Prevista', 'Prevista', 'Prévue', 'Запланировано'],
    held: ['Held', 'عُقد', 'Celebrada', 'Realizada', 'Tenue', 'Проведено'],
    cancelled: ['Cancelled', 'أُلغي', 'Cancelada', 'Cancelada', 'Annulée', 'Отменено'],
  }),
  ...listOf('cooperation_recommendation_state', RECOMMENDATION_STATES, {
    open: ['Open', 'مفتوحة', 'Abierta', 'Aberta', 'Ouverte', 'Открыта'],
    done: ['Done', 'منجزة', 'Cumplida', 'Cumprida', 'Réalisée', 'Выполнена'],
    dropped: ['Dropped', 'أُلغيت', 'Descartada', 'Abandonada', 'Abandonnée', 'Снята'],
  }),
}

const label = (id: string, said: Said) => ({ id, label: words(said), sensitivity: 'open' as const })
const TITLE: Said = ['Title', 'العنوان', 'Título', 'Título', 'Intitulé', 'Название']
const STATE: Said = ['Status', 'الحالة', 'Estado', 'Estado', 'État', 'Статус']
const required = { required: true as const, absences: [] as [] }
const day = { type: 'date', precision: 'day' } as const

export const meetingForm: FormDefinition = defineForm({
  id: 'cooperation_meeting',
  version: '1',
  title: words([
    'Regional meetings',
    'الاجتماعات الإقليمية',
    'Reuniones regionales',
    'Reuniões regionais',
    'Réunions régionales',
    'Региональные встречи',
  ]),
  sections: [
    {
      id: 'meeting',
      title: words(['Meeting', 'الاجتماع', 'Reunión', 'Reunião', 'Réunion', 'Встреча']),
      fields: [
        { ...label('title', TITLE), ...required, type: 'text', maxLength: 200 },
        {
          ...label('countries', ['Countries', 'البلدان', 'Países', 'Países', 'Pays', 'Страны']),
          ...required,
          type: 'choices',
          codeList: 'country',
        },
        { ...label('held_on', ['Date', 'التاريخ', 'Fecha', 'Data', 'Date', 'Дата']), ...required, ...day },
        { ...label('place', ['Place', 'المكان', 'Lugar', 'Local', 'Lieu', 'Место']), type: 'text', maxLength: 200 },
        { ...label('state', STATE), ...required, type: 'choice', codeList: 'cooperation_meeting_state' },
        {
          ...label('agenda', [
            'Agenda',
            'جدول الأعمال',
            'Orden del día',
            'Ordem de trabalhos',
            'Ordre du jour',
            'Повестка',
          ]),
          type: 'long_text',
          maxLength: 10_000,
        },
        {
          ...label('minutes', ['Minutes', 'المحضر', 'Acta', 'Ata', 'Compte rendu', 'Протокол']),
          type: 'long_text',
          maxLength: 20_000,
          requiredWhen: { eq: ['state', 'held'] },
        },
      ],
    },
  ],
})

export const recommendationForm: FormDefinition = defineForm({
  id: 'cooperation_recommendation',
  version: '1',
  title: words([
    'Agreed recommendations',
    'التوصيات المتفق عليها',
    'Recomendaciones acordadas',
    'Recomendações acordadas',
    'Recommandations convenues',
    'Согласованные рекомендации',
  ]),
  sections: [
    {
      id: 'recommendation',
      title: words(['Recommendation', 'التوصية', 'Recomendación', 'Recomendação', 'Recommandation', 'Рекомендация']),
      fields: [
        { ...label('title', TITLE), ...required, type: 'text', maxLength: 300 },
        {
          ...label('meeting', ['Meeting', 'الاجتماع', 'Reunión', 'Reunião', 'Réunion', 'Встреча']),
          ...required,
          type: 'reference',
          register: 'cooperation.meeting',
        },
        {
          ...label('country', [
            'Country that carries it out',
            'البلد المنفذ',
            'País que la cumple',
            'País que a cumpre',
            'Pays chargé de l’exécution',
            'Страна-исполнитель',
          ]),
          ...required,
          type: 'choice',
          codeList: 'country',
        },
        {
          ...label('owner', [
            'Responsible agency here',
            'الجهة المسؤولة هنا',
            'Organismo responsable aquí',
            'Entidade responsável aqui',
            'Organisme responsable ici',
            'Ответственная организация здесь',
          ]),
          help: words([
            'Needed where this country carries it out: the task is theirs.',
            'مطلوب إذا كان هذا البلد هو المنفذ: المهمة لها.',
            'Necesaria si la cumple este país: la tarea es suya.',
            'Necessária se for este país a cumpri-la: a tarefa é dessa entidade.',
            'Nécessaire si ce pays l’exécute : la tâche lui revient.',
            'Нужно, если исполняет эта страна: задача за ней.',
          ]),
          type: 'choice',
          codeList: 'agencies',
        },
        {
          ...label('due_on', ['Due on', 'موعد الإنجاز', 'Plazo', 'Prazo', 'Échéance', 'Срок']),
          ...required,
          ...day,
        },
        { ...label('state', STATE), ...required, type: 'choice', codeList: 'cooperation_recommendation_state' },
        {
          ...label('outcome', ['Outcome', 'المآل', 'Resultado', 'Resultado', 'Résultat', 'Результат']),
          type: 'long_text',
          maxLength: 2_000,
          requiredWhen: { in: ['state', ['done', 'dropped']] },
        },
      ],
    },
  ],
})
