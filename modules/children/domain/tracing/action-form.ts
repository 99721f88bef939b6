import type { CodeLists } from '@gloact/codes'
import type { FormDefinition } from '@gloact/forms'
import { isYes, told, type Said } from '../said.ts'
import { ask, choice, day, form, line, list, words } from '../forms/say.ts'

/** What was done to find a child's family, and who learned by it that somebody is looked for. */
export const ACTION_FORM: FormDefinition = form(
  'tracing_action',
  'Tracing action | إجراء بحث | Gestión de búsqueda | Diligência de procura | Démarche de recherche | Действие по розыску',
  [
    day('done_on', 'Day | اليوم | Día | Dia | Jour | День'),
    choice('type', 'tracing_action_type', 'How | الطريقة | Cómo | Como | De quelle manière | Способ'),
    line('place', 'Place | المكان | Lugar | Lugar | Lieu | Место', false),
    line('organisation', 'Organisation | الجهة | Organización | Organização | Organisation | Организация', false),
    words(
      'learned',
      'Who learned that someone is being sought | من علم أن هناك من يُبحث عنه | Quién supo que se busca a alguien | Quem soube que se procura alguém | Qui a appris que quelqu’un est recherché | Кто узнал, что кого-то ищут',
    ),
    choice(
      'outcome',
      'tracing_action_outcome',
      'What it led to | النتيجة | Resultado | Resultado | Résultat | Результат',
    ),
    ask(
      'child_agrees',
      'Did the child agree to it? | هل وافق الطفل عليه؟ | ¿Estuvo de acuerdo el menor? | A criança concordou? | L’enfant était-il d’accord ? | Согласен ли на это ребёнок?',
    ),
    ask(
      'asylum_open',
      'Is an asylum question open? | هل مسألة اللجوء مفتوحة؟ | ¿Hay una cuestión de asilo abierta? | Há uma questão de asilo em aberto? | Une question d’asile est-elle ouverte ? | Открыт ли вопрос об убежище?',
    ),
  ],
)

export const ACTION_LISTS: CodeLists = {
  ...list('tracing_action_type', {
    case_by_case: 'Case by case | حالة بحالة | Caso por caso | Caso a caso | Au cas par cas | По отдельному случаю',
    mass: 'For many children at once | لأطفال كثيرين معًا | Para muchos menores a la vez | Para muitas crianças ao mesmo tempo | Pour beaucoup d’enfants à la fois | Сразу для многих детей',
    community: 'In the community | في المجتمع المحلي | En la comunidad | Na comunidade | Dans la communauté | В общине',
    photo_of_searcher:
      'Photograph of the person who searches | صورة الباحث | Foto de quien busca | Fotografia de quem procura | Photo de la personne qui cherche | Фотография ищущего',
    telephone: 'Telephone | الهاتف | Teléfono | Telefone | Téléphone | Телефон',
    online: 'Online | عبر الإنترنت | En línea | Em linha | En ligne | В интернете',
    register: 'Register | سجل | Registro | Registo | Registre | Реестр',
    border_list:
      'Lists of a border | قوائم الحدود | Listas de frontera | Listas de fronteira | Listes de frontière | Списки границы',
    consulate: 'Consulate | قنصلية | Consulado | Consulado | Consulat | Консульство',
    red_cross:
      'Red Cross or Red Crescent | الصليب الأحمر أو الهلال الأحمر | Cruz Roja o Media Luna Roja | Cruz Vermelha ou Crescente Vermelho | Croix-Rouge ou Croissant-Rouge | Красный Крест или Красный Полумесяц',
    iss: 'International Social Service | الخدمة الاجتماعية الدولية | Servicio Social Internacional | Serviço Social Internacional | Service social international | Международная социальная служба',
    database: 'Database | قاعدة بيانات | Base de datos | Base de dados | Base de données | База данных',
  }),
  ...list('tracing_action_outcome', {
    pending: 'Not known yet | غير معروفة بعد | Aún no se sabe | Ainda não se sabe | Pas encore connu | Пока неизвестно',
    found: 'Family found | وُجدت الأسرة | Familia encontrada | Família encontrada | Famille retrouvée | Семья найдена',
    not_found: 'Not found | لم توجد | No encontrada | Não encontrada | Pas retrouvée | Не найдена',
    stopped: 'Stopped | أُوقف | Detenida | Interrompida | Arrêtée | Прекращено',
  }),
}

/** A consulate tells those the child may have fled from: it is asked with the child's yes alone, and with no asylum question open. */
export const consulateRefused = (said: Said): boolean =>
  told(said, 'type') === 'consulate' && !(isYes(said, 'child_agrees') && told(said, 'asylum_open') === 'no')
