import type { DemoAgency } from './demo-actions.ts'

/* Invented prevention, frameworks, programmes and meetings of Demoland. Days count from today; nothing here is any country's. */

export const DEMO_CAMPAIGNS = [
  {
    title: '“Ask before you leave”: safe work abroad',
    kind: 'campaign',
    state: 'done',
    starts: -240,
    ends: -150,
    action: 0,
    audience: 'People between 17 and 30 who consider work abroad',
    message: 'Ask for the contract, keep your passport, know the number.',
    tested: 'yes',
    languages: ['en', 'ar', 'ru'],
    channels: ['radio', 'online', 'print'],
    materials: 'Radio spot, leaflet, page with a check of employers',
    cost: 96_000,
    reach_broadcast: 310_000,
    reach_online: 48_200,
    reach_material: 22_000,
    reach_calls: 640,
    reach_source: 'Survey of listeners; counters of the page; helpline log',
    evaluation: 'Of 400 people asked before and after, 61 in 100 knew the helpline, up from 34.',
  },
  {
    title: 'Bus stations of the border region',
    kind: 'outreach',
    state: 'running',
    starts: -40,
    ends: 90,
    action: 7,
    audience: 'Travellers and drivers at five bus stations',
    message: 'Somebody promised you a job? Talk to us first.',
    tested: 'yes',
    languages: ['en', 'ru'],
    channels: ['meetings', 'print'],
    materials: 'Card the size of a ticket',
    cost: 18_500,
    reach_met: 1_240,
    reach_material: 5_600,
    reach_source: 'Tally of the teams, by day and station',
  },
  {
    title: 'Lessons on exploitation online, grades 8 to 10',
    kind: 'school',
    state: 'planned',
    starts: 12,
    ends: 160,
    action: 1,
    audience: 'Pupils between 13 and 16, their parents and teachers',
    message: 'A friend you have never met is a stranger.',
    tested: 'no',
    languages: ['en', 'ar'],
    channels: ['meetings', 'online'],
    materials: 'Six lessons with a teacher’s book',
    cost: 42_000,
  },
] as const

interface DemoFramework {
  readonly title: string
  readonly kind: 'procedure' | 'protocol' | 'agreement' | 'standard'
  readonly edition: string
  readonly state: 'draft' | 'in_force' | 'replaced'
  readonly languages: readonly string[]
  readonly parties: readonly DemoAgency[]
  readonly adopted: number
  readonly review: number
  readonly used_in: readonly string[]
  readonly adopted_by: string
  /** The number of the earlier edition in this list. */
  readonly earlier?: number
}

export const DEMO_FRAMEWORKS: readonly DemoFramework[] = [
  {
    title: 'Referral procedure of eleven agencies',
    kind: 'procedure',
    edition: '2.1',
    state: 'in_force',
    languages: ['en', 'ar', 'ru'],
    parties: ['shelter', 'clinic', 'board', 'children', 'coordination'],
    adopted: -200,
    review: 45,
    used_in: ['referral', 'identification', 'determination'],
    adopted_by: 'Joint order No. 7 (invented)',
    earlier: 5,
  },
  {
    title: 'Protocol for interviews with children',
    kind: 'protocol',
    edition: '1.0',
    state: 'in_force',
    languages: ['en', 'ru'],
    parties: ['children', 'board'],
    adopted: -200,
    review: 530,
    used_in: ['interviews', 'children'],
    adopted_by: 'Order of the child-protection service No. 3 (invented)',
  },
  {
    title: 'Agreement on data between agencies',
    kind: 'agreement',
    edition: '1.2',
    state: 'in_force',
    languages: ['en'],
    parties: ['shelter', 'clinic', 'coordination'],
    adopted: -310,
    review: 420,
    used_in: ['data_protection'],
    adopted_by: 'Signed by three agencies (invented)',
  },
  {
    title: 'Standard of care in shelters',
    kind: 'standard',
    edition: '1.0',
    state: 'in_force',
    languages: ['en', 'ar', 'ru'],
    parties: ['shelter', 'coordination'],
    adopted: -150,
    review: 580,
    used_in: ['shelter'],
    adopted_by: 'Resolution of the coordination council No. 4 (invented)',
  },
  {
    title: 'Procedure for safe return',
    kind: 'procedure',
    edition: '0.9',
    state: 'draft',
    languages: ['en'],
    parties: ['board', 'shelter'],
    adopted: -10,
    review: 355,
    used_in: ['return', 'determination'],
    adopted_by: 'Draft for comments (invented)',
  },
  // What was followed before, so that earlier referrals name it.
  {
    title: 'Referral procedure of nine agencies',
    kind: 'procedure',
    edition: '1.4',
    state: 'replaced',
    languages: ['en', 'ar', 'ru'],
    parties: ['shelter', 'clinic', 'children', 'coordination'],
    adopted: -1100,
    review: -200,
    used_in: ['referral', 'identification', 'determination'],
    adopted_by: 'Joint order No. 2 (invented)',
  },
]

