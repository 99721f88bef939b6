import { addMonths, type PlainDate, valueOf } from '@gloact/kernel'
import { isYes, told, wasHeard, type Recorded, type Said } from './said.ts'

export const INTERVIEW_GAPS = ['interview_third', 'interview_nobody_there', 'interview_suspects_kin'] as const
export type InterviewGap = (typeof INTERVIEW_GAPS)[number]

/** For so long an interview counts, and so many on the same are enough. */
const MONTHS = 12
const ENOUGH = 2

const HELD: readonly string[] = ['record', 'record_elsewhere', 'report', 'hold']
/** Anyone whose task it is to stand by the child. */
const BESIDE_THE_CHILD: readonly string[] = ['guardian', 'lawyer', 'psychologist', 'support']

const codesOf = (said: Said | undefined, question: string): readonly string[] => {
  const value = said ? valueOf(said.answers[question]) : undefined
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}

/** What a child was asked about so often within twelve months that asking again needs a reason and a second person. */
export function askedEnough(interviews: readonly Recorded[], on: PlainDate): readonly string[] {
  const since = addMonths(on, -MONTHS)
  const counts = new Map<string, number>()
  for (const { steps } of interviews) {
    const held = steps.find(({ step }) => HELD.includes(step))
    const day = told(held, 'held_on')
    if (!held || day === undefined || day < since) continue
    for (const topic of new Set(codesOf(held, 'topics'))) counts.set(topic, (counts.get(topic) ?? 0) + 1)
  }
  return [...counts].flatMap(([topic, count]) => (count >= ENOUGH ? [topic] : [])).toSorted()
}

/** An interview as another agency is told of it: when and on what, and nothing else. */
export interface InterviewTold {
  readonly heldOn: string
  readonly topics: readonly string[]
}

/** The interviews that count, the latest first. */
export const interviewsTold = (
  interviews: readonly Recorded[],
  on: PlainDate,
): readonly (InterviewTold & { readonly id: string })[] =>
  interviews
    .flatMap(({ id, steps }) => {
      const held = steps.find(({ step }) => HELD.includes(step))
      const heldOn = told(held, 'held_on')
      if (heldOn === undefined || heldOn < addMonths(on, -MONTHS)) return []
      return [{ id, heldOn, topics: codesOf(held, 'topics') }]
    })
    .toSorted((a, b) => b.heldOn.localeCompare(a.heldOn))

/** Gate G6: what is missing for this interview to be held, or to have been. What others held passes no gate. */
export function interviewMissing(
  interview: Said,
  {
    earlier,
    asked,
    on,
  }: { readonly earlier: readonly Recorded[]; readonly asked: Said | undefined; readonly on: PlainDate },
): readonly InterviewGap[] {
  const allowed = new Set(codesOf(asked, 'topics'))
  const enough = askedEnough(earlier, on)
  const beside = codesOf(interview, 'present').some((who) => BESIDE_THE_CHILD.includes(who))
  return [
    ...(codesOf(interview, 'topics').some((topic) => enough.includes(topic) && !allowed.has(topic))
      ? (['interview_third'] as const)
      : []),
    ...(beside || told(interview, 'why_nobody')?.trim() ? [] : (['interview_nobody_there'] as const)),
    ...(told(interview, 'suspects_kin') === 'no' ? [] : (['interview_suspects_kin'] as const)),
  ]
}

export const TRANSITION_GAPS = ['consents_not_asked', 'plan_guardian_not_heard'] as const
export type TransitionGap = (typeof TRANSITION_GAPS)[number]

/** A transition is done once the adult was asked again what may be kept and passed on. */
export const transitionMissing = (record: Recorded): readonly TransitionGap[] =>
  record.steps.some((said) => said.step === 'ask_anew' && isYes(said, 'asked')) ? [] : ['consents_not_asked']

/** A plan for turning 18 is not made over the child's head, nor past the person who stands beside the child. */
export const planMissing = (plan: Said): readonly TransitionGap[] =>
  wasHeard(plan, 'guardian_heard') ? [] : ['plan_guardian_not_heard']
