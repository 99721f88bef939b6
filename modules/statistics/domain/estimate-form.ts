import { defineForm, type FormAnswers, type FormDefinition } from '@gloact/forms'
import { valueOf, type FieldFailure } from '@gloact/kernel'
import { say } from './say.ts'

const open = { sensitivity: 'open', required: true } as const
const count = { ...open, type: 'number', min: 0, max: 100_000_000 } as const

/** An estimate of all victims of a year, detected or not, as it was worked out elsewhere or with GloACT: its range and what it rests on. */
export const estimateForm: FormDefinition = defineForm({
  id: 'undetected_estimate',
  version: '1',
  title: say('Estimate', 'تقدير', 'Estimación', 'Estimation', 'Estimativa', 'Оценка'),
  sections: [
    {
      id: 'estimate',
      title: say('Estimate', 'تقدير', 'Estimación', 'Estimation', 'Estimativa', 'Оценка'),
      fields: [
        {
          ...open,
          id: 'title',
          type: 'text',
          maxLength: 200,
          label: say('What it is called', 'اسمه', 'Cómo se llama', 'Son nom', 'Como se chama', 'Как называется'),
        },
        {
          ...open,
          id: 'year',
          type: 'text',
          format: 'digits',
          maxLength: 4,
          label: say('Year', 'السنة', 'Año', 'Année', 'Ano', 'Год'),
        },
        {
          ...count,
          id: 'persons',
          label: say(
            'All victims, detected or not',
            'كل الضحايا، المكتشفون وغيرهم',
            'Todas las víctimas, detectadas o no',
            'Toutes les victimes, détectées ou non',
            'Todas as vítimas, detetadas ou não',
            'Все жертвы, выявленные и нет',
          ),
        },
        {
          ...count,
          id: 'low',
          label: say('At least', 'على الأقل', 'Al menos', 'Au moins', 'Pelo menos', 'Не менее'),
        },
        {
          ...count,
          id: 'high',
          label: say('At most', 'على الأكثر', 'Como máximo', 'Au plus', 'No máximo', 'Не более'),
        },
        {
          ...open,
          id: 'method',
          type: 'text',
          maxLength: 500,
          label: say(
            'Method and lists',
            'الطريقة والقوائم',
            'Método y listas',
            'Méthode et listes',
            'Método e listas',
            'Метод и списки',
          ),
        },
        {
          ...open,
          id: 'assumes',
          type: 'text',
          maxLength: 1000,
          label: say(
            'What it assumes',
            'ما يفترضه',
            'Qué supone',
            'Ce qu’elle suppose',
            'Pressupostos',
            'Что предполагается',
          ),
        },
        {
          ...open,
          required: false,
          id: 'source',
          type: 'url',
          label: say(
            'Where it is published',
            'مكان نشره',
            'Dónde se publicó',
            'Où elle est publiée',
            'Local de publicação',
            'Где опубликована',
          ),
        },
      ],
    },
  ],
})

const EARLIEST = 1990

/** Whether figures may be of a year: it has ended or is this one. */
export const isYearOfFigures = (year: number, thisYear: number): boolean => year >= EARLIEST && year <= thisYear

/** The range holds the estimate, and the year has ended or is this one. */
export function checkEstimate(answers: FormAnswers, thisYear: number): readonly FieldFailure[] {
  const number = (id: string): number => {
    const value = valueOf(answers[id])
    return typeof value === 'number' ? value : Number.NaN
  }
  const year = Number(valueOf(answers['year']))
  const [low, persons, high] = [number('low'), number('persons'), number('high')]
  return [
    ...(low > persons || high < persons ? [{ pointer: '/answers/persons', code: 'statistics.outside_range' }] : []),
    ...(!isYearOfFigures(year, thisYear) ? [{ pointer: '/answers/year', code: 'statistics.no_such_year' }] : []),
  ]
}
