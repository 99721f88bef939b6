import { defineForm, type FormDefinition } from '@gloact/forms'
import { CODE, open, STATE } from './form-words.ts'
import { sixWords as words } from './lists.ts'
import { asked } from './six.ts'

/** What a review body asked of the country, in its own words. */
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
          id: 'theme',
          type: 'choice',
          codeList: 'theme',
          label: words([
            'Cluster',
            'المجموعة',
            'Groupe thématique',
            'Grupo temático',
            'Grupo temático',
            'Тематическая группа',
          ]),
        },
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
          year: true,
          min: 1990,
          max: 2100,
          notFuture: true,
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
          ...asked(
            'assessed_as',
            'Assessment of the body|تقييم الهيئة|Appréciation de l’organe|Evaluación del órgano|Avaliação do órgão|Оценка органа',
          ),
          type: 'choice',
          codeList: 'assessed_as',
          showWhen: { eq: ['state', 'assessed'] },
          requiredWhen: { eq: ['state', 'assessed'] },
        },
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
