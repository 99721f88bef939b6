import type { FormAnswers, SimpleField } from '@gloact/forms'
import { valueOf } from '@gloact/kernel'
import { ask, choice, line, list, say } from './say.ts'

const GUARDIAN =
  'Was the guardian heard? | هل استُمع إلى الوصي؟ | ¿Fue escuchado el tutor? | O tutor foi ouvido? | Le tuteur a-t-il été entendu ? | Выслушан ли опекун?'
const CHILD =
  'Was the child heard? | هل استُمع إلى الطفل؟ | ¿Fue escuchado el menor? | A criança foi ouvida? | L’enfant a-t-il été entendu ? | Выслушан ли ребёнок?'

export const GUARDIAN_INFORMED = ask(
  'guardian_informed',
  'Was the guardian informed? | هل أُبلغ الوصي؟ | ¿Se informó al tutor? | O tutor foi informado? | Le tuteur a-t-il été informé ? | Сообщили ли опекуну?',
)
export const CHILD_INFORMED = ask(
  'child_informed',
  'Was the child informed? | هل أُبلغ الطفل؟ | ¿Se informó al menor? | A criança foi informada? | L’enfant a-t-il été informé ? | Сообщили ли ребёнку?',
)

export const CHILD_HEARD = choice('child_heard', 'children_child_heard_first', CHILD)

/** Asked of a child who was heard, and of no other; nobody has to answer. */
const ofHeard = (field: SimpleField): SimpleField => ({
  ...field,
  required: false,
  showWhen: { eq: ['child_heard', 'heard'] },
})

/** By whom, how and in which language a child was heard, and what weight the child's view was given. */
export const HOW_HEARD = (
  [
    line(
      'child_heard_by',
      'Who heard the child | من استمع إلى الطفل | Quién escuchó al menor | Quem ouviu a criança | Qui a entendu l’enfant | Кто выслушал ребёнка',
    ),
    choice(
      'child_heard_how',
      'children_method',
      'How the child was heard | كيف استُمع إلى الطفل | Cómo se escuchó al menor | Como foi ouvida a criança | Comment l’enfant a été entendu | Как выслушали ребёнка',
    ),
    {
      id: 'child_heard_language',
      type: 'language',
      required: false,
      sensitivity: 'case',
      label: say('In which language | بأي لغة | En qué idioma | Em que língua | En quelle langue | На каком языке'),
    },
    choice(
      'child_view_weight',
      'children_view_weight',
      'What weight the child’s view was given | الوزن الذي أُعطي لرأي الطفل | Qué peso se dio a su opinión | Que peso se deu à sua opinião | Quel poids son avis a reçu | Какой вес придан мнению ребёнка',
    ),
  ] satisfies readonly SimpleField[]
).map(ofHeard)

/** The details of how a child was heard that are given though the child was not: nobody asked for them, and what they say cannot be so. */
export const detailsOfNobodyHeard = (answers: FormAnswers): readonly string[] =>
  valueOf(answers['child_heard']) === 'heard'
    ? []
    : HOW_HEARD.flatMap(({ id }) => (valueOf(answers[id]) === undefined ? [] : [id]))

/** What every decision about a child says: whether guardian and child were informed and heard, and if not, why not. */
export const INFORMED_AND_HEARD = [
  GUARDIAN_INFORMED,
  choice('guardian_heard', 'children_guardian_heard_first', GUARDIAN),
  CHILD_INFORMED,
  CHILD_HEARD,
  ...HOW_HEARD,
] as const

/** The same of a measure that may be too urgent to hear anybody: that is made good afterwards. */
export const HEARD_UNLESS_URGENT = [
  GUARDIAN_INFORMED,
  choice('guardian_heard', 'children_guardian_heard', GUARDIAN),
  CHILD_INFORMED,
  choice('child_heard', 'children_child_heard', CHILD),
  ...HOW_HEARD,
] as const

/** Only those whom haste left out are heard afterwards. */
export const HEARD_AFTERWARDS = [
  choice('guardian_heard', 'children_guardian_heard', GUARDIAN, false),
  choice('child_heard', 'children_child_heard', CHILD, false),
  ...HOW_HEARD,
] as const

const HEARD = 'Heard | استُمع إليه | Escuchado | Ouvido | Entendu | Выслушан'
const UNSAFE = 'No: not safe | لا: غير آمن | No: no es seguro | Não: não é seguro | Non : pas sûr | Нет: небезопасно'
const URGENT =
  'No: too urgent | لا: الأمر عاجل | No: era urgente | Não: era urgente | Non : trop urgent | Нет: слишком срочно'

const OF_GUARDIAN = {
  heard: HEARD,
  none_yet:
    'No: no guardian yet | لا: لا وصي بعد | No: aún no hay tutor | Não: ainda não há tutor | Non : pas encore de tuteur | Нет: опекуна ещё нет',
  absent:
    'No: could not be reached | لا: تعذر الوصول إليه | No: no se le localizó | Não: não foi contactável | Non : injoignable | Нет: не удалось связаться',
  implicated: 'No: implicated | لا: متورط | No: implicado | Não: envolvido | Non : impliqué | Нет: причастен',
  unsafe: UNSAFE,
} as const
const OF_CHILD = {
  heard: HEARD.replace('Ouvido', 'Ouvida'),
  too_young:
    'No: too young | لا: صغير جدًا | No: demasiado pequeño | Não: demasiado nova | Non : trop jeune | Нет: слишком мал',
  did_not_want:
    'No: did not want to | لا: لم يرغب | No: no quiso | Não: não quis | Non : ne l’a pas voulu | Нет: не захотел',
  unsafe: UNSAFE,
} as const

/** As some records answered before why somebody was not heard was asked. */
const BEFORE = {
  yes: 'Yes | نعم | Sí | Sim | Oui | Да',
  no: 'No | لا | No | Não | Non | Нет',
  unknown: 'Not known | غير معروف | No se sabe | Não se sabe | Inconnu | Неизвестно',
} as const

export const HEARD_LISTS = {
  ...list('children_guardian_heard', { ...OF_GUARDIAN, urgent: URGENT }),
  ...list('children_child_heard', { ...OF_CHILD, urgent: URGENT }),
  ...list('children_guardian_heard_first', OF_GUARDIAN, BEFORE),
  ...list('children_child_heard_first', OF_CHILD, BEFORE),
  ...list('children_view_weight', {
    followed: 'Followed | أُخذ به | Se siguió | Foi seguida | Suivi | Мнению последовали',
    in_part:
      'Followed in part | أُخذ به جزئيًا | Se siguió en parte | Foi seguida em parte | Suivi en partie | Последовали частично',
    not_followed: 'Not followed | لم يُؤخذ به | No se siguió | Não foi seguida | Non suivi | Не последовали',
  }),
}
