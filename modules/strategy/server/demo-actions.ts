import type { ActionState, Pillar } from '../domain/words.ts'

/*
 * The invented national plan of Demoland. Months count from its first; money is in thousands. Nothing here is any country's plan.
 */

type Six = Readonly<Record<string, string>> & { readonly en: string }

export interface DemoGoal {
  readonly code: string
  readonly pillar: Pillar
  readonly title: Six
  readonly indicator: string
}

export const DEMO_GOALS: readonly DemoGoal[] = [
  {
    code: 'G1',
    indicator: 'Share of young people in border regions who name two sources of help',
    pillar: 'prevention',
    title: {
      en: 'People at risk know the danger and where help is',
      ar: 'المعرّضون للخطر يعرفون الخطر ومكان المساعدة',
      ru: 'Люди в зоне риска знают об опасности и о помощи',
    },
  },
  {
    code: 'G2',
    indicator: 'Share of licensed agencies that charge workers no fee',
    pillar: 'prevention',
    title: {
      en: 'Demand and exploitative recruitment fall',
      ar: 'تراجع الطلب والاستقدام الاستغلالي',
      ru: 'Снижаются спрос и эксплуатационный наём',
    },
  },
  {
    code: 'G3',
    indicator: 'Share of identified victims whom somebody other than the police found first',
    pillar: 'protection',
    title: {
      en: 'Victims are identified early and referred safely',
      ar: 'التعرف المبكر على الضحايا وإحالتهم بأمان',
      ru: 'Жертв выявляют рано и направляют безопасно',
    },
  },
  {
    code: 'G4',
    indicator: 'Share of victims who had a place on the day that they asked for one',
    pillar: 'protection',
    title: {
      en: 'Every victim has shelter, care and a way to recover',
      ar: 'لكل ضحية مأوى ورعاية وسبيل للتعافي',
      ru: 'У каждой жертвы есть приют, помощь и путь к восстановлению',
    },
  },
  {
    code: 'G5',
    indicator: 'Share of trafficking cases with a financial investigation',
    pillar: 'prosecution',
    title: {
      en: 'Traffickers and smugglers are investigated by their money',
      ar: 'التحقيق مع المتاجرين والمهربين عبر أموالهم',
      ru: 'Торговцев людьми и перевозчиков расследуют по деньгам',
    },
  },
  {
    code: 'G6',
    indicator: 'Share of victims heard once, in a room of their own',
    pillar: 'prosecution',
    title: {
      en: 'Courts convict without harming those who testify',
      ar: 'محاكم تُدين دون الإضرار بالشهود',
      ru: 'Суды выносят приговоры, не травмируя свидетелей',
    },
  },
  {
    code: 'G7',
    indicator: 'Requests of other countries answered within 30 days',
    pillar: 'partnership',
    title: {
      en: 'Agencies and countries act together',
      ar: 'الجهات والبلدان تعمل معًا',
      ru: 'Ведомства и страны действуют вместе',
    },
  },
  {
    code: 'G8',
    indicator: 'Figures published once a year, with the method',
    pillar: 'partnership',
    title: {
      en: 'Decisions rest on protected, comparable data',
      ar: 'قرارات تستند إلى بيانات محمية وقابلة للمقارنة',
      ru: 'Решения опираются на защищённые сопоставимые данные',
    },
  },
]

/** Specific objectives: what a goal is divided into. */
export const DEMO_OBJECTIVES: readonly (DemoGoal & { readonly of: string })[] = [
  {
    code: 'G3.1',
    of: 'G3',
    indicator: 'Offices that screen by the common list of indicators',
    pillar: 'protection',
    title: {
      en: 'First responders in all regions screen by one list',
      ar: 'يستخدم المستجيبون الأوائل في كل المناطق قائمة واحدة',
      ru: 'Первыми на месте во всех регионах проверяют по одному списку',
    },
  },
  {
    code: 'G3.2',
    of: 'G3',
    indicator: 'Share of referrals acknowledged in time',
    pillar: 'protection',
    title: {
      en: 'A referral is answered within two days',
      ar: 'يُرد على الإحالة خلال يومين',
      ru: 'На направление отвечают за два дня',
    },
  },
]

export type DemoAgency = 'shelter' | 'clinic' | 'board' | 'children' | 'coordination'

