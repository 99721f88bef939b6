import { choice, list, where, words } from './say.ts'

/*
 * What the papers of a determination say besides the options: why it is urgent, from whom the child is separated, what tracing found, and what
 * each of the people around the child says, or why that person says nothing.
 */

export const PRIORITY_REASONS = words(
  'priority_reasons',
  'Why this soon | سبب هذه الأولوية | Por qué esta urgencia | Porquê esta urgência | Pourquoi ce délai | Почему такой срок',
)

export const SEPARATION_STATUS = choice(
  'separation_status',
  'children_separation',
  'With whom the child is | مع من يوجد الطفل | Con quién está el menor | Com quem está a criança | Avec qui est l’enfant | С кем ребёнок',
)

export const TRACING_RESULT = choice(
  'tracing_result',
  'children_tracing_result',
  'Family tracing | البحث عن الأسرة | Búsqueda de familiares | Procura de familiares | Recherche de la famille | Розыск семьи',
)

/** Around the child, whose view the papers give, or why they do not. */
const OTHERS = {
  parents: [
    'children_view_given',
    'Have the parents given their view? | هل أبدى الوالدان رأيهما؟ | ¿Dieron su opinión los padres? | Os pais deram a sua opinião? | Les parents ont-ils donné leur avis ? | Высказали ли мнение родители?',
    'The parents’ view | رأي الوالدين | Opinión de los padres | Opinião dos pais | Avis des parents | Мнение родителей',
  ],
  carer: [
    'children_view_given',
    'Has the carer given a view? | هل أبدى مقدم الرعاية رأيه؟ | ¿Dio su opinión el cuidador? | O cuidador deu a sua opinião? | La personne qui accueille a-t-elle donné son avis ? | Высказал ли мнение воспитатель?',
    'The carer’s view | رأي مقدم الرعاية | Opinión del cuidador | Opinião do cuidador | Avis de la personne qui accueille | Мнение воспитателя',
  ],
  siblings: [
    'children_view_given',
    'Have brothers and sisters given their view? | هل أبدى الإخوة والأخوات رأيهم؟ | ¿Dieron su opinión los hermanos? | Os irmãos deram a sua opinião? | Les frères et sœurs ont-ils donné leur avis ? | Высказали ли мнение братья и сёстры?',
    'The view of brothers and sisters | رأي الإخوة والأخوات | Opinión de los hermanos | Opinião dos irmãos | Avis des frères et sœurs | Мнение братьев и сестёр',
  ],
  guardian: [
    'children_view_given',
    'Has the guardian given a view? | هل أبدى الوصي رأيه؟ | ¿Dio su opinión el tutor? | O tutor deu a sua opinião? | Le tuteur a-t-il donné son avis ? | Высказал ли мнение опекун?',
    'The guardian’s view | رأي الوصي | Opinión del tutor | Opinião do tutor | Avis du tuteur | Мнение опекуна',
  ],
} as const

export const VIEWS_OF_OTHERS = Object.entries(OTHERS).flatMap(([who, [codes, asked, view]]) => [
  choice(`${who}_asked`, codes, asked),
  where(`${who}_asked`, 'given', words(`${who}_view`, view)),
])

export const PAPER_LISTS = {
  ...list('children_separation', {
    unaccompanied:
      'Unaccompanied: with no relative and no adult responsible | غير مصحوب: لا قريب معه ولا بالغ مسؤول | No acompañado: sin pariente ni adulto responsable | Não acompanhada: sem parente nem adulto responsável | Non accompagné : sans parent ni adulte responsable | Несопровождаемый: ни родных, ни ответственного взрослого',
    separated:
      'Separated: with another relative | منفصل: مع قريب آخر | Separado: con otro pariente | Separada: com outro parente | Séparé : avec un autre membre de la famille | Разлучён: с другим родственником',
    with_parent:
      'With a parent or usual carer | مع أحد الوالدين أو من يرعاه عادة | Con el padre, la madre o su cuidador habitual | Com o pai, a mãe ou o cuidador habitual | Avec un parent ou la personne qui s’en occupe d’habitude | С родителем или тем, кто обычно о нём заботится',
    not_known: 'Not known | غير معروف | No se sabe | Não se sabe | Inconnu | Неизвестно',
  }),
  ...list('children_view_given', {
    given: 'Yes | نعم | Sí | Sim | Oui | Да',
    nobody:
      'No: there is nobody | لا: لا يوجد أحد | No: no hay nadie | Não: não há ninguém | Non : il n’y a personne | Нет: никого нет',
    not_found:
      'No: not found or could not be reached | لا: لم يُعثر عليه أو تعذر الوصول إليه | No: no se encontró o no se localizó | Não: não foi encontrado ou contactado | Non : introuvable ou injoignable | Нет: не найден или не удалось связаться',
    declined:
      'No: did not want to | لا: لم يرغب | No: no quiso | Não: não quis | Non : ne l’a pas voulu | Нет: не захотел',
    too_young:
      'No: too young | لا: صغير جدًا | No: demasiado pequeño | Não: demasiado novo | Non : trop jeune | Нет: слишком мал',
    unsafe: 'No: not safe | لا: غير آمن | No: no es seguro | Não: não é seguro | Non : pas sûr | Нет: небезопасно',
    implicated: 'No: implicated | لا: متورط | No: implicado | Não: envolvido | Non : impliqué | Нет: причастен',
    child_objects:
      'No: the child does not want it | لا: الطفل لا يريد ذلك | No: el menor no lo quiere | Não: a criança não quer | Non : l’enfant ne le veut pas | Нет: ребёнок этого не хочет',
  }),
  ...list('children_tracing_result', {
    not_begun: 'Not begun | لم يبدأ | No iniciada | Não iniciada | Pas commencée | Не начат',
    under_way: 'Under way | جارٍ | En curso | Em curso | En cours | Ведётся',
    found:
      'Relatives found, relation verified | عُثر على أقارب وتُحقق من القرابة | Parientes hallados, parentesco verificado | Parentes encontrados, parentesco verificado | Proches retrouvés, lien vérifié | Родные найдены, родство проверено',
    not_verified:
      'The relation of those who seek the child was not verified | لم تثبت قرابة من يبحث عن الطفل | No se verificó el parentesco de quien busca al menor | Não se verificou o parentesco de quem procura a criança | Le lien de ceux qui cherchent l’enfant n’est pas vérifié | Родство тех, кто ищет ребёнка, не подтвердилось',
    stopped:
      'Paused or ended without a finding | متوقف أو منتهٍ دون نتيجة | En pausa o terminada sin resultado | Em pausa ou terminada sem resultado | Suspendue ou terminée sans résultat | Приостановлен или окончен без результата',
  }),
}
