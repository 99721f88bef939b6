import { defineForm, type FormDefinition } from '@gloact/forms'
import { asked, six } from './six.ts'

/*
 * Prevention, frameworks, assistance programmes and technical assistance. Nothing asked here is about a person: people are counted, and a
 * small count is withheld.
 */

const TITLE = 'Title|العنوان|Intitulé|Título|Título|Название'
const STATE = 'Status|الحالة|État|Estado|Estado|Статус'
const STARTS = 'Starts on|تبدأ في|Début|Inicio|Início|Начало'
const ENDS = 'Ends on|تنتهي في|Fin|Fin|Fim|Окончание'
const REGION = 'Region|المنطقة|Région|Región|Região|Регион'
const ACTIONS = 'Actions of the plan|إجراءات الخطة|Actions du plan|Acciones del plan|Ações do plano|Мероприятия плана'
const LANGUAGES = 'Languages|اللغات|Langues|Idiomas|Línguas|Языки'
const RESULT = 'Result|النتيجة|Résultat|Resultado|Resultado|Результат'
const SOURCE =
  'Source of the numbers|مصدر الأرقام|Source des chiffres|Fuente de las cifras|Fonte dos números|Источник данных'

const title = { ...asked('title', TITLE), type: 'multilingual', required: true, maxLength: 200 } as const
const day = { type: 'date', precision: 'day' } as const
const note = { type: 'long_text', maxLength: 2_000 } as const
const count = { type: 'number', min: 0, max: 1_000_000_000 } as const
/** Of people in a programme: a small one is withheld. */
const people = {
  type: 'number' as const,
  min: 0,
  max: 1_000_000,
  absences: ['withheld' as const, 'not_known' as const],
}

/** Languages that something is said or written in. */
const languages = { ...asked('languages', LANGUAGES), type: 'choices', codeList: 'language' } as const

export const activityForm: FormDefinition = defineForm({
  id: 'activity',
  version: '1',
  title: six('Prevention|الوقاية|Prévention|Prevención|Prevenção|Профилактика'),
  sections: [
    {
      id: 'activity',
      title: six(
        'Campaign or activity|حملة أو نشاط|Campagne ou activité|Campaña o actividad|Campanha ou atividade|Кампания или мероприятие',
      ),
      fields: [
        title,
        {
          ...asked('kind', 'Kind|النوع|Type|Tipo|Tipo|Вид'),
          type: 'choice',
          codeList: 'activity_kind',
          required: true,
        },
        { ...asked('state', STATE), type: 'choice', codeList: 'activity_state', required: true },
        { ...asked('starts_on', STARTS), ...day, required: true },
        { ...asked('ends_on', ENDS), ...day },
        { ...asked('region', REGION), type: 'text', maxLength: 120 },
        { ...asked('actions', ACTIONS), type: 'references', register: 'strategy.action' },
        { ...asked('audience', 'Audience|الجمهور|Public|Público|Público|Аудитория'), ...note, required: true },
        { ...asked('message', 'Message|الرسالة|Message|Mensaje|Mensagem|Послание'), ...note },
        {
          ...asked(
            'tested',
            'Message tested with the audience|اختُبرت الرسالة مع الجمهور|Message testé auprès du public|Mensaje probado con el público|Mensagem testada com o público|Послание проверено на аудитории',
          ),
          type: 'yes_no_unknown',
        },
        languages,
        { ...asked('channels', 'Channels|القنوات|Canaux|Canales|Canais|Каналы'), type: 'choices', codeList: 'channel' },
        { ...asked('materials', 'Materials|المواد|Supports|Materiales|Materiais|Материалы'), ...note },
        { ...asked('cost', 'Cost|الكلفة|Coût|Costo|Custo|Стоимость'), type: 'amount' },
      ],
    },
    {
      id: 'reach',
      title: six(
        'Reach, by kind|الوصول بحسب النوع|Portée, par type|Alcance, por tipo|Alcance, por tipo|Охват по видам',
      ),
      fields: [
        {
          ...asked(
            'reach_met',
            'People met in person|أشخاص تم لقاؤهم|Personnes rencontrées|Personas atendidas en persona|Pessoas contactadas presencialmente|Личные встречи, человек',
          ),
          ...count,
          help: six(
            'The kinds are never added: one person may be met, hear the radio and see a page.|لا تُجمع الأنواع: قد يُلتقى الشخص ويسمع الإذاعة ويرى صفحة.|Les types ne s’additionnent pas : une personne peut être rencontrée, écouter la radio et voir une page.|Los tipos no se suman: una persona puede ser atendida, oír la radio y ver una página.|Os tipos não se somam: uma pessoa pode ser contactada, ouvir rádio e ver uma página.|Виды не складываются: один человек может прийти на встречу, слушать радио и видеть страницу.',
          ),
        },
        {
          ...asked(
            'reach_broadcast',
            'Estimated listeners and viewers|مستمعون ومشاهدون تقديرًا|Auditeurs et spectateurs estimés|Oyentes y espectadores estimados|Ouvintes e espectadores estimados|Слушатели и зрители (оценка)',
          ),
          ...count,
        },
        {
          ...asked(
            'reach_online',
            'Views online|مشاهدات على الإنترنت|Vues en ligne|Visualizaciones en línea|Visualizações online|Просмотры в интернете',
          ),
          ...count,
        },
        {
          ...asked(
            'reach_material',
            'Pieces handed out|مواد موزعة|Supports distribués|Materiales repartidos|Materiais distribuídos|Роздано экземпляров',
          ),
          ...count,
        },
        {
          ...asked(
            'reach_calls',
            'Calls to the helpline|مكالمات لخط المساعدة|Appels à la ligne d’aide|Llamadas a la línea de ayuda|Chamadas para a linha de apoio|Звонки на телефон доверия',
          ),
          ...count,
        },
        { ...asked('reach_source', SOURCE), type: 'text', maxLength: 300 },
        { ...asked('evaluation', 'Evaluation|التقييم|Évaluation|Evaluación|Avaliação|Оценка'), ...note },
      ],
    },
  ],
  checks: [
    {
      id: 'ends_after_start',
      when: { ge: ['ends_on', { field: 'starts_on' }] },
      message: six(
        'It ends after it starts.|ينتهي بعد بدايته.|La fin suit le début.|Termina después de empezar.|Termina depois de começar.|Окончание наступает после начала.',
      ),
      fields: ['starts_on', 'ends_on'],
    },
  ],
})

