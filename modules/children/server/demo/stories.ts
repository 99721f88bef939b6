import { addDays, type PlainDate } from '@gloact/kernel'
import type { KindName } from '../../domain/kinds.ts'
import * as say from './invented.ts'
import * as apart from './separation.ts'

export const idOf = (kind: number, number: number): string =>
  `00000000-0000-7000-8${String(kind).padStart(3, '0')}-${String(number).padStart(12, '0')}`

/** An invented carer of the register, as `say.CARERS` has them. */
export const demoCarerId = (number: number): string => idOf(46, number)
export const demoGuardianId = (number: number): string => idOf(44, number)
/** A record of the child with this number, in the order in which its story begins them. */
export const demoRecordId = (child: number, place: number): string => idOf(41, child * 100 + place)

export type By = 'officer' | 'second' | 'lead' | 'authority' | 'guardian' | 'panel' | 'panel2' | 'panel3'
type Told = readonly [kind: KindName, step: string, by: By, daysAgo: number, answers?: say.Answers | undefined]

/** Five families take three children each at most. */
function familyOf(number: number) {
  const family = Math.floor(number / 4) % 5
  return { id: demoCarerId(family), name: String(say.CARERS[family]!['name']) }
}

export const CHILDREN = 60
const STORIES = 20

/** What has happened so far to the child with this number: most of it in time, some of it late, as in an office that works. */
export function storyOf(number: number, today: PlainDate): readonly Told[] {
  const day = (before: number) => addDays(today, -before)
  const guardian = demoGuardianId([0, 1, 4, 5][number % 4]!)
  const age = (before: number): Told => [
    'age',
    'presume',
    'officer',
    before,
    say.AGE(day(365 * 16), day(365 * 13 - number)),
  ]
  const asked = (before: number): Told => ['guardianship', 'ask', 'officer', before, say.NEED]
  const provided = (before: number): Told => ['guardianship', 'provide', 'authority', before, say.appointment(guardian)]
  const appointed = (before: number): Told => [
    'guardianship',
    'appoint',
    'authority',
    before,
    say.appointment(guardian),
  ]
  const seen = (before: number): Told => ['guardianship', 'visit', 'guardian', before, say.VISIT]
  const guarded = [age(40), asked(40), provided(39), appointed(30), seen(37), seen(15)]
  const visited = 22 - (number % 5) * 3
  const cared: readonly Told[] = [
    ['assessment', 'begin', 'officer', 36, say.WHY('placement', 'days_7')],
    ['assessment', 'submit', 'officer', 34, say.assessment(day(34), addDays(today, 60))],
    ['assessment', 'approve', 'lead', 33],
    ['care', 'place', 'officer', 33, number % 4 === 3 ? say.fostered(day(50), familyOf(number)) : say.PLACEMENT],
    ['care', 'visit', 'officer', 28, say.CARE_VISIT],
    ['care', 'visit', 'officer', visited, say.CARE_VISIT],
  ]
  const known = [...guarded, ...cared]
  const assessed: readonly Told[] = [
    ['assessment', 'begin', 'officer', 5, say.WHY('review', 'days_7')],
    ['assessment', 'submit', 'officer', 3, say.assessment(day(3), addDays(today, 60))],
  ]
  const determined = (before: number): readonly Told[] => [
    ...papers(before),
    ...votes(before - 8),
    approved(today, before - 9),
  ]
  const decided = (before: number): readonly Told[] => [...determined(before), ...decision(before - 10)]
  /** The same, so many days earlier, up to the hand-over; then nobody is asked for a guardian or a home any more. */
  const home = (earlier: number): readonly Told[] => [
    ...known.map(([kind, step, by, before, answers]): Told => [kind, step, by, before + earlier, answers]),
    ...decided(20 + earlier),
    ['care', 'end', 'officer', 6 + earlier, say.HOME],
    ...inPlace(6 + earlier),
    ['guardianship', 'close', 'authority', 5 + earlier, say.REUNIFIED],
  ]
  /** From the parents, who are against it: the panel is asked, its papers are there, and what is planned waits for it. */
  const takenFromParents: readonly Told[] = [
    ['care', 'place', 'officer', 33, apart.WITH_PARENTS],
    ['care', 'visit', 'officer', 28, say.CARE_VISIT],
    ['care', 'visit', 'officer', 20, say.CARE_VISIT],
    ['care', 'visit', 'officer', 13, apart.UNSAFE_VISIT],
    ['care', 'end', 'officer', 12, apart.AGAINST_PARENTS],
    ['care', 'place', 'officer', 12, say.PLACEMENT],
    ['determination', 'prepare', 'officer', 10, apart.SEPARATION_REQUEST],
    ['determination', 'present', 'officer', 7, apart.SEPARATION_PAPERS],
    ['solution', 'plan', 'officer', 6, apart.SEPARATION_PLAN],
    ['care', 'visit', 'officer', 5, say.CARE_VISIT],
  ]
  const met: readonly Told[] = [age(9), asked(8), provided(8), seen(6)]
  /** School is asked after from the first day on: most have a place by now, some a reason why not. */
  const withSchool = (story: readonly Told[]): readonly Told[] => {
    const first = story[0]?.[3]
    if (first === undefined) return story
    const seek: Told = ['schooling', 'seek', 'officer', first]
    if (first < 30 || number % 5 === 4) return [...story, seek]
    const placed: Told =
      number % 5 === 3
        ? ['schooling', 'give_reason', 'officer', first - 25, say.NO_SCHOOL(addDays(today, 30))]
        : ['schooling', 'enrol', 'officer', first - 20 - (number % 4), say.SCHOOL(day(first - 20))]
    const over: readonly Told[] = first > 100 ? [['schooling', 'close', 'officer', first - 35, say.SCHOOL_OVER]] : []
    return [...story, seek, placed, ...over]
  }
  const STORY: readonly (readonly Told[])[] = [
    number === 0 ? [] : known,
    number === 1 ? [age(8)] : met,
    // Nobody has found a guardian yet: the 24 hours are over.
    [age(8), asked(2), ...(number === 22 ? [['guardianship', 'stand_in', 'officer', 0, say.STAND_IN] as const] : [])],
    [age(8), asked(0)],
    // One whom the guardian has not seen.
    number === 4 ? met.slice(0, 3) : met,
    [
      ...guarded,
      // Of one the guardian is on leave.
      ...(number === 25
        ? [['guardianship', 'cover', 'authority', 2, say.cover(demoGuardianId(0), addDays(today, 12))] as const]
        : []),
      ['transition', 'begin', 'officer', 3],
    ],
    [
      ...guarded,
      ['guardianship', 'complain', 'officer', 3, say.COMPLAINT],
      // Of one the authority has found that the child was right.
      ...(number < STORIES ? [] : [['guardianship', 'answer_complaint', 'authority', 1, say.UPHELD] as const]),
    ],
    [...guarded, ['assessment', 'begin', 'officer', number < STORIES ? 8 : 1, say.WHY('first_contact', 'days_2')]],
    [...guarded, ...assessed],
    [...guarded, ...assessed, ['assessment', 'send_back', 'lead', 2, say.BACK]],
    number < STORIES
      ? [...known, ['interview', 'record', 'officer', 25, say.interview(day(25))]]
      : [...guarded, ...cared.slice(0, 3), ...takenFromParents],
    [
      ...guarded,
      ['care', 'record_irregular', 'officer', number < STORIES ? 1 : 0, say.irregular('unrelated_adult', number)],
    ],
    [...guarded, ['care', 'record_irregular', 'officer', 0, say.irregular('detained', number)]],
    [
      ...guarded,
      ['age', 'doubt', 'officer', 8, say.DOUBT],
      ['age', 'begin', 'officer', 6, say.AGREED],
      ['age', 'examine', 'officer', 4, say.DOCUMENTS],
    ],
    [...known, ...papers(20).slice(0, 1)],
    [...known, ...papers(20), ...votes(12).slice(0, 1)],
    [...known, ...determined(20), ['solution', 'plan', 'officer', 6, say.PLAN]],
    number < STORIES ? [...known, ...decided(20)] : home(210),
    number < STORIES
      ? [...known, ...decided(20), ['solution', 'hand_over', 'officer', 6, say.HANDED]]
      : [...home(400), ...confirmed(40)],
    number < STORIES
      ? [...known, ['solution', 'record_elsewhere', 'officer', 1, say.ELSEWHERE]]
      : [...known, ...determined(20), ['determination', 'report_change', 'officer', 2, say.CHANGE]],
  ]
  // The last twenty have come lately, most of them; of some more is known by now.
  if (number >= 2 * STORIES) return withSchool(number % 5 === 4 ? STORY[5]! : number === 42 ? STORY[2]! : STORY[4]!)
  return withSchool(STORY[number % STORIES] ?? [])
}

