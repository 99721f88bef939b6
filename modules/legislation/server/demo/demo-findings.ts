import type { FindingStatus, Review } from '../../domain/finding.ts'

interface DemoFinding {
  readonly obligation: string
  readonly status: FindingStatus
  readonly eIds: readonly string[]
  readonly reasoning: string
  readonly reviews: readonly Review[]
  /** It was answered before the amendment, by the text of 2020. */
  readonly before?: true
}

const VALIDATED: readonly Review[] = ['review', 'validate']

/** How the invented act answers the Trafficking Protocol, as far as somebody has come. */
export const DEMO_FINDINGS: readonly DemoFinding[] = [
  {
    obligation: 'tip-3-a-act',
    status: 'met',
    eIds: ['sec_3__subsec_1'],
    reasoning: 'All five acts are named in section 3(1).',
    reviews: VALIDATED,
  },
  {
    obligation: 'tip-3-a-means',
    status: 'partial',
    eIds: ['sec_3__subsec_1'],
    reasoning: 'Payments or benefits to a person who has control over another are not named.',
    reviews: VALIDATED,
  },
  {
    obligation: 'tip-3-a-purpose',
    status: 'partial',
    eIds: ['sec_2__para_b', 'sec_3__subsec_1'],
    reasoning: 'The removal of organs is not named, though the list is open ("includes").',
    reviews: VALIDATED,
    before: true,
  },
  {
    obligation: 'tip-3-b',
    status: 'met',
    eIds: ['sec_3__subsec_2'],
    reasoning: 'Express rule on consent.',
    reviews: ['review'],
  },
  {
    obligation: 'tip-3-c',
    status: 'met',
    eIds: ['sec_3__subsec_3'],
    reasoning: 'Inserted by Act No. 4 of 2024.',
    reviews: ['review'],
  },
  { obligation: 'tip-3-d', status: 'met', eIds: ['sec_2__para_a'], reasoning: 'Under eighteen.', reviews: VALIDATED },
  {
    obligation: 'tip-5-1',
    status: 'met',
    eIds: ['sec_3__subsec_1', 'sec_4'],
    reasoning: 'A distinct offence with five to twelve years, up to twenty where it is aggravated.',
    reviews: [],
  },
  {
    obligation: 'tip-5-2a',
    status: 'met',
    eIds: ['sec_5__subsec_1'],
    reasoning: 'Attempt is punished with half of the penalty.',
    reviews: ['send_back'],
  },
  { obligation: 'tip-5-2b', status: 'met', eIds: ['sec_5__subsec_2'], reasoning: 'Accomplices.', reviews: [] },
  {
    obligation: 'tip-6-1',
    status: 'partial',
    eIds: ['sec_6'],
    reasoning: 'Private hearings are at the discretion of the court ("may"); identity in files is not covered.',
    reviews: [],
  },
  {
    obligation: 'tip-6-2a',
    status: 'not_met',
    eIds: [],
    reasoning: 'No duty to inform victims about court and administrative proceedings.',
    reviews: [],
  },
  {
    obligation: 'tip-6-3',
    status: 'partial',
    eIds: ['sec_7__subsec_1'],
    reasoning: 'Assistance may be provided; employment, education and training are not named.',
    reviews: [],
  },
  { obligation: 'tip-6-4', status: 'met', eIds: ['sec_7__subsec_2'], reasoning: 'Express rule.', reviews: [] },
  { obligation: 'tip-6-5', status: 'met', eIds: ['sec_8'], reasoning: 'A duty of the police.', reviews: [] },
  {
    obligation: 'tip-6-6',
    status: 'met',
    eIds: ['sec_9A'],
    reasoning: 'Courts have to order compensation since July 2024.',
    reviews: [],
  },
  {
    obligation: 'tip-11-1',
    status: 'other_law',
    eIds: [],
    reasoning: 'Border controls are in the Immigration Act, which is not in the library yet.',
    reviews: [],
  },
]