export const DEMO_STANDARD: readonly Readonly<Record<string, string>>[] = [
  { item: '1', requirement: 'Every resident has a plan of support, written with them within ten days.' },
  { item: '2', requirement: 'A person can lock their room and keep what they own.' },
  { item: '3', requirement: 'House rules are read in a language that the person understands.' },
  { item: '4', requirement: 'Two of the staff are on duty at night.' },
  { item: '5', requirement: 'A complaint reaches somebody outside the shelter.' },
  { item: '6', requirement: 'Papers about residents are locked away and named in a register.' },
]

export const DEMO_ASSESSED: readonly Readonly<Record<string, string>>[] = [
  { item: '1', level: 'met', evidence: 'All 14 plans of the last half-year were on file.' },
  { item: '2', level: 'met', evidence: 'Locks were fitted in all rooms in spring.' },
  {
    item: '3',
    level: 'partly',
    evidence: 'Rules in three languages.',
    missing: 'Rules in two languages that residents speak.',
  },
  { item: '4', level: 'not_met', missing: 'One person is on duty at night; money for a second is lacking.' },
  { item: '5', level: 'met', evidence: 'The box is emptied by the ombudsperson.' },
  { item: '6', level: 'met', evidence: 'Register of papers, checked each month.' },
]

interface DemoProgramme {
  readonly title: string
  readonly runBy: DemoAgency
  readonly purpose: string
  readonly for_whom: readonly string[]
  readonly eligible: string
  readonly gives: readonly string[]
  /** Which of the needs it meets. */
  readonly needs?: readonly number[]
  /** Years ago, places, budget in thousands, people taken in, of whom completed; nobody where it is not said. */
  readonly years: readonly (readonly [number, number, number, number, number | null])[]
}

export const DEMO_PROGRAMMES: readonly DemoProgramme[] = [
  {
    title: 'Shelter and recovery',
    runBy: 'shelter',
    purpose: 'A safe place and time to recover, whether or not somebody testifies.',
    for_whom: ['victims'],
    eligible: 'Anyone presumed to be a victim, from the first day',
    gives: ['shelter', 'psychological', 'legal'],
    needs: [1],
    years: [
      [2, 24, 310, 41, 28],
      [1, 24, 330, 46, 30],
      [0, 30, 400, 38, null],
    ],
  },
  {
    title: 'Home for child victims',
    runBy: 'children',
    purpose: 'A small home with trained guardians.',
    for_whom: ['child_victims'],
    eligible: 'Children identified as victims, by decision of the child-protection service',
    gives: ['shelter', 'education', 'psychological'],
    needs: [1],
    years: [[0, 12, 180, 16, null]],
  },
  {
    title: 'Medical care for rescued migrants',
    runBy: 'clinic',
    purpose: 'Urgent and follow-up care for people whose lives were put in danger on the way.',
    for_whom: ['smuggled_migrants', 'vulnerable_migrants'],
    eligible: 'Anyone rescued at sea or at the border',
    gives: ['medical', 'psychological'],
    years: [
      [1, 200, 120, 164, null],
      [0, 200, 130, 142, null],
    ],
  },
  {
    title: 'Training and paid internships',
    runBy: 'shelter',
    purpose: 'A trade and a first wage.',
    for_whom: ['victims', 'vulnerable_migrants'],
    eligible: 'Residents of the shelters and people who have left them within a year',
    gives: ['education', 'work', 'cash'],
    years: [
      [1, 40, 85, 37, 22],
      [0, 40, 90, 33, null],
    ],
  },
]

interface DemoTechnical {
  readonly title: string
  readonly by: DemoAgency
  readonly asked: number
  readonly state: 'asked' | 'offered' | 'delivered'
  readonly gap_kind: 'action' | 'skill' | 'service'
  readonly service?: string
  readonly skill?: string
  readonly gap: string
  readonly offered_by?: string
  readonly delivered_by?: string
  readonly result?: string
}

