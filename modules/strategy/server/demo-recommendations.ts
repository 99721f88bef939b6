import type { ReviewBody } from '../domain/words.ts'

/** Invented recommendations: theme, how it goes on after "to", and the numbers of the actions that answer it. */
type Line = readonly [theme: string, text: string, answeredBy: readonly number[]]

export interface DemoBody {
  readonly body: ReviewBody
  readonly round: string
  /** Years back from the plan's third year. */
  readonly ago: number
  readonly opening: string
  readonly strength: 'urges' | 'recommends' | 'considers' | 'invites'
  readonly lines: readonly Line[]
}

export const DEMO_RECOMMENDATIONS: readonly DemoBody[] = [
  {
    body: 'tip_report',
    round: 'annual',
    ago: 1,
    opening: 'Prioritized recommendation:',
    strength: 'recommends',
    lines: [
      ['Complicity of officials', 'vigorously investigate and prosecute officials complicit in trafficking.', []],
      [
        'Proactive identification',
        'increase efforts to identify victims proactively among migrants and people in prostitution.',
        [15, 16, 18],
      ],
      ['Funding of shelters', 'allocate and disburse funds for shelters, including for men.', [23]],
      ['Financial investigation', 'use financial investigation in trafficking cases.', [33]],
      ['Recruitment fees', 'enforce the prohibition of recruitment fees charged to workers.', [9]],
      [
        'Non-punishment',
        'ensure that victims are not penalized for unlawful acts that they were compelled to commit.',
        [39],
      ],
      ['Compensation', 'award restitution and set up a fund for compensation.', [30]],
      ['Labour inspection', 'give labour inspectors the mandate for unannounced inspections.', [10]],
      ['Interpreters', 'make interpreters available at first contact in all regions.', [53]],
    ],
  },
  {
    body: 'greta',
    round: 'third round',
    ago: 2,
    opening: 'GRETA urges the authorities to',
    strength: 'urges',
    lines: [
      ['Access to justice', 'guarantee legal aid from first contact, irrespective of cooperation.', [31]],
      ['Recovery and reflection', 'grant the recovery and reflection period to all presumed victims.', [19]],
      ['Specialised unit', 'provide the investigation unit with staff and resources.', [32, 36]],
      ['Children', 'appoint a legal guardian for every unaccompanied child without delay.', [20]],
      ['Accommodation for children', 'set up specialised accommodation for child victims.', [24]],
      ['National rapporteur', 'consider establishing an independent national rapporteur.', [58]],
      ['Residence permits', 'ensure that victims can benefit from a residence permit on personal grounds.', [28]],
      ['Psychological care', 'provide long-term psychological assistance.', [25]],
      ['Health screening in detention', 'screen for indicators in places of detention of migrants.', []],
    ],
  },
  {
    body: 'upr',
    round: 'fourth cycle',
    ago: 2,
    opening: 'The working group recommended to',
    strength: 'recommends',
    lines: [
      ['Ratification', 'ratify the Protocol of 2014 to the Forced Labour Convention.', []],
      ['Awareness in schools', 'continue raising awareness in schools.', [1]],
      ['Victims’ assistance', 'strengthen the assistance to victims, in particular women and girls.', [25, 26]],
      ['Migrant workers', 'protect migrant workers against forced labour.', [2, 14]],
      ['Regional cooperation', 'deepen cooperation with neighbouring countries.', [48, 49]],
      ['Data', 'improve the collection of disaggregated data.', [54, 55]],
      ['Training of judges', 'train judges and prosecutors continuously.', [34, 42]],
      ['Rights of smuggled migrants', 'protect the rights of smuggled migrants, whatever their status.', [22]],
    ],
  },
  {
    body: 'cedaw',
    round: 'combined fifth and sixth report',
    ago: 3,
    opening: 'The Committee recommends that the State party',
    strength: 'recommends',
    lines: [
      ['Root causes', 'address the root causes by creating income for women in rural areas.', []],
      ['Exit programmes', 'offer programmes for women who wish to leave prostitution.', []],
      ['Domestic work', 'regulate domestic work and inspect it.', [13]],
      ['Shelters outside the capital', 'open shelters outside the capital.', [23]],
      ['Gender-sensitive interviews', 'ensure interviews by trained women officers where requested.', [41]],
      ['Online recruitment', 'counter recruitment over social networks.', [36]],
      ['Survivors’ participation', 'involve survivors in decisions, with pay.', [51]],
    ],
  },
  {
    body: 'crc',
    round: 'fourth report',
    ago: 4,
    opening: 'The Committee urges the State party to',
    strength: 'urges',
    lines: [
      ['Child-friendly justice', 'interview children once, in child-friendly rooms.', [41]],
      ['Age assessment', 'presume minority in doubt and use medical age assessment only as a last resort.', []],
      ['Street children', 'identify children exploited in begging.', [20]],
      ['Family tracing', 'trace families before any return of a child.', [29]],
      ['Guardianship', 'train guardians and limit the number of children for each.', [24]],
      ['Sale of children', 'criminalise all forms of sale of children.', []],
      ['Helpline for children', 'make the helpline known to children.', [3]],
    ],
  },
  {
    body: 'special_rapporteur',
    round: 'country visit',
    ago: 3,
    opening: 'The Special Rapporteur encourages the Government to',
    strength: 'invites',
    lines: [
      ['Labour exploitation', 'extend identification to labour exploitation of men.', [10, 21]],
      ['Firewall', 'separate services from immigration enforcement.', [22, 28]],
      ['Supply chains', 'require due diligence in public procurement.', [11]],
      ['Return', 'assess risk before every return and follow up.', [29]],
      ['Civil society', 'fund non-governmental organisations by contract for several years.', [50]],
    ],
  },
]
