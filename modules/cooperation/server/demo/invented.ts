import type { Json } from '@gloact/kernel'

type Given = Readonly<Record<string, Json>>

/** Authorities of invented countries. `daysAgo` is when each was last confirmed; one of them long ago. */
export interface DemoAuthority extends Given {
  readonly country: string
}

export const DEMO_AUTHORITIES: readonly (readonly [daysAgo: number, DemoAuthority])[] = [
  [
    40,
    {
      name: { en: 'Central Authority of Demoland', ar: 'السلطة المركزية في ديمولاند' },
      country: 'DL',
      desk: 'central_authority',
      matters: ['mla', 'extradition', 'sea', 'police', 'return'],
      channels: ['exchange', 'diplomatic'],
      mailbox: 'mla@justice.demo.example',
      hours: 'Sunday to Thursday, 08:00–15:00 (UTC+3)',
      urgent_line: '+999 55 0101',
      languages: ['en', 'ar'],
      translation_required: 'yes',
      dual_criminality: 'no',
      costs: 'Ordinary costs are borne by Demoland (UNTOC art. 18(28)).',
      confirmed_how: 'Own entry',
    },
  ],
  [
    65,
    {
      name: { en: 'Central Authority of Norland', fr: 'Autorité centrale du Norland' },
      country: 'XN',
      desk: 'central_authority',
      matters: ['mla', 'extradition', 'sea', 'police', 'return'],
      channels: ['exchange', 'diplomatic'],
      mailbox: 'mla@justice.norland.example',
      hours: 'Monday to Friday, 09:00–17:00 (UTC+1)',
      urgent_line: '+998 20 0199',
      languages: ['en', 'fr'],
      translation_required: 'yes',
      dual_criminality: 'no',
      use_limits: 'For the proceedings named in the request alone.',
      costs: 'Ordinary costs are borne by Norland; interpreters by agreement.',
      confirmed_how: 'Call back by the liaison officer',
    },
  ],
  [
    120,
    {
      name: { en: 'Ministry of Justice of Sudmark', es: 'Ministerio de Justicia de Sudmark' },
      country: 'XS',
      desk: 'central_authority',
      matters: ['mla', 'extradition', 'sea', 'return'],
      channels: ['exchange', 'post'],
      mailbox: 'cooperacion@justicia.sudmark.example',
      hours: 'Monday to Friday, 08:30–14:30 (UTC−3)',
      languages: ['es', 'pt'],
      translation_required: 'yes',
      dual_criminality: 'yes',
      form_note: 'Signed by the central authority; two copies where it goes by post.',
      confirmed_how: 'Note verbale',
    },
  ],
  [
    430,
    {
      name: { en: 'Prosecutor General of Estoria', ru: 'Генеральная прокуратура Эстории' },
      country: 'XE',
      desk: 'prosecutor_general',
      matters: ['mla', 'extradition', 'police'],
      channels: ['exchange', 'diplomatic'],
      urgent_line: '+997 71 2200',
      languages: ['ru', 'en'],
      translation_required: 'no',
      dual_criminality: 'yes',
      use_limits: 'Not for other proceedings without consent.',
      confirmed_how: 'Meeting of focal points',
    },
  ],
  [
    200,
    {
      name: { en: 'Coast Guard Operations Centre of Norland' },
      country: 'XN',
      matters: ['sea'],
      channels: ['interpol', 'email'],
      mailbox: 'ops@coastguard.norland.example',
      hours: 'Around the clock',
      urgent_line: '+998 20 0112',
      languages: ['en', 'fr', 'ar'],
      confirmed_how: 'Exercise at sea',
    },
  ],
  [
    90,
    {
      name: { en: 'Office for Victims of Norland', ar: 'مكتب الضحايا في نورلاند' },
      country: 'XN',
      desk: 'victims_office',
      matters: ['referral'],
      channels: ['exchange', 'email'],
      mailbox: 'support@victims.norland.example',
      hours: 'Monday to Friday, 09:00–16:00 (UTC+1)',
      languages: ['en', 'fr', 'ar', 'ru'],
      form_note: 'Never police, never the border: a referral, with consent, to this office alone.',
      confirmed_how: 'Transnational referral meeting',
    },
  ],
  [
    310,
    {
      name: { en: 'National Police of Sudmark, liaison unit' },
      country: 'XS',
      matters: ['police'],
      channels: ['interpol'],
      languages: ['es', 'en'],
      confirmed_how: 'INTERPOL National Central Bureau',
    },
  ],
  [
    25,
    {
      name: { en: 'Safe House of Demoland', ar: 'البيت الآمن في ديمولاند' },
      country: 'DL',
      desk: 'safe_house',
      matters: ['referral'],
      channels: ['exchange'],
      languages: ['en', 'ar', 'es', 'fr'],
      confirmed_how: 'Own entry',
    },
  ],
  [
    30,
    {
      name: {
        en: 'National Police of Demoland, Intelligence Liaison',
        ar: 'الشرطة الوطنية في ديمولاند، ارتباط المعلومات',
      },
      country: 'DL',
      desk: 'police_intelligence',
      matters: ['intelligence'],
      channels: ['exchange'],
      languages: ['en', 'ar'],
      confirmed_how: 'Own entry',
    },
  ],
  [
    30,
    {
      name: { en: 'Police Intelligence Unit of Norland', fr: 'Renseignement de la police du Norland' },
      country: 'XN',
      desk: 'police_intelligence',
      matters: ['intelligence'],
      channels: ['exchange', 'interpol'],
      languages: ['en', 'fr'],
      form_note: 'Graded 4×4. Never a victim, never a source.',
      confirmed_how: 'Call back on a known line',
    },
  ],
]