const papers = (before: number): readonly Told[] => [
  ['determination', 'prepare', 'officer', before, say.REQUEST],
  ['determination', 'present', 'officer', before - 5, say.PAPERS],
]
const votes = (before: number): readonly Told[] => [
  ['determination', 'vote', 'panel', before, say.vote('child_protection', 'child_protection')],
  ['determination', 'vote', 'panel2', before, say.vote('law', 'justice')],
  ['determination', 'vote', 'panel3', before, say.vote('psychology', 'ngo')],
]
const approved = (today: PlainDate, before: number): Told => [
  'determination',
  'approve',
  'panel',
  before,
  // Looked at again within a year of its day.
  say.decision(addDays(today, 350 - before)),
]
const decision = (before: number): readonly Told[] => [
  ['solution', 'plan', 'officer', before, say.PLAN],
  ['solution', 'assess_risk', 'officer', before - 1, say.RISK],
  ['solution', 'approve_risk', 'lead', before - 2],
  ['solution', 'verify', 'second', before - 2, say.VERIFIED],
  ['solution', 'hear', 'officer', before - 2, say.HEARD],
  ['solution', 'decide', 'lead', before - 3, say.REASONS],
]
/** Handed over so many days ago, followed up, and a durable solution since. */
const inPlace = (before: number): readonly Told[] => [
  ['solution', 'hand_over', 'officer', before, say.HANDED],
  ['solution', 'follow_call', 'officer', before - 7, say.FOLLOWED],
  ['solution', 'follow_1', 'officer', before - 30, say.FOLLOWED],
  ['solution', 'follow_3', 'officer', before - 91, say.FOLLOWED],
  ['solution', 'put_in_place', 'officer', before - 95, say.IN_PLACE],
  ['solution', 'follow_6', 'officer', before - 181, say.FOLLOWED],
]
const confirmed = (before: number): readonly Told[] => [
  ['solution', 'follow_12', 'officer', before, say.FOLLOWED],
  ['solution', 'confirm', 'lead', before - 4, say.IN_PLACE],
  ['determination', 'close', 'officer', before - 4, say.REASONS],
]

/** The day of the first thing that happened, and never so lately that the platform would begin what the story begins. */
export const openedDaysAgo = (number: number): number =>
  Math.max(8, ...storyOf(number, '2026-01-01' as PlainDate).map(([, , , daysAgo]) => daysAgo))

/** Records whose gates asked on the day of the step, and would not pass today: what is long over. */
export const isLongAgo = (kind: KindName, daysAgo: number): boolean =>
  daysAgo > 60 && (kind === 'solution' || kind === 'determination')
