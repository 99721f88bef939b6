import type { FormAnswers } from '@gloact/forms'
import { textOf } from './said.ts'

/** What is missing before something may be done; nothing: it may. */
export type Missing = string

/** Whether what a child says is held against requests at all (gate G7). Absent is no yes. */
export function missingToMatch(child: {
  readonly state: string
  readonly answers: FormAnswers
  /** Whether a supervisor agreed for a child too young to say. */
  readonly agreedFor: boolean
}): readonly Missing[] {
  const { answers } = child
  const wish = textOf(answers, 'wish')
  const guardian = textOf(answers, 'guardian')
  return [
    ...(child.state === 'open' ? [] : ['not_open']),
    ...(wish === '' || wish === 'no' ? ['child_says_no'] : []),
    ...(wish === 'too_young' && !child.agreedFor ? ['supervisor_agrees'] : []),
    ...(textOf(answers, 'safety') === 'safe' || textOf(answers, 'safety') === 'with_care' ? [] : ['not_safe']),
    ...(guardian === 'disagrees' || guardian === '' ? ['guardian_disagrees'] : []),
  ]
}

/** What no review of a held request makes good: only who asks can say who they are, and agree. */
export const missingToSearch = (request: FormAnswers): readonly Missing[] => [
  ...(['', 'none'].includes(textOf(request, 'identity_seen')) ? ['nobody_knows_them'] : []),
  ...(textOf(request, 'agrees') === 'yes' ? [] : ['not_agreed']),
]

/** So many figures, with whatever is written between them, may be a telephone; a day is none. */
const TELEPHONE = /(?:\p{Nd}[\s().\-/]{0,2}){7}/u
const DAY = /\p{Nd}{1,4}[./-]\p{Nd}{1,2}[./-]\p{Nd}{2,4}/gu

/** Whether a first message to a relative says a number by which somebody could be reached past those who judge. */
export const namesTelephone = (message: string): boolean => TELEPHONE.test(message.replace(DAY, '…'))

/** What is known where somebody asks whether a relative may be told (gate G5). */
export interface BeforeContact {
  /** Who took which step of the match, in order. */
  readonly steps: readonly { readonly step: string; readonly by: string | null; readonly answers: FormAnswers }[]
  /** Who registered and amended the request. */
  readonly enteredBy: readonly string[]
  readonly requestState: string
  /** What is said on the day. */
  readonly answers: FormAnswers
  /** What the child's side says now. */
  readonly child: { readonly state: string; readonly answers: FormAnswers; readonly agreedFor: boolean }
  /** Whether the file allows it: a child's protection does, and anyone who has turned 18 says it themselves. */
  readonly fileAgrees: boolean
  /** Whether the family link that was confirmed was ended since: a verdict reversed. */
  readonly reversed: boolean
}

/** What is missing before a relative is told anything (gate G5). No answer of a form alone opens it. */
export function missingToTell({
  steps,
  enteredBy,
  requestState,
  answers,
  child,
  ...now
}: BeforeContact): readonly Missing[] {
  const taken = (names: readonly string[]) => steps.findLast(({ step }) => names.includes(step))
  const look = taken(['take_up'])
  const finding = taken(['confirm'])
  const heard = taken(['hear_child', 'hear_child_then'])
  const adult = taken(['hear_adult', 'hear_adult_then'])
  const judges = [look?.by, finding?.by].filter((by) => typeof by === 'string')
  const wants = heard ? textOf(heard.answers, 'wants') : ''
  // Only of a child whose own side says so, and for whom a supervisor agreed: nobody becomes too young in a hearing.
  const tooYoung = textOf(child.answers, 'wish') === 'too_young' && child.agreedFor && wants === 'too_young'
  const guardian = textOf(answers, 'guardian')
  return [
    ...(new Set(judges).size === 2 && !judges.some((by) => enteredBy.includes(by)) ? [] : ['two_judges']),
    ...(heard && adult && heard.by !== adult.by ? [] : ['both_heard']),
    ...(finding && !now.reversed ? [] : ['finding']),
    ...(tooYoung || (wants === 'yes_now' && textOf(answers, 'child_says_yes') === 'yes') ? [] : ['child_says_yes']),
    ...(heard && textOf(heard.answers, 'afraid') === 'no' ? [] : ['not_afraid']),
    ...(textOf(answers, 'safety') === 'safe' && textOf(child.answers, 'safety') !== 'not_safe' ? [] : ['safe_today']),
    ...(guardian === 'agrees' || guardian === 'implicated' ? [] : ['guardian_agrees']),
    ...(requestState === 'searching' ? [] : ['no_hold']),
    ...(now.fileAgrees ? [] : ['adult_agrees']),
    ...(missingToMatch(child).includes('supervisor_agrees') ? ['supervisor_agrees'] : []),
    ...(missingToMatch(child).includes('child_says_no') || child.state === 'closed' ? ['child_says_yes'] : []),
  ].filter((one, at, all) => all.indexOf(one) === at)
}