export const frameworkForm: FormDefinition = defineForm({
  id: 'framework',
  version: '1',
  title: six('Frameworks|الأطر|Cadres|Marcos|Quadros|Рамочные документы'),
  sections: [
    {
      id: 'framework',
      title: six('Framework|الإطار|Cadre|Marco|Quadro|Документ'),
      fields: [
        title,
        {
          ...asked('kind', 'Kind|النوع|Type|Tipo|Tipo|Вид'),
          type: 'choice',
          codeList: 'framework_kind',
          required: true,
        },
        {
          ...asked('edition', 'Version|النسخة|Version|Versión|Versão|Редакция'),
          type: 'text',
          maxLength: 40,
          required: true,
        },
        { ...asked('state', STATE), type: 'choice', codeList: 'framework_state', required: true },
        languages,
        { ...asked('parties', 'Parties|الأطراف|Parties|Partes|Partes|Стороны'), type: 'choices', codeList: 'agencies' },
        {
          ...asked(
            'adopted_by',
            'Adopted by|صك الاعتماد|Acte d’adoption|Acto de aprobación|Ato de adoção|Акт о принятии',
          ),
          type: 'text',
          maxLength: 200,
        },
        { ...asked('adopted_on', 'Adopted on|تاريخ الاعتماد|Adopté le|Aprobado el|Adotado em|Дата принятия'), ...day },
        {
          ...asked(
            'review_on',
            'To be reviewed by|تراجع قبل|À réviser avant|Revisión antes de|Rever até|Пересмотреть до',
          ),
          ...day,
        },
        {
          ...asked('used_in', 'Used in|يُستخدم في|Utilisé pour|Se usa en|Usado em|Применяется при'),
          type: 'choices',
          codeList: 'framework_use',
        },
        {
          ...asked('replaces', 'Replaces|يحل محل|Remplace|Sustituye a|Substitui|Заменяет'),
          type: 'reference',
          register: 'strategy.framework',
        },
        { ...asked('page', 'Published at|منشور على|Publié à|Publicado en|Publicado em|Опубликован'), type: 'url' },
        {
          ...asked(
            'trained',
            'People trained on it|متدربون عليه|Personnes formées|Personas formadas|Pessoas formadas|Обучено людей',
          ),
          ...count,
        },
        { ...asked('trained_source', SOURCE), type: 'text', maxLength: 300 },
        {
          ...asked(
            'goal',
            'Gaps become actions of|تصبح الثغرات إجراءات في|Les lacunes deviennent des actions de|Las carencias pasan a acciones de|As lacunas tornam-se ações de|Пробелы становятся мероприятиями цели',
          ),
          type: 'reference',
          register: 'strategy.goal',
        },
      ],
    },
    {
      id: 'standard',
      title: six(
        'Items of the standard|بنود المعيار|Points de la norme|Puntos de la norma|Pontos da norma|Пункты стандарта',
      ),
      fields: [
        {
          ...asked('items', 'Item|البند|Point|Punto|Ponto|Пункт'),
          type: 'group',
          maxRows: 100,
          fields: [
            {
              ...asked('item', 'Number|الرقم|Numéro|Número|Número|Номер'),
              type: 'text',
              maxLength: 20,
              required: true,
            },
            {
              ...asked('requirement', 'What is required|المطلوب|Exigence|Requisito|Requisito|Требование'),
              ...note,
              required: true,
            },
          ],
        },
      ],
    },
  ],
})

