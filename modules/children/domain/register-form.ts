import type { CodeLists } from '@gloact/codes'
import { defineForm, type FormDefinition } from '@gloact/forms'
import { list, say } from './forms/say.ts'
import { day, open, REACHED, SCREENED, TRAINED, WHERE } from './register-fields.ts'

/**
 * A guardian in the register. Who they are as a member of a service stands in clear, as staff do; how they are reached, where they live
 * and their papers are sealed, and used by the server alone to look for ties to people whom a child must be kept from.
 */
export const guardianForm: FormDefinition = defineForm({
  id: 'guardian',
  version: '1',
  title: say('Guardian | وصي | Tutor | Tutor | Tuteur | Опекун'),
  sections: [
    {
      id: 'who',
      title: say('Who | من | Quién | Quem | Qui | Кто'),
      fields: [
        open('name', 'text', 'Name | الاسم | Nombre | Nome | Nom | Имя', { required: true, maxLength: 200 }),
        open('kind', 'choice', 'Kind | النوع | Tipo | Tipo | Type | Вид', {
          required: true,
          codeList: 'children_guardian_kind',
        }),
        open('employer', 'text', 'Employer | جهة العمل | Empleador | Empregador | Employeur | Работодатель', {
          maxLength: 200,
        }),
        ...WHERE,
        open('takes', 'choices', 'Takes | يقبل | Acepta | Aceita | Accepte | Принимает', {
          codeList: 'children_guardian_takes',
        }),
        open(
          'account',
          'choice',
          'Signs in as | يسجل الدخول باسم | Inicia sesión como | Inicia sessão como | Se connecte en tant que | Учётная запись',
          { codeList: 'staff' },
        ),
        ...REACHED,
      ],
    },
    {
      id: 'standing',
      title: say('Standing | الوضع | Situación | Estado | Statut | Статус'),
      fields: [
        open('status', 'choice', 'Status | الحالة | Estado | Estado | Statut | Статус', {
          required: true,
          codeList: 'children_guardian_status',
        }),
        open(
          'max_children',
          'number',
          'Most children at once | أكبر عدد من الأطفال في آن واحد | Máximo de menores a la vez | Máximo de crianças ao mesmo tempo | Nombre maximal d’enfants à la fois | Не более детей одновременно',
          { required: true, min: 1, max: 50 },
        ),
        open(
          'independent',
          'yes_no_unknown',
          'Independent of immigration, police, prosecution and housing? | مستقل عن الهجرة والشرطة والنيابة والإيواء؟ | ¿Independiente de migración, policía, fiscalía y alojamiento? | Independente de migração, polícia, Ministério Público e alojamento? | Indépendant de l’immigration, de la police, du parquet et de l’hébergement ? | Независим от миграции, полиции, прокуратуры и жилья?',
          { required: true },
        ),
      ],
    },
    {
      id: 'screening',
      title: say('Screening | التدقيق | Comprobaciones | Verificações | Vérifications | Проверка'),
      fields: [
        ...SCREENED,
        open(
          'reference_count',
          'number',
          'References | التزكيات | Referencias | Referências | Références | Рекомендации',
          { min: 0, max: 20 },
        ),
        open(
          'declared_on',
          'date',
          'Yearly declaration of interests on | تاريخ إقرار المصالح السنوي | Declaración anual de intereses el | Declaração anual de interesses em | Déclaration annuelle d’intérêts le | Ежегодная декларация от',
          day,
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

export const REGISTER_LISTS: CodeLists = {
  ...list('children_guardian_takes', {
    girls: 'Girls | فتيات | Niñas | Raparigas | Filles | Девочки',
    boys: 'Boys | فتيان | Niños | Rapazes | Garçons | Мальчики',
    under_7: 'Under 7 | دون 7 سنوات | Menos de 7 | Menos de 7 | Moins de 7 ans | Младше 7',
    from_7: '7 to 11 | 7–11 | 7 a 11 | 7 a 11 | 7 à 11 ans | 7–11',
    from_12: '12 to 15 | 12–15 | 12 a 15 | 12 a 15 | 12 à 15 ans | 12–15',
    from_16: '16 to 17 | 16–17 | 16 a 17 | 16 a 17 | 16 à 17 ans | 16–17',
  }),
  ...list('children_record_result', {
    clean: 'Nothing adverse | لا شيء ضده | Nada en contra | Nada contra | Rien ne s’y oppose | Препятствий нет',
    against:
      'Something adverse | فيه ما يمنع | Algo en contra | Algo contra | Quelque chose s’y oppose | Есть препятствие',
    not_to_be_had:
      'Cannot be obtained | يتعذر الحصول عليه | No se puede obtener | Não se consegue obter | Impossible à obtenir | Получить нельзя',
  }),
  ...list('children_guardian_kind', {
    public_service:
      'Public service | خدمة عامة | Servicio público | Serviço público | Service public | Государственная служба',
    ngo: 'Organisation | منظمة | Organización | Organização | Organisation | Организация',
    court_named:
      'Named by a court | سمّته محكمة | Nombrado por un tribunal | Nomeado por tribunal | Nommé par un tribunal | Назначен судом',
    relative: 'Relative | قريب | Pariente | Parente | Proche parent | Родственник',
    volunteer: 'Volunteer | متطوع | Voluntario | Voluntário | Bénévole | Волонтёр',
  }),
  ...list('children_guardian_status', {
    applied: 'Applied | قدّم طلبًا | Solicitante | Candidato | Candidat | Заявка подана',
    cleared: 'Cleared | اجتاز التدقيق | Aprobado | Aprovado | Agréé | Проверен',
    active: 'Active | نشط | Activo | Ativo | Actif | Действует',
    paused: 'Paused | متوقف مؤقتًا | En pausa | Em pausa | En pause | Временно не работает',
    suspended: 'Suspended | موقوف | Suspendido | Suspenso | Suspendu | Временно отстранён',
    removed: 'Removed | مستبعد | Excluido | Excluído | Exclu | Исключён',
    left: 'Left | ترك الخدمة | Se fue | Saiu | Parti | Ушёл',
  }),
}
