import type { FormAnswers } from '@gloact/forms'
import { valueOf, type Answer } from '@gloact/kernel'

export interface NextPlan {
  readonly planId: string
  readonly goalId: string
  readonly year: string
  readonly startsOn: string
  readonly endsOn: string
}

/** What stays with the plan that it was secured and spent in, and days that the next plan does not have. */
const LEFT_BEHIND = ['secured', 'spent', 'implements']

/** An open action as it stands in the next plan: with where it came from, depending on what was carried with it. */
export function carriedAnswers(
  id: string,
  before: FormAnswers,
  next: NextPlan,
  newIds: ReadonlyMap<string, string>,
): FormAnswers {
  const answers: Record<string, Answer> = Object.fromEntries(
    Object.entries(before).filter(([path]) => !LEFT_BEHIND.includes(path)),
  )
  for (const path of ['starts_on', 'due_on']) {
    const day = valueOf(before[path])
    if (typeof day === 'string' && (day < next.startsOn || day > next.endsOn)) delete answers[path]
  }
  const dependsOn = valueOf(before['depends_on'])
  if (Array.isArray(dependsOn))
    answers['depends_on'] = { value: dependsOn.map((each) => newIds.get(String(each)) ?? String(each)) }
  return {
    ...answers,
    plan: { value: next.planId },
    goal: { value: next.goalId },
    code: { value: `${String(valueOf(before['code'])).slice(0, 14)}-${next.year}` },
    carried_from: { value: id },
  }
}
