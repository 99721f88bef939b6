import type { CodeList, CodeLists } from '@gloact/codes'
import { ACTION_STATES, PILLARS, REVIEW_BODIES } from './words.ts'

const LANGUAGES = ['en', 'ar', 'fr', 'es', 'pt', 'ru'] as const
type Six = readonly [en: string, ar: string, fr: string, es: string, pt: string, ru: string]

const words = (six: Six) =>
  Object.fromEntries(LANGUAGES.map((language, at) => [language, six[at] ?? six[0]])) as Record<string, string> & {
    en: string
  }

/** A list written down as code and words in the six languages. */
const listOf = <Code extends string>(
  id: string,
  codes: readonly Code[],
  said: Readonly<Record<Code, Six>>,
): CodeList => ({
  id,
  version: '1',
  codes: codes.map((code) => ({ code, label: words(said[code]) })),
})

const FUNDING = ['state_budget', 'local_budget', 'eu', 'un', 'bilateral', 'ngo', 'private'] as const

/** The lists of this module's forms. */
export const STRATEGY_LISTS: CodeLists = {
  pillar: listOf('pillar', PILLARS, {
    prevention: ['Prevention', 'الوقاية', 'Prévention', 'Prevención', 'Prevenção', 'Предупреждение'],
    protection: ['Protection', 'الحماية', 'Protection', 'Protección', 'Proteção', 'Защита'],
    prosecution: [
      'Prosecution',
      'الملاحقة القضائية',
      'Poursuites',
      'Persecución penal',
      'Ação penal',
      'Уголовное преследование',
    ],
    partnership: ['Partnership', 'الشراكة', 'Partenariat', 'Alianzas', 'Parceria', 'Партнёрство'],
  }),
  crime: listOf('crime', ['trafficking', 'smuggling', 'both'], {
    trafficking: [
      'Trafficking in persons',
      'الاتجار بالأشخاص',
      'Traite des personnes',
      'Trata de personas',
      'Tráfico de pessoas',
      'Торговля людьми',
    ],
    smuggling: [
      'Smuggling of migrants',
      'تهريب المهاجرين',
      'Trafic de migrants',
      'Tráfico ilícito de migrantes',
      'Tráfico ilícito de migrantes',
      'Незаконный ввоз мигрантов',
    ],
    both: ['Both', 'كلاهما', 'Les deux', 'Ambos', 'Ambos', 'Оба'],
  }),
  plan_scope: listOf('plan_scope', ['national', 'local', 'sector'], {
    national: ['National', 'وطنية', 'National', 'Nacional', 'Nacional', 'Национальный'],
    local: ['Local', 'محلية', 'Local', 'Local', 'Local', 'Местный'],
    sector: ['Sector', 'قطاعية', 'Sectoriel', 'Sectorial', 'Setorial', 'Отраслевой'],
  }),
  plan_state: listOf('plan_state', ['draft', 'adopted', 'ended'], {
    draft: ['Draft', 'مسودة', 'Projet', 'Borrador', 'Projeto', 'Проект'],
    adopted: ['Adopted', 'معتمدة', 'Adopté', 'Aprobado', 'Adotado', 'Принят'],
    ended: ['Ended', 'منتهية', 'Terminé', 'Finalizado', 'Terminado', 'Завершён'],
  }),
  action_state: listOf('action_state', ACTION_STATES, {
    planned: ['Planned', 'مخطط', 'Prévue', 'Prevista', 'Prevista', 'Запланировано'],
    in_progress: ['In progress', 'قيد التنفيذ', 'En cours', 'En curso', 'Em curso', 'Выполняется'],
    delayed: ['Delayed', 'متأخر', 'Retardée', 'Retrasada', 'Adiada', 'Задерживается'],
    blocked: ['Blocked', 'متوقف', 'Bloquée', 'Bloqueada', 'Bloqueada', 'Приостановлено'],
    claimed: [
      'Reported done',
      'أُبلغ عن إنجازه',
      'Déclarée réalisée',
      'Declarada cumplida',
      'Declarada cumprida',
      'Заявлено выполненным',
    ],
    verified: [
      'Done (verified)',
      'أُنجز (تم التحقق)',
      'Réalisée (vérifiée)',
      'Cumplida (verificada)',
      'Cumprida (verificada)',
      'Выполнено (проверено)',
    ],
    dropped: ['Dropped', 'أُلغي', 'Abandonnée', 'Descartada', 'Abandonada', 'Снято'],
    carried: [
      'Carried to the next plan',
      'رُحّل إلى الخطة التالية',
      'Reportée au plan suivant',
      'Pasa al plan siguiente',
      'Transita para o plano seguinte',
      'Перенесено в следующий план',
    ],
  }),
  funding: listOf('funding', FUNDING, {
    state_budget: [
      'State budget',
      'موازنة الدولة',
      'Budget de l’État',
      'Presupuesto del Estado',
      'Orçamento do Estado',
      'Государственный бюджет',
    ],
    local_budget: [
      'Local budget',
      'موازنة محلية',
      'Budget local',
      'Presupuesto local',
      'Orçamento local',
      'Местный бюджет',
    ],
    eu: ['European Union', 'الاتحاد الأوروبي', 'Union européenne', 'Unión Europea', 'União Europeia', 'Европейский союз'],
    un: ['United Nations', 'الأمم المتحدة', 'Nations Unies', 'Naciones Unidas', 'Nações Unidas', 'ООН'],
    bilateral: [
      'Bilateral donor',
      'مانح ثنائي',
      'Donateur bilatéral',
      'Donante bilateral',
      'Doador bilateral',
      'Двусторонний донор',
    ],
    ngo: [
      'Non-governmental',
      'غير حكومي',
      'Non gouvernemental',
      'No gubernamental',
      'Não governamental',
      'Неправительственный',
    ],
    private: ['Private', 'خاص', 'Privé', 'Privado', 'Privado', 'Частный'],
  }),
  review_body: listOf('review_body', REVIEW_BODIES, {
    tip_report: ['TIP Report', 'تقرير الاتجار بالأشخاص', 'Rapport TIP', 'Informe TIP', 'Relatório TIP', 'Доклад TIP'],
    greta: ['GRETA', 'GRETA', 'GRETA', 'GRETA', 'GRETA', 'ГРЕТА'],
    upr: [
      'Universal Periodic Review',
      'الاستعراض الدوري الشامل',
      'Examen périodique universel',
      'Examen Periódico Universal',
      'Revisão Periódica Universal',
      'Универсальный периодический обзор',
    ],
    cedaw: ['CEDAW', 'لجنة سيداو', 'CEDAW', 'CEDAW', 'CEDAW', 'КЛДЖ'],
    crc: [
      'Committee on the Rights of the Child',
      'لجنة حقوق الطفل',
      'Comité des droits de l’enfant',
      'Comité de los Derechos del Niño',
      'Comité dos Direitos da Criança',
      'Комитет по правам ребёнка',
    ],
    special_rapporteur: [
      'Special Rapporteur',
      'المقررة الخاصة',
      'Rapporteuse spéciale',
      'Relatora Especial',
      'Relatora Especial',
      'Специальный докладчик',
    ],
  }),
  strength: listOf('strength', ['urges', 'recommends', 'considers', 'invites'], {
    urges: ['Urges', 'تحث', 'Exhorte', 'Insta', 'Insta', 'Настоятельно призывает'],
    recommends: ['Recommends', 'توصي', 'Recommande', 'Recomienda', 'Recomenda', 'Рекомендует'],
    considers: ['Considers', 'ترى', 'Considère', 'Considera', 'Considera', 'Считает'],
    invites: ['Invites', 'تدعو', 'Invite', 'Invita', 'Convida', 'Предлагает'],
  }),
  acceptance: listOf('acceptance', ['accepted', 'noted'], {
    accepted: ['Accepted', 'مقبولة', 'Acceptée', 'Aceptada', 'Aceite', 'Принята'],
    noted: ['Noted', 'أُخذ العلم بها', 'Notée', 'Tomada nota', 'Registada', 'Принята к сведению'],
  }),
  recommendation_state: listOf(
    'recommendation_state',
    ['received', 'assigned', 'in_implementation', 'implemented', 'assessed'],
    {
      received: ['Received', 'واردة', 'Reçue', 'Recibida', 'Recebida', 'Получена'],
      assigned: ['Assigned', 'مُسندة', 'Attribuée', 'Asignada', 'Atribuída', 'Назначена'],
      in_implementation: [
        'In implementation',
        'قيد التنفيذ',
        'En cours',
        'En aplicación',
        'Em execução',
        'Выполняется',
      ],
      implemented: [
        'Reported implemented',
        'أُبلغ عن تنفيذها',
        'Déclarée appliquée',
        'Declarada aplicada',
        'Declarada aplicada',
        'Заявлена выполненной',
      ],
      assessed: [
        'Assessed by the body',
        'قيّمتها الهيئة',
        'Évaluée par l’organe',
        'Evaluada por el órgano',
        'Avaliada pelo órgão',
        'Оценена органом',
      ],
    },
  ),
}

export const sixWords = words
