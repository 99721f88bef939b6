import { requestKind } from '@gloact/records'
import { defineForm, readRows, type FormAnswers, type FormDefinition } from '@gloact/forms'
import { valueOf } from '@gloact/kernel'
import { asked, six } from './six.ts'

/**
 * A service holds itself against a standard, item by item, with what shows it. A second agency reviews; then the office of the standard
 * makes actions of what is missing.
 */
export const assessment = requestKind({
  kind: 'strategy.assessment',
  parties: ['service', 'reviewer', 'office'],
  states: {
    begun: { turn: 'service' },
    submitted: { turn: 'reviewer' },
    reviewed: { turn: 'office' },
    taken_up: { turn: null },
    withdrawn: { turn: null },
  },
  clocks: {},
  steps: {
    begin: { from: 'new', to: 'begun', by: ['service'], permission: 'strategy.contribute' },
    // As far as it is written: a colleague of the service goes on from there.
    save: {
      from: ['begun'],
      to: 'begun',
      by: ['service'],
      needs: 'self_assessment_part',
      permission: 'strategy.contribute',
    },
    submit: {
      from: ['begun'],
      to: 'submitted',
      by: ['service'],
      needs: 'self_assessment',
      permission: 'strategy.contribute',
    },
    review: {
      from: ['submitted'],
      to: 'reviewed',
      by: ['reviewer'],
      needs: 'review_remarks',
      notBy: ['submit'],
      permission: 'strategy.contribute',
    },
    send_back: {
      from: ['submitted'],
      to: 'begun',
      by: ['reviewer'],
      needs: 'review_remarks',
      permission: 'strategy.contribute',
    },
    take_up: { from: ['reviewed'], to: 'taken_up', by: ['office'], permission: 'strategy.edit' },
    withdraw: { from: ['begun'], to: 'withdrawn', by: ['service'], permission: 'strategy.contribute' },
  },
})

const note = { type: 'long_text', maxLength: 2_000 } as const

const OF_ITEMS = six('Self-assessment|التقييم الذاتي|Auto-évaluation|Autoevaluación|Autoavaliação|Самооценка')

/** The items of the standard, one by one: whole, or as far as they are written. */
const itemsForm = (id: string, whole: boolean): FormDefinition =>
  defineForm({
    id,
    version: '1',
    title: OF_ITEMS,
    sections: [
      {
        id,
        title: six('Item by item|بندًا بندًا|Point par point|Punto por punto|Ponto por ponto|По пунктам'),
        fields: [
          {
            ...asked('items', 'Item|البند|Point|Punto|Ponto|Пункт'),
            type: 'group',
            minRows: 1,
            maxRows: 100,
            fields: [
              {
                ...asked('item', 'Number|الرقم|Numéro|Número|Número|Номер'),
                type: 'text',
                maxLength: 20,
                required: true,
              },
              {
                ...asked('level', 'Level|المستوى|Niveau|Nivel|Nível|Уровень'),
                type: 'choice',
                codeList: 'item_level',
                ...(whole && { required: true }),
              },
              {
                ...asked('evidence', 'What shows it|ما يثبته|Preuve|Prueba|Elementos comprovativos|Подтверждение'),
                ...note,
                ...(whole && { requiredWhen: { in: ['level', ['met', 'partly']] } }),
              },
              {
                ...asked('missing', 'What is missing|ما ينقص|Ce qui manque|Qué falta|O que falta|Чего не хватает'),
                ...note,
                ...(whole && { requiredWhen: { in: ['level', ['partly', 'not_met']] } }),
              },
            ],
          },
        ],
      },
    ],
  })

export const ASSESSMENT_FORMS: Readonly<Record<string, FormDefinition>> = {
  self_assessment: itemsForm('self_assessment', true),
  self_assessment_part: itemsForm('self_assessment_part', false),
  review_remarks: defineForm({
    id: 'review_remarks',
    version: '1',
    title: six('Review|المراجعة|Examen|Revisión|Revisão|Проверка'),
    sections: [
      {
        id: 'review_remarks',
        title: six('Review|المراجعة|Examen|Revisión|Revisão|Проверка'),
        fields: [
          {
            ...asked('remarks', 'What was seen|ما لوحظ|Constatations|Lo observado|O que foi visto|Что установлено'),
            ...note,
            required: true,
          },
        ],
      },
    ],
  }),
}

export interface AssessedItem {
  readonly item: string
  readonly level: string
  readonly missing: string
}

/** The items of a submitted self-assessment. */
export const assessedItems = (answers: FormAnswers): readonly AssessedItem[] =>
  readRows(answers, 'items').map((row) => {
    const text = (field: string) => String(valueOf(row.answers[field]) ?? '')
    return { item: text('item'), level: text('level'), missing: text('missing') }
  })

/** What a standard asks: number and requirement, in its own order. */
export const itemsOf = (framework: FormAnswers): readonly { readonly item: string; readonly requirement: string }[] =>
  readRows(framework, 'items').map((row) => ({
    item: String(valueOf(row.answers['item']) ?? ''),
    requirement: String(valueOf(row.answers['requirement']) ?? ''),
  }))

/** The gaps that an assessment found, as they stand among its facts. */
export const gapsOf = (items: readonly AssessedItem[]): string =>
  items
    .filter(({ level }) => level === 'partly' || level === 'not_met')
    .map(({ item }) => item)
    .join('|')

/** Items of the standard that an assessment does not answer, or answers twice, or that the standard does not have. */
export function itemsAmiss(standard: readonly string[], assessed: readonly string[]): readonly string[] {
  const known = new Set(standard)
  const met = new Set<string>()
  const amiss = new Set(standard)
  for (const item of assessed) {
    if (!known.has(item) || met.has(item)) amiss.add(item)
    else amiss.delete(item)
    met.add(item)
  }
  return [...amiss]
}