export const programmeForm: FormDefinition = defineForm({
  id: 'programme',
  version: '1',
  title: six(
    'Assistance programmes|برامج المساعدة|Programmes d’assistance|Programas de asistencia|Programas de assistência|Программы помощи',
  ),
  sections: [
    {
      id: 'programme',
      title: six('Programme|البرنامج|Programme|Programa|Programa|Программа'),
      fields: [
        title,
        { ...asked('state', STATE), type: 'choice', codeList: 'programme_state', required: true },
        { ...asked('purpose', 'Purpose|الغرض|Objet|Finalidad|Finalidade|Цель'), ...note, required: true },
        {
          ...asked('for_whom', 'For|لصالح|Pour|Para|Para|Для кого'),
          type: 'choices',
          codeList: 'programme_for',
          required: true,
        },
        {
          ...asked(
            'eligible',
            'Who is eligible|من يستحق|Conditions d’accès|Quién puede acceder|Quem tem acesso|Кто имеет право',
          ),
          ...note,
        },
        {
          ...asked('gives', 'What it gives|ما يقدمه|Prestations|Qué ofrece|O que oferece|Что предоставляет'),
          type: 'choices',
          codeList: 'support',
          required: true,
        },
        {
          ...asked('run_by', 'Run by|تديره|Géré par|Gestionado por|Gerido por|Исполнители'),
          type: 'choices',
          codeList: 'agencies',
        },
        { ...asked('region', REGION), type: 'text', maxLength: 120 },
        { ...asked('actions', ACTIONS), type: 'references', register: 'strategy.action' },
        {
          ...asked(
            'needs',
            'Needs that it meets|الاحتياجات التي يلبيها|Besoins auxquels il répond|Necesidades que atiende|Necessidades a que responde|На какие потребности отвечает',
          ),
          type: 'references',
          register: 'strategy.need',
        },
      ],
    },
    {
      id: 'years',
      title: six('Year by year|سنة بسنة|Année par année|Año por año|Ano a ano|По годам'),
      fields: [
        {
          ...asked('years', 'Year|السنة|Année|Año|Ano|Год'),
          type: 'group',
          maxRows: 30,
          fields: [
            {
              ...asked('year', 'Year|السنة|Année|Año|Ano|Год'),
              type: 'number',
              year: true,
              min: 1990,
              max: 2100,
              required: true,
            },
            { ...asked('places', 'Places|الأماكن|Places|Plazas|Vagas|Мест'), ...count },
            { ...asked('budget', 'Budget|الميزانية|Budget|Presupuesto|Orçamento|Бюджет'), type: 'amount' },
            {
              ...asked(
                'intake',
                'People taken in|من تم قبولهم|Personnes accueillies|Personas admitidas|Pessoas acolhidas|Принято людей',
              ),
              ...people,
              help: six(
                'A small number is not entered: select “Withheld for safety”.|لا يُدخل العدد الصغير: اختر «محجوب حفاظًا على السلامة».|Un petit nombre n’est pas saisi : choisissez « Non communiqué par sécurité ».|No se anota un número pequeño: elija «Reservado por seguridad».|Um número pequeno não se regista: escolha «Omitido por segurança».|Малое число не вносится: выберите «Скрыто ради безопасности».',
              ),
            },
            { ...asked('completed', 'Completed|أتموا|Parcours achevés|Completaron|Concluíram|Завершили'), ...people },
            {
              ...asked(
                'left',
                'Left before the end|غادروا قبل النهاية|Départs anticipés|Se fueron antes|Saíram antes|Ушли раньше',
              ),
              ...people,
            },
            { ...asked('count_source', SOURCE), type: 'text', maxLength: 300 },
          ],
        },
      ],
    },
  ],
})

