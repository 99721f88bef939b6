import { ask, choice, list } from './say.ts'

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

/** What every decision about a child says: whether guardian and child were informed and heard, and if not, why not. */
export const INFORMED_AND_HEARD = [
  GUARDIAN_INFORMED,
  choice('guardian_heard', 'children_guardian_heard_first', GUARDIAN),
  CHILD_INFORMED,
  CHILD_HEARD,
] as const

/** The same of a measure that may be too urgent to hear anybody: that is made good afterwards. */
export const HEARD_UNLESS_URGENT = [
  GUARDIAN_INFORMED,
  choice('guardian_heard', 'children_guardian_heard', GUARDIAN),
  CHILD_INFORMED,
  choice('child_heard', 'children_child_heard', CHILD),
] as const

/** Only those whom haste left out are heard afterwards. */
export const HEARD_AFTERWARDS = [
  choice('guardian_heard', 'children_guardian_heard', GUARDIAN, false),
  choice('child_heard', 'children_child_heard', CHILD, false),
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
  implicated: 'No: implicated | لا: متورط | No: implicado | Não: implicado | Non : impliqué | Нет: причастен',
  unsafe: UNSAFE,
} as const
const OF_CHILD = {
  heard: HEARD.replace('Ouvido', 'Ouvida'),
  too_young:
    'No: too young | لا: صغير جدًا | No: demasiado pequeño | Não: pequena demais | Non : trop jeune | Нет: слишком мал',
  did_not_want:
    'No: did not want to | لا: لم يرغب | No: no quiso | Não: não quis | Non : ne l’a pas voulu | Нет: не захотел',
  unsafe: UNSAFE,
} as const

export const HEARD_LISTS = {
  ...list('children_guardian_heard', { ...OF_GUARDIAN, urgent: URGENT }),
  ...list('children_child_heard', { ...OF_CHILD, urgent: URGENT }),
  ...list('children_guardian_heard_first', OF_GUARDIAN),
  ...list('children_child_heard_first', OF_CHILD),
}