/**
 * Invented requests, each brought as far as it stands: by whom each step was taken, how many days ago, and what was said. `us` is this
 * country, `second` its second officer, `them` the other country, `it` the platform.
 */
export type DemoStep = readonly [by: 'us' | 'second' | 'them' | 'it', step: string, daysAgo: number, answers?: Given]

export interface DemoRequest {
  readonly ours: boolean
  readonly to: string
  readonly about: number
  readonly steps: readonly DemoStep[]
}

const SENT: readonly DemoStep[] = [
  ['us', 'submit', 31],
  ['second', 'approve', 30],
]
const DELIVERED: readonly DemoStep[] = [...SENT, ['it', 'deliver', 30]]
const ACKNOWLEDGED: readonly DemoStep[] = [...DELIVERED, ['them', 'acknowledge', 27]]
const ACCEPTED: readonly DemoStep[] = [
  ...ACKNOWLEDGED,
  ['them', 'accept', 20, { executing_authority: 'Regional prosecutor' }],
]
const RESULT: Given = {
  result: 'Statements of the account are attached; the bank confirmed them on 12 March.',
  use_limits: 'For the proceedings named in the request alone.',
}
const PART: Given = {
  result: 'The records of the first bank are attached; the second has until the end of the month.',
}
const REFUSAL: Given = {
  ground: 'no_dual_criminality',
  reason: 'The act described is an administrative matter here.',
  consulted: 'Call of both central authorities; no conditions would have helped.',
}