export const technicalForm: FormDefinition = defineForm({
  id: 'technical',
  version: '1',
  title: six(
    'Technical assistance|المساعدة التقنية|Assistance technique|Asistencia técnica|Assistência técnica|Техническая помощь',
  ),
  sections: [
    {
      id: 'technical',
      title: six('Assistance|المساعدة|Assistance|Asistencia|Assistência|Помощь'),
      fields: [
        title,
        { ...asked('state', STATE), type: 'choice', codeList: 'technical_state', required: true },
        {
          ...asked(
            'gap_kind',
            'For which gap|لأي ثغرة|Pour quelle lacune|Para qué carencia|Para que lacuna|Какой пробел',
          ),
          type: 'choice',
          codeList: 'gap_kind',
          required: true,
        },
        {
          ...asked('action', 'Action|الإجراء|Action|Acción|Ação|Мероприятие'),
          type: 'reference',
          register: 'strategy.action',
          showWhen: { eq: ['gap_kind', 'action'] },
          requiredWhen: { eq: ['gap_kind', 'action'] },
        },
        // Not required: a country whose law or services are kept elsewhere has nothing to choose from, and writes the gap.
        {
          ...asked(
            'obligation',
            'Obligation in law|الالتزام القانوني|Obligation légale|Obligación legal|Obrigação legal|Правовое обязательство',
          ),
          type: 'choice',
          codeList: 'obligations',
          showWhen: { eq: ['gap_kind', 'obligation'] },
        },
        {
          ...asked('service', 'Service|الخدمة|Service|Servicio|Serviço|Услуга'),
          type: 'choice',
          codeList: 'services',
          showWhen: { eq: ['gap_kind', 'service'] },
        },
        {
          ...asked('skill', 'Skill|المهارة|Compétence|Competencia|Competência|Навык'),
          type: 'choice',
          codeList: 'skill',
          showWhen: { eq: ['gap_kind', 'skill'] },
          requiredWhen: { eq: ['gap_kind', 'skill'] },
        },
        { ...asked('gap', 'The gap|الثغرة|La lacune|La carencia|A lacuna|Пробел'), ...note },
        {
          ...asked('asked_by', 'Asked for by|طلبتها|Demandée par|Solicitada por|Solicitada por|Кто запросил'),
          type: 'choice',
          codeList: 'agencies',
          required: true,
        },
        {
          ...asked('asked_on', 'Asked on|تاريخ الطلب|Demandée le|Solicitada el|Solicitada em|Дата запроса'),
          ...day,
          required: true,
        },
        {
          ...asked('offered_by', 'Offered by|عرضتها|Proposée par|Ofrecida por|Oferecida por|Кто предложил'),
          type: 'text',
          maxLength: 200,
        },
        {
          ...asked('offered_on', 'Offered on|تاريخ العرض|Proposée le|Ofrecida el|Oferecida em|Дата предложения'),
          ...day,
        },
        {
          ...asked('delivered_by', 'Delivered by|قدّمتها|Fournie par|Prestada por|Prestada por|Кто оказал'),
          type: 'text',
          maxLength: 200,
          requiredWhen: { eq: ['state', 'delivered'] },
        },
        {
          ...asked('delivered_on', 'Delivered on|تاريخ التقديم|Fournie le|Prestada el|Prestada em|Дата оказания'),
          ...day,
          requiredWhen: { eq: ['state', 'delivered'] },
        },
        { ...asked('result', RESULT), ...note, requiredWhen: { eq: ['state', 'delivered'] } },
      ],
    },
  ],
})