export const DEMO_TECHNICAL: readonly DemoTechnical[] = [
  {
    title: 'Course on digital evidence',
    by: 'board',
    asked: -90,
    state: 'offered',
    gap_kind: 'action',
    gap: 'Prosecutors do not know how to secure chats and payments.',
    offered_by: 'An international organisation (invented)',
  },
  {
    title: 'Interpreters of two rare languages',
    by: 'shelter',
    asked: -20,
    state: 'asked',
    gap_kind: 'service',
    service: 'interpretation',
    gap: 'Nobody in the country interprets them under oath.',
  },
  {
    title: 'Method for estimating undetected victims',
    by: 'coordination',
    asked: -300,
    state: 'delivered',
    gap_kind: 'skill',
    skill: 'data',
    gap: 'The office has no statistician.',
    offered_by: 'A university (invented)',
    delivered_by: 'A university (invented)',
    result: 'Two analysts ran the first estimate; the method is written down.',
  },
]

/** Domain, question, answer, how severe the gap is, the goal that answers it. */
export const DEMO_NEEDS: readonly (readonly [string, string, string, number, number])[] = [
  [
    'identification',
    'Who identifies victims, and where are they missed?',
    'Police and shelters; on farms nobody does.',
    3,
    2,
  ],
  [
    'protection',
    'Are there places for men, children and people with disabilities?',
    'For men 6, for children none.',
    3,
    3,
  ],
  ['prosecution', 'Is money followed in every case?', 'In one case of five.', 2, 4],
  ['prevention', 'Do people at risk know where to ask?', 'A third of those asked know the helpline.', 2, 0],
  [
    'cooperation',
    'Do agencies have one referral procedure?',
    'Yes, since last year; three agencies have not signed.',
    1,
    6,
  ],
  ['data', 'Do figures of agencies agree?', 'No: three counts of the same year differ.', 2, 7],
]

export const DEMO_UNIT_COSTS: readonly (readonly [string, string, string, number])[] = [
  ['Training of twenty people for three days', 'course', 'travel', 6_400],
  ['Night in a shelter', 'person and night', 'services', 38],
  ['Interpreter', 'hour', 'services', 25],
  ['Social worker', 'month', 'staff', 1_150],
  ['Radio spot, produced and broadcast for a month', 'spot', 'services', 3_900],
]

export const DEMO_COMMENTS = [
  {
    title: 'Paid participation of survivors',
    organisation: 'A survivors’ group (invented)',
    received: -700,
    comment: 'Survivors should be paid when they advise the council.',
    outcome: 'taken_up',
  },
  {
    title: 'Shelter for men',
    organisation: 'A network of shelters (invented)',
    received: -690,
    comment: 'Two shelters for men are needed, not one.',
    outcome: 'partly',
    reason: 'One is funded; the second waits for figures of its first year.',
  },
  {
    title: 'Ban on placement fees',
    organisation: 'An association of recruiters (invented)',
    received: -685,
    comment: 'The ban should come in five years.',
    outcome: 'not_taken_up',
    reason: 'The convention that the country has ratified leaves no such time.',
  },
  {
    title: 'Complaints in rare languages',
    organisation: 'A legal clinic (invented)',
    received: -15,
    comment: 'The complaint channel should open with eight languages.',
    outcome: 'open',
  },
] as const

export const DEMO_DECISIONS = [
  { title: 'Name a deputy for the night line', owner: 'shelter', due: 8, state: 'open' },
  { title: 'Answer the ministry of finance on the compensation fund', owner: 'coordination', due: -12, state: 'open' },
  {
    title: 'Send figures of the year by one method',
    owner: 'clinic',
    due: -20,
    state: 'done',
    outcome: 'Sent, and accepted.',
  },
  { title: 'Open the information point of Port Isa', owner: 'shelter', due: 30, state: 'open' },
] as const

export const DEMO_EARLIER_ACTIONS: readonly (readonly [string, 'carried' | 'dropped'])[] = [
  ['Finance shelters from the state budget', 'carried'],
  ['Set up a fund for compensation', 'carried'],
  ['Appoint a national rapporteur', 'carried'],
  ['Build a database of all agencies', 'dropped'],
]

export const DEMO_CRITERIA: readonly (readonly [string, number, string])[] = [
  ['relevance', 4, 'The goals answered what was known of the situation.'],
  ['coherence', 3, 'Local plans came two years late.'],
  ['effectiveness', 2, 'Seven actions of ten were done; shelters were not funded.'],
  ['efficiency', 2, 'Money came late in each year.'],
  ['impact', 3, 'More victims were identified; the number of convictions did not change.'],
  ['sustainability', 2, 'Services depended on projects.'],
]

/** What was learnt, and the action of the plan now that answers it; none where it is not answered yet. */
export const DEMO_LESSONS: readonly (readonly [string, number | null])[] = [
  ['Pay for shelters from the state budget.', 23],
  ['Hold the council every quarter, with minutes.', 46],
  ['Verify what agencies report before it is counted.', null],
]
