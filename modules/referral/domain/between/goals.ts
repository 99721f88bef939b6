import { valueOf, type Answer } from '@gloact/kernel'

/** A goal that two agencies share, numbered as it was added, with what was reported last. */
export interface SharedGoal {
  readonly number: number
  readonly goal: string
  readonly by: string
  readonly state: string | null
  readonly addedBy: string
}

interface Step {
  readonly step: string
  readonly party: string
  readonly answers: Readonly<Record<string, Answer>>
}

/** The shared goals as the steps of joint work make them; a report on a number that no goal has changes nothing. */
export function sharedGoals(steps: readonly Step[]): readonly SharedGoal[] {
  const goals: SharedGoal[] = []
  for (const { step, party, answers } of steps) {
    const said = (field: string): unknown => valueOf(answers[field])
    if (step === 'add_goal' && typeof said('goal') === 'string') {
      const number = goals.length + 1
      goals.push({ number, goal: String(said('goal')), by: String(said('by')), state: null, addedBy: party })
    }
    const at = step === 'report_goal' ? Number(said('number')) - 1 : -1
    const reported = goals[at]
    if (reported) goals[at] = { ...reported, state: String(said('state')) }
  }
  return goals
}

/** Who does which need: as it was shared out last. */
export function partsOf(steps: readonly Step[]): {
  readonly lead: readonly string[]
  readonly partner: readonly string[]
} {
  const last = steps.findLast(({ step }) => step === 'propose' || step === 'share_out')
  const needs = (field: string): readonly string[] => {
    const value = last && valueOf(last.answers[field])
    return Array.isArray(value) ? value.map(String) : []
  }
  return { lead: needs('lead_needs'), partner: needs('partner_needs') }
}
