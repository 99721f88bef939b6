import type { SimpleField } from '@gloact/forms'
import { choice, line, list, say } from './say.ts'

/** Incidents in which something is alleged of a person; of the others nobody has to be named. */
export const ALLEGATIONS = ['violence', 'exploitation', 'contact_by_suspect', 'allegation']

const WHOM = 'Who it is about | بمن تتعلق | Sobre quién | Sobre quem | De qui il s’agit | О ком речь'
const NAME =
  'Name, as far as known | الاسم إن عُرف | Nombre, si se conoce | Nome, se conhecido | Nom, s’il est connu | Имя, если известно'

/** Of whom an incident or a complaint tells: whether a determination rests on that person follows from it. */
export const ALLEGED_OF: SimpleField = {
  ...choice('alleged_of', 'children_alleged_of', WHOM, false),
  showWhen: { in: ['kind', ALLEGATIONS] },
  requiredWhen: { in: ['kind', ALLEGATIONS] },
}
export const COMPLAINED_OF = choice('alleged_of', 'children_complained_of', WHOM, false)
export const ALLEGED_NAME: SimpleField = {
  ...line('alleged_name', NAME, false),
  showWhen: { eq: ['alleged_of', 'somebody_else'] },
}

/** What a child is asked by pictures. */
export const WHOM_ASKED = say(
  'Who is it about? | عمّن تتكلم؟ | ¿De quién se trata? | De quem se trata? | De qui s’agit-il ? | О ком это?',
)

const OF = {
  carer:
    'The carer, or someone in the house where the child is | مقدم الرعاية أو شخص في البيت الذي يقيم فيه الطفل | El cuidador o alguien de la casa donde está el menor | O cuidador ou alguém da casa onde a criança está | La personne qui accueille, ou quelqu’un de la maison où est l’enfant | Воспитатель или кто-то в доме, где живёт ребёнок',
  chosen:
    'The adult or the household that a panel chose | البالغ أو المنزل الذي اختارته لجنة | El adulto o el hogar que eligió una comisión | O adulto ou o agregado familiar que um painel escolheu | L’adulte ou le foyer choisi par une commission | Взрослый или семья, которых выбрала комиссия',
  somebody_else: 'Somebody else | شخص آخر | Otra persona | Outra pessoa | Une autre personne | Кто-то другой',
  not_known: 'Not known | غير معروف | No se sabe | Não se sabe | Inconnu | Неизвестно',
} as const

export const ALLEGED_LISTS = {
  ...list('children_alleged_of', OF),
  ...list('children_complained_of', {
    guardian: 'The guardian | الوصي | El tutor | O tutor | Le tuteur | Опекун',
    worker:
      'Someone who works with the child | شخص يعمل مع الطفل | Alguien que trabaja con el menor | Alguém que trabalha com a criança | Quelqu’un qui travaille avec l’enfant | Тот, кто работает с ребёнком',
    other_child: 'Another child | طفل آخر | Otro menor | Outra criança | Un autre enfant | Другой ребёнок',
    ...OF,
  }),
  // The same as a child is asked, in their own words.
  ...list('children_complaint_of', {
    guardian: 'My guardian | وصيّي | Mi tutor | O meu tutor | Mon tuteur | Мой опекун',
    carer:
      'Someone where I live | شخص في المكان الذي أعيش فيه | Alguien donde vivo | Alguém onde vivo | Quelqu’un là où je vis | Кто-то там, где я живу',
    worker:
      'A worker who helps me | شخص عمله أن يساعدني | Alguien que trabaja ayudándome | Alguém que trabalha a ajudar-me | Quelqu’un dont le travail est de m’aider | Сотрудник, который мне помогает',
    other_child: 'Another child | طفل آخر | Otro menor | Outra criança | Un autre enfant | Другой ребёнок',
    somebody_else: 'Somebody else | شخص آخر | Otra persona | Outra pessoa | Quelqu’un d’autre | Кто-то другой',
    rather_not:
      'I don’t want to say | لا أريد أن أقول | No quiero decirlo | Não quero dizer | Je ne veux pas le dire | Не хочу говорить',
  }),
}
