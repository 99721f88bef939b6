import type { CodeLists } from '@gloact/codes'
import { defineForm, type Condition, type FormDefinition } from '@gloact/forms'
import { CARERS_OF } from './forms/care-forms.ts'
import { list, say } from './forms/say.ts'
import { day, open, REACHED, SCREENED, sealed, TRAINED, WHERE } from './register-fields.ts'

/** What a carer has to have before a child is placed with them, and may lack as long as nobody screened them here. */
const whenActive = { requiredWhen: { eq: ['status', 'active'] } satisfies Condition }

/**
 * A carer in the register: a family or a small home, where children are placed. A list shows a number and an area; who they are, how they
 * are reached and where they live is sealed, since children live there who are looked for.
 */
export const carerForm: FormDefinition = defineForm({
  id: 'carer',
  version: '1',
  title: say('Carer | مقدم الرعاية | Cuidador | Cuidador | Personne ou foyer d’accueil | Воспитатель'),
  sections: [
    {
      id: 'who',
      title: say('Who | من | Quién | Quem | Qui | Кто'),
      fields: [
        open(
          'number',
          'text',
          'Number, without a name | رقم من دون اسم | Número, sin nombre | Número, sem nome | Numéro, sans nom | Номер, без имени',
          { required: true, maxLength: 60 },
        ),
        open('kind', 'choice', 'Kind | النوع | Tipo | Tipo | Type | Вид', {
          codeList: 'children_carer_kind',
          ...whenActive,
        }),
        sealed('name', 'text', 'Name | الاسم | Nombre | Nome | Nom | Имя', { maxLength: 200, ...whenActive }),
        ...WHERE,
        ...REACHED,
        sealed(
          'elsewhere',
          'long_text',
          'As recorded in another system | كما في نظام آخر | Según otro sistema | Segundo outro sistema | Selon un autre système | По данным другой системы',
          { maxLength: 10_000, aside: 'imported' },
        ),
      ],
    },
    {
      id: 'standing',
      title: say('Standing | الوضع | Situación | Estado | Statut | Статус'),
      fields: [
        open('status', 'choice', 'Status | الحالة | Estado | Estado | Statut | Статус', {
          required: true,
          codeList: 'children_carer_status',
        }),
        open(
          'max_children',
          'number',
          'Most children at once | أكبر عدد من الأطفال في آن واحد | Máximo de menores a la vez | Máximo de crianças ao mesmo tempo | Nombre maximal d’enfants à la fois | Не более детей одновременно',
          { min: 1, max: 50, ...whenActive },
        ),
        open(
          'takes',
          'choices',
          'Approved for | معتمد من أجل | Aprobado para | Aprovado para | Agréé pour | Одобрен для',
          {
            codeList: 'children_guardian_takes',
            help: say(
              'Leave open where the approval names no sex or no age. | اتركه دون إجابة إذا كان الاعتماد لا يحدد جنسًا أو عمرًا. | Déjelo sin responder si la aprobación no indica sexo o edad. | Deixe sem resposta se a aprovação não indica sexo ou idade. | À laisser sans réponse si l’agrément ne précise ni sexe ni âge. | Оставьте без ответа, если одобрение не называет пола или возраста.',
            ),
          },
        ),
      ],
    },
    {
      id: 'screening',
      title: say('Screening | التدقيق | Comprobaciones | Verificações | Vérifications | Проверка'),
      fields: [
        ...SCREENED,
        open(
          'home_visited_on',
          'date',
          'Home visited and studied on | تاريخ زيارة المنزل ودراسته | Hogar visitado y estudiado el | Casa visitada e avaliada em | Domicile visité et étudié le | Дом посещён и изучен',
          day,
        ),
        open(
          'household_checked',
          'yes_no_unknown',
          'Everyone in the household checked? | هل تم التحقق من كل أفراد المنزل؟ | ¿Se comprobó a todos los del hogar? | Todos os membros do agregado familiar verificados? | Tous les membres du foyer vérifiés ? | Все в доме проверены?',
        ),
        open('approved_by', 'text', 'Approved by | اعتمده | Aprobado por | Aprovado por | Agréé par | Кем одобрен', {
          maxLength: 200,
          ...whenActive,
        }),
        open(
          'approved_until',
          'date',
          'Approved until | معتمد حتى | Aprobado hasta | Aprovado até | Agréé jusqu’au | Одобрен до',
          { precision: 'day', ...whenActive },
        ),
      ],
    },
    {
      id: 'training',
      title: say('Training | التدريب | Formación | Formação | Formation | Обучение'),
      fields: [...TRAINED],
    },
  ],
})

export const CARER_LISTS: CodeLists = {
  ...list('children_carer_kind', CARERS_OF),
  ...list('children_carer_status', {
    not_screened:
      'Not screened here | لم يُدقَّق هنا | Sin comprobar aquí | Não verificado aqui | Non vérifié ici | Здесь не проверен',
    active: 'Active | نشط | Activo | Ativo | Actif | Действует',
    suspended: 'Suspended | موقوف | Suspendido | Suspenso | Suspendu | Временно отстранён',
    ended: 'Ended | منتهٍ | Finalizado | Terminado | Terminé | Больше не работает',
  }),
}
