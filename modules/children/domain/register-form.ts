import type { CodeLists } from '@gloact/codes'
import { defineForm, type Field, type FormDefinition } from '@gloact/forms'
import { list, say } from './forms/say.ts'

const open = (id: string, type: string, said: string, more: object = {}) =>
  ({ id, type, label: say(said), sensitivity: 'open', ...more }) as unknown as Field
const sealed = (id: string, type: string, said: string, more: object = {}) =>
  ({ id, type, label: say(said), sensitivity: 'identifying', ...more }) as unknown as Field
const day = { precision: 'day', notFuture: true }

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
        open('area', 'text', 'Area | المنطقة | Zona | Zona | Secteur | Район', { maxLength: 200 }),
        open('languages', 'text', 'Languages | اللغات | Idiomas | Línguas | Langues | Языки', { maxLength: 200 }),
        open(
          'account',
          'choice',
          'Signs in as | يسجل الدخول باسم | Inicia sesión como | Inicia sessão como | Se connecte en tant que | Учётная запись',
          { codeList: 'staff' },
        ),
        sealed('phone', 'phone', 'Telephone | الهاتف | Teléfono | Telefone | Téléphone | Телефон'),
        sealed('address', 'text', 'Address | العنوان | Dirección | Morada | Adresse | Адрес', { maxLength: 300 }),
      ],
    },
    {
      id: 'standing',
      title: say('Standing | الوضع | Situación | Situação | Statut | Статус'),
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
          'Independent of immigration, police, prosecution and housing? | مستقل عن الهجرة والشرطة والنيابة والإيواء؟ | ¿Independiente de migración, policía, fiscalía y alojamiento? | Independente de migração, polícia, procuradoria e alojamento? | Indépendant de l’immigration, de la police, du parquet et de l’hébergement ? | Независим от миграции, полиции, прокуратуры и жилья?',
          { required: true },
        ),
      ],
    },
    {
      id: 'screening',
      title: say('Screening | التدقيق | Comprobaciones | Verificações | Vérifications | Проверка'),
      fields: [
        open(
          'identity_seen',
          'yes_no_unknown',
          'Identity seen? | هل تُحقق من الهوية؟ | ¿Se vio la identidad? | Identidade vista? | Identité vue ? | Личность установлена?',
        ),
        open(
          'record_seen_on',
          'date',
          'Criminal record seen on | تاريخ الاطلاع على السجل الجنائي | Antecedentes vistos el | Registo criminal visto em | Casier judiciaire vu le | Справка о судимости от',
          day,
        ),
        open(
          'record_clean',
          'yes_no_unknown',
          'Nothing in it that speaks against them? | لا شيء فيه ضده؟ | ¿Nada en contra? | Nada contra? | Rien ne s’y oppose ? | Препятствий нет?',
        ),
        open(
          'other_registers',
          'yes_no_unknown',
          'Other registers checked? | هل فُحصت السجلات الأخرى؟ | ¿Otros registros comprobados? | Outros registos verificados? | Autres registres consultés ? | Другие реестры проверены?',
        ),
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
      fields: [
        open(
          'trained_on',
          'date',
          'Initial training on | تاريخ التدريب الأولي | Formación inicial el | Formação inicial em | Formation initiale le | Начальное обучение',
          day,
        ),
        open(
          'trained_trafficking_on',
          'date',
          'Training on trafficking on | تاريخ التدريب على الاتجار | Formación sobre trata el | Formação sobre tráfico em | Formation sur la traite le | Обучение по торговле людьми',
          day,
        ),
        open(
          'refreshed_on',
          'date',
          'Refresher on | تاريخ التدريب التجديدي | Actualización el | Atualização em | Remise à niveau le | Повторное обучение',
          day,
        ),
      ],
    },
  ],
})

export const REGISTER_LISTS: CodeLists = {
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
    paused: 'Paused | متوقف مؤقتًا | En pausa | Em pausa | En pause | На паузе',
    suspended: 'Suspended | موقوف | Suspendido | Suspenso | Suspendu | Приостановлен',
    removed: 'Removed | مستبعد | Excluido | Excluído | Exclu | Исключён',
    left: 'Left | ترك الخدمة | Se fue | Saiu | Parti | Ушёл',
  }),
}