/** goal, title, lead, first and last month, cost, secured (0: nothing), where it stands. */
export type DemoAction = readonly [
  goal: string,
  title: string,
  lead: DemoAgency | null,
  from: number,
  due: number,
  cost: number,
  secured: number,
  state: ActionState,
]

export const DEMO_ACTIONS: readonly DemoAction[] = [
  ['G1', 'Run a national campaign in four languages on safe work abroad', 'coordination', 1, 14, 180, 180, 'verified'],
  [
    'G1',
    'Put lessons on exploitation online into the curriculum of grades 8 to 10',
    'children',
    6,
    30,
    95,
    60,
    'in_progress',
  ],
  ['G1', 'Brief labour migrants before departure at the three airports', 'coordination', 3, 20, 60, 60, 'verified'],
  ['G1', 'Keep the free helpline open day and night, with interpreters', 'shelter', 1, 24, 240, 240, 'verified'],
  ['G1', 'Train community health workers to speak about risk in villages', 'clinic', 8, 28, 70, 30, 'in_progress'],
  [
    'G1',
    'Broadcast a radio series with survivors’ advice, voiced by actors',
    'coordination',
    10,
    26,
    45,
    45,
    'verified',
  ],
  ['G1', 'Test every message with its audience before it is printed', 'coordination', 2, 36, 20, 0, 'delayed'],
  [
    'G1',
    'Open information points in the five bus stations of the border region',
    'shelter',
    12,
    31,
    55,
    25,
    'in_progress',
  ],
  ['G2', 'License recruitment agencies and publish the register', 'board', 4, 22, 85, 85, 'in_progress'],
  ['G2', 'Forbid recruitment fees charged to workers', 'board', 2, 18, 15, 15, 'in_progress'],
  [
    'G2',
    'Inspect construction and agriculture with labour inspectors trained on indicators',
    'board',
    9,
    40,
    160,
    80,
    'in_progress',
  ],
  ['G2', 'Agree due-diligence clauses for public procurement', 'coordination', 14, 33, 25, 0, 'blocked'],
  ['G2', 'Work with hotels and transport firms on a code of conduct', 'coordination', 12, 34, 30, 30, 'claimed'],
  ['G2', 'Study demand in domestic work', 'coordination', 6, 19, 40, 40, 'verified'],
  ['G2', 'Set up a complaint channel for migrant workers in six languages', 'shelter', 15, 38, 65, 0, 'planned'],
  ['G3', 'Adopt one set of indicators for all agencies', 'coordination', 1, 9, 12, 12, 'verified'],
  ['G3', 'Train 600 front-line officers in identification', 'coordination', 5, 41, 210, 120, 'in_progress'],
  ['G3', 'Write the referral procedure and sign it with eleven agencies', 'coordination', 2, 16, 18, 18, 'verified'],
  [
    'G3',
    'Screen at border posts in a private room, with an interpreter by telephone',
    'board',
    10,
    29,
    130,
    70,
    'in_progress',
  ],
  [
    'G3',
    'Give a reflection period of at least 30 days to every presumed victim',
    'board',
    3,
    15,
    10,
    10,
    'in_progress',
  ],
  ['G3', 'Identify children by a child-protection officer within 24 hours', 'children', 4, 23, 75, 75, 'in_progress'],
  ['G3', 'Set up mobile identification teams in two regions', 'shelter', 18, 35, 190, 90, 'in_progress'],
  ['G3', 'Protect smuggled migrants whose lives were put in danger', 'clinic', 11, 37, 80, 0, 'planned'],
  ['G4', 'Finance two shelters for women and one for men from the state budget', 'shelter', 6, 25, 620, 400, 'claimed'],
  ['G4', 'Open a small home for child victims with trained guardians', 'children', 12, 36, 340, 0, 'blocked'],
  ['G4', 'Provide medical and psychological care without charge', 'clinic', 3, 30, 260, 180, 'in_progress'],
  ['G4', 'Adopt standards of care for shelters', 'shelter', 5, 17, 14, 14, 'verified'],
  ['G4', 'Offer vocational training with paid internships', 'shelter', 14, 44, 150, 50, 'in_progress'],
  ['G4', 'Grant residence permits that do not depend on testimony', 'board', 8, 32, 9, 9, 'planned'],
  ['G4', 'Assess risk before every return', 'shelter', 7, 21, 35, 35, 'verified'],
  ['G4', 'Set up a fund for compensation', 'coordination', 20, 50, 500, 0, 'planned'],
  ['G4', 'Provide legal aid from first contact', 'shelter', 9, 27, 110, 110, 'claimed'],
  ['G5', 'Found a specialised investigation unit', 'board', 3, 19, 420, 420, 'in_progress'],
  ['G5', 'Open a financial investigation in every trafficking case', 'board', 10, 46, 90, 45, 'in_progress'],
  ['G5', 'Train prosecutors in digital evidence', 'board', 12, 34, 70, 70, 'planned'],
  ['G5', 'Agree a protocol with banks on suspicious patterns', 'coordination', 16, 33, 15, 15, 'claimed'],
  ['G5', 'Equip the unit for online investigation', 'board', 18, 42, 230, 0, 'planned'],
  ['G5', 'Analyse the routes of smuggling networks each year', 'coordination', 11, 47, 50, 25, 'in_progress'],
  ['G5', 'Seize and manage assets, and use them for victims', 'board', 20, 52, 60, 0, 'planned'],
  ['G6', 'Put the non-punishment principle into the criminal code', 'coordination', 4, 24, 8, 8, 'verified'],
  ['G6', 'Equip four courts for testimony by video', 'board', 13, 39, 140, 60, 'in_progress'],
  ['G6', 'Interview children once, by trained interviewers', 'children', 8, 26, 85, 55, 'in_progress'],
  ['G6', 'Write a bench book for judges', 'coordination', 15, 31, 22, 22, 'claimed'],
  ['G6', 'Protect witnesses and their families', 'board', 18, 48, 300, 0, 'planned'],
  ['G6', 'Tell victims in their language what happens to their case', 'shelter', 9, 28, 30, 30, 'verified'],
  ['G6', 'Follow ten trials a year as observers', 'coordination', 14, 45, 26, 0, 'dropped'],
  ['G7', 'Hold the coordination council every quarter, with minutes', 'coordination', 0, 58, 12, 12, 'in_progress'],
  ['G7', 'Set up councils in four regions with plans of their own', 'coordination', 8, 30, 48, 48, 'verified'],
  ['G7', 'Sign readmission safeguards with two neighbouring countries', 'coordination', 12, 40, 20, 0, 'planned'],
  ['G7', 'Exchange liaison officers along the main route', 'board', 16, 43, 170, 85, 'planned'],
  ['G7', 'Fund non-governmental services by contract', 'coordination', 10, 29, 280, 200, 'in_progress'],
  ['G7', 'Involve survivors in the council, paid for their time', 'coordination', 18, 36, 24, 24, 'in_progress'],
  ['G7', 'Answer requests for mutual legal assistance within 60 days', 'board', 6, 35, 16, 16, 'planned'],
  ['G7', 'Agree a roster of interpreters that all agencies use', null, 20, 38, 40, 0, 'planned'],
  ['G8', 'Publish figures each year under one method', 'coordination', 5, 29, 32, 32, 'verified'],
  ['G8', 'Keep case data in one protected system', 'coordination', 3, 33, 210, 210, 'claimed'],
  ['G8', 'Estimate how many victims are never detected', 'coordination', 15, 32, 45, 45, 'in_progress'],
  ['G8', 'Evaluate the plan in its third and its last year', 'coordination', 30, 59, 60, 0, 'planned'],
  ['G8', 'Appoint an independent national rapporteur', null, 12, 35, 90, 0, 'planned'],
  ['G8', 'Share data with a data-protection agreement between agencies', 'coordination', 7, 20, 6, 6, 'dropped'],
]

/** The local plan of one region: title, the number of the national action that it implements, lead, last month, cost, secured. */
export const DEMO_LOCAL_ACTIONS: readonly (readonly [string, number, DemoAgency, number, number, number])[] = [
  ['Staff the information point at the bus station of Port Isa', 7, 'shelter', 31, 9, 9],
  ['Train the fishermen’s cooperatives as first contacts', 4, 'clinic', 36, 5, 0],
  ['Hold a regional council every second month', 47, 'coordination', 47, 2, 2],
  ['Rent two flats for stays after the shelter', 23, 'shelter', 40, 28, 14],
  ['Send a mobile team along the coast in the season', 21, 'shelter', 34, 22, 22],
  ['Bring lessons on exploitation online to nine schools', 1, 'children', 33, 7, 7],
  ['Offer interpreters by telephone at the harbour clinic', 18, 'clinic', 30, 6, 0],
  ['Inspect fish factories together with labour inspectors', 10, 'board', 42, 11, 5],
]