export const DEMO_REQUESTS: readonly DemoRequest[] = [
  { ours: true, to: 'XN', about: 0, steps: [] },
  { ours: true, to: 'XS', about: 2, steps: [['us', 'submit', 1]] },
  {
    ours: true,
    to: 'XE',
    about: 1,
    steps: [
      ['us', 'submit', 0],
      ['second', 'approve', 0],
    ],
  },
  { ours: true, to: 'XE', about: 0, steps: [...SENT, ['it', 'miss_receipt', 27]] },
  { ours: true, to: 'XS', about: 3, steps: ACKNOWLEDGED },
  {
    ours: true,
    to: 'XE',
    about: 1,
    steps: [
      ...ACKNOWLEDGED,
      ['them', 'ask_more', 12, { question: 'Which telephone number did the dispatcher use, and in which days?' }],
    ],
  },
  {
    ours: true,
    to: 'XS',
    about: 4,
    steps: [
      ...ACKNOWLEDGED,
      [
        'them',
        'offer_conditions',
        6,
        { conditions: 'The recording is not published, and is destroyed after judgment.' },
      ],
    ],
  },
  { ours: true, to: 'XE', about: 4, steps: ACCEPTED },
  {
    ours: true,
    to: 'XS',
    about: 0,
    steps: [
      ...ACCEPTED,
      [
        'them',
        'postpone',
        9,
        {
          ground: 'investigation',
          reason: 'The same accounts are watched in an investigation of our own.',
          consulted: 'Meeting of the prosecutors by video.',
        },
      ],
    ],
  },
  { ours: true, to: 'XE', about: 3, steps: [...ACKNOWLEDGED, ['them', 'refuse', 8, REFUSAL]] },
  { ours: true, to: 'XS', about: 0, steps: [...ACCEPTED, ['them', 'send_result', 3, RESULT]] },
  {
    ours: true,
    to: 'XE',
    about: 0,
    steps: [...ACCEPTED, ['them', 'send_result', 10, RESULT], ['us', 'close', 5, { outcome: 'used' }]],
  },
  {
    ours: true,
    to: 'XS',
    about: 3,
    steps: [...ACKNOWLEDGED, ['us', 'withdraw', 15, { reason: 'obtained_otherwise' }]],
  },
  { ours: false, to: 'XS', about: 1, steps: [] },
  { ours: false, to: 'XE', about: 3, steps: [['us', 'acknowledge', 2]] },
  {
    ours: false,
    to: 'XS',
    about: 0,
    steps: [
      ['us', 'acknowledge', 20],
      ['us', 'ask_more', 15, { question: 'Please name the bank and the months.' }],
    ],
  },
  {
    ours: false,
    to: 'XE',
    about: 4,
    steps: [
      ['us', 'acknowledge', 22],
      ['us', 'accept', 14, { executing_authority: 'Regional Court of the Coast' }],
    ],
  },
  {
    ours: false,
    to: 'XS',
    about: 2,
    steps: [
      ['us', 'acknowledge', 24],
      ['us', 'accept', 18, {}],
      [
        'us',
        'prepare_result',
        1,
        { extent: 'whole', result: 'Two telephones were seized; copies and the record are with the court.' },
      ],
    ],
  },
  {
    ours: false,
    to: 'XE',
    about: 0,
    steps: [
      ['us', 'acknowledge', 24],
      ['us', 'accept', 18, {}],
      ['us', 'prepare_result', 7, { extent: 'whole', ...RESULT }],
      ['second', 'send_result', 6, RESULT],
      ['them', 'close', 2, { outcome: 'partly_used' }],
    ],
  },
  { ours: true, to: 'XS', about: 5, steps: ACKNOWLEDGED },
  { ours: true, to: 'XE', about: 6, steps: [...ACKNOWLEDGED, ['them', 'accept', 11, {}]] },
  { ours: false, to: 'XS', about: 7, steps: [['us', 'acknowledge', 0]] },
  {
    ours: true,
    to: 'XE',
    about: 8,
    steps: [...ACKNOWLEDGED, ['them', 'refuse', 6, { ...REFUSAL, ground: 'not_our_national', reason: 'No entry.' }]],
  },
  {
    ours: false,
    to: 'XE',
    about: 9,
    steps: [
      ['us', 'acknowledge', 12],
      ['them', 'close', 11, { outcome: 'used' }],
    ],
  },
  { ours: true, to: 'XE', about: 10, steps: ACCEPTED },
  { ours: false, to: 'XS', about: 11, steps: [['us', 'acknowledge', 4]] },
  { ours: true, to: 'XN', about: 12, steps: [] },
  { ours: true, to: 'XS', about: 13, steps: ACCEPTED },
  { ours: true, to: 'XE', about: 0, steps: [...ACCEPTED, ['them', 'send_part', 9, PART]] },
  {
    ours: false,
    to: 'XS',
    about: 0,
    steps: [
      ['us', 'acknowledge', 24],
      ['us', 'accept', 18, {}],
      ['us', 'prepare_result', 9, { extent: 'part', ...PART }],
      ['second', 'send_part', 8, PART],
      ['us', 'prepare_rest', 1, { extent: 'whole', ...RESULT }],
    ],
  },
]
