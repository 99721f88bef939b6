import type { FormDefinition } from '@gloact/forms'
import { ask, choice, day, form, line, list, words } from './say.ts'

const CHILD_SAYS =
  'What the child says | ما يقوله الطفل | Qué dice el menor | O que diz a criança | Ce que dit l’enfant | Что говорит ребёнок'

/** Where a child goes to school, or why not yet. */
export const SCHOOL_FORMS: Readonly<Record<string, FormDefinition>> = {
  school_place: form(
    'school_place',
    'School place | مقعد مدرسي | Plaza escolar | Vaga na escola | Place à l’école | Место в школе',
    [
      choice(
        'kind',
        'children_school',
        'Kind of school | نوع المدرسة | Tipo de escuela | Tipo de escola | Type d’école | Вид школы',
      ),
      line('school', 'School | المدرسة | Escuela | Escola | École | Школа'),
      day('from', 'From | من | Desde | Desde | À partir du | С какого дня'),
      ask(
        'language_support',
        'Is there help with the language? | هل توجد مساعدة في اللغة؟ | ¿Hay apoyo con el idioma? | Há apoio na língua? | Y a-t-il un soutien linguistique ? | Помогают ли с языком?',
      ),
      words('child_says', CHILD_SAYS, false),
    ],
  ),
  school_reason: form(
    'school_reason',
    'No school for now | لا مدرسة حاليًا | Sin escuela por ahora | Sem escola por agora | Pas d’école pour l’instant | Пока без школы',
    [
      choice('reason', 'children_no_school', 'Why | السبب | Por qué | Porquê | Pourquoi | Почему'),
      words(
        'done',
        'What is done about it | ما الذي يُفعل بشأنه | Qué se hace al respecto | O que se faz a esse respeito | Ce qui est fait | Что для этого делается',
      ),
      day(
        'again_on',
        'Review again on | يُنظر فيه مجددًا في | Se revisa el | Revisão em | À revoir le | Вернуться к этому',
      ),
      words('child_says', CHILD_SAYS, false),
    ],
  ),
  school_left: form(
    'school_left',
    'No longer at school | لم يعد في المدرسة | Ya no va a la escuela | Já não vai à escola | Ne va plus à l’école | Больше не учится',
    [
      choice('reason', 'children_school_left', 'Why | السبب | Por qué | Porquê | Pourquoi | Почему'),
      words('child_says', CHILD_SAYS, false),
    ],
  ),
  school_closed: form(
    'school_closed',
    'School: closed | المدرسة: إغلاق | Escuela: cierre | Escola: encerramento | École : clôture | Школа: завершение',
    [choice('reason', 'children_school_closed', 'Why | السبب | Por qué | Porquê | Pourquoi | Почему')],
  ),
}

const OTHER = 'Other | غير ذلك | Otro | Outro | Autre | Другое'

export const SCHOOL_LISTS = {
  ...list('children_school', {
    preschool: 'Nursery or pre-school | حضانة أو روضة | Preescolar | Pré-escolar | Maternelle | Детский сад',
    school: 'School | مدرسة | Escuela | Escola | École | Школа',
    bridging:
      'Preparatory class | صف تحضيري | Clase de preparación | Turma de preparação | Classe d’accueil | Подготовительный класс',
    training:
      'Vocational training | تدريب مهني | Formación profesional | Formação profissional | Formation professionnelle | Профессиональное обучение',
    in_home:
      'Lessons where the child lives | دروس في مكان الإقامة | Clases donde vive | Aulas onde vive | Cours sur le lieu de vie | Занятия по месту жительства',
    other: OTHER,
  }),
  ...list('children_no_school', {
    too_young:
      'Too young for school | أصغر من سن المدرسة | Demasiado pequeño para la escuela | Demasiado nova para a escola | Trop jeune pour l’école | Мал для школы',
    beyond_school:
      'Beyond school age | تجاوز سن المدرسة | Por encima de la edad escolar | Acima da idade escolar | Au-delà de l’âge scolaire | Старше школьного возраста',
    health: 'Health | الصحة | Salud | Saúde | Santé | Здоровье',
    not_ready:
      'The child is not ready | الطفل غير مستعد | El menor no está preparado | A criança não está pronta | L’enfant n’est pas prêt | Ребёнок не готов',
    not_safe: 'Not safe | غير آمن | No es seguro | Não é seguro | Pas sûr | Небезопасно',
    no_place: 'No place found | لا مقعد متاح | No hay plaza | Não há vaga | Aucune place | Нет места',
    refused:
      'School refused | رفضت المدرسة | La escuela lo rechazó | A escola recusou | Refus de l’école | Школа отказала',
    papers:
      'Papers are missing | الوثائق ناقصة | Faltan documentos | Faltam documentos | Papiers manquants | Нет документов',
    leaves_soon:
      'The child moves soon | الطفل سينتقل قريبًا | Se traslada pronto | Muda-se em breve | Départ proche | Скоро переезжает',
    other: OTHER,
  }),
  ...list('children_school_left', {
    moved: 'Moved | انتقل | Se mudó | Mudou-se | A déménagé | Переехал',
    finished: 'Finished | أنهى الدراسة | Terminó | Terminou | A terminé | Закончил',
    excluded: 'Excluded | فُصل | Expulsado | Expulsa | Exclu | Отчислен',
    not_safe: 'Not safe | غير آمن | No es seguro | Não é seguro | Pas sûr | Небезопасно',
    child_stopped:
      'The child stopped going | توقف الطفل عن الذهاب | Dejó de ir | Deixou de ir | N’y va plus | Перестал ходить',
    other: OTHER,
  }),
  ...list('children_school_closed', {
    adult:
      'Found to be an adult | تبيّن أنه بالغ | Resultó ser adulto | Verificou-se que é adulto | Reconnu majeur | Признан взрослым',
    turned_18: 'Turned 18 | بلغ 18 عامًا | Cumplió 18 | Fez 18 anos | A eu 18 ans | Исполнилось 18',
    reunified:
      'Reunited with family | اجتمع بأسرته | Reunido con su familia | Reunida com a família | Réuni avec sa famille | Воссоединён с семьёй',
    left_country: 'Left the country | غادر البلد | Salió del país | Saiu do país | A quitté le pays | Покинул страну',
    died: 'Died | توفي | Falleció | Faleceu | Décédé | Умер',
  }),
}
